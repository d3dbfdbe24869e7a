#include "host/web/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::web {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

TEST(Metrics, CountRequestsByRouteAndStatus) {
    Metrics metrics;
    metrics.request_done("/courses", 200, 1ms);
    metrics.request_done("/courses", 200, 1ms);
    metrics.request_done("/courses", 303, 1ms);
    const auto text = metrics.prometheus({}, {});
    EXPECT_THAT(text, HasSubstr("lyceum_http_requests_total{route=\"/courses\",status=\"200\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("lyceum_http_requests_total{route=\"/courses\",status=\"303\"} 1\n"));
}

TEST(Metrics, SumTheBucketsUpToTheCount) {
    Metrics metrics;
    metrics.request_done("/", 200, 400us);
    metrics.request_done("/", 200, 3ms);
    metrics.request_done("/", 200, 10s);
    const auto text = metrics.prometheus({}, {});
    EXPECT_THAT(text, HasSubstr("lyceum_http_request_seconds_bucket{route=\"/\",le=\"0.0005\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("lyceum_http_request_seconds_bucket{route=\"/\",le=\"0.005\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("lyceum_http_request_seconds_bucket{route=\"/\",le=\"5\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("lyceum_http_request_seconds_bucket{route=\"/\",le=\"+Inf\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("lyceum_http_request_seconds_count{route=\"/\"} 3\n"));
}

TEST(Metrics, TellAboutConnectionsSignInsAndTheRest) {
    Metrics metrics;
    metrics.connection_opened();
    metrics.connection_opened();
    metrics.connection_closed();
    metrics.sign_in(SignInOutcome::Throttled);
    modules::PoolCounters pool;
    pool.crashes = 7;
    store::StoreCounters store;
    store.commits = 9;
    const auto text = metrics.prometheus(pool, store);
    EXPECT_THAT(text, HasSubstr("lyceum_http_connections 1\n"));
    EXPECT_THAT(text, HasSubstr("lyceum_sign_ins_total{outcome=\"throttled\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("lyceum_module_crashes_total 7\n"));
    EXPECT_THAT(text, HasSubstr("lyceum_store_commits_total 9\n"));
    EXPECT_THAT(text, HasSubstr("lyceum_build_info{version="));
}

TEST(Metrics, KnowTheMemoryOfTheProcess) {
    EXPECT_GT(resident_bytes(), 1'000'000U);
}

}  // namespace
}  // namespace lyceum::web
