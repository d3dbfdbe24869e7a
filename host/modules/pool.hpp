#pragma once
// Starts, limits, feeds and ends the worker processes: a zygote for each module, which has loaded the library and
// opened the activities inside the sandbox, and the children forked from it that serve calls. The one way to run module
// code.
//
// No learner's state lives here: losing any process, or all, loses nothing. A child serves at most `max_calls` calls: 1
// for a module that is not ours. Every wait has a deadline; a process that misses it is killed. A module whose
// processes keep failing is started again with a growing pause, and calls in the pause fail at once with Unavailable.
//
// Failures by ErrorCode: Timeout (deadline passed, killed), Crashed (ended by signal, exit or a forbidden system call:
// the message names which), Protocol (bounds or protocol broken), LimitExceeded, InvalidInput (the module refused:
// content, state or fields; Error::where is "content", "state" or "fields"), Unavailable (module missing, refused to
// load, or pausing).
//
// Called by learning and cli; includes xml, base. [io strand]: all functions on the executor given to `create`.

#include "host/base/result.hpp"
#include "host/modules/call.hpp"
#include "host/modules/manifest.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::modules {

struct PoolOptions {
    std::filesystem::path worker;  // the worker executable
    std::chrono::milliseconds load_deadline{5000};
    std::chrono::milliseconds open_deadline{2000};
    std::chrono::milliseconds call_deadline{1000};
    std::uint64_t address_space_bytes = std::uint64_t{512} << 20;  // RLIMIT_AS of a worker
    std::uint32_t installed_max_calls = 10'000;
    std::uint32_t third_party_max_calls = 1;
    std::size_t children_per_module = 2;               // at the same time
    std::size_t waiting_per_module = 1024;             // calls beyond it fail with Unavailable
    std::chrono::milliseconds waiting_deadline{5000};  // for a free child
    OutputLimits output;
};

// Counters for /metrics and tests; monotonic but for `processes`.
struct PoolCounters {
    std::uint64_t calls = 0;
    std::uint64_t failures = 0;
    std::uint64_t timeouts = 0;
    std::uint64_t crashes = 0;
    std::uint64_t forks = 0;
    std::uint64_t zygote_starts = 0;
    std::size_t processes = 0;
};

class Pool {
public:
    static std::unique_ptr<Pool> create(boost::asio::any_io_executor executor, PoolOptions options,
                                        std::vector<std::shared_ptr<const Manifest>> modules);
    virtual ~Pool() = default;

    // Opens the activity (once; a second call is answered from memory) and returns what the module found in it. A
    // failure is the process's, not the content's: content errors are diagnostics.
    virtual boost::asio::awaitable<Result<xml::Diagnostics>> open(std::shared_ptr<const Activity> activity) = 0;

    // What the module finds in the activity, as `open` says it, without keeping it open for calls: for checking files.
    virtual boost::asio::awaitable<Result<xml::Diagnostics>> examine(std::shared_ptr<const Activity> activity) = 0;

    virtual boost::asio::awaitable<Result<View>> view(Call call) = 0;
    virtual boost::asio::awaitable<Result<Outcome>> respond(Call call) = 0;

    // The optional abilities of sdk/include/lyceum/ext, in the same processes, bounds and deadlines as `view`; a module
    // without one has an empty outline and no questions. Of the call count: activity and language; for the two calls
    // on one question also question, time, seed, role, learner and fields. Asking a module without the ability, or for
    // a question it does not have, is InvalidInput (where: "ability", "fields").
    virtual boost::asio::awaitable<Result<Outline>> outline(Call call) = 0;
    virtual boost::asio::awaitable<Result<RecallQuestions>> recall_questions(Call call) = 0;
    virtual boost::asio::awaitable<Result<View>> recall_view(Call call) = 0;
    // The outcome has at most one interaction (none: the form was no answer yet), evidence and feedback, nothing else.
    virtual boost::asio::awaitable<Result<Outcome>> recall_respond(Call call) = 0;
    // Of the call count: activity, language, time, shared and learners. A module without the ability is NotFound.
    virtual boost::asio::awaitable<Result<Report>> report(Call call) = 0;

    // Whether the module's manifest says that it uses this ability of the host.
    virtual bool uses(const std::string& module_id, std::string_view ability) const = 0;
    // What its evidence is, as the manifest says; nothing if the module is not installed.
    virtual std::optional<EvidenceKind> evidence_kind(const std::string& module_id) const = 0;

    // Loads the library in a worker and compares what it says of itself with the manifest; what differs is the failure.
    virtual boost::asio::awaitable<Result<void>> inspect(std::string module_id) = 0;

    // Ends every process; calls under way fail with Unavailable. Idempotent.
    virtual boost::asio::awaitable<void> stop() = 0;

    virtual PoolCounters counters() const = 0;
    // Process ids of a module, the zygote first, then its children; for tests and the administrator.
    virtual std::vector<int> processes(const std::string& module_id) const = 0;
};

}  // namespace lyceum::modules
