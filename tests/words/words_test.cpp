#include "host/words/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace lyceum::words {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> folded_words(std::string_view text) {
    std::vector<std::string> all;
    for (const Word& word : split(text)) {
        all.push_back(word.folded);
    }
    return all;
}

// What stands in the text where the words are.
std::vector<std::string> standing_words(std::string_view text) {
    std::vector<std::string> all;
    for (const Word& word : split(text)) {
        all.emplace_back(text.substr(word.begin, word.size));
    }
    return all;
}

TEST(Words, AreLettersAndDigitsBetweenAnythingElse) {
    EXPECT_THAT(folded_words("«Одно окно» — 15 минут, e-government."),
                ElementsAre("одно", "окно", "15", "минут", "e", "government"));
    EXPECT_THAT(folded_words(" \n\t…—«»()!?\"*^:"), ElementsAre());
    EXPECT_THAT(folded_words(""), ElementsAre());
}

TEST(Words, StandWhereTheyStandInTheText) {
    EXPECT_THAT(standing_words("Ёлка, п’яць; don't!"), ElementsAre("Ёлка", "п’яць", "don't"));
}

TEST(Words, EndBehindTheirLastLetterAndNotBehindAQuotationMark) {
    EXPECT_THAT(standing_words("'одно' окно’ (`x`)"), ElementsAre("одно", "окно", "x"));
}

TEST(Words, FoldCaseAndYoAndApostrophes) {
    EXPECT_EQ(fold("ЁЛКА"), "елка");
    EXPECT_EQ(fold("Ўзровень"), "ўзровень");
    EXPECT_EQ(fold("ІНФАРМАЦЫЯ"), "інфармацыя");
    EXPECT_EQ(fold("E-Mail"), "e-mail");
    for (const auto* five : {"п'яць", "п’яць", "п‘яць", "пʼяць", "п`яць", "пяць"}) {
        EXPECT_EQ(fold(five), "пяць") << five;
    }
}

TEST(Words, FoldAMarkIntoItsLetterAndLeaveStressAndSoftHyphensOut) {
    EXPECT_EQ(fold("мои\u0306"), "мой");
    EXPECT_EQ(fold("У\u0306зровень"), "ўзровень");
    EXPECT_EQ(fold("е\u0308лка"), "елка");
    EXPECT_EQ(fold("услу\u0301га"), "услуга");
    EXPECT_EQ(fold("элек\u00ADтронный"), "электронный");
    EXPECT_THAT(folded_words("элек\u00ADтрон\u200Bный"), ElementsAre("электронный"));
}

// Whatever the text: words lie in it one after another, have letters, and folding what is folded changes nothing.
TEST(Words, HoldForAnyBytes) {
    std::mt19937 random{20261128};
    const std::vector<std::string> parts{"ё", "Ё", "ў", "у\u0306", "\u0301", "'", "’", "\xFF", "\xD0", "a", "Z", "7",
                                         "-", " ",  "\n", "\u00AD", "漢", "\xF0\x9F\x98\x80", "\xED\xA0\x80", "І"};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (auto count = random() % 12; count > 0; --count) {
            text += parts[random() % parts.size()];
        }
        std::size_t end = 0;
        for (const Word& word : split(text)) {
            ASSERT_GE(word.begin, end);
            ASSERT_GT(word.size, 0U);
            ASSERT_LE(word.begin + word.size, text.size());
            end = word.begin + word.size;
            ASSERT_FALSE(word.folded.empty());
            EXPECT_EQ(fold(word.folded), word.folded);
            EXPECT_THAT(folded_words(word.folded), ElementsAre(word.folded));
        }
        EXPECT_EQ(fold(fold(text)), fold(text));
    }
}

TEST(Words, SortByBothAlphabets) {
    std::vector<std::string> terms{"яблоко", "Ёлка", "ель", "жук", "ідэя", "зонт", "Ўзровень", "ухо", "фон", "SMS", "12"};
    std::ranges::sort(terms, {}, [](const std::string& term) { return sorting_key(term); });
    EXPECT_THAT(terms, ElementsAre("12", "SMS", "ель", "Ёлка", "жук", "зонт", "ідэя", "ухо", "Ўзровень", "фон", "яблоко"));
}

TEST(Words, HaveALargeInitial) {
    EXPECT_EQ(initial("ёлка"), "Ё");
    EXPECT_EQ(initial("ўзровень"), "Ў");
    EXPECT_EQ(initial("«одно окно»"), "О");
    EXPECT_EQ(initial("sms"), "S");
    EXPECT_EQ(initial("24 часа"), "#");
    EXPECT_EQ(initial("…"), "#");
}

}  // namespace
}  // namespace lyceum::words
