#include "plugins/common/numbers.hpp"

#include "plugins/common/state_lines.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace lyceum::plugins {
namespace {

constexpr std::string_view no_break_space = "\u00A0";
constexpr std::string_view minus = "\u2212";

// Without blanks (the ordinary, the no-break, the thin and the narrow ones), in lower case for Latin and Cyrillic
// letters.
std::string folded(std::string_view text) {
    constexpr std::array<std::string_view, 7> blanks{" ", "\t", "\u00A0", "\u2009", "\u202F", "\u2007", "\u200A"};
    std::string out;
    while (!text.empty()) {
        std::size_t skipped = 0;
        for (const std::string_view blank : blanks) {
            if (text.starts_with(blank)) {
                skipped = blank.size();
                break;
            }
        }
        if (skipped != 0) {
            text.remove_prefix(skipped);
            continue;
        }
        const auto first = static_cast<unsigned char>(text[0]);
        if (first >= 'A' && first <= 'Z') {
            out += static_cast<char>(first + 32);
            text.remove_prefix(1);
        } else if (first == 0xD0 && text.size() > 1) {
            // U+0400–U+040F have their small letters 0x50 further on, U+0410–U+042F 0x20.
            const auto second = static_cast<unsigned char>(text[1]);
            const unsigned code = 0x400U + (second & 0x3FU);
            const unsigned small = code < 0x410 ? code + 0x50 : code < 0x430 ? code + 0x20 : code;
            out += static_cast<char>(0xC0U | small >> 6U);
            out += static_cast<char>(0x80U | (small & 0x3FU));
            text.remove_prefix(2);
        } else {
            out += text[0];
            text.remove_prefix(1);
        }
    }
    return out;
}

}  // namespace

std::optional<double> typed_number(std::string_view text, std::string_view unit) {
    if (text.size() > 200) {
        return std::nullopt;
    }
    std::string typed = folded(text);
    const std::string folded_unit = folded(unit);
    if (!folded_unit.empty() && typed.ends_with(folded_unit)) {
        typed.resize(typed.size() - folded_unit.size());
    }
    std::string number;
    std::string_view rest = typed;
    if (rest.starts_with(minus) || rest.starts_with("\u2013")) {
        number = "-";
        rest.remove_prefix(minus.size());  // both are three bytes
    } else if (rest.starts_with('-') || rest.starts_with('+')) {
        number = rest.front() == '-' ? "-" : "";
        rest.remove_prefix(1);
    }
    std::size_t digits = 0;
    bool point = false;
    for (const char character : rest) {
        if (character >= '0' && character <= '9') {
            ++digits;
            number += character;
        } else if ((character == ',' || character == '.') && !point) {
            point = true;
            number += '.';
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0 || digits > 15) {
        return std::nullopt;
    }
    return number_of<double>(number);
}

std::string plain_number(double number) {
    std::array<char, 400> digits{};
    const auto [end, error] =
        std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, 9);
    std::string text(digits.data(), error == std::errc{} ? end : digits.data());
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.')) {
            text.pop_back();
        }
    }
    return text == "-0" || text.empty() ? "0" : text;
}

std::string printed_number(double number, Language language) {
    const std::string plain = plain_number(number);
    const bool negative = plain.starts_with('-');
    const std::size_t start = negative ? 1 : 0;
    const std::size_t point = std::min(plain.find('.'), plain.size());
    const std::size_t whole = point - start;
    std::string text = negative ? std::string{minus} : "";
    for (std::size_t index = start; index < point; ++index) {
        const std::size_t left = point - index;
        // Four figures are read at a glance; from five on they are grouped.
        if (whole > 4 && index > start && left % 3 == 0) {
            text += language == Language::En ? "," : no_break_space;
        }
        text += plain[index];
    }
    if (point < plain.size()) {
        text += language == Language::En ? "." : ",";
        text += plain.substr(point + 1);
    }
    return text;
}

std::string printed_points(double points, Language language) {
    return printed_number(std::round(points * 100) / 100, language);
}

}  // namespace lyceum::plugins
