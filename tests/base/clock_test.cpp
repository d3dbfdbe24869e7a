#include "host/base/clock.hpp"

#include <gtest/gtest.h>

#include <random>

namespace lyceum {
namespace {

using namespace std::chrono_literals;

const TimePoint moment = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 11h + 20min + 54s + 123ms;

TEST(Time, IsWrittenAsRfc3339InUtc) {
    EXPECT_EQ(to_iso8601(moment), "2026-11-24T11:20:54.123Z");
    EXPECT_EQ(to_iso8601(TimePoint{}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_iso8601(TimePoint{-1ms}), "1969-12-31T23:59:59.999Z");
}

TEST(Time, IsReadWithAnyNumberOfFractionDigits) {
    EXPECT_EQ(parse_iso8601("2026-11-24T11:20:54.123Z"), moment);
    EXPECT_EQ(parse_iso8601("2026-11-24T11:20:54.123999999Z"), moment);
    EXPECT_EQ(parse_iso8601("2026-11-24T11:20:54.1Z"), moment - 23ms);
    EXPECT_EQ(parse_iso8601("2026-11-24T11:20:54Z"), moment - 123ms);
    EXPECT_EQ(parse_iso8601("2024-02-29T00:00:00Z"),
              TimePoint{std::chrono::sys_days{std::chrono::year{2024} / 2 / 29}});
}

TEST(Time, IsNotReadFromWhatIsNoTime) {
    for (const char* bad :
         {"", "2026-11-24", "2026-11-24T11:20:54.123", "2026-11-24T11:20:54.Z", "2026-11-24T24:00:00Z",
          "2026-11-24T11:60:54Z", "2026-11-24T11:20:60Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
          "2026-00-10T00:00:00Z", "2026-11-24 11:20:54Z", "2026-11-24T11:20:54+03:00", "2026-11-24T11:20:54ZZ",
          "+026-11-24T11:20:54Z", "-026-11-24T11:20:54Z", "2026-1 -24T11:20:54Z", "2026-11-24T1:20:54Z"}) {
        EXPECT_FALSE(parse_iso8601(bad)) << bad;
    }
}

TEST(Time, ReadBackIsWhatWasWritten) {
    std::mt19937_64 random{7};
    std::uniform_int_distribution<std::int64_t> milliseconds{0, 253'402'300'799'999};  // to the end of the year 9999
    for (int i = 0; i < 2000; ++i) {
        const TimePoint time{std::chrono::milliseconds{milliseconds(random)}};
        ASSERT_EQ(parse_iso8601(to_iso8601(time)), time) << to_iso8601(time);
    }
}

TEST(Duration, IsWrittenToAHundredthOfASecond) {
    EXPECT_EQ(to_iso8601_duration(12'345ms), "PT12.34S");
    EXPECT_EQ(to_iso8601_duration(0ms), "PT0.00S");
    EXPECT_EQ(to_iso8601_duration(2h), "PT7200.00S");
    EXPECT_EQ(to_iso8601_duration(-5s), "PT0.00S");
}

}  // namespace
}  // namespace lyceum
