#pragma once
// What the host and a worker process say to each other, as values, and how they are written: frames of a 32-bit length,
// a type and a body over a stream socket. The one part of modules that both sides link; it knows no sockets and no
// processes.
//
// Neither side trusts the other: every count and every text is read against a bound, and a frame that breaks one is
// nothing. The worker's replies carry module output; whether that is *sensible* (UTF-8, ranges) is judged afterwards by
// output_check.hpp. Called by modules and worker; includes base and the values of call.hpp. [any thread]

#include "host/modules/call.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::modules::protocol {

enum class Type : std::uint8_t {
    // host to zygote
    Start = 1,
    Open,  // and host to child: a trial that is thrown away
    Fork,
    Reap,
    // host to child
    View,
    Respond,
    Outline,
    RecallList,
    RecallView,     // answered by Viewed
    RecallRespond,  // answered by Responded
    Report,
    // zygote to host
    Ready = 64,
    Refused,
    Opened,  // also child to host
    Forked,
    Reaped,
    // child to host
    Viewed,
    Responded,
    Ended,  // also zygote to host: the last word of a process
    Outlined,
    RecallListed,
    Reported,
};

// Every frame begins with the length of what follows it (the type and the body), little-endian.
inline constexpr std::size_t header_bytes = 4;
std::uint32_t read_length(std::string_view header);

// What the host may send: larger calls are refused before they are sent.
struct InputLimits {
    static constexpr std::size_t frame = std::size_t{64} << 20;
    static constexpr std::size_t content = std::size_t{8} << 20;
    static constexpr std::size_t state = std::size_t{16} << 20;
    static constexpr std::size_t text = std::size_t{64} << 10;  // a name, a path, an id
    static constexpr std::size_t field = std::size_t{4} << 20;
    static constexpr std::size_t fields = 10'000;
    static constexpr std::size_t document = std::size_t{4} << 20;
    static constexpr std::size_t documents = 1'000'000;
    static constexpr std::size_t tasks = 200;
    static constexpr std::size_t learners = 100'000;
};
inline constexpr std::size_t fork_batch = 4;  // children forked by one request

// The longest reply that keeps `limits`, the frame's header not counted.
std::size_t longest_reply(const OutputLimits& limits);

struct Start {
    std::string module_id;
    std::string version;
    std::uint32_t abi = 0;
    std::string folder;
    std::string library;
    std::uint64_t address_space_bytes = 0;
    std::uint32_t load_seconds = 0;   // of processor time
    std::uint32_t child_seconds = 0;  // of processor time, over the whole life of a child
    // Without this number the zygote's own filter refuses to fork, so that module code that runs in the zygote cannot.
    std::uint64_t fork_key = 0;
    OutputLimits output;
};

struct Open {
    std::uint64_t call = 0;
    std::uint64_t activity = 0;  // the number by which calls name it
    std::string_view file;
    std::string_view bytes;
    std::string_view language;
};

struct Fork {
    std::uint64_t fork_key = 0;
    std::uint32_t count = 0;  // 1 to fork_batch; as many sockets travel beside the frame
};

struct Pair {
    std::string_view first;
    std::string_view second;

    bool operator==(const Pair&) const = default;
};

struct StateOf {
    std::string_view learner;
    std::uint32_t version = 0;
    std::string_view state;
    std::vector<Task> tasks;
};

// View, Respond, Outline, Report and the calls of recall, as the worker reads them: views of the frame's bytes.
struct CallRequest {
    std::uint64_t call = 0;
    std::uint64_t activity = 0;
    std::uint32_t state_version = 0;
    std::string_view state;
    std::int64_t time_ms = 0;
    std::uint64_t seed = 0;
    std::string_view language;
    std::string_view role;
    std::string_view learner;
    std::vector<Pair> shared;
    std::vector<Pair> fields;
    std::string_view place;
    std::string_view question;
    std::vector<Task> tasks;  // copies: few and short
    std::vector<StateOf> learners;
};

// What the library says of itself differs from the manifest, or it cannot be loaded.
struct Refused {
    std::string field;  // "id", "version", "abi", "library", "start", "sandbox"
    std::string found;
    std::string wanted;
};

// As lyceum_status; any other number is a failure of the module.
using Status = std::int32_t;
// The module does not have the ability that was asked for. No function of a module can give it: their statuses are made
// LYCEUM_FAILED (5) where they are this number.
inline constexpr Status no_ability = -1;

struct Opened {
    std::uint64_t call = 0;
    Status status = 0;
    std::vector<xml::Diagnostic> diagnostics;  // without a file name
};

struct Forked {
    std::uint64_t generation = 0;          // how many activities the zygote had opened when it forked
    std::vector<std::uint32_t> processes;  // as many pidfds travel beside the frame
    std::uint32_t error = 0;               // errno of the first fork that failed, or 0
};

struct Reaped {
    std::uint32_t process = 0;
    bool by_signal = false;
    std::uint32_t status = 0;  // the signal or the exit code
};

struct Viewed {
    std::uint64_t call = 0;
    Status status = 0;
    std::string_view xhtml;
};

struct Responded {
    std::uint64_t call = 0;
    Status status = 0;
    Outcome outcome;
};

struct Outlined {
    std::uint64_t call = 0;
    Status status = 0;
    modules::Outline outline;
};

struct RecallListed {
    std::uint64_t call = 0;
    Status status = 0;
    RecallQuestions questions;
};

struct Reported {
    std::uint64_t call = 0;
    Status status = 0;
    modules::Report report;
};

enum class EndReason : std::uint8_t {
    ForbiddenCall = 1,  // number: of the system call
    Aborted,            // abort(), a failed assertion, an exception that nobody caught
    Exception,          // one that would have crossed the C interface
    Output,             // more than allowed; text says what
    Request,            // a frame of the host that the worker could not read
    Sandbox,            // could not be applied; text says which part
    OutOfMemory,        // while the worker itself kept what the module wrote
};

struct Ended {
    EndReason reason = EndReason::Request;
    std::uint32_t number = 0;
    std::string text;
};
// An Ended frame without text has this size and layout, so that a signal handler can write one without allocating.
inline constexpr std::size_t short_ended_bytes = header_bytes + 1 + 1 + 4 + 4;
std::array<char, short_ended_bytes> encode_short_ended(EndReason reason, std::uint32_t number);

// Whole frames, ready to send.
std::string encode(const Start& message);
std::string encode(const Open& message);
std::string encode(const Fork& message);
std::string encode_reap(std::uint32_t process);
std::string encode_call(Type type, std::uint64_t call, std::uint64_t activity, const Call& values);
std::string encode_ready();
std::string encode(const Refused& message);
std::string encode(const Opened& message);
std::string encode(const Forked& message);
std::string encode(const Reaped& message);
std::string encode(const Viewed& message);
std::string encode(const Responded& message);
std::string encode(const Outlined& message);
std::string encode(const RecallListed& message);
std::string encode(const Reported& message);
std::string encode(const Ended& message);

// The type of a frame without its length; nothing if it is empty or of a type that does not exist.
std::optional<Type> type_of(std::string_view frame);

// Each takes a frame without its length; nothing unless the type, every bound and the end of the frame fit.
std::optional<Start> decode_start(std::string_view frame);
std::optional<Open> decode_open(std::string_view frame);
std::optional<Fork> decode_fork(std::string_view frame);
std::optional<std::uint32_t> decode_reap(std::string_view frame);
std::optional<CallRequest> decode_call(std::string_view frame);
std::optional<Refused> decode_refused(std::string_view frame);
std::optional<Opened> decode_opened(std::string_view frame, const OutputLimits& limits);
std::optional<Forked> decode_forked(std::string_view frame);
std::optional<Reaped> decode_reaped(std::string_view frame);
std::optional<Viewed> decode_viewed(std::string_view frame, const OutputLimits& limits);
std::optional<Responded> decode_responded(std::string_view frame, const OutputLimits& limits);
std::optional<Outlined> decode_outlined(std::string_view frame, const OutputLimits& limits);
std::optional<RecallListed> decode_recall_listed(std::string_view frame, const OutputLimits& limits);
std::optional<Reported> decode_reported(std::string_view frame, const OutputLimits& limits);
std::optional<Ended> decode_ended(std::string_view frame);

// True if the host may send this call.
bool fits(const Call& values);

}  // namespace lyceum::modules::protocol
