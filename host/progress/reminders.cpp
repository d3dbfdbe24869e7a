#include "host/progress/reminders.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace lyceum::progress {

namespace {

using namespace std::chrono_literals;

std::chrono::sys_days local_day(TimePoint time) {
    return std::chrono::floor<std::chrono::days>(time + local_offset);
}

// 8 o'clock of that day in Minsk.
TimePoint mail_time(std::chrono::sys_days day) {
    return TimePoint{day} + mail_hour - local_offset;
}

std::chrono::sys_days monday_of(std::chrono::sys_days day) {
    return day - (std::chrono::weekday{day} - std::chrono::Monday);
}

}  // namespace

std::string week_of(TimePoint now) {
    // The week belongs to the year that has its Thursday.
    const auto thursday = monday_of(local_day(now)) + std::chrono::days{3};
    const auto year = std::chrono::year_month_day{thursday}.year();
    const auto first = std::chrono::sys_days{year / std::chrono::January / 1};
    return fmt::format("{:04}-W{:02}", static_cast<int>(year), (thursday - first).count() / 7 + 1);
}

bool is_digest_due(TimePoint now, TimePoint person_since) {
    const auto monday = monday_of(local_day(now));
    const auto begins = mail_time(monday);
    return now >= begins && local_day(now) < monday + std::chrono::days{3} && person_since < begins;
}

std::optional<std::chrono::days> reminder_due(TimePoint deadline, TimePoint started, TimePoint now) {
    if (now >= deadline) {
        return std::nullopt;
    }
    for (const auto lead : reminder_leads) {
        const auto day = local_day(deadline) - lead;
        if (now >= mail_time(day)) {
            return local_day(started) < day ? std::optional{lead} : std::nullopt;
        }
    }
    return std::nullopt;
}

int days_until(TimePoint deadline, TimePoint now) {
    return std::max(0, static_cast<int>((local_day(deadline) - local_day(now)).count()));
}

std::chrono::minutes pause_after(int attempts) {
    constexpr int doublings = 8;  // 256 minutes are more than the longest pause
    return std::min<std::chrono::minutes>(1min * (1 << std::clamp(attempts - 1, 0, doublings)), 4h);
}

}  // namespace lyceum::progress
