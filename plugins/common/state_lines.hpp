#pragma once
// States of the modules are short texts, a line a fact, words parted by one blank: "at price", "seen price next". Ids
// and numbers need no quoting, a person can read them in a backup, and a line is kept or left out by itself. [any
// thread]

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins {

// An id as the schemas allow it: 1 to 64 of letters, digits, '-', '_', '.'.
inline bool is_identifier(std::string_view text) {
    if (text.empty() || text.size() > 64) {
        return false;
    }
    for (const char character : text) {
        const bool letter = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
        const bool digit = character >= '0' && character <= '9';
        if (!letter && !digit && character != '-' && character != '_' && character != '.') {
            return false;
        }
    }
    return true;
}

// The whole of `text` as a number, or nothing.
template <typename Number>
std::optional<Number> number_of(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

inline std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(at + 1);
    }
}

// The lines as words; nothing if the text does not begin with the line `first` or does not end with a newline.
inline std::optional<std::vector<std::vector<std::string_view>>> state_lines(std::string_view text,
                                                                             std::string_view first) {
    if (!text.ends_with('\n')) {
        return std::nullopt;
    }
    text.remove_suffix(1);
    std::vector<std::vector<std::string_view>> lines;
    const std::vector<std::string_view> raw = split(text, '\n');
    if (raw.front() != first) {
        return std::nullopt;
    }
    for (std::size_t index = 1; index < raw.size(); ++index) {
        lines.push_back(split(raw[index], ' '));
    }
    return lines;
}

// The state written under the line `first`: `read_line` takes each line of words into it. An empty text is the state at
// the beginning; nothing for one that does not begin so, or has a line that `read_line` does not know.
template <typename State, typename ReadLine>
std::optional<State> state_of_lines(std::string_view text, std::string_view first, ReadLine read_line) {
    State state;
    if (text.empty()) {
        return state;
    }
    const auto lines = state_lines(text, first);
    if (!lines) {
        return std::nullopt;
    }
    for (const std::vector<std::string_view>& words : *lines) {
        if (!read_line(words, state)) {
            return std::nullopt;
        }
    }
    return state;
}

}  // namespace lyceum::plugins
