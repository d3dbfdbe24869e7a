#pragma once
// A calendar of deadlines as text/calendar (RFC 5545): one all-day event for each, no alarms. The same deadlines always
// give the same bytes, so that a calendar program that asks every hour is answered with 304. [any thread]

#include "host/learning/calendar.hpp"
#include "host/web/texts.hpp"

#include <string>
#include <string_view>

namespace lyceum::web {

// `site`: where pages are, without a slash at the end ("https://lyceum.example"); empty if unknown.
std::string to_ics(const Speech& speech, const learning::Calendar& calendar, std::string_view site);

// One content line, with its end: folded after at most 75 bytes and never inside a character (section 3.1).
std::string ics_line(std::string_view name, std::string_view value);

// A text value: backslash, semicolon, comma and line ends escaped, other control characters left out (section 3.3.11).
std::string ics_text(std::string_view text);

}  // namespace lyceum::web
