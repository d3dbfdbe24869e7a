#include "host/web/wording.hpp"

#include <array>

#include <fmt/format.h>

namespace lyceum::web {
namespace {

std::string day_and_month(const Speech& speech, unsigned day, unsigned month) {
    const auto number = std::to_string(day);
    const Speech::Fillings fillings{{"day", number}};
    switch (month) {
        case 1:
            return speech.tr("{day} January", fillings);
        case 2:
            return speech.tr("{day} February", fillings);
        case 3:
            return speech.tr("{day} March", fillings);
        case 4:
            return speech.tr("{day} April", fillings);
        case 5:
            return speech.tr("{day} May", fillings);
        case 6:
            return speech.tr("{day} June", fillings);
        case 7:
            return speech.tr("{day} July", fillings);
        case 8:
            return speech.tr("{day} August", fillings);
        case 9:
            return speech.tr("{day} September", fillings);
        case 10:
            return speech.tr("{day} October", fillings);
        case 11:
            return speech.tr("{day} November", fillings);
        default:
            return speech.tr("{day} December", fillings);
    }
}

std::chrono::year_month_day day_of(TimePoint time) {
    return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(time + local_offset)};
}

}  // namespace

std::string date(const Speech& speech, TimePoint time, TimePoint now) {
    const auto day = day_of(time);
    auto words = day_and_month(speech, static_cast<unsigned>(day.day()), static_cast<unsigned>(day.month()));
    if (day.year() != day_of(now).year()) {
        words += " ";  // a year may stand on the next line, as in full_date
        words += std::to_string(static_cast<int>(day.year()));
    }
    return words;
}

std::string full_date(const Speech& speech, TimePoint time) {
    const auto day = day_of(time);
    const auto words = day_and_month(speech, static_cast<unsigned>(day.day()), static_cast<unsigned>(day.month()));
    const auto year = std::to_string(static_cast<int>(day.year()));
    return speech.tr("{day_and_month} {year}", {{"day_and_month", words}, {"year", year}});
}

std::string time_of_day(TimePoint time) {
    const auto local = time + local_offset;
    const std::chrono::hh_mm_ss clock{local - std::chrono::floor<std::chrono::days>(local)};
    return fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
}

std::string duration(const Speech& speech, std::chrono::minutes minutes) {
    const auto total = std::max<std::chrono::minutes::rep>(1, minutes.count());
    const auto hours = static_cast<int>(total / 60);
    const auto rest = static_cast<int>(total % 60);
    if (hours == 0) {
        return speech.tr_count("{count} minute", "{count} minutes", rest);
    }
    auto words = speech.tr_count("{count} hour", "{count} hours", hours);
    if (rest != 0) {
        words += ' ';
        words += speech.tr_count("{count} minute", "{count} minutes", rest);
    }
    return words;
}

}  // namespace lyceum::web
