#include "host/modules/child.hpp"

#include "host/modules/completion.hpp"
#include "host/modules/protocol.hpp"

#include <boost/asio/write.hpp>

#include <csignal>

#include <sys/syscall.h>
#include <unistd.h>

namespace lyceum::modules {

namespace asio = boost::asio;

namespace {

constexpr std::size_t usual_buffer = std::size_t{16} << 10;
constexpr std::size_t largest_kept_buffer = std::size_t{256} << 10;

}  // namespace

void kill_process(const Process& process) {
    if (process.handle) {
        syscall(SYS_pidfd_send_signal, process.handle.get(), SIGKILL, nullptr, 0);
    }
}

Child::Child(const asio::any_io_executor& executor, FileDescriptor socket, Process process, Ancestry ancestry)
    : socket_{executor, asio::local::stream_protocol{}, socket.release()},
      timer_{executor},
      process_{std::move(process)},
      ancestry_{ancestry} {}

Child::~Child() {
    kill_process(process_);
}

void Child::kill() {
    kill_process(process_);
    // The read under way ends now, even if the process should take its time to die.
    boost::system::error_code ignored;
    socket_.shutdown(asio::socket_base::shutdown_both, ignored);
}

void Child::arm(std::chrono::milliseconds deadline) {
    timer_.expires_after(deadline);
    timer_.async_wait([weak = weak_from_this(), turn = calls_](boost::system::error_code error) {
        const auto self = weak.lock();
        if (!error && self && self->calls_ == turn) {
            self->timed_out_ = true;
            self->kill();
        }
    });
}

asio::awaitable<Child::Answer> Child::call(std::string frame, std::chrono::milliseconds deadline,
                                           std::size_t longest_answer) {
    ++calls_;
    arm(deadline);
    Answer answer = co_await exchange(std::move(frame), longest_answer);
    timer_.cancel();
    if (timed_out_) {
        answer = Answer{End::Deadline, {}};
    }
    co_return answer;
}

asio::awaitable<Child::Answer> Child::exchange(std::string frame, std::size_t longest_answer) {
    co_await asio::async_write(socket_, asio::buffer(frame), as_result);
    if (buffer_.size() < usual_buffer || buffer_.size() > largest_kept_buffer) {
        buffer_.resize(usual_buffer);
        buffer_.shrink_to_fit();
    }
    // Also after a failed write: a process that ended may have left its last word.
    std::size_t filled = 0;
    std::size_t whole = protocol::header_bytes;
    while (filled < whole) {
        const auto [error, got] =
            co_await socket_.async_read_some(asio::buffer(buffer_.data() + filled, buffer_.size() - filled), as_result);
        if (error) {
            co_return Answer{End::Closed, {}};
        }
        filled += got;
        if (filled >= protocol::header_bytes && whole == protocol::header_bytes) {
            const std::size_t length = protocol::read_length({buffer_.data(), protocol::header_bytes});
            if (length == 0 || length > longest_answer) {
                co_return Answer{End::Malformed, {}};
            }
            whole += length;
            if (buffer_.size() < whole) {
                buffer_.resize(whole);
            }
        }
    }
    if (filled > whole) {
        co_return Answer{End::Malformed, {}};
    }
    co_return Answer{End::Answered,
                     std::string_view{buffer_}.substr(protocol::header_bytes, whole - protocol::header_bytes)};
}

}  // namespace lyceum::modules
