// Signing in and out, and choosing a language.
#include "host/base/log.hpp"
#include "host/base/text.hpp"
#include "host/web/site.hpp"

#include <charconv>

#include <fmt/format.h>

namespace lyceum::web {
namespace {

// Behind the code in the cookie of a language that nobody has signed in with yet.
constexpr std::string_view just_chosen = "-chosen";
constexpr std::chrono::seconds year{std::chrono::hours{24 * 365}};

// Where a form wants to go back to, if that is here.
std::string safe_return(std::string_view wanted) {
    return is_local_path(wanted) ? std::string{wanted} : std::string{"/"};
}

}  // namespace

std::string agent_of(const Request& request) {
    const auto agent = request.header("user-agent");
    return text::is_utf8(agent) ? std::string{text::cut(agent, agent_limit)} : std::string{};
}

std::chrono::seconds seconds_in(std::string_view digits) {
    long value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return std::chrono::seconds{value};
}

std::string Site::cookie_name(std::string_view plain) const {
    // The prefix makes browsers hold to Secure, Path=/ and no Domain.
    return options_.transport == Transport::BehindTls ? "__Host-" + std::string{plain} : std::string{plain};
}

void Site::set_cookie(Response& response, std::string_view name, std::string_view value,
                      std::chrono::seconds age) const {
    response.set(
        "Set-Cookie",
        fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax{}{}", cookie_name(name), value,
                    options_.transport == Transport::BehindTls ? "; Secure" : "",
                    age == std::chrono::seconds::max() ? std::string{} : fmt::format("; Max-Age={}", age.count())));
}

std::string Site::client_address(const Request& request) const {
    if (options_.transport == Transport::BehindTls && request.peer == Peer::Loopback) {
        // The last one is our own proxy's word; what is before it a visitor may have made up.
        const auto forwarded = request.header("x-forwarded-for");
        const auto last = text::trim(forwarded.substr(forwarded.rfind(',') + 1));
        if (!last.empty() && last.size() <= 45) {
            return std::string{last};
        }
    }
    return request.address;
}

void Site::remember_stranger(const Visit& visit, Response& response) const {
    if (visit.fresh_secret) {
        set_cookie(response, visit_cookie, visit.secret, std::chrono::seconds::max());
    }
    if (const auto asked = parse_language(field(visit.address.query, "lang"))) {
        set_language_cookie(response, std::string{code_of(*asked)} + std::string{just_chosen});
    }
}

void Site::set_language_cookie(Response& response, std::string value) const {
    response.set("Set-Cookie",
                 fmt::format("{}={}; Path=/; SameSite=Lax; Max-Age={}", language_cookie, value, year.count()));
}

boost::asio::awaitable<void> Site::carry_language(const Visit& visit, const store::User& person, Response& response) {
    const auto kept = cookie(visit.request, language_cookie);
    const auto chosen = kept.ends_with(just_chosen) ? parse_language(kept) : std::nullopt;
    if (!chosen || person.kind == store::UserKind::Demo) {
        co_return;
    }
    auto written = co_await learning::choose_language(campus_, person.id, *chosen);
    if (!written) {
        // No reason to refuse who has the right password; the language can be chosen again.
        log::warning("the language chosen before signing in was not written: {}", to_string(written.error()));
        co_return;
    }
    set_language_cookie(response, std::string{code_of(*chosen)});
}

void Site::remember_signed_in(Response& response, const learning::SignedIn& signed_in, TimePoint now) const {
    set_cookie(response, session_cookie, signed_in.token,
               std::chrono::ceil<std::chrono::seconds>(signed_in.expires - now));
    if (!signed_in.device.empty()) {
        set_cookie(response, device_cookie, signed_in.device, year);
    }
}

Response Site::sign_in_page(const Visit& visit, SignInView view, int status) {
    if (!view.return_path.empty() && !is_local_path(view.return_path)) {
        view.return_path.clear();
    }
    if (options_.demo == Demo::On) {
        if (auto people = campus_.reader.demo_users()) {
            view.demo_people = std::move(people.value());
        } else {
            return failure(visit, people.error());
        }
    }
    const auto catalogue = campus_.catalogue;
    view.framework = &catalogue->framework;
    auto around = frame(visit);
    around.here = "/";
    if (!view.return_path.empty()) {
        around.query = "&return=" + encode_segment(view.return_path);
    }
    auto response = page(status, pages_.sign_in(around, view));
    remember_stranger(visit, response);
    if (status == 401) {
        // RFC 9110 section 15.5.2 wants a challenge; browsers pass over a scheme they do not know.
        response.set("WWW-Authenticate", "Form realm=\"Lyceum\"");
    }
    return response;
}

Response Site::need_sign_in(const Visit& visit) {
    if (visit.route.page == Page::SessionEnd) {
        return see_other("/");
    }
    if (visit.route.page == Page::PasswordChange || visit.route.page == Page::SessionsEnd) {
        return see_other("/?return=%2Faccount");
    }
    if (!visit.is_post()) {
        return see_other("/?return=" + encode_segment(visit.request.target));
    }
    SignInView view;
    view.notice = SignInNotice::AnswerNotSaved;
    view.return_path = path_of(visit.request.target);
    return sign_in_page(visit, std::move(view), 401);
}

boost::asio::awaitable<Response> Site::start_session(Visit& visit) {
    const auto back = safe_return(field(visit.form, "return"));
    Result<learning::SignedIn> signed_in = Error{ErrorCode::NotFound, "no such demo person", {}, {}};
    const auto demo = field(visit.form, "demo");
    if (!demo.empty()) {
        const auto id = UserId::parse(demo);
        if (options_.demo == Demo::Off || !id) {
            co_return not_found(visit);
        }
        auto agent = agent_of(visit.request);
        signed_in = co_await learning::sign_in_as_demo(campus_, *id, std::move(agent));
    } else {
        learning::SignIn attempt;
        attempt.login = text::trim(field(visit.form, "login"));
        attempt.password = field(visit.form, "password");
        attempt.address = client_address(visit.request);
        attempt.device = cookie(visit.request, cookie_name(device_cookie));
        attempt.agent = agent_of(visit.request);
        signed_in = co_await learning::sign_in(campus_, throttle_, *passwords_, std::move(attempt));
    }
    if (!signed_in) {
        const auto& error = signed_in.error();
        SignInView view;
        view.login = field(visit.form, "login");
        view.return_path = back;
        if (error.code == ErrorCode::Denied) {
            metrics_.sign_in(SignInOutcome::Refused);
            view.notice = SignInNotice::Wrong;
            co_return sign_in_page(visit, std::move(view), 401);
        }
        if (error.code == ErrorCode::LimitExceeded) {
            metrics_.sign_in(SignInOutcome::Throttled);
            view.notice = SignInNotice::Throttled;
            view.wait = seconds_in(error.where);
            auto response = sign_in_page(visit, std::move(view), 429);
            response.set("Retry-After", error.where);
            co_return response;
        }
        co_return failure(visit, error);
    }
    metrics_.sign_in(SignInOutcome::Succeeded);
    auto response = see_other(back);
    remember_signed_in(response, signed_in.value(), visit.now);
    co_await carry_language(visit, signed_in.value().person, response);
    co_return response;
}

boost::asio::awaitable<Response> Site::end_session(Visit& visit) {
    auto session = visit.visitor->session;
    auto ended = co_await learning::sign_out(campus_, std::move(session));
    if (!ended) {
        co_return failure(visit, ended.error());
    }
    auto response = see_other("/");
    set_cookie(response, session_cookie, "", std::chrono::seconds{0});
    co_return response;
}

boost::asio::awaitable<Response> Site::choose_language(Visit& visit) {
    const auto language = parse_language(field(visit.form, "language"));
    if (!language) {
        co_return failure(visit, Error{ErrorCode::InvalidInput, "no such language", "language", {}});
    }
    if (visit.visitor && visit.visitor->person.kind != store::UserKind::Demo) {
        auto chosen = co_await learning::choose_language(campus_, visit.visitor->person.id, *language);
        if (!chosen) {
            co_return failure(visit, chosen.error());
        }
    }
    auto response = see_other(safe_return(field(visit.form, "back")));
    set_language_cookie(response, std::string{code_of(*language)} + std::string{visit.visitor ? "" : just_chosen});
    co_return response;
}

}  // namespace lyceum::web
