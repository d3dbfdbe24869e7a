// The lesson through the ABI, as the worker sees it.
#include "tests/plugins/module_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::plugins::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

// Two sections, "price" (with the check "price-check") and "next".
std::string example() {
    return read_source_file("plugins/lesson/example.xml");
}

std::string lesson_of(const std::vector<std::string>& ids) {
    std::string content = "<lesson xmlns=\"urn:lyceum:lesson:1\" lang=\"ru\"><title>Т</title>";
    for (const std::string& id : ids) {
        content += "<section id=\"" + id + "\" minutes=\"1\"><title>Раздел " + id + "</title><p>Текст.</p></section>";
    }
    return content + "</lesson>";
}

FormFields go(const std::string& act, const std::string& section) {
    return {{"act", act}, {"section", section}};
}

TEST(Lesson, SaysTheIdAndVersionOfItsManifest) {
    const Session lesson{"lesson", example()};
    EXPECT_STREQ(lesson.entry().id, "lyceum.lesson");
    EXPECT_STREQ(lesson.entry().version, "1.2.0");
}

TEST(Lesson, OpensItsExampleWithoutFindings) {
    const Session lesson{"lesson", example()};
    EXPECT_TRUE(lesson.opened());
    EXPECT_THAT(lesson.diagnostics(), IsEmpty());
}

TEST(Lesson, ShowsTheSamePagesAsBefore) {
    Session lesson{"lesson", example()};
    expect_golden("lesson-first", lesson.view());
    lesson.submit({{"act", "check"}, {"section", "price"}, {"option", "site"}});
    expect_golden("lesson-check-wrong", lesson.view());
    lesson.submit(go("next", "price"));
    expect_golden("lesson-last", lesson.view());
    lesson.submit(go("finish", "next"));
    expect_golden("lesson-done", lesson.view());
}

TEST(Lesson, GoesOnAndBackAndResumesAtTheSection) {
    Session lesson{"lesson", lesson_of({"a", "b", "c"})};
    lesson.submit(go("next", "a"));
    lesson.submit(go("next", "b"));
    lesson.submit(go("back", "c"));
    Session later{"lesson", lesson_of({"a", "b", "c"})};
    later.state = lesson.state;
    later.state_version = 1;
    EXPECT_THAT(later.view(), HasSubstr("Раздел b"));
}

TEST(Lesson, CountsASectionAsReadWhenTheLearnerGoesOn) {
    Session lesson{"lesson", lesson_of({"a", "b", "c"})};
    EXPECT_EQ(lesson.submit(go("next", "a")).progress, 33U);
    EXPECT_EQ(lesson.submit(go("back", "b")).progress, 33U);
    EXPECT_EQ(lesson.submit(go("next", "a")).progress, 33U);
    EXPECT_EQ(lesson.submit(go("next", "b")).progress, 66U);
    const Outcome end = lesson.submit(go("finish", "c"));
    EXPECT_EQ(end.progress, 100U);
    EXPECT_EQ(end.completion, LYCEUM_YES);
    EXPECT_FALSE(end.score);
    EXPECT_FALSE(end.success);
}

TEST(Lesson, LeadsToASectionLeftUnreadBeforeItEnds) {
    Session lesson{"lesson", lesson_of({"a", "b", "c"})};
    lesson.state = "lesson 1\nat c\nseen a\n";
    lesson.state_version = 1;
    const Outcome outcome = lesson.submit(go("finish", "c"));
    EXPECT_FALSE(outcome.completion);
    EXPECT_THAT(outcome.feedback, HasSubstr("непрочитанный"));
    EXPECT_THAT(lesson.view(), HasSubstr("Раздел b"));
    lesson.submit(go("next", "b"));
    EXPECT_EQ(lesson.submit(go("finish", "c")).completion, LYCEUM_YES);
}

TEST(Lesson, OpensASectionAgainAfterTheEnd) {
    Session lesson{"lesson", lesson_of({"a", "b"})};
    lesson.submit(go("next", "a"));
    lesson.submit(go("finish", "b"));
    EXPECT_THAT(lesson.view(), HasSubstr("value=\"open:a\""));
    const Outcome again = lesson.submit({{"act", "open:a"}});
    EXPECT_EQ(again.progress, 100U);
    EXPECT_THAT(lesson.view(), HasSubstr("<h2>Раздел a</h2>"));
}

TEST(Lesson, DiscussesTheSelfCheckInPlaceWithoutScoringIt) {
    Session lesson{"lesson", example()};
    const Outcome wrong = lesson.submit({{"act", "check"}, {"section", "price"}, {"option", "site"}});
    EXPECT_THAT(wrong.interactions, IsEmpty());
    EXPECT_FALSE(wrong.score);
    EXPECT_THAT(lesson.view(), HasSubstr("Визитов и документов меньше не станет."));
    lesson.submit({{"act", "check"}, {"section", "price"}, {"option", "visits"}});
    const std::string page = lesson.view();
    EXPECT_THAT(page, HasSubstr("class=\"feedback right\""));
    EXPECT_THAT(page, HasSubstr("value=\"visits\" checked=\"checked\""));
}

TEST(Lesson, AsksForAnAnswerWhenNoneIsChosen) {
    Session lesson{"lesson", example()};
    const Outcome outcome = lesson.submit(go("check", "price"));
    EXPECT_EQ(outcome.status, LYCEUM_OK);
    EXPECT_THAT(outcome.feedback, HasSubstr("Выберите ответ"));
    EXPECT_FALSE(outcome.state);
}

TEST(Lesson, IgnoresAFormOfAnotherSection) {
    Session lesson{"lesson", lesson_of({"a", "b", "c"})};
    lesson.submit(go("next", "a"));
    const Outcome twice = lesson.submit(go("next", "a"));
    EXPECT_EQ(twice.status, LYCEUM_OK);
    EXPECT_FALSE(twice.state);
    EXPECT_THAT(lesson.view(), HasSubstr("Раздел b"));
}

TEST(Lesson, RefusesAFormItsPagesCannotMake) {
    Session lesson{"lesson", example()};
    EXPECT_EQ(lesson.submit({}).status, LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(lesson.submit(go("jump", "price")).status, LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(lesson.submit({{"act", "check"}, {"section", "price"}, {"option", "unheard-of"}}).status,
              LYCEUM_INVALID_FIELDS);
}

TEST(Lesson, SurvivesAnEditThatRemovesTheSectionOnScreen) {
    Session before{"lesson", lesson_of({"a", "b", "c"})};
    before.submit(go("next", "a"));
    Session after{"lesson", lesson_of({"a", "c", "d"})};
    after.state = before.state;
    after.state_version = 1;
    EXPECT_THAT(after.view(), HasSubstr("Раздел c")) << "the first not yet read";
    after.submit(go("next", "c"));
    EXPECT_THAT(after.state, Not(HasSubstr(" b")));
}

TEST(Lesson, SaysThatANewSectionCameAfterTheEnd) {
    Session before{"lesson", lesson_of({"a"})};
    before.submit(go("finish", "a"));
    Session after{"lesson", lesson_of({"a", "b"})};
    after.state = before.state;
    after.state_version = 1;
    EXPECT_THAT(after.view(), HasSubstr("1 из\u00A02 разделов"));
}

TEST(Lesson, HasTheRightPluralsInEachLanguage) {
    const std::pair<const char*, std::vector<const char*>> cases[] = {
        {"ru", {"1\u00A0минута", "2\u00A0минуты", "5\u00A0минут", "11\u00A0минут", "21\u00A0минута", "24\u00A0минуты"}},
        {"be",
         {"1\u00A0хвіліна", "2\u00A0хвіліны", "5\u00A0хвілін", "11\u00A0хвілін", "21\u00A0хвіліна", "24\u00A0хвіліны"}},
        {"en",
         {"1\u00A0minute", "2\u00A0minutes", "5\u00A0minutes", "11\u00A0minutes", "21\u00A0minutes",
          "24\u00A0minutes"}}};
    const char* numbers[] = {"1", "2", "5", "11", "21", "24"};
    for (const auto& [language, expected] : cases) {
        for (std::size_t index = 0; index < 6; ++index) {
            Session lesson{
                "lesson",
                std::string{
                    "<lesson xmlns=\"urn:lyceum:lesson:1\" lang=\"ru\"><title>Т</title><section id=\"a\" minutes=\""} +
                    numbers[index] + "\"><title>А</title><p>Т</p></section></lesson>"};
            lesson.language = language;
            EXPECT_THAT(lesson.view(), HasSubstr(std::string{"· "} + expected[index] + "<"));
        }
    }
}

TEST(Lesson, SaysWhereTheContentIsWrong) {
    const std::string content =
        "<lesson xmlns=\"urn:lyceum:lesson:1\" lang=\"ru\">\n<title>Т</title>\n"
        "<section id=\"a\" minutes=\"1\"><title>А</title><p></p></section>\n"
        "<section id=\"a\" minutes=\"1\"><title>Б</title><p>Да</p>\n"
        " <check id=\"c\"><prompt><p>?</p></prompt><option id=\"x\"><text>А</text></option>"
        "<option id=\"y\"><text>Б</text></option></check></section>\n"
        "</lesson>";
    const Session lesson{"lesson", content};
    EXPECT_EQ(lesson.open_status(), LYCEUM_INVALID_CONTENT);
    EXPECT_THAT(lesson.diagnostics(),
                UnorderedElementsAre(Diagnosed{3, 45, "lesson.empty-text"}, Diagnosed{4, 1, "lesson.duplicate-id"},
                                     Diagnosed{5, 2, "lesson.no-correct-option"}));
}

TEST(Lesson, RefusesContentThatWouldMakeAPageTheHostDoesNotShow) {
    std::string deep = "слово";
    for (int depth = 0; depth < 60; ++depth) {
        deep = "<em>" + deep + "</em>";
    }
    const std::string begin =
        "<lesson xmlns=\"urn:lyceum:lesson:1\" lang=\"ru\"><title>Т</title><section id=\"a\" "
        "minutes=\"1\"><title>А</title><p>";
    const std::string end = "</p></section></lesson>";
    const Session too_deep{"lesson", begin + deep + end};
    EXPECT_THAT(too_deep.diagnostics(), testing::ElementsAre(testing::Field(&Diagnosed::rule, "lesson.too-deep")));
    const Session too_long{"lesson", begin + std::string(400'000, 'x') + end};
    EXPECT_THAT(too_long.diagnostics(), testing::ElementsAre(testing::Field(&Diagnosed::rule, "lesson.too-long")));
    const Session nested{"lesson",
                         begin + "<a href=\"https://a.by\">один <em><a href=\"https://b.by\">два</a></em></a>" + end};
    EXPECT_THAT(nested.diagnostics(), testing::ElementsAre(testing::Field(&Diagnosed::rule, "lesson.nested-link")));
}

TEST(Lesson, RefusesLinksThatAreNotPlainWebAddresses) {
    for (const std::string href : {"javascript:alert(1)", "https://", "https://minsvyazi.gov.by@evil.example/",
                                   "http://a b", "//a.by", "data:x", ""}) {
        const Session lesson{
            "lesson",
            "<lesson xmlns=\"urn:lyceum:lesson:1\" lang=\"ru\"><title>Т</title><section id=\"a\" minutes=\"1\">"
            "<title>А</title><p><a href=\"" +
                href + "\">сюда</a></p></section></lesson>"};
        EXPECT_THAT(lesson.diagnostics(), testing::ElementsAre(testing::Field(&Diagnosed::rule, "lesson.bad-link")))
            << href;
    }
}

TEST(Lesson, RefusesAStateOfANewerVersion) {
    Session lesson{"lesson", example()};
    EXPECT_EQ(lesson.try_view("lesson 3\n", 3).first, LYCEUM_INVALID_STATE);
}

}  // namespace
}  // namespace lyceum::plugins::test
