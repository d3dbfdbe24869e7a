#include "host/base/language.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lyceum {
namespace {

TEST(Languages, AreReadFromTheirTags) {
    EXPECT_EQ(parse_language("ru"), Language::Ru);
    EXPECT_EQ(parse_language("be-BY"), Language::Be);
    EXPECT_EQ(parse_language("EN_us"), Language::En);
    EXPECT_EQ(parse_language("ru-Cyrl-RU"), Language::Ru);
    for (const char* other : {"", "de", "r", "rus", "russian", "-ru", "eng"}) {
        EXPECT_FALSE(parse_language(other)) << other;
    }
    for (const Language language : all_languages) {
        EXPECT_EQ(parse_language(code_of(language)), language);
    }
}

TEST(Languages, FallBackToTheNearestAndInTheEndToEvery) {
    EXPECT_EQ(fallback_order(Language::Be), (std::array{Language::Be, Language::Ru, Language::En}));
    for (const Language wanted : all_languages) {
        const auto order = fallback_order(wanted);
        EXPECT_EQ(order[0], wanted);
        for (const Language language : all_languages) {
            EXPECT_EQ(std::ranges::count(order, language), 1);
        }
    }
}

TEST(LocalizedTexts, AreShownInTheNearestLanguageThatHasOne) {
    LocalizedText text;
    EXPECT_TRUE(text.empty());
    EXPECT_EQ(text.in(Language::Be), "");

    text[Language::En] = "service";
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(text.in(Language::Be), "service");

    text[Language::Ru] = "услуга";
    EXPECT_EQ(text.in(Language::Be), "услуга");
    EXPECT_EQ(text.in(Language::En), "service");

    text[Language::Be] = "паслуга";
    EXPECT_EQ(text.in(Language::Be), "паслуга");
}

}  // namespace
}  // namespace lyceum
