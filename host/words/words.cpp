#include "host/words/words.hpp"

#include <algorithm>
#include <array>

namespace lyceum::words {

namespace {

constexpr char32_t no_character = 0xFFFFFFFF;

// One character read from the front of a text: its code and how many bytes it has. What is no UTF-8 is one byte long
// and no character.
struct Read {
    char32_t code = no_character;
    std::size_t size = 1;
};

Read read_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t index) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[at + index]));
    };
    const char32_t first = byte(0);
    if (first < 0x80) {
        return {first, 1};
    }
    const std::size_t size = first < 0xC2 ? 0U : first <= 0xDF ? 2U : first <= 0xEF ? 3U : first <= 0xF4 ? 4U : 0U;
    if (size == 0 || text.size() - at < size) {
        return {};
    }
    char32_t code = first & (0xFFU >> (size + 1));
    for (std::size_t index = 1; index < size; ++index) {
        if ((byte(index) & 0xC0U) != 0x80U) {
            return {};
        }
        code = code << 6U | (byte(index) & 0x3FU);
    }
    const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
    if (overlong || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) {
        return {};
    }
    return {code, size};
}

void append(std::string& out, char32_t code) {
    const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | code >> 6U);
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | code >> 12U);
        put(0x80U | (code >> 6U & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | code >> 18U);
        put(0x80U | (code >> 12U & 0x3FU));
        put(0x80U | (code >> 6U & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

bool is_digit(char32_t code) {
    return code >= '0' && code <= '9';
}

// Letters of the scripts of Europe by their blocks; of other scripts whatever is not punctuation, signs or blanks.
bool is_letter(char32_t code) {
    if (code < 0x80) {
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    }
    if (code < 0x250) {
        return code >= 0xC0 && code != 0xD7 && code != 0xF7;
    }
    if (code < 0x530) {
        return (code >= 0x370 && code != 0x37E && code != 0x387) && !(code >= 0x482 && code <= 0x489);
    }
    return code < 0x110000 && !(code >= 0x2000 && code <= 0x2BFF) && !(code >= 0x3000 && code <= 0x303F) &&
           !(code >= 0xE000 && code <= 0xF8FF) && !(code >= 0xFE00 && code <= 0xFFFF) && code < 0x1F000;
}

bool is_apostrophe(char32_t code) {
    return code == '\'' || code == '`' || code == 0x2018 || code == 0x2019 || code == 0x2BC || code == 0x2032;
}

// Marks that stand over the letter before them.
bool is_mark(char32_t code) {
    return code >= 0x300 && code <= 0x36F;
}

// Seen by nobody: the soft hyphen and characters of no width.
bool is_invisible(char32_t code) {
    return code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0x2060 || code == 0xFEFF;
}

char32_t small(char32_t code) {
    const bool latin = (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7);
    if (latin || (code >= 0x410 && code <= 0x42F) || (code >= 0x391 && code <= 0x3A9)) {
        return code + 0x20;
    }
    if (code >= 0x400 && code <= 0x40F) {
        return code + 0x50;
    }
    const bool in_pairs = (code >= 0x100 && code <= 0x137) || (code >= 0x14A && code <= 0x177) ||
                          (code >= 0x460 && code <= 0x481) || (code >= 0x48A && code <= 0x4BF) ||
                          (code >= 0x4D0 && code <= 0x52F);
    return in_pairs ? code | 1U : code;
}

char32_t large(char32_t code) {
    if ((code >= 'a' && code <= 'z') || (code >= 0x430 && code <= 0x44F)) {
        return code - 0x20;
    }
    return code >= 0x450 && code <= 0x45F ? code - 0x50 : code == 0x491 ? char32_t{0x490} : code;
}

// Letters that some keyboards send as two characters; the mark is left out of all others.
char32_t composed(char32_t letter, char32_t mark) {
    struct Pair {
        char32_t letter;
        char32_t mark;
        char32_t whole;
    };
    constexpr std::array<Pair, 4> pairs{
        {{U'и', 0x306, U'й'}, {U'у', 0x306, U'ў'}, {U'е', 0x308, U'е'}, {U'і', 0x308, U'ї'}}};
    const auto* found =
        std::find_if(pairs.begin(), pairs.end(), [&](const Pair& pair) { return pair.letter == letter && pair.mark == mark; });
    return found == pairs.end() ? letter : found->whole;
}

// Takes characters one after another and gives the folded letters.
class Folding {
public:
    void take(char32_t code) {
        if (is_mark(code)) {
            last_ = last_ == no_character ? last_ : composed(last_, code);
            return;
        }
        flush();
        if (!is_apostrophe(code) && !is_invisible(code)) {
            const char32_t letter = small(code);
            last_ = letter == U'ё' ? U'е' : letter;
        }
    }
    std::string finish() {
        flush();
        return std::move(out_);
    }

private:
    void flush() {
        if (last_ != no_character) {
            append(out_, last_);
            last_ = no_character;
        }
    }

    std::string out_;
    char32_t last_ = no_character;
};

}  // namespace

std::vector<Word> split(std::string_view text) {
    std::vector<Word> found;
    std::size_t at = 0;
    while (at < text.size()) {
        Read read = read_at(text, at);
        if (!is_letter(read.code) && !is_digit(read.code)) {
            at += read.size;
            continue;
        }
        Word word{.begin = at, .size = 0, .folded = {}};
        Folding folding;
        std::size_t end = at;  // behind the last letter: what joins letters is no end of a word
        while (at < text.size()) {
            read = read_at(text, at);
            const bool own = is_letter(read.code) || is_digit(read.code) || is_mark(read.code);
            if (!own && !is_apostrophe(read.code) && !is_invisible(read.code)) {
                break;
            }
            folding.take(read.code);
            at += read.size;
            end = own ? at : end;
        }
        word.size = end - word.begin;
        word.folded = folding.finish();
        found.push_back(std::move(word));
    }
    return found;
}

std::string fold(std::string_view word) {
    Folding folding;
    for (std::size_t at = 0; at < word.size();) {
        const Read read = read_at(word, at);
        if (read.code != no_character) {
            folding.take(read.code);
        }
        at += read.size;
    }
    return folding.finish();
}

std::string sorting_key(std::string_view text) {
    // The letters of both alphabets in an order that suits both.
    constexpr std::u32string_view alphabet = U"абвгґдеёжзиіїйклмнопрстуўфхцчшщъыьэюя";
    std::string key;
    for (std::size_t at = 0; at < text.size();) {
        const Read read = read_at(text, at);
        at += read.size;
        if (read.code == no_character || is_mark(read.code) || is_invisible(read.code)) {
            continue;
        }
        const char32_t letter = small(read.code);
        const auto place = alphabet.find(letter);
        append(key, place == std::u32string_view::npos ? letter : static_cast<char32_t>(0x430 + place));
    }
    return key;
}

std::string initial(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Read read = read_at(text, at);
        at += read.size;
        if (is_letter(read.code)) {
            std::string letter;
            append(letter, large(read.code));
            return letter;
        }
        if (is_digit(read.code)) {
            break;
        }
    }
    return "#";
}

std::size_t length_of(std::string_view folded) {
    return static_cast<std::size_t>(std::count_if(
        folded.begin(), folded.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace lyceum::words
