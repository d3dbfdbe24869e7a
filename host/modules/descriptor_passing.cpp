#include "host/modules/descriptor_passing.hpp"

#include "host/modules/protocol.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include <sys/socket.h>

namespace lyceum::modules {

namespace {

constexpr std::size_t control_bytes = CMSG_SPACE(sizeof(int) * protocol::fork_batch);

}  // namespace

ssize_t send_with_descriptors(int socket, std::string_view bytes, std::span<const FileDescriptor> descriptors,
                              int flags) {
    const std::size_t count = std::min(descriptors.size(), protocol::fork_batch);
    iovec part{const_cast<char*>(bytes.data()), bytes.size()};
    alignas(cmsghdr) std::array<char, control_bytes> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (count > 0) {
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
    }
    return sendmsg(socket, &message, flags | MSG_NOSIGNAL);
}

ssize_t receive_with_descriptors(int socket, std::span<char> room, std::vector<FileDescriptor>& descriptors,
                                 int flags) {
    iovec part{room.data(), room.size()};
    alignas(cmsghdr) std::array<char, control_bytes> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t got = recvmsg(socket, &message, flags | MSG_CMSG_CLOEXEC);
    for (cmsghdr* header = got > 0 ? CMSG_FIRSTHDR(&message) : nullptr; header != nullptr;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
            const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
            for (std::size_t i = 0; i < count; ++i) {
                int descriptor = -1;
                std::memcpy(&descriptor, CMSG_DATA(header) + i * sizeof(int), sizeof(int));
                descriptors.emplace_back(descriptor);
            }
        }
    }
    return got;
}

}  // namespace lyceum::modules
