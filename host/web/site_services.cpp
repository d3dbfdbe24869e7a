// What machines ask: is it alive, is it ready, how is it doing.
#include "host/base/crypto.hpp"
#include "host/base/log.hpp"
#include "host/web/site.hpp"

#include <set>

#include <fmt/format.h>

namespace lyceum::web {
namespace {

// Long enough that a flood of questions costs nothing, short enough that a load balancer soon knows.
constexpr std::chrono::seconds good_for{30};
constexpr std::chrono::seconds bad_for{2};

std::set<std::string> modules_used(const learning::Catalogue& catalogue) {
    std::set<std::string> ids;
    for (const auto& course : catalogue.courses) {
        for (const auto& unit : course->units) {
            for (const auto& activity : unit.activities) {
                if (activity) {
                    ids.insert(activity->module_id);
                }
            }
        }
    }
    return ids;
}

}  // namespace

boost::asio::awaitable<Response> Site::readiness() {
    const auto now = campus_.clock();
    if (now < ready_.until || ready_.asking) {
        // Before the first answer is known nothing is ready.
        co_return plain_text(ready_.good ? 200 : 503, ready_.lines.empty() ? "starting\n" : ready_.lines);
    }
    ready_.asking = true;
    std::string lines;
    bool good = true;
    const auto report = [&](std::string_view what, bool fine, std::string_view word) {
        lines += fmt::format("{}: {}\n", what, word);
        good = good && fine;
    };
    // A read by index that finds nothing: enough to know that the database answers. Why not is in the log: anyone may
    // ask here.
    const auto database = campus_.reader.find_user(UserId{});
    if (!database) {
        log::error("not ready: database: {}", to_string(database.error()));
    }
    report("database", database.has_value(), database ? "ok" : "cannot be read");

    const auto catalogue = campus_.catalogue;
    report("courses", !catalogue->courses.empty(),
           catalogue->courses.empty() ? "none" : fmt::format("ok ({})", catalogue->courses.size()));
    for (const auto& id : modules_used(*catalogue)) {
        const auto loaded = co_await campus_.pool.inspect(id);
        if (!loaded) {
            log::error("not ready: module {}: {}", id, to_string(loaded.error()));
        }
        report("module " + id, loaded.has_value(), loaded ? "ok" : "cannot be loaded");
    }
    ready_.asking = false;
    ready_.lines = std::move(lines);
    ready_.good = good;
    ready_.until = campus_.clock() + (good ? good_for : bad_for);
    co_return plain_text(good ? 200 : 503, ready_.lines);
}

Response Site::metrics_text(const Request& request) const {
    // A proxy on this machine makes every visitor look like loopback: a request it passed on is not from here.
    const bool passed_on = !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty() ||
                           !request.header("via").empty();
    const bool local = request.peer == Peer::Loopback && !passed_on;
    constexpr std::string_view bearer = "Bearer ";
    const auto authorization = request.header("authorization");
    const bool has_token = !options_.metrics_token.empty() && authorization.starts_with(bearer) &&
                           crypto::equal_in_constant_time(authorization.substr(bearer.size()), options_.metrics_token);
    if (!local && !has_token) {
        return plain_text(403, "Metrics are for this machine, or with the token of the configuration.\n");
    }
    auto response =
        plain_text(200, metrics_.prometheus(campus_.pool.counters(), campus_.store.counters(), campus_.mails));
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return response;
}

}  // namespace lyceum::web
