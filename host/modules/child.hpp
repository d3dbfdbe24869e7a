#pragma once
// The host's end of one forked child: sends a call, waits for its answer with a deadline, kills it. [io strand]

#include "host/modules/launcher.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace lyceum::modules {

// Which zygote a child came from, and how many activities that one had opened by then.
struct Ancestry {
    std::uint64_t zygote = 0;
    std::uint64_t generation = 0;

    bool operator==(const Ancestry&) const = default;
};

class Child : public std::enable_shared_from_this<Child> {
public:
    enum class End { Answered, Deadline, Closed, Malformed };
    struct Answer {
        End end = End::Closed;
        std::string_view frame;  // without its length; valid until the next call
    };

    Child(const boost::asio::any_io_executor& executor, FileDescriptor socket, Process process, Ancestry ancestry);
    // Kills the process, whatever it does; its zygote reaps it.
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // One call at a time. After anything but Answered the child is of no more use. The caller holds the child
    // meanwhile.
    boost::asio::awaitable<Answer> call(std::string frame, std::chrono::milliseconds deadline,
                                        std::size_t longest_answer);

    // Also ends a call under way, as Closed.
    void kill();

    int process() const { return process_.id; }
    const Ancestry& ancestry() const { return ancestry_; }
    std::uint32_t calls() const { return calls_; }

private:
    boost::asio::awaitable<Answer> exchange(std::string frame, std::size_t longest_answer);
    void arm(std::chrono::milliseconds deadline);

    boost::asio::local::stream_protocol::socket socket_;
    boost::asio::steady_timer timer_;
    Process process_;
    Ancestry ancestry_;
    std::uint32_t calls_ = 0;
    bool timed_out_ = false;
    std::string buffer_;
};

// Sends SIGKILL to exactly this process, also if its number has been given to another since.
void kill_process(const Process& process);

}  // namespace lyceum::modules
