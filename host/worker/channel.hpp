#pragma once
// One end of a socket to the host, blocking: whole frames, and descriptors beside them for the zygote. [worker main]

#include "host/base/file_descriptor.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::worker {

class Channel {
public:
    explicit Channel(FileDescriptor socket) : socket_{std::move(socket)} {}

    int descriptor() const { return socket_.get(); }

    // The next frame without its length, valid until the next call; nothing once the host has closed the socket.
    // With `descriptors`, what came beside the frame is added there; without, the plainer recv is used, the only one
    // that a child may call. A frame longer than the protocol allows ends the process.
    std::optional<std::string_view> receive(std::vector<FileDescriptor>* descriptors);

    // False if the host is gone.
    bool send(std::string_view frame);
    bool send(std::string_view frame, std::span<const FileDescriptor> descriptors);

    // Overwrites what was received last: it held the key that allows to fork.
    void forget();

private:
    bool read_more(std::vector<FileDescriptor>* descriptors);

    FileDescriptor socket_;
    std::string buffer_;      // its size is what may be read into
    std::size_t filled_ = 0;  // bytes of it that were read
    std::size_t taken_ = 0;   // bytes of it that the last receive gave away
};

}  // namespace lyceum::worker
