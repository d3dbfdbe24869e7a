#include "host/web/site.hpp"

#include "host/base/crypto.hpp"
#include "host/base/log.hpp"
#include "host/base/text.hpp"

#include <array>
#include <embedded/web_assets.hpp>
#include <embedded/web_catalogues.hpp>
#include <embedded/web_fonts.hpp>
#include <embedded/web_icons.hpp>
#include <embedded/web_templates.hpp>
#include <exception>

namespace lyceum::web {
namespace {

// Nothing but our own files; no inline script or style; forms only to us; in nobody's frame.
constexpr std::string_view page_policy =
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; "
    "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'";
constexpr std::size_t compression_threshold = 1024;

// What is shown, or done, for people who are not signed in.
bool is_public(Page page) {
    switch (page) {
        case Page::Home:
        case Page::SessionStart:
        case Page::SessionReader:
        case Page::LanguageChoice:
        case Page::Invitation:
        case Page::Unsubscribe:
        case Page::Verification:
        case Page::VerifiedCode:
            return true;
        default:
            return false;
    }
}

// What stands before the first `mark`, or all; `rest` keeps what is behind it. Not with find(): g++ 12 takes the length
// of a view that was shortened for one below zero.
std::string_view take_until(char mark, std::string_view& rest) {
    const auto* at = std::find(rest.begin(), rest.end(), mark);
    const std::string_view taken{rest.begin(), at};
    rest = std::string_view{at == rest.end() ? at : at + 1, rest.end()};
    return taken;
}

// In thousandths, of what stands behind "en;": "q=0.9". 1000 if nothing does; 0, which means "not at all", for what is
// no weight.
int weight_of(std::string_view parameter) {
    if (parameter.empty()) {
        return 1000;
    }
    if (!(parameter.starts_with("q=") || parameter.starts_with("Q=")) || parameter.size() < 3) {
        return 0;
    }
    parameter.remove_prefix(2);
    if (parameter.front() != '0' && parameter.front() != '1') {
        return 0;
    }
    int weight = (parameter.front() - '0') * 1000;
    parameter.remove_prefix(1);
    if (!parameter.empty() && parameter.front() != '.') {
        return 0;
    }
    int place = 100;
    for (const char digit : parameter.substr(std::min<std::size_t>(1, parameter.size()))) {
        if (digit < '0' || digit > '9') {
            return 0;
        }
        weight += (digit - '0') * place;
        place /= 10;
    }
    return std::min(weight, 1000);
}

Language language_of_stranger(const Visit& visit) {
    if (const auto asked = parse_language(field(visit.address.query, "lang"))) {
        return *asked;
    }
    if (const auto kept = parse_language(cookie(visit.request, language_cookie))) {
        return *kept;
    }
    return accepted_language(visit.request.header("accept-language"));
}

}  // namespace

Language accepted_language(std::string_view header) {
    Language best = Language::Ru;
    int best_weight = 0;
    while (!header.empty()) {
        const std::string_view range = take_until(',', header);
        std::string_view parameter = range;
        const auto language = parse_language(text::trim(take_until(';', parameter)));
        const int weight = weight_of(text::trim(parameter));
        if (language && weight > best_weight) {
            best = *language;
            best_weight = weight;
        }
    }
    return best;
}

Result<std::unique_ptr<Site>> Site::create(const ServerOptions& options, learning::Campus& campus, Metrics& metrics) {
    LYCEUM_TRY(auto catalogues, Texts::open(embedded::web_catalogues()));
    auto texts = std::make_unique<Texts>(std::move(catalogues));
    LYCEUM_TRY(auto templates, Templates::open(embedded::web_templates(), *texts));
    LYCEUM_TRY(auto passwords, learning::Passwords::create());
    const std::array lists{embedded::web_assets(), embedded::web_fonts(), embedded::web_icons()};
    return std::unique_ptr<Site>{new Site{options, campus, metrics, std::move(texts), std::move(templates),
                                          Assets{lists}, std::move(passwords)}};
}

Site::Site(const ServerOptions& options, learning::Campus& campus, Metrics& metrics, std::unique_ptr<Texts> texts,
           Templates templates, Assets assets, std::unique_ptr<learning::Passwords> passwords)
    : options_{options},
      campus_{campus},
      metrics_{metrics},
      texts_{std::move(texts)},
      templates_{std::move(templates)},
      assets_{std::move(assets)},
      pages_{*texts_, templates_, assets_.prefix()},
      csrf_{campus.pseudonym_key},
      gzip_{1},
      passwords_{std::move(passwords)} {}

boost::asio::awaitable<Response> Site::respond(Request request) {
    const auto began = std::chrono::steady_clock::now();
    // What `finish` needs of the request, which is moved on.
    Request asked;
    asked.method = request.method;
    for (const auto& header : request.headers) {
        if (header.name == "accept-encoding") {
            asked.headers.push_back(header);
        }
    }
    Response response;
    try {
        response = co_await dispatch(std::move(request));
    } catch (const std::exception& bug) {
        // The boundary of house rule 13: a bug ends this request and nothing else.
        log::error("a request ended by an exception: {}", bug.what());
        response = plain_text(500, "Something is wrong with the server. It has been written down.\n");
    }
    finish(asked, response);
    metrics_.request_done(response.route, response.status, std::chrono::steady_clock::now() - began);
    co_return response;
}

Response Site::refuse(int status) const {
    auto response = plain_text(status, fmt::format("{} {}\n", status, reason_phrase(status)));
    response.close = true;
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    return response;
}

boost::asio::awaitable<Response> Site::dispatch(Request request) {
    Visit visit;
    visit.request = std::move(request);
    visit.now = campus_.clock();
    auto address = parse_address(visit.request.target);
    if (!address) {
        visit.language = accepted_language(visit.request.header("accept-language"));
        co_return failure(visit, address.error());
    }
    visit.address = std::move(address.value());
    visit.route = find_route(visit.request.method, visit.address.segments);
    auto response = co_await dispatch_visit(visit);
    describe(visit, response);
    if (visit.route.found == Found::Yes) {
        response.route = visit.route.name;
    }
    co_return response;
}

boost::asio::awaitable<Response> Site::dispatch_visit(Visit& visit) {
    const auto& route = visit.route;
    if (route.found == Found::Yes) {
        // What machines ask for needs nobody signed in, and no database.
        switch (route.page) {
            case Page::Asset:
                co_return assets_.respond(visit.request, route.parameters[0], route.parameters[1]);
            case Page::Favicon:
                co_return assets_.respond_unversioned(visit.request, "icon.svg");
            case Page::Manifest:
                co_return manifest(visit);
            case Page::ServiceWorker:
                co_return service_worker(visit.request);
            case Page::Offline:
                co_return offline_page(visit);
            case Page::Health:
                co_return plain_text(200, "ok\n");
            case Page::Readiness:
                co_return co_await readiness();
            case Page::Metrics:
                co_return metrics_text(visit.request);
            case Page::CalendarFeed:
                co_return calendar_feed(visit.request, route.parameters[0]);
            default:
                break;
        }
    }
    if (auto known = identify(visit); !known) {
        co_return failure(visit, known.error());
    }
    if (route.found == Found::NoSuchPage) {
        co_return not_found(visit);
    }
    if (route.found == Found::WrongMethod) {
        co_return wrong_method(visit);
    }
    // Mail programs post to it themselves: see Site::unsubscribe.
    if (visit.is_post() && route.page != Page::Unsubscribe) {
        if (auto refused = read_form(visit)) {
            co_return std::move(*refused);
        }
    }
    if (visit.visitor) {
        auto session = visit.visitor->session;
        // A failure to write "last seen" is no reason to refuse a page; the store has logged it.
        auto touched = co_await learning::touch(campus_, std::move(session));
        if (!touched) {
            log::warning("a session's last use was not written: {}", to_string(touched.error()));
        }
    } else if (!is_public(route.page)) {
        co_return need_sign_in(visit);
    }
    switch (route.page) {
        case Page::Home:
            co_return co_await home_page(visit);
        case Page::SessionStart:
            co_return co_await start_session(visit);
        case Page::SessionEnd:
            co_return co_await end_session(visit);
        case Page::SessionReader:
            co_return session_reader(visit);
        case Page::LanguageChoice:
            co_return co_await choose_language(visit);
        case Page::Invitation:
            if (visit.is_post()) {
                co_return co_await accept_invitation(visit);
            }
            co_return invitation_page(visit, PasswordNotice::None, 200);
        case Page::Account:
            co_return account_page(visit, AccountView{}, 200);
        case Page::PasswordChange:
            co_return co_await change_password(visit);
        case Page::SessionsEnd:
            co_return co_await end_sessions(visit);
        case Page::MailChoice:
            co_return co_await choose_mails(visit);
        case Page::Unsubscribe:
            co_return co_await unsubscribe(visit);
        case Page::Courses:
            co_return courses_page(visit);
        case Page::Course:
            co_return course_page(visit);
        case Page::CourseFile:
            co_return course_file_response(visit);
        case Page::Certificate:
            co_return certificate_page(visit);
        case Page::ActivityNews:
            co_return activity_news(visit);
        case Page::Forums:
            co_return forums_page(visit);
        case Page::Search:
            co_return co_await search_page(visit);
        case Page::Glossary:
            co_return glossary_page(visit);
        case Page::Recall:
            if (visit.is_post()) {
                co_return co_await answer_recall(visit);
            }
            co_return co_await show_recall(visit);
        case Page::RecallPutOff:
            co_return co_await put_off_recall(visit);
        case Page::RecallPause:
            co_return co_await pause_recall(visit);
        case Page::Profile:
            co_return profile_page(visit);
        case Page::ProfileCompetency:
            co_return competency_page(visit);
        case Page::ProfileCourse:
            co_return answers_page(visit);
        case Page::CalendarOpening:
            co_return co_await open_calendar(visit);
        case Page::CalendarClosing:
            co_return co_await close_calendar(visit);
        case Page::Tasks:
            co_return tasks_page(visit, TasksView{}, 200);
        case Page::TaskChange:
            co_return co_await change_task(visit);
        case Page::TasksRollup:
            co_return rollup_page(visit);
        case Page::TasksRollupFile:
            co_return rollup_file(visit);
        case Page::Verification:
            co_return verification_page(visit);
        case Page::VerifiedCode:
            co_return verified_code(visit);
        case Page::Activity:
            if (visit.is_post()) {
                co_return co_await answer(visit);
            }
            co_return co_await show_activity(visit);
        default:
            co_return not_found(visit);
    }
}

Result<void> Site::identify(Visit& visit) {
    visit.language = language_of_stranger(visit);
    if (const auto token = cookie(visit.request, cookie_name(session_cookie)); !token.empty()) {
        visit.had_session = true;
        LYCEUM_TRY(visit.visitor, learning::find_visitor(campus_, token));
        if (visit.visitor) {
            // A demo person is many people: the language is that of this browser.
            if (visit.visitor->person.kind != store::UserKind::Demo) {
                visit.language = visit.visitor->person.language;
            }
            visit.secret = token;
            return success();
        }
    }
    visit.secret = cookie(visit.request, cookie_name(visit_cookie));
    if (visit.secret.empty()) {
        visit.secret = crypto::random_token();
        visit.fresh_secret = true;
    }
    return success();
}

std::optional<Response> Site::read_form(Visit& visit) {
    const auto type = visit.request.header("content-type");
    if (text::trim(type.substr(0, type.find(';'))) != "application/x-www-form-urlencoded") {
        auto response = plain_text(415, "Forms are sent as application/x-www-form-urlencoded.\n");
        response.set("Accept", "application/x-www-form-urlencoded");
        return response;
    }
    auto form = parse_form(visit.request.body);
    if (!form) {
        return failure(visit, form.error());
    }
    visit.form = std::move(form.value());

    // Modern browsers say themselves that a form came from elsewhere; the token holds for all.
    const auto site = visit.request.header("sec-fetch-site");
    const bool elsewhere = !site.empty() && site != "same-origin" && site != "none";
    if (!elsewhere && !visit.fresh_secret && csrf_.accepts(visit.secret, field(visit.form, "_csrf"))) {
        return std::nullopt;
    }
    if (!visit.visitor) {
        // Most often not an attack but a session that has ended while the page was open.
        if (!is_public(visit.route.page)) {
            return need_sign_in(visit);
        }
        if (visit.route.page == Page::Invitation) {
            return invitation_page(visit, PasswordNotice::FormTooOld, 403);
        }
        SignInView view;
        view.notice = SignInNotice::FormTooOld;
        view.login = field(visit.form, "login");
        view.return_path = field(visit.form, "return");
        return sign_in_page(visit, std::move(view), 403);
    }
    return failure(visit, Error{ErrorCode::Denied, "a form without a valid token", "form", {}});
}

void Site::finish(const Request& request, Response& response) {
    if (!response.has("Content-Security-Policy")) {
        response.set("Content-Security-Policy", std::string{page_policy});
    }
    response.set("X-Content-Type-Options", "nosniff");
    if (!response.has("Referrer-Policy")) {
        response.set("Referrer-Policy", "same-origin");
    }
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    response.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (options_.transport == Transport::BehindTls) {
        response.set("Strict-Transport-Security", "max-age=31536000");
    }
    if (!response.has("Cache-Control")) {
        response.set("Cache-Control", "no-store");
    }
    if (response.compression == Compression::Allowed && response.bytes().size() > compression_threshold) {
        // Safe with secrets in the page because the CSRF token is masked anew each time: see csrf.hpp.
        response.set("Vary", "Accept-Encoding");
        if (accepts(request.header("accept-encoding"), Encoding::Gzip)) {
            response.body = gzip_.compress(response.bytes());
            response.set("Content-Encoding", "gzip");
        }
    }
}

}  // namespace lyceum::web
