#pragma once
// What findings say of names: in quotation marks, and "Perhaps you meant …" for one that nothing has. [any thread]

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins {

inline std::string quoted(std::string_view word) {
    return "\"" + std::string{word} + "\"";
}

// How many letters must be put in, taken out or exchanged to make one word of the other (Levenshtein 1965).
inline std::size_t edits_between(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t line = 1; line <= one.size(); ++line) {
        std::size_t corner = row[0];
        row[0] = line;
        for (std::size_t column = 1; column <= other.size(); ++column) {
            const std::size_t exchanged = corner + (one[line - 1] == other[column - 1] ? 0 : 1);
            corner = row[column];
            row[column] = std::min({row[column] + 1, row[column - 1] + 1, exchanged});
        }
    }
    return row.back();
}

// Names the nearest of `known` if it is near; else `otherwise`.
inline std::string suggestion(std::string_view name, const std::vector<std::string_view>& known,
                              std::string_view otherwise) {
    std::string_view nearest;
    std::size_t least = std::max<std::size_t>(1, name.size() / 3) + 1;
    for (const std::string_view each : known) {
        const std::size_t edits = edits_between(name.substr(0, 64), each.substr(0, 64));
        if (edits < least) {
            least = edits;
            nearest = each;
        }
    }
    return nearest.empty() ? std::string{otherwise} : "Perhaps you meant " + quoted(nearest) + ".";
}

}  // namespace lyceum::plugins
