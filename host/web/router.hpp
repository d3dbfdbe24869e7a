#pragma once
// Which page an address is. A pure table: no handler, no state. [any thread]

#include "host/web/http.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lyceum::web {

enum class Page {
    Home,
    SessionStart,
    SessionEnd,
    SessionReader,  // who is signed in, for the service worker
    LanguageChoice,
    Invitation,
    Account,
    PasswordChange,
    SessionsEnd,  // of the person's sessions: one of them, or all others
    MailChoice,
    Courses,
    Course,
    Activity,
    ActivityNews,  // what learners share has changed, as it happens
    CourseFile,
    Forums,
    Search,
    Glossary,
    Certificate,
    Recall,
    RecallPutOff,
    RecallPause,
    Profile,
    ProfileCompetency,
    ProfileCourse,
    CalendarOpening,
    CalendarClosing,
    CalendarFeed,
    Tasks,
    TaskChange,
    TasksRollup,
    TasksRollupFile,
    Unsubscribe,
    Verification,
    VerifiedCode,
    Asset,
    Favicon,
    Manifest,
    ServiceWorker,
    Offline,
    Health,
    Readiness,
    Metrics,
};

enum class Found { Yes, NoSuchPage, WrongMethod };

struct Route {
    Found found = Found::NoSuchPage;
    Page page = Page::Home;
    std::string_view name;                // "/courses/{course}": for metrics; static
    std::string_view allow;               // for 405: "GET, HEAD"; static
    std::vector<std::string> parameters;  // in the order of the braces; the last of a file's path is joined with "/"
};

Route find_route(Method method, const std::vector<std::string>& segments);

}  // namespace lyceum::web
