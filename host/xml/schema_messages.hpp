#pragma once
// What can be learnt only from the wording of libxml2's messages (version 2.9). Internal to xml.
// [any thread]

#include "host/xml/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::xml {

struct QualifiedName {
    std::string namespace_uri;
    std::string local_name;
};

// The names in "… Expected is one of ( {ns}a, {ns}b )."; wildcards are left out.
std::vector<QualifiedName> expected_names(std::string_view message);

// The words of "'a', 'b'".
std::vector<std::string> quoted_words(std::string_view list);

// The local name of the attribute in "Element '{ns}b', attribute 'n': …", where the element is
// `element`.
std::optional<std::string> attribute_of(const Element& element, std::string_view message);

// "a whole number" for a message that ends with "… type 'xs:integer'"; empty for a type that has no
// plain words.
std::string_view type_in_words(std::string_view message);

// The number in "… 'N' …" after `before`; empty if there is none.
std::string number_after(std::string_view message, std::string_view before);

}  // namespace lyceum::xml
