// A person's profile, the statements behind its numbers, and the calendar of deadlines.
#include "host/base/crypto.hpp"
#include "host/base/log.hpp"
#include "host/learning/calendar.hpp"
#include "host/learning/profile.hpp"
#include "host/web/ics.hpp"
#include "host/web/site.hpp"

namespace lyceum::web {
namespace {

constexpr std::string_view feed_ending = ".ics";

// What a Host header may hold (RFC 3986 section 3.2.2, without user names and escapes).
bool is_host(std::string_view host) {
    return !host.empty() && host.size() <= 255 &&
           host.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
               "0123456789.-:[]") == std::string_view::npos;
}

}  // namespace

std::string Site::site_address(const Request& request) const {
    const auto host = request.header("host");
    if (!is_host(host)) {
        return {};
    }
    return (options_.transport == Transport::BehindTls ? "https://" : "http://") + std::string{host};
}

Response Site::profile_page(const Visit& visit, const std::string& calendar_address) {
    auto profile = learning::profile(campus_, visit.visitor->person);
    if (!profile) {
        return failure(visit, profile.error());
    }
    auto around = frame(visit);
    around.here = "/profile";  // also after the POST that made an address
    return page(200, pages_.profile(around, profile.value(), calendar_address));
}

Response Site::competency_page(const Visit& visit) {
    auto found = learning::competency_page(campus_, visit.visitor->person, visit.route.parameters[0]);
    if (!found) {
        return failure(visit, found.error());
    }
    return page(200, pages_.competency(frame(visit), found.value()));
}

Response Site::answers_page(const Visit& visit) {
    auto answers = learning::answers_page(campus_, visit.visitor->person, visit.route.parameters[0]);
    if (!answers) {
        return failure(visit, answers.error());
    }
    return page(200, pages_.answers(frame(visit), answers.value()));
}

// The page itself is the response, and no redirect to it: the address is told this once and stored nowhere.
boost::asio::awaitable<Response> Site::open_calendar(Visit& visit) {
    auto token = co_await learning::open_calendar(campus_, visit.visitor->person.id);
    if (!token) {
        co_return failure(visit, token.error());
    }
    co_return profile_page(visit,
                           site_address(visit.request) + "/calendar/" + token.value() + std::string{feed_ending});
}

boost::asio::awaitable<Response> Site::close_calendar(Visit& visit) {
    auto closed = co_await learning::close_calendar(campus_, visit.visitor->person.id);
    if (!closed) {
        co_return failure(visit, closed.error());
    }
    co_return see_other("/profile#calendar");
}

// Asked by programs, so failures are a sentence and a status. The address is a secret: it never gets into the log.
Response Site::calendar_feed(const Request& request, std::string_view file) {
    std::optional<learning::Calendar> calendar;
    if (file.ends_with(feed_ending)) {
        auto found = learning::find_calendar(campus_, file.substr(0, file.size() - feed_ending.size()));
        if (!found) {
            log::error("a calendar could not be read: {}", to_string(found.error()));
            auto response = plain_text(503, "The calendar cannot be read now. Try again in a few minutes.\n");
            response.set("Retry-After", "300");
            return response;
        }
        calendar = std::move(found.value());
    }
    if (!calendar) {
        const auto speech = pages_.speech(accepted_language(request.header("accept-language")));
        return plain_text(
            404, speech.tr("This calendar address leads nowhere: it was revoked, or there is a slip in it. A new one "
                           "is made on the page “My profile”.") +
                     "\n");
    }
    auto bytes = to_ics(pages_.speech(calendar->person.language), *calendar, site_address(request));
    const auto etag = '"' + crypto::to_base64(crypto::hash(bytes)).substr(0, 22) + '"';
    Response response;
    response.set("ETag", etag);
    response.set("Cache-Control", "private, no-cache");
    if (matches_etag(request.header("if-none-match"), etag)) {
        response.status = 304;
        return response;
    }
    response.content_type = "text/calendar; charset=utf-8";
    response.set("Content-Disposition", "inline; filename=\"lyceum.ics\"");
    response.body = std::move(bytes);
    return response;
}

}  // namespace lyceum::web
