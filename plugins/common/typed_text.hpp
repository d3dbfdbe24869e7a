#pragma once
// Text that people typed: checked, cleaned, compared as a kind teacher would, and kept as one word of a state. Used by
// the short answers of quiz and the notes of lesson. [any thread]

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lyceum::plugins {

// RFC 3629, NUL not allowed.
bool is_utf8(std::string_view text);

// Both want UTF-8.
std::size_t count_characters(std::string_view text);
std::string_view first_characters(std::string_view text, std::size_t count);

// One line: blanks at the ends removed, blanks and control characters between made one space.
std::string clean_line(std::string_view text);
// Several: "\r\n" and "\r" become "\n", other control characters but the tab are left out, blanks at the end removed.
std::string clean_lines(std::string_view text);

// For a cell of a report: one clean line of at most so many characters, whatever the text was.
std::string report_cell(std::string_view text, std::size_t characters);

// As answers are compared: without case, ё as е, a letter and its combining mark as one letter, stress marks and soft
// hyphens left out, every blank one space, every apostrophe and dash the same, quotation marks and full stops at the
// ends left out. Wants UTF-8.
std::string folded(std::string_view text);

// Keeps the order of the Russian and Belarusian alphabets when compared as bytes, Latin letters first. Wants UTF-8.
std::string sorting_key(std::string_view text);

// A text as one word without blanks or control characters ("%20" for a space, RFC 3986 section 2.1), and back; nothing
// for what `state_word` cannot have written.
std::string state_word(std::string_view text);
std::optional<std::string> text_of_word(std::string_view word);

}  // namespace lyceum::plugins
