#include "host/base/file_part.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyceum::files {
namespace {

Error system_error(std::string_view act, const std::string& name, int code) {
    const bool missing = code == ENOENT || code == ENOTDIR;
    return Error{missing ? ErrorCode::NotFound : ErrorCode::Environment,
                 fmt::format("cannot {} the file: {}", act, std::generic_category().message(code)), name, ""};
}

}  // namespace

Result<OpenFile> OpenFile::open(const std::filesystem::path& path) {
    // O_NONBLOCK: opening a FIFO for reading would wait for a writer for ever.
    OpenFile opened{FileDescriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)}, path.string()};
    if (!opened.file_) {
        return system_error("open", opened.name_, errno);
    }
    struct stat status {};
    if (::fstat(opened.file_.get(), &status) != 0) {
        return system_error("examine", opened.name_, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        return Error{ErrorCode::InvalidInput, "not a regular file", opened.name_, ""};
    }
    opened.size_ = static_cast<std::uint64_t>(status.st_size);
    opened.version_ = fmt::format("{:x}-{:x}-{:x}", opened.size_, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
    return opened;
}

Result<std::string> OpenFile::read(std::uint64_t offset, std::size_t count) const {
    std::string bytes(count, '\0');
    std::size_t filled = 0;
    while (filled < count) {
        const ssize_t got =
            ::pread(file_.get(), bytes.data() + filled, count - filled, static_cast<off_t>(offset + filled));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return system_error("read", name_, errno);
        }
        if (got == 0) {
            return Error{ErrorCode::Environment, "the file has become shorter while it was read", name_, ""};
        }
        filled += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace lyceum::files
