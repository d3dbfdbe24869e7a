#pragma once
// What a browser adds to a form by itself. [any thread]

#include "host/cli/answers.hpp"

#include <string_view>

namespace lyceum::cli {

// `given` with the hidden fields of the first form of the page that has a field or button of every name in it; `given`
// as it is if no form does, so that the module itself says what is wrong.
Form with_hidden_fields(std::string_view xhtml, Form given);

}  // namespace lyceum::cli
