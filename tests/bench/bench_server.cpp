// What a whole server does in a second, over real sockets: answers (each acknowledged after it is
// on disk) against what bare SQLite commits in groups in the same run, views, the time until it
// listens, its memory. The load client shares the machine.
//     bench_server [SECONDS of each run, otherwise 6]

#include "tests/behaviour/harness/courses.hpp"
#include "tests/behaviour/harness/database.hpp"
#include "tests/behaviour/harness/learner.hpp"
#include "tests/behaviour/harness/process.hpp"
#include "tests/behaviour/harness/temp_folder.hpp"
#include "tests/bench/bare_store.hpp"
#include "tests/bench/learners.hpp"
#include "tests/bench/load_client.hpp"
#include "tests/bench/machine.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace lyceum::bench {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;
using behaviour::Server;
using behaviour::ServerSetup;
using behaviour::TempFolder;

constexpr std::size_t clients = 64;

void print_target(std::string_view what, double got, std::string_view wanted, bool met) {
    fmt::print("  {:<44} {:>8.2f}   target {:<10} {}\n", what, got, wanted, met ? "met" : "MISSED");
}

// Processor time between two moments, of everyone who works during a run.
class Effort {
public:
    explicit Effort(pid_t server) : server_{server}, before_{now()} {}

    void print(double seconds) const {
        const Moment after = now();
        std::string threads;
        for (const auto& [name, used] : after.threads) {
            const auto earlier = std::ranges::find(before_.threads, name, &std::pair<std::string, double>::first);
            const double spent = used - (earlier == before_.threads.end() ? 0 : earlier->second);
            if (spent > 0.01 * seconds) {
                threads += fmt::format("{}{} {:.0f} %", threads.empty() ? "" : ", ", name, 100 * spent / seconds);
            }
        }
        fmt::print(
            "  processor: server {:.0f} % ({}), workers {:.0f} %, load client {:.0f} % of one "
            "core\n",
            100 * (after.server - before_.server) / seconds, threads, 100 * (after.workers - before_.workers) / seconds,
            100 * (after.client - before_.client) / seconds);
    }

private:
    struct Moment {
        double server = 0, workers = 0, client = 0;
        std::vector<std::pair<std::string, double>> threads;
    };
    Moment now() const {
        Moment moment{.server = processor_seconds(server_),
                      .workers = 0,
                      .client = processor_seconds_of_this_process(),
                      .threads = processor_seconds_by_thread(server_)};
        for (const pid_t worker : behaviour::descendants(server_)) {
            moment.workers += processor_seconds(worker);
        }
        return moment;
    }
    pid_t server_;
    Moment before_;
};

struct Site {
    explicit Site(const fs::path& folder) {
        setup.data = folder / "data";
        setup.courses = {folder / "courses"};
        setup.demo = false;
        behaviour::write_long_course(folder / "courses", questions);
        tokens = write_people(setup.data, clients);
    }
    ServerSetup setup;
    std::vector<std::string> tokens;
};

std::vector<QuizLearner> open_learners(const Site& site, std::uint16_t port) {
    std::vector<QuizLearner> learners;
    for (const std::string& token : site.tokens) {
        learners.emplace_back(token, port);
        learners.back().open();
    }
    return learners;
}

// Forms saved a second, all learners posting at once.
LoadResult measure_answers(const Site& site, const Server& server, std::chrono::milliseconds time,
                           std::string_view name) {
    auto learners = open_learners(site, server.port());
    Load load;
    load.port = server.port();
    load.connections = clients;
    load.request = [&](std::size_t i) { return learners[i].post_request(); };
    load.response = [&](std::size_t i, const Reply& reply) { learners[i].posted(reply.status, reply.head); };
    load.time = 500ms;
    run(load);  // warms up
    load.time = time;
    const Effort effort{server.pid()};
    std::uint64_t saved = 0;
    std::uint64_t answers = 0;
    const auto sum = [&] {
        saved = answers = 0;
        for (const QuizLearner& learner : learners) {
            saved += learner.saved();
            answers += learner.answers();
        }
    };
    sum();
    const std::uint64_t answers_before = answers;
    const LoadResult result = run(load);
    sum();
    fmt::print("{}: {:.0f} forms/s saved ({:.0f} of them judged answers), p50 {:.1f} ms, p99 {:.1f} ms\n", name,
               result.per_second(), static_cast<double>(answers - answers_before) / result.seconds,
               result.percentile(0.5), result.percentile(0.99));
    effort.print(result.seconds);
    const auto recorded = behaviour::number_from(site.setup.data, "SELECT count(*) FROM receipts");
    if (static_cast<std::uint64_t>(recorded) != saved) {
        throw std::runtime_error{fmt::format("{} forms were acknowledged, {} are recorded", saved, recorded)};
    }
    return result;
}

// Everybody looks at the first question.
void measure_views(const Site& site, const Server& server, std::chrono::milliseconds time) {
    auto learners = open_learners(site, server.port());
    for (QuizLearner& learner : learners) {
        behaviour::Connection connection{server.port()};
        const bool sent = connection.send(learner.post_request());
        const auto begun = sent ? connection.receive() : std::nullopt;
        if (!begun || begun->status != 303) {
            throw std::runtime_error{"an attempt could not be begun"};
        }
    }
    std::size_t bytes = 0;
    Load load;
    load.port = server.port();
    load.connections = clients;
    load.request = [&](std::size_t i) { return learners[i].view_request(); };
    load.response = [&](std::size_t, const Reply& reply) {
        if (reply.status != 200) {
            throw std::runtime_error{fmt::format("a view gave {}", reply.status)};
        }
        bytes = reply.body.size();
    };
    load.time = 500ms;
    run(load);
    {
        load.time = time;
        const Effort effort{server.pid()};
        const LoadResult full = run(load);
        fmt::print(
            "views of the quiz ({} bytes), 64 clients without a pause: {:.0f}/s, p50 {:.1f} ms, "
            "p99 {:.1f} ms\n",
            bytes, full.per_second(), full.percentile(0.5), full.percentile(0.99));
        effort.print(full.seconds);
    }
    load.pause = 50ms;
    const LoadResult paced = run(load);
    fmt::print("views, 64 clients with a pause of 50 ms: {:.0f}/s, p50 {:.2f} ms, p99 {:.2f} ms\n", paced.per_second(),
               paced.percentile(0.5), paced.percentile(0.99));
    print_target("view p99 under load, ms", paced.percentile(0.99), "<= 5", paced.percentile(0.99) <= 5);
}

void measure_start(const Site& site) {
    std::vector<double> seconds;
    for (int i = 0; i < 11; ++i) {
        const auto began = std::chrono::steady_clock::now();
        Server server{site.setup};
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
        server.stop();
    }
    std::ranges::sort(seconds);
    fmt::print("start to listening, 11 times: median {:.3f} s, slowest {:.3f} s\n", seconds[5], seconds.back());
    print_target("start to listening, s", seconds[5], "< 0.3", seconds[5] < 0.3);
}

// With the fixture course, which uses both modules, after each has shown a page.
void measure_memory(const fs::path& folder) {
    ServerSetup setup;
    setup.data = folder / "memory";
    setup.courses = {behaviour::fixture_courses()};
    const Server server{setup};
    behaviour::Learner learner{server.port()};
    learner.sign_in_as_demo();
    learner.finish("/courses/short/reading");
    learner.open("/courses/short/exam");
    Memory host = memory_of(server.pid());
    Memory workers;
    const auto processes = behaviour::descendants(server.pid());
    for (const pid_t worker : processes) {
        const Memory one = memory_of(worker);
        workers.resident += one.resident;
        workers.proportional += one.proportional;
    }
    const auto megabytes = [](std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; };
    fmt::print(
        "memory, idle after a page of each module: host RSS {:.1f} MB PSS {:.1f} MB; {} worker "
        "processes RSS {:.1f} MB PSS {:.1f} MB\n",
        megabytes(host.resident), megabytes(host.proportional), processes.size(), megabytes(workers.resident),
        megabytes(workers.proportional));
    const double all = megabytes(host.proportional + workers.proportional);
    print_target("host and both modules, PSS, MB", all, "< 40", all < 40);
}

// An installation of its own in which the quiz is a third party's module: a fresh process for every
// call.
ServerSetup as_third_party(const Site& site, const fs::path& folder) {
    const fs::path built = behaviour::lyceum_program().parent_path().parent_path();
    const fs::path prefix = folder / "prefix";
    for (const char* program : {"bin/lyceum", "libexec/lyceum-worker"}) {
        fs::create_directories((prefix / program).parent_path());
        fs::copy_file(built / program, prefix / program);
    }
    fs::create_directories(prefix / "modules");
    fs::create_directories(folder / "third");
    fs::copy(built / "modules" / "quiz", folder / "third" / "quiz", fs::copy_options::recursive);
    ServerSetup setup = site.setup;
    setup.program = prefix / "bin" / "lyceum";
    setup.modules = {folder / "third"};
    return setup;
}

void measure(std::chrono::milliseconds time) {
    fmt::print("{}\n", machine_line());
    const TempFolder folder;
    fs::create_directories(folder / "warm");
    fs::create_directories(folder / "fresh");
    fs::create_directories(folder / "views");

    Site warm{folder / "warm"};
    LoadResult warm_result;
    {
        Server server{warm.setup};
        warm_result = measure_answers(warm, server, time, "answers through HTTP, warm module, commit; 64 clients");
        server.stop();
    }
    const fs::path database = behaviour::database_file(warm.setup.data);
    const auto commit_bare = [&](const char* name) {
        const double before = processor_seconds_of_this_process();
        const BareRun bare = commit_in_groups(database, folder / name, clients, time / 2);
        fmt::print(
            "bare SQLite, groups of 64, the same rows ({:.2f} statements and {:.0f} bytes a form): {:.0f} forms/s\n"
            "  processor: {:.0f} % of one core\n",
            bare.statements_a_form, bare.bytes_a_form, bare.per_second(),
            100 * (processor_seconds_of_this_process() - before) / bare.seconds);
        return bare.per_second();
    };
    const double first = commit_bare("bare-1.db");

    Site fresh{folder / "fresh"};
    LoadResult fresh_result;
    {
        Server server{as_third_party(fresh, folder.path())};
        fresh_result = measure_answers(fresh, server, time, "answers with a fresh process a call; 64 clients");
        server.stop();
    }
    const double bare = (first + commit_bare("bare-2.db")) / 2;
    print_target("warm answers / bare", warm_result.per_second() / bare, ">= 0.7",
                 warm_result.per_second() / bare >= 0.7);
    print_target("answers with a fresh process / bare", fresh_result.per_second() / bare, ">= 0.3",
                 fresh_result.per_second() / bare >= 0.3);

    {
        const Site readers{folder / "views"};
        Server server{readers.setup};
        measure_views(readers, server, time);
        server.stop();
    }
    measure_start(warm);
    measure_memory(folder.path());
}

}  // namespace
}  // namespace lyceum::bench

int main(int argument_count, char** arguments) {
    int seconds = 6;
    if (argument_count > 1) {
        const std::string_view text{arguments[1]};
        std::from_chars(text.data(), text.data() + text.size(), seconds);
    }
    try {
        lyceum::bench::measure(std::chrono::seconds{seconds});
    } catch (const std::exception& problem) {
        fmt::print(stderr, "bench_server: {}\n", problem.what());
        return 1;
    }
}
