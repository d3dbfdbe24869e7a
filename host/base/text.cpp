#include "host/base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace lyceum::text {

bool is_utf8(std::string_view bytes) {
    std::size_t i = 0;
    while (i < bytes.size()) {
        const auto lead = static_cast<std::uint8_t>(bytes[i]);
        std::size_t length = 1;
        std::uint32_t point = lead;
        std::uint32_t lowest = 0;
        if (lead >= 0x80) {
            if (lead >= 0xc2 && lead <= 0xdf) {
                length = 2, point = lead & 0x1fU, lowest = 0x80;
            } else if (lead >= 0xe0 && lead <= 0xef) {
                length = 3, point = lead & 0x0fU, lowest = 0x800;
            } else if (lead >= 0xf0 && lead <= 0xf4) {
                length = 4, point = lead & 0x07U, lowest = 0x10000;
            } else {
                return false;
            }
            if (bytes.size() - i < length) {
                return false;
            }
            for (std::size_t k = 1; k < length; ++k) {
                const auto next = static_cast<std::uint8_t>(bytes[i + k]);
                if ((next & 0xc0) != 0x80) {
                    return false;
                }
                point = (point << 6) | (next & 0x3fU);
            }
            if (point < lowest || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
                return false;
            }
        }
        i += length;
    }
    return true;
}

void append_escaped_markup(std::string& out, std::string_view text) {
    for (const char character : text) {
        switch (character) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += character;
        }
    }
}

std::string escape_markup(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    append_escaped_markup(out, text);
    return out;
}

namespace {

// Edits to turn one into the other: insert, delete, replace, or swap two neighbours (each costs 1).
std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> before(right.size() + 1);
    std::vector<std::size_t> previous(right.size() + 1);
    std::vector<std::size_t> current(right.size() + 1);
    std::iota(previous.begin(), previous.end(), std::size_t{0});
    for (std::size_t i = 1; i <= left.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t replace = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, replace});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                current[j] = std::min(current[j], before[j - 2] + 1);
            }
        }
        std::swap(before, previous);
        std::swap(previous, current);
    }
    return previous[right.size()];
}

}  // namespace

std::string nearest(std::string_view word, std::span<const std::string> candidates) {
    constexpr std::size_t longest = 128;  // a hostile name must not cost quadratic time
    if (word.size() > longest) {
        return {};
    }
    std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::string_view found;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > longest) {
            continue;
        }
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < best) {
            best = distance;
            found = candidate;
        }
    }
    return std::string{found};
}

std::string_view cut(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) {
        return text;
    }
    while (bytes > 0 && (static_cast<std::uint8_t>(text[bytes]) & 0xc0) == 0x80) {
        --bytes;
    }
    return text.substr(0, bytes);
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace lyceum::text
