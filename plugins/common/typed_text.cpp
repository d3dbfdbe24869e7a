#include "plugins/common/typed_text.hpp"

#include <algorithm>
#include <array>

namespace lyceum::plugins {
namespace {

constexpr char32_t none = 0;

// Takes the first character off; `none` if it is no UTF-8.
char32_t take_character(std::string_view& text) {
    const auto at = [&](std::size_t index) { return static_cast<char32_t>(static_cast<unsigned char>(text[index])); };
    const char32_t first = at(0);
    const std::size_t length = first < 0x80    ? 1
                               : first < 0xC2  ? 0
                               : first <= 0xDF ? 2
                               : first <= 0xEF ? 3
                               : first <= 0xF4 ? 4
                                               : 0;
    if (length == 0 || text.size() < length) {
        return none;
    }
    char32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t index = 1; index < length; ++index) {
        if ((at(index) & 0xC0U) != 0x80U) {
            return none;
        }
        code = code << 6U | (at(index) & 0x3FU);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    if (overlong || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) {
        return none;
    }
    text.remove_prefix(length);
    return code;
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

bool is_control(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

bool is_blank(char32_t code) {
    return code == ' ' || is_control(code) || code == 0xA0 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
           code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

// Seen by nobody: zero-width characters, the soft hyphen, the stress mark.
bool is_invisible(char32_t code) {
    return code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0x2060 || code == 0xFEFF || code == 0x301;
}

char32_t small(char32_t code) {
    const bool latin = (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7);
    if (latin || (code >= 0x410 && code <= 0x42F)) {
        return code + 0x20;
    }
    return code >= 0x400 && code <= 0x40F ? code + 0x50 : code == 0x490 ? char32_t{0x491} : code;
}

// Letters that some keyboards send as two characters.
char32_t composed(char32_t letter, char32_t mark) {
    struct Pair {
        char32_t letter;
        char32_t mark;
        char32_t whole;
    };
    constexpr std::array<Pair, 4> pairs{
        {{U'и', 0x306, U'й'}, {U'у', 0x306, U'ў'}, {U'е', 0x308, U'ё'}, {U'і', 0x308, U'ї'}}};
    const auto found =
        std::ranges::find_if(pairs, [&](const Pair& pair) { return pair.letter == letter && pair.mark == mark; });
    return found == pairs.end() ? none : found->whole;
}

char32_t plain(char32_t code) {
    if (code == U'ё') {
        return U'е';
    }
    if (code == 0x2018 || code == 0x2019 || code == 0x2BC || code == '`') {
        return '\'';
    }
    return (code >= 0x2010 && code <= 0x2015) || code == 0x2212 ? char32_t{'-'} : code;
}

// Around an answer, not of it.
bool is_wrapping(char32_t code) {
    constexpr std::u32string_view marks = U" .,!?;:…«»\"“”„'";
    return marks.find(code) != std::u32string_view::npos;
}

constexpr std::string_view hexadecimal = "0123456789ABCDEF";

// Of a digit as `state_word` writes it; 16 for anything else.
unsigned value_of_digit(char digit) {
    return digit >= '0' && digit <= '9'   ? static_cast<unsigned>(digit - '0')
           : digit >= 'A' && digit <= 'F' ? static_cast<unsigned>(digit - 'A') + 10U
                                          : 16U;
}

// What `state_word` does not leave as it is.
bool is_escaped(unsigned char byte) {
    return byte <= 0x20 || byte == 0x7F || byte == '%';
}

// How many bytes at the front are characters that `state_word` leaves as they are; 0 also if it is no UTF-8.
std::size_t plain_length(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size()) {
        const auto byte = static_cast<unsigned char>(text[length]);
        if (byte < 0x80) {
            if (is_escaped(byte)) {
                break;
            }
            ++length;
        } else if (byte >= 0xC2 && byte <= 0xDF && length + 1 < text.size() &&
                   (static_cast<unsigned char>(text[length + 1]) & 0xC0U) == 0x80U) {
            length += 2;  // as most letters here are
        } else {
            std::string_view rest = text.substr(length);
            if (take_character(rest) == none) {
                break;
            }
            length = text.size() - rest.size();
        }
    }
    return length;
}

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        if (take_character(text) == none) {
            return false;
        }
    }
    return true;
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string_view first_characters(std::string_view text, std::size_t count) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && count-- == 0) {
            return text.substr(0, at);
        }
    }
    return text;
}

std::string clean_line(std::string_view text) {
    std::string line;
    bool blank = false;
    while (!text.empty()) {
        const char32_t code = take_character(text);
        if (code == none) {
            break;
        }
        if (is_blank(code)) {
            blank = !line.empty();
            continue;
        }
        line += blank ? " " : "";
        blank = false;
        append(line, code);
    }
    return line;
}

std::string clean_lines(std::string_view text) {
    std::string lines;
    while (!text.empty()) {
        const char32_t code = take_character(text);
        if (code == none) {
            break;
        }
        if (code == '\r') {
            lines += text.starts_with('\n') ? "" : "\n";
        } else if (code == '\n' || code == '\t' || !is_control(code)) {
            append(lines, code);
        }
    }
    lines.erase(lines.find_last_not_of(" \t\n") + 1);
    return lines;
}

std::string report_cell(std::string_view text, std::size_t characters) {
    if (!is_utf8(text)) {
        return "?";
    }
    const std::string line = clean_line(text);
    const std::string_view front = first_characters(line, characters);
    return front.size() == line.size() ? line : std::string{front} + "…";
}

std::string folded(std::string_view text) {
    std::u32string letters;
    while (!text.empty()) {
        const char32_t read = take_character(text);
        if (read == none) {
            break;
        }
        if (is_invisible(read)) {
            continue;
        }
        const char32_t code = is_blank(read) ? char32_t{' '} : small(read);
        const char32_t whole = letters.empty() ? none : composed(letters.back(), code);
        if (whole != none) {
            letters.back() = whole;
        } else if (code != ' ' || (!letters.empty() && letters.back() != ' ')) {
            letters.push_back(code);
        }
    }
    std::ranges::transform(letters, letters.begin(), plain);
    std::u32string_view kept = letters;
    while (!kept.empty() && is_wrapping(kept.front())) {
        kept.remove_prefix(1);
    }
    while (!kept.empty() && is_wrapping(kept.back())) {
        kept.remove_suffix(1);
    }
    std::string out;
    for (const char32_t code : kept) {
        append(out, code);
    }
    return out;
}

std::string sorting_key(std::string_view text) {
    // The letters of both alphabets in an order that suits both.
    constexpr std::u32string_view alphabet = U"абвгґдеёжзиіїйклмнопрстуўфхцчшщъыьэюя";
    std::string key;
    while (!text.empty()) {
        const char32_t code = take_character(text);
        if (code == none) {
            break;
        }
        const std::size_t place = alphabet.find(small(code));
        append(key, place == std::u32string_view::npos ? small(code) : static_cast<char32_t>(0x430 + place));
    }
    return key;
}

std::string state_word(std::string_view text) {
    std::string word;
    word.reserve(text.size());
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (is_escaped(byte)) {
            word += '%';
            word += hexadecimal[byte >> 4U];
            word += hexadecimal[byte & 0xFU];
        } else {
            word += character;
        }
    }
    return word;
}

// One pass, as a forum reads thousands of them for a page.
std::optional<std::string> text_of_word(std::string_view word) {
    std::string text;
    text.reserve(word.size());
    std::string_view rest = word;
    while (!rest.empty()) {
        const auto byte = static_cast<unsigned char>(rest.front());
        if (byte == '%') {
            const unsigned high = rest.size() > 2 ? value_of_digit(rest[1]) : 16U;
            const unsigned low = rest.size() > 2 ? value_of_digit(rest[2]) : 16U;
            if (high > 15 || low > 15) {
                return std::nullopt;
            }
            const auto escaped = static_cast<unsigned char>(high << 4U | low);
            if (escaped == 0 || !is_escaped(escaped)) {
                return std::nullopt;
            }
            text += static_cast<char>(escaped);
            rest.remove_prefix(3);
            continue;
        }
        const std::size_t length = plain_length(rest);
        if (length == 0) {
            return std::nullopt;
        }
        text += rest.substr(0, length);
        rest.remove_prefix(length);
    }
    return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

}  // namespace lyceum::plugins
