// Priority tasks through the ABI, as the worker sees them.
#include "tests/plugins/module_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::plugins::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::string example() {
    return read_source_file("plugins/priorities/example.xml");
}

FormFields task_form(const std::string& title, const std::string& sector, const std::string& state,
                     const std::string& effort, const std::string& id = "new") {
    return {{"act", "save"},
            {"task", id},
            {"title", title},
            {"unit", "документов"},
            {"baseline", "6"},
            {"target", "1"},
            {"deadline", "2026-06-01"},
            {"sector", sector},
            {"sector-why", "а"},
            {"state", state},
            {"state-why", "б"},
            {"effort", effort},
            {"step", "перечень сведений"},
            {"evidence", "выписка"}};
}

class Priorities : public testing::Test {
protected:
    Session session_{"priorities", example()};

    // Two that are close and one that is weak.
    void write_three() {
        session_.submit(task_form("Быстрая", "3", "3", "1"));
        session_.submit(task_form("Большая", "5", "4", "4"));
        session_.submit(task_form("Слабая", "1", "1", "5"));
        session_.submit({{"act", "compare"}});
    }
};

TEST_F(Priorities, TheExampleOpensAndTheFirstPageSaysWhatToDo) {
    EXPECT_THAT(session_.diagnostics(), IsEmpty());
    EXPECT_STREQ(session_.entry().id, "lyceum.priorities");
    expect_golden("priorities-first", session_.view());
}

TEST_F(Priorities, ADraftIsSavedAsFarAsItGoesAndSaysWhatItLacks) {
    EXPECT_EQ(session_.submit({{"act", "add"}}).status, LYCEUM_OK);
    expect_golden("priorities-form", session_.view());
    const Outcome saved = session_.submit({{"act", "save"}, {"task", "new"}, {"title", "Сократить документы"}});
    EXPECT_EQ(saved.status, LYCEUM_OK);
    ASSERT_THAT(session_.tasks, SizeIs(1));
    EXPECT_EQ(session_.tasks.front().id, "t1");
    const std::string page = session_.view();
    EXPECT_THAT(page, HasSubstr("целевое значение"));
    EXPECT_THAT(page, HasSubstr("первый шаг"));
    EXPECT_THAT(page, Not(HasSubstr("value=\"compare\"")));
}

TEST_F(Priorities, SlipsAreNamedAndWhatWasTypedStays) {
    FormFields form = task_form("Сократить", "4", "5", "3");
    form[4].second = "шесть";
    form[6].second = "2020-01-01";
    EXPECT_THAT(session_.submit(form).feedback, HasSubstr("не\u00A0сохранена"));
    EXPECT_THAT(session_.tasks, IsEmpty());
    const std::string page = session_.view();
    EXPECT_THAT(page, HasSubstr("Здесь нужно число"));
    EXPECT_THAT(page, HasSubstr("позже сегодняшнего дня"));
    EXPECT_THAT(page, HasSubstr("value=\"шесть\""));
    EXPECT_THAT(page, HasSubstr("перечень сведений"));
}

TEST_F(Priorities, ADateAsPeopleTypeItIsTaken) {
    FormFields form = task_form("Сократить", "4", "5", "3");
    form[6].second = "01.06.2026";
    session_.submit(form);
    EXPECT_EQ(session_.tasks.at(0).deadline, "2026-06-01");
}

TEST_F(Priorities, WhatAnotherActivityDraftedIsCompletedHereUnderItsName) {
    sdk::Task drafted;
    drafted.id = "@0190163d";
    drafted.title = "Поднять услугу";
    drafted.source = "Мои услуги";
    session_.tasks = {drafted};
    EXPECT_THAT(session_.view(), HasSubstr("edit:@0190163d"));
    session_.submit({{"act", "edit:@0190163d"}});
    EXPECT_THAT(session_.view(), HasSubstr("Мои услуги"));
    session_.submit(task_form("Поднять услугу до уровня 3", "4", "5", "3", "@0190163d"));
    ASSERT_THAT(session_.tasks, SizeIs(1));
    EXPECT_EQ(session_.tasks.front().target, "1");
    EXPECT_EQ(session_.tasks.front().source, "Мои услуги");
}

TEST_F(Priorities, CloseTasksAreAskedAboutAndTheAnswerDecides) {
    write_three();
    expect_golden("priorities-pair", session_.view());
    EXPECT_THAT(session_.submit({{"act", "prefer"}}).feedback, HasSubstr("Выберите одну"));
    session_.submit({{"act", "prefer"}, {"first", "t1"}});
    const std::string page = session_.view();
    expect_golden("priorities-choice", page);
    EXPECT_LT(page.find("1. Быстрая"), page.find("2. Большая"));
}

TEST_F(Priorities, CommittingTheBestNeedsNoReasonAndCompletes) {
    write_three();
    session_.submit({{"act", "prefer"}, {"first", "t1"}});
    const Outcome outcome = session_.submit({{"act", "commit"}, {"chosen", "t1"}, {"chosen", "t2"}});
    EXPECT_THAT(outcome.committed, ElementsAre("t1", "t2"));
    EXPECT_EQ(outcome.reason, "");
    EXPECT_EQ(outcome.completion, LYCEUM_YES);
    EXPECT_DOUBLE_EQ(outcome.evidence.at("urn:example:objective:choose"), 1);
    EXPECT_DOUBLE_EQ(outcome.evidence.at("urn:example:objective:measure"), 1);
    expect_golden("priorities-committed", session_.view());
}

TEST_F(Priorities, PassingOverABetterOneNeedsAReason) {
    write_three();
    session_.submit({{"act", "prefer"}, {"first", "t1"}});
    EXPECT_THAT(session_.submit({{"act", "commit"}, {"chosen", "t3"}}).feedback, HasSubstr("почему"));
    EXPECT_THAT(session_.submit({{"act", "commit"}, {"chosen", "t3"}, {"reason", "так"}}).committed, IsEmpty());
    const Outcome outcome =
        session_.submit({{"act", "commit"}, {"chosen", "t3"}, {"reason", "Её требует закон до конца года"}});
    EXPECT_THAT(outcome.committed, ElementsAre("t3"));
    EXPECT_EQ(outcome.reason, "Её требует закон до конца года");
    EXPECT_LT(outcome.evidence.at("urn:example:objective:choose"), 1);
}

TEST_F(Priorities, WithThreeTasksUnderWayAComparedTaskCompletesWithoutACommitment) {
    for (const char* id : {"@1", "@2", "@3"}) {
        sdk::Task task;
        task.id = id;
        task.title = "Взята в другом курсе";
        task.status = sdk::TaskStatus::Confirmed;
        session_.tasks.push_back(task);
    }
    EXPECT_FALSE(session_.submit({{"act", "compare"}}).completion) << "nothing is written yet";
    session_.submit(task_form("Быстрая", "3", "3", "1"));
    session_.submit(task_form("Большая", "5", "4", "4"));
    EXPECT_FALSE(session_.submit({{"act", "compare"}}).completion) << "the close ones are still open";
    const Outcome outcome = session_.submit({{"act", "prefer"}, {"first", "t1"}});
    EXPECT_EQ(outcome.completion, LYCEUM_YES);
    EXPECT_THAT(outcome.committed, IsEmpty());
    EXPECT_THAT(outcome.evidence, IsEmpty()) << "a commitment is what shows the objective";
    EXPECT_THAT(session_.view(), HasSubstr("Три задачи уже в"));
}

TEST_F(Priorities, WithRoomLeftAComparedTaskDoesNotComplete) {
    session_.submit(task_form("Быстрая", "3", "3", "1"));
    EXPECT_FALSE(session_.submit({{"act", "compare"}}).completion);
}

TEST_F(Priorities, MoreThanThreeAtATimeAreRefused) {
    write_three();
    session_.submit({{"act", "prefer"}, {"first", "t1"}});
    session_.tasks[2].status = sdk::TaskStatus::UnderWay;
    sdk::Task other = session_.tasks[2];
    other.id = "@x";
    session_.tasks.push_back(other);
    EXPECT_THAT(session_.submit({{"act", "commit"}, {"chosen", "t1"}, {"chosen", "t2"}}).committed, IsEmpty());
    EXPECT_THAT(session_.submit({{"act", "commit"}, {"chosen", "t1"}}).committed, ElementsAre("t1"));
    session_.submit({{"act", "compare"}});
    EXPECT_THAT(session_.view(), HasSubstr("Три задачи уже в"));
}

TEST_F(Priorities, AnAssistantPreparesButDoesNotCommit) {
    session_.role = "assistant";
    write_three();
    session_.submit({{"act", "prefer"}, {"first", "t1"}});
    EXPECT_THAT(session_.view(), HasSubstr("берёт их на\u00A0себя руководитель"));
    const Outcome outcome = session_.submit({{"act", "commit"}, {"chosen", "t1"}});
    EXPECT_THAT(outcome.committed, IsEmpty());
    EXPECT_THAT(outcome.feedback, HasSubstr("Помощник готовит"));
    EXPECT_FALSE(outcome.completion);
}

TEST_F(Priorities, ADraftTakenBackIsForgottenWithWhatWasSaidOfIt) {
    write_three();
    session_.submit({{"act", "prefer"}, {"first", "t1"}});
    session_.submit({{"act", "withdraw:t1"}});
    EXPECT_THAT(session_.state, Not(HasSubstr("t1")));
    EXPECT_THAT(session_.submit({{"act", "edit:t1"}}).feedback, HasSubstr("больше нет"));
}

TEST_F(Priorities, SpeaksTheThreeLanguages) {
    for (const char* language : {"ru", "be", "en"}) {
        session_.language = language;
        write_three();
        session_.view();
    }
}

TEST(PrioritiesContent, GradesAreWholeAndObjectivesNamedOnce) {
    std::string content = example();
    content.replace(content.find("n=\"5\""), 5, "n=\"4\"");
    content.replace(content.find("objective:choose"), 16, "objective:measure");
    const Session session{"priorities", content};
    EXPECT_EQ(session.open_status(), LYCEUM_INVALID_CONTENT);
    EXPECT_THAT(session.diagnostics(), testing::Contains(testing::Field(&Diagnosed::rule, "priorities.bad-grade")));
    EXPECT_THAT(session.diagnostics(),
                testing::Contains(testing::Field(&Diagnosed::rule, "priorities.duplicate-objective")));
}

}  // namespace
}  // namespace lyceum::plugins::test
