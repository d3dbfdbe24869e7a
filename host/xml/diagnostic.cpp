#include "host/xml/diagnostic.hpp"

#include "host/base/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace lyceum::xml {

bool has_errors(const Diagnostics& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
}

std::string to_string(const Diagnostic& diagnostic) {
    std::string line = diagnostic.file;
    if (diagnostic.line != 0) {
        line += fmt::format(":{}:{}", diagnostic.line, diagnostic.column);
    }
    line += diagnostic.severity == Severity::Error ? ": error: " : ": warning: ";
    line += diagnostic.text;
    if (!diagnostic.hint.empty()) {
        line += fmt::format(" ({})", diagnostic.hint);
    }
    line += fmt::format(" [{}]", diagnostic.rule);
    // One finding, one line: what was quoted from the file may hold line ends, and a terminal must
    // not obey it.
    std::replace_if(
        line.begin(), line.end(), [](char character) { return static_cast<unsigned char>(character) < 0x20; }, ' ');
    return line;
}

std::string in_quotes(std::string_view word) {
    constexpr std::size_t longest = 80;
    const std::string_view front = text::cut(word, longest);
    return fmt::format("\"{}{}\"", front, front.size() < word.size() ? "…" : "");
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
    const std::string near = text::nearest(word, candidates);
    return near.empty() ? std::string{} : fmt::format("did you mean {}?", in_quotes(near));
}

std::string listed(std::span<const std::string> words) {
    constexpr std::size_t most = 12;
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i == most) {
            return out + fmt::format(" and {} more", words.size() - most);
        }
        if (i != 0) {
            out += i + 1 == words.size() ? " or " : ", ";
        }
        out += in_quotes(words[i]);
    }
    return out;
}

}  // namespace lyceum::xml
