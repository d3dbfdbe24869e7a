#include "host/store/connection.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fmt/format.h>

namespace lyceum::store {

namespace {

// SQLite's code as a kind of failure and what to do about it.
Error describe(int code, int reason, const char* text, const std::string& file) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return Error{ErrorCode::DiskFull, "the disk has no room for the database", file,
                         "free some space; nothing that was acknowledged is lost"};
        case SQLITE_IOERR:
            // A quota and a limit on file size do not arrive as SQLITE_FULL.
            if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG) {
                return Error{ErrorCode::DiskFull,
                             "the database may not grow: the disk, a quota or a file size limit is reached", file,
                             "free some space or raise the limit; nothing that was acknowledged is lost"};
            }
            return Error{ErrorCode::Storage, fmt::format("reading or writing the database failed: {}", text), file,
                         "check the disk and the system's log"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Error{ErrorCode::Unavailable, "another process is writing to the database", file,
                         "wait until it has finished, then try again"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Error{ErrorCode::Storage, fmt::format("the database is damaged or is not one: {}", text), file,
                         "run `lyceum verify`; if it is damaged, restore the last backup"};
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_READONLY:
        case SQLITE_AUTH:
            return Error{ErrorCode::Environment, fmt::format("the database cannot be opened for this: {}", text), file,
                         "check that the folder exists and that the file and its folder may be written"};
        case SQLITE_CONSTRAINT:
            if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) {
                return Error{ErrorCode::Conflict, fmt::format("it is there already: {}", text), file, ""};
            }
            if (code == SQLITE_CONSTRAINT_FOREIGNKEY) {
                return Error{ErrorCode::NotFound, "it belongs to something that is not there", file, ""};
            }
            if (code == SQLITE_CONSTRAINT_TRIGGER) {
                return Error{ErrorCode::Denied, text, file, ""};
            }
            return Error{ErrorCode::Internal, text, file, ""};
        case SQLITE_NOMEM:
            return Error{ErrorCode::Storage, "the database ran out of memory", file, ""};
        default:
            return Error{ErrorCode::Internal, fmt::format("the database refused: {}", text), file, ""};
    }
}

// The system's reason for the last failure on the database or its log; sqlite3_system_errno knows only that of opening.
int last_errno(sqlite3* database) {
    for (const int which : {SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER}) {
        sqlite3_file* file = nullptr;
        int reason = 0;
        if (sqlite3_file_control(database, "main", which, &file) == SQLITE_OK && file != nullptr &&
            file->pMethods != nullptr &&
            file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &reason) == SQLITE_OK && reason != 0) {
            return reason;
        }
    }
    return sqlite3_system_errno(database);
}

Error describe(sqlite3* database, int code, const std::string& file) {
    const int reason = (code & 0xff) == SQLITE_IOERR ? last_errno(database) : 0;
    return describe(code, reason, sqlite3_errmsg(database), file);
}

}  // namespace

Rows::Rows(Rows&& other) noexcept
    : database_{other.database_}, statement_{std::exchange(other.statement_, nullptr)}, file_{other.file_} {}

Rows::~Rows() {
    if (statement_ != nullptr) {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }
}

Result<bool> Rows::next() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    return describe(database_, code, *file_);
}

std::string Rows::text(int column) const {
    // Bytes before size: the order SQLite asks for. It serves TEXT and BLOB alike.
    const void* bytes = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return size == 0 ? std::string{} : std::string{static_cast<const char*>(bytes), size};
}

std::int64_t Rows::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

double Rows::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

bool Rows::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

TimePoint Rows::time(int column) const {
    return TimePoint{std::chrono::milliseconds{integer(column)}};
}

Uuid Rows::uuid(int column) const {
    Uuid uuid;
    const void* bytes = sqlite3_column_blob(statement_, column);
    // The schema holds every id to 16 bytes; a column that is NULL gives the zero id.
    if (sqlite3_column_bytes(statement_, column) == static_cast<int>(uuid.bytes.size())) {
        std::copy_n(static_cast<const std::uint8_t*>(bytes), uuid.bytes.size(), uuid.bytes.begin());
    }
    return uuid;
}

Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path& file, Access access,
                                                     std::chrono::milliseconds patience) {
    const int mode = access == Access::Write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(
        file.c_str(), &raw, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW, nullptr);
    Handle database{raw};
    if (code != SQLITE_OK) {
        return describe(code, 0, raw == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(raw), file.string());
    }
    sqlite3_busy_timeout(raw, static_cast<int>(patience.count()));
    // The file may have been prepared by somebody hostile: its schema may do nothing but hold tables.
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    std::unique_ptr<Connection> connection{new Connection{std::move(database), file.string()}};
    // No memory map: an I/O error would arrive as SIGBUS and end the process.
    LYCEUM_TRY(connection->execute("PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;"));
    if (access == Access::Write) {
        LYCEUM_TRY(
            connection->execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;"
                                "PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -8000;"));
    } else {
        LYCEUM_TRY(connection->execute("PRAGMA query_only = ON; PRAGMA cache_size = -2000;"));
    }
    return connection;
}

Result<std::unique_ptr<Connection>> Connection::open_in_memory() {
    constexpr const char* name = ":memory:";
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(
        name, &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    Handle database{raw};
    if (code != SQLITE_OK) {
        return describe(code, 0, raw == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(raw), name);
    }
    std::unique_ptr<Connection> connection{new Connection{std::move(database), name}};
    LYCEUM_TRY(connection->execute("PRAGMA temp_store = MEMORY;"));
    return connection;
}

Result<void> Connection::execute(const std::string& script) {
    const int code = sqlite3_exec(database_.get(), script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return failure(code);
    }
    return success();
}

std::int64_t Connection::changes() const {
    return sqlite3_changes64(database_.get());
}

std::int64_t Connection::total_changes() const {
    return sqlite3_total_changes64(database_.get());
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(database_.get()) == 0;
}

std::vector<Connection::Plan> Connection::plans() {
    std::vector<Plan> found;
    for (const auto& [text, unused] : statements_) {
        Plan plan{text, {}};
        sqlite3_stmt* raw = nullptr;
        const std::string question = fmt::format("EXPLAIN QUERY PLAN {}", text);
        if (sqlite3_prepare_v2(database_.get(), question.c_str(), -1, &raw, nullptr) == SQLITE_OK) {
            Rows rows{database_.get(), raw, file_};
            for (auto more = rows.next(); more && more.value(); more = rows.next()) {
                plan.steps.push_back(rows.text(3));
            }
        }
        const StatementHandle owner{raw};
        found.push_back(std::move(plan));
    }
    return found;
}

Result<sqlite3_stmt*> Connection::prepared(Sql sql) {
    StatementHandle& slot = statements_[sql.text];
    if (slot == nullptr) {
        sqlite3_stmt* raw = nullptr;
        const int code = sqlite3_prepare_v3(database_.get(), sql.text, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
        slot.reset(raw);
        if (code != SQLITE_OK) {
            const Error error = failure(code);
            statements_.erase(sql.text);
            return error;
        }
    }
    if (sqlite3_stmt_busy(slot.get()) != 0) {
        return Error{ErrorCode::Internal, "a query was begun again while its rows were still being read", sql.text, ""};
    }
    return slot.get();
}

Result<void> Connection::finish(sqlite3_stmt* statement, int code) {
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    if (code == SQLITE_DONE) {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
        return success();
    }
    const Error error = failure(code == SQLITE_ROW ? SQLITE_MISUSE : code);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return error;
}

Error Connection::failure(int code) const {
    return describe(database_.get(), code, file_);
}

int Connection::bind(sqlite3_stmt* statement, int index, std::string_view text, sqlite3_destructor_type keep) {
    // A null pointer would bind NULL.
    return sqlite3_bind_text64(statement, index, text.empty() ? "" : text.data(), text.size(), keep, SQLITE_UTF8);
}

int Connection::bind(sqlite3_stmt* statement, int index, const Blob& blob, sqlite3_destructor_type keep) {
    return sqlite3_bind_blob64(statement, index, blob.bytes.empty() ? "" : blob.bytes.data(), blob.bytes.size(), keep);
}

int Connection::bind(sqlite3_stmt* statement, int index, const Uuid& uuid, sqlite3_destructor_type keep) {
    return sqlite3_bind_blob(statement, index, uuid.bytes.data(), static_cast<int>(uuid.bytes.size()), keep);
}

int Connection::bind(sqlite3_stmt* statement, int index, std::int64_t value, sqlite3_destructor_type) {
    return sqlite3_bind_int64(statement, index, value);
}

int Connection::bind(sqlite3_stmt* statement, int index, double value, sqlite3_destructor_type) {
    return sqlite3_bind_double(statement, index, value);
}

}  // namespace lyceum::store
