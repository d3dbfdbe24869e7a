// News of an activity as server-sent events (WHATWG HTML section 9.2): "what learners share has changed, this is its
// revision". The page then fetches itself again; the event carries nothing that anybody must not see.
//
// A thousand people who all fetch at once would be a load of our own making: events to one activity keep a distance
// that grows with the number of those who listen, and each event tells browsers over how long to spread.
#include "host/learning/place.hpp"
#include "host/web/site.hpp"

#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace lyceum::web {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds heartbeat =
    15s;                                     // proxies close what is silent; so is a client that has gone found
constexpr std::chrono::minutes longest{30};  // then the browser comes again, and is asked who it is
constexpr std::chrono::milliseconds shortest_pause{400};
constexpr std::chrono::milliseconds longest_pause = 10s;
constexpr std::chrono::milliseconds pause_a_listener{10};  // about what one page costs

std::int64_t number_of(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem != std::errc{} || end != text.data() + text.size() || value < 0 ? 0 : value;
}

class News final : public EventStream {
public:
    News(learning::Campus& campus, std::unique_ptr<learning::SharedDocumentCache::Subscription> subscription,
         std::int64_t known)
        : campus_{campus}, subscription_{std::move(subscription)}, known_{known} {}

    boost::asio::awaitable<std::optional<std::string>> next() override {
        if (!greeted_) {
            greeted_ = true;
            co_return std::string{"retry: 3000\n\n"};
        }
        while (!subscription_->is_closed() && SteadyClock::now() - began_ < longest) {
            const std::string& scope = subscription_->scope();
            const auto snapshot = campus_.shared.current(campus_.reader, scope);
            if (!snapshot) {
                co_return std::nullopt;
            }
            const std::int64_t revision = snapshot.value()->revision;
            if (revision != known_) {
                known_ = revision;
                const auto spread = std::clamp(pause_a_listener * static_cast<int>(campus_.shared.subscribers(scope)),
                                               shortest_pause, longest_pause);
                if (told_) {
                    co_await subscription_->pause(spread);
                    if (subscription_->is_closed()) {
                        break;
                    }
                }
                told_ = true;
                co_return fmt::format("id: {0}\nevent: change\ndata: {{\"revision\":{0},\"spread\":{1}}}\n\n", revision,
                                      spread.count());
            }
            const bool changed = co_await subscription_->changed(heartbeat);
            if (!changed && !subscription_->is_closed()) {
                co_return std::string{": still here\n\n"};
            }
        }
        co_return std::nullopt;
    }

    void close() override { subscription_->close(); }

private:
    learning::Campus& campus_;
    std::unique_ptr<learning::SharedDocumentCache::Subscription> subscription_;
    std::int64_t known_;  // the revision that the page has, or was told
    bool greeted_ = false;
    bool told_ = false;
    SteadyClock::time_point began_ = SteadyClock::now();
};

}  // namespace

Response Site::activity_news(const Visit& visit) {
    const auto course = campus_.catalogue->find_course(visit.route.parameters[0]);
    const auto* unit = course ? course->find_unit_by_slug(visit.route.parameters[1]) : nullptr;
    if (unit == nullptr) {
        return not_found(visit);
    }
    auto subscription = campus_.shared.subscribe(campus_.executor, unit->au->id, to_string(visit.visitor->person.id));
    if (!subscription) {
        auto busy = plain_text(503, "Too many listeners. The page works without news; ask for it again.\n");
        busy.set("Retry-After", "30");
        return busy;
    }
    // What the browser was last told, or what its page was made from.
    const auto last = visit.request.header("last-event-id");
    const auto known = number_of(last.empty() ? std::string_view{field(visit.address.query, "from")} : last);
    Response response;
    response.content_type = "text/event-stream";
    response.compression = Compression::Never;
    response.set("X-Accel-Buffering", "no");
    response.events = std::make_shared<News>(campus_, std::move(subscription), known);
    return response;
}

}  // namespace lyceum::web
