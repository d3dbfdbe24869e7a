#include "host/xml/characters.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace lyceum::xml {

namespace {

std::uint8_t byte_at(std::string_view text, std::size_t offset) {
    return static_cast<std::uint8_t>(text[offset]);
}

bool is_continuation(std::string_view text, std::size_t offset) {
    return offset < text.size() && (byte_at(text, offset) & 0xc0U) == 0x80U;
}

// True if all eight bytes are ASCII and none is below a blank.
bool is_plain(std::uint64_t eight) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t highs = 0x8080808080808080U;
    return ((eight | (eight - ones * 0x20U)) & highs) == 0;
}

// Bytes of the multi-byte character at `offset`; 0 if it is none.
std::size_t multi_byte_size(std::string_view text, std::size_t offset) {
    const std::uint8_t lead = byte_at(text, offset);
    if (lead >= 0xc2 && lead <= 0xdf) {
        return is_continuation(text, offset + 1) ? 2 : 0;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
        if (!is_continuation(text, offset + 1) || !is_continuation(text, offset + 2)) {
            return 0;
        }
        const std::uint8_t second = byte_at(text, offset + 1);
        const bool overlong = lead == 0xe0 && second < 0xa0;
        const bool surrogate = lead == 0xed && second >= 0xa0;
        return overlong || surrogate ? 0 : 3;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        if (!is_continuation(text, offset + 1) || !is_continuation(text, offset + 2) ||
            !is_continuation(text, offset + 3)) {
            return 0;
        }
        const std::uint8_t second = byte_at(text, offset + 1);
        const bool overlong = lead == 0xf0 && second < 0x90;
        const bool too_large = lead == 0xf4 && second >= 0x90;
        return overlong || too_large ? 0 : 4;
    }
    return 0;
}

struct Range {
    std::uint32_t first;
    std::uint32_t last;
};

template <std::size_t size>
bool is_in(std::uint32_t point, const std::array<Range, size>& ranges) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [point](const Range& range) { return point >= range.first && point <= range.last; });
}

}  // namespace

Character decode(std::string_view text, std::size_t offset) {
    const std::uint32_t lead = byte_at(text, offset);
    if (lead < 0x80) {
        return {lead, 1};
    }
    const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    std::uint32_t point = lead & (0xffU >> (size + 1));
    for (std::size_t i = 1; i < size && offset + i < text.size(); ++i) {
        point = (point << 6U) | (byte_at(text, offset + i) & 0x3fU);
    }
    return {point, std::min(size, text.size() - offset)};
}

std::optional<BadCharacter> find_bad_character(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        if (text.size() - i >= sizeof(std::uint64_t)) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, text.data() + i, sizeof eight);
            if (is_plain(eight)) {
                i += sizeof eight;
                continue;
            }
        }
        const std::uint8_t lead = byte_at(text, i);
        if (lead < 0x80) {
            if (lead < 0x20 && !is_blank(text[i])) {
                return BadCharacter{i, lead == 0 ? Flaw::ZeroByte : Flaw::Control};
            }
            ++i;
            continue;
        }
        const std::size_t size = multi_byte_size(text, i);
        if (size == 0) {
            return BadCharacter{i, Flaw::NotUtf8};
        }
        if (lead == 0xef && byte_at(text, i + 1) == 0xbf && byte_at(text, i + 2) >= 0xbe) {
            return BadCharacter{i, Flaw::Control};  // U+FFFE, U+FFFF
        }
        i += size;
    }
    return std::nullopt;
}

bool is_allowed(std::uint32_t point) {
    static constexpr std::array<Range, 5> ranges{
        {{0x9, 0xa}, {0xd, 0xd}, {0x20, 0xd7ff}, {0xe000, 0xfffd}, {0x10000, 0x10ffff}}};
    return is_in(point, ranges);
}

bool is_name_start(std::uint32_t point) {
    static constexpr std::array<Range, 15> ranges{{{'a', 'z'},
                                                   {'A', 'Z'},
                                                   {'_', '_'},
                                                   {0xc0, 0xd6},
                                                   {0xd8, 0xf6},
                                                   {0xf8, 0x2ff},
                                                   {0x370, 0x37d},
                                                   {0x37f, 0x1fff},
                                                   {0x200c, 0x200d},
                                                   {0x2070, 0x218f},
                                                   {0x2c00, 0x2fef},
                                                   {0x3001, 0xd7ff},
                                                   {0xf900, 0xfdcf},
                                                   {0xfdf0, 0xfffd},
                                                   {0x10000, 0xeffff}}};
    return is_in(point, ranges);
}

bool is_name_part(std::uint32_t point) {
    static constexpr std::array<Range, 6> ranges{
        {{'0', '9'}, {'-', '-'}, {'.', '.'}, {0xb7, 0xb7}, {0x300, 0x36f}, {0x203f, 0x2040}}};
    return is_in(point, ranges) || is_name_start(point);
}

}  // namespace lyceum::xml
