#include "host/learning/tasks.hpp"

#include "host/learning/overview.hpp"
#include "host/learning/verify.hpp"
#include "tests/learning/support.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace lyceum::learning {
namespace {

using namespace testing;
using store::TaskStatus;
using ::testing::ElementsAre;
using ::testing::SizeIs;

modules::TaskChange propose(const std::string& id) {
    modules::TaskChange change;
    change.task.id = id;
    change.task.title = "Сократить документы с шести до одного";
    change.task.target = "1";
    change.task.deadline = "2027-06-01";
    change.task.effect_sector = 4;
    change.task.effect_state = 5;
    change.task.effort = 3;
    change.task.first_step = "Перечень сведений за 10 дней";
    return change;
}

modules::TaskChange change_of(modules::TaskChange::Kind kind, const std::string& id, const std::string& reason = {}) {
    modules::TaskChange change{.kind = kind, .task = {}, .reason = reason};
    change.task.id = id;
    return change;
}
modules::TaskChange commit(const std::string& id, const std::string& reason = {}) {
    return change_of(modules::TaskChange::Kind::Commit, id, reason);
}

class Tasks : public ::testing::Test {
protected:
    Result<Answered> answer_with(const std::string& unit, std::vector<modules::TaskChange> changes) {
        auto opened = sample_.open(unit);
        if (!opened) {
            return opened.error();
        }
        modules::Outcome outcome = with_state(std::to_string(++answers_));
        outcome.tasks = std::move(changes);
        sample_.pool.on_respond = always(outcome);
        return sample_.answer(unit, FormId::make(sample_.now), opened.value().revision);
    }

    std::vector<store::Task> tasks() { return sample_.reader->tasks_of(sample_.person.id).value(); }
    TasksPage page() { return tasks_page(*sample_.campus, sample_.person).value(); }

    TaskRequest request(const store::Task& task, TaskAct act, std::string note = {}) {
        return TaskRequest{.person = sample_.person,
                           .task = task.id,
                           .form = FormId::make(sample_.now),
                           .revision = task.revision,
                           .act = act,
                           .note = std::move(note),
                           .link = {}};
    }
    Result<store::AnswerResult> change(const TaskRequest& wanted) {
        return sample_.run(change_task(*sample_.campus, wanted));
    }

    SampleCampus sample_;
    int answers_ = 0;
};

TEST_F(Tasks, ADraftIsSeenByItsOwnActivityUnderItsNameAndByOthersUnderTheHosts) {
    ASSERT_TRUE(answer_with("read", {propose("svc-1")}));
    std::vector<modules::Task> seen;
    sample_.pool.on_view = [&](const modules::Call& call) {
        seen = call.tasks;
        return modules::View{"<p/>"};
    };
    ASSERT_TRUE(sample_.open("read"));
    ASSERT_THAT(seen, SizeIs(1));
    EXPECT_EQ(seen.front().id, "svc-1");
    ASSERT_TRUE(sample_.open("more"));
    ASSERT_THAT(seen, SizeIs(1));
    EXPECT_EQ(seen.front().id, "@" + to_string(tasks().front().id));
    EXPECT_EQ(seen.front().title, "Сократить документы с шести до одного");
}

TEST_F(Tasks, OneActivityCompletesAndCommitsWhatAnotherDrafted) {
    ASSERT_TRUE(answer_with("read", {propose("svc-1")}));
    const std::string id = "@" + to_string(tasks().front().id);
    modules::TaskChange better = propose(id);
    better.task.title = "Сократить документы до одного";
    ASSERT_TRUE(answer_with("more", {better, commit(id, "самая частая услуга")}));

    ASSERT_THAT(tasks(), SizeIs(1));
    EXPECT_EQ(tasks().front().title, "Сократить документы до одного");
    EXPECT_EQ(tasks().front().status, TaskStatus::Confirmed);
    EXPECT_EQ(page().open.front().history.front().note, "самая частая услуга");
    EXPECT_EQ(page().open.front().unit->au->slug, "read");
}

TEST_F(Tasks, AProposalThatChangesNothingIsNoChange) {
    ASSERT_TRUE(answer_with("read", {propose("t1")}));
    ASSERT_TRUE(answer_with("read", {propose("t1")}));
    EXPECT_THAT(page().drafts.front().history, SizeIs(1));
    ASSERT_TRUE(answer_with("read", {change_of(modules::TaskChange::Kind::Withdraw, "t1")}));
    EXPECT_THAT(page().drafts, SizeIs(0));
    ASSERT_TRUE(answer_with("read", {propose("t1")}));
    EXPECT_THAT(page().drafts, SizeIs(1)) << "what was withdrawn comes back";
}

TEST_F(Tasks, ACommitmentThatLacksSomethingIsTheModulesFaultAndChangesNothing) {
    modules::TaskChange bare = propose("t1");
    bare.task.first_step.clear();
    EXPECT_EQ(answer_with("read", {bare, commit("t1")}).error().code, ErrorCode::Protocol);
    EXPECT_EQ(answer_with("read", {commit("t9")}).error().code, ErrorCode::Protocol);
    EXPECT_EQ(answer_with("read", {propose("@t9")}).error().code, ErrorCode::Protocol);
    EXPECT_THAT(tasks(), SizeIs(0));
}

TEST_F(Tasks, AFourthCommitmentIsRefusedAndThreeStay) {
    ASSERT_TRUE(answer_with(
        "read", {propose("a"), propose("b"), propose("c"), propose("d"), commit("a"), commit("b"), commit("c")}));
    EXPECT_EQ(answer_with("read", {commit("d")}).error().code, ErrorCode::LimitExceeded);
    EXPECT_THAT(page().open, SizeIs(3));
    EXPECT_THAT(page().drafts, SizeIs(1));
}

TEST_F(Tasks, AnAssistantPreparesAndDoesNotCommit) {
    sample_.person.role = "assistant";
    ASSERT_TRUE(answer_with("read", {propose("t1")}));
    const auto refused = answer_with("read", {commit("t1")});
    EXPECT_EQ(refused.error().code, ErrorCode::Denied);
    EXPECT_EQ(refused.error().where, "assistant");
    EXPECT_EQ(tasks().front().status, TaskStatus::Draft);
}

TEST_F(Tasks, ATaskGoesItsWayAndNoOther) {
    EXPECT_EQ(status_after(TaskStatus::Confirmed, TaskAct::Begin), TaskStatus::UnderWay);
    for (const TaskStatus open : {TaskStatus::Confirmed, TaskStatus::UnderWay}) {
        EXPECT_EQ(status_after(open, TaskAct::Prove), TaskStatus::Proven);
        EXPECT_EQ(status_after(open, TaskAct::Stop), TaskStatus::Stopped);
    }
    EXPECT_FALSE(status_after(TaskStatus::UnderWay, TaskAct::Begin));
    for (const TaskStatus closed :
         {TaskStatus::Draft, TaskStatus::Withdrawn, TaskStatus::Proven, TaskStatus::Stopped}) {
        for (const TaskAct act : {TaskAct::Begin, TaskAct::Prove, TaskAct::Stop}) {
            EXPECT_FALSE(status_after(closed, act));
        }
    }
}

TEST_F(Tasks, EvidenceIsAskedForWhenTheDayComesAndEndsTheTask) {
    ASSERT_TRUE(answer_with("read", {propose("t1"), commit("t1")}));
    EXPECT_FALSE(page().open.front().due);
    sample_.now = TimePoint{std::chrono::sys_days{std::chrono::year{2027} / 6 / 1} - std::chrono::hours{2}};
    EXPECT_TRUE(page().open.front().due) << "in Minsk it is the first of June already";
    EXPECT_FALSE(page().open.front().late);

    const store::Task task = tasks().front();
    EXPECT_EQ(change(request(task, TaskAct::Prove)).error().where, "note");
    TaskRequest proof = request(task, TaskAct::Prove, "Документов один: выписка");
    proof.link = "javascript:alert(1)";
    EXPECT_EQ(change(proof).error().where, "link");
    proof.link = "https://portal.example/report";
    EXPECT_EQ(change(proof).value(), store::AnswerResult::Recorded);
    EXPECT_EQ(change(proof).value(), store::AnswerResult::Repeated);
    EXPECT_EQ(change(request(task, TaskAct::Stop, "поздно")).error().code, ErrorCode::Conflict);

    const TasksPage after = page();
    EXPECT_THAT(after.open, SizeIs(0));
    ASSERT_THAT(after.ended, SizeIs(1));
    EXPECT_EQ(after.ended.front().history.front().link, "https://portal.example/report");
    EXPECT_EQ(after.ended.front().task.status, TaskStatus::Proven);
}

TEST_F(Tasks, AnothersTaskIsNotFound) {
    ASSERT_TRUE(answer_with("read", {propose("t1"), commit("t1")}));
    TaskRequest wanted = request(tasks().front(), TaskAct::Begin);
    wanted.person = sample_.add_person("other");
    EXPECT_EQ(change(wanted).error().code, ErrorCode::NotFound);
}

TEST_F(Tasks, HomeCountsWhatIsOpenAndNamesTheNearestDeadline) {
    modules::TaskChange later = propose("b");
    later.task.deadline = "2027-09-01";
    ASSERT_TRUE(answer_with("read", {later, propose("a"), propose("c"), commit("b"), commit("a")}));
    const Home shown = home(*sample_.campus, sample_.person).value();
    ASSERT_THAT(shown.tasks.open, SizeIs(2));
    EXPECT_EQ(shown.tasks.open.front().task.deadline, "2027-06-01");
    EXPECT_EQ(shown.tasks.drafts, 1U);
}

TEST_F(Tasks, EachChangeIsAStatementAndVerifyFindsTheSame) {
    ASSERT_TRUE(answer_with("read", {propose("t1"), commit("t1")}));
    ASSERT_TRUE(change(request(tasks().front(), TaskAct::Begin)));
    ASSERT_TRUE(change(request(tasks().front(), TaskAct::Stop, "Закон меняют раньше")));
    EXPECT_THAT(sample_.verbs(), ElementsAre("launched", "initialized", "drafted", "committed", "began", "stopped"));
    const auto report = verify(*sample_.reader).value();
    EXPECT_THAT(report.differences, SizeIs(0));
    EXPECT_THAT(report.problems, SizeIs(0));
}

// The roll-up against a reading of the statements that knows nothing of the table of tasks.
TEST_F(Tasks, TheRollUpEqualsWhatTheStatementsSay) {
    const char* const sectors[] = {"social", "regions", "social"};
    const char* const bodies[] = {"Министерство примеров", "Образцовый исполком", "Центр образцов"};
    for (int index = 0; index < 3; ++index) {
        sample_.person = sample_.add_person("head-" + std::to_string(index));
        sample_.person.sector = sectors[index];
        sample_.person.body = bodies[index];
        modules::TaskChange late = propose("b");
        late.task.deadline = "2026-12-01";
        ASSERT_TRUE(answer_with("read", {propose("a"), late, propose("c"), commit("a"), commit("b")}));
        for (const store::Task& task : tasks()) {
            if (task.local_id == "a") {
                ASSERT_TRUE(change(request(task, index == 0 ? TaskAct::Prove : TaskAct::Begin, "показатели портала")));
            }
        }
    }
    sample_.now += std::chrono::days{30};

    struct Last {
        std::string status;
        std::string sector;
        std::string deadline;
    };
    std::map<std::string, Last> last;
    ASSERT_TRUE(sample_.reader->each_registration([&](const store::Registration& registration) {
        return sample_.reader->each_statement(registration.id, [&](const store::Statement& statement) -> Result<void> {
            const auto json = boost::json::parse(statement.json);
            if (const auto* result = json.as_object().if_contains("result")) {
                const auto& extensions = result->as_object().at("extensions").as_object();
                if (const auto* task = extensions.if_contains("urn:lyceum:extension:task")) {
                    last[statement.activity] = {task->at("status").as_string().c_str(),
                                                task->at("sector").as_string().c_str(),
                                                task->at("deadline").as_string().c_str()};
                }
            }
            return success();
        });
    }));
    std::map<std::string, std::map<std::string, std::int64_t>> by_hand;
    for (const auto& [task, said] : last) {
        if (said.status != "draft") {
            ++by_hand[said.sector][said.status];
            const bool open = said.status == "confirmed" || said.status == "under way";
            by_hand[said.sector]["late"] += open && said.deadline < "2026-12-24" ? 1 : 0;
        }
    }

    store::User owner = sample_.add_person("owner");
    EXPECT_EQ(rollup(*sample_.campus, owner).error().code, ErrorCode::Denied);
    owner.role = "curator";
    const Rollup shown = rollup(*sample_.campus, owner).value();
    ASSERT_EQ(shown.sectors.size(), by_hand.size());
    for (const RollupLine& line : shown.sectors) {
        auto& counted = by_hand[line.sector];
        EXPECT_EQ(line.confirmed, counted["confirmed"]) << line.sector;
        EXPECT_EQ(line.under_way, counted["under way"]) << line.sector;
        EXPECT_EQ(line.proven, counted["proven"]) << line.sector;
        EXPECT_EQ(line.late, counted["late"]) << line.sector;
    }
    EXPECT_THAT(shown.bodies, SizeIs(3));
    EXPECT_EQ(shown.total.all(), 6);
    EXPECT_EQ(shown.total.late, 3);
}

}  // namespace
}  // namespace lyceum::learning
