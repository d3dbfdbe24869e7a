#pragma once
// A module's page as plain text, for a terminal: headings, paragraphs, tables a row a line, and every field with the
// name and value that a file of answers gives it. [any thread]

#include <string>
#include <string_view>

namespace lyceum::cli {

// `xhtml` must have passed modules::render_fragment; a page that cannot be parsed comes back as it is.
std::string page_as_text(std::string_view xhtml);

}  // namespace lyceum::cli
