// What lesson and quiz give beyond a page and a judgement: outlines, a place in a lesson, questions asked alone.
#include "tests/plugins/module_host.hpp"

#include <gmock/gmock.h>

namespace lyceum::plugins::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

std::string blocks() {
    return read_source_file("plugins/lesson/example-blocks.xml");
}

TEST(LessonOutline, TellsEachSectionWithItsTextAndSummary) {
    Session lesson{"lesson", read_source_file("plugins/lesson/example.xml")};
    const Outline told = lesson.outline();
    ASSERT_EQ(told.sections.size(), 2U);
    EXPECT_EQ(told.sections[0].id, "price");
    EXPECT_FALSE(told.sections[0].title.empty());
    EXPECT_FALSE(told.sections[0].text.empty());
    EXPECT_EQ(told.sections[1].id, "next");
}

TEST(LessonOutline, LeavesTheSelfCheckOut) {
    Session lesson{"lesson",
                   "<lesson xmlns=\"urn:lyceum:lesson:1\" lang=\"ru\"><title>Т</title><section id=\"a\"><title>А</title>"
                   "<p>Читают.</p><summary>Помнят.</summary><check id=\"c\"><prompt><p>Спрашивают?</p></prompt>"
                   "<option id=\"y\" correct=\"true\"><text>Верное</text></option><option id=\"n\"><text>Иное</text>"
                   "</option></check></section></lesson>"};
    const Outline told = lesson.outline();
    ASSERT_EQ(told.sections.size(), 1U);
    EXPECT_THAT(told.sections[0].text, HasSubstr("Читают."));
    EXPECT_THAT(told.sections[0].text, HasSubstr("Помнят."));
    EXPECT_THAT(told.sections[0].text, Not(HasSubstr("Верное")));
    EXPECT_THAT(told.sections[0].text, Not(HasSubstr("Спрашивают")));
}

TEST(LessonOutline, TellsEachTermWithTheSectionThatNamesIt) {
    Session lesson{"lesson", blocks()};
    const Outline told = lesson.outline();
    ASSERT_FALSE(told.terms.empty());
    for (const Outline::Term& term : told.terms) {
        EXPECT_FALSE(term.term.empty());
        const bool known = std::ranges::any_of(
            told.sections, [&](const Outline::Section& section) { return section.id == term.section; });
        EXPECT_TRUE(known) << term.term << " is of section \"" << term.section << "\"";
    }
}

TEST(LessonOutline, KeepsTheBoundsOfTheHeader) {
    std::string content = "<lesson xmlns=\"urn:lyceum:lesson:1\" lang=\"ru\"><title>Т</title>";
    std::string words;
    while (words.size() < 200'000) {
        words += "слово ";
    }
    for (int number = 0; number < 30; ++number) {
        content += "<section id=\"s" + std::to_string(number) + "\"><title>Р</title><p>" + words + "</p></section>";
    }
    Session lesson{"lesson", content + "</lesson>"};
    const Outline told = lesson.outline();  // holds each text to its bound
    ASSERT_EQ(told.sections.size(), 30U);
    EXPECT_GT(told.sections[0].text.size(), 10'000U);
}

TEST(LessonPlace, ShowsTheSectionAskedForAndGoesOnFromIt) {
    Session lesson{"lesson", blocks()};
    const Outline told = lesson.outline();
    ASSERT_GT(told.sections.size(), 1U);
    const Outline::Section& last = told.sections.back();
    lesson.place = last.id;
    const std::string page = lesson.view();
    EXPECT_THAT(page, HasSubstr("<h2>" + last.title + "</h2>"));
    EXPECT_THAT(page, HasSubstr("name=\"place\" value=\"" + last.id + "\""));
    EXPECT_TRUE(lesson.state.empty()) << "looking changes nothing";
    lesson.place.clear();
    EXPECT_THAT(lesson.view(), HasSubstr("<h2>" + told.sections.front().title + "</h2>"));

    const Outcome back = lesson.submit({{"act", "back"}, {"section", last.id}, {"place", last.id}});
    EXPECT_EQ(back.status, LYCEUM_OK);
    EXPECT_EQ(back.feedback, "");
    EXPECT_THAT(lesson.view(), HasSubstr("<h2>" + told.sections[told.sections.size() - 2].title + "</h2>"));
}

TEST(LessonPlace, OneThatIsGoneIsAsNone) {
    Session lesson{"lesson", blocks()};
    const std::string usual = lesson.view();
    lesson.place = "gone";
    EXPECT_EQ(lesson.view(), usual);
    lesson.place = "\"><script>";
    EXPECT_EQ(lesson.view(), usual);
}

TEST(LessonPlace, OpensASectionOfAFinishedLesson) {
    Session lesson{"lesson", read_source_file("plugins/lesson/example.xml")};
    lesson.submit({{"act", "next"}, {"section", "price"}});
    lesson.submit({{"act", "finish"}, {"section", "next"}});
    lesson.place = "price";
    EXPECT_THAT(lesson.view(), HasSubstr("name=\"place\" value=\"price\""));
    const Outcome on = lesson.submit({{"act", "next"}, {"section", "price"}, {"place", "price"}});
    EXPECT_EQ(on.feedback, "");
    lesson.place.clear();
    EXPECT_THAT(lesson.view(), HasSubstr("value=\"next\""));
}

TEST(QuizOutline, SaysWhatItIsAboutAndNotWhatItAsks) {
    Session quiz{"quiz", read_source_file("plugins/quiz/example.xml")};
    const Outline told = quiz.outline();
    ASSERT_EQ(told.sections.size(), 1U);
    EXPECT_EQ(told.sections[0].title, "Цена одного визита");
    EXPECT_THAT(told.sections[0].text, HasSubstr("Три коротких вопроса"));
    EXPECT_THAT(told.sections[0].text, Not(HasSubstr("измеряется")));
    EXPECT_THAT(told.terms, IsEmpty());
}

class QuizRecall : public testing::Test {
protected:
    Session quiz_{"quiz", read_source_file("plugins/quiz/example.xml")};
    Session kinds_{"quiz", read_source_file("plugins/quiz/example-kinds.xml")};
};

TEST_F(QuizRecall, ListsEveryQuestionWithItsObjective) {
    EXPECT_THAT(quiz_.recall_questions(), ElementsAre(Pair("measure", "https://example.org/objectives/price"),
                                                      Pair("simplify", "https://example.org/objectives/simplify"),
                                                      Pair("hours-a-year", "https://example.org/objectives/price")));
}

TEST_F(QuizRecall, ShowsAnyQuestionAlone) {
    for (Session* session : {&quiz_, &kinds_}) {
        for (const auto& [id, objective] : session->recall_questions()) {
            const auto [status, page] = session->recall_view(id);
            EXPECT_EQ(status, LYCEUM_OK) << id;
            EXPECT_THAT(page, HasSubstr("name=\"question\" value=\"" + id + "\"")) << id;
            EXPECT_EQ(session->recall_view(id).second, page) << "the same call, the same page";
        }
    }
}

TEST_F(QuizRecall, ShowsTheSamePagesAsBefore) {
    expect_golden("recall-question", quiz_.recall_view("measure").second);
    expect_golden("recall-answered",
                  quiz_.recall_view("measure", {{"act", "answer"}, {"question", "measure"}, {"option", "systems"}}).second);
}

TEST_F(QuizRecall, JudgesOneAnswerAndKeepsNothing) {
    const Outcome right =
        quiz_.recall_submit("measure", {{"act", "answer"}, {"question", "measure"}, {"option", "hours"}});
    EXPECT_EQ(right.status, LYCEUM_OK);
    ASSERT_EQ(right.interactions.size(), 1U);
    EXPECT_EQ(right.interactions[0].id, "measure");
    EXPECT_EQ(right.interactions[0].response, "hours");
    EXPECT_EQ(right.interactions[0].success, std::uint32_t{LYCEUM_YES});
    EXPECT_EQ(right.interactions[0].duration_ms, -1);
    EXPECT_THAT(right.evidence, ElementsAre(Pair("https://example.org/objectives/price", 1.0)));
    EXPECT_EQ(right.feedback, "Верно");
    EXPECT_FALSE(right.state || right.score || right.completion || right.success || right.progress);

    const Outcome partly = quiz_.recall_submit(
        "simplify", {{"act", "answer"}, {"question", "simplify"}, {"option", "cancel"}});
    EXPECT_THAT(partly.evidence, ElementsAre(Pair("https://example.org/objectives/simplify", 0.5)));
    EXPECT_EQ(partly.interactions[0].success, std::uint32_t{LYCEUM_NO});
}

TEST_F(QuizRecall, AnswersInTheLanguageOfTheReader) {
    quiz_.language = "be";
    EXPECT_EQ(
        quiz_.recall_submit("measure", {{"act", "answer"}, {"question", "measure"}, {"option", "pages"}}).feedback,
        "Няправільна");
}

TEST_F(QuizRecall, AFormThatIsNoAnswerYetIsShownAgainAsItWasFilledIn) {
    const FormFields typed{{"act", "answer"}, {"question", "hours-a-year"}, {"number", "около сорока"}};
    const Outcome outcome = quiz_.recall_submit("hours-a-year", typed);
    EXPECT_EQ(outcome.status, LYCEUM_OK);
    EXPECT_THAT(outcome.interactions, IsEmpty());
    EXPECT_THAT(outcome.feedback, Not(IsEmpty()));
    EXPECT_THAT(quiz_.recall_view("hours-a-year", typed).second, HasSubstr("value=\"около сорока\""));
    const Outcome nothing = quiz_.recall_submit("measure", {{"act", "answer"}, {"question", "measure"}});
    EXPECT_THAT(nothing.interactions, IsEmpty());
    EXPECT_THAT(nothing.feedback, Not(IsEmpty()));
}

TEST_F(QuizRecall, AFormOfAnotherQuestionIsRefused) {
    EXPECT_EQ(quiz_.recall_view("gone").first, LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(quiz_.recall_submit("gone", {{"act", "answer"}, {"question", "gone"}}).status, LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(quiz_.recall_submit("measure", {{"act", "answer"}, {"question", "simplify"}, {"option", "cancel"}}).status,
              LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(quiz_.recall_submit("measure", {{"act", "answer"}, {"question", "measure"}, {"option", "gone"}}).status,
              LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(quiz_.recall_submit("measure", {{"act", "start"}, {"question", "measure"}}).status,
              LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(quiz_.recall_submit("measure", {}).status, LYCEUM_INVALID_FIELDS);
}

TEST_F(QuizRecall, APartThatIsMovedKeepsTheOrder) {
    // The order of the page, then one press on a button.
    const auto [status, page] = kinds_.recall_view("path");
    ASSERT_EQ(status, LYCEUM_OK);
    FormFields form{{"question", "path"}};
    const std::string field = "name=\"item\" value=\"";
    std::vector<std::string> items;
    for (std::size_t at = page.find(field); at != std::string::npos; at = page.find(field, at + 1)) {
        const std::size_t begin = at + field.size();
        items.push_back(page.substr(begin, page.find('"', begin) - begin));
        form.emplace_back("item", items.back());
    }
    ASSERT_GT(items.size(), 1U);
    form.emplace_back("act", "down:" + items.front());
    EXPECT_THAT(kinds_.recall_submit("path", form).interactions, IsEmpty());
    const std::string moved = kinds_.recall_view("path", form).second;
    EXPECT_LT(moved.find(field + items[1]), moved.find(field + items[0]));
}

TEST(QuizForm, WhatWasTypedComesBackWhenItIsRefused) {
    Session quiz{"quiz", read_source_file("plugins/quiz/example.xml")};
    quiz.submit({{"act", "start"}});
    quiz.submit({{"act", "answer"}, {"question", "measure"}, {"option", "hours"}});
    quiz.submit({{"act", "next"}});
    quiz.submit({{"act", "answer"}, {"question", "simplify"}, {"option", "cancel"}});
    quiz.submit({{"act", "next"}});
    const Outcome refused =
        quiz.submit({{"act", "answer"}, {"question", "hours-a-year"}, {"number", "  шестьдесят <тысяч>  "}});
    EXPECT_THAT(refused.interactions, IsEmpty());
    EXPECT_THAT(refused.feedback, Not(IsEmpty()));
    EXPECT_THAT(quiz.view(), HasSubstr("value=\"шестьдесят &lt;тысяч&gt;\""));
    quiz.submit({{"act", "answer"}, {"question", "hours-a-year"}, {"number", "\xff"}});
    EXPECT_THAT(quiz.submit({{"act", "answer"}, {"question", "hours-a-year"}, {"number", "60"}}).interactions,
                Not(IsEmpty()));
}

}  // namespace
}  // namespace lyceum::plugins::test
