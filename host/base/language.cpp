#include "host/base/language.hpp"

#include <algorithm>

namespace lyceum {

std::string_view code_of(Language language) {
    switch (language) {
        case Language::Ru:
            return "ru";
        case Language::Be:
            return "be";
        case Language::En:
            return "en";
    }
    return "ru";
}

std::optional<Language> parse_language(std::string_view tag) {
    const std::string_view primary = tag.substr(0, tag.find_first_of("-_"));
    for (const Language language : all_languages) {
        const std::string_view code = code_of(language);
        if (std::equal(primary.begin(), primary.end(), code.begin(), code.end(),
                       [](char left, char right) { return (left | 0x20) == right; })) {
            return language;
        }
    }
    return std::nullopt;
}

std::array<Language, 3> fallback_order(Language wanted) {
    switch (wanted) {
        case Language::Ru:
            return {Language::Ru, Language::Be, Language::En};
        case Language::Be:
            return {Language::Be, Language::Ru, Language::En};
        case Language::En:
            return {Language::En, Language::Ru, Language::Be};
    }
    return all_languages;
}

const std::string& LocalizedText::in(Language wanted) const {
    for (const Language language : fallback_order(wanted)) {
        if (!(*this)[language].empty()) {
            return (*this)[language];
        }
    }
    return (*this)[wanted];
}

bool LocalizedText::empty() const {
    return std::all_of(texts.begin(), texts.end(), [](const std::string& text) { return text.empty(); });
}

}  // namespace lyceum
