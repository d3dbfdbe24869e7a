#pragma once
// A part of a file that is too large to be read whole for every question about it: a video. [any thread]

#include "host/base/file_descriptor.hpp"
#include "host/base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace lyceum::files {

// A regular file held open: what is read belongs to the file it was when it was opened, also if its name is given to
// another meanwhile.
class OpenFile {
public:
    // InvalidInput if it is no regular file.
    static Result<OpenFile> open(const std::filesystem::path& path);

    std::uint64_t size() const { return size_; }
    // Changes when the bytes may have: size, and when it was last written to.
    const std::string& version() const { return version_; }

    // `count` bytes from `offset` on; Environment if the file has become shorter meanwhile.
    Result<std::string> read(std::uint64_t offset, std::size_t count) const;

private:
    OpenFile(FileDescriptor file, std::string name) : file_{std::move(file)}, name_{std::move(name)} {}

    FileDescriptor file_;
    std::string name_;
    std::uint64_t size_ = 0;
    std::string version_;
};

}  // namespace lyceum::files
