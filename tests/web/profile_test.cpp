// The profile, the pages behind its numbers, certificates and the calendar, over a real store and learning.
#include "tests/web/site_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace lyceum::web::testing {
namespace {

using learning::testing::always;
using learning::testing::completed;
using learning::testing::scored;
using ::testing::HasSubstr;
using ::testing::Not;

std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto at = text.find(before);
    if (at == std::string::npos) {
        return {};
    }
    const auto begin = at + before.size();
    return text.substr(begin, text.find(after, begin) - begin);
}

class ProfileSite : public ::testing::Test {
protected:
    ProfileSite() {
        site.sample.pool.on_view = [](const modules::Call&) -> Result<modules::View> {
            return modules::View{.xhtml = "<form><button name=\"act\" value=\"go\">Go</button></form>"};
        };
        browser.always("host", "lyceum.test:8080");
        browser.sign_in();
    }

    void answer(const std::string& unit, modules::Outcome outcome) {
        site.sample.pool.on_respond = always(std::move(outcome));
        ASSERT_EQ(browser.get("/courses/sample/" + unit).status, 200);
        ASSERT_EQ(browser
                      .post("/courses/sample/" + unit,
                            "_form=" + browser.hidden("_form") + "&_rev=" + browser.hidden("_rev") + "&act=go")
                      .status,
                  303);
    }

    void complete_course() {
        answer("read", completed("read"));
        auto outcome = scored("quiz", 0.8);
        outcome.interactions.push_back({.id = "q1",
                                        .kind = modules::InteractionKind::Numeric,
                                        .description = "Сколько <часов>?",
                                        .response = "54000",
                                        .correct_pattern = "54000",
                                        .success = modules::Verdict::Yes,
                                        .scaled = 1,
                                        .duration_ms = {}});
        answer("quiz", outcome);
    }

    std::string code() {
        browser.get("/courses/sample/certificate");
        return between(browser.page(), "<dd class=\"code\">", "<");
    }

    SampleSite site{demo()};
    Browser browser{site};
};

TEST_F(ProfileSite, OfANewcomerSaysWhatWillBeThere) {
    EXPECT_EQ(browser.get("/profile").status, 200);
    EXPECT_THAT(browser.page(), HasSubstr("Уровни появятся здесь"));
    EXPECT_THAT(browser.page(), HasSubstr("Ни\u00A0один курс ещё не\u00A0начат"));
    EXPECT_THAT(browser.page(), HasSubstr("aria-current=\"page\">Профиль"));
    EXPECT_THAT(browser.page(), Not(HasSubstr("<svg class=\"chart\"")));
}

TEST_F(ProfileSite, HomeLeadsToTheProfileAndKeepsAPlaceForTasks) {
    browser.get("/");
    EXPECT_THAT(browser.page(), HasSubstr("href=\"/profile\""));
    EXPECT_THAT(browser.page(), HasSubstr("href=\"/profile/competency/C3\""));
    EXPECT_THAT(browser.page(), HasSubstr("На\u00A0уровне, нужном вашей роли:\u00A00\u00A0из\u00A01"));
    EXPECT_THAT(browser.page(), HasSubstr("Мои задачи"));
}

TEST_F(ProfileSite, ShowsLevelsGrowthAndTheirTable) {
    complete_course();
    browser.get("/profile");
    EXPECT_THAT(browser.page(), HasSubstr("<svg class=\"chart\""));
    EXPECT_THAT(browser.page(), HasSubstr("<th scope=\"col\">Дата</th>"));
    EXPECT_THAT(browser.page(), HasSubstr("1\u00A0результат"));
    EXPECT_THAT(browser.page(), HasSubstr("href=\"/profile/competency/C3#s-"));
    EXPECT_THAT(browser.page(), HasSubstr("href=\"/courses/sample/certificate\""));
    EXPECT_THAT(browser.page(), Not(HasSubstr("style=")));
}

TEST_F(ProfileSite, ALinkFromTheTableLeadsToTheResultItRestsOn) {
    complete_course();
    browser.get("/profile");
    const auto link = between(browser.page(), "href=\"/profile/competency/C3#", "\"");
    EXPECT_EQ(browser.get("/profile/competency/C3").status, 200);
    EXPECT_THAT(browser.page(), HasSubstr("id=\"" + link + "\""));
    EXPECT_THAT(browser.page(), HasSubstr("нужно было не\u00A0меньше 70\u00A0%"));
    EXPECT_THAT(browser.page(), HasSubstr("На\u00A0этом результате основан показанный уровень"));
    EXPECT_EQ(browser.get("/profile/competency/C99").status, 404);
}

TEST_F(ProfileSite, TellsEveryAnswerInPlainWords) {
    EXPECT_EQ(browser.get("/profile/course/sample").status, 404);
    complete_course();
    EXPECT_EQ(browser.get("/profile/course/sample").status, 200);
    EXPECT_THAT(browser.page(), HasSubstr("Сколько &lt;часов&gt;?"));
    EXPECT_THAT(browser.page(), HasSubstr("✓ Верно"));
    EXPECT_THAT(browser.page(), HasSubstr("ответ: 54000"));
}

TEST_F(ProfileSite, TheCoursePageSaysWhatItGivesAndLeadsToTheCertificate) {
    browser.get("/courses/sample");
    EXPECT_THAT(browser.page(), HasSubstr("Что даёт курс"));
    EXPECT_THAT(browser.page(), HasSubstr("уровень\u00A02"));
    EXPECT_THAT(browser.page(), Not(HasSubstr("/courses/sample/certificate")));
    complete_course();
    browser.get("/courses/sample");
    EXPECT_THAT(browser.page(), HasSubstr("href=\"/courses/sample/certificate\""));
    EXPECT_THAT(browser.page(), HasSubstr("✓&nbsp;показано"));
}

TEST_F(ProfileSite, ACertificateIsThereOnlyWhenTheCourseIsCompleted) {
    EXPECT_EQ(browser.get("/courses/sample/certificate").status, 404);
    complete_course();
    EXPECT_EQ(browser.get("/courses/sample/certificate").status, 200);
    EXPECT_THAT(browser.page(), HasSubstr("Образец"));
    EXPECT_THAT(browser.page(), HasSubstr("24\u00A0ноября 2026\u00A0года"));
    EXPECT_THAT(browser.page(), HasSubstr("http://lyceum.test:8080/verify"));
    EXPECT_EQ(code().size(), 19U);
}

TEST_F(ProfileSite, AnybodyChecksACertificateWithoutSigningIn) {
    complete_course();
    const auto printed = code();
    Browser stranger{site};
    const auto response = stranger.get("/verify/" + printed);
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(stranger.page(), HasSubstr("Сертификат действителен"));
    EXPECT_THAT(stranger.page(), HasSubstr("Образец"));
    EXPECT_THAT(stranger.page(), HasSubstr("24\u00A0ноября 2026\u00A0года"));
    EXPECT_EQ(header(response, "X-Robots-Tag"), "noindex, nofollow");
    EXPECT_EQ(header(response, "Cache-Control"), "no-store");
}

TEST_F(ProfileSite, TypingACodeLeadsToItsPage) {
    complete_course();
    const auto printed = code();
    Browser stranger{site};
    EXPECT_EQ(stranger.get("/verify").status, 200);
    EXPECT_THAT(stranger.page(), HasSubstr("name=\"code\""));
    std::string typed;
    for (const char c : printed) {
        typed += c == '-' ? '+' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    const auto response = stranger.get("/verify?code=" + typed);
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(header(response, "Location"), "/verify/" + printed);
}

TEST_F(ProfileSite, ASlipInACodeIsToldFromACodeNobodyHas) {
    Browser stranger{site};
    EXPECT_EQ(stranger.get("/verify/0000-0000-0000-0001").status, 404);
    EXPECT_THAT(stranger.page(), HasSubstr("В\u00A0коде есть ошибка"));
    EXPECT_THAT(stranger.page(), HasSubstr("value=\"0000-0000-0000-0001\""));
    EXPECT_EQ(stranger.get("/verify/0000-0000-0000-0000").status, 404);
    EXPECT_THAT(stranger.page(), HasSubstr("Такого сертификата нет"));
    EXPECT_EQ(stranger.get("/verify/%3Cscript%3E").status, 404);
    EXPECT_THAT(stranger.page(), Not(HasSubstr("<script>")));
}

class CalendarSite : public ProfileSite {
protected:
    // The path of the address that the page tells.
    std::string make_address() {
        browser.get("/profile");
        EXPECT_EQ(browser.post("/profile/calendar", "").status, 200);
        const auto address = between(browser.page(), "id=\"feed\" value=\"", "\"");
        const std::string front = "http://lyceum.test:8080";
        EXPECT_TRUE(address.starts_with(front + "/calendar/")) << address;
        return address.substr(std::min(front.size(), address.size()));
    }
};

TEST_F(CalendarSite, IsReadWithoutSigningIn) {
    browser.get("/courses/sample/read");
    const auto address = make_address();
    Browser program{site};
    const auto response = program.get(address);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content_type, "text/calendar; charset=utf-8");
    EXPECT_THAT(std::string{response.bytes()}, HasSubstr("SUMMARY:Пройти курс «Образец»"));
    EXPECT_EQ(header(response, "Set-Cookie"), "");
}

TEST_F(CalendarSite, IsNotSentAgainWhileItIsTheSame) {
    const auto address = make_address();
    Browser program{site};
    program.always("if-none-match", header(program.get(address), "ETag"));
    EXPECT_EQ(program.get(address).status, 304);
    browser.get("/courses/sample/read");
    EXPECT_EQ(program.get(address).status, 200) << "a course was begun";
}

TEST_F(CalendarSite, TellsItsAddressOnceAndLeadsNowhereWhenRevoked) {
    const auto address = make_address();
    browser.get("/profile");
    EXPECT_THAT(browser.page(), Not(HasSubstr(address)));
    EXPECT_EQ(browser.post("/profile/calendar/end", "").status, 303);
    Browser program{site};
    const auto response = program.get(address);
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.content_type, "text/plain; charset=utf-8");
    EXPECT_THAT(std::string{response.bytes()}, HasSubstr("никуда не\u00A0ведёт"));
}

TEST_F(CalendarSite, NeedsAWholeAddress) {
    const auto address = make_address();
    Browser program{site};
    EXPECT_EQ(program.get(address.substr(0, address.size() - 4)).status, 404);
    EXPECT_EQ(program.get("/calendar/.ics").status, 404);
    EXPECT_EQ(program.get("/calendar/" + std::string(43, 'x') + ".ics").status, 404);
}

TEST_F(CalendarSite, IsMadeOnlyByAFormOfThisSite) {
    browser.get("/profile");
    EXPECT_EQ(browser.post("/profile/calendar", "_csrf=").status, 403);
    EXPECT_EQ(browser.get("/profile/calendar").status, 405);
}

TEST_F(CalendarSite, PutsNoForeignHostInAnAddress) {
    browser.always("host", "evil\"><b>");
    browser.get("/profile");
    browser.post("/profile/calendar", "");
    EXPECT_TRUE(between(browser.page(), "id=\"feed\" value=\"", "\"").starts_with("/calendar/"));
}

TEST_F(ProfileSite, EveryPageHasOneHeadingAndNoWordLeftOut) {
    complete_course();
    const auto printed = code();
    for (const auto* language : {"ru", "be", "en"}) {
        browser.get("/");
        ASSERT_EQ(browser.post("/language", "language=" + std::string{language} + "&back=%2F").status, 303);
        for (const auto& target :
             {std::string{"/profile"}, std::string{"/profile/competency/C3"}, std::string{"/profile/course/sample"},
              std::string{"/courses/sample"}, std::string{"/courses/sample/certificate"}, "/verify/" + printed,
              std::string{"/verify"}, std::string{"/verify/X"}}) {
            browser.get(target);
            const auto& page = browser.page();
            EXPECT_THAT(page, HasSubstr("<html lang=\"" + std::string{language} + "\">")) << target;
            const auto heading = page.find("<h1");
            ASSERT_NE(heading, std::string::npos) << target;
            EXPECT_EQ(page.find("<h1", heading + 1), std::string::npos) << target;
            // What the scripts fill in themselves stands in data- attributes.
            EXPECT_THAT(std::regex_replace(page, std::regex{" data-[a-z-]+=\"[^\"]*\""}, ""), Not(HasSubstr("{")))
                << target;
        }
    }
}

}  // namespace
}  // namespace lyceum::web::testing
