#pragma once
// The white list: which elements and attributes a module's page may have, where, and with what values.
// docs/module-author.md says the same in prose. [any thread]

#include <string_view>

namespace lyceum::modules {

enum class ContentKind {
    Flow,      // text and any element that does not ask for a certain parent
    Children,  // only elements that name this one as their parent, and blanks
    Text,      // no elements
    Void,      // nothing; written without an end tag
};

struct ElementRule {
    std::string_view name;
    std::string_view attributes;  // besides those every element may have; separated by blanks
    std::string_view parents;     // separated by blanks; empty: anywhere that Flow is
    ContentKind content = ContentKind::Flow;
};

// Nothing if the element is not on the list.
const ElementRule* find_element_rule(std::string_view name);

// True if `list`, words separated by blanks, has `word`.
bool has_word(std::string_view list, std::string_view word);

bool is_attribute_allowed(const ElementRule& element, std::string_view attribute);
// Written without a value in HTML; in XHTML its value is its name or empty.
bool is_boolean_attribute(std::string_view attribute);

// What is wrong with the value, as the end of "the value of X …"; empty if nothing is.
std::string_view find_value_fault(const ElementRule& element, std::string_view attribute, std::string_view value);

}  // namespace lyceum::modules
