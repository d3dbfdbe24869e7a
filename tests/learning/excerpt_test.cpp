#include "host/learning/excerpt.hpp"

#include "host/base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace lyceum::learning {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class ExcerptTest : public ::testing::Test {
protected:
    words::Stemmer stemmer = words::Stemmer::create().value();

    // The found words in square brackets.
    static std::string written(const Pieces& pieces) {
        std::string text;
        for (const Piece& piece : pieces) {
            text += piece.found ? "[" + piece.text + "]" : piece.text;
        }
        return text;
    }
    std::string marked(std::string_view text, std::string_view query, Language language = Language::Ru) {
        return written(mark(text, language, sought_words(query, stemmer), stemmer));
    }
    std::string cut_out(std::string_view text, std::string_view query, Language language = Language::Ru) {
        return written(excerpt(text, language, sought_words(query, stemmer), stemmer));
    }
    std::vector<std::string> sought(std::string_view query) {
        std::vector<std::string> all;
        for (const SoughtWord& word : sought_words(query, stemmer)) {
            all.push_back(word.folded);
        }
        return all;
    }
    static std::string filler(std::size_t count) {
        std::string text;
        for (std::size_t word = 0; word < count; ++word) {
            text += "слово" + std::to_string(word) + " ";
        }
        return text;
    }
};

TEST_F(ExcerptTest, MarksFormsOfTheWordsAndNotPartsOfOthers) {
    EXPECT_EQ(marked("Услуги, услугами — и услужливый отчёт", "услуга ОТЧЕТЫ"), "[Услуги], [услугами] — и услужливый [отчёт]");
    EXPECT_EQ(marked("Паслугі ва ўстанове", "паслуга установа", Language::Be), "[Паслугі] ва [ўстанове]");
    EXPECT_EQ(marked("Services serve", "service", Language::En), "[Services] serve");
}

TEST_F(ExcerptTest, KeepsMarkupAndQuotationMarksAsTheyAre) {
    EXPECT_EQ(marked("<b>услуга</b> & \"окно\"", "окно"), "<b>услуга</b> & \"[окно]\"");
}

TEST_F(ExcerptTest, ShowsThePartThatHasMostOfTheWords) {
    const std::string text = "Окно. " + filler(60) + "одно окно для услуги. " + filler(60);
    const std::string shown = cut_out(text, "одно окно услуга");
    EXPECT_THAT(shown, StartsWith("… слово53 "));
    EXPECT_THAT(shown, HasSubstr("[одно] [окно] для [услуги]. "));
    EXPECT_THAT(shown, EndsWith(" …"));
}

TEST_F(ExcerptTest, ShowsTheBeginningOfATextThatHasNone) {
    EXPECT_EQ(cut_out("Коротко. И ясно.", "услуга"), "Коротко. И ясно.");
    const std::string shown = cut_out(filler(100), "услуга");
    EXPECT_THAT(shown, StartsWith("слово0 слово1"));
    EXPECT_THAT(shown, EndsWith("слово29 …"));
    EXPECT_EQ(cut_out("", "услуга"), "");
}

TEST_F(ExcerptTest, IsOneLineAndNeverEndless) {
    EXPECT_EQ(cut_out("Одно\n\n  окно\tдля всех", "окно"), "Одно [окно] для всех");
    std::string endless;
    for (int letter = 0; letter < 30'000; ++letter) {
        endless += "ж";
    }
    EXPECT_LT(cut_out(endless, "окно").size(), 1000U);
    EXPECT_LT(cut_out("окно " + endless + " " + endless, "окно").size(), 1000U);
}

TEST_F(ExcerptTest, LooksForEachWordOnceAndForCommonOnesOnlyAlone) {
    EXPECT_THAT(sought("Перевод в электронную форму, перевод"), testing::ElementsAre("перевод", "электронную", "форму"));
    EXPECT_THAT(sought("в и"), testing::ElementsAre("в", "и"));
    EXPECT_THAT(sought("ИИ в 5 шагах"), testing::ElementsAre("ии", "5", "шагах"));
    EXPECT_THAT(sought("\"*\" ^ -- ()"), testing::IsEmpty());
    EXPECT_EQ(sought(filler(50)).size(), most_sought_words);
}

// Marks only tell words apart: without them the pieces are the text, and no letter is cut.
TEST_F(ExcerptTest, LosesNothingOfAnyText) {
    std::mt19937 random{20261128};
    const std::vector<std::string> parts{"окно", "Окна", " ", "—", "о", "ё", "window", "’", "\u0301", "\xFF", "<", "&", "7"};
    for (int round = 0; round < 1000; ++round) {
        std::string text;
        for (auto count = random() % 30; count > 0; --count) {
            text += parts[random() % parts.size()];
        }
        std::string whole;
        for (const Piece& piece : mark(text, Language::Ru, sought_words("окно window", stemmer), stemmer)) {
            EXPECT_FALSE(piece.text.empty());
            whole += piece.text;
        }
        std::erase(whole, ' ');
        std::erase(text, ' ');
        EXPECT_EQ(whole, text);
    }
}

}  // namespace
}  // namespace lyceum::learning
