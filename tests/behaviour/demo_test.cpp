// `lyceum serve --demo`: a small demonstration, seeded by the real program through the real modules.
#include "tests/behaviour/fixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <sstream>

namespace lyceum::behaviour {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string owner = "Кураторов Пример";
const std::string head = "Примеров Макет Образцович";
// Seeding runs on machines of any speed.
constexpr auto patience = std::chrono::minutes{5};

// What the statements of recall say depends on the order in which questions came, which the secret of an installation
// decides; all others must not. Tasks have ids of their own.
const std::string everything_said =
    "SELECT login || ' ' || verb || ' ' || iif(activity LIKE 'urn:lyceum:task:%', 'task', activity) || ' ' || "
    "ifnull(json_extract(json, '$.result.response'), '') || ' ' || ifnull(json_extract(json, '$.result.success'), '') || ' ' || ifnull(json_extract(json, '$.result.score.scaled'), '') "
    "FROM statements JOIN users USING (user_id) WHERE json NOT LIKE '%urn:lyceum:extension:recall%' "
    "AND login LIKE 'sample-%' ORDER BY 1";

class Demo : public WithServer {
protected:
    Demo() {
        setup_.courses = {std::filesystem::path{LYCEUM_SOURCE_DIR} / "courses"};
        setup_.demo = false;
    }

    static void seeded(ServerSetup& setup, int people) {
        setup.more_arguments = {"--demo", "--demo-size", std::to_string(people)};
        setup.patience = patience;
    }
};

TEST_F(Demo, ShowsTwoYearsThatFollowFromStatements) {
    seeded(setup_, 40);
    start();
    EXPECT_EQ(count("SELECT count(*) FROM users"), 40);
    EXPECT_EQ(text_from(setup_.data, "SELECT value FROM settings WHERE name = 'demo-data'").substr(0, 3), "40 ");
    const Ran verified = verify();
    EXPECT_EQ(verified.exit_code, 0) << verified.output;

    // Something of everything there is to see.
    EXPECT_GT(count("SELECT count(*) FROM certificates"), 3);
    EXPECT_GT(count("SELECT count(*) FROM recall_cards"), 50);
    EXPECT_GT(count("SELECT count(*) FROM tasks WHERE status = 'proven'"), 0);
    EXPECT_GT(count("SELECT count(*) FROM tasks WHERE status IN ('confirmed', 'under way')"), 0);
    EXPECT_GT(count("SELECT count(*) FROM shared_documents WHERE scope LIKE '%forum-1%' AND key LIKE 'vote/%'"), 4);
    EXPECT_GT(count("SELECT count(*) FROM shared_documents WHERE scope LIKE '%forum-3%' AND key LIKE 'post/%'"), 4);
    EXPECT_GT(count("SELECT count(*) FROM statements WHERE verb LIKE '%/failed'"), 0);
    EXPECT_GT(count("SELECT count(*) FROM statements WHERE verb LIKE '%/failed' AND activity LIKE '%/scenario'"), 0);
    EXPECT_GT(count("SELECT count(*) FROM statements WHERE verb LIKE '%/passed' AND activity LIKE '%/scenario'"),
              count("SELECT count(*) FROM statements WHERE verb LIKE '%/failed' AND activity LIKE '%/scenario'"))
        << "most decide well, at the latest when they try again";
    EXPECT_GT(count("SELECT count(*) FROM shared_documents WHERE scope LIKE '%forum-4%'"), 4)
        << "the forum that comes is prepared";
    EXPECT_THAT(texts_from(setup_.data, "SELECT title FROM tasks WHERE status <> 'withdrawn' GROUP BY user_id, title "
                                        "HAVING count(*) > 1"),
                IsEmpty())
        << "nobody takes up the same task twice";
    EXPECT_GT(count("SELECT max(stored) - min(stored) FROM statements"), std::int64_t{400} * 86'400'000);
    EXPECT_LE(count("SELECT max(stored) FROM statements"),
              std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()).time_since_epoch().count());

    Learner learner{server().port()};
    learner.sign_in_as_demo(head);
    const Response home = learner.browser().get("/");
    EXPECT_THAT(words_of(home.body), HasSubstr("Демонстрационные данные"));
    EXPECT_THAT(words_of(learner.browser().get("/forums").body), HasSubstr("Четвёртый экспертный форум"));
    const Response tasks = learner.browser().get("/tasks");
    EXPECT_THAT(tasks.body, HasSubstr("<form"));
    EXPECT_EQ(learner.browser().get("/courses/trust/certificate").status, 200);
}

// "Sector;Body;all;confirmed;under way;proven;stopped;late" without the first and the last.
std::vector<std::string> lines_of_bodies(const std::string& csv) {
    std::vector<std::string> lines;
    std::istringstream file{csv};
    std::string line;
    std::getline(file, line);  // what the columns are
    while (std::getline(file, line)) {
        const auto begin = line.find(';') + 1;
        lines.push_back(line.substr(begin, line.rfind(';') - begin));
    }
    std::ranges::sort(lines);
    return lines;
}

TEST_F(Demo, RollsUpWhatTheStatementsOfTasksSay) {
    seeded(setup_, 60);
    start();
    Learner learner{server().port()};
    learner.sign_in_as_demo(owner);
    const Response page = learner.browser().get("/tasks/all.csv");
    ASSERT_EQ(page.status, 200);
    // By hand: of each task the last statement says what became of it; drafts do not count.
    const std::vector<std::string> by_statements = texts_from(
        setup_.data,
        "SELECT body || ';' || count(*) || ';' || sum(verb LIKE '%/committed') || ';' || sum(verb LIKE '%/began') || ';' "
        "|| sum(verb LIKE '%/proved') || ';' || sum(verb LIKE '%/stopped') FROM (SELECT user_id, verb, max(number) FROM "
        "statements WHERE activity LIKE 'urn:lyceum:task:%' GROUP BY activity) JOIN users USING (user_id) "
        "WHERE verb NOT LIKE '%/drafted' AND verb NOT LIKE '%/withdrew' GROUP BY body ORDER BY 1");
    EXPECT_GT(by_statements.size(), 3U);
    EXPECT_EQ(lines_of_bodies(page.body), by_statements);
}

TEST_F(Demo, SaysTheSameEachTimeItIsSeeded) {
    seeded(setup_, 16);
    start();
    const std::vector<std::string> first = texts_from(setup_.data, everything_said);
    server().stop();
    setup_.data = folder_ / "again";
    start();
    EXPECT_GT(first.size(), 100U);
    const std::vector<std::string> second = texts_from(setup_.data, everything_said);
    EXPECT_EQ(second.size(), first.size());
    const auto [one, other] = std::ranges::mismatch(first, second);
    EXPECT_EQ(one == first.end() ? "" : *one, other == second.end() ? "" : *other);
}

TEST_F(Demo, BeginsAnewWhereItWasInterrupted) {
    seeded(setup_, 40);
    {
        Process process{serve_command(setup_)};
        ASSERT_TRUE(process.wait_for_output("courses before a forum", patience)) << process.output();
        process.send(SIGKILL);
        process.wait();
    }
    EXPECT_FALSE(std::filesystem::exists(database_file(setup_.data)));
    EXPECT_TRUE(std::filesystem::exists(setup_.data / "seeding"));
    seeded(setup_, 7);
    start();
    EXPECT_FALSE(std::filesystem::exists(setup_.data / "seeding"));
    EXPECT_EQ(count("SELECT count(*) FROM users"), 7);
    EXPECT_EQ(verify().exit_code, 0);
    // A folder with a database is left as it is.
    server().stop();
    seeded(setup_, 40);
    start();
    EXPECT_EQ(count("SELECT count(*) FROM users"), 7);
}

}  // namespace
}  // namespace lyceum::behaviour
