#include "host/web/range.hpp"

#include "host/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace lyceum::web {
namespace {

// Digits only; a number too large to count with is larger than any file.
std::optional<std::uint64_t> parse_position(std::string_view digits) {
    const bool plain = std::ranges::all_of(digits, [](char byte) { return byte >= '0' && byte <= '9'; });
    if (digits.empty() || !plain) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return problem == std::errc{} ? value : UINT64_MAX;
}

}  // namespace

ByteRange asked_range(const Request& request, std::string_view etag, std::uint64_t size) {
    constexpr std::string_view unit = "bytes=";
    const ByteRange whole;
    const ByteRange none{ByteRange::Kind::Unsatisfiable, 0, 0};
    std::string_view asked = request.header("range");
    const std::string_view condition = request.header("if-range");
    // A date is never ours, and a weak tag never equal.
    if (request.method != Method::Get || !asked.starts_with(unit) || (!condition.empty() && condition != etag)) {
        return whole;
    }
    asked = text::trim(asked.substr(unit.size()));
    const auto dash = asked.find('-');
    if (dash == std::string_view::npos) {
        return whole;
    }
    const std::string_view front = asked.substr(0, dash);
    const std::string_view back = asked.substr(dash + 1);
    if (front.empty()) {
        const auto suffix = parse_position(back);
        if (!suffix) {
            return whole;
        }
        const std::uint64_t count = std::min(*suffix, size);
        return count == 0 ? none : ByteRange{ByteRange::Kind::Part, size - count, count};
    }
    const auto first = parse_position(front);
    const auto last = back.empty() ? std::optional{UINT64_MAX} : parse_position(back);
    if (!first || !last || *last < *first) {
        return whole;
    }
    if (*first >= size) {
        return none;
    }
    return {ByteRange::Kind::Part, *first, std::min(*last, size - 1) - *first + 1};
}

std::string content_range(const ByteRange& range, std::uint64_t size) {
    if (range.kind == ByteRange::Kind::Unsatisfiable) {
        return fmt::format("bytes */{}", size);
    }
    return fmt::format("bytes {}-{}/{}", range.first, range.first + range.count - 1, size);
}

}  // namespace lyceum::web
