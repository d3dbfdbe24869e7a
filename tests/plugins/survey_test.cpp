// The survey through the ABI: what is kept, what is shown and to whom, what changed between two moments.
#include "plugins/survey/statistics.hpp"
#include "tests/plugins/module_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace lyceum::plugins::test {
namespace {

using testing::Contains;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Key;
using testing::Not;
using testing::Pair;

std::string example() {
    return read_source_file("plugins/survey/example.xml");
}

FormFields form(const std::string& moment, const std::string& owner, const std::string& share = "30",
                const std::string& level = "1", const std::string& why = "") {
    return {{"act", "send"},         {"moment", moment},      {"q:owner", owner},    {"q:first", "simplify"},
            {"q:obstacles", "law"},  {"q:obstacles", "data"}, {"q:order:time", "1"}, {"q:order:visits", "3"},
            {"q:order:papers", "2"}, {"q:share", share},      {"q:moving", level},   {"q:why", why}};
}

// One activity with several learners: each has a state of their own, all have the documents.
class Group {
public:
    explicit Group(const std::string& content = example()) : session_{"survey", content} {}

    Session& as(const std::string& learner) {
        states_[session_.learner] = {session_.state, session_.state_version};
        session_.learner = learner;
        std::tie(session_.state, session_.state_version) = states_[learner];
        return session_;
    }

    void answer(const std::string& learner, const FormFields& fields) {
        Session& session = as(learner);
        if (!session.state.empty()) {
            session.submit({{"act", "again"}});
        }
        EXPECT_EQ(session.submit(fields).status, LYCEUM_OK);
    }

private:
    Session session_;
    std::map<std::string, std::pair<std::string, std::uint32_t>> states_;
};

TEST(Survey, OpensItsExampleWithoutFindings) {
    const Session survey{"survey", example()};
    EXPECT_TRUE(survey.opened());
    EXPECT_THAT(survey.diagnostics(), IsEmpty());
    EXPECT_STREQ(survey.entry().id, "lyceum.survey");
}

TEST(Survey, ShowsTheSamePagesAsBefore) {
    Group group;
    expect_golden("survey-form", group.as("p1").view());
    for (int person = 1; person <= 6; ++person) {
        group.answer("p" + std::to_string(person), form("before", std::to_string(1 + person % 3), "30", "1", "Слово"));
    }
    expect_golden("survey-results", group.as("p1").view());
    for (int person = 1; person <= 6; ++person) {
        group.answer("p" + std::to_string(person), form("after", std::to_string(3 + person % 3), "40", "2"));
    }
    expect_golden("survey-change", group.as("p1").view());
}

TEST(Survey, HidesResultsBelowFiveAnswers) {
    Group group;
    for (int person = 1; person <= 4; ++person) {
        group.answer("p" + std::to_string(person), form("before", "4", "30", "1", "Мало людей"));
    }
    const std::string hidden = group.as("p1").view();
    EXPECT_THAT(hidden, HasSubstr("не\xC2\xA0меньше пяти человек"));
    EXPECT_THAT(hidden, Not(HasSubstr("data-chart")));
    group.answer("p5", form("before", "4", "30", "1", "Чужие данные"));
    EXPECT_THAT(group.as("p1").view(), HasSubstr("100\xC2\xA0% (5)"));
}

TEST(Survey, AQuestionThatFewAnsweredStaysHiddenAmongOthersThatAreShown) {
    Group group;
    for (int person = 1; person <= 6; ++person) {
        group.answer("p" + std::to_string(person), form("before", "4", "30", "1", person <= 4 ? "Тайное слово" : ""));
    }
    const std::string page = group.as("p6").view();
    EXPECT_THAT(page, HasSubstr("data-chart=\"pairs\""));
    EXPECT_THAT(page, Not(HasSubstr("Тайное слово"))) << "four texts are too few";
}

TEST(Survey, ShowsTextsInTheOrderOfTheAlphabetAndNeverWhoWrote) {
    Group group;
    const char* words[] = {"Яблоко", "Груша", "Абрикос", "Вишня", "Дыня"};
    for (int person = 0; person < 5; ++person) {
        group.answer("person-" + std::to_string(person), form("before", "4", "30", "1", words[person]));
    }
    const std::string page = group.as("reader").view();
    const std::string results = group.as("person-0").view();
    EXPECT_THAT(page, Not(HasSubstr("Яблоко"))) << "who has not answered sees the form";
    EXPECT_LT(results.find("Абрикос"), results.find("Вишня"));
    EXPECT_LT(results.find("Вишня"), results.find("Груша"));
    EXPECT_THAT(results, Not(HasSubstr("person-")));
    EXPECT_THAT(results, Not(HasSubstr("data-person")));
}

TEST(Survey, TellsTheHostNothingButOwnLevelsAndThatItIsDone) {
    Session survey{"survey", example()};
    const Outcome outcome = survey.submit(form("before", "4", "30", "2", "Тайна"));
    EXPECT_EQ(outcome.completion, LYCEUM_YES);
    EXPECT_EQ(outcome.progress, 100U);
    EXPECT_THAT(outcome.interactions, IsEmpty()) << "a statement would carry the name";
    EXPECT_THAT(outcome.evidence, IsEmpty());
    EXPECT_FALSE(outcome.score);
    EXPECT_THAT(outcome.declared, ElementsAre(Pair("C3", 2U)));
    EXPECT_THAT(outcome.shared, ElementsAre(Key("before/p1")));
}

TEST(Survey, KeepsWhatWasAnsweredWhenSomethingIsMissing) {
    Session survey{"survey", example()};
    FormFields fields = form("before", "");
    fields.back().second = "Черновик";
    const Outcome outcome = survey.submit(fields);
    EXPECT_EQ(outcome.status, LYCEUM_OK);
    EXPECT_FALSE(outcome.completion);
    EXPECT_THAT(outcome.shared, IsEmpty()) << "a draft is nobody else's";
    EXPECT_THAT(outcome.feedback, HasSubstr("Остался 1\xC2\xA0вопрос"));
    EXPECT_THAT(survey.view(), HasSubstr("Черновик"));
}

TEST(Survey, SaysWhatIsWrongWithNumbersAndPlaces) {
    Session survey{"survey", example()};
    EXPECT_THAT(survey.submit(form("before", "4", "130")).feedback, HasSubstr("Проверьте числа"));
    EXPECT_THAT(survey.submit(form("before", "4", "много")).feedback, HasSubstr("Проверьте числа"));
    FormFields twice = form("before", "4");
    for (auto& [name, value] : twice) {
        value = name == "q:order:visits" ? "1" : value;
    }
    EXPECT_THAT(survey.submit(twice).feedback, HasSubstr("Проверьте числа"));
    EXPECT_EQ(survey.submit(form("before", "9")).status, LYCEUM_INVALID_FIELDS);
    EXPECT_TRUE(survey.submit(form("before", "4", "12,5")).completion);
}

TEST(Survey, AnswersSentTwiceCountOnceAndCanBeChanged) {
    Session survey{"survey", example()};
    survey.submit(form("before", "4"));
    const Outcome again = survey.submit(form("before", "1"));
    EXPECT_FALSE(again.state);
    EXPECT_THAT(again.feedback, HasSubstr("уже отправлены"));
    EXPECT_EQ(survey.shared->size(), 1U);
}

TEST(Survey, MeasuresTheChangeOfThoseWhoAnsweredTwice) {
    Group group;
    const int first[] = {2, 3, 3, 2, 4, 1};
    const int second[] = {4, 4, 3, 4, 5, 2};
    for (int person = 0; person < 6; ++person) {
        group.answer("p" + std::to_string(person), form("before", std::to_string(first[person])));
    }
    for (int person = 0; person < 4; ++person) {
        group.answer("p" + std::to_string(person), form("after", std::to_string(second[person])));
    }
    EXPECT_THAT(group.as("p0").view(), HasSubstr("когда дважды ответят")) << "four pairs are too few";
    for (int person = 4; person < 6; ++person) {
        group.answer("p" + std::to_string(person), form("after", std::to_string(second[person])));
    }
    // Differences 2 1 0 2 1 1: mean 7/6, s = 0.7528, t(5) = 2.571, margin 0.790.
    const std::string page = group.as("p0").view();
    EXPECT_THAT(page, HasSubstr("Изменение: +1,2."));
    EXPECT_THAT(page, HasSubstr("от\xC2\xA0+0,4 до\xC2\xA0+2."));
    EXPECT_THAT(page, HasSubstr("больше случайного разброса"));
    EXPECT_THAT(page, HasSubstr("по\xC2\xA0"
                                "6\xC2\xA0людям"));
}

TEST(Survey, ADocumentThatIsNoneOfItsOwnCountsForNothing) {
    Group group;
    for (int person = 1; person <= 5; ++person) {
        group.answer("p" + std::to_string(person), form("before", "4"));
    }
    (*group.as("p1").shared)["before/x"] = "answers 1\nowner 99\nshare 5000\norder time%20time%20time\nfirst nothing\n";
    (*group.as("p1").shared)["other"] = "\xFF";
    EXPECT_THAT(group.as("p1").view(), HasSubstr("100\xC2\xA0% (5)"));
}

TEST(SurveyContent, AScaleOfOnePointIsRefusedAtItsPlace) {
    const std::string content =
        "<survey xmlns=\"urn:lyceum:survey:1\" lang=\"ru\"><title>Т</title>\n"
        "<scale id=\"one\"><point>Да</point></scale>\n"
        "<likert id=\"a\" scale=\"one\"><prompt><p>В?</p></prompt></likert></survey>";
    const Session survey{"survey", content};
    EXPECT_THAT(survey.diagnostics(), ElementsAre(Diagnosed{2, 1, "survey.short-scale"}));
}

TEST(SurveyContent, ReportsWhatASchemaCannotSee) {
    const std::string content =
        "<survey xmlns=\"urn:lyceum:survey:1\" lang=\"ru\"><title>Т</title>\n"
        "<scale id=\"agree\"><point>Нет</point><point>Да</point></scale>\n"
        "<likert id=\"a\" scale=\"agre\"><prompt><p>В?</p></prompt></likert>\n"
        "<choice id=\"a\"><prompt><p>В?</p></prompt><option id=\"x\">Один</option></choice>\n"
        "<number id=\"n\" min=\"5\" max=\"5\"><prompt><p>В?</p></prompt></number>\n"
        "<competency id=\"c\" ref=\"C3\"><prompt><p>В?</p></prompt><level>Раз</level></competency>\n"
        "</survey>";
    const Session survey{"survey", content};
    EXPECT_THAT(
        survey.diagnostics(),
        ElementsAre(Diagnosed{3, 1, "survey.unknown-scale"}, Diagnosed{4, 1, "survey.duplicate-id"},
                    Diagnosed{4, 1, "survey.few-options"}, Diagnosed{5, 1, "survey.bad-range"},
                    Diagnosed{6, 1, "survey.short-scale"}, Diagnosed{2, 1, "survey.unused-scale", LYCEUM_WARNING}));
}

TEST(SurveyStatistics, TheIntervalIsThatOfThePairedT) {
    const survey::Change change = survey::change_of({2, 1, 0, 2, 1, 1});
    EXPECT_THAT(change.mean, DoubleNear(7.0 / 6, 1e-9));
    EXPECT_THAT(change.margin, DoubleNear(2.571 * std::sqrt(17.0 / 30 / 6), 1e-9));
    EXPECT_TRUE(change.is_clear());
    EXPECT_FALSE(survey::change_of({1, -1, 2, -2, 1}).is_clear());
    EXPECT_EQ(survey::change_of({1, 1, 1}).margin, 0);
}

TEST(SurveyStatistics, TheIntervalIsNeverNarrowerThanWithMorePeople) {
    for (std::size_t degrees = 1; degrees < 1000; ++degrees) {
        ASSERT_GE(survey::student_t(degrees), survey::student_t(degrees + 1)) << degrees;
        ASSERT_GE(survey::student_t(degrees), 1.96);
    }
}

TEST(SurveyStatistics, QuantilesLieBetweenValues) {
    EXPECT_EQ(survey::quantile_of({4, 1, 3, 2}, 0.5), 2.5);
    EXPECT_EQ(survey::quantile_of({7}, 0.25), 7);
    EXPECT_EQ(survey::mean_of({1, 2, 6}), 3);
}

}  // namespace
}  // namespace lyceum::plugins::test
