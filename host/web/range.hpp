#pragma once
// Which part of a file a request asks for (RFC 9110 section 14): single ranges of bytes, as players of video ask. What
// is no such range is ignored, as the RFC has it, and the whole file is the answer. Pure. [any thread]

#include "host/web/http.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace lyceum::web {

struct ByteRange {
    enum class Kind { Whole, Part, Unsatisfiable };
    Kind kind = Kind::Whole;
    std::uint64_t first = 0;
    std::uint64_t count = 0;  // of a part: at least 1, first + count at most the size

    bool operator==(const ByteRange&) const = default;
};

// `etag` is the strong validator of the file as it is now: with an If-Range that is not exactly this, the whole is
// wanted. Only GET has ranges.
ByteRange asked_range(const Request& request, std::string_view etag, std::uint64_t size);

// "bytes 0-499/1234"; of none that can be satisfied "bytes */1234".
std::string content_range(const ByteRange& range, std::uint64_t size);

}  // namespace lyceum::web
