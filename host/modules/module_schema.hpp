#pragma once
// The schema of module.xml (sdk/schema/module.xsd) as part of the program. [any thread]

#include <string_view>

namespace lyceum::modules {

std::string_view module_schema();

}  // namespace lyceum::modules
