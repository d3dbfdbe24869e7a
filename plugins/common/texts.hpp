#pragma once
// The words a module itself says, compiled in: a module reads no file (docs/decisions/0004). A text left out, an empty
// one or one with the wrong number of {} places does not compile. Used by the tables in lesson/texts.hpp and
// quiz/texts.hpp. [any thread]

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace lyceum::plugins {

enum class Language { Ru, Be, En };

// Of "ru", "be", "en"; anything else is Russian, the language every deployment has.
constexpr Language language_of(std::string_view code) {
    return code == "be" ? Language::Be : code == "en" ? Language::En : Language::Ru;
}

constexpr std::string_view code_of(Language language) {
    constexpr std::array<std::string_view, 3> codes{"ru", "be", "en"};
    return codes[static_cast<std::size_t>(language)];
}

// The table of texts of a language.
template <typename Table>
constexpr const Table& in_language(Language language, const Table& russian, const Table& belarusian,
                                   const Table& english) {
    return language == Language::Be ? belarusian : language == Language::En ? english : russian;
}

// A text with exactly `Places` places written {}. There is no empty one and no default.
template <std::size_t Places>
class Format {
public:
    template <std::size_t Size>
    consteval Format(const char (&literal)[Size])
        : text_{literal, Size - 1} {  // NOLINT(google-explicit-constructor): reads as text
        std::size_t places = 0;
        for (std::size_t at = text_.find("{}"); at != std::string_view::npos; at = text_.find("{}", at + 2)) {
            ++places;
        }
        if (text_.empty() || places != Places) {
            throw "an empty text, or one with the wrong number of {}";
        }
    }
    constexpr std::string_view text() const { return text_; }

    template <typename... Values>
    requires(sizeof...(Values) == Places && Places > 0) std::string with(const Values&... values)
    const {
        std::string filled;
        std::size_t from = 0;
        const auto put = [&](std::string_view value) {
            const std::size_t at = text_.find("{}", from);
            filled.append(text_, from, at - from);
            filled += value;
            from = at + 2;
        };
        (put(values), ...);
        filled.append(text_, from, std::string_view::npos);
        return filled;
    }

private:
    std::string_view text_;
};
using Text = Format<0>;

// A text for a whole number, with one place for it, in the three forms of Russian and Belarusian (1 минута, 2 минуты, 5
// минут); English writes the same in `few` and `many`. The rules are CLDR's for whole numbers.
struct Plural {
    Format<1> one;
    Format<1> few;
    Format<1> many;

    std::string with(Language language, std::uint64_t number) const {
        return form(language, number).with(std::to_string(number));
    }

    constexpr const Format<1>& form(Language language, std::uint64_t number) const {
        if (language == Language::En) {
            return number == 1 ? one : many;
        }
        const std::uint64_t tens = number % 100;
        const std::uint64_t units = number % 10;
        if (units == 1 && tens != 11) {
            return one;
        }
        return units >= 2 && units <= 4 && (tens < 12 || tens > 14) ? few : many;
    }
};

}  // namespace lyceum::plugins
