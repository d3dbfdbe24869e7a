#include "plugins/common/dates.hpp"

#include "plugins/common/state_lines.hpp"

#include <array>

namespace lyceum::plugins {
namespace {

using Months = std::array<Text, 12>;

constexpr Months russian{"январь", "февраль", "март",     "апрель",  "май",    "июнь",
                         "июль",   "август",  "сентябрь", "октябрь", "ноябрь", "декабрь"};
constexpr Months russian_of{"января", "февраля", "марта",    "апреля",  "мая",    "июня",
                            "июля",   "августа", "сентября", "октября", "ноября", "декабря"};
constexpr Months belarusian{"студзень", "люты",    "сакавік",  "красавік",   "май",      "чэрвень",
                            "ліпень",   "жнівень", "верасень", "кастрычнік", "лістапад", "снежань"};
constexpr Months belarusian_of{"студзеня", "лютага", "сакавіка", "красавіка",   "мая",       "чэрвеня",
                               "ліпеня",   "жніўня", "верасня",  "кастрычніка", "лістапада", "снежня"};
constexpr Months english{"January", "February", "March",     "April",   "May",      "June",
                         "July",    "August",   "September", "October", "November", "December"};

// With a day Russian and Belarusian put the month in the genitive.
const Months& months(Language language, std::size_t parts) {
    if (language == Language::En) {
        return english;
    }
    if (language == Language::Be) {
        return parts == 3 ? belarusian_of : belarusian;
    }
    return parts == 3 ? russian_of : russian;
}

}  // namespace

std::string printed_date(std::string_view date, Language language) {
    constexpr std::string_view no_break_space = "\u00A0";
    const std::vector<std::string_view> parts = split(date, '-');
    const std::optional<unsigned> month = parts.size() > 1 ? number_of<unsigned>(parts[1]) : std::nullopt;
    const std::optional<unsigned> day = parts.size() > 2 ? number_of<unsigned>(parts[2]) : std::nullopt;
    const bool readable = parts.size() <= 3 && month && *month >= 1 && *month <= 12 && (parts.size() == 2 || day);
    if (!readable) {
        return std::string{date};
    }
    std::string text;
    if (day) {
        text += std::to_string(*day);
        text += no_break_space;
    }
    text += months(language, parts.size())[*month - 1].text();
    text += no_break_space;
    text += parts[0];
    return text;
}

}  // namespace lyceum::plugins
