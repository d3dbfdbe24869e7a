// The pages from values: what a person reads, escaped, in the right language.
#include "host/web/pages.hpp"

#include "tests/learning/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <embedded/web_catalogues.hpp>
#include <embedded/web_templates.hpp>

namespace lyceum::web {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class PagesTest : public ::testing::Test {
protected:
    PagesTest() {
        person.name = "Примеров <Макет> & сын";
        frame.person = &person;
        frame.here = "/";
        frame.now = TimePoint{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 9h};
        home.catalogue = catalogue;
    }

    learning::CompetencyStanding competency(const std::string& name, int level, int target, std::size_t evidence) {
        auto& made = competencies.emplace_back();
        made.name[Language::Ru] = name;
        return {.competency = &made, .level = level, .target = target, .evidence = evidence};
    }

    Texts texts = std::move(Texts::open(embedded::web_catalogues()).value());
    Templates templates = std::move(Templates::open(embedded::web_templates(), texts).value());
    Pages pages{texts, templates, "/assets/x/"};
    std::shared_ptr<const learning::Catalogue> catalogue = learning::testing::sample_catalogue();
    std::shared_ptr<const learning::PublishedCourse> course = catalogue->courses.front();
    std::deque<content::Competency> competencies;
    store::User person;
    Frame frame;
    learning::Home home;
};

TEST_F(PagesTest, HomeShowsWhatNextWithMinutesAndDeadline) {
    learning::NextAct next;
    next.course = course;
    next.unit = &course->units.front();
    next.position = 1;
    next.deadline = frame.now + 24h * 6;
    home.next = next;
    const auto page = pages.home(frame, home, {});
    EXPECT_THAT(page, HasSubstr("Шаг 1. <span>Шаг read</span>"));
    EXPECT_THAT(page, HasSubstr("10\u00A0минут"));
    EXPECT_THAT(page, HasSubstr("до\u00A030\u00A0ноября"));
    EXPECT_THAT(page, HasSubstr("Начать"));
    EXPECT_THAT(page, Not(HasSubstr("срок прошёл")));
}

TEST_F(PagesTest, HomeSaysThatADeadlineHasPassedInWordsToo) {
    learning::NextAct next;
    next.course = course;
    next.unit = &course->units.front();
    next.resumed = true;
    next.deadline = frame.now - 24h;
    next.late = true;
    home.next = next;
    const auto page = pages.home(frame, home, {});
    EXPECT_THAT(page, HasSubstr("срок прошёл:"));
    EXPECT_THAT(page, HasSubstr("Продолжить"));
}

TEST_F(PagesTest, HomeTellsAnEmptyListHowItFills) {
    EXPECT_THAT(pages.home(frame, home, {}), HasSubstr("Здесь появятся курсы"));
}

TEST_F(PagesTest, HomeShowsLevelsInDotsAndInWords) {
    home.competencies = {competency("Услуги", 2, 3, 1)};
    const auto page = pages.home(frame, home, {});
    EXPECT_THAT(
        page,
        HasSubstr(
            "<i class=\"dot full\"></i><i class=\"dot full\"></i><i class=\"dot wanted\"></i><i class=\"dot\"></i>"));
    EXPECT_THAT(page, HasSubstr("уровень 2, нужен 3"));
    EXPECT_THAT(page, HasSubstr("2/3"));
}

TEST_F(PagesTest, HomeShowsWhatWasWorkedOnFirstAndTheRestOnTouch) {
    for (int i = 0; i < 6; ++i) {
        home.competencies.push_back(competency("К" + std::to_string(i), i == 5 ? 1 : 0, 3, i == 5 ? 1 : 0));
    }
    const auto page = pages.home(frame, home, {});
    EXPECT_LT(page.find("К5"), page.find("К0"));
    EXPECT_LT(page.find("К2"), page.find("<details class=\"more\">"));
    EXPECT_GT(page.find("К3"), page.find("<details class=\"more\">"));
    EXPECT_THAT(page, HasSubstr("все 6 компетенций"));
}

TEST_F(PagesTest, EscapeANameWhereverItStands) {
    const auto page = pages.home(frame, home, {});
    EXPECT_THAT(page, HasSubstr("Примеров &lt;Макет&gt; &amp; сын"));
    EXPECT_THAT(page, Not(HasSubstr("<Макет>")));
}

TEST_F(PagesTest, MarkATextOfAnotherLanguage) {
    Values values;
    LocalizedText text;
    text[Language::Ru] = "Услуга";
    put_text(values, "title", text, Language::En);
    EXPECT_EQ(values.get("title_lang")->string_value(), "ru");
    put_text(values, "title", text, Language::Ru);
    EXPECT_TRUE(values.get("title_lang")->is_false());
}

learning::ActivityPage activity_of(const std::shared_ptr<const learning::PublishedCourse>& course) {
    learning::ActivityPage page;
    page.course = course;
    page.unit = &course->units.front();
    page.position = 1;
    page.feedback = "Это верно <на самом деле>";
    return page;
}

TEST_F(PagesTest, AnActivityShowsItsFeedbackAfterAnAnswerOnly) {
    const auto page = activity_of(course);
    EXPECT_THAT(pages.activity(frame, page, "<p>x</p>", ActivityNotice::Answered),
                HasSubstr("Это верно &lt;на самом деле&gt;"));
    EXPECT_THAT(pages.activity(frame, page, "<p>x</p>", ActivityNotice::None), Not(HasSubstr("Это верно")));
}

TEST_F(PagesTest, AnActivityDoesNotSayTwiceWhatTheModuleSays) {
    const auto page =
        pages.activity(frame, activity_of(course), "<div id=\"feedback\">Верно</div>", ActivityNotice::Answered);
    EXPECT_THAT(page, Not(HasSubstr("Это верно")));
}

TEST_F(PagesTest, AnActivityLeadsOnWhenItIsDone) {
    auto page = activity_of(course);
    page.standing.satisfied = true;
    page.next = &course->units[1];
    const auto html = pages.activity(frame, page, "", ActivityNotice::None);
    EXPECT_THAT(html, HasSubstr("Шаг пройден"));
    EXPECT_THAT(html, HasSubstr("href=\"/courses/sample/more\""));
    page.course_satisfied = true;
    page.next = nullptr;
    EXPECT_THAT(pages.activity(frame, page, "", ActivityNotice::None), HasSubstr("Курс пройден"));
}

TEST_F(PagesTest, AnActivityMarksTheLanguageOfItsContent) {
    auto page = activity_of(course);
    page.content_language = Language::Ru;
    frame.language = Language::En;
    EXPECT_THAT(pages.activity(frame, page, "<p>текст</p>", ActivityNotice::None),
                HasSubstr("<div class=\"activity\" lang=\"ru\"><p>текст</p></div>"));
}

TEST_F(PagesTest, EveryPageHasItsLanguageOneHeadingAndAWayToTheContent) {
    learning::CourseStanding standing;
    standing.course = course;
    home.courses.push_back(standing);
    ErrorView failure;
    failure.title = "x";
    InvitationView invitation;
    invitation.person = &person;
    AccountView account;
    account.sessions.resize(2);
    for (const auto language : all_languages) {
        frame.language = language;
        for (const auto& page :
             {pages.home(frame, home, {}), pages.courses(frame, home), pages.sign_in(frame, SignInView{}),
              pages.activity(frame, activity_of(course), "", ActivityNotice::None), pages.error(frame, failure),
              pages.invitation(frame, invitation), pages.account(frame, account)}) {
            EXPECT_THAT(page, HasSubstr("<html lang=\"" + std::string{code_of(language)} + "\">"));
            EXPECT_THAT(page, HasSubstr("href=\"#main\""));
            const auto heading = page.find("<h1");
            EXPECT_NE(heading, std::string::npos);
            EXPECT_EQ(page.find("<h1", heading + 1), std::string::npos);
            EXPECT_THAT(page, Not(HasSubstr("{{")));
        }
    }
}

TEST_F(PagesTest, HomeOffersTheWeeksRecallInRightPlurals) {
    const auto offered = [&](std::size_t questions, std::chrono::minutes minutes) {
        return pages.home(frame, home, {.questions = questions, .minutes = minutes});
    };
    EXPECT_THAT(pages.home(frame, home, {}), Not(HasSubstr("/recall")));
    EXPECT_THAT(offered(4, 2min), HasSubstr("Повторение: 2\u00A0минуты, 4\u00A0вопроса"));
    EXPECT_THAT(offered(1, 1min), HasSubstr("Повторение: 1\u00A0минута, 1\u00A0вопрос<"));
    EXPECT_THAT(offered(5, 2min), HasSubstr("5\u00A0вопросов"));
    frame.language = Language::Be;
    EXPECT_THAT(offered(4, 2min), HasSubstr("Паўтарэнне: 2\u00A0хвіліны, 4\u00A0пытанні"));
    frame.language = Language::En;
    EXPECT_THAT(offered(1, 1min), HasSubstr("Recall: 1 minute, 1 question<"));
}

TEST_F(PagesTest, RecallSaysWhereOneIsWhatCameOfItAndWhenItGoesOn) {
    learning::RecallPage recall;
    recall.state = learning::RecallState::Question;
    recall.course = course;
    recall.unit = &course->units.back();
    recall.taken = 1;
    recall.left = 3;
    const auto shown = [&](learning::Wanted wanted = learning::Wanted::Sitting) {
        return pages.recall(frame, RecallView{recall, "<p>?</p>", wanted, RecallNotice::None});
    };
    EXPECT_THAT(shown(), HasSubstr("Вопрос 2 из\u00A04"));
    EXPECT_THAT(shown(), HasSubstr("<p>?</p>"));
    EXPECT_THAT(shown(), HasSubstr("action=\"/recall/later\""));
    EXPECT_THAT(shown(learning::Wanted::More), HasSubstr("action=\"/recall/later?more=1\""));
    EXPECT_THAT(shown(learning::Wanted::More), Not(HasSubstr("Вопрос 2")));

    recall.state = learning::RecallState::Answered;
    recall.feedback = "Верно <да>";
    recall.comes_back = frame.now + 24h * 6;
    EXPECT_THAT(shown(), HasSubstr("Верно &lt;да&gt;"));
    EXPECT_THAT(shown(), HasSubstr("Этот вопрос вернётся 30\u00A0ноября."));
    EXPECT_THAT(shown(), HasSubstr("Следующий вопрос"));
    recall.left = 0;
    EXPECT_THAT(shown(), HasSubstr("Закончить"));

    recall.state = learning::RecallState::Done;
    recall.more = 3;
    recall.next = frame.now + 24h * 6;
    EXPECT_THAT(shown(), HasSubstr("Следующее повторение — 30\u00A0ноября."));
    EXPECT_THAT(shown(), HasSubstr("Ещё 3\u00A0вопроса сейчас"));
}

}  // namespace
}  // namespace lyceum::web
