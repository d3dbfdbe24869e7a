#include "host/words/stemmer.hpp"

#include "host/words/words.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace lyceum::words {
namespace {

class StemmerTest : public ::testing::Test {
protected:
    Stemmer stemmer = Stemmer::create().value();

    std::string key(std::string_view word, Language language) { return stemmer.key(fold(word), language); }
    void expect_one(Language language, const std::vector<std::string>& forms) {
        for (const std::string& form : forms) {
            EXPECT_EQ(key(form, language), key(forms.front(), language)) << form;
        }
    }
    bool finds_in(Language language, std::string_view query, std::string_view word) {
        return finds(stemmer.wanted(fold(query), language), key(word, language));
    }
};

TEST_F(StemmerTest, BringsTheFormsOfARussianWordTogether) {
    expect_one(Language::Ru, {"услуга", "услуги", "услугами", "услуг", "УСЛУГЕ"});
    expect_one(Language::Ru, {"электронный", "электронная", "электронных", "электронному"});
    expect_one(Language::Ru, {"отчёт", "отчета", "отчёты"});
}

TEST_F(StemmerTest, BringsTheFormsOfAnEnglishWordTogetherInEveryText) {
    expect_one(Language::En, {"service", "services", "Service's"});
    EXPECT_EQ(key("services", Language::Ru), key("service", Language::Be));
}

TEST_F(StemmerTest, BringsTheFormsOfABelarusianWordTogether) {
    expect_one(Language::Be, {"паслуга", "паслугі", "паслугу", "паслугай", "паслузе", "паслуг", "паслугамі", "паслугах"});
    expect_one(Language::Be, {"адміністрацыя", "адміністрацыі", "адміністрацыю", "адміністрацыяй", "адміністрацый"});
    expect_one(Language::Be, {"электронны", "электронная", "электроннага", "электронных", "электроннымі"});
    expect_one(Language::Be, {"магчымасць", "магчымасці", "магчымасцю", "магчымасцей"});
    expect_one(Language::Be, {"установа", "ўстанова", "ўстанове", "установаў"});
    expect_one(Language::Be, {"карта", "карце", "карты"});
}

TEST_F(StemmerTest, KeepsDifferentWordsApart) {
    EXPECT_NE(key("права", Language::Be), key("праверка", Language::Be));
    EXPECT_NE(key("услуга", Language::Ru), key("услышать", Language::Ru));
    EXPECT_NE(key("ИИ", Language::Ru), key("и", Language::Ru));
    EXPECT_FALSE(finds_in(Language::Be, "права", "праверка"));
    EXPECT_FALSE(finds_in(Language::Ru, "услуга", "услугодатель"));
}

TEST_F(StemmerTest, FindsLongerBelarusianWordsThatBeginLikeALongOne) {
    EXPECT_TRUE(finds_in(Language::Be, "паслуга", "паслугавы"));
    EXPECT_TRUE(finds_in(Language::Be, "паслузе", "паслуга"));
    EXPECT_FALSE(finds_in(Language::Be, "дом", "дамова"));
}

TEST_F(StemmerTest, NeverTakesAWordOfOneLanguageForThatOfAnother) {
    EXPECT_NE(key("форма", Language::Ru), key("форма", Language::Be));
    EXPECT_NE(key("12", Language::Ru), key("e12", Language::Ru));
}

TEST_F(StemmerTest, TakesAnyBytesAndAnyLength) {
    EXPECT_EQ(stemmer.key("", Language::Ru), "");
    EXPECT_FALSE(stemmer.key("\xFF\xFE", Language::Ru).empty());
    std::string endless;
    for (int letters = 0; letters < 50'000; ++letters) {
        endless += "ж";
    }
    EXPECT_LE(stemmer.key(endless, Language::Ru).size(), Stemmer::longest_word + 1);
    EXPECT_LE(stemmer.wanted(endless, Language::Be).prefix.size(), Stemmer::longest_word + 1);
}

}  // namespace
}  // namespace lyceum::words
