#pragma once
// One SQLite connection with the statements it has prepared, and the rows of a query. Private to host/store: the only
// header that includes sqlite3.h. A connection and everything taken from it is used by one thread at a time.

#include "host/base/clock.hpp"
#include "host/base/ids.hpp"
#include "host/base/result.hpp"

#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lyceum::store {

// The text of a statement: a literal, so that it is bound and never concatenated, and its address names it for ever.
struct Sql {
    const char* text;
    consteval Sql(const char* literal)
        : text{literal} {}  // NOLINT(google-explicit-constructor): reads as the SQL it is
};

// Marks bytes that go into a BLOB column; a string_view goes into a TEXT column.
struct Blob {
    std::string_view bytes;
};

// The rows of one query, read one after another. Holds a cached statement of its connection and gives it back, reset,
// when destroyed; so it must not outlive the connection.
class Rows {
public:
    Rows(sqlite3* database, sqlite3_stmt* statement, const std::string& file)
        : database_{database}, statement_{statement}, file_{&file} {}
    Rows(Rows&& other) noexcept;
    Rows& operator=(Rows&&) = delete;
    ~Rows();

    // True if there is a further row, which the columns are then of.
    Result<bool> next();

    // Columns from 0, of the type their table declares. Copies.
    std::string text(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    bool is_null(int column) const;
    TimePoint time(int column) const;
    Uuid uuid(int column) const;

private:
    sqlite3* database_;
    sqlite3_stmt* statement_;
    const std::string* file_;
};

class Connection {
public:
    enum class Access { Write, Read };

    // Opens the file, which exists; sets everything that is a connection's and not the file's. `patience`: how long to
    // wait for a lock of another process.
    static Result<std::unique_ptr<Connection>> open(const std::filesystem::path& file, Access access,
                                                    std::chrono::milliseconds patience);
    // A database of its own, which goes with the connection.
    static Result<std::unique_ptr<Connection>> open_in_memory();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Runs a statement that gives no rows. What is bound need only live until the call returns.
    template <class... Args>
    Result<void> run(Sql sql, const Args&... args) {
        LYCEUM_TRY(sqlite3_stmt * statement, prepared(sql));
        int index = 0;
        int code = SQLITE_OK;
        ((code = code == SQLITE_OK ? bind(statement, ++index, args, SQLITE_STATIC) : code), ...);
        return finish(statement, code);
    }

    // Begins a statement that gives rows. What is bound is copied.
    template <class... Args>
    Result<Rows> query(Sql sql, const Args&... args) {
        LYCEUM_TRY(sqlite3_stmt * statement, prepared(sql));
        Rows rows{database_.get(), statement, file_};
        int index = 0;
        int code = SQLITE_OK;
        ((code = code == SQLITE_OK ? bind(statement, ++index, args, SQLITE_TRANSIENT) : code), ...);
        if (code != SQLITE_OK) {
            return failure(code);
        }
        return rows;
    }

    // Several statements at once, of ours: a schema step, a PRAGMA. Values do not belong in here.
    Result<void> execute(const std::string& script);

    // Rows that the last statement of `run` changed.
    std::int64_t changes() const;
    // Rows changed since the connection was opened, not counting what a failed statement undid itself.
    std::int64_t total_changes() const;
    // True between BEGIN and COMMIT. SQLite ends a transaction by itself after some failures, a full disk among them.
    bool in_transaction() const;

    // How SQLite answers each statement prepared so far: its text, then the lines of EXPLAIN QUERY PLAN.
    struct Plan {
        std::string sql;
        std::vector<std::string> steps;
    };
    std::vector<Plan> plans();

    const std::string& file() const { return file_; }

private:
    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    using Handle = std::unique_ptr<sqlite3, Close>;
    using StatementHandle = std::unique_ptr<sqlite3_stmt, Finalize>;

    Connection(Handle database, std::string file) : database_{std::move(database)}, file_{std::move(file)} {}

    Result<sqlite3_stmt*> prepared(Sql sql);
    Result<void> finish(sqlite3_stmt* statement, int code);
    Error failure(int code) const;

    static int bind(sqlite3_stmt* statement, int index, std::string_view text, sqlite3_destructor_type keep);
    static int bind(sqlite3_stmt* statement, int index, const Blob& blob, sqlite3_destructor_type keep);
    static int bind(sqlite3_stmt* statement, int index, const Uuid& uuid, sqlite3_destructor_type keep);
    static int bind(sqlite3_stmt* statement, int index, std::int64_t value, sqlite3_destructor_type keep);
    static int bind(sqlite3_stmt* statement, int index, double value, sqlite3_destructor_type keep);
    template <class Tag>
    static int bind(sqlite3_stmt* statement, int index, const Id<Tag>& id, sqlite3_destructor_type keep) {
        return bind(statement, index, id.value, keep);
    }
    static int bind(sqlite3_stmt* statement, int index, TimePoint time, sqlite3_destructor_type keep) {
        return bind(statement, index, std::int64_t{time.time_since_epoch().count()}, keep);
    }
    static int bind(sqlite3_stmt* statement, int index, int value, sqlite3_destructor_type keep) {
        return bind(statement, index, std::int64_t{value}, keep);
    }
    static int bind(sqlite3_stmt* statement, int index, bool value, sqlite3_destructor_type keep) {
        return bind(statement, index, std::int64_t{value ? 1 : 0}, keep);
    }
    static int bind(sqlite3_stmt* statement, int index, std::uint32_t value, sqlite3_destructor_type keep) {
        return bind(statement, index, std::int64_t{value}, keep);
    }
    static int bind(sqlite3_stmt* statement, int index, const std::string& text, sqlite3_destructor_type keep) {
        return bind(statement, index, std::string_view{text}, keep);
    }
    template <class T>
    static int bind(sqlite3_stmt* statement, int index, const std::optional<T>& value, sqlite3_destructor_type keep) {
        return value ? bind(statement, index, *value, keep) : sqlite3_bind_null(statement, index);
    }

    Handle database_;  // declared first: the statements are finalized before it closes
    std::string file_;
    std::unordered_map<const char*, StatementHandle> statements_;
};

}  // namespace lyceum::store
