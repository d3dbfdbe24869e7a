// The reports of modules through the ABI: what trainers are told, and what they are not.
#include "tests/plugins/quiz_content.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::plugins::test {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string example_of(const std::string& module) {
    return read_source_file("plugins/" + module + "/example.xml");
}

const ReportTable& table(const Report& report, const std::string& id) {
    for (const ReportTable& each : report) {
        if (each.id == id) {
            return each;
        }
    }
    static const ReportTable none;
    ADD_FAILURE() << "no table " << id;
    return none;
}

// One learner of the quiz of the example who answers the first question so and stops there.
std::string quiz_state(const std::string& measure) {
    Session quiz{"quiz", example_of("quiz")};
    quiz.submit({{"act", "start"}});
    quiz.submit(answer("measure", measure));
    return quiz.state;
}

TEST(QuizReport, TellsWhichQuestionsFailAndWithWhichAnswers) {
    const Session quiz{"quiz", example_of("quiz")};
    const Report report = quiz.report({{"p1", quiz_state("hours")},
                                       {"p2", quiz_state("pages")},
                                       {"p3", quiz_state("pages")},
                                       {"p4", quiz_state("systems")},
                                       {"p5", "quiz 2\n"}},
                                      2);

    const ReportTable& people = table(report, "people");
    EXPECT_THAT(people.rows, ElementsAre(ElementsAre("4", "0", "0", "—")));
    const ReportTable& right = table(report, "right");
    EXPECT_EQ(right.chart, "pairs");
    ASSERT_EQ(right.rows.size(), 1U) << "what nobody was asked yet has no share";
    EXPECT_EQ(right.rows[0][1], "25");
    const ReportTable& questions = table(report, "questions");
    ASSERT_EQ(questions.rows.size(), 3U);
    EXPECT_THAT(questions.rows[0], ElementsAre(HasSubstr("прежде всего"), "4", "25", "25", "pages", "2"));
    EXPECT_THAT(questions.rows[1], Contains("—"));
}

TEST(QuizReport, CountsStatesItCannotReadAndGoesOn) {
    const Session quiz{"quiz", example_of("quiz")};
    const Report report = quiz.report({{"p1", quiz_state("hours")}, {"p2", "of another module"}}, 2);
    EXPECT_EQ(table(report, "people").rows[0][0], "1");
    EXPECT_THAT(table(report, "people").note, HasSubstr("1 состояние"));
}

TEST(QuizReport, SpeaksTheReadersLanguage) {
    Session quiz{"quiz", example_of("quiz")};
    quiz.language = "en";
    EXPECT_EQ(table(quiz.report({}, 0), "people").columns[0], "Began");
    quiz.language = "be";
    EXPECT_EQ(table(quiz.report({}, 0), "people").columns[0], "Пачалі");
}

TEST(ScenarioReport, DrawsTheGraphWithHowOftenEachChoiceWasTaken) {
    const auto state = [](const std::vector<std::pair<std::string, std::string>>& decisions) {
        Session scenario{"scenario", example_of("scenario")};
        scenario.submit({{"act", "begin"}});
        int step = 0;
        for (const auto& [at, choice] : decisions) {
            scenario.submit({{"at", at}, {"step", std::to_string(step++)}, {"choice", choice}, {"act", "decide"}});
        }
        return scenario.state;
    };
    const Session scenario{"scenario", example_of("scenario")};
    const Report report = scenario.report({{"p1", state({{"queue", "ask"}, {"certificate", "cancel"}})},
                                           {"p2", state({{"queue", "ask"}, {"certificate", "form"}})},
                                           {"p3", state({{"queue", "window"}})},
                                           {"p4", "garbage"}},
                                          1);

    const ReportTable& graph = table(report, "graph");
    EXPECT_EQ(graph.chart, "graph");
    EXPECT_EQ(graph.rows.front()[0], "Очередь до дверей") << "drawn from the start";
    EXPECT_THAT(graph.rows, Contains(ElementsAre("Очередь до дверей", testing::_, testing::_, "2")));
    EXPECT_THAT(graph.rows, Contains(ElementsAre("Очередь до дверей", testing::_, testing::_, "1")));
    EXPECT_THAT(graph.rows, Contains(ElementsAre(testing::_, testing::_, testing::_, "0")));
    const ReportTable& endings = table(report, "endings");
    EXPECT_THAT(endings.rows, Contains(ElementsAre("Полдела", "1")));
    EXPECT_THAT(endings.rows, Contains(ElementsAre("Очереди нет", "1")));
    EXPECT_THAT(endings.note, HasSubstr("1 состояние"));
}

FormFields survey_form(const std::string& owner, const std::string& why) {
    return {{"act", "send"},         {"moment", "before"},    {"q:owner", owner},    {"q:first", "simplify"},
            {"q:obstacles", "law"},  {"q:obstacles", "data"}, {"q:order:time", "1"}, {"q:order:visits", "3"},
            {"q:order:papers", "2"}, {"q:share", "30"},       {"q:moving", "1"},     {"q:why", why}};
}

TEST(SurveyReport, TellsNothingAboutFewerThanFive) {
    Session survey{"survey", example_of("survey")};
    for (int person = 1; person <= 4; ++person) {
        survey.learner = "p" + std::to_string(person);
        survey.state.clear();
        survey.state_version = 0;
        survey.submit(survey_form("4", "Тайное слово"));
    }
    for (const ReportTable& each : survey.report({}, 0)) {
        if (each.id != "people") {
            EXPECT_THAT(each.rows, IsEmpty()) << each.id;
            EXPECT_THAT(each.note, HasSubstr("пяти человек")) << each.id;
        }
    }
}

TEST(SurveyReport, TellsSharesFromFiveOnAndNoPseudonym) {
    Session survey{"survey", example_of("survey")};
    for (int person = 1; person <= 5; ++person) {
        survey.learner = "person-" + std::to_string(person);
        survey.state.clear();
        survey.state_version = 0;
        survey.submit(survey_form(person <= 3 ? "4" : "1", "Ответ"));
    }
    const Report report = survey.report({}, 0);
    const ReportTable& owner = table(report, "owner");
    EXPECT_EQ(owner.chart, "pairs");
    EXPECT_THAT(owner.rows, Contains(ElementsAre(testing::_, "60\u00A0% (3)")));
    EXPECT_EQ(table(report, "why").rows.size(), 5U);
    for (const ReportTable& each : report) {
        for (const auto& row : each.rows) {
            EXPECT_THAT(row, Each(Not(HasSubstr("person-"))));
        }
    }
}

TEST(ForumReport, TellsWhoTookPartByNumberAndNoVoteWhileItRuns) {
    Session forum{"forum", example_of("forum")};
    const auto act = [&](const std::string& name, const std::string& role, const FormFields& fields) {
        forum.learner = name;
        forum.role = role;
        forum.state.clear();
        forum.state_version = 0;
        forum.time_ms = 1'763'600'000'000;
        return forum.submit(fields);
    };
    act("mod", "moderator", {{"act", "begin"}, {"stage", "0"}, {"section", ""}});
    act("mod", "moderator", {{"act", "open-voting"}, {"stage", "1"}, {"section", ""}});
    act("head", "head", {{"act", "ask"}, {"text", "Когда начнём?"}});

    const Report report = forum.report({{"head", "forum 1\n"}}, 1);

    const ReportTable& participation = table(report, "participation");
    EXPECT_THAT(participation.rows, Contains(ElementsAre("Открыли форум, человек", "1")));
    EXPECT_THAT(participation.rows, Contains(ElementsAre("Вопросов", "1")));
    EXPECT_THAT(table(report, "votes").rows, IsEmpty());
    EXPECT_THAT(table(report, "votes").note, HasSubstr("голосование закроют"));
}

}  // namespace
}  // namespace lyceum::plugins::test
