#include "host/worker/channel.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "host/modules/protocol.hpp"
#include "host/worker/last_word.hpp"

namespace lyceum::worker {

namespace protocol = modules::protocol;

namespace {

// Small: each page of it that a fresh child writes to is a page fault, and most calls fit.
constexpr std::size_t usual_buffer = std::size_t{4} << 10;
constexpr std::size_t largest_kept_buffer = std::size_t{256} << 10;
constexpr std::size_t control_bytes = CMSG_SPACE(sizeof(int) * protocol::fork_batch);

}  // namespace

bool Channel::read_more(std::vector<FileDescriptor>* descriptors) {
    for (;;) {
        char* const place = buffer_.data() + filled_;
        const std::size_t room = buffer_.size() - filled_;
        ssize_t got = 0;
        if (descriptors == nullptr) {
            got = recv(socket_.get(), place, room, 0);
        } else {
            iovec part{place, room};
            alignas(cmsghdr) std::array<char, control_bytes> control{};
            msghdr message{};
            message.msg_iov = &part;
            message.msg_iovlen = 1;
            message.msg_control = control.data();
            message.msg_controllen = control.size();
            got = recvmsg(socket_.get(), &message, MSG_CMSG_CLOEXEC);
            for (cmsghdr* header = got > 0 ? CMSG_FIRSTHDR(&message) : nullptr; header != nullptr;
                 header = CMSG_NXTHDR(&message, header)) {
                if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
                    const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
                    for (std::size_t i = 0; i < count; ++i) {
                        int descriptor = -1;
                        std::memcpy(&descriptor, CMSG_DATA(header) + i * sizeof(int), sizeof(int));
                        descriptors->emplace_back(descriptor);
                    }
                }
            }
        }
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
    if (descriptors.empty()) {
        return send(frame);
    }
    const std::size_t count = std::min(descriptors.size(), protocol::fork_batch);
    iovec part{const_cast<char*>(frame.data()), frame.size()};
    alignas(cmsghdr) std::array<char, control_bytes> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
    cmsghdr* const header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int) * count);
    for (std::size_t i = 0; i < count; ++i) {
        const int descriptor = descriptors[i].get();
        std::memcpy(CMSG_DATA(header) + i * sizeof(int), &descriptor, sizeof(int));
    }
    for (;;) {
        const ssize_t sent = sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
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
