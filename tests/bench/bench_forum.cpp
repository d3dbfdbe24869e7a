// A forum of a thousand: the time of a page and of a vote, and the bytes of an act, through the real server with 1,000
// ballots on 50 statements and 2,000 posts. The bare limit of the same run: all those documents once through a socket
// pair, which nothing that gives a module every document can go below.

#include "plugins/forum/records.hpp"
#include "tests/behaviour/harness/database.hpp"
#include "tests/behaviour/harness/learner.hpp"
#include "tests/behaviour/harness/process.hpp"
#include "tests/behaviour/harness/temp_folder.hpp"
#include "tests/bench/machine.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <functional>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lyceum::bench {
namespace {

namespace fs = std::filesystem;
namespace forum = plugins::forum;
using SteadyClock = std::chrono::steady_clock;
using Documents = std::map<std::string, std::string>;

constexpr int participants = 1000;
constexpr int statements = 50;
constexpr int posts = 2000;
constexpr int rounds = 60;
constexpr double target_ms = 50;
const std::string unit = "urn:lyceum:au:big:forum";
const std::string address = "/courses/big/forum";

void write_course(const fs::path& folder) {
    fs::create_directories(folder / "big");
    fs::copy_file(fs::path{LYCEUM_SOURCE_DIR} / "courses/framework.xml", folder / "framework.xml");
    behaviour::write_file(
        folder / "big/cmi5.xml",
        "<courseStructure xmlns=\"https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd\">"
        "<course id=\"urn:lyceum:course:big\"><title><langstring lang=\"ru\">Форум</langstring></title>"
        "<description><langstring lang=\"ru\">Форум.</langstring></description></course><au id=\"" +
            unit +
            "\" moveOn=\"Completed\"><title><langstring lang=\"ru\">Форум</langstring></title><description>"
            "<langstring lang=\"ru\">Форум.</langstring></description><url>forum.xml</url></au></courseStructure>");
    std::string text =
        "<forum xmlns=\"urn:lyceum:forum:1\" lang=\"ru\"><title>Форум тысячи</title><agenda><section id=\"day\" "
        "time=\"09:00\"><title>День</title></section></agenda><topics><topic id=\"t\">О чём?</topic></topics>"
        "<statements>";
    for (int number = 1; number <= statements; ++number) {
        text +=
            fmt::format("<statement id=\"statement-{0}\">Утверждение номер {0} о переводе услуг.</statement>", number);
    }
    behaviour::write_file(folder / "big/forum.xml", text + "</statements></forum>");
}

Documents documents() {
    std::mt19937_64 random{20261124};
    const auto below = [&](std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random);
    };
    Documents all;
    for (int person = 0; person < participants; ++person) {
        forum::Ballot ballot{.role = person % 10 == 0 ? "expert" : "head", .votes = {}};
        for (int number = 1; number <= statements; ++number) {
            const bool camp = (person + number) % 3 == 0;
            const auto vote = below(5) == 0 ? forum::Vote::Pass : camp ? forum::Vote::Agree : forum::Vote::Disagree;
            ballot.votes.emplace(fmt::format("statement-{}", number), vote);
        }
        all.emplace(fmt::format("vote/pseudonym-of-person{:04}", person), forum::write_ballot(ballot));
    }
    for (int number = 0; number < posts; ++number) {
        const std::string learner = fmt::format("pseudonym-of-person{:04}", number % participants);
        const std::int64_t at = 1'764'000'000'000 + number * 1000;
        forum::Post post{.kind = number % 2 == 0 ? forum::Kind::Position : forum::Kind::Question,
                         .by = learner,
                         .role = "head",
                         .at = at,
                         .text = {}};
        post.about = number % 2 == 0 ? "t" : "day";
        for (int word = 0; word < 25; ++word) {
            post.text += "Слова позиции ";
        }
        all.emplace("post/" + forum::post_id(at, learner, 0), forum::write_post(post));
    }
    return all;
}

class Database {
public:
    explicit Database(const fs::path& file) {
        if (sqlite3_open(file.c_str(), &handle_) != SQLITE_OK) {
            throw std::runtime_error{"cannot open " + file.string()};
        }
    }
    ~Database() { sqlite3_close(handle_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const char* sql) {
        if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
            throw std::runtime_error{sqlite3_errmsg(handle_)};
        }
    }
    void put(const std::string& key, const std::string& bytes) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(handle_, "INSERT OR REPLACE INTO shared_documents (scope, key, bytes) VALUES (?1, ?2, ?3)",
                           -1, &statement, nullptr);
        sqlite3_bind_text(statement, 1, unit.data(), static_cast<int>(unit.size()), SQLITE_STATIC);
        sqlite3_bind_text(statement, 2, key.data(), static_cast<int>(key.size()), SQLITE_STATIC);
        sqlite3_bind_blob(statement, 3, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
        const int result = sqlite3_step(statement);
        sqlite3_finalize(statement);
        if (result != SQLITE_DONE) {
            throw std::runtime_error{sqlite3_errmsg(handle_)};
        }
    }

private:
    sqlite3* handle_ = nullptr;
};

struct Times {
    double median = 0;
    double worst = 0;  // of the middle 95 %
};

Times measure(const std::function<void()>& work) {
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = SteadyClock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(SteadyClock::now() - begin).count());
    }
    std::ranges::sort(times);
    return {times[times.size() / 2], times[times.size() * 95 / 100]};
}

// All documents, one after the other, from one end of a socket pair to the other.
Times bare(const Documents& all) {
    std::string bytes;
    for (const auto& [key, document] : all) {
        bytes += key + document;
    }
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) {
        throw std::runtime_error{"no socket pair"};
    }
    const Times times = measure([&] {
        std::thread reader{[&] {
            std::string buffer(std::size_t{256} << 10, ' ');
            for (std::size_t left = bytes.size(); left > 0;) {
                const ssize_t got = read(ends[1], buffer.data(), std::min(left, buffer.size()));
                left -= got > 0 ? static_cast<std::size_t>(got) : left;
            }
        }};
        for (std::size_t sent = 0; sent < bytes.size();) {
            const ssize_t put = write(ends[0], bytes.data() + sent, bytes.size() - sent);
            sent += put > 0 ? static_cast<std::size_t>(put) : bytes.size();
        }
        reader.join();
    });
    close(ends[0]);
    close(ends[1]);
    return times;
}

// Sends the form that has this button; a page must follow.
void press(behaviour::Learner& learner, const std::string& act) {
    const behaviour::Response page = learner.browser().get(address);
    for (const behaviour::Form& form : behaviour::forms_of(page.body)) {
        for (const behaviour::Button& button : form.buttons) {
            if (button.value.starts_with(act)) {
                learner.browser().follow(learner.browser().post(address, form.filled(&button)));
                return;
            }
        }
    }
    throw std::runtime_error{"no button " + act};
}

int run() {
    const behaviour::TempFolder folder;
    write_course(folder / "courses");
    behaviour::ServerSetup setup;
    setup.data = folder / "data";
    setup.courses = {folder / "courses"};
    const Documents all = documents();
    std::size_t bytes = 0;
    for (const auto& [key, document] : all) {
        bytes += key.size() + document.size();
    }
    {
        const behaviour::Server empty{setup};  // makes the database
    }
    {
        Database database{setup.data / "lyceum.db"};
        database.run("BEGIN");
        for (const auto& [key, document] : all) {
            database.put(key, document);
        }
        database.put("stage", forum::write_stage({.number = 1,
                                                  .phase = forum::Phase::During,
                                                  .section = "day",
                                                  .voting = forum::Voting::Open,
                                                  .by = "m",
                                                  .at = 1}));
        database.run("COMMIT");
    }
    behaviour::Server server{setup};
    behaviour::Learner learner{server.port()};
    learner.sign_in_as_demo(1);
    learner.open(address);

    fmt::print("{}\n{} participants × {} statements × {} posts: {} documents, {:.2f} MB\n", machine_line(),
               participants, statements, posts, all.size(), static_cast<double>(bytes) / 1e6);
    const Times limit = bare(all);
    fmt::print("  {:<34} p50 {:6.2f} ms   p95 {:6.2f} ms\n", "bare: documents through a socket", limit.median,
               limit.worst);
    bool met = true;
    const auto report = [&](const std::string& what, const Times& times) {
        met = met && times.worst < target_ms;
        fmt::print("  {:<34} p50 {:6.2f} ms   p95 {:6.2f} ms   {:4.1f} × bare\n", what, times.median, times.worst,
                   times.median / limit.median);
    };
    for (const char* tab : {"agenda", "questions", "statements", "opinions"}) {
        press(learner, std::string{"go:"} + tab);
        report(std::string{"page: "} + tab, measure([&] { learner.browser().get(address); }));
    }
    press(learner, "go:statements");
    // A vote is the page with its form, the answer, and the page that follows.
    int votes = 0;
    const Times vote = measure([&] {
        if (votes < statements) {
            press(learner, votes % 2 == 0 ? "agree:" : "disagree:");
            ++votes;
        }
    });
    fmt::print("  {:<34} p50 {:6.2f} ms   p95 {:6.2f} ms\n", "a vote: page, answer, page", vote.median, vote.worst);
    const auto act = behaviour::number_from(
        setup.data, "SELECT length(key) + length(bytes) FROM shared_documents ORDER BY revision DESC LIMIT 1");
    fmt::print("  bytes of an act (the last vote, all {} in one document): {}\n", statements, act);
    {
        Database database{setup.data / "lyceum.db"};
        database.put("stage", forum::write_stage({.number = 2,
                                                  .phase = forum::Phase::After,
                                                  .section = "",
                                                  .voting = forum::Voting::Closed,
                                                  .by = "m",
                                                  .at = 1}));
    }
    press(learner, "go:outcome");
    report("page: outcome, with opinion groups", measure([&] { learner.browser().get(address); }));
    fmt::print("target: a page under {} ms: {}\n", target_ms, met ? "met" : "MISSED");
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
