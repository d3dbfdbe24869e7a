#pragma once
// The file of answers for `lyceum try`: one form a block, blocks parted by empty lines, a field a line as name=value;
// lines that begin with "#" are remarks. [any thread]

#include "host/base/result.hpp"
#include "host/modules/call.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lyceum::cli {

using Form = std::vector<modules::Field>;

// InvalidInput, with "FILE:LINE" as its place, for a line that is none of these; LimitExceeded beyond 1000 forms.
Result<std::vector<Form>> parse_answers(std::string_view text, const std::string& file);

}  // namespace lyceum::cli
