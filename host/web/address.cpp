#include "host/web/address.hpp"

#include "host/base/text.hpp"

#include <algorithm>

namespace lyceum::web {
namespace {

constexpr std::size_t target_limit = std::size_t{8} << 10;

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

bool is_good_segment(const std::string& segment) {
    return !segment.empty() && segment != "." && segment != ".." && segment.find('/') == std::string::npos &&
           segment.find('\\') == std::string::npos && std::none_of(segment.begin(), segment.end(), is_control) &&
           text::is_utf8(segment);
}

}  // namespace

Result<Address> parse_address(std::string_view target) {
    if (target.size() > target_limit) {
        return Error{ErrorCode::LimitExceeded, "the address is too long", {}, {}};
    }
    const Error bad{ErrorCode::InvalidInput, "the address is malformed", {}, {}};
    if (target.empty() || target.front() != '/' || target.find('#') != std::string_view::npos) {
        return bad;
    }
    Address address;
    const auto question = target.find('?');
    auto path = target.substr(1, question == std::string_view::npos ? std::string_view::npos : question - 1);
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        auto segment = percent_decode(path.substr(0, end), PlusSign::IsPlus);
        if (!segment || !is_good_segment(*segment)) {
            return bad;
        }
        address.segments.push_back(std::move(*segment));
        // "/courses/" is "/courses": a slash at the very end is a slip of the hand, not another page.
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    if (question != std::string_view::npos) {
        LYCEUM_TRY(address.query, parse_form(target.substr(question + 1)));
    }
    return address;
}

std::string encode_segment(std::string_view segment) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(segment.size());
    for (const char c : segment) {
        const auto byte = static_cast<unsigned char>(c);
        const bool unreserved = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                                (byte >= '0' && byte <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
        if (unreserved) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

bool is_local_path(std::string_view address) {
    // Browsers read "//host" and "/\host" as another site, and drop tabs and line ends from addresses first.
    return !address.empty() && address.front() == '/' &&
           (address.size() < 2 || (address[1] != '/' && address[1] != '\\')) &&
           std::none_of(address.begin(), address.end(),
                        [](char c) { return is_control(c) || c == ' ' || c == '\\'; }) &&
           parse_address(address).has_value();
}

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

}  // namespace lyceum::web
