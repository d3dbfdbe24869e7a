#pragma once
// Wall-clock time in UTC with milliseconds, and a clock that a test can set. [any thread]

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum {

using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

// Asked for the time wherever a decision depends on it; `system_clock()` in production.
using Clock = std::function<TimePoint()>;

Clock system_clock();

// Belarus has kept UTC+3 all year since 2011 (Council of Ministers resolution 1229 of 15.09.2011): no time zone
// database is needed.
inline constexpr std::chrono::hours local_offset{3};

// RFC 3339 in UTC, as xAPI 1.0.3 part 2 section 4.5 wants it: "2026-11-24T11:20:54.123Z".
std::string to_iso8601(TimePoint time);

// A day of the calendar, "2027-06-01", from the year 1900 to 2999.
std::optional<std::chrono::sys_days> parse_date(std::string_view text);

// Takes what `to_iso8601` writes, with any number of fraction digits.
std::optional<TimePoint> parse_iso8601(std::string_view text);

// ISO 8601 duration to a hundredth of a second, as xAPI 1.0.3 part 2 section 4.6 wants it: "PT12.34S".
std::string to_iso8601_duration(std::chrono::milliseconds duration);

}  // namespace lyceum
