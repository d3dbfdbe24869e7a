#pragma once
// Dates, times and durations as a person reads them, in the clock of Minsk. [any thread]

#include "host/base/clock.hpp"
#include "host/web/texts.hpp"

#include <chrono>
#include <string>

namespace lyceum::web {

// "30 ноября"; in another year than `now`: "30 ноября 2027".
std::string date(const Speech& speech, TimePoint time, TimePoint now);

// For paper: "30 ноября 2026 года", whatever year it is now.
std::string full_date(const Speech& speech, TimePoint time);

// "14:02".
std::string time_of_day(TimePoint time);

// "12 минут", "1 час 20 минут"; less than a minute is a minute.
std::string duration(const Speech& speech, std::chrono::minutes minutes);

}  // namespace lyceum::web
