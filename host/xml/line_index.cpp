#include "host/xml/line_index.hpp"

#include <algorithm>

namespace lyceum::xml {

namespace {

constexpr std::size_t block_size = 4096;

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; }));
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_{text} {
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) {
        line_starts_.push_back(end + 1);
    }
    for (std::size_t start = 0; start + block_size <= text.size(); start += block_size) {
        characters_before_block_.push_back(characters_before_block_.back() +
                                           count_characters(text.substr(start, block_size)));
    }
}

std::size_t LineIndex::characters_before(std::size_t offset) const {
    const std::size_t block = offset / block_size;
    return characters_before_block_[block] + count_characters(text_.substr(block * block_size, offset % block_size));
}

Position LineIndex::position(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    const std::size_t column = characters_before(offset) - characters_before(*(after - 1)) + 1;
    return {static_cast<std::uint32_t>(after - line_starts_.begin()), static_cast<std::uint32_t>(column)};
}

}  // namespace lyceum::xml
