#pragma once
// File descriptors that travel beside bytes over a Unix socket, for both ends of a zygote's control socket. [any
// thread]

#include "host/base/file_descriptor.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace lyceum::modules {

// As sendmsg: bytes sent, or -1 and errno. At most protocol::fork_batch descriptors; they stay the caller's.
ssize_t send_with_descriptors(int socket, std::string_view bytes, std::span<const FileDescriptor> descriptors,
                              int flags);

// As recvmsg: bytes received into `room`, 0 at the end, or -1 and errno. What came beside them is added to
// `descriptors`, closed on exec.
ssize_t receive_with_descriptors(int socket, std::span<char> room, std::vector<FileDescriptor>& descriptors, int flags);

}  // namespace lyceum::modules
