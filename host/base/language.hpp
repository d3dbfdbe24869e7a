#pragma once
// The three languages of Lyceum and texts that exist in some of them. [any thread]

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum {

enum class Language { Ru, Be, En };

inline constexpr std::array all_languages{Language::Ru, Language::Be, Language::En};

// "ru", "be", "en".
std::string_view code_of(Language language);

// Takes "ru", "be", "en" and longer tags such as "ru-BY" (RFC 5646); anything else is nothing.
std::optional<Language> parse_language(std::string_view tag);

// What to show when a text lacks the wanted language: the nearest first. A reader of Belarusian reads Russian before
// English, and so on; the order is total, so that any text that exists is found.
std::array<Language, 3> fallback_order(Language wanted);

// One text in up to three languages.
struct LocalizedText {
    std::array<std::string, 3> texts;  // by Language; empty where missing

    std::string& operator[](Language language) { return texts[static_cast<std::size_t>(language)]; }
    const std::string& operator[](Language language) const { return texts[static_cast<std::size_t>(language)]; }

    // The text in the nearest language that has one; empty only if all are.
    const std::string& in(Language wanted) const;
    bool empty() const;
    bool operator==(const LocalizedText&) const = default;
};

}  // namespace lyceum
