#include "host/worker/channel.hpp"

#include "host/modules/descriptor_passing.hpp"
#include "host/modules/protocol.hpp"
#include "host/worker/last_word.hpp"

#include <cerrno>
#include <cstring>

#include <sys/socket.h>

namespace lyceum::worker {

namespace protocol = modules::protocol;

namespace {

// Small: each page of it that a fresh child writes to is a page fault, and most calls fit.
constexpr std::size_t usual_buffer = std::size_t{4} << 10;
constexpr std::size_t largest_kept_buffer = std::size_t{256} << 10;

}  // namespace

bool Channel::read_more(std::vector<FileDescriptor>* descriptors) {
    for (;;) {
        const std::span<char> room{buffer_.data() + filled_, buffer_.size() - filled_};
        const ssize_t got = descriptors == nullptr
                                ? recv(socket_.get(), room.data(), room.size(), 0)
                                : modules::receive_with_descriptors(socket_.get(), room, *descriptors, 0);
        if (got > 0) {
            filled_ += static_cast<std::size_t>(got);
            return true;
        }
        if (got == 0 || errno != EINTR) {
            return false;
        }
    }
}

std::optional<std::string_view> Channel::receive(std::vector<FileDescriptor>* descriptors) {
    if (taken_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + taken_, filled_ - taken_);
        filled_ -= taken_;
        taken_ = 0;
        if (buffer_.size() > largest_kept_buffer && filled_ <= usual_buffer) {
            buffer_.resize(usual_buffer);
            buffer_.shrink_to_fit();
        }
    }
    if (buffer_.size() < usual_buffer) {
        buffer_.resize(usual_buffer);
    }
    while (filled_ < protocol::header_bytes) {
        if (!read_more(descriptors)) {
            return std::nullopt;
        }
    }
    const std::size_t length = protocol::read_length({buffer_.data(), protocol::header_bytes});
    if (length > protocol::InputLimits::frame) {
        end_process(protocol::EndReason::Request, "a frame longer than the protocol allows", ExitCode::Failed);
    }
    const std::size_t whole = protocol::header_bytes + length;
    if (buffer_.size() < whole) {
        buffer_.resize(whole);
    }
    while (filled_ < whole) {
        if (!read_more(descriptors)) {
            return std::nullopt;
        }
    }
    taken_ = whole;
    return std::string_view{buffer_}.substr(protocol::header_bytes, length);
}

bool Channel::send(std::string_view frame) {
    while (!frame.empty()) {
        const ssize_t sent = ::send(socket_.get(), frame.data(), frame.size(), MSG_NOSIGNAL);
        if (sent >= 0) {
            frame.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool Channel::send(std::string_view frame, std::span<const FileDescriptor> descriptors) {
    for (;;) {
        const ssize_t sent = modules::send_with_descriptors(socket_.get(), frame, descriptors, 0);
        if (sent >= 0) {
            return send(frame.substr(static_cast<std::size_t>(sent)));
        }
        if (errno != EINTR) {
            return false;
        }
    }
}

void Channel::forget() {
    explicit_bzero(buffer_.data(), taken_);
}

}  // namespace lyceum::worker
