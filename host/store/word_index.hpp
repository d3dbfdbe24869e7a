#pragma once
// Finds the texts that have certain words, best first: SQLite's FTS5 in memory, filled once and only read afterwards.
// Knows no language: words come as the caller compares them (host/words), and are looked for as they are. Nothing of a
// query is taken for FTS5's own syntax. Called by learning. [one thread at a time]

#include "host/base/result.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace lyceum::store {

class Connection;

// A text as it is indexed: its words, separated by blanks, without marks. A word of the title counts for more.
struct IndexedText {
    std::uint32_t shelf = 0;  // texts are looked for on some shelves only
    std::string title;
    std::string text;
};

// One way in which a word may stand in a text.
struct Spelling {
    std::string word;
    bool is_beginning = false;  // of a longer word, too

    bool operator==(const Spelling&) const = default;
};

struct WordQuery {
    // A text is found if it has, of each word, at least one spelling. No words find nothing.
    std::vector<std::vector<Spelling>> words;
    std::vector<std::uint32_t> shelves;
    std::size_t most = 30;
};

class WordIndex {
public:
    // Takes as long as there is text; not for the io thread.
    static Result<std::unique_ptr<WordIndex>> build(std::span<const IndexedText> texts);
    ~WordIndex();
    WordIndex(const WordIndex&) = delete;
    WordIndex& operator=(const WordIndex&) = delete;

    // Places in the span that `build` took: by bm25 with a word of the title counting eight times, then in order.
    // LimitExceeded for a query beyond the bounds below.
    Result<std::vector<std::size_t>> find(const WordQuery& query);

    static constexpr std::size_t most_words = 16;
    static constexpr std::size_t most_spellings = 8;
    static constexpr std::size_t longest_word = 200;  // bytes
    static constexpr std::size_t most_shelves = 10'000;
    static constexpr std::size_t most_found = 200;

private:
    explicit WordIndex(std::unique_ptr<Connection> connection);

    std::unique_ptr<Connection> connection_;
};

}  // namespace lyceum::store
