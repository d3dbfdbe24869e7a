#include "host/base/mail_address.hpp"

#include "host/base/text.hpp"

#include <algorithm>

namespace lyceum {

namespace {

constexpr std::size_t most_local_bytes = 64;
constexpr std::size_t most_label_bytes = 63;

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_atom_character(char c) {
    return is_letter_or_digit(c) || std::string_view{"!#$%&'*+-/=?^_`{|}~"}.find(c) != std::string_view::npos;
}

// Calls `accepts` for each part between dots; false if one is refused.
template <class Accepts>
bool each_part(std::string_view text, Accepts accepts) {
    while (true) {
        const auto end = std::min(text.find('.'), text.size());
        if (!accepts(text.substr(0, end))) {
            return false;
        }
        if (end == text.size()) {
            return true;
        }
        text.remove_prefix(end + 1);
    }
}

bool is_local_part(std::string_view text) {
    return text.size() <= most_local_bytes && each_part(text, [](std::string_view part) {
               return !part.empty() && std::ranges::all_of(part, is_atom_character);
           });
}

bool is_domain(std::string_view text) {
    const bool has_dot = text.find('.') != std::string_view::npos;
    return has_dot && each_part(text, [](std::string_view label) {
               return !label.empty() && label.size() <= most_label_bytes && label.front() != '-' &&
                      label.back() != '-' &&
                      std::ranges::all_of(label, [](char c) { return is_letter_or_digit(c) || c == '-'; });
           });
}

}  // namespace

Result<std::string> parse_mail_address(std::string_view text) {
    text = text::trim(text);
    const auto at = text.find('@');
    const bool is_address = text.size() <= most_mail_address_bytes && at != std::string_view::npos &&
                            is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
    if (!is_address) {
        const bool is_ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        return Error{
            ErrorCode::InvalidInput, "this is not a mail address", "",
            is_ascii ? "write it as name@example.by" : "write it in Latin letters; a Cyrillic domain begins with xn--"};
    }
    std::string address{text};
    std::transform(address.begin() + static_cast<std::ptrdiff_t>(at), address.end(),
                   address.begin() + static_cast<std::ptrdiff_t>(at),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return address;
}

}  // namespace lyceum
