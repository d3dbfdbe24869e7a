#include "host/store/word_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace lyceum::store {
namespace {

using namespace std::string_view_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class WordIndexTest : public ::testing::Test {
protected:
    std::unique_ptr<WordIndex> index = build({{0, "rуслуг", "rчеловек rвермя rокн"},
                                              {0, "rокн", "rуслуг rуслуг rсрок"},
                                              {1, "bпаслуг", "bпаслугав bакн"},
                                              {0, "rпрост", "rуслуг rдруг rслов rещ rслов rи rещ rслов"}});

    static std::unique_ptr<WordIndex> build(const std::vector<IndexedText>& texts) {
        auto built = WordIndex::build(texts);
        EXPECT_TRUE(built) << to_string(built.error());
        return std::move(built.value());
    }
    std::vector<std::size_t> find(std::vector<std::vector<Spelling>> words, std::vector<std::uint32_t> shelves = {0, 1},
                                  std::size_t most = 30) {
        auto found = index->find({std::move(words), std::move(shelves), most});
        EXPECT_TRUE(found) << to_string(found.error());
        return found ? found.value() : std::vector<std::size_t>{};
    }
};

TEST_F(WordIndexTest, PutsAWordOfTheTitleFirstThenTextsThatHaveItOften) {
    EXPECT_THAT(find({{{"rуслуг"}}}), ElementsAre(0, 1, 3));
    EXPECT_THAT(find({{{"rокн"}}}), ElementsAre(1, 0));
}

TEST_F(WordIndexTest, FindsTextsThatHaveAllWords) {
    EXPECT_THAT(find({{{"rуслуг"}}, {{"rсрок"}}}), ElementsAre(1));
    EXPECT_THAT(find({{{"rуслуг"}}, {{"rнет"}}}), IsEmpty());
    EXPECT_THAT(find({}), IsEmpty());
}

TEST_F(WordIndexTest, FindsAnySpellingOfAWordAndBeginningsOnlyWhereAskedFor) {
    EXPECT_THAT(find({{{"rнет"}, {"rпрост"}}}), ElementsAre(3));
    EXPECT_THAT(find({{{"bпасл"}}}), IsEmpty());
    EXPECT_THAT(find({{{"bпасл", true}}}), ElementsAre(2));
}

TEST_F(WordIndexTest, LooksOnTheShelvesNamedOnly) {
    EXPECT_THAT(find({{{"bпаслуг"}, {"rуслуг"}}}, {1}), ElementsAre(2));
    EXPECT_THAT(find({{{"bпаслуг"}}}, {0}), IsEmpty());
    EXPECT_THAT(find({{{"bпаслуг"}}}, {}), IsEmpty());
}

TEST_F(WordIndexTest, GivesAsManyAsAskedFor) {
    EXPECT_THAT(find({{{"rуслуг"}}}, {0}, 2), ElementsAre(0, 1));
    EXPECT_THAT(find({{{"rуслуг"}}}, {0}, 0), IsEmpty());
}

// Operators, column filters, quotation marks and brackets of FTS5 are text like any other.
TEST_F(WordIndexTest, TakesNothingForSyntax) {
    for (const auto* word : {"rуслуг OR rокн", "rуслуг NOT rсрок", "title : rуслуг", "rусл*", "NEAR(rуслуг rсрок)",
                             "rуслуг\" OR \"rокн", "\"", "\"\"", "(", ")", "-", "*", "AND", "'", ";", "--", "{title}"}) {
        EXPECT_THAT(find({{{word}}}), IsEmpty()) << word;
        EXPECT_THAT(find({{{word}}, {{"rуслуг"}}}), IsEmpty()) << word;
    }
    EXPECT_THAT(find({{{"^rуслуг"}}}), ElementsAre(0, 1, 3));  // the sign is no part of a word
    EXPECT_THAT(find({{{std::string{"rокн\0\" OR \"x"sv}}}}), IsEmpty());
}

TEST_F(WordIndexTest, FindsWordsThatAreOperatorsOfTheSyntax) {
    index = build({{0, "AND", "or not NEAR"}});
    for (const auto* word : {"and", "OR", "not", "near"}) {
        EXPECT_THAT(find({{{word}}}), ElementsAre(0)) << word;
    }
}

TEST_F(WordIndexTest, RefusesWhatIsBeyondItsBounds) {
    const auto code = [&](const WordQuery& query) { return index->find(query).error().code; };
    const std::vector<Spelling> word{{"x"}};
    EXPECT_EQ(code({std::vector(WordIndex::most_words + 1, word), {0}, 1}), ErrorCode::LimitExceeded);
    EXPECT_EQ(code({{std::vector(WordIndex::most_spellings + 1, word.front())}, {0}, 1}), ErrorCode::LimitExceeded);
    EXPECT_EQ(code({{{{std::string(WordIndex::longest_word + 1, 'x')}}}, {0}, 1}), ErrorCode::LimitExceeded);
    EXPECT_EQ(code({{word}, std::vector<std::uint32_t>(WordIndex::most_shelves + 1), 1}), ErrorCode::LimitExceeded);
    EXPECT_EQ(code({{word}, {0}, WordIndex::most_found + 1}), ErrorCode::LimitExceeded);
    EXPECT_THAT(find(std::vector(WordIndex::most_words, std::vector<Spelling>(WordIndex::most_spellings, {"rуслуг", true}))),
                ElementsAre(0, 1, 3));
}

TEST_F(WordIndexTest, AnswersAnyBytesAsAQuery) {
    std::mt19937 random{20261128};
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::vector<Spelling>> words(random() % 4);
        for (auto& spellings : words) {
            spellings.resize(random() % 3);
            for (Spelling& spelling : spellings) {
                for (auto bytes = random() % 20; bytes > 0; --bytes) {
                    spelling.word += static_cast<char>(random() % 256);
                }
                spelling.is_beginning = random() % 2 == 0;
            }
        }
        find(words);  // which expects no failure
    }
    EXPECT_THAT(find({{{"rокн"}}}), ElementsAre(1, 0));
}

TEST_F(WordIndexTest, IsEmptyOverNoTexts) {
    index = build({});
    EXPECT_THAT(find({{{"rуслуг"}}}), IsEmpty());
}

}  // namespace
}  // namespace lyceum::store
