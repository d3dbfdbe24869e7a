#include "host/store/word_index.hpp"

#include "host/store/connection.hpp"

#include <algorithm>

namespace lyceum::store {

namespace {

// FTS5 keeps the words alone (content=''): the texts are the caller's. Its tokenizer "ascii" parts words at blanks and
// ASCII marks and takes every other byte as it is. The order of columns is that of the weights in `find`.
constexpr const char* index_tables = R"(
CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize='ascii');
CREATE TABLE shelved (id INTEGER PRIMARY KEY, shelf INTEGER NOT NULL) STRICT;
)";

// A string of FTS5: everything between the marks is text. A zero byte would end the whole query.
void append_string(std::string& out, std::string_view word) {
    out += '"';
    for (const char character : word) {
        if (character == '"') {
            out += '"';
        }
        if (character != '\0') {
            out += character;
        }
    }
    out += '"';
}

std::string to_match(const WordQuery& query) {
    std::string match;
    for (const auto& spellings : query.words) {
        match += match.empty() ? "(" : " AND (";
        bool first = true;
        for (const Spelling& spelling : spellings) {
            match += first ? "" : " OR ";
            first = false;
            append_string(match, spelling.word);
            match += spelling.is_beginning ? " *" : "";
        }
        match += ')';
    }
    return match;
}

std::string to_json(const std::vector<std::uint32_t>& shelves) {
    std::string json = "[";
    for (const std::uint32_t shelf : shelves) {
        json += json.size() > 1 ? "," : "";
        json += std::to_string(shelf);
    }
    json += ']';
    return json;
}

// FTS5 calls a string without a letter or digit an error where it stands alone.
bool has_word(const Spelling& spelling) {
    return std::ranges::any_of(spelling.word, [](char character) {
        const auto byte = static_cast<unsigned char>(character);
        return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
               (byte >= 'A' && byte <= 'Z');
    });
}

Result<void> require_bounds(const WordQuery& query) {
    const bool fits = query.words.size() <= WordIndex::most_words && query.shelves.size() <= WordIndex::most_shelves &&
                      query.most <= WordIndex::most_found &&
                      std::ranges::all_of(query.words, [](const std::vector<Spelling>& spellings) {
                          return spellings.size() <= WordIndex::most_spellings &&
                                 std::ranges::all_of(spellings, [](const Spelling& spelling) {
                                     return spelling.word.size() <= WordIndex::longest_word;
                                 });
                      });
    if (!fits) {
        return Error{ErrorCode::LimitExceeded, "a search for too many or too long words", "query", ""};
    }
    return success();
}

}  // namespace

WordIndex::WordIndex(std::unique_ptr<Connection> connection) : connection_{std::move(connection)} {}
WordIndex::~WordIndex() = default;

Result<std::unique_ptr<WordIndex>> WordIndex::build(std::span<const IndexedText> texts) {
    LYCEUM_TRY(auto connection, Connection::open_in_memory());
    LYCEUM_TRY(connection->execute(index_tables));
    LYCEUM_TRY(connection->execute("BEGIN"));
    std::int64_t id = 0;
    for (const IndexedText& text : texts) {
        ++id;
        LYCEUM_TRY(
            connection->run("INSERT INTO words (rowid, title, text) VALUES (?1, ?2, ?3)", id, text.title, text.text));
        LYCEUM_TRY(
            connection->run("INSERT INTO shelved (id, shelf) VALUES (?1, ?2)", id, std::int64_t{text.shelf}));
    }
    LYCEUM_TRY(connection->run("INSERT INTO words (words) VALUES ('optimize')"));
    LYCEUM_TRY(connection->execute("COMMIT; PRAGMA query_only = ON;"));
    return std::unique_ptr<WordIndex>{new WordIndex{std::move(connection)}};
}

Result<std::vector<std::size_t>> WordIndex::find(const WordQuery& query) {
    LYCEUM_TRY(require_bounds(query));
    WordQuery asked = query;
    for (auto& spellings : asked.words) {
        std::erase_if(spellings, [](const Spelling& spelling) { return !has_word(spelling); });
    }
    std::vector<std::size_t> found;
    // A word that cannot stand in any text is in none.
    if (asked.words.empty() || asked.shelves.empty() ||
        std::ranges::any_of(asked.words, [](const auto& spellings) { return spellings.empty(); })) {
        return found;
    }
    LYCEUM_TRY(auto rows, connection_->query("SELECT words.rowid FROM words JOIN shelved ON shelved.id = words.rowid "
                                             "WHERE words MATCH ?1 "
                                             "AND shelved.shelf IN (SELECT value FROM json_each(?2)) "
                                             "ORDER BY bm25(words, 8.0, 1.0), words.rowid LIMIT ?3",
                                             to_match(asked), to_json(asked.shelves),
                                             static_cast<std::int64_t>(asked.most)));
    while (true) {
        LYCEUM_TRY(const bool more, rows.next());
        if (!more) {
            return found;
        }
        found.push_back(static_cast<std::size_t>(rows.integer(0) - 1));
    }
}

}  // namespace lyceum::store
