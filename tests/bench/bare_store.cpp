#include "tests/bench/bare_store.hpp"

#include "host/base/ids.hpp"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace lyceum::bench {
namespace {

struct CloseDatabase {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

class Database {
public:
    explicit Database(const std::filesystem::path& file) {
        sqlite3* opened = nullptr;
        const int problem = sqlite3_open_v2(file.c_str(), &opened,
                                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
        handle_.reset(opened);
        require(problem, SQLITE_OK, "open");
    }
    void execute(const std::string& sql) {
        require(sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK, sql);
    }
    Prepared prepare(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        require(sqlite3_prepare_v3(handle_.get(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr),
                SQLITE_OK, sql);
        return Prepared{statement};
    }
    void run(const Prepared& statement) {
        require(sqlite3_step(statement.get()), SQLITE_DONE, sqlite3_sql(statement.get()));
        sqlite3_reset(statement.get());
    }
    std::vector<std::vector<std::string>> rows(const std::string& sql) {
        const Prepared statement = prepare(sql);
        std::vector<std::vector<std::string>> found;
        while (sqlite3_step(statement.get()) == SQLITE_ROW) {
            auto& row = found.emplace_back();
            for (int column = 0; column < sqlite3_column_count(statement.get()); ++column) {
                const void* bytes = sqlite3_column_blob(statement.get(), column);
                row.emplace_back(static_cast<const char*>(bytes == nullptr ? "" : bytes),
                                 static_cast<std::size_t>(sqlite3_column_bytes(statement.get(), column)));
            }
        }
        return found;
    }

private:
    void require(int got, int wanted, const std::string& what) {
        if (got != wanted) {
            throw std::runtime_error{what + ": " + sqlite3_errmsg(handle_.get())};
        }
    }
    std::unique_ptr<sqlite3, CloseDatabase> handle_;
};

void bind_blob(const Prepared& statement, int index, const std::string& bytes) {
    sqlite3_bind_blob(statement.get(), index, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
}
void bind_text(const Prepared& statement, int index, const std::string& text) {
    sqlite3_bind_text(statement.get(), index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}
void bind_uuid(const Prepared& statement, int index, const Uuid& id) {
    sqlite3_bind_blob(statement.get(), index, id.bytes.data(), static_cast<int>(id.bytes.size()), SQLITE_TRANSIENT);
}

struct Recorded {
    std::string registration, user, verb, activity, json;
};

}  // namespace

BareRun commit_in_groups(const std::filesystem::path& server_database, const std::filesystem::path& file,
                         std::size_t group, std::chrono::milliseconds time, double all_forms) {
    Database database{file};
    // As host/store opens its writing connection.
    database.execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;"
        "PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -8000; PRAGMA foreign_keys = ON;"
        "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;");
    database.execute("ATTACH '" + server_database.string() + "' AS server");
    for (const auto& row : database.rows("SELECT sql FROM server.sqlite_master WHERE sql IS NOT NULL AND name NOT "
                                         "LIKE 'sqlite_%' "
                                         "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END")) {
        database.execute(row.front());
    }
    database.execute(
        "INSERT INTO users SELECT * FROM server.users; INSERT INTO registrations SELECT * FROM "
        "server.registrations;");

    std::vector<Recorded> recorded;
    for (auto& row : database.rows("SELECT registration_id, user_id, verb, activity, json FROM server.statements "
                                   "WHERE verb NOT LIKE '%/launched' AND verb NOT LIKE '%/initialized' "
                                   "ORDER BY number DESC LIMIT 20000")) {
        recorded.push_back({row[0], row[1], row[2], row[3], row[4]});
    }
    const auto states = database.rows("SELECT registration_id, unit, bytes FROM server.state_documents");
    const double all_statements =
        std::stod(database.rows("SELECT count(*) FROM server.statements WHERE verb NOT LIKE '%/launched' "
                                "AND verb NOT LIKE '%/initialized'")[0][0]);
    if (all_forms == 0) {
        all_forms = std::stod(database.rows("SELECT count(*) FROM server.receipts")[0][0]);
    }
    database.execute("DETACH server");
    if (recorded.empty() || states.empty() || all_forms < 1) {
        throw std::runtime_error{"the server has recorded nothing to replay"};
    }

    const Prepared begin = database.prepare("BEGIN IMMEDIATE");
    const Prepared commit = database.prepare("COMMIT");
    const Prepared statement = database.prepare(
        "INSERT INTO statements (statement_id, user_id, registration_id, verb, activity, stored, "
        "json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    const Prepared state = database.prepare(
        "INSERT INTO state_documents (registration_id, unit, bytes, version, revision, updated) "
        "VALUES (?1, ?2, ?3, 1, ?4, ?5) "
        "ON CONFLICT (registration_id, unit) DO UPDATE SET bytes = ?3, revision = ?4, updated = "
        "?5");
    const Prepared progress = database.prepare(
        "INSERT INTO unit_progress (registration_id, unit, completed, passed, failed, satisfied, "
        "best_scaled, percent, updated) "
        "VALUES (?1, ?2, 1, 0, 1, 0, 0.5, 100, ?3) ON CONFLICT (registration_id, unit) DO UPDATE "
        "SET updated = ?3");
    const Prepared receipt = database.prepare(
        "INSERT INTO receipts (registration_id, form_id, revision, feedback, stored) VALUES (?1, "
        "?2, ?3, '', ?4)");

    BareRun result;
    result.statements_a_form = all_statements / all_forms;
    double owed = 0;  // statements still to write for the forms so far
    double bytes = 0;
    std::size_t next_statement = 0;
    std::int64_t revision = 0;
    const Clock clock = system_clock();
    const auto began = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - began < time) {
        database.run(begin);
        for (std::size_t form = 0; form < group; ++form) {
            const TimePoint now = clock();
            const auto stored = now.time_since_epoch().count();
            const auto& document = states[result.forms % states.size()];
            ++revision;
            owed += result.statements_a_form;
            const bool has_statement = owed >= 1;
            for (; owed >= 1; owed -= 1) {
                const Recorded& one = recorded[next_statement++ % recorded.size()];
                bind_uuid(statement, 1, make_uuid_v7(now));
                bind_blob(statement, 2, one.user);
                bind_blob(statement, 3, one.registration);
                bind_text(statement, 4, one.verb);
                bind_text(statement, 5, one.activity);
                sqlite3_bind_int64(statement.get(), 6, stored);
                bind_text(statement, 7, one.json);
                database.run(statement);
                bytes += static_cast<double>(one.json.size());
            }
            bind_blob(state, 1, document[0]);
            bind_text(state, 2, document[1]);
            bind_blob(state, 3, document[2]);
            sqlite3_bind_int64(state.get(), 4, revision);
            sqlite3_bind_int64(state.get(), 5, stored);
            database.run(state);
            bytes += static_cast<double>(document[2].size());
            if (has_statement) {
                bind_blob(progress, 1, document[0]);
                bind_text(progress, 2, document[1]);
                sqlite3_bind_int64(progress.get(), 3, stored);
                database.run(progress);
            }
            bind_blob(receipt, 1, document[0]);
            bind_uuid(receipt, 2, make_uuid_v7(now));
            sqlite3_bind_int64(receipt.get(), 3, revision);
            sqlite3_bind_int64(receipt.get(), 4, stored);
            database.run(receipt);
            ++result.forms;
        }
        database.run(commit);
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    result.bytes_a_form = bytes / static_cast<double>(result.forms);
    return result;
}

}  // namespace lyceum::bench
