#include "host/cli/page_form.hpp"

#include "host/xml/document.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace lyceum::cli {

namespace {

// Of the form itself or of anything in it; the parser has bounded the depth.
void collect_fields(const xml::Element& element, std::vector<xml::Element>& fields) {
    if (element.attribute("name")) {
        fields.push_back(element);
    }
    for (const xml::Element& child : element.children()) {
        collect_fields(child, fields);
    }
}

void collect_forms(const xml::Element& element, std::vector<xml::Element>& forms) {
    if (element.local_name() == "form") {
        forms.push_back(element);
        return;
    }
    for (const xml::Element& child : element.children()) {
        collect_forms(child, forms);
    }
}

bool has_name(const std::vector<xml::Element>& fields, std::string_view name) {
    return std::ranges::any_of(fields,
                               [&](const xml::Element& field) { return field.attribute_or("name", "") == name; });
}

}  // namespace

Form with_hidden_fields(std::string_view xhtml, Form given) {
    xml::Diagnostics diagnostics;
    const auto document = xml::Document::parse("<page>" + std::string{xhtml} + "</page>", "page", {}, diagnostics);
    if (!document) {
        return given;
    }
    std::vector<xml::Element> forms;
    collect_forms(document->root(), forms);
    for (const xml::Element& form : forms) {
        std::vector<xml::Element> fields;
        collect_fields(form, fields);
        if (!std::ranges::all_of(given, [&](const modules::Field& field) { return has_name(fields, field.name); })) {
            continue;
        }
        for (const xml::Element& field : fields) {
            const std::string name{field.attribute_or("name", "")};
            if (field.attribute_or("type", "") == "hidden" &&
                std::ranges::find(given, name, &modules::Field::name) == given.end()) {
                given.push_back({.name = name, .value = std::string{field.attribute_or("value", "")}});
            }
        }
        return given;
    }
    return given;
}

}  // namespace lyceum::cli
