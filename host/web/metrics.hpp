#pragma once
// Counters of the HTTP server and their Prometheus text (exposition format 0.0.4). Bounded: the labels are our own
// routes and statuses. [io strand]

#include "host/learning/campus.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace lyceum::web {

enum class SignInOutcome { Succeeded, Refused, Throttled };

class Metrics {
public:
    // `route` must be static text: a pattern of the router, or "other".
    void request_done(std::string_view route, int status, std::chrono::nanoseconds took);
    void sign_in(SignInOutcome outcome) { ++sign_ins_[static_cast<std::size_t>(outcome)]; }
    void connection_opened() { ++open_; }
    void connection_closed() { --open_; }
    void connection_refused() { ++refused_; }
    std::size_t open_connections() const { return open_; }

    std::string prometheus(const modules::PoolCounters& pool, const store::StoreCounters& store,
                           const learning::MailCounters& mails = {}) const;

private:
    static constexpr std::array<double, 12> bounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                   0.05,   0.1,   0.25,   0.5,   1,    5};
    struct Latency {
        std::array<std::uint64_t, bounds.size() + 1> counts{};  // not cumulative; the last: beyond all bounds
        double sum = 0;                                         // seconds
    };
    std::map<std::pair<std::string_view, int>, std::uint64_t> requests_;
    std::map<std::string_view, Latency> latencies_;
    std::array<std::uint64_t, 3> sign_ins_{};
    std::size_t open_ = 0;
    std::uint64_t refused_ = 0;
};

// Resident memory of this process in bytes, from /proc; 0 if it cannot be read.
std::uint64_t resident_bytes();

}  // namespace lyceum::web
