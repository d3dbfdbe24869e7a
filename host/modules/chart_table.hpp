#pragma once
// Reads a module's <table data-chart="…"> for host/charts. [any thread]

#include "host/base/result.hpp"
#include "host/xml/document.hpp"

#include <string>

namespace lyceum::modules {

// HTML of the chart; empty if the table has nothing to draw yet. A failure tells the module's author what is wrong.
Result<std::string> draw_chart(const xml::Element& table);

}  // namespace lyceum::modules
