#include "host/store/schema.hpp"

#include "embedded/schema.hpp"

#include <fmt/format.h>

namespace lyceum::store {

namespace {

Result<std::int64_t> number_of(Connection& connection, Sql sql) {
    LYCEUM_TRY(Rows rows, connection.query(sql));
    LYCEUM_TRY(const bool found, rows.next());
    return found ? rows.integer(0) : 0;
}

Result<std::size_t> version_of(Connection& connection) {
    LYCEUM_TRY(const std::int64_t version, number_of(connection, "PRAGMA user_version"));
    return static_cast<std::size_t>(version < 0 ? 0 : version);
}

// Refuses what this program may not touch.
Result<void> require_ours(Connection& connection, std::size_t latest) {
    LYCEUM_TRY(const std::size_t version, version_of(connection));
    LYCEUM_TRY(const std::int64_t owner, number_of(connection, "PRAGMA application_id"));
    LYCEUM_TRY(const std::int64_t tables, number_of(connection, "SELECT count(*) FROM sqlite_schema"));
    if (owner != application_id && (owner != 0 || version != 0 || tables != 0)) {
        return Error{ErrorCode::InvalidInput, "the file is a database of another program", connection.file(),
                     "name another file, or another folder with --data"};
    }
    if (version > latest) {
        return Error{
            ErrorCode::NewerVersion,
            fmt::format("the database has version {} and this Lyceum knows versions up to {}: a newer Lyceum wrote it",
                        version, latest),
            connection.file(),
            "run the newer Lyceum, or restore a backup made before the upgrade; nothing was changed"};
    }
    return success();
}

Result<void> use_write_ahead_log(Connection& connection) {
    LYCEUM_TRY(Rows rows, connection.query("PRAGMA journal_mode = WAL"));
    LYCEUM_TRY(const bool answered, rows.next());
    if (!answered || rows.text(0) != "wal") {
        return Error{ErrorCode::Environment, "the database's file system cannot share memory between processes",
                     connection.file(), "keep the data folder on a local disk"};
    }
    return success();
}

Result<void> take_step(Connection& connection, const EmbeddedFile& step, std::size_t number) {
    LYCEUM_TRY(connection.execute(std::string{step.bytes}));
    return connection.execute(
        fmt::format("PRAGMA user_version = {}; PRAGMA application_id = {};", number, application_id));
}

}  // namespace

std::span<const EmbeddedFile> schema_steps() {
    return embedded::schema();
}

Result<void> upgrade_schema(Connection& connection, std::span<const EmbeddedFile> steps) {
    LYCEUM_TRY(require_ours(connection, steps.size()));
    LYCEUM_TRY(use_write_ahead_log(connection));
    while (true) {
        LYCEUM_TRY(const std::size_t seen, version_of(connection));
        if (seen >= steps.size()) {
            return success();
        }
        LYCEUM_TRY(connection.execute("BEGIN IMMEDIATE"));
        // Asked again under the lock: another process may have taken this step meanwhile.
        auto version = version_of(connection);
        Result<void> taken = success();
        if (version && version.value() < steps.size()) {
            taken = take_step(connection, steps[version.value()], version.value() + 1);
        }
        if (taken) {
            taken = connection.execute("COMMIT");
        }
        if (!version || !taken) {
            if (connection.in_transaction()) {
                LYCEUM_TRY(connection.execute("ROLLBACK"));
            }
            if (!version) {
                return version.error();
            }
            Error error = taken.error();
            error.message = fmt::format("upgrading the database from version {} with {} failed: {}", version.value(),
                                        steps[version.value()].path, error.message);
            error.hint = error.hint.empty() ? "the database stays at its old version" : error.hint;
            return error;
        }
    }
}

}  // namespace lyceum::store
