#include "host/web/router.hpp"

#include <array>
#include <span>

namespace lyceum::web {
namespace {

enum class Methods { Get, Post, GetAndPost };

struct Entry {
    Page page;
    Methods methods;
    std::string_view pattern;  // "{x}" is one segment, "{x...}" the rest, at least one
};

// The first that fits counts.
constexpr auto routes = std::to_array<Entry>({
    {Page::Home, Methods::Get, "/"},
    {Page::SessionStart, Methods::Post, "/session"},
    {Page::SessionEnd, Methods::Post, "/session/end"},
    {Page::SessionReader, Methods::Get, "/session/reader"},
    {Page::LanguageChoice, Methods::Post, "/language"},
    {Page::Invitation, Methods::GetAndPost, "/invitation/{token}"},
    {Page::Account, Methods::Get, "/account"},
    {Page::PasswordChange, Methods::Post, "/account/password"},
    {Page::SessionsEnd, Methods::Post, "/account/sessions/end"},
    {Page::MailChoice, Methods::Post, "/account/mail"},
    {Page::Courses, Methods::Get, "/courses"},
    {Page::Course, Methods::Get, "/courses/{course}"},
    {Page::CourseFile, Methods::Get, "/courses/{course}/files/{path...}"},
    {Page::Certificate, Methods::Get, "/courses/{course}/certificate"},
    {Page::Glossary, Methods::Get, "/courses/{course}/glossary"},
    {Page::Activity, Methods::GetAndPost, "/courses/{course}/{unit}"},
    {Page::ActivityNews, Methods::Get, "/courses/{course}/{unit}/live"},
    {Page::Forums, Methods::Get, "/forums"},
    {Page::Search, Methods::Get, "/search"},
    {Page::Recall, Methods::GetAndPost, "/recall"},
    {Page::RecallPutOff, Methods::Post, "/recall/later"},
    {Page::RecallPause, Methods::Post, "/recall/pause"},
    {Page::Profile, Methods::Get, "/profile"},
    {Page::CalendarOpening, Methods::Post, "/profile/calendar"},
    {Page::CalendarClosing, Methods::Post, "/profile/calendar/end"},
    {Page::ProfileCompetency, Methods::Get, "/profile/competency/{competency}"},
    {Page::ProfileCourse, Methods::Get, "/profile/course/{course}"},
    {Page::CalendarFeed, Methods::Get, "/calendar/{file}"},
    {Page::Tasks, Methods::Get, "/tasks"},
    {Page::TasksRollup, Methods::Get, "/tasks/all"},
    {Page::TasksRollupFile, Methods::Get, "/tasks/all.csv"},
    {Page::TaskChange, Methods::Post, "/tasks/{task}"},
    {Page::Unsubscribe, Methods::GetAndPost, "/mail/unsubscribe/{token}"},
    {Page::Verification, Methods::Get, "/verify"},
    {Page::VerifiedCode, Methods::Get, "/verify/{code}"},
    {Page::Asset, Methods::Get, "/assets/{hash}/{name}"},
    {Page::Favicon, Methods::Get, "/favicon.ico"},
    {Page::Manifest, Methods::Get, "/manifest.webmanifest"},
    {Page::ServiceWorker, Methods::Get, "/sw.js"},
    {Page::Offline, Methods::Get, "/offline"},
    {Page::Health, Methods::Get, "/healthz"},
    {Page::Readiness, Methods::Get, "/readyz"},
    {Page::Metrics, Methods::Get, "/metrics"},
});

bool fits(std::string_view pattern, std::span<const std::string> segments, std::vector<std::string>& parameters) {
    parameters.clear();
    pattern.remove_prefix(1);
    std::size_t at = 0;
    while (!pattern.empty()) {
        if (at == segments.size()) {
            return false;
        }
        const auto end = std::min(pattern.find('/'), pattern.size());
        const auto part = pattern.substr(0, end);
        pattern.remove_prefix(std::min(end + 1, pattern.size()));
        if (part.ends_with("...}")) {
            std::string rest = segments[at];
            for (++at; at < segments.size(); ++at) {
                rest += '/';
                rest += segments[at];
            }
            parameters.push_back(std::move(rest));
            return true;
        }
        if (part.front() == '{') {
            parameters.push_back(segments[at]);
        } else if (part != segments[at]) {
            return false;
        }
        ++at;
    }
    return at == segments.size();
}

bool allows(Methods methods, Method method) {
    switch (method) {
        case Method::Get:
        case Method::Head:
            return methods != Methods::Post;
        case Method::Post:
            return methods != Methods::Get;
        case Method::Other:
            return false;
    }
    return false;
}

std::string_view allow_header(Methods methods) {
    switch (methods) {
        case Methods::Get:
            return "GET, HEAD";
        case Methods::Post:
            return "POST";
        case Methods::GetAndPost:
            return "GET, HEAD, POST";
    }
    return {};
}

}  // namespace

Route find_route(Method method, const std::vector<std::string>& segments) {
    Route route;
    for (const auto& entry : routes) {
        if (!fits(entry.pattern, segments, route.parameters)) {
            continue;
        }
        route.found = allows(entry.methods, method) ? Found::Yes : Found::WrongMethod;
        route.page = entry.page;
        route.name = entry.pattern;
        route.allow = allow_header(entry.methods);
        return route;
    }
    route.parameters.clear();
    return route;
}

}  // namespace lyceum::web
