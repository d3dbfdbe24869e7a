// Search and terms with a real server: real modules in their sandboxes tell what their activities are about.
#include "tests/behaviour/fixture.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace lyceum::behaviour {
namespace {

using testing::HasSubstr;

class Search : public WithServer {
protected:
    Search() { setup_.courses.push_back(std::filesystem::path{LYCEUM_SOURCE_DIR} / "courses"); }

    // The page, once the server has read its courses: it answers while it does.
    Response when_read(Learner& learner, const std::string& address) {
        const auto give_up = std::chrono::steady_clock::now() + std::chrono::minutes{2};
        Response page = learner.browser().get(address);
        while (words_of(page.body).find("Курсы ещё читаются") != std::string::npos &&
               std::chrono::steady_clock::now() < give_up) {
            page = learner.browser().get(address);
        }
        return page;
    }
    static std::string first_link(const std::string& html, const std::string& part) {
        for (const Tag& tag : tags_of(html)) {
            if (tag.name == "a" && tag.attribute("href").find(part) != std::string::npos) {
                return tag.attribute("href");
            }
        }
        return {};
    }
};

TEST_F(Search, LeadsToTheSectionThatHasAWordInAnotherForm) {
    Learner learner{start().port()};
    learner.sign_in_as_demo();
    const Response page = when_read(learner, "/search?" + url_encoded({{"q", "упростить процедуры"}}));
    EXPECT_EQ(page.status, 200);
    const std::string link = first_link(page.body, reading + "?place=");
    EXPECT_EQ(link, reading + "?place=second") << words_of(page.body);
    EXPECT_THAT(page.body, HasSubstr("<mark>упростите</mark> <mark>процедуру</mark>"));
    EXPECT_THAT(words_of(learner.browser().get(link).body), HasSubstr("С чего начать"));
}

TEST_F(Search, FindsNothingOfWhatGivesAnswersAway) {
    Learner learner{start().port()};
    learner.sign_in_as_demo();
    // It stands in the feedback of the lesson's check alone.
    const Response page = when_read(learner, "/search?" + url_encoded({{"q", "визитов меньше не станет"}}));
    EXPECT_THAT(words_of(page.body), HasSubstr("ничего не\u00A0нашлось"));
}

TEST_F(Search, FindsStepsOfEveryModuleByTheirTitles) {
    Learner learner{start().port()};
    learner.sign_in_as_demo();
    const Response page = when_read(learner, "/search?" + url_encoded({{"q", "третьего экспертного форума"}}));
    EXPECT_NE(first_link(page.body, "/courses/forum-3/forum"), "") << words_of(page.body);
}

TEST_F(Search, EachTermOfTheFlagshipLeadsToItsPlace) {
    Learner learner{start().port()};
    learner.sign_in_as_demo();
    const Response glossary = when_read(learner, "/courses/services-online/glossary");
    std::size_t terms = 0;
    for (const Tag& tag : tags_of(glossary.body)) {
        if (tag.attribute("href").find("?place=") == std::string::npos) {
            continue;
        }
        ++terms;
        const Response page = learner.browser().get(tag.attribute("href"));
        // A lesson behind another is closed, which its page says.
        EXPECT_TRUE(page.status == 200 || page.status == 403) << tag.attribute("href");
    }
    EXPECT_GT(terms, 2U);
}

TEST_F(Search, SpeaksTheLanguageOfTheReader) {
    Learner learner{start().port()};
    learner.sign_in_as_demo();
    when_read(learner, "/search");
    const Response page = learner.browser().get("/search?" + url_encoded({{"lang", "be"}, {"q", "паслузе"}}));
    EXPECT_THAT(page.body, HasSubstr("<html lang=\"be\">"));
    EXPECT_THAT(page.body, HasSubstr("<mark>паслуг"));
}

}  // namespace
}  // namespace lyceum::behaviour
