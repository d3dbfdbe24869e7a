#pragma once
// The names an XSD declares, for suggestions: which attributes and children an element may have,
// what its documentation says. Elements of one local name are taken together: good enough for a
// hint, and libxml2 alone decides what is valid. Internal to xml. [any thread]

#include "host/xml/document.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::xml {

// The namespace of the elements of a schema.
inline constexpr std::string_view xs = "http://www.w3.org/2001/XMLSchema";

class SchemaNames {
public:
    SchemaNames() = default;
    explicit SchemaNames(const Document& xsd);

    // Empty lists for an element nobody declares.
    const std::vector<std::string>& attributes_of(std::string_view element) const;
    const std::vector<std::string>& children_of(std::string_view element) const;
    // Those of the children that no valid element of this name is without.
    const std::vector<std::string>& required_children_of(std::string_view element) const;
    const std::vector<std::string>& roots() const { return roots_; }

    // The English documentation of the value's type, or of the attribute or element itself; the
    // first sentence, may be empty.
    std::string describe_attribute(std::string_view element, std::string_view attribute) const;
    std::string describe_element(std::string_view element) const;

private:
    struct Names {
        std::vector<std::string> attributes;
        std::vector<std::string> children;
        std::vector<std::string> required_children;
        std::map<std::string, std::string, std::less<>> attribute_documentation;
        std::string documentation;
    };
    class Builder;

    const Names* find(std::string_view element) const;

    std::map<std::string, Names, std::less<>> elements_;
    std::vector<std::string> roots_;
};

}  // namespace lyceum::xml
