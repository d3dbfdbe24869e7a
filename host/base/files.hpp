#pragma once
// Reading and writing whole files with a bound, and owning a file descriptor. [any thread]

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "host/base/result.hpp"

namespace lyceum {

// Owns one file descriptor; closes it when destroyed. -1 is "none".
class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd) : fd_{fd} {}
    FileDescriptor(FileDescriptor&& other) noexcept : fd_{std::exchange(other.fd_, -1)} {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept;
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor();

    int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }
    explicit operator bool() const { return fd_ >= 0; }

private:
    int fd_ = -1;
};

namespace files {

// The whole file. Refuses anything that is not a regular file or is larger than `limit` bytes; links are followed.
Result<std::string> read(const std::filesystem::path& path, std::size_t limit);

// Replaces the file whole or not at all: written beside it, synced, renamed over it.
Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes);

// `relative` resolved under `root` if it stays there after links are resolved; an error if it would leave or is missing.
Result<std::filesystem::path> resolve_inside(const std::filesystem::path& root, std::string_view relative);

}  // namespace files
}  // namespace lyceum
