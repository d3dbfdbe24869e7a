// The reports of modules through the ABI: what trainers are told, and what they are not.
#include "tests/plugins/quiz_content.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>

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

// One head who lists a service, says whether its order is published, and perhaps makes it a task.
std::pair<std::string, std::vector<sdk::Task>> head_with(const std::string& published, const std::string& volume,
                                                         bool drafts) {
    Session session{"service-maturity", example_of("service-maturity")};
    session.submit({{"act", "put"},
                    {"service", "new"},
                    {"name", "Справка о составе семьи"},
                    {"volume", volume},
                    {"share", "35"},
                    {"cost", "4,5"},
                    {"days", "15"}});
    session.submit({{"act", "place"},
                    {"service", "s1"},
                    {"level", "1"},
                    {"value-published", published},
                    {"fact-published", published == "yes" ? "gov.example" : ""},
                    {"value-checked", "30"},
                    {"fact-checked", ""}});
    if (published == "yes") {
        session.submit({{"act", "place"},
                        {"service", "s1"},
                        {"level", "2"},
                        {"value-share-5", "35"},
                        {"fact-share-5", ""},
                        {"value-status", "no"},
                        {"fact-status", ""}});
    }
    if (drafts) {
        session.submit({{"act", "draft:s1"}});
    }
    return {session.state, session.tasks};
}

TEST(ServiceMaturityReport, TellsWhereServicesStandWhatStopsThemAndWhichBecameTasks) {
    const Session session{"service-maturity", example_of("service-maturity")};
    std::map<std::string, std::string> states{{"p6", "garbage"}};
    std::map<std::string, std::vector<sdk::Task>> tasks;
    for (int person = 1; person <= 5; ++person) {
        const std::string name = "p" + std::to_string(person);
        std::tie(states[name], tasks[name]) =
            head_with(person <= 3 ? "no" : "yes", person == 1 ? "12000" : "500", person >= 4);
    }
    tasks["p5"].front().status = sdk::TaskStatus::UnderWay;
    const Report report = session.report(states, 1, tasks);

    EXPECT_THAT(table(report, "people").rows, ElementsAre(ElementsAre("5", "0", "5", "5")));
    EXPECT_THAT(table(report, "people").note, HasSubstr("1 состояние"));
    const ReportTable& levels = table(report, "levels");
    EXPECT_EQ(levels.chart, "pairs");
    EXPECT_THAT(levels.rows,
                ElementsAre(ElementsAre("0. Бумажная", "3", "0"), ElementsAre("1. Информационная", "2", "3"),
                            ElementsAre("2. Интерактивная", "0", "2")));
    EXPECT_THAT(table(report, "gaps").rows, ElementsAre(ElementsAre("1 уровень", "5")));
    EXPECT_EQ(table(report, "volume").rows[0][1], "13\u00A0000");
    EXPECT_THAT(table(report, "matrix").rows.back(), ElementsAre("0. Бумажная", "2", "0", "1", "0"));
    EXPECT_THAT(table(report, "stops").rows,
                ElementsAre(ElementsAre(HasSubstr("опубликованы?"), "3"), ElementsAre(HasSubstr("статус?"), "2")));
    EXPECT_THAT(table(report, "steps").rows, ElementsAre(ElementsAre(HasSubstr("0 → 1. Опубликуйте"), "3", "0", "0"),
                                                         ElementsAre(HasSubstr("1 → 2. Откройте"), "2", "2", "1")));
    for (const ReportTable& each : report) {
        for (const auto& row : each.rows) {
            EXPECT_THAT(row, Each(Not(HasSubstr("Справка")))) << "no service is named";
        }
    }
}

TEST(ServiceMaturityReport, TellsNothingOfServicesOfFewerThanFive) {
    const Session session{"service-maturity", example_of("service-maturity")};
    std::map<std::string, std::string> states{{"p5", ""}};
    for (int person = 1; person <= 4; ++person) {
        states["p" + std::to_string(person)] = head_with("no", "12000", false).first;
    }
    for (const ReportTable& each : session.report(states, 1)) {
        if (each.id != "people") {
            EXPECT_THAT(each.rows, IsEmpty()) << each.id;
            EXPECT_THAT(each.note, HasSubstr("пяти человек")) << each.id;
        }
    }
}

sdk::Task task_of(sdk::TaskStatus status, std::uint32_t effect, std::uint32_t effort, const std::string& deadline,
                  const std::string& reason = {}) {
    sdk::Task task;
    task.status = status;
    task.id = "@" + deadline;
    task.title = "Сократить документы у Минтранса";
    task.deadline = deadline;
    task.effect_sector = effect;
    task.effect_state = effect;
    task.effort = effort;
    task.reason = reason;
    return task;
}

TEST(PrioritiesReport, TellsWhatWasTakenOnWhenItEndsAndWhyABetterOneWasNot) {
    const Session session{"priorities", example_of("priorities")};
    std::map<std::string, std::string> states;
    std::map<std::string, std::vector<sdk::Task>> tasks;
    const std::vector<std::string> reasons{"Требует закон", "Быстрее", "Уже начата", "Готов партнёр", "Есть деньги"};
    for (std::size_t person = 0; person < reasons.size(); ++person) {
        const std::string name = "p" + std::to_string(person);
        states[name] = "";
        tasks[name] = {task_of(sdk::TaskStatus::UnderWay, 4, 2, "2026-06-01", reasons[person]),
                       task_of(sdk::TaskStatus::Draft, 5, 1, "2030-01-01")};
    }
    tasks["p0"].push_back(task_of(sdk::TaskStatus::Confirmed, 1, 5, "2025-11-01"));  // it is 24.11.2025
    tasks["p1"].push_back(task_of(sdk::TaskStatus::Stopped, 1, 5, "2025-11-02"));
    const Report report = session.report(states, 1, tasks);

    EXPECT_THAT(table(report, "people").rows, ElementsAre(ElementsAre("5", "5", "5", "7")));
    EXPECT_THAT(table(report, "status").rows,
                ElementsAre(ElementsAre("Подтверждены", "1"), ElementsAre("В\u00A0работе", "5"),
                            ElementsAre(testing::_, "0"), ElementsAre(testing::_, "1")));
    const ReportTable& matrix = table(report, "matrix");
    ASSERT_EQ(matrix.rows.size(), 9U);
    EXPECT_THAT(matrix.rows[2], ElementsAre("8", "0", "5", "0", "0", "0"));
    EXPECT_THAT(matrix.rows[8], ElementsAre("2", "0", "0", "0", "0", "2"));
    EXPECT_THAT(table(report, "deadlines").rows,
                ElementsAre(ElementsAre("IV\u00A0квартал 2025", "2"), ElementsAre("I\u00A0квартал 2026", "0"),
                            ElementsAre("II\u00A0квартал 2026", "5")));
    EXPECT_EQ(table(report, "deadlines").note, "Просрочена 1 задача.") << "a stopped task is not late";
    EXPECT_THAT(table(report, "reasons").rows,
                ElementsAre(ElementsAre("Быстрее"), ElementsAre("Готов партнёр"), ElementsAre("Есть деньги"),
                            ElementsAre("Требует закон"), ElementsAre("Уже начата")));
    EXPECT_THAT(table(report, "reasons").note, HasSubstr("5 задач"));
    for (const ReportTable& each : report) {
        for (const auto& row : each.rows) {
            EXPECT_THAT(row, Each(Not(HasSubstr("Минтранс")))) << "no task is named";
        }
    }
}

TEST(PrioritiesReport, KeepsReasonsOfFewerThanFiveToItself) {
    const Session session{"priorities", example_of("priorities")};
    std::map<std::string, std::string> states;
    std::map<std::string, std::vector<sdk::Task>> tasks;
    for (int person = 0; person < 5; ++person) {
        const std::string name = "p" + std::to_string(person);
        states[name] = "";
        tasks[name] = {task_of(sdk::TaskStatus::Proven, 4, 2, "2026-06-01", person == 0 ? "" : "Тайное слово")};
    }
    const Report report = session.report(states, 1, tasks);
    EXPECT_EQ(table(report, "status").rows[2][1], "5");
    EXPECT_THAT(table(report, "reasons").rows, IsEmpty());
    EXPECT_THAT(table(report, "reasons").note, HasSubstr("пяти человек"));
    tasks.erase("p4");
    for (const ReportTable& each : session.report(states, 1, tasks)) {
        EXPECT_TRUE(each.id == "people" || each.rows.empty()) << each.id;
    }
}

TEST(PrioritiesReport, WhereTheBestWasAlwaysTakenThereIsNothingToExplain) {
    const Session session{"priorities", example_of("priorities")};
    std::map<std::string, std::string> states;
    std::map<std::string, std::vector<sdk::Task>> tasks;
    for (int person = 0; person < 5; ++person) {
        states["p" + std::to_string(person)] = "";
        tasks["p" + std::to_string(person)] = {task_of(sdk::TaskStatus::Confirmed, 4, 2, "2026-06-01")};
    }
    EXPECT_THAT(table(session.report(states, 1, tasks), "reasons").note, HasSubstr("шли первыми"));
    EXPECT_EQ(table(session.report(states, 1, tasks), "deadlines").note, "Просроченных нет.");
}

}  // namespace
}  // namespace lyceum::plugins::test
