#pragma once
// A trainer's report of one activity as a page that stands alone: its style inside, charts drawn, nothing fetched. For
// `lyceum report`, to be kept, printed and sent. [any thread]

#include "host/learning/report.hpp"

#include <string>

namespace lyceum::web {

// Internal: a part of the program cannot be read; Protocol: a table that no page may have.
Result<std::string> report_page(const learning::UnitReport& report, Language language);

}  // namespace lyceum::web
