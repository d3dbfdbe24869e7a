#pragma once
// Which part of Lyceum may include what: the arrows of docs/architecture.md as a table. Reading sources is main.cpp's
// work; nothing here touches files. [any thread]

#include <optional>
#include <string>
#include <string_view>

namespace lyceum::architecture {

// One `#include` as it stands in a source: what is between the marks, and which marks they are.
struct Include {
    std::string target;
    enum class Marks { Quotes, Angles } marks = Marks::Quotes;
};

// Nothing if `line` is not an include.
std::optional<Include> parse_include(std::string_view line);

// Why the file at `path` ("host/web/pages.cpp", relative to the root of the tree) may not have this include; nothing if
// it may.
std::optional<std::string> broken_arrow(std::string_view path, const Include& include);

}  // namespace lyceum::architecture
