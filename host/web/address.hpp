#pragma once
// Addresses: the path and query of a request's target, taken apart strictly, and addresses put together. Malformed or
// hostile ones are refused before any route sees them. [any thread]

#include "host/base/result.hpp"
#include "host/web/form.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::web {

struct Address {
    std::vector<std::string> segments;  // decoded; none for "/"; never empty, "." or ".."
    Fields query;                       // decoded, in order
};

// Takes an origin-form target ("/courses/a?b=c"), at most 8 KiB. InvalidInput: a bad escape, a segment that is empty,
// dotted, or holds a slash, a control character or anything that is not UTF-8.
Result<Address> parse_address(std::string_view target);

// One segment or query value, escaped so that parse_address gives it back.
std::string encode_segment(std::string_view segment);

// True for an address on this site to come back to after signing in: begins with exactly one "/", parses, and cannot be
// taken for another site by any browser.
bool is_local_path(std::string_view address);

// The path of a target, as written.
std::string_view path_of(std::string_view target);

}  // namespace lyceum::web
