#include "host/base/windows1251.hpp"

#include "host/base/text.hpp"

#include <array>
#include <cstdint>

namespace lyceum::text {

namespace {

// Bytes 0x80 to 0xbf; 0xc0 to 0xff are А to я in order. 0: not defined.
constexpr std::array<std::uint16_t, 64> upper_table{
    0x0402, 0x0403, 0x201a, 0x0453, 0x201e, 0x2026, 0x2020, 0x2021, 0x20ac, 0x2030, 0x0409, 0x2039, 0x040a,
    0x040c, 0x040b, 0x040f, 0x0452, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0,      0x2122,
    0x0459, 0x203a, 0x045a, 0x045c, 0x045b, 0x045f, 0x00a0, 0x040e, 0x045e, 0x0408, 0x00a4, 0x0490, 0x00a6,
    0x00a7, 0x0401, 0x00a9, 0x0404, 0x00ab, 0x00ac, 0x00ad, 0x00ae, 0x0407, 0x00b0, 0x00b1, 0x0406, 0x0456,
    0x0491, 0x00b5, 0x00b6, 0x00b7, 0x0451, 0x2116, 0x0454, 0x00bb, 0x0458, 0x0405, 0x0455, 0x0457};

std::uint32_t point_of(std::uint8_t byte) {
    if (byte < 0x80) {
        return byte;
    }
    return byte < 0xc0 ? upper_table[byte - 0x80U] : 0x0410U + (byte - 0xc0U);
}

bool is_cyrillic(std::uint32_t point) {
    return point >= 0x0400 && point <= 0x04ff;
}

}  // namespace

std::optional<std::string> from_windows_1251(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char each : bytes) {
        const std::uint32_t point = point_of(static_cast<std::uint8_t>(each));
        if (point == 0 && each != '\0') {
            return std::nullopt;
        }
        if (point < 0x80) {
            out += static_cast<char>(point);
        } else if (point < 0x800) {
            out += static_cast<char>(0xc0U | (point >> 6));
            out += static_cast<char>(0x80U | (point & 0x3fU));
        } else {
            out += static_cast<char>(0xe0U | (point >> 12));
            out += static_cast<char>(0x80U | ((point >> 6) & 0x3fU));
            out += static_cast<char>(0x80U | (point & 0x3fU));
        }
    }
    return out;
}

bool looks_like_windows_1251(std::string_view bytes) {
    std::size_t beyond_ascii = 0;
    std::size_t cyrillic = 0;
    for (const char each : bytes) {
        const auto byte = static_cast<std::uint8_t>(each);
        if (byte == 0) {
            return false;
        }
        if (byte >= 0x80) {
            ++beyond_ascii;
            cyrillic += is_cyrillic(point_of(byte)) ? 1 : 0;
        }
    }
    return beyond_ascii > 0 && cyrillic * 10 >= beyond_ascii * 8 && !is_utf8(bytes);
}

}  // namespace lyceum::text
