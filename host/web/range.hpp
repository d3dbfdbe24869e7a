#pragma once
// The Range header of a request (RFC 9110, section 14.2): which bytes of a film a player asks for. One range of bytes is
// understood; everything else is answered with the whole, as the standard allows. [any thread]

#include <cstdint>
#include <string_view>
#include <variant>

namespace lyceum::web {

struct WholeFile {
    bool operator==(const WholeFile&) const = default;
};
struct BytesOf {
    std::uint64_t first = 0;
    std::uint64_t count = 0;  // at least one

    bool operator==(const BytesOf&) const = default;
};
struct OutOfRange {
    bool operator==(const OutOfRange&) const = default;
};
using WantedBytes = std::variant<WholeFile, BytesOf, OutOfRange>;

// What `header` ("bytes=0-", "bytes=100-199", "bytes=-500") wants of a file of `size` bytes; at most `longest` at once:
// a player asks on for the rest.
WantedBytes wanted_bytes(std::string_view header, std::uint64_t size, std::uint64_t longest);

}  // namespace lyceum::web
