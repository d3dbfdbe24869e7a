#pragma once
// What a search and an alphabetical list know about words: where they stand in a text, which letters count as the same,
// in which order letters come, and (stemmer.hpp) which forms are of one word. Russian, Belarusian and English; pure but
// for the stemmers. Called by learning; includes base. The only component that knows libstemmer. [any thread]

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::words {

// A word where it stands in a text: bytes from `begin`.
struct Word {
    std::size_t begin = 0;
    std::size_t size = 0;
    std::string folded;  // see `fold`; never empty

    bool operator==(const Word&) const = default;
};

// The words of a text, in order. A word is letters and digits; an apostrophe, a stress mark, a soft hyphen and what
// nobody sees belong to it between letters, a hyphen does not. Takes any bytes: what is no UTF-8 parts words.
std::vector<Word> split(std::string_view text);

// As words are compared: small letters, ё as е, a letter and its combining mark as one letter; without apostrophes
// (typed in five ways, or left out), stress marks and soft hyphens. Folding what is folded changes nothing.
std::string fold(std::string_view word);

// Keeps the order of the Russian and Belarusian alphabets when compared as bytes; Latin letters come first. Case does
// not count, ё comes after е.
std::string sorting_key(std::string_view text);

// The first letter, large, for the headings of an alphabetical list: "Ё", "S"; a digit or sign gives "#".
std::string initial(std::string_view text);

// Letters and digits of a folded word.
std::size_t length_of(std::string_view folded);

}  // namespace lyceum::words
