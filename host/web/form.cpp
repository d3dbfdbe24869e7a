#include "host/web/form.hpp"

#include "host/base/text.hpp"

#include <algorithm>

namespace lyceum::web {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

Result<std::string> decode_part(std::string_view raw, std::size_t limit) {
    // An escape is three bytes for one: what is longer than that cannot fit, and is not decoded at all.
    if (raw.size() > 3 * limit) {
        return Error{ErrorCode::LimitExceeded, "a form field is too long", {}, {}};
    }
    auto decoded = percent_decode(raw, PlusSign::IsSpace);
    if (!decoded) {
        return Error{ErrorCode::InvalidInput, "a form field has a bad %-escape", {}, {}};
    }
    if (decoded->size() > limit) {
        return Error{ErrorCode::LimitExceeded, "a form field is too long", {}, {}};
    }
    if (!text::is_utf8(*decoded) || decoded->find('\0') != std::string::npos) {
        return Error{ErrorCode::InvalidInput, "a form field is not UTF-8 text", {}, {}};
    }
    return std::move(*decoded);
}

void normalise_line_ends(std::string& value) {
    if (value.find('\r') == std::string::npos) {
        return;
    }
    std::string out;
    out.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\r') {
            out += value[i];
        } else if (i + 1 == value.size() || value[i + 1] != '\n') {
            out += '\n';
        }
    }
    value = std::move(out);
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, PlusSign plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (text.size() - i < 3) {
                return std::nullopt;
            }
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else if (text[i] == '+' && plus == PlusSign::IsSpace) {
            out += ' ';
        } else {
            out += text[i];
        }
    }
    return out;
}

Result<Fields> parse_form(std::string_view body, const FormLimits& limits) {
    Fields fields;
    while (!body.empty()) {
        const auto end = std::min(body.find('&'), body.size());
        const auto pair = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        if (pair.empty()) {
            continue;
        }
        if (fields.size() == limits.fields) {
            return Error{ErrorCode::LimitExceeded, "a form has too many fields", {}, {}};
        }
        const auto equals = std::min(pair.find('='), pair.size());
        FormField next;
        LYCEUM_TRY(next.name, decode_part(pair.substr(0, equals), limits.name_bytes));
        LYCEUM_TRY(next.value, decode_part(pair.substr(std::min(equals + 1, pair.size())), limits.value_bytes));
        normalise_line_ends(next.value);
        fields.push_back(std::move(next));
    }
    return fields;
}

std::string_view field(const Fields& fields, std::string_view name) {
    for (const auto& candidate : fields) {
        if (candidate.name == name) {
            return candidate.value;
        }
    }
    return {};
}

}  // namespace lyceum::web
