#include "host/learning/excerpt.hpp"

#include "host/base/text.hpp"
#include "host/words/words.hpp"

#include <algorithm>

namespace lyceum::learning {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t words_shown = 30;
constexpr std::size_t words_before = 7;     // the first found one
constexpr std::size_t most_bytes = 800;     // of an excerpt: some words are endless

// Words that stand in every text and say nothing of it, as people type them into a question. Folded.
constexpr std::array common_words{
    "а"sv,  "бы"sv, "в"sv,  "во"sv, "для"sv, "до"sv, "же"sv, "за"sv,  "и"sv,  "из"sv,  "или"sv, "их"sv,  "к"sv,
    "как"sv, "ко"sv, "ли"sv, "на"sv, "не"sv,  "но"sv, "о"sv,  "об"sv,  "от"sv, "по"sv,  "при"sv, "с"sv,   "со"sv,
    "то"sv, "у"sv,  "что"sv, "это"sv, "ад"sv, "або"sv, "гэта"sv, "да"sv, "з"sv, "і"sv,  "па"sv,  "пры"sv, "ці"sv,
    "што"sv, "ў"sv, "як"sv, "a"sv,  "an"sv,  "and"sv, "at"sv, "by"sv,  "for"sv, "in"sv, "is"sv,  "of"sv,  "on"sv,
    "or"sv, "the"sv, "to"sv, "with"sv};

constexpr std::size_t nothing = static_cast<std::size_t>(-1);

// Which of the sought words this is; `nothing` if none. Stems keep the first letter, so that most words need no
// stemming.
std::size_t sought_index(const words::Word& word, Language language, const std::vector<SoughtWord>& sought,
                         words::Stemmer& stemmer) {
    const auto begins_alike = [&](const SoughtWord& each) {
        const auto letter = static_cast<unsigned char>(each.folded.front()) < 0x80 ? 1U : 2U;
        const std::string_view first = std::string_view{each.folded}.substr(0, letter);
        // Belarusian у and ў at the beginning are one.
        return word.folded.starts_with(first) || first == "у" || first == "ў";
    };
    if (std::ranges::none_of(sought, begins_alike)) {
        return nothing;
    }
    const std::string key = stemmer.key(word.folded, language);
    for (std::size_t index = 0; index < sought.size(); ++index) {
        if (words::finds(sought[index].wanted[static_cast<std::size_t>(language)], key)) {
            return index;
        }
    }
    return nothing;
}

// Adds text to the last piece, every blank one space.
void append_plain(Pieces& pieces, std::string_view text, bool found) {
    if (text.empty()) {
        return;
    }
    if (pieces.empty() || pieces.back().found != found) {
        pieces.push_back({.text = {}, .found = found});
    }
    std::string& out = pieces.back().text;
    for (const char character : text) {
        const bool is_blank = static_cast<unsigned char>(character) <= ' ';
        if (!is_blank) {
            out += character;
        } else if (out.empty() || out.back() != ' ') {
            out += ' ';
        }
    }
}

// The words from `first` to before `last`, with what stands between them.
Pieces pieces_of(std::string_view text, const std::vector<words::Word>& all, const std::vector<std::size_t>& found,
                 std::size_t first, std::size_t last) {
    Pieces pieces;
    std::size_t at = first == 0 ? 0 : all[first].begin;
    const std::size_t end = last == all.size() ? text.size() : all[last - 1].begin + all[last - 1].size;
    for (std::size_t index = first; index < last; ++index) {
        if (found[index] != nothing) {
            append_plain(pieces, text.substr(at, all[index].begin - at), false);
            append_plain(pieces, text.substr(all[index].begin, all[index].size), true);
            at = all[index].begin + all[index].size;
        }
    }
    append_plain(pieces, text.substr(at, end - at), false);
    return pieces;
}

std::vector<std::size_t> found_among(const std::vector<words::Word>& all, Language language,
                                     const std::vector<SoughtWord>& sought, words::Stemmer& stemmer) {
    std::vector<std::size_t> found(all.size(), nothing);
    for (std::size_t index = 0; index < all.size(); ++index) {
        found[index] = sought_index(all[index], language, sought, stemmer);
    }
    return found;
}

// Where the window with the most different words begins; of several the first.
std::size_t best_beginning(const std::vector<std::size_t>& found, std::size_t sought) {
    std::size_t best = 0;
    std::size_t best_count = 0;
    for (std::size_t index = 0; index < found.size(); ++index) {
        if (found[index] == nothing) {
            continue;
        }
        const std::size_t begin = index < words_before ? 0 : index - words_before;
        const std::size_t end = std::min(begin + words_shown, found.size());
        std::vector<bool> has(sought);
        for (std::size_t inside = begin; inside < end; ++inside) {
            if (found[inside] != nothing) {
                has[found[inside]] = true;
            }
        }
        const auto count = static_cast<std::size_t>(std::count(has.begin(), has.end(), true));
        if (count > best_count) {
            best = begin;
            best_count = count;
        }
        if (count == sought) {
            break;
        }
    }
    return best;
}

}  // namespace

std::vector<SoughtWord> sought_words(std::string_view query, words::Stemmer& stemmer) {
    std::vector<SoughtWord> all;
    for (const words::Word& word : words::split(query)) {
        const bool is_new = std::ranges::find(all, word.folded, &SoughtWord::folded) == all.end();
        if (is_new && all.size() < most_sought_words) {
            SoughtWord sought{.folded = word.folded, .wanted = {}};
            for (const Language language : all_languages) {
                sought.wanted[static_cast<std::size_t>(language)] = stemmer.wanted(word.folded, language);
            }
            all.push_back(std::move(sought));
        }
    }
    const auto is_common = [](const SoughtWord& word) {
        return std::find(common_words.begin(), common_words.end(), word.folded) != common_words.end();
    };
    if (!std::ranges::all_of(all, is_common)) {
        std::erase_if(all, is_common);
    }
    return all;
}

Pieces mark(std::string_view text, Language language, const std::vector<SoughtWord>& sought, words::Stemmer& stemmer) {
    const auto all = words::split(text);
    return pieces_of(text, all, found_among(all, language, sought, stemmer), 0, all.size());
}

Pieces excerpt(std::string_view text, Language language, const std::vector<SoughtWord>& sought,
               words::Stemmer& stemmer) {
    const auto all = words::split(text);
    const auto found = found_among(all, language, sought, stemmer);
    const std::size_t begin = best_beginning(found, sought.size());
    std::size_t end = std::min(begin + words_shown, all.size());
    while (end > begin + 1 && all[end - 1].begin + all[end - 1].size - all[begin].begin > most_bytes) {
        --end;
    }
    Pieces pieces = pieces_of(text, all, found, begin, end);
    if (begin > 0) {
        pieces.insert(pieces.begin(), {.text = "… ", .found = false});
    }
    if (end < all.size()) {
        pieces.push_back({.text = " …", .found = false});
    }
    for (Piece& piece : pieces) {
        if (piece.text.size() > most_bytes) {
            piece.text = std::string{text::cut(piece.text, most_bytes)} + "…";
        }
    }
    return pieces;
}

}  // namespace lyceum::learning
