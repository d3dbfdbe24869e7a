// What a search of the courses costs: reading and indexing them, and one search as a page asks it (with excerpts, over the
// thread of its own), beside bare FTS5 over the same texts in the same run: its own tokenizer, its own snippets, words as
// typed. No targets: the numbers say whether a search may ever become felt.

#include "host/base/log.hpp"
#include "host/cli/equipment.hpp"
#include "host/learning/catalogue.hpp"
#include "host/learning/reading_room.hpp"
#include "tests/bench/machine.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

namespace lyceum::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int searches = 2000;
constexpr std::size_t results = 30;
constexpr std::array queries{"услуга",          "электронная форма",  "владелец услуги",    "доверие граждан", "справка",
                             "данные",          "реестр",             "сколько стоит визит", "порядок",        "персональные данные",
                             "не встречается",  "искусственный интеллект"};

double milliseconds(Steady::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

template <class T>
T required(Result<T> result) {
    if (!result) {
        throw std::runtime_error{to_string(result.error())};
    }
    return std::move(result).value();
}

struct Times {
    std::vector<double> microseconds;
    std::size_t found = 0;

    void print(std::string_view what) {
        std::ranges::sort(microseconds);
        fmt::print("{}: p50 {:.0f} us, p99 {:.0f} us, {} searches, {:.1f} results each\n", what, at(0.5), at(0.99),
                   microseconds.size(), static_cast<double>(found) / static_cast<double>(microseconds.size()));
    }
    double at(double share) const {
        return microseconds[static_cast<std::size_t>(share * static_cast<double>(microseconds.size() - 1))];
    }
};

boost::asio::awaitable<void> measure(learning::ReadingRoom& room, modules::Pool& pool,
                                     std::shared_ptr<const learning::Catalogue> catalogue, Times& times) {
    for (const auto* what : {"opening, reading and indexing all courses", "reading and indexing them again"}) {
        const auto began = Steady::now();
        std::function<bool()> is_over = [] { return false; };
        auto copy = catalogue;
        auto filling = room.fill(pool, std::move(copy), std::move(is_over));
        auto filled = co_await std::move(filling);
        if (!filled) {
            throw std::runtime_error{to_string(filled.error())};
        }
        fmt::print("{}: {:.0f} ms\n", what, milliseconds(Steady::now() - began));
    }
    std::vector<std::size_t> all;
    for (std::size_t course = 0; course < catalogue->courses.size(); ++course) {
        all.push_back(course);
    }
    for (int i = 0; i < searches; ++i) {
        std::string query = queries[static_cast<std::size_t>(i) % queries.size()];
        std::vector<std::size_t> courses = all;
        const auto began = Steady::now();
        auto finding = room.find(std::move(query), Language::Ru, std::move(courses), results);
        auto found = required(co_await std::move(finding));
        times.microseconds.push_back(milliseconds(Steady::now() - began) * 1000);
        times.found += found.passages.size();
    }
    auto stopping = pool.stop();
    co_await std::move(stopping);
}

// SQLite alone, as one would begin.
class Bare {
public:
    explicit Bare(const learning::Reading& reading) {
        check(sqlite3_open(":memory:", &database_));
        run("CREATE VIRTUAL TABLE texts USING fts5(title, text); BEGIN");
        sqlite3_stmt* insert = prepared("INSERT INTO texts VALUES (?1, ?2)");
        for (const auto& passage : reading.passages) {
            if (passage.reader != Language::Ru) {
                continue;
            }
            bind(insert, 1, passage.title);
            bind(insert, 2, passage.text);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        run("COMMIT");
        search_ = prepared("SELECT highlight(texts, 0, '[', ']'), snippet(texts, 1, '[', ']', '…', 30) FROM texts "
                           "WHERE texts MATCH ?1 ORDER BY bm25(texts, 8.0, 1.0) LIMIT 30");
    }
    ~Bare() {
        sqlite3_finalize(search_);
        sqlite3_close(database_);
    }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;

    std::size_t find(const std::string& query) {
        bind(search_, 1, query);
        std::size_t rows = 0;
        while (sqlite3_step(search_) == SQLITE_ROW) {
            rows += sqlite3_column_text(search_, 0) != nullptr && sqlite3_column_text(search_, 1) != nullptr ? 1 : 0;
        }
        sqlite3_reset(search_);
        return rows;
    }

private:
    void check(int code) const {
        if (code != SQLITE_OK) {
            throw std::runtime_error{sqlite3_errmsg(database_)};
        }
    }
    void run(const char* sql) { check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }
    sqlite3_stmt* prepared(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr));
        return statement;
    }
    static void bind(sqlite3_stmt* statement, int index, const std::string& text) {
        sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    }

    sqlite3* database_ = nullptr;
    sqlite3_stmt* search_ = nullptr;
};

void run() {
    fmt::print("{}\n", machine_line());
    log::initialise(log::Level::Error);
    const auto equipment = required(cli::equip({}));
    const auto reading = cli::read_folders({std::filesystem::path{LYCEUM_SOURCE_DIR} / "courses"}, equipment.vocabularies);
    boost::asio::io_context context;
    const auto pool = cli::make_pool(context.get_executor(), equipment);
    learning::ReadingRoom room;
    Times ours;
    boost::asio::co_spawn(context, measure(room, *pool, learning::make_catalogue(reading.library), ours),
                          [](std::exception_ptr failure) {
                              if (failure) {
                                  std::rethrow_exception(failure);
                              }
                          });
    context.run();

    const auto& read = *room.reading();
    std::size_t bytes = 0;
    for (const auto& passage : read.passages) {
        bytes += passage.title.size() + passage.text.size();
    }
    fmt::print("{} courses, {} passages in three languages, {:.1f} MB of text\n", read.catalogue->courses.size(),
               read.passages.size(), static_cast<double>(bytes) / 1e6);
    const auto began = Steady::now();
    Bare bare{read};
    fmt::print("bare FTS5, one language, indexing: {:.0f} ms\n", milliseconds(Steady::now() - began));
    Times theirs;
    for (int i = 0; i < searches; ++i) {
        const std::string query = queries[static_cast<std::size_t>(i) % queries.size()];
        const auto start = Steady::now();
        theirs.found += bare.find(query);
        theirs.microseconds.push_back(milliseconds(Steady::now() - start) * 1000);
    }
    ours.print("a search by stems");
    theirs.print("bare FTS5, words as typed");
}

}  // namespace
}  // namespace lyceum::bench

int main() {
    try {
        lyceum::bench::run();
    } catch (const std::exception& problem) {
        fmt::print(stderr, "{}\n", problem.what());
        return 1;
    }
    return 0;
}
