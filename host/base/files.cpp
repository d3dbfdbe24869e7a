#include "host/base/files.hpp"

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lyceum {
namespace files {

namespace {

Error system_error(std::string_view act, const std::filesystem::path& path, int code) {
    ErrorCode kind = ErrorCode::Environment;
    if (code == ENOENT || code == ENOTDIR) {
        kind = ErrorCode::NotFound;
    } else if (code == ENOSPC || code == EDQUOT) {
        kind = ErrorCode::DiskFull;
    } else if (code == EACCES || code == EPERM) {
        kind = ErrorCode::Denied;
    }
    return Error{kind, fmt::format("cannot {}: {}", act, std::generic_category().message(code)), path.string(), ""};
}

}  // namespace

Result<std::string> read(const std::filesystem::path& path, std::size_t limit) {
    // O_NONBLOCK: opening a FIFO for reading would wait for a writer for ever.
    const FileDescriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (!file) {
        return system_error("open the file", path, errno);
    }
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) {
        return system_error("examine the file", path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        return Error{ErrorCode::InvalidInput, "not a regular file", path.string(), ""};
    }
    const auto too_large = [&] {
        return Error{ErrorCode::LimitExceeded, fmt::format("the file is larger than {} bytes", limit), path.string(),
                     "split it or make it smaller"};
    };
    if (static_cast<std::uintmax_t>(status.st_size) > limit) {
        return too_large();
    }
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (true) {
        if (filled == bytes.size()) {
            if (filled > limit) {
                return too_large();
            }
            bytes.resize(filled + 4096);  // the file grew, or this finds its end
        }
        const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            return system_error("read the file", path, errno);
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
    }
    if (filled > limit) {
        return too_large();
    }
    bytes.resize(filled);
    return bytes;
}

Result<std::string> read_part(const std::filesystem::path& path, std::uint64_t offset, std::size_t count) {
    const FileDescriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (!file) {
        return system_error("open the file", path, errno);
    }
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) {
        return system_error("examine the file", path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        return Error{ErrorCode::InvalidInput, "not a regular file", path.string(), ""};
    }
    std::string bytes(count, '\0');
    std::size_t filled = 0;
    while (filled < count) {
        const ssize_t got =
            ::pread(file.get(), bytes.data() + filled, count - filled, static_cast<off_t>(offset + filled));
        if (got < 0 && errno != EINTR) {
            return system_error("read the file", path, errno);
        }
        if (got == 0) {
            break;
        }
        filled += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    bytes.erase(filled);
    return bytes;
}

Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes) {
    std::string temporary = path.string() + ".XXXXXX";
    FileDescriptor file{::mkostemp(temporary.data(), O_CLOEXEC)};
    if (!file) {
        return system_error("create the file", path, errno);
    }
    const auto fail = [&](std::string_view act) {
        const int code = errno;
        ::unlink(temporary.c_str());
        return system_error(act, path, code);
    };
    while (!bytes.empty()) {
        const ssize_t put = ::write(file.get(), bytes.data(), bytes.size());
        if (put < 0) {
            if (errno == EINTR) {
                continue;
            }
            return fail("write the file");
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    if (::fsync(file.get()) != 0) {
        return fail("write the file to disk");
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        return fail("put the file in its place");
    }
    return success();
}

Result<std::filesystem::path> resolve_inside(const std::filesystem::path& root, std::string_view relative) {
    const auto refuse = [&](ErrorCode code, std::string message) {
        return Error{code, std::move(message), std::string{relative}, ""};
    };
    if (relative.find('\0') != std::string_view::npos || std::filesystem::path{relative}.is_absolute()) {
        return refuse(ErrorCode::InvalidInput, "the path must be relative to its folder");
    }
    std::error_code error;
    const auto base = std::filesystem::canonical(root, error);
    if (error) {
        return system_error("find the folder", root, error.value());
    }
    const auto full = std::filesystem::canonical(base / relative, error);
    if (error) {
        return refuse(ErrorCode::NotFound, "no such file");
    }
    const auto [mismatch, rest] = std::mismatch(base.begin(), base.end(), full.begin(), full.end());
    if (mismatch != base.end()) {
        return refuse(ErrorCode::Denied, "the path leaves its folder");
    }
    return full;
}

}  // namespace files
}  // namespace lyceum
