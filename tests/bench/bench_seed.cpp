// Seeding the demonstration: from an empty folder until the server says where it listens, through learning, the modules in
// their sandboxes and the writer. The bare limit of the same run: SQLite alone writing what those answers wrote, in groups
// as large as the people who answer at the same time.

#include "tests/behaviour/harness/database.hpp"
#include "tests/behaviour/harness/process.hpp"
#include "tests/behaviour/harness/temp_folder.hpp"
#include "tests/bench/bare_store.hpp"
#include "tests/bench/machine.hpp"

#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <regex>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

namespace lyceum::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr double target_seconds = 20;
constexpr std::size_t at_the_same_time = 32;  // SeedOptions::lanes
constexpr std::chrono::seconds bare_time{3};

double megabytes(const std::filesystem::path& file) {
    return static_cast<double>(std::filesystem::file_size(file)) / 1e6;
}

// "Demo data: 240 people, 20123 answers." The server has begun to forget old receipts, so they cannot be counted.
double answers_told(const std::string& output) {
    std::smatch found;
    if (!std::regex_search(output, found, std::regex{R"(Demo data: \d+ people, (\d+) answers)"})) {
        throw std::runtime_error{"nothing was seeded:\n" + output};
    }
    return std::stod(found[1].str());
}

int run() {
    const behaviour::TempFolder folder;
    behaviour::ServerSetup setup;
    setup.data = folder / "data";
    setup.courses = {std::filesystem::path{LYCEUM_SOURCE_DIR} / "courses"};
    setup.demo = false;
    setup.more_arguments = {"--demo"};
    setup.patience = std::chrono::minutes{10};
    fmt::print("{}\n", machine_line());
    std::fflush(stdout);
    const auto began = SteadyClock::now();
    behaviour::Server server{setup};
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - began).count();
    server.stop();

    const auto number = [&](const char* sql) { return behaviour::number_from(setup.data, sql); };
    const auto statements = static_cast<double>(number("SELECT count(*) FROM statements"));
    const double forms = answers_told(server.output());
    fmt::print("{}", server.output());
    fmt::print("people {}, bodies {}, courses finished {}, tasks {}, votes {}\n", number("SELECT count(*) FROM users"),
               number("SELECT count(DISTINCT body) FROM users"), number("SELECT count(*) FROM certificates"),
               number("SELECT count(*) FROM tasks"),
               number("SELECT count(*) FROM shared_documents WHERE key LIKE 'vote/%'"));
    fmt::print("  {:<44} {:8.1f} s\n", "from nothing to the first page", seconds);
    fmt::print("  {:<44} {:8.0f}\n", "statements a second", statements / seconds);
    const auto database = behaviour::database_file(setup.data);
    fmt::print("  {:<44} {:8.1f} MB, {:.0f} statements\n", "database", megabytes(database), statements);
    const BareRun bare = commit_in_groups(database, folder / "bare.db", at_the_same_time, bare_time, forms);
    fmt::print("  {:<44} {:8.0f} forms a second\n", "bare SQLite, the same rows in the same groups", bare.per_second());
    fmt::print("  {:<44} {:8.0f} forms a second, {:.1f} × slower than bare\n", "seeding",
               forms / seconds, bare.per_second() / (forms / seconds));
    fmt::print("target: under {} s: {}\n", target_seconds, seconds < target_seconds ? "met" : "MISSED");
    return 0;
}

}  // namespace
}  // namespace lyceum::bench

int main() {
    try {
        return lyceum::bench::run();
    } catch (const std::exception& problem) {
        fmt::print(stderr, "{}\n", problem.what());
        return 1;
    }
}
