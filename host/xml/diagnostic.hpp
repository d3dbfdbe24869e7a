#pragma once
// One finding about a file, as a trainer reads it: place, severity, rule, text, hint. Everything
// that checks (the parser, the schemas, the course rules, the modules) reports in this one shape.
// [any thread]

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::xml {

enum class Severity { Error, Warning };

struct Diagnostic {
    std::string file;
    std::uint32_t line = 0;    // from 1; 0 if no one place is meant
    std::uint32_t column = 0;  // from 1, counted in characters
    Severity severity = Severity::Error;
    std::string rule;  // a stable id: "xml.not-well-formed", "schema.unexpected-element",
                       // "course.unknown-competency"
    std::string text;  // what is wrong, in plain words
    std::string hint;  // what to do, "did you mean \"prompt\"?"; may be empty

    // By place, so that a sorted list reads like the file.
    auto operator<=>(const Diagnostic&) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& diagnostics);

// "FILE:LINE:COL: error: text [rule]", with the hint after the text in brackets; one line, without
// a newline.
std::string to_string(const Diagnostic& diagnostic);

// Words for the texts: `word` in double quotes, cut to 80 bytes; "did you mean \"prompt\"?" or
// nothing if no candidate is near; `"a", "b" or "c"`, twelve at most.
std::string in_quotes(std::string_view word);
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);
std::string listed(std::span<const std::string> words);

}  // namespace lyceum::xml
