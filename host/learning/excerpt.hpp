#pragma once
// A piece of a text around the words that were found, with these told apart. Pure but for the stemmer. Called by
// reading_room. [one thread at a time]

#include "host/words/stemmer.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::learning {

struct Piece {
    std::string text;
    bool found = false;

    bool operator==(const Piece&) const = default;
};
using Pieces = std::vector<Piece>;

// A word of a query: what it finds in texts of each Language.
struct SoughtWord {
    std::string folded;
    std::array<words::Wanted, 3> wanted;
};

// The words of what a person typed, each once, at most `most_sought_words`: in order, but "в", "the" and
// other words of every text only where there are no others.
std::vector<SoughtWord> sought_words(std::string_view query, words::Stemmer& stemmer);
inline constexpr std::size_t most_sought_words = 12;

// The whole text, on one line.
Pieces mark(std::string_view text, Language language, const std::vector<SoughtWord>& sought, words::Stemmer& stemmer);

// The part of the text that has most of the words, else its beginning: about thirty words, on one line, with an
// ellipsis where the text goes on.
Pieces excerpt(std::string_view text, Language language, const std::vector<SoughtWord>& sought,
               words::Stemmer& stemmer);

}  // namespace lyceum::learning
