#include "host/progress/reminders.hpp"

#include <gtest/gtest.h>

namespace lyceum::progress {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

// Monday, 23 November 2026, midnight in Minsk.
const TimePoint monday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} - 3h};

TEST(Weeks, AreNumberedByTheCalendarOfMinsk) {
    EXPECT_EQ(week_of(monday), "2026-W48");
    EXPECT_EQ(week_of(monday - 1ms), "2026-W47");
    EXPECT_EQ(week_of(monday + days{7} - 1ms), "2026-W48");
    EXPECT_EQ(week_of(TimePoint{std::chrono::sys_days{std::chrono::year{2027} / 1 / 3}}), "2026-W53");
    EXPECT_EQ(week_of(TimePoint{std::chrono::sys_days{std::chrono::year{2024} / 12 / 30}}), "2025-W01");
}

TEST(Digests, AreDueFromMondayMorningToTheEndOfWednesday) {
    const TimePoint long_ago = monday - days{100};
    EXPECT_FALSE(is_digest_due(monday + 8h - 1ms, long_ago));
    EXPECT_TRUE(is_digest_due(monday + 8h, long_ago));
    EXPECT_TRUE(is_digest_due(monday + days{3} - 1ms, long_ago));
    EXPECT_FALSE(is_digest_due(monday + days{3}, long_ago));
}

TEST(Digests, AreNotDueToWhoHasJustCome) {
    EXPECT_FALSE(is_digest_due(monday + days{1}, monday + 9h));
    EXPECT_TRUE(is_digest_due(monday + days{8}, monday + 9h));
}

TEST(Reminders, AreDueAWeekAndADayBeforeADeadline) {
    const TimePoint deadline = monday + days{30} + 15h;
    const auto lead = [&](TimePoint now) { return reminder_due(deadline, monday, now); };
    EXPECT_EQ(lead(monday + days{23} + 8h - 1ms), std::nullopt);
    EXPECT_EQ(lead(monday + days{23} + 8h), days{7});
    EXPECT_EQ(lead(monday + days{29} + 8h - 1ms), days{7});
    EXPECT_EQ(lead(monday + days{29} + 8h), days{1});
    EXPECT_EQ(lead(deadline - 1ms), days{1});
    EXPECT_EQ(lead(deadline), std::nullopt);
}

TEST(Reminders, AreNotDueToWhoBeganOnThatDayOrLater) {
    const TimePoint deadline = monday + days{8};
    EXPECT_EQ(reminder_due(deadline, monday, monday + days{1} + 9h), days{7});
    EXPECT_EQ(reminder_due(deadline, monday + days{1}, monday + days{2}), std::nullopt);
    EXPECT_EQ(reminder_due(deadline, monday + days{1}, monday + days{7} + 9h), days{1});
}

TEST(Reminders, CountMidnightsAndNotHours) {
    EXPECT_EQ(days_until(monday + 23h, monday + 1h), 0);
    EXPECT_EQ(days_until(monday + 25h, monday + 23h), 1);
    EXPECT_EQ(days_until(monday + days{7}, monday), 7);
    EXPECT_EQ(days_until(monday, monday + days{2}), 0);
}

TEST(Retries, PauseLongerEachTimeUpToFourHoursAndTwoDaysInAll) {
    EXPECT_EQ(pause_after(1), 1min);
    EXPECT_EQ(pause_after(2), 2min);
    EXPECT_EQ(pause_after(8), 128min);
    EXPECT_EQ(pause_after(9), 240min);
    EXPECT_EQ(pause_after(1000), 240min);
    std::chrono::minutes all{0};
    for (int attempt = 1; attempt <= most_mail_attempts; ++attempt) {
        EXPECT_GE(pause_after(attempt + 1), pause_after(attempt));
        all += pause_after(attempt);
    }
    EXPECT_GT(all, 48h);
    EXPECT_LT(all, 72h);
}

}  // namespace
}  // namespace lyceum::progress
