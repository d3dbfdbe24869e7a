// Texts as words of a state: what was typed comes back, and nothing else is taken for a text. Seeded; a failure names
// the round. [one thread]
#include "plugins/common/typed_text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace lyceum::plugins {
namespace {

class StateWords : public testing::Test {
protected:
    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_); }

    // Pieces of text, of words and of neither, put together anyhow.
    std::string anything() {
        const std::string pieces[] = {"a",
                                      "слово",
                                      " ",
                                      "\n",
                                      "%",
                                      "%20",
                                      "%25",
                                      "%7F",
                                      "%00",
                                      "%0a",
                                      "%0A",
                                      "%41",
                                      "%D1%8F",
                                      "%2",
                                      "\x7F",
                                      "€",
                                      "😀",
                                      std::string(1, '\0'),
                                      std::string(1, static_cast<char>(below(256)))};
        std::string text;
        for (std::size_t count = below(8); count > 0; --count) {
            text += pieces[below(std::size(pieces))];
        }
        return text;
    }

    std::mt19937_64 random_{20261124};
};

TEST_F(StateWords, GiveBackWhatWasTyped) {
    for (int round = 0; round < 20'000; ++round) {
        SCOPED_TRACE(round);
        const std::string text = anything();
        const std::string word = state_word(text);
        ASSERT_EQ(word.find_first_of(" \n\t\r\x7F"), std::string::npos);
        const auto read = text_of_word(word);
        ASSERT_EQ(read.has_value(), !text.empty() && is_utf8(text));
        ASSERT_EQ(read.value_or(text), text);
    }
}

TEST_F(StateWords, AreOnlyWhatIsWrittenForSomeText) {
    std::size_t taken = 0;
    for (int round = 0; round < 20'000; ++round) {
        SCOPED_TRACE(round);
        const std::string word = anything();
        if (const auto text = text_of_word(word)) {
            ++taken;
            ASSERT_TRUE(is_utf8(*text));
            ASSERT_EQ(state_word(*text), word);
        }
    }
    EXPECT_GT(taken, 1'000U);
    for (const char* word : {"", "%", "%2", "%41", "%0a", "%00", "%D1%8F", "a b", "\xD1", "\xD1%8F"}) {
        EXPECT_FALSE(text_of_word(word)) << word;
    }
}

}  // namespace
}  // namespace lyceum::plugins
