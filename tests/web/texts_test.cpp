#include "host/web/texts.hpp"

#include "host/base/files.hpp"
#include "host/web/templates.hpp"

#include <gtest/gtest.h>

#include <embedded/web_catalogues.hpp>
#include <filesystem>
#include <set>

namespace lyceum::web {
namespace {

Texts all_texts() {
    auto texts = Texts::open(embedded::web_catalogues());
    EXPECT_TRUE(texts.has_value());
    return std::move(texts.value());
}

// The text of a string literal, and of those that follow it at once, from `at`; `at` then stands behind them.
std::string literals(std::string_view source, std::size_t& at) {
    std::string text;
    for (;;) {
        at = std::min(source.find_first_not_of(" \n\t", at), source.size());
        if (at == source.size() || source[at] != '"') {
            return text;
        }
        for (++at; source[at] != '"'; ++at) {
            at += source[at] == '\\' ? 1 : 0;
            text += source[at];
        }
        ++at;
    }
}

struct Used {
    std::set<std::string> single;
    std::set<std::string> plural;  // the first form
};

void scan_code(std::string_view source, Used& used) {
    const auto scan = [&](std::string_view call, std::set<std::string>& found) {
        for (auto at = source.find(call); at != std::string_view::npos; at = source.find(call, at)) {
            const bool whole = std::isalnum(static_cast<unsigned char>(source[at - 1])) == 0 && source[at - 1] != '_';
            at += call.size();
            auto msgid = literals(source, at);
            if (whole && !msgid.empty()) {
                found.insert(std::move(msgid));
            }
        }
    };
    scan("tr(", used.single);
    scan("tr_count(", used.plural);
}

// Every msgid of the templates and of the code, as xgettext would find them.
Used used_msgids() {
    Used used;
    const std::filesystem::path web = std::filesystem::path{LYCEUM_SOURCE_DIR} / "host" / "web";
    for (const auto& entry : std::filesystem::recursive_directory_iterator{web}) {
        const auto extension = entry.path().extension();
        if (extension != ".cpp" && extension != ".mustache") {
            continue;
        }
        const auto source = files::read(entry.path(), 1 << 20).value();
        if (extension == ".cpp") {
            scan_code(source, used);
        } else {
            for (auto& msgid : msgids_of(source)) {
                used.single.insert(std::move(msgid));
            }
        }
    }
    return used;
}

TEST(Catalogues, TranslateEveryTextOfThePages) {
    const auto texts = all_texts();
    const auto used = used_msgids();
    ASSERT_GT(used.single.size(), 50U);
    ASSERT_GT(used.plural.size(), 2U);
    for (const auto language : {Language::Ru, Language::Be}) {
        for (const auto& msgid : used.single) {
            EXPECT_NE(texts.find(language, msgid.c_str()), msgid) << code_of(language);
        }
        for (const auto& msgid : used.plural) {
            for (const int count : {1, 2, 5}) {
                EXPECT_NE(texts.find_plural(language, msgid.c_str(), "", count), "")
                    << code_of(language) << ": " << msgid;
                EXPECT_NE(texts.find_plural(language, msgid.c_str(), "", count), msgid) << code_of(language);
            }
        }
    }
}

// What the catalogues hold beyond what is used would be translated for nobody, and an unfinished entry shown in English.
TEST(Catalogues, HoldNothingUnfinishedOrUnused) {
    const auto used = used_msgids();
    for (const auto* language : {"ru", "be"}) {
        const auto file = std::filesystem::path{LYCEUM_SOURCE_DIR} / "host/web/locale" / (std::string{language} + ".po");
        const auto source = files::read(file, 1 << 20).value();
        EXPECT_EQ(source.find("#, fuzzy"), std::string::npos) << language;
        EXPECT_EQ(source.find("#~"), std::string::npos) << language;
        EXPECT_EQ(source.find("msgstr \"\"\n\n"), std::string::npos) << language;
        std::set<std::string> known;
        for (auto at = source.find("\nmsgid "); at != std::string::npos; at = source.find("\nmsgid ", at)) {
            at += 7;
            auto msgid = literals(source, at);
            if (msgid.empty()) {
                continue;  // the head of the file
            }
            EXPECT_TRUE(used.single.contains(msgid) || used.plural.contains(msgid)) << language << ": " << msgid;
            EXPECT_TRUE(known.insert(std::move(msgid)).second) << language;
        }
        EXPECT_GE(known.size(), used.plural.size());
    }
}

// Scripts say only what the page gives them in data- attributes, which are translated with it.
TEST(Scripts, HaveAllTheirWordsFromThePage) {
    const std::filesystem::path web = std::filesystem::path{LYCEUM_SOURCE_DIR} / "host" / "web";
    std::string given;
    for (const auto& entry : std::filesystem::directory_iterator{web / "templates"}) {
        given += files::read(entry.path(), 1 << 20).value();
    }
    std::size_t words = 0;
    for (const auto& entry : std::filesystem::directory_iterator{web / "assets"}) {
        if (entry.path().extension() != ".js") {
            continue;
        }
        const auto source = files::read(entry.path(), 1 << 20).value();
        for (auto at = source.find("words."); at != std::string::npos; at = source.find("words.", at)) {
            at += 6;
            std::string attribute = "data-";
            for (; std::isalpha(static_cast<unsigned char>(source[at])) != 0; ++at) {
                if (std::isupper(static_cast<unsigned char>(source[at])) != 0) {
                    attribute += '-';
                }
                attribute += static_cast<char>(std::tolower(static_cast<unsigned char>(source[at])));
            }
            EXPECT_NE(given.find(attribute + "=\""), std::string::npos) << entry.path() << ": " << attribute;
            ++words;
        }
        // Letters of Russian and Belarusian in UTF-8 begin with these bytes.
        for (const char byte : {'\xD0', '\xD1'}) {
            EXPECT_EQ(source.find(byte), std::string::npos) << entry.path();
        }
    }
    EXPECT_GT(words, 10U);
}

// A placeholder that a translator lost or misspelt would be shown to people, or a value would be missing.
TEST(Catalogues, KeepThePlaceholdersOfTheOriginal) {
    const auto placeholders = [](std::string_view text) {
        std::set<std::string> names;
        for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
            names.emplace(text.substr(open, text.find('}', open) - open));
        }
        return names;
    };
    const auto texts = all_texts();
    for (const auto& msgid : used_msgids().single) {
        for (const auto language : {Language::Ru, Language::Be}) {
            EXPECT_EQ(placeholders(texts.find(language, msgid.c_str())), placeholders(msgid)) << msgid;
        }
    }
}

TEST(Texts, AreTheOriginalsInEnglish) {
    const auto texts = all_texts();
    EXPECT_EQ(texts.find(Language::En, "Continue"), "Continue");
    EXPECT_EQ(texts.find(Language::Ru, "Continue"), "Продолжить");
    EXPECT_EQ(texts.find(Language::Be, "Continue"), "Працягнуць");
}

TEST(Texts, ShowTheOriginalWhereATranslationIsMissing) {
    EXPECT_EQ(all_texts().find(Language::Ru, "never translated"), "never translated");
}

TEST(Texts, CannotBeReadFromGarbage) {
    const EmbeddedFile broken{"ru.mo", "not a catalogue"};
    EXPECT_FALSE(Texts::open({&broken, 1}).has_value());
}

TEST(Speech, FillsPlaceholdersAndLeavesUnknownOnes) {
    const auto texts = all_texts();
    const Speech english{texts, Language::En};
    EXPECT_EQ(english.tr("Saved {time}", {{"time", "14:02"}}), "Saved 14:02");
    EXPECT_EQ(english.tr("Saved {time}", {{"other", "x"}}), "Saved {time}");
    EXPECT_EQ(english.tr("Saved {time}", {{"time", "{time}"}}), "Saved {time}");
}

TEST(Speech, BindsShortWordsInRussianAndBelarusianOnly) {
    EXPECT_EQ(bind_short_words("Ответ и вопрос к делу", Language::Ru), "Ответ и\u00A0вопрос к\u00A0делу");
    EXPECT_EQ(bind_short_words("Шаг не пройден", Language::Ru), "Шаг не\u00A0пройден");
    EXPECT_EQ(bind_short_words("a word to be", Language::En), "a word to be");
    EXPECT_EQ(bind_short_words("Дзень і ноч у горадзе", Language::Be), "Дзень і\u00A0ноч у\u00A0горадзе");
    EXPECT_EQ(bind_short_words("В чём и С кем", Language::Ru), "В\u00A0чём и\u00A0С\u00A0кем");
    EXPECT_EQ(bind_short_words("упростить их до начала", Language::Ru), "упростить их до\u00A0начала");
    EXPECT_EQ(bind_short_words("", Language::Ru), "");
}

}  // namespace
}  // namespace lyceum::web
