#pragma once
// Dates of sources as people read them: "2025", "ноябрь 2025", "30 ноября 2025". [any thread]

#include "plugins/common/texts.hpp"

#include <string>
#include <string_view>

namespace lyceum::plugins {

// Of "2025", "2025-11" or "2025-11-30"; anything else is given back as it is.
std::string printed_date(std::string_view date, Language language);

}  // namespace lyceum::plugins
