// The pages of search and of a course's terms, over modules that the test writes.
#include "tests/web/site_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::web::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SiteSearch : public ::testing::Test {
protected:
    SampleSite site{demo()};
    Browser browser{site};

    SiteSearch() {
        site.sample.pool.on_outline = [](const modules::Call& call) -> Result<modules::Outline> {
            modules::Outline outline;
            if (call.activity->digest == "read") {
                outline.sections = {{"window", "Одно <окно>", "Услуга & справка: \"один раз\"."}};
                outline.terms = {{"window", "Справка <i>", "Бумага & подпись."}};
            }
            return outline;
        };
        browser.sign_in();
    }
    void fill() {
        const auto filled = site.sample.run(site.sample.campus->reading_room.fill(
            site.sample.pool, site.sample.campus->catalogue, [] { return false; }));
        ASSERT_TRUE(filled) << to_string(filled.error());
    }
};

TEST_F(SiteSearch, IsInTheHeadOfEveryPageOfWhoIsSignedIn) {
    EXPECT_THAT(browser.page(), HasSubstr("<a class=\"to-search\" href=\"/search\">"));
    browser.get("/search");
    EXPECT_THAT(browser.page(), HasSubstr("<a class=\"to-search\" href=\"/search\" aria-current=\"page\">"));
    Browser stranger{site};
    stranger.get("/");
    EXPECT_THAT(stranger.page(), Not(HasSubstr("/search")));
}

TEST_F(SiteSearch, IsForThoseWhoAreSignedIn) {
    Browser stranger{site};
    const auto response = stranger.get("/search?q=%D0%BE%D0%BA%D0%BD%D0%BE");
    EXPECT_EQ(response.status, 303);
    EXPECT_THAT(header(response, "Location"), HasSubstr("/?return=%2Fsearch"));
    EXPECT_EQ(stranger.get("/courses/sample/glossary").status, 303);
}

TEST_F(SiteSearch, LeadsToTheSectionAndEscapesWhatModulesTell) {
    fill();
    EXPECT_EQ(browser.get("/search?q=%D1%83%D1%81%D0%BB%D1%83%D0%B3%D0%B0%D0%BC%D0%B8").status, 200);  // услугами
    EXPECT_THAT(browser.page(), HasSubstr("<a href=\"/courses/sample/read?place=window\">Одно &lt;окно&gt;</a>"));
    EXPECT_THAT(browser.page(), HasSubstr("<mark>Услуга</mark> &amp; справка: &quot;один раз&quot;."));
    EXPECT_THAT(browser.page(), HasSubstr("Найдено 1 место"));
    EXPECT_THAT(browser.page(), HasSubstr("Образец"));
    EXPECT_THAT(browser.page(), HasSubstr("<title>«услугами» — поиск — Lyceum</title>"));
}

TEST_F(SiteSearch, MarksTheWordInTheTitleAndNamesATerm) {
    fill();
    browser.get("/search?q=%D1%81%D0%BF%D1%80%D0%B0%D0%B2%D0%BA%D0%B8");  // справки
    EXPECT_THAT(browser.page(), HasSubstr("<a href=\"/courses/sample/read?place=window\"><mark>Справка</mark> &lt;i&gt;</a>"));
    EXPECT_THAT(browser.page(), HasSubstr("Термин · "));
    EXPECT_THAT(browser.page(), HasSubstr("Найдено 2 места"));
}

TEST_F(SiteSearch, EscapesWhatWasTypedEverywhere) {
    fill();
    browser.get("/search?q=%3Cscript%3E%22%27%26");
    EXPECT_THAT(browser.page(), Not(HasSubstr("<script>\"")));
    EXPECT_THAT(browser.page(), HasSubstr("value=\"&lt;script&gt;&quot;&#39;&amp;\""));
    EXPECT_THAT(browser.page(), HasSubstr("По\u00A0запросу «&lt;script&gt;&quot;&#39;&amp;» ничего не\u00A0нашлось."));
    EXPECT_THAT(browser.page(), HasSubstr("href=\"/courses\""));
}

TEST_F(SiteSearch, OfAnEmptyQuerySaysWhatCanBeFoundWithExamples) {
    fill();
    for (const auto* address : {"/search", "/search?q=", "/search?q=%20%20"}) {
        EXPECT_EQ(browser.get(address).status, 200);
        EXPECT_THAT(browser.page(), HasSubstr("Находит разделы уроков")) << address;
        EXPECT_THAT(browser.page(), HasSubstr(">Справка &lt;i&gt;</a>")) << address;
        EXPECT_THAT(browser.page(), Not(HasSubstr("По\u00A0запросу"))) << address;
    }
}

TEST_F(SiteSearch, LeadsFromAClosedStepToTheOneThatComesFirst) {
    fill();
    browser.get("/search?q=quiz");
    EXPECT_THAT(browser.page(), Not(HasSubstr("href=\"/courses/sample/quiz\"")));
    EXPECT_THAT(browser.page(), HasSubstr("<a href=\"/courses/sample/read\">Откроется после шага «Шаг read»</a>"));
}

TEST_F(SiteSearch, SaysThatTheCoursesAreStillBeingRead) {
    EXPECT_EQ(browser.get("/search?q=x").status, 200);
    EXPECT_THAT(browser.page(), HasSubstr("Курсы ещё читаются"));
    EXPECT_THAT(browser.page(), HasSubstr("value=\"x\""));
    EXPECT_EQ(browser.get("/courses/sample/glossary").status, 200);
    EXPECT_THAT(browser.page(), HasSubstr("Курсы ещё читаются"));
}

TEST_F(SiteSearch, ShowsTheTermsOfACourseEachWithItsPlace) {
    fill();
    browser.get("/courses/sample");
    EXPECT_THAT(browser.page(), HasSubstr("<a href=\"/courses/sample/glossary\">Термины курса</a>"));
    EXPECT_EQ(browser.get("/courses/sample/glossary").status, 200);
    EXPECT_THAT(browser.page(), HasSubstr("<dt>Справка &lt;i&gt;</dt>"));
    EXPECT_THAT(browser.page(), HasSubstr("Бумага &amp; подпись."));
    EXPECT_THAT(browser.page(), HasSubstr("<a href=\"/courses/sample/read?place=window\">"));
    EXPECT_THAT(browser.page(), HasSubstr("1 термин"));
    EXPECT_EQ(browser.get("/courses/none/glossary").status, 404);
}

TEST_F(SiteSearch, SaysThatACourseHasNoTerms) {
    site.sample.pool.on_outline = nullptr;
    fill();
    browser.get("/courses/sample");
    EXPECT_THAT(browser.page(), Not(HasSubstr("/glossary")));
    EXPECT_EQ(browser.get("/courses/sample/glossary").status, 200);
    EXPECT_THAT(browser.page(), HasSubstr("терминов пока нет"));
}

}  // namespace
}  // namespace lyceum::web::testing
