#pragma once
// Pages that stand alone: their style inside, charts drawn, nothing fetched. What report_page.cpp and preview_page.cpp
// have in common. [any thread]

#include "host/learning/report.hpp"

#include <string>
#include <string_view>

namespace lyceum::web {

// A whole document; `body` is HTML, trusted.
std::string standalone_page(Language language, std::string_view title, std::string_view body);

// A section with the table of a report, as a module would write it: for modules::render_fragment.
std::string to_xhtml(const modules::ReportTable& table);

}  // namespace lyceum::web
