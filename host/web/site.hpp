#pragma once
// What every address does: one request in, one response out. Finds out who asks and in which language, checks that a
// form is ours, calls learning, has the page made, and turns every failure into a polite page with the right status.
// Called by connection; includes learning and the rest of web, no socket. [io strand]
//
// Reading order: respond → dispatch → one of the page functions (site_sessions.cpp, site_invitation.cpp,
// site_account.cpp, site_mail.cpp, site_courses.cpp, site_profile.cpp, site_tasks.cpp, site_certificates.cpp,
// site_activity.cpp, site_recall.cpp, site_device.cpp, site_live.cpp, site_forums.cpp, site_search.cpp,
// site_services.cpp).

#include "host/learning/campus.hpp"
#include "host/learning/invitations.hpp"
#include "host/learning/people.hpp"
#include "host/web/address.hpp"
#include "host/web/assets.hpp"
#include "host/web/compress.hpp"
#include "host/web/csrf.hpp"
#include "host/web/http.hpp"
#include "host/web/metrics.hpp"
#include "host/web/options.hpp"
#include "host/web/pages.hpp"
#include "host/web/router.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <string>

namespace lyceum::web {

// One request while it is answered: lives in the frame of `dispatch`, passed on by reference.
struct Visit {
    Request request;
    Address address;
    Route route;
    Language language = Language::Ru;
    std::optional<learning::Visitor> visitor;
    std::string secret;         // what the CSRF token follows from: the session's token, or the visit cookie's
    bool fresh_secret = false;  // a visit cookie has to be set
    bool had_session = false;   // a session cookie came, valid or not
    Fields form;                // of a POST
    TimePoint now;

    bool is_post() const { return request.method == Method::Post; }
};

class Site {
public:
    // `campus` and `metrics` must outlive the Site.
    static Result<std::unique_ptr<Site>> create(const ServerOptions& options, learning::Campus& campus,
                                                Metrics& metrics);

    // Complete with every header; never throws.
    boost::asio::awaitable<Response> respond(Request request);

    // The refusal of a request that could not be read; with the same headers as everything else.
    Response refuse(int status) const;

private:
    Site(const ServerOptions& options, learning::Campus& campus, Metrics& metrics, std::unique_ptr<Texts> texts,
         Templates templates, Assets assets, std::unique_ptr<learning::Passwords> passwords);

    boost::asio::awaitable<Response> dispatch(Request request);
    boost::asio::awaitable<Response> dispatch_visit(Visit& visit);
    // Headers, compression: what is the same for all responses.
    void finish(const Request& request, Response& response);

    // Who asks, in which language (site.cpp).
    Result<void> identify(Visit& visit);
    // A POST's form, and whether it is ours. A response: refused.
    std::optional<Response> read_form(Visit& visit);

    // site_sessions.cpp
    Response sign_in_page(const Visit& visit, SignInView view, int status = 200);
    boost::asio::awaitable<Response> start_session(Visit& visit);
    boost::asio::awaitable<Response> end_session(Visit& visit);
    boost::asio::awaitable<Response> choose_language(Visit& visit);
    Response need_sign_in(const Visit& visit);
    // The cookies of somebody who is not signed in: the one that forms are checked with, and the language just chosen.
    void remember_stranger(const Visit& visit, Response& response) const;
    // The language that a stranger has chosen on this browser goes on after signing in, and becomes the person's.
    boost::asio::awaitable<void> carry_language(const Visit& visit, const store::User& person, Response& response);
    void set_language_cookie(Response& response, std::string value) const;
    void remember_signed_in(Response& response, const learning::SignedIn& signed_in, TimePoint now) const;
    void set_cookie(Response& response, std::string_view name, std::string_view value, std::chrono::seconds age) const;
    std::string cookie_name(std::string_view plain) const;

    // site_invitation.cpp
    Response invitation_page(const Visit& visit, PasswordNotice notice, int status);
    Response closed_invitation(const Visit& visit, learning::InvitationState state);
    boost::asio::awaitable<Response> accept_invitation(Visit& visit);

    // site_account.cpp
    Response account_page(const Visit& visit, AccountView view, int status);
    boost::asio::awaitable<Response> change_password(Visit& visit);
    boost::asio::awaitable<Response> end_sessions(Visit& visit);

    // site_mail.cpp
    boost::asio::awaitable<Response> choose_mails(Visit& visit);
    boost::asio::awaitable<Response> unsubscribe(Visit& visit);

    // site_courses.cpp
    boost::asio::awaitable<Response> home_page(Visit& visit);
    Response courses_page(const Visit& visit);
    Response course_page(const Visit& visit);
    Response course_file_response(const Visit& visit);

    // site_profile.cpp
    Response profile_page(const Visit& visit, const std::string& calendar_address = {});
    Response competency_page(const Visit& visit);
    Response answers_page(const Visit& visit);
    boost::asio::awaitable<Response> open_calendar(Visit& visit);
    boost::asio::awaitable<Response> close_calendar(Visit& visit);
    Response calendar_feed(const Request& request, std::string_view file);
    // "https://lyceum.example", as this visitor reached us; empty if that is not said well.
    std::string site_address(const Request& request) const;

    // site_tasks.cpp
    Response tasks_page(const Visit& visit, TasksView view, int status);
    boost::asio::awaitable<Response> change_task(Visit& visit);
    Response rollup_page(const Visit& visit);
    Response rollup_file(const Visit& visit);

    // site_certificates.cpp
    Response certificate_page(const Visit& visit);
    Response verification_page(const Visit& visit);
    Response verified_code(const Visit& visit);
    Response verification(const Visit& visit, const VerificationView& view);

    // site_activity.cpp
    boost::asio::awaitable<Response> show_activity(Visit& visit);
    boost::asio::awaitable<Response> answer(Visit& visit);
    Response closed_activity(const Visit& visit, const Error& error);

    // site_live.cpp
    Response activity_news(const Visit& visit);

    // site_forums.cpp
    Response forums_page(const Visit& visit);

    // site_search.cpp
    boost::asio::awaitable<Response> search_page(Visit& visit);
    Response glossary_page(const Visit& visit);

    // site_recall.cpp
    boost::asio::awaitable<Response> show_recall(Visit& visit);
    boost::asio::awaitable<Response> answer_recall(Visit& visit);
    boost::asio::awaitable<Response> put_off_recall(Visit& visit);
    boost::asio::awaitable<Response> pause_recall(Visit& visit);
    Response recall_page(const Visit& visit, const learning::RecallPage& recall, RecallNotice notice);

    // site_device.cpp
    Response manifest(const Visit& visit) const;
    Response service_worker(const Request& request);
    Response offline_page(const Visit& visit);
    Response session_reader(const Visit& visit) const;
    // Says in headers in which language a page is and whose it is: what the service worker must know.
    void describe(const Visit& visit, Response& response) const;
    // A stable name of the person who is signed in, for this installation alone; "none" for a stranger.
    std::string reader_name(const Visit& visit) const;

    // site_services.cpp
    boost::asio::awaitable<Response> readiness();
    Response metrics_text(const Request& request) const;

    // site_errors.cpp
    Response failure(const Visit& visit, const Error& error);
    Response not_found(const Visit& visit);
    Response wrong_method(const Visit& visit);
    Response page(int status, std::string html) const;
    Frame frame(const Visit& visit) const;
    std::string client_address(const Request& request) const;

    // What /readyz found; asked of the modules again only after a while, for everyone may ask.
    struct Ready {
        std::string lines;
        bool good = false;
        bool asking = false;
        TimePoint until;
    };

    ServerOptions options_;
    learning::Campus& campus_;
    Metrics& metrics_;
    std::unique_ptr<Texts> texts_;
    Templates templates_;
    Assets assets_;
    Pages pages_;
    Csrf csrf_;
    Gzip gzip_;
    learning::SignInThrottle throttle_;
    std::unique_ptr<learning::Passwords> passwords_;
    Ready ready_;
    std::shared_ptr<const std::string> worker_script_;  // made at the first request
};

// The language of an Accept-Language header (RFC 9110 section 12.5.4) that we speak and that is wanted most; of equals
// the first. Russian if it names none of ours.
Language accepted_language(std::string_view header);

// Status, and the words of a failure. `during_answer`: an answer was being saved.
enum class During { Reading, Answering };
int status_of(ErrorCode code);
ErrorView error_view(const Speech& speech, const Error& error, During during);

inline constexpr std::string_view session_cookie = "lyceum_session";
inline constexpr std::string_view visit_cookie = "lyceum_visit";
inline constexpr std::string_view language_cookie = "lyceum_language";
inline constexpr std::string_view device_cookie = "lyceum_device";  // learning/devices.hpp

// On a page that the service worker may keep for reading without a line.
inline constexpr std::string_view keep_header = "Lyceum-Keep";

inline constexpr std::size_t agent_limit = 200;
// What the browser calls itself, cut; empty if that is no text.
std::string agent_of(const Request& request);

// The digits in Error::where of a throttled attempt.
std::chrono::seconds seconds_in(std::string_view digits);

}  // namespace lyceum::web
