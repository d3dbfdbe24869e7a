// Everything a lesson may hold besides text and checks: lesson/example-blocks.xml.
#include "tests/plugins/module_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::plugins::test {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Sections "owner" and "yours", two terms, notes.
std::string example() {
    return read_source_file("plugins/lesson/example-blocks.xml");
}

std::string lesson_with(const std::string& body, const std::string& rest = "", const std::string& attributes = "") {
    return "<lesson xmlns=\"urn:lyceum:lesson:1\" lang=\"ru\" " + attributes +
           "><title>Т</title><section id=\"a\"><title>Раздел</title>" + body + "</section>" + rest + "</lesson>";
}

FormFields note(const std::string& section, const std::string& text) {
    return {{"act", "note"}, {"section", section}, {"note", text}};
}

std::string words(std::size_t count) {
    std::string text;
    for (std::size_t index = 0; index < count; ++index) {
        text += "слово — ";
    }
    return text;
}

TEST(LessonBlocks, OpenTheirExampleWithoutFindings) {
    const Session lesson{"lesson", example()};
    EXPECT_TRUE(lesson.opened());
    EXPECT_THAT(lesson.diagnostics(), IsEmpty());
}

TEST(LessonBlocks, ShowTheSamePagesAsBefore) {
    Session lesson{"lesson", example()};
    expect_golden("blocks-first", lesson.view());
    lesson.submit(note("owner", "Назначить Петрову.\nСпросить юриста."));
    expect_golden("blocks-note", lesson.view());
    lesson.submit({{"act", "glossary"}});
    expect_golden("blocks-terms", lesson.view());
    lesson.submit({{"act", "return"}});
    lesson.submit({{"act", "next"}, {"section", "owner"}});
    lesson.submit({{"act", "finish"}, {"section", "yours"}});
    expect_golden("blocks-done", lesson.view());
}

TEST(LessonBlocks, NameNotesInTheLanguageOfTheText) {
    for (const auto& [language, word] :
         {std::pair{"ru", "Важно"}, std::pair{"be", "Важна"}, std::pair{"en", "Important"}}) {
        std::string content = lesson_with("<note kind=\"important\" title=\"Да\"><p>Текст</p></note>");
        content.replace(content.find("lang=\"ru\""), 9, std::string{"lang=\""} + language + "\"");
        Session lesson{"lesson", content};
        EXPECT_THAT(lesson.view(), HasSubstr(std::string{"<h3>"} + word + ". Да</h3>"));
    }
}

TEST(LessonBlocks, EstimateTheMinutesFromTheWords) {
    const std::pair<std::size_t, const char*> cases[] = {{1, "1\u00A0минута"},
                                                         {179, "1\u00A0минута"},
                                                         {180, "2\u00A0минуты"},
                                                         {900, "6\u00A0минут"},
                                                         {11'000, "60\u00A0минут"}};
    for (const auto& [count, minutes] : cases) {
        // The title is a word too; a dash is none.
        Session lesson{"lesson", lesson_with("<p>" + words(count) + "</p>")};
        ASSERT_TRUE(lesson.opened()) << count;
        EXPECT_THAT(lesson.view(), HasSubstr(std::string{"· "} + minutes + "<")) << count;
    }
}

TEST(LessonBlocks, CountWordsOfTablesListsAndSteps) {
    std::string body = "<steps>";
    for (int step = 0; step < 2; ++step) {
        body += "<step><title>" + words(30) + "</title><p>" + words(30) + "</p></step>";
    }
    body += "</steps><compare><caption>А</caption><left>Б</left><right>В</right>";
    for (int row = 0; row < 30; ++row) {
        body += "<row><title>один</title><left>два</left><right>три</right></row>";
    }
    Session lesson{"lesson", lesson_with(body + "</compare>")};
    // 120 + 3 + 90 and the title.
    EXPECT_THAT(lesson.view(), HasSubstr("· 2\u00A0минуты<"));
}

TEST(LessonBlocks, WarnOfAVideoWithoutCaptionsAndShowIt) {
    Session lesson{"lesson", lesson_with("<p>Текст</p>\n<video src=\"v.mp4\"><caption>Видео</caption></video>")};
    EXPECT_TRUE(lesson.opened());
    EXPECT_THAT(lesson.diagnostics(), ElementsAre(Diagnosed{2, 1, "lesson.video-without-captions", LYCEUM_WARNING}));
    EXPECT_THAT(lesson.view(), HasSubstr("<video src=\"v.mp4\" controls=\"controls\" preload=\"none\">"));
}

TEST(LessonBlocks, SayWhichTermIsNotDefinedAndWhichIsNotUsed) {
    const std::string glossary =
        "<glossary>\n<define id=\"x\"><name>Икс</name><meaning>Буква.</meaning></define></glossary>";
    const Session unknown{"lesson", lesson_with("<p>Вот <term id=\"y\">игрек</term></p>", glossary)};
    EXPECT_EQ(unknown.open_status(), LYCEUM_INVALID_CONTENT);
    EXPECT_THAT(unknown.diagnostics(), testing::UnorderedElementsAre(Field(&Diagnosed::rule, "lesson.unknown-term"),
                                                                     Field(&Diagnosed::rule, "lesson.unused-term")));
    const Session unused{"lesson", lesson_with("<p>Текст</p>", glossary)};
    EXPECT_TRUE(unused.opened());
    EXPECT_THAT(unused.diagnostics(), ElementsAre(Diagnosed{2, 1, "lesson.unused-term", LYCEUM_WARNING}));
    const Session chained{"lesson", lesson_with("<p><term id=\"x\">икс</term></p>",
                                                "<glossary><define id=\"x\"><name>Икс</name><meaning>Как <term "
                                                "id=\"x\">икс</term>.</meaning></define></glossary>")};
    EXPECT_THAT(chained.diagnostics(), ElementsAre(Field(&Diagnosed::rule, "lesson.term-in-definition")));
}

TEST(LessonBlocks, PutTermsInTheOrderOfTheAlphabet) {
    std::string glossary = "<glossary>";
    std::string body = "<p>";
    const char* names[] = {"Ўзровень", "Ёмкость", "Ель", "Яма", "Ікона", "Жаба", "Йод", "Удел", "Zoo"};
    for (std::size_t index = 0; index < std::size(names); ++index) {
        const std::string id = "t" + std::to_string(index);
        glossary += "<define id=\"" + id + "\"><name>" + names[index] + "</name><meaning>Да.</meaning></define>";
        body += "<term id=\"" + id + "\">слово</term> ";
    }
    Session lesson{"lesson", lesson_with(body + "</p>", glossary + "</glossary>")};
    lesson.submit({{"act", "glossary"}});
    const std::string page = lesson.view();
    std::size_t last = 0;
    for (const char* name : {"Zoo", "Ель", "Ёмкость", "Жаба", "Ікона", "Йод", "Удел", "Ўзровень", "Яма"}) {
        const std::size_t at = page.find(std::string{">"} + name + "<");
        ASSERT_NE(at, std::string::npos) << name;
        EXPECT_GT(at, last) << name;
        last = at;
    }
}

TEST(LessonBlocks, ReturnFromTheTermsToWhereTheLearnerWas) {
    Session lesson{"lesson", example()};
    lesson.submit({{"act", "next"}, {"section", "owner"}});
    const std::string before = lesson.view();
    lesson.submit({{"act", "glossary"}});
    EXPECT_THAT(lesson.view(), Not(HasSubstr("Ваша услуга")));
    lesson.submit({{"act", "return"}});
    EXPECT_EQ(lesson.view(), before);
}

TEST(LessonBlocks, ShowTheSectionWhenAnEditRemovesTheTermsOnScreen) {
    Session before{"lesson", example()};
    before.submit({{"act", "glossary"}});
    Session after{"lesson", lesson_with("<p>Текст</p>")};
    after.state = before.state;
    after.state_version = 2;
    EXPECT_THAT(after.view(), HasSubstr("<h2>Раздел</h2>"));
    EXPECT_EQ(after.submit({{"act", "finish"}, {"section", "a"}}).completion, LYCEUM_YES);
}

TEST(LessonBlocks, RefuseASummaryThatIsNone) {
    const Session lesson{"lesson", lesson_with("<p>Текст</p><summary>" + words(60) + "</summary>")};
    EXPECT_THAT(lesson.diagnostics(), ElementsAre(Field(&Diagnosed::rule, "lesson.long-summary")));
}

TEST(LessonNotes, AreKeptForTheLearnerAloneAndReportedToNobody) {
    Session lesson{"lesson", example()};
    const Outcome outcome = lesson.submit(note("owner", "Тайное дело\r\nвторая строка  "));
    EXPECT_THAT(outcome.interactions, IsEmpty());
    EXPECT_THAT(outcome.evidence, IsEmpty());
    EXPECT_FALSE(outcome.score);
    EXPECT_FALSE(outcome.completion);
    EXPECT_EQ(outcome.feedback, "Заметка сохранена.");
    EXPECT_THAT(lesson.view(), HasSubstr(">Тайное дело\nвторая строка</textarea>"));
}

TEST(LessonNotes, AreTakenAwayWhenEmptied) {
    Session lesson{"lesson", example()};
    lesson.submit(note("owner", "Дело"));
    EXPECT_EQ(lesson.submit(note("owner", " \n ")).feedback, "Заметка удалена.");
    EXPECT_THAT(lesson.state, Not(HasSubstr("note")));
}

TEST(LessonNotes, AreSavedWhateverPageIsOpenMeanwhile) {
    Session lesson{"lesson", example()};
    lesson.submit({{"act", "next"}, {"section", "owner"}});
    lesson.submit(note("owner", "Из другой вкладки"));
    lesson.submit({{"act", "open:owner"}});
    EXPECT_THAT(lesson.view(), HasSubstr("Из другой вкладки"));
}

TEST(LessonNotes, AreCutAtTheirLimitAndSayingSo) {
    Session lesson{"lesson", example()};
    std::string text;
    for (int index = 0; index < 2000; ++index) {
        text += "ы";
    }
    EXPECT_EQ(lesson.submit(note("owner", text)).feedback, "Заметка сохранена.");
    EXPECT_THAT(lesson.submit(note("owner", text + "ь")).feedback, HasSubstr("только её начало"));
    EXPECT_THAT(lesson.view(), HasSubstr(text + "</textarea>"));
}

TEST(LessonNotes, OfAllSectionsTogetherStayWithinWhatTheHostKeeps) {
    std::string content = "<lesson xmlns=\"urn:lyceum:lesson:1\" lang=\"ru\" notes=\"true\"><title>Т</title>";
    for (int index = 0; index < 200; ++index) {
        content += "<section id=\"s" + std::to_string(index) + "\"><title>Раздел</title><p>Т</p></section>";
    }
    Session lesson{"lesson", content + "</lesson>"};
    for (int index = 0; index < 200; index += 3) {
        lesson.submit(note("s" + std::to_string(index), std::string(2000, '&')));
        ASSERT_LT(lesson.state.size(), std::size_t{100} << 10);
    }
    EXPECT_THAT(lesson.submit(note("s199", "ещё")).feedback, HasSubstr("только её начало"));
    lesson.state += "finished\n";
    EXPECT_LT(lesson.view().size(), std::size_t{1} << 20);
}

TEST(LessonNotes, OutliveTheirSection) {
    Session before{"lesson", example()};
    before.submit(note("owner", "Не потерять"));
    Session after{"lesson", lesson_with("<p>Текст</p>", "", "notes=\"true\"")};
    after.state = before.state;
    after.state_version = 2;
    after.submit({{"act", "finish"}, {"section", "a"}});
    EXPECT_THAT(after.view(), HasSubstr("Раздел, которого в\u00A0уроке больше нет"));
    EXPECT_THAT(after.view(), HasSubstr("Не потерять"));
}

TEST(LessonNotes, AreRefusedWhereTheLessonHasNone) {
    Session lesson{"lesson", lesson_with("<p>Текст</p>")};
    EXPECT_THAT(lesson.view(), Not(HasSubstr("textarea")));
    EXPECT_EQ(lesson.submit(note("a", "Текст")).status, LYCEUM_INVALID_FIELDS);
    Session with{"lesson", example()};
    EXPECT_EQ(with.submit(note("a b", "Текст")).status, LYCEUM_INVALID_FIELDS);
    EXPECT_EQ(with.submit(note("owner", "\xFF")).status, LYCEUM_INVALID_FIELDS);
    EXPECT_FALSE(with.submit(note("unheard-of", "Текст")).state);
}

TEST(LessonState, OfVersionOneIsReadAsWhatItSays) {
    Session lesson{"lesson", example()};
    lesson.state = "lesson 1\nat yours\nseen owner\n";
    lesson.state_version = 1;
    EXPECT_THAT(lesson.view(), HasSubstr("Ваша услуга"));
    EXPECT_EQ(lesson.submit({{"act", "finish"}, {"section", "yours"}}).completion, LYCEUM_YES);
    EXPECT_THAT(lesson.state, testing::StartsWith("lesson 2\n"));
    EXPECT_EQ(lesson.try_view("lesson 1\nglossary\n", 1).first, LYCEUM_INVALID_STATE);
    EXPECT_EQ(lesson.try_view("lesson 1\nnote owner x\n", 1).first, LYCEUM_INVALID_STATE);
}

}  // namespace
}  // namespace lyceum::plugins::test
