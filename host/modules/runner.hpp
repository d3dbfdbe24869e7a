#pragma once
// One module's processes: the zygote, its children, who waits for one, what is open, and how long to pause when it
// keeps failing. The story of one call reads from `call` in runner.cpp downwards. [io strand]

#include "host/modules/call.hpp"
#include "host/modules/child.hpp"
#include "host/modules/gate.hpp"
#include "host/modules/pool.hpp"
#include "host/modules/zygote.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::modules {

class Runner : public std::enable_shared_from_this<Runner> {
public:
    Runner(boost::asio::any_io_executor executor, std::shared_ptr<Launcher> launcher,
           std::shared_ptr<const PoolOptions> options, std::shared_ptr<const Manifest> manifest,
           std::shared_ptr<PoolCounters> counters);
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    boost::asio::awaitable<Result<xml::Diagnostics>> open(std::shared_ptr<const Activity> activity);
    boost::asio::awaitable<Result<xml::Diagnostics>> examine(std::shared_ptr<const Activity> activity);
    boost::asio::awaitable<Result<View>> view(Call values);
    boost::asio::awaitable<Result<Outcome>> respond(Call values);
    boost::asio::awaitable<Result<Outline>> outline(Call values);
    boost::asio::awaitable<Result<RecallQuestions>> recall_questions(Call values);
    boost::asio::awaitable<Result<View>> recall_view(Call values);
    boost::asio::awaitable<Result<Outcome>> recall_respond(Call values);
    boost::asio::awaitable<Result<Report>> report(Call values);
    boost::asio::awaitable<Result<void>> inspect();
    boost::asio::awaitable<void> stop();

    std::vector<int> processes() const;

private:
    // An activity file that was looked at: what the module found, and in which zygote it is open.
    struct OpenActivity {
        explicit OpenActivity(const boost::asio::any_io_executor& executor) : turnstile{executor} {}

        std::uint64_t number = 0;
        bool settled = false;  // a trial was had: `diagnostics` and `accepted` are true
        bool accepted = false;
        xml::Diagnostics diagnostics;
        Ancestry open_since;  // a child serves it if it has this zygote and at least this generation
        Turnstile turnstile;  // one opens, the others wait and find it open
    };

    struct Waiter {
        explicit Waiter(const boost::asio::any_io_executor& executor) : gate{executor} {}
        Gate gate;
        std::shared_ptr<Child> child;
        std::optional<Error> error;
    };

    // A child for the time of one call; gives it back.
    class Lease {
    public:
        Lease(std::shared_ptr<Runner> runner, std::shared_ptr<Child> child)
            : runner_{std::move(runner)}, child_{std::move(child)} {}
        Lease(Lease&&) = default;
        Lease& operator=(Lease&&) = delete;
        ~Lease();
        const std::shared_ptr<Child>& child() const { return child_; }
        void keep() { keep_ = true; }

    private:
        std::shared_ptr<Runner> runner_;
        std::shared_ptr<Child> child_;
        bool keep_ = false;
    };

    // What an exchange with a child came to: a frame, or an error; `lost` if the reason lies outside of the module, so
    // that the call may be made again.
    struct Exchange {
        Result<std::string_view> frame;
        bool lost = false;
    };

    template <class Value>
    using Reader = Result<Value> (*)(const std::string& module_id, std::string_view frame, std::uint64_t call,
                                     const Call& values, const OutputLimits& limits);

    template <class Value>
    boost::asio::awaitable<Result<Value>> call(protocol::Type type, Call values, Reader<Value> reader);
    template <class Value>
    boost::asio::awaitable<Result<Value>> attempt(protocol::Type type, const Call& values, Reader<Value> reader,
                                                  bool& lost);

    boost::asio::awaitable<Result<std::shared_ptr<Zygote>>> require_zygote();
    boost::asio::awaitable<Result<std::shared_ptr<OpenActivity>>> require_open(std::shared_ptr<const Activity> activity,
                                                                               bool& lost);
    std::shared_ptr<OpenActivity> find_or_add(const std::string& digest);
    // Opened in a child, as `try_open` does, unless it was before; in no zygote.
    boost::asio::awaitable<Result<std::shared_ptr<OpenActivity>>> require_tried(
        std::shared_ptr<const Activity> activity, bool& lost);
    Result<xml::Diagnostics> report(const Activity& activity, const Result<std::shared_ptr<OpenActivity>>& record);
    boost::asio::awaitable<Result<void>> try_open(std::shared_ptr<const Activity> activity,
                                                  std::shared_ptr<OpenActivity> record, bool& lost);
    boost::asio::awaitable<Result<Lease>> acquire();
    boost::asio::awaitable<Exchange> exchange(std::shared_ptr<Child> child, std::string frame,
                                              std::chrono::milliseconds deadline, std::string_view during);

    void release(std::shared_ptr<Child> child, bool keep);
    // Hands idle children to those who wait and has new ones forked.
    void pump();
    // False if it failed; then nobody waits any more.
    boost::asio::awaitable<bool> fork_children(std::shared_ptr<Zygote> zygote, std::size_t count);
    void fail_waiters(const Error& error);
    void adopt(std::shared_ptr<Zygote> zygote);
    void note_failure(const Error& error);
    void recycle();
    Result<void> check_running() const;
    std::uint32_t max_calls() const;
    std::size_t spare_children() const;

    boost::asio::any_io_executor executor_;
    std::shared_ptr<Launcher> launcher_;
    std::shared_ptr<const PoolOptions> options_;
    std::shared_ptr<const Manifest> manifest_;
    std::shared_ptr<PoolCounters> counters_;

    std::shared_ptr<Zygote> zygote_;
    std::shared_ptr<Gate> starting_;
    std::uint64_t zygotes_ = 0;
    std::map<std::string, std::shared_ptr<OpenActivity>> activities_;  // by digest
    std::uint64_t activity_numbers_ = 0;
    std::uint64_t call_numbers_ = 0;

    std::vector<std::shared_ptr<Child>> idle_;  // all of the present zygote and generation
    std::vector<Child*> busy_;
    std::deque<std::shared_ptr<Waiter>> waiters_;
    bool forking_ = false;
    bool used_ = false;  // spare children are kept only once somebody has asked for one

    std::uint32_t failures_ = 0;  // of zygotes, without a success in between
    std::chrono::steady_clock::time_point pause_until_{};
    std::optional<Error> last_failure_;
    bool stopped_ = false;
};

}  // namespace lyceum::modules
