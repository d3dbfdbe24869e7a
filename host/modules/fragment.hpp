#pragma once
// Turns the XHTML a module wrote into HTML that is safe to show: parsed, every element, attribute and value held
// against a white list, written anew with everything escaped. What is not on the list is an error, not silently
// dropped: a module that writes it is wrong and its author must know. The host's own additions (where a form goes,
// hidden fields, names of people, the address of a figure, the picture of a table with data-chart) are put in here.
// [any thread]

#include "host/base/result.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::modules {

struct FragmentContext {
    std::string form_action;   // the address every form posts to
    std::string form_fields;   // HTML of hidden inputs, trusted, put at the start of every form
    std::string files_prefix;  // "/courses/slug/files/": put before each relative src
    std::function<std::string(std::string_view)> person_name;  // pseudonym → name; empty result: "—"
    std::string table_words = "Table";       // what a table behind its chart is called, in the reader's language
    std::vector<Error>* findings = nullptr;  // gets what is no fault but not as its author meant it: charts not drawn
};

Result<std::string> render_fragment(std::string_view xhtml, const FragmentContext& context);

}  // namespace lyceum::modules
