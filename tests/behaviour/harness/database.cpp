#include "tests/behaviour/harness/database.hpp"

#include <sqlite3.h>

#include <memory>
#include <stdexcept>

namespace lyceum::behaviour {
namespace {

struct CloseDatabase {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
};

std::vector<std::string> rows(const std::filesystem::path& data, const std::string& sql, int flags) {
    sqlite3* opened = nullptr;
    const int problem = sqlite3_open_v2(database_file(data).c_str(), &opened, flags, nullptr);
    const std::unique_ptr<sqlite3, CloseDatabase> database{opened};
    if (problem != SQLITE_OK) {
        throw std::runtime_error{"cannot open " + database_file(data).string()};
    }
    sqlite3_busy_timeout(opened, 10'000);
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(opened, sql.c_str(), -1, &prepared, nullptr) != SQLITE_OK) {
        throw std::runtime_error{sql + ": " + sqlite3_errmsg(opened)};
    }
    const std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement{prepared};
    std::vector<std::string> found;
    int step = 0;
    while ((step = sqlite3_step(prepared)) == SQLITE_ROW) {
        const void* bytes = sqlite3_column_blob(prepared, 0);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(prepared, 0));
        found.emplace_back(static_cast<const char*>(bytes == nullptr ? "" : bytes), size);
    }
    if (step != SQLITE_DONE) {
        throw std::runtime_error{sql + ": " + sqlite3_errmsg(opened)};
    }
    return found;
}

}  // namespace

std::filesystem::path database_file(const std::filesystem::path& data) {
    return data / "lyceum.db";
}

std::vector<std::string> texts_from(const std::filesystem::path& data, const std::string& sql) {
    return rows(data, sql, SQLITE_OPEN_READWRITE);
}

std::string text_from(const std::filesystem::path& data, const std::string& sql) {
    const auto found = texts_from(data, sql);
    if (found.empty()) {
        throw std::runtime_error{"no row: " + sql};
    }
    return found.front();
}

std::int64_t number_from(const std::filesystem::path& data, const std::string& sql) {
    return std::stoll(text_from(data, sql));
}

void change(const std::filesystem::path& data, const std::string& sql) {
    rows(data, sql, SQLITE_OPEN_READWRITE);
}

}  // namespace lyceum::behaviour
