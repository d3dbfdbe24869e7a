#include "host/demo/page_forms.hpp"

#include "host/xml/document.hpp"

#include <algorithm>

namespace lyceum::demo {
namespace {

Control& control_named(PageForm& form, Control::Kind kind, std::string_view name) {
    for (Control& control : form.controls) {
        if (control.name == name && control.kind == kind) {
            return control;
        }
    }
    return form.controls.emplace_back(Control{.kind = kind, .name = std::string{name}, .values = {}});
}

void read_list(const xml::Element& element, Control& control) {
    for (const xml::Element& option : element.children()) {
        if (const auto value = option.attribute_or("value", ""); !value.empty()) {
            control.values.emplace_back(value);
        }
    }
}

void read_control(const xml::Element& element, PageForm& form) {
    const auto name = element.attribute("name");
    if (!name) {
        return;
    }
    const std::string_view kind = element.local_name();
    const std::string_view type = element.attribute_or("type", "");
    const std::string value{element.attribute_or("value", "")};
    if (kind == "button") {
        if (*name == "act") {
            form.acts.push_back(value);
        }
    } else if (kind == "select") {
        read_list(element, control_named(form, Control::Kind::List, *name));
    } else if (kind == "textarea") {
        control_named(form, Control::Kind::Text, *name).values.push_back(element.text());
    } else if (kind == "input") {
        const auto as = type == "hidden"     ? Control::Kind::Hidden
                        : type == "radio"    ? Control::Kind::One
                        : type == "checkbox" ? Control::Kind::Several
                                             : Control::Kind::Line;
        control_named(form, as, *name).values.push_back(value);
    }
}

// The parser has bounded the depth.
void read_inside(const xml::Element& element, PageForm& form) {
    for (const xml::Element& child : element.children()) {
        read_control(child, form);
        read_inside(child, form);
    }
}

void find_forms(const xml::Element& element, std::vector<PageForm>& forms) {
    for (const xml::Element& child : element.children()) {
        if (child.local_name() == "form") {
            read_inside(child, forms.emplace_back());
        } else {
            find_forms(child, forms);
        }
    }
}

}  // namespace

const Control* PageForm::find(std::string_view name) const {
    const auto found = std::ranges::find(controls, name, &Control::name);
    return found == controls.end() ? nullptr : &*found;
}

std::string PageForm::value_of(std::string_view name) const {
    const Control* control = find(name);
    return control == nullptr || control->values.empty() ? std::string{} : control->values.front();
}

bool PageForm::has_act(std::string_view act) const {
    return std::ranges::find(acts, act) != acts.end();
}

std::string PageForm::act_with(std::string_view beginning) const {
    const auto found = std::ranges::find_if(acts, [&](const std::string& act) { return act.starts_with(beginning); });
    return found == acts.end() ? std::string{} : *found;
}

Fields PageForm::pressed(std::string_view act) const {
    Fields fields;
    for (const Control& control : controls) {
        if (control.kind == Control::Kind::Hidden) {
            for (const std::string& value : control.values) {
                fields.push_back({control.name, value});
            }
        }
    }
    fields.push_back({"act", std::string{act}});
    return fields;
}

std::vector<PageForm> read_forms(std::string_view xhtml) {
    std::vector<PageForm> forms;
    xml::Diagnostics diagnostics;
    const auto document = xml::Document::parse("<page>" + std::string{xhtml} + "</page>", "page", {}, diagnostics);
    if (document) {
        find_forms(document->root(), forms);
    }
    return forms;
}

const PageForm* find_form(const std::vector<PageForm>& forms, std::string_view act) {
    const auto found = std::ranges::find_if(forms, [&](const PageForm& form) { return form.has_act(act); });
    return found == forms.end() ? nullptr : &*found;
}

std::string find_act(const std::vector<PageForm>& forms, std::string_view beginning) {
    for (const PageForm& form : forms) {
        if (std::string act = form.act_with(beginning); !act.empty()) {
            return act;
        }
    }
    return {};
}

}  // namespace lyceum::demo
