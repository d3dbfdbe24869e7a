#include "host/store/store.hpp"

#include "host/base/files.hpp"
#include "host/store/connection.hpp"
#include "host/store/schema.hpp"
#include "host/store/writer.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace lyceum::store {

namespace {

// Makes the file before SQLite does: readable by its owner only, as it holds what people answered, and with its name on
// disk. SQLite gives the files it puts beside it the same mode.
Result<void> create_if_missing(const std::filesystem::path& path) {
    const auto fail = [&](std::string_view act) {
        const int code = errno;
        return Error{code == ENOSPC || code == EDQUOT ? ErrorCode::DiskFull : ErrorCode::Environment,
                     fmt::format("cannot {}: {}", act, std::generic_category().message(code)), path.string(),
                     "check that the folder exists and may be written"};
    };
    const FileDescriptor created{::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)};
    if (!created) {
        if (errno == EEXIST) {
            return success();
        }
        return fail("create the database");
    }
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
    const FileDescriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!opened || ::fsync(opened.get()) != 0) {
        return fail("write the folder to disk");
    }
    return success();
}

}  // namespace

Store::Store(StoreOptions options, std::unique_ptr<Writer> writer)
    : options_{std::move(options)}, writer_{std::move(writer)} {}

Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(StoreOptions options) {
    LYCEUM_TRY(create_if_missing(options.file));
    LYCEUM_TRY(auto connection, Connection::open(options.file, Connection::Access::Write, options.patience));
    if (auto upgraded = upgrade_schema(*connection, schema_steps()); !upgraded) {
        Error error = std::move(upgraded).error();
        if (error.code == ErrorCode::Unavailable) {
            error.code = ErrorCode::Conflict;
        }
        return error;
    }
    auto writer = std::make_unique<Writer>(std::move(connection), options.queue_limit, options.group_limit);
    return std::unique_ptr<Store>{new Store{std::move(options), std::move(writer)}};
}

Result<Reader> Store::reader() const {
    LYCEUM_TRY(auto connection, Connection::open(options_.file, Connection::Access::Read, options_.patience));
    return Reader{std::move(connection)};
}

StoreCounters Store::counters() const {
    return writer_->counters();
}

void Store::submit(std::unique_ptr<Job> job) {
    writer_->submit(std::move(job));
}

}  // namespace lyceum::store
