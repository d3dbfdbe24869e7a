#pragma once
// Small things about text that more than one component needs. [any thread]

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::text {

// True if `bytes` is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF).
bool is_utf8(std::string_view bytes);

// Escapes & < > " ' for XML and HTML, in text and in quoted attributes alike.
std::string escape_markup(std::string_view text);
void append_escaped_markup(std::string& out, std::string_view text);

// The candidate a person most likely meant by `word`: fewest edits, at most a third of its length; empty if none is
// near.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

// The front of `text`, at most `bytes` long, never cutting a UTF-8 character.
std::string_view cut(std::string_view text, std::size_t bytes);

std::string_view trim(std::string_view text);

}  // namespace lyceum::text
