#include "host/base/clock.hpp"

#include <cctype>
#include <charconv>

#include <fmt/format.h>

namespace lyceum {

namespace chrono = std::chrono;

Clock system_clock() {
    return [] { return chrono::floor<chrono::milliseconds>(chrono::system_clock::now()); };
}

std::string to_iso8601(TimePoint time) {
    const auto day = chrono::floor<chrono::days>(time);
    const chrono::year_month_day date{day};
    const chrono::hh_mm_ss clock{time - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

namespace {

// Reads exactly `digits` decimal digits at the front of `text` and drops them.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    int value = 0;
    if (text.size() < digits) {
        return std::nullopt;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
    if (error != std::errc{} || end != text.data() + digits || value < 0) {
        return std::nullopt;
    }
    text.remove_prefix(digits);
    return value;
}

bool take_character(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

// ".123456" as milliseconds, cut off after the third digit; no fraction is zero.
std::optional<int> take_milliseconds(std::string_view& text) {
    if (!take_character(text, '.')) {
        return 0;
    }
    int value = 0;
    int digits = 0;
    while (!text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0) {
        if (digits < 3) {
            value = value * 10 + (text.front() - '0');
        }
        ++digits;
        text.remove_prefix(1);
    }
    if (digits == 0) {
        return std::nullopt;
    }
    for (; digits < 3; ++digits) {
        value *= 10;
    }
    return value;
}

}  // namespace

std::optional<chrono::sys_days> parse_date(std::string_view text) {
    const auto year = take_number(text, 4);
    const bool first_dash = take_character(text, '-');
    const auto month = take_number(text, 2);
    const bool second_dash = take_character(text, '-');
    const auto day = take_number(text, 2);
    if (!year || !month || !day || !first_dash || !second_dash || !text.empty() || *year < 1900 || *year > 2999) {
        return std::nullopt;
    }
    const chrono::year_month_day date{chrono::year{*year}, chrono::month{static_cast<unsigned>(*month)},
                                      chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional{chrono::sys_days{date}} : std::nullopt;
}

std::optional<TimePoint> parse_iso8601(std::string_view text) {
    const auto year = take_number(text, 4);
    const bool dash1 = take_character(text, '-');
    const auto month = take_number(text, 2);
    const bool dash2 = take_character(text, '-');
    const auto day = take_number(text, 2);
    const bool mark = take_character(text, 'T');
    const auto hour = take_number(text, 2);
    const bool colon1 = take_character(text, ':');
    const auto minute = take_number(text, 2);
    const bool colon2 = take_character(text, ':');
    const auto second = take_number(text, 2);
    const auto fraction = take_milliseconds(text);
    if (!year || !month || !day || !hour || !minute || !second || !fraction || text != "Z" || !dash1 || !dash2 ||
        !mark || !colon1 || !colon2 || *hour > 23 || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    const chrono::year_month_day date{chrono::year{*year}, chrono::month{static_cast<unsigned>(*month)},
                                      chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return chrono::sys_days{date} + chrono::hours{*hour} + chrono::minutes{*minute} + chrono::seconds{*second} +
           chrono::milliseconds{*fraction};
}

std::string to_iso8601_duration(chrono::milliseconds duration) {
    const auto hundredths = std::max<chrono::milliseconds::rep>(0, duration.count()) / 10;
    return fmt::format("PT{}.{:02}S", hundredths / 100, hundredths % 100);
}

}  // namespace lyceum
