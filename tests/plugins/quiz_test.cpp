// The quiz through the ABI, as the worker sees it.
#include "tests/plugins/quiz_content.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::plugins::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::UnorderedElementsAre;

// measure (choice, 1 point), simplify (choices, 2 points), hours-a-year (number, 1 point); pass mark 0.6, three
// attempts.
std::string example() {
    return read_source_file("plugins/quiz/example.xml");
}

const std::string good_question = choice("q");

void answer_all_right(Session& quiz) {
    quiz.submit({{"act", "start"}});
    quiz.submit(answer("measure", "hours"));
    quiz.submit({{"act", "next"}});
    quiz.submit({{"act", "answer"}, {"question", "simplify"}, {"option", "cancel"}, {"option", "merge"}});
    quiz.submit({{"act", "next"}});
}

void fail_attempt(Session& quiz, const std::string& act) {
    quiz.submit({{"act", act}});
    quiz.submit(answer("measure", "pages"));
    quiz.submit({{"act", "next"}});
    quiz.submit(answer("simplify", "logo"));
    quiz.submit({{"act", "next"}});
    quiz.submit({{"act", "answer"}, {"question", "hours-a-year"}, {"number", "1"}});
    quiz.submit({{"act", "next"}});
}

TEST(Quiz, SaysTheIdAndVersionOfItsManifest) {
    const Session quiz{"quiz", example()};
    EXPECT_STREQ(quiz.entry().id, "lyceum.quiz");
    EXPECT_STREQ(quiz.entry().version, "1.2.0");
}

TEST(Quiz, OpensItsExampleWithoutFindings) {
    const Session quiz{"quiz", example()};
    EXPECT_TRUE(quiz.opened());
    EXPECT_THAT(quiz.diagnostics(), IsEmpty());
}

TEST(Quiz, ShowsTheSamePagesAsBefore) {
    Session quiz{"quiz", example()};
    expect_golden("quiz-intro", quiz.view());
    quiz.submit({{"act", "start"}});
    expect_golden("quiz-choice", quiz.view());
    quiz.submit(answer("measure", "systems"));
    expect_golden("quiz-choice-wrong", quiz.view());
    quiz.submit({{"act", "next"}});
    expect_golden("quiz-choices", quiz.view());
    quiz.submit({{"act", "answer"}, {"question", "simplify"}, {"option", "cancel"}});
    expect_golden("quiz-choices-partly", quiz.view());
    quiz.submit({{"act", "next"}});
    expect_golden("quiz-number", quiz.view());
    quiz.submit({{"act", "answer"}, {"question", "hours-a-year"}, {"number", "60"}});
    expect_golden("quiz-number-right", quiz.view());
    quiz.submit({{"act", "next"}});
    expect_golden("quiz-result-not-passed", quiz.view());
}

TEST(Quiz, WritesTheSameBytesForTheSameState) {
    Session quiz{"quiz", example()};
    quiz.submit({{"act", "start"}});
    const std::string first = quiz.view();
    Session other{"quiz", example()};
    other.state = quiz.state;
    other.state_version = quiz.state_version;
    other.time_ms += 100'000;
    EXPECT_EQ(first, quiz.view());
    EXPECT_EQ(first, other.view());
}

TEST(Quiz, SpeaksTheLearnersLanguageAroundTheContent) {
    Session quiz{"quiz", example()};
    quiz.language = "be";
    EXPECT_THAT(quiz.view(), HasSubstr("Пачаць"));
    quiz.language = "en";
    EXPECT_THAT(quiz.view(), HasSubstr("Start"));
    EXPECT_THAT(quiz.view(), HasSubstr("<h2 lang=\"ru\">Цена одного визита</h2>"));
}

TEST(Quiz, RecordsEachAnswerAsAnInteraction) {
    Session quiz{"quiz", example()};
    quiz.submit({{"act", "start"}});
    quiz.time_ms += 12'000;
    const Outcome outcome = quiz.submit(answer("measure", "hours"));
    ASSERT_EQ(outcome.interactions.size(), 1U);
    const Recorded& said = outcome.interactions.front();
    EXPECT_EQ(said.id, "measure");
    EXPECT_EQ(said.kind, std::uint32_t{LYCEUM_CHOICE});
    EXPECT_EQ(said.description, "В чём прежде всего измеряется польза электронной услуги?");
    EXPECT_EQ(said.response, "hours");
    EXPECT_EQ(said.pattern, "hours");
    EXPECT_EQ(said.success, std::uint32_t{LYCEUM_YES});
    EXPECT_EQ(said.scaled, 1);
    EXPECT_EQ(said.duration_ms, 12'000);
    EXPECT_EQ(outcome.progress, 33U);
    EXPECT_FALSE(outcome.score);
    EXPECT_FALSE(outcome.completion);
}

TEST(Quiz, WritesResponsesInTheFormatsOfXapi) {
    Session quiz{"quiz", example()};
    quiz.submit({{"act", "start"}});
    quiz.submit(answer("measure", "hours"));
    quiz.submit({{"act", "next"}});
    // The order of the form does not matter: the pattern has the order of the file.
    const Outcome several =
        quiz.submit({{"act", "answer"}, {"question", "simplify"}, {"option", "logo"}, {"option", "cancel"}});
    EXPECT_EQ(several.interactions.at(0).response, "cancel[,]logo");
    EXPECT_EQ(several.interactions.at(0).pattern, "cancel[,]merge");
    EXPECT_EQ(several.interactions.at(0).scaled, 0);
    quiz.submit({{"act", "next"}});
    const Outcome number = quiz.submit({{"act", "answer"}, {"question", "hours-a-year"}, {"number", "60,25"}});
    EXPECT_EQ(number.interactions.at(0).kind, std::uint32_t{LYCEUM_NUMERIC});
    EXPECT_EQ(number.interactions.at(0).response, "60.25");
    EXPECT_EQ(number.interactions.at(0).pattern, "59.5[:]60.5");
    EXPECT_EQ(number.interactions.at(0).success, std::uint32_t{LYCEUM_YES});
}

TEST(Quiz, EndsTheAttemptWithTheLastAnswer) {
    Session quiz{"quiz", example()};
    answer_all_right(quiz);
    const Outcome end = quiz.submit({{"act", "answer"}, {"question", "hours-a-year"}, {"number", "60"}});
    ASSERT_TRUE(end.score);
    EXPECT_EQ(end.score->scaled, 1);
    EXPECT_EQ(end.score->raw, 4);
    EXPECT_EQ(end.score->min, 0);
    EXPECT_EQ(end.score->max, 4);
    EXPECT_EQ(end.completion, LYCEUM_YES);
    EXPECT_EQ(end.success, LYCEUM_YES);
    EXPECT_EQ(end.progress, 100U);
    EXPECT_THAT(end.evidence, UnorderedElementsAre(Pair("https://example.org/objectives/price", 1.0),
                                                   Pair("https://example.org/objectives/simplify", 1.0)));
    quiz.submit({{"act", "next"}});
    EXPECT_THAT(quiz.view(), HasSubstr("Проверка пройдена"));
    EXPECT_THAT(quiz.view(), Not(HasSubstr("value=\"retry\""))) << "nothing better is possible";
}

TEST(Quiz, GivesPartOfThePointsForPartOfTheRightOptions) {
    Session quiz{"quiz", example()};
    quiz.submit({{"act", "start"}});
    quiz.submit(answer("measure", "pages"));
    quiz.submit({{"act", "next"}});
    const Outcome partly = quiz.submit(answer("simplify", "merge"));
    EXPECT_EQ(partly.interactions.at(0).scaled, 0.5);
    EXPECT_EQ(partly.interactions.at(0).success, std::uint32_t{LYCEUM_NO});
    quiz.submit({{"act", "next"}});
    const Outcome end = quiz.submit({{"act", "answer"}, {"question", "hours-a-year"}, {"number", "60"}});
    EXPECT_EQ(end.score->raw, 2);
    EXPECT_EQ(end.success, LYCEUM_NO);
    EXPECT_EQ(end.evidence.at("https://example.org/objectives/price"), 0.5);
}

TEST(Quiz, GivesNothingForChoosingEverything) {
    Session quiz{"quiz", quiz_with("<choices id=\"q\" points=\"2\"><prompt><p>?</p></prompt><option id=\"a\" "
                                   "correct=\"true\"><text>А</text></option>"
                                   "<option id=\"b\"><text>Б</text></option><option id=\"c\"><text>В</text></option>" +
                                   explanation + "</choices>")};
    quiz.submit({{"act", "start"}});
    const Outcome end =
        quiz.submit({{"act", "answer"}, {"question", "q"}, {"option", "a"}, {"option", "b"}, {"option", "c"}});
    EXPECT_EQ(end.score->raw, 0);
}

TEST(Quiz, AllowsAsManyAttemptsAsTheFileSaysAndKeepsTheResult) {
    Session quiz{"quiz", example()};
    fail_attempt(quiz, "start");
    EXPECT_THAT(quiz.view(), HasSubstr("Остались 2\u00A0попытки."));
    fail_attempt(quiz, "retry");
    EXPECT_THAT(quiz.view(), HasSubstr("Осталась 1\u00A0попытка."));
    fail_attempt(quiz, "retry");
    EXPECT_THAT(quiz.view(), HasSubstr("Попыток больше нет"));
    const std::string kept = quiz.state;
    const Outcome refused = quiz.submit({{"act", "retry"}});
    EXPECT_EQ(refused.status, LYCEUM_OK);
    EXPECT_EQ(quiz.state, kept);
}

TEST(Quiz, ShowsTheBestAttemptAfterAWorseOne) {
    Session quiz{"quiz", example()};
    quiz.submit({{"act", "start"}});
    quiz.submit(answer("measure", "hours"));
    quiz.submit({{"act", "next"}});
    quiz.submit({{"act", "answer"}, {"question", "simplify"}, {"option", "cancel"}, {"option", "merge"}});
    quiz.submit({{"act", "next"}});
    quiz.submit({{"act", "answer"}, {"question", "hours-a-year"}, {"number", "1"}});
    quiz.submit({{"act", "next"}});
    fail_attempt(quiz, "retry");
    const std::string page = quiz.view();
    EXPECT_THAT(page, HasSubstr("Проверка пройдена"));
    EXPECT_THAT(page, HasSubstr("Лучший результат\u00A0— 75\u00A0%"));
}

TEST(Quiz, KeepsProgressWhenAnotherAttemptBegins) {
    Session quiz{"quiz", example()};
    fail_attempt(quiz, "start");
    EXPECT_FALSE(quiz.submit({{"act", "retry"}}).progress);
    EXPECT_FALSE(quiz.submit(answer("measure", "hours")).progress);
}

TEST(Quiz, AsksForAnAnswerWhenNoneIsChosen) {
    Session quiz{"quiz", example()};
    quiz.submit({{"act", "start"}});
    const Outcome outcome = quiz.submit({{"act", "answer"}, {"question", "measure"}});
    EXPECT_EQ(outcome.status, LYCEUM_OK);
    EXPECT_EQ(outcome.feedback, "Выберите ответ.");
    EXPECT_FALSE(outcome.state);
    EXPECT_THAT(outcome.interactions, IsEmpty());
}

TEST(Quiz, SaysWhenANumberIsNoNumberAndCountsNothing) {
    Session quiz{"quiz", example()};
    answer_all_right(quiz);
    for (const std::string typed : {"много", "1,2,3", "--5", "12 апреля", "1e5", "0x10", ","}) {
        const Outcome outcome = quiz.submit({{"act", "answer"}, {"question", "hours-a-year"}, {"number", typed}});
        EXPECT_EQ(outcome.status, LYCEUM_OK) << typed;
        EXPECT_THAT(outcome.feedback, HasSubstr("не\u00A0похоже на\u00A0число")) << typed;
        EXPECT_THAT(outcome.interactions, IsEmpty()) << typed;
        EXPECT_FALSE(outcome.score || outcome.progress) << typed;
    }
    EXPECT_EQ(quiz.submit({{"act", "answer"}, {"question", "hours-a-year"}, {"number", "  "}}).feedback,
              "Введите число.");
}

TEST(Quiz, TakesNumbersAsPeopleTypeThem) {
    const std::pair<const char*, const char*> cases[] = {{"60", "60"},
                                                         {" 60,0 ", "60"},
                                                         {"60.25 тысяч часов", "60.25"},
                                                         {"60 ТЫСЯЧ часов", "60"},
                                                         {"1\u00A0234,5", "1234.5"},
                                                         {"1\u202F000", "1000"},
                                                         {"\u2212"
                                                          "5",
                                                          "-5"},
                                                         {"+7", "7"},
                                                         {"1 000 000", "1000000"},
                                                         {".5", "0.5"},
                                                         {"5,", "5"}};
    for (const auto& [typed, response] : cases) {
        Session quiz{"quiz", example()};
        answer_all_right(quiz);
        const Outcome outcome = quiz.submit({{"act", "answer"}, {"question", "hours-a-year"}, {"number", typed}});
        ASSERT_EQ(outcome.interactions.size(), 1U) << typed;
        EXPECT_EQ(outcome.interactions.at(0).response, response) << typed;
    }
}

TEST(Quiz, TakesAnAnswerAtTheVeryEdgeOfTheTolerance) {
    for (const auto& [typed, verdict] :
         {std::pair{"0,4", LYCEUM_YES}, std::pair{"0.2", LYCEUM_YES}, std::pair{"0,41", LYCEUM_NO}}) {
        Session quiz{"quiz", quiz_with("<number id=\"n\" value=\"0.3\" tolerance=\"0.1\"><prompt><p>?</p></prompt>" +
                                       explanation + "</number>")};
        quiz.submit({{"act", "start"}});
        EXPECT_EQ(quiz.submit({{"act", "answer"}, {"question", "n"}, {"number", typed}}).success, verdict) << typed;
    }
}

TEST(Quiz, IgnoresTheAnswerToAnotherQuestion) {
    Session quiz{"quiz", example()};
    quiz.submit({{"act", "start"}});
    quiz.submit(answer("measure", "pages"));
    // The page from before, sent again with another answer.
    const Outcome again = quiz.submit(answer("measure", "hours"));
    EXPECT_EQ(again.status, LYCEUM_OK);
    EXPECT_FALSE(again.state);
    EXPECT_THAT(again.interactions, IsEmpty());
    EXPECT_THAT(again.feedback, HasSubstr("уже принят"));
}

TEST(Quiz, IgnoresAFormOfAnEarlierAttempt) {
    Session quiz{"quiz", example()};
    fail_attempt(quiz, "start");
    quiz.submit({{"act", "retry"}});
    FormFields old = answer("measure", "hours");
    old.emplace_back("attempt", "1");
    EXPECT_FALSE(quiz.submit(old).state);
}

TEST(Quiz, RefusesAFormItsPagesCannotMake) {
    Session quiz{"quiz", example()};
    quiz.submit({{"act", "start"}});
    EXPECT_EQ(quiz.submit({}).status, LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(quiz.submit({{"act", "explode"}}).status, LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(quiz.submit({{"act", "answer"}, {"option", "hours"}}).status, LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(quiz.submit(answer("measure", "unheard-of")).status, LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(
        quiz.submit({{"act", "answer"}, {"question", "measure"}, {"option", "hours"}, {"option", "pages"}}).status,
        LYCEUM_INVALID_FIELDS);
    FormFields extra = answer("measure", "hours");
    extra.emplace_back("something", "else");
    EXPECT_EQ(quiz.submit(extra).status, LYCEUM_OK) << "extra fields are the host's or a browser extension's";
}

TEST(Quiz, SurvivesAnEditThatRemovesTheQuestionOnScreen) {
    Session before{"quiz", example()};
    before.submit({{"act", "start"}});
    before.submit(answer("measure", "hours"));
    before.submit({{"act", "next"}});
    Session after{"quiz", quiz_with(good_question)};
    after.state = before.state;
    after.state_version = 1;
    EXPECT_THAT(after.view(), HasSubstr("value=\"q\""));
    const Outcome end = after.submit(answer("q", "a"));
    EXPECT_EQ(end.score->scaled, 1);
    EXPECT_EQ(end.interactions.at(0).duration_ms, -1) << "nobody knows when it was shown";
    EXPECT_THAT(after.state, Not(HasSubstr("measure")));
}

TEST(Quiz, EndsAnAttemptThatAnEditLeftWithNothingToAsk) {
    Session before{"quiz", example()};
    before.submit({{"act", "start"}});
    before.submit(answer("measure", "hours"));
    before.submit({{"act", "next"}});
    const std::string all = example();
    const std::string first = all.substr(all.find("<choice id"), all.find("<choices") - all.find("<choice id"));
    Session after{"quiz", quiz_with(first)};
    after.state = before.state;
    after.state_version = 1;
    EXPECT_THAT(after.view(), HasSubstr("Показать результат"));
    const Outcome end = after.submit({{"act", "next"}});
    EXPECT_EQ(end.score->scaled, 1);
    EXPECT_EQ(end.completion, LYCEUM_YES);
    EXPECT_THAT(after.view(), HasSubstr("Проверка пройдена"));
}

TEST(Quiz, ShowsAQuestionAddedLaterInTheReviewAsNotAsked) {
    Session before{"quiz", quiz_with(good_question)};
    before.submit({{"act", "start"}});
    before.submit(answer("q", "b"));
    before.submit({{"act", "next"}});
    const std::string all = example();
    const std::string first = all.substr(all.find("<choice id"), all.find("<choices") - all.find("<choice id"));
    Session after{"quiz", quiz_with(good_question + first)};
    after.state = before.state;
    after.state_version = 1;
    EXPECT_THAT(after.view(), HasSubstr("Этого вопроса"));
    after.submit({{"act", "retry"}});
    EXPECT_THAT(after.view(), HasSubstr("Вопрос\u00A01 из\u00A02"));
}

TEST(Quiz, RefusesAStateOfANewerVersion) {
    Session quiz{"quiz", example()};
    EXPECT_EQ(quiz.try_view("quiz 3\n", 3).first, LYCEUM_INVALID_STATE);
}

TEST(Quiz, SaysWhereTheContentIsWrong) {
    const std::string content =
        "<quiz xmlns=\"urn:lyceum:quiz:1\" lang=\"ru\" passMark=\"1.5\">\n"
        "<title>Т</title>\n"
        "<choice id=\"q\"><prompt><p>?</p></prompt><option id=\"a\"><text>А</text></option>"
        "<option id=\"a\"><text> </text></option><explanation><p>Да</p></explanation></choice>\n"
        "<choice id=\"q\"><prompt><p>Слово и <a href=\"ftp://x\">ссылка</a></p></prompt>"
        "<option id=\"a\" correct=\"true\"><text>А</text></option><option id=\"b\" "
        "correct=\"1\"><text>Б</text></option>"
        "<explanation><p>Да</p></explanation></choice>\n"
        "  <number id=\"n\" value=\"5\" "
        "tolerance=\"-1\"><prompt><p>?</p></prompt><explanation><p>Да</p></explanation></number>\n"
        "</quiz>";
    const Session quiz{"quiz", content};
    EXPECT_EQ(quiz.open_status(), LYCEUM_INVALID_CONTENT);
    EXPECT_THAT(quiz.diagnostics(),
                UnorderedElementsAre(Diagnosed{1, 1, "quiz.bad-pass-mark"}, Diagnosed{3, 1, "quiz.no-correct-option"},
                                     Diagnosed{3, 79, "quiz.duplicate-id"}, Diagnosed{3, 94, "quiz.empty-text"},
                                     Diagnosed{4, 1, "quiz.duplicate-id"}, Diagnosed{4, 1, "quiz.many-correct-options"},
                                     // Counted in characters, not bytes.
                                     Diagnosed{4, 35, "quiz.bad-link"}, Diagnosed{5, 3, "quiz.bad-tolerance"}));
}

TEST(Quiz, EscapesWhateverTheContentSays) {
    Session quiz{"quiz", quiz_with("<choice id=\"q\"><prompt><p>&lt;script&gt;alert(1)&lt;/script&gt;</p></prompt>"
                                   "<option id=\"a\" correct=\"true\"><text>a &amp; b</text></option><option "
                                   "id=\"b\"><text>&quot;</text></option>" +
                                   explanation + "</choice>")};
    quiz.submit({{"act", "start"}});
    EXPECT_THAT(quiz.view(), HasSubstr("&lt;script&gt;"));
    EXPECT_THAT(quiz.view(), HasSubstr("a &amp; b"));
}

}  // namespace
}  // namespace lyceum::plugins::test
