#include "host/web/router.hpp"

#include <gtest/gtest.h>

namespace lyceum::web {
namespace {

using Segments = std::vector<std::string>;

TEST(Router, FindsEveryPage) {
    EXPECT_EQ(find_route(Method::Get, {}).page, Page::Home);
    EXPECT_EQ(find_route(Method::Post, {"session"}).page, Page::SessionStart);
    EXPECT_EQ(find_route(Method::Post, {"session", "end"}).page, Page::SessionEnd);
    EXPECT_EQ(find_route(Method::Get, {"recall"}).page, Page::Recall);
    EXPECT_EQ(find_route(Method::Post, {"recall", "later"}).page, Page::RecallPutOff);
    EXPECT_EQ(find_route(Method::Post, {"recall", "pause"}).page, Page::RecallPause);
    EXPECT_EQ(find_route(Method::Post, {"language"}).page, Page::LanguageChoice);
    EXPECT_EQ(find_route(Method::Get, {"invitation", "token"}).page, Page::Invitation);
    EXPECT_EQ(find_route(Method::Post, {"invitation", "token"}).page, Page::Invitation);
    EXPECT_EQ(find_route(Method::Get, {"account"}).page, Page::Account);
    EXPECT_EQ(find_route(Method::Post, {"account", "password"}).page, Page::PasswordChange);
    EXPECT_EQ(find_route(Method::Post, {"account", "sessions", "end"}).page, Page::SessionsEnd);
    EXPECT_EQ(find_route(Method::Get, {"courses"}).page, Page::Courses);
    EXPECT_EQ(find_route(Method::Get, {"courses", "a"}).page, Page::Course);
    EXPECT_EQ(find_route(Method::Get, {"courses", "a", "certificate"}).page, Page::Certificate);
    EXPECT_EQ(find_route(Method::Get, {"profile"}).page, Page::Profile);
    EXPECT_EQ(find_route(Method::Get, {"profile", "competency", "C3"}).page, Page::ProfileCompetency);
    EXPECT_EQ(find_route(Method::Get, {"profile", "course", "a"}).page, Page::ProfileCourse);
    EXPECT_EQ(find_route(Method::Post, {"profile", "calendar"}).page, Page::CalendarOpening);
    EXPECT_EQ(find_route(Method::Post, {"profile", "calendar", "end"}).page, Page::CalendarClosing);
    EXPECT_EQ(find_route(Method::Get, {"calendar", "token.ics"}).page, Page::CalendarFeed);
    EXPECT_EQ(find_route(Method::Get, {"verify"}).page, Page::Verification);
    EXPECT_EQ(find_route(Method::Get, {"verify", "ABCD"}).page, Page::VerifiedCode);
    EXPECT_EQ(find_route(Method::Get, {"assets", "h", "lyceum.css"}).page, Page::Asset);
    EXPECT_EQ(find_route(Method::Get, {"favicon.ico"}).page, Page::Favicon);
    EXPECT_EQ(find_route(Method::Get, {"healthz"}).page, Page::Health);
    EXPECT_EQ(find_route(Method::Get, {"readyz"}).page, Page::Readiness);
    EXPECT_EQ(find_route(Method::Get, {"metrics"}).page, Page::Metrics);
}

TEST(Router, TakesTheNamesOfCourseAndUnit) {
    const auto route = find_route(Method::Post, {"courses", "e-services", "quiz"});
    EXPECT_EQ(route.found, Found::Yes);
    EXPECT_EQ(route.page, Page::Activity);
    EXPECT_EQ(route.parameters, (Segments{"e-services", "quiz"}));
    EXPECT_EQ(route.name, "/courses/{course}/{unit}");
}

TEST(Router, JoinsThePathOfACourseFile) {
    const auto route = find_route(Method::Get, {"courses", "a", "files", "figures", "path.svg"});
    EXPECT_EQ(route.page, Page::CourseFile);
    EXPECT_EQ(route.parameters, (Segments{"a", "figures/path.svg"}));
}

TEST(Router, AnswersHeadWhereItAnswersGet) {
    EXPECT_EQ(find_route(Method::Head, {"courses"}).found, Found::Yes);
    EXPECT_EQ(find_route(Method::Head, {"session"}).found, Found::WrongMethod);
}

TEST(Router, SaysWhichMethodsAPageTakes) {
    const auto post_only = find_route(Method::Get, {"session"});
    EXPECT_EQ(post_only.found, Found::WrongMethod);
    EXPECT_EQ(post_only.allow, "POST");
    const auto both = find_route(Method::Other, {"courses", "a", "b"});
    EXPECT_EQ(both.found, Found::WrongMethod);
    EXPECT_EQ(both.allow, "GET, HEAD, POST");
}

TEST(Router, KnowsNothingElse) {
    for (const auto& segments :
         {Segments{"profiles"}, Segments{"session", "other"}, Segments{"invitation"}, Segments{"invitation", "a", "b"},
          Segments{"assets", "h"}, Segments{"courses", "a", "b", "c"}, Segments{"index.php"}}) {
        EXPECT_EQ(find_route(Method::Get, segments).found, Found::NoSuchPage);
    }
}

}  // namespace
}  // namespace lyceum::web
