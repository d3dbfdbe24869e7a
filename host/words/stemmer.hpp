#pragma once
// Which forms are of one word: Snowball's stemmers for Russian and English, our own for Belarusian. Called by learning.
// [one thread at a time]

#include "host/base/language.hpp"
#include "host/base/result.hpp"

#include <memory>
#include <string>
#include <string_view>

struct sb_stemmer;

namespace lyceum::words {

// What a word of a query finds in texts of one language.
struct Wanted {
    std::string key;     // words with this key
    std::string prefix;  // and those whose key begins so; empty: no others

    bool operator==(const Wanted&) const = default;
};
bool finds(const Wanted& wanted, std::string_view key);

class Stemmer {
public:
    // Environment if libstemmer lacks a language.
    static Result<Stemmer> create();

    // What all forms of a word have in common, in a text of this language; the word is folded (words.hpp). A word in
    // Latin letters counts as English in every text. Keys of different languages are never equal. Words beyond
    // `longest_word` bytes have a key of their beginning.
    std::string key(std::string_view folded, Language language);

    // Belarusian words of five letters or more also find longer ones that begin like them, for what the endings miss.
    Wanted wanted(std::string_view folded, Language language);

    static constexpr std::size_t longest_word = 100;

private:
    struct Delete {
        void operator()(sb_stemmer* stemmer) const;
    };
    using Handle = std::unique_ptr<sb_stemmer, Delete>;

    Stemmer(Handle russian, Handle english) : russian_{std::move(russian)}, english_{std::move(english)} {}

    Handle russian_;
    Handle english_;
};

}  // namespace lyceum::words
