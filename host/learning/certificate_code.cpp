#include "host/base/crypto.hpp"
#include "host/learning/certificate.hpp"

#include <array>
#include <cstdint>
#include <utility>

namespace lyceum::learning::certificate_code {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t length = 16;

// Letters of the Cyrillic keyboard that look like a character of the alphabet.
constexpr std::array lookalikes{
    std::pair{std::string_view{"А"}, 'A'}, std::pair{std::string_view{"В"}, 'B'}, std::pair{std::string_view{"Е"}, 'E'},
    std::pair{std::string_view{"З"}, '3'}, std::pair{std::string_view{"К"}, 'K'}, std::pair{std::string_view{"М"}, 'M'},
    std::pair{std::string_view{"Н"}, 'H'}, std::pair{std::string_view{"О"}, '0'}, std::pair{std::string_view{"Р"}, 'P'},
    std::pair{std::string_view{"С"}, 'C'}, std::pair{std::string_view{"Т"}, 'T'}, std::pair{std::string_view{"Х"}, 'X'},
    std::pair{std::string_view{"І"}, '1'}, std::pair{std::string_view{"а"}, 'A'}, std::pair{std::string_view{"в"}, 'B'},
    std::pair{std::string_view{"е"}, 'E'}, std::pair{std::string_view{"з"}, '3'}, std::pair{std::string_view{"к"}, 'K'},
    std::pair{std::string_view{"м"}, 'M'}, std::pair{std::string_view{"н"}, 'H'}, std::pair{std::string_view{"о"}, '0'},
    std::pair{std::string_view{"р"}, 'P'}, std::pair{std::string_view{"с"}, 'C'}, std::pair{std::string_view{"т"}, 'T'},
    std::pair{std::string_view{"х"}, 'X'}, std::pair{std::string_view{"і"}, '1'}};

// Between the groups: a space, a dash, and what text editors make of them.
constexpr std::array<std::string_view, 5> separators{" ", "-", "\u00A0", "\u2013", "\u2011"};

// The next value times x in the field of 32 elements (x^5 = x^2 + 1).
unsigned times_x(unsigned value) {
    value <<= 1;
    return (value & 32U) != 0 ? value ^ 0b100101U : value;
}

// A polynomial over that field whose value at x is 0 for a whole code. Every place has a weight of its own, so that one
// wrong character, or any two exchanged, give another value.
unsigned sum_of(std::string_view characters) {
    unsigned sum = 0;
    for (const char character : characters) {
        sum = times_x(sum) ^ static_cast<unsigned>(alphabet.find(character));
    }
    return sum;
}

// The character that `rest` begins with, taken off it; 0 if it is none of the alphabet.
char take_character(std::string_view& rest) {
    for (const auto& [looks, means] : lookalikes) {
        if (rest.starts_with(looks)) {
            rest.remove_prefix(looks.size());
            return means;
        }
    }
    const char first =
        rest.front() >= 'a' && rest.front() <= 'z' ? static_cast<char>(rest.front() - 'a' + 'A') : rest.front();
    rest.remove_prefix(1);
    if (first == 'I' || first == 'L') {
        return '1';
    }
    if (first == 'O') {
        return '0';
    }
    return alphabet.find(first) == std::string_view::npos ? '\0' : first;
}

bool skip_separator(std::string_view& rest) {
    for (const std::string_view separator : separators) {
        if (rest.starts_with(separator)) {
            rest.remove_prefix(separator.size());
            return true;
        }
    }
    return false;
}

}  // namespace

std::string make(std::string_view key, const StatementId& satisfied) {
    std::string bytes{"certificate"};
    bytes += '\0';
    bytes += to_string(satisfied);
    const crypto::Digest digest = crypto::keyed_hash(key, bytes);
    std::string code;
    std::uint32_t bits = 0;
    int held = 0;
    for (std::size_t i = 0; code.size() < length - 1; ++i) {
        bits = (bits << 8) | digest[i];
        held += 8;
        while (held >= 5 && code.size() < length - 1) {
            held -= 5;
            code += alphabet[(bits >> held) & 31U];
        }
    }
    code += alphabet[times_x(sum_of(code))];
    return code;
}

std::string grouped(std::string_view code) {
    std::string text;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i > 0 && i % 4 == 0) {
            text += '-';
        }
        text += code[i];
    }
    return text;
}

std::optional<std::string> read(std::string_view typed) {
    std::string code;
    while (!typed.empty()) {
        if (skip_separator(typed)) {
            continue;
        }
        const char character = take_character(typed);
        if (character == '\0' || code.size() == length) {
            return std::nullopt;
        }
        code += character;
    }
    if (code.size() != length || sum_of(code) != 0) {
        return std::nullopt;
    }
    return code;
}

}  // namespace lyceum::learning::certificate_code
