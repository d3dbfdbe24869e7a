// The scenario through the ABI, as the worker sees it: pages, decisions, endings, attempts, edits meanwhile.
#include "tests/plugins/module_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::plugins::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

// "queue" → window → "same-queue" (→ again → "queue", → report → "facade"), or → ask → "certificate" (→ cancel →
// "short-queue", → form → "half").
std::string example() {
    return read_source_file("plugins/scenario/example.xml");
}

Outcome decide(Session& scenario, const std::string& at, int step, const std::string& choice) {
    return scenario.submit({{"at", at}, {"step", std::to_string(step)}, {"choice", choice}, {"act", "decide"}});
}

void end_well(Session& scenario) {
    scenario.submit({{"act", "begin"}});
    decide(scenario, "queue", 0, "ask");
    decide(scenario, "certificate", 1, "cancel");
}

void end_badly(Session& scenario) {
    scenario.submit({{"act", "begin"}});
    decide(scenario, "queue", 0, "window");
    decide(scenario, "same-queue", 1, "report");
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

TEST(Scenario, SaysTheIdAndVersionOfItsManifest) {
    const Session scenario{"scenario", example()};
    EXPECT_STREQ(scenario.entry().id, "lyceum.scenario");
    EXPECT_STREQ(scenario.entry().version, "1.0.0");
}

TEST(Scenario, OpensItsExampleWithoutFindings) {
    const Session scenario{"scenario", example()};
    EXPECT_TRUE(scenario.opened());
    EXPECT_THAT(scenario.diagnostics(), IsEmpty());
}

TEST(Scenario, ShowsTheSamePagesAsBefore) {
    Session scenario{"scenario", example()};
    expect_golden("scenario-introduction", scenario.view());
    scenario.submit({{"act", "begin"}});
    expect_golden("scenario-first", scenario.view());
    decide(scenario, "queue", 0, "ask");
    expect_golden("scenario-second", scenario.view());
    decide(scenario, "certificate", 1, "form");
    expect_golden("scenario-mixed", scenario.view());
    scenario.submit({{"act", "again"}});
    end_well(scenario);
    expect_golden("scenario-second-attempt", scenario.view());
}

TEST(Scenario, SpeaksThreeLanguages) {
    Session scenario{"scenario", example()};
    end_badly(scenario);
    scenario.language = "be";
    EXPECT_THAT(scenario.view(), HasSubstr("Што далі вашы рашэнні"));
    scenario.language = "en";
    EXPECT_THAT(scenario.view(), HasSubstr("What your decisions did"));
}

TEST(Scenario, MovesIndicatorsAndSaysWhetherForTheBetter) {
    Session scenario{"scenario", example()};
    scenario.submit({{"act", "begin"}});
    decide(scenario, "queue", 0, "window");
    EXPECT_THAT(scenario.view(), HasSubstr("<span class=\"better\" lang=\"ru\">\xE2\x88\x92"
                                           "20, лучше</span>"));
    decide(scenario, "same-queue", 1, "again");
    EXPECT_THAT(scenario.view(), HasSubstr("<span class=\"worse\" lang=\"ru\">+10, хуже</span>"));
}

TEST(Scenario, ReportsEachDecisionAsAnInteraction) {
    Session scenario{"scenario", example()};
    scenario.submit({{"act", "begin"}});
    const Outcome outcome = decide(scenario, "queue", 0, "ask");
    ASSERT_EQ(outcome.interactions.size(), 1U);
    EXPECT_EQ(outcome.interactions.front().id, "queue");
    EXPECT_EQ(outcome.interactions.front().response, "ask");
    EXPECT_EQ(outcome.interactions.front().success, LYCEUM_UNDECIDED);
    EXPECT_EQ(outcome.progress, 50U);
    EXPECT_FALSE(outcome.completion);
    EXPECT_THAT(outcome.evidence, IsEmpty());
}

TEST(Scenario, AnEndingCompletesItAndItsScoreDecides) {
    Session good{"scenario", example()};
    good.submit({{"act", "begin"}});
    decide(good, "queue", 0, "ask");
    const Outcome passed = decide(good, "certificate", 1, "cancel");
    EXPECT_EQ(passed.completion, LYCEUM_YES);
    EXPECT_EQ(passed.success, LYCEUM_YES);
    EXPECT_EQ(passed.progress, 100U);
    ASSERT_TRUE(passed.score);
    EXPECT_EQ(passed.score->scaled, 1);
    Session bad{"scenario", example()};
    bad.submit({{"act", "begin"}});
    decide(bad, "queue", 0, "window");
    const Outcome failed = decide(bad, "same-queue", 1, "report");
    EXPECT_EQ(failed.completion, LYCEUM_YES);
    EXPECT_EQ(failed.success, LYCEUM_NO);
    EXPECT_EQ(failed.score->scaled, 0);
}

TEST(Scenario, EvidenceIsTheMeanOfThePath) {
    Session scenario{"scenario", example()};
    scenario.submit({{"act", "begin"}});
    decide(scenario, "queue", 0, "window");                              // 0.3
    decide(scenario, "same-queue", 1, "again");                          // nothing
    decide(scenario, "queue", 2, "ask");                                 // 1
    const Outcome outcome = decide(scenario, "certificate", 3, "form");  // 0.5
    EXPECT_THAT(outcome.evidence, ElementsAre(Pair("urn:example:simplify", 0.6)));
}

TEST(Scenario, HidesAChoiceWhoseConditionDoesNotHoldAndRefusesIt) {
    const std::string content = replaced(example(), "<set flag=\"asked\"/>", "");
    Session scenario{"scenario", content};
    ASSERT_TRUE(scenario.opened());
    scenario.submit({{"act", "begin"}});
    decide(scenario, "queue", 0, "ask");
    EXPECT_THAT(scenario.view(), Not(HasSubstr("Отменить справку")));
    EXPECT_THAT(scenario.view(), Not(HasSubstr("что рассказали люди")));
    const std::string before = scenario.state;
    EXPECT_EQ(decide(scenario, "certificate", 1, "cancel").status, LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(scenario.state, before);
}

TEST(Scenario, SaysWhatToDoWhenNothingIsChosen) {
    Session scenario{"scenario", example()};
    scenario.submit({{"act", "begin"}});
    const Outcome outcome = scenario.submit({{"at", "queue"}, {"step", "0"}, {"act", "decide"}});
    EXPECT_EQ(outcome.status, LYCEUM_OK);
    EXPECT_FALSE(outcome.state);
    EXPECT_THAT(outcome.feedback, HasSubstr("Выберите один из"));
}

TEST(Scenario, ADecisionSentTwiceIsMadeOnce) {
    Session scenario{"scenario", example()};
    scenario.submit({{"act", "begin"}});
    decide(scenario, "queue", 0, "window");
    const std::string before = scenario.state;
    const Outcome again = decide(scenario, "queue", 0, "ask");
    EXPECT_EQ(again.status, LYCEUM_OK);
    EXPECT_THAT(again.feedback, HasSubstr("уже принято"));
    EXPECT_EQ(scenario.state, before);
}

TEST(Scenario, ASecondAttemptStandsBesideTheFirst) {
    Session scenario{"scenario", example()};
    end_badly(scenario);
    EXPECT_THAT(scenario.view(), Not(HasSubstr("Прошлая попытка")));
    scenario.submit({{"act", "again"}});
    EXPECT_THAT(scenario.view(), HasSubstr("С\xC2\xA0чего всё начинается"));
    end_well(scenario);
    const std::string page = scenario.view();
    EXPECT_THAT(page, HasSubstr("Прошлая попытка"));
    EXPECT_THAT(page, HasSubstr("Отчёт есть, очередь осталась</td>"));
    EXPECT_THAT(page, Not(HasSubstr("Лучшая попытка"))) << "this one is the best";
    scenario.submit({{"act", "again"}});
    end_badly(scenario);
    scenario.submit({{"act", "again"}});
    end_badly(scenario);
    EXPECT_THAT(scenario.view(), HasSubstr("Лучшая попытка"));
}

TEST(Scenario, MarksTheBestChoiceAndWhatOthersWouldHaveBrought) {
    Session scenario{"scenario", example()};
    end_badly(scenario);
    const std::string page = scenario.view();
    EXPECT_THAT(page, HasSubstr("Спросить людей, зачем им справка <strong lang=\"ru\">(лучший вариант)"));
    EXPECT_THAT(page, HasSubstr("Открыть ещё одно окно <strong lang=\"ru\">(ваш выбор)"));
    EXPECT_THAT(page, HasSubstr("В\xC2\xA0лучшем случае\xC2\xA0— «Очереди нет»."));
}

TEST(Scenario, ALoopGoneRoundAHundredTimesCanBeLeft) {
    std::string content = replaced(example(), "<when indicator=\"wait\" at-least=\"80\"/>", "");
    content = replaced(content, "change=\"-20\"", "change=\"-10\"");
    Session scenario{"scenario", content};
    ASSERT_TRUE(scenario.opened());
    scenario.submit({{"act", "begin"}});
    for (int step = 0; step < 100; step += 2) {
        decide(scenario, "queue", step, "window");
        decide(scenario, "same-queue", step + 1, "again");
    }
    EXPECT_THAT(scenario.view(), HasSubstr("ходите по"));
    EXPECT_FALSE(decide(scenario, "queue", 100, "ask").state);
    scenario.submit({{"act", "over"}});
    EXPECT_THAT(scenario.view(), HasSubstr("choice"));
}

TEST(Scenario, EditedMeanwhileGoesOnFromTheLastSituationThatIsLeft) {
    Session before{"scenario", example()};
    end_well(before);
    const std::string edited = replaced(replaced(example(), "choice id=\"cancel\"", "choice id=\"abolish\""),
                                        "Отменить справку", "Упразднить справку");
    Session after{"scenario", edited};
    after.state = before.state;
    after.state_version = before.state_version;
    EXPECT_THAT(after.view(), HasSubstr("Упразднить справку"));
    EXPECT_EQ(decide(after, "certificate", 1, "abolish").completion, LYCEUM_YES);
}

TEST(Scenario, RefusesAStateThatIsNotItsOwn) {
    Session scenario{"scenario", example()};
    EXPECT_EQ(scenario.try_view("lesson 1\n", 1).first, LYCEUM_INVALID_STATE);
    EXPECT_EQ(scenario.try_view("scenario 1\nnow queue\n", 1).first, LYCEUM_INVALID_STATE);
    EXPECT_EQ(scenario.try_view("", 2).first, LYCEUM_INVALID_STATE);
    EXPECT_EQ(scenario.submit({{"act", "jump"}}).status, LYCEUM_INVALID_FIELDS);
}

}  // namespace
}  // namespace lyceum::plugins::test
