#include "host/web/range.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace lyceum::web {
namespace {

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

}  // namespace

WantedBytes wanted_bytes(std::string_view header, std::uint64_t size, std::uint64_t longest) {
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit)) {
        return WholeFile{};
    }
    header.remove_prefix(unit.size());
    const auto dash = header.find('-');
    if (dash == std::string_view::npos) {
        return WholeFile{};
    }
    const auto before = header.substr(0, dash);
    const auto after = header.substr(dash + 1);
    const auto begin = whole_number(before);
    const auto end = whole_number(after);
    if ((!before.empty() && !begin) || (!after.empty() && !end) || (!begin && !end) || (begin && end && *end < *begin)) {
        return WholeFile{};
    }
    if (!begin) {  // the last bytes
        const auto count = std::min(*end, size);
        return count == 0 ? WantedBytes{OutOfRange{}} : WantedBytes{BytesOf{size - count, std::min(count, longest)}};
    }
    if (*begin >= size) {
        return OutOfRange{};
    }
    const auto last = end ? std::min(*end, size - 1) : size - 1;
    return BytesOf{*begin, std::min(last - *begin + 1, longest)};
}

}  // namespace lyceum::web
