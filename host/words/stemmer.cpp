#include "host/words/stemmer.hpp"

#include "host/base/text.hpp"
#include "host/words/belarusian.hpp"
#include "host/words/words.hpp"

#include <libstemmer.h>

namespace lyceum::words {

namespace {

constexpr std::size_t shortest_prefix = 5;  // letters
constexpr std::size_t has_no_forms = 2;     // letters: Snowball would make "и" of "ИИ"

enum class Script { Latin, Cyrillic, Other };

// By the first letter: a word of two scripts is a slip of the keyboard that no stemmer mends.
Script script_of(std::string_view folded) {
    const auto lead = static_cast<unsigned char>(folded.front());
    if (lead >= 'a' && lead <= 'z') {
        return Script::Latin;
    }
    return lead == 0xD0 || lead == 0xD1 || lead == 0xD2 ? Script::Cyrillic : Script::Other;
}

std::string stem(sb_stemmer& stemmer, std::string_view word) {
    const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stemmed = sb_stemmer_stem(&stemmer, bytes, static_cast<int>(word.size()));
    if (stemmed == nullptr) {  // out of memory
        return std::string{word};
    }
    return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(&stemmer))};
}

}  // namespace

bool finds(const Wanted& wanted, std::string_view key) {
    return key == wanted.key || (!wanted.prefix.empty() && key.starts_with(wanted.prefix));
}

void Stemmer::Delete::operator()(sb_stemmer* stemmer) const {
    sb_stemmer_delete(stemmer);
}

Result<Stemmer> Stemmer::create() {
    Handle russian{sb_stemmer_new("russian", "UTF_8")};
    Handle english{sb_stemmer_new("english", "UTF_8")};
    if (!russian || !english) {
        return Error{ErrorCode::Environment, "libstemmer has no stemmer for Russian or English", "libstemmer",
                     "install the package libstemmer0d of the distribution"};
    }
    return Stemmer{std::move(russian), std::move(english)};
}

// Each kind of word has a letter before it, so that a stem of one language is none of another's.
std::string Stemmer::key(std::string_view folded, Language language) {
    folded = text::cut(folded, longest_word);
    if (folded.empty()) {
        return {};
    }
    switch (script_of(folded)) {
        case Script::Latin:
            return "e" + stem(*english_, folded);
        case Script::Cyrillic:
            if (language == Language::Be) {
                return "b" + belarusian::key(folded);
            }
            return "r" + (length_of(folded) <= has_no_forms ? std::string{folded} : stem(*russian_, folded));
        case Script::Other:
            break;
    }
    return "o" + std::string{folded};
}

Wanted Stemmer::wanted(std::string_view folded, Language language) {
    Wanted wanted{.key = key(folded, language), .prefix = {}};
    if (wanted.key.starts_with('b')) {
        const std::string_view stem = belarusian::without_ending(text::cut(folded, longest_word));
        if (length_of(stem) >= shortest_prefix) {
            wanted.prefix = "b" + std::string{stem};
        }
    }
    return wanted;
}

}  // namespace lyceum::words
