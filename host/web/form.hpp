#pragma once
// Reading application/x-www-form-urlencoded text strictly: bounded in number and size, valid UTF-8 without NUL. [any
// thread]

#include "host/base/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::web {

struct FormField {
    std::string name;
    std::string value;

    bool operator==(const FormField&) const = default;
};
using Fields = std::vector<FormField>;  // in the order sent; names may repeat

struct FormLimits {
    std::size_t fields = 200;
    std::size_t name_bytes = 200;
    std::size_t value_bytes = std::size_t{64} << 10;
};

// InvalidInput: a bad escape or not UTF-8. LimitExceeded: too many fields, or one too long. Line ends become "\n", as
// modules and people expect; browsers send "\r\n".
Result<Fields> parse_form(std::string_view body, const FormLimits& limits = {});

// The first field of this name; empty if there is none.
std::string_view field(const Fields& fields, std::string_view name);

enum class PlusSign { IsSpace, IsPlus };

// Decodes %XX; nothing if an escape is cut or not hexadecimal.
std::optional<std::string> percent_decode(std::string_view text, PlusSign plus);

}  // namespace lyceum::web
