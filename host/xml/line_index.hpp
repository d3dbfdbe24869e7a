#pragma once
// From a byte offset to the line and column an editor shows. Made only for a text something is said
// about; then each answer costs the search for its line and at most two blocks of counting, however
// long the line is. Internal to xml. [any thread]

#include "host/xml/document.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace lyceum::xml {

class LineIndex {
public:
    // Keeps the view.
    explicit LineIndex(std::string_view text);

    // Offsets past the end mean the end.
    Position position(std::size_t offset) const;

private:
    std::size_t characters_before(std::size_t offset) const;

    std::string_view text_;
    std::vector<std::size_t> line_starts_{0};
    std::vector<std::size_t> characters_before_block_{0};
};

}  // namespace lyceum::xml
