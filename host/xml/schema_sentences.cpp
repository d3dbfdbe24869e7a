#include "host/xml/schema_sentences.hpp"

#include "host/base/text.hpp"
#include "host/xml/schema_messages.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <libxml/xmlerror.h>

namespace lyceum::xml {

namespace {

std::vector<std::string> local_names(const std::vector<QualifiedName>& names) {
    std::vector<std::string> words;
    words.reserve(names.size());
    for (const QualifiedName& name : names) {
        words.push_back(name.local_name);
    }
    return words;
}

std::string namespace_in_words(std::string_view uri) {
    return uri.empty() ? std::string{"no namespace"} : fmt::format("namespace {}", in_quotes(uri));
}

class Writer {
public:
    Writer(const Document& document, const SchemaNames& names, const SchemaFinding& finding, Diagnostics& diagnostics)
        : document_{document},
          names_{names},
          finding_{finding},
          diagnostics_{diagnostics},
          element_{finding.element},
          name_{element_.local_name()},
          attribute_{attribute_of(element_, finding.message)} {}

    void write() {
        switch (finding_.code) {
            case XML_SCHEMAV_ELEMENT_CONTENT:
                return element_content();
            case XML_SCHEMAV_CVC_ELT_1:
                return wrong_root();
            case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
            case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
                return unexpected_attribute();
            case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
                return missing_attribute();
            case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
                return not_empty();
            case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2:
            case XML_SCHEMAV_CVC_ELT_3_1:
                return element_in_text();
            case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
                return text_between_elements();
            case XML_SCHEMAV_CVC_ENUMERATION_VALID:
                return unknown_value();
            case XML_SCHEMAV_CVC_PATTERN_VALID:
                return bad_form();
            case XML_SCHEMAV_CVC_LENGTH_VALID:
            case XML_SCHEMAV_CVC_MINLENGTH_VALID:
            case XML_SCHEMAV_CVC_MAXLENGTH_VALID:
                return bad_length();
            case XML_SCHEMAV_CVC_MININCLUSIVE_VALID:
                return out_of_range("at least");
            case XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID:
                return out_of_range("more than");
            case XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID:
                return out_of_range("at most");
            case XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID:
                return out_of_range("less than");
            case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1:
            case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2:
            case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3:
                return bad_value();
            case XML_SCHEMAV_CVC_IDC:
                return identity();
            default:
                return other();
        }
    }

private:
    void add(std::string_view rule, std::string text, std::string hint = {}) {
        add_at(attribute_ ? position_of_attribute() : element_.position(), rule, std::move(text), std::move(hint));
    }

    void add_at(Position at, std::string_view rule, std::string text, std::string hint = {}) {
        diagnostics_.push_back(document_.diagnose_at(at, Severity::Error, rule, std::move(text), std::move(hint)));
    }

    Position position_of_attribute() const {
        for (const Attribute& candidate : element_.attributes()) {
            if (candidate.local_name == *attribute_) {
                return candidate.position();
            }
        }
        return element_.position();
    }

    // "attribute "n"" or "element "c"": whose value it is about.
    std::string place() const {
        return attribute_ ? fmt::format("attribute {}", in_quotes(*attribute_))
                          : fmt::format("element {}", in_quotes(name_));
    }

    std::string documentation() const {
        return attribute_ ? names_.describe_attribute(name_, *attribute_) : names_.describe_element(name_);
    }

    std::string value() const {
        return attribute_ ? std::string{element_.attribute_or(*attribute_, finding_.first)} : element_.text();
    }

    void element_content() {
        const std::vector<QualifiedName> expected = expected_names(finding_.message);
        const std::vector<std::string> words = local_names(expected);
        if (finding_.message.find("Missing child element") != std::string::npos) {
            // libxml2 names only what could come next, which may be one more of something optional.
            std::vector<std::string> absent = names_.required_children_of(name_);
            for (const Element& child : element_.children()) {
                std::erase(absent, child.local_name());
            }
            if (!absent.empty()) {
                add("schema.missing-element",
                    fmt::format("element {} needs {} inside", in_quotes(name_), in_quotes(absent.front())),
                    names_.describe_element(absent.front()));
                return;
            }
            add("schema.missing-element",
                words.size() > 1 ? fmt::format("element {} is not complete; it needs one more of {}", in_quotes(name_),
                                               listed(words))
                                 : fmt::format("element {} needs {} inside", in_quotes(name_), listed(words)));
            return;
        }
        if (words.empty() && names_.children_of(name_).empty() && !element_.children().empty()) {
            return not_empty();  // libxml2 names the parent here
        }
        const auto same = std::find_if(expected.begin(), expected.end(),
                                       [this](const QualifiedName& name) { return name.local_name == name_; });
        if (same != expected.end() && same->namespace_uri != element_.namespace_uri()) {
            add("schema.wrong-namespace",
                fmt::format("element {} belongs to {} here; expected {}", in_quotes(name_),
                            namespace_in_words(element_.namespace_uri()), namespace_in_words(same->namespace_uri)),
                "check its prefix and the xmlns attributes above it");
            return;
        }
        const std::vector<std::string>& siblings = names_.children_of(element_.parent().local_name());
        std::string hint;
        const bool known_here = std::find(siblings.begin(), siblings.end(), name_) != siblings.end();
        if (known_here) {
            hint = "it is in the wrong place, or there once too often";
        } else {
            hint = did_you_mean(name_, words);
            if (hint.empty()) {
                hint = did_you_mean(name_, siblings);
            }
        }
        add("schema.unexpected-element",
            words.empty() ? fmt::format("element {} is not allowed here", in_quotes(name_))
                          : fmt::format("element {} is not allowed here; expected {}", in_quotes(name_), listed(words)),
            std::move(hint));
    }

    void wrong_root() {
        add("schema.wrong-root",
            fmt::format("the file begins with element {}; expected {}", in_quotes(name_), listed(names_.roots())),
            did_you_mean(name_, names_.roots()));
    }

    void unexpected_attribute() {
        const std::vector<std::string>& allowed = names_.attributes_of(name_);
        const std::string wrong = attribute_.value_or(finding_.first);
        std::string hint = did_you_mean(wrong, allowed);
        if (hint.empty()) {
            hint = allowed.empty() ? "it has no attributes" : fmt::format("allowed: {}", listed(allowed));
        }
        add("schema.unexpected-attribute",
            fmt::format("attribute {} is not allowed on element {}", in_quotes(wrong), in_quotes(name_)),
            std::move(hint));
    }

    void missing_attribute() {
        add("schema.missing-attribute",
            fmt::format("element {} needs attribute {}", in_quotes(name_), in_quotes(finding_.first)),
            names_.describe_attribute(name_, finding_.first));
    }

    // Where the first child element, or the first letter of text, is.
    std::optional<Element> first_child() const {
        const std::vector<Element> children = element_.children();
        return children.empty() ? std::nullopt : std::optional{children.front()};
    }

    void not_empty() {
        if (const auto child = first_child()) {
            add_at(child->position(), "schema.unexpected-element",
                   fmt::format("element {} must be empty; {} is not allowed in it", in_quotes(name_),
                               in_quotes(child->local_name())));
            return;
        }
        add("schema.unexpected-text", fmt::format("element {} must be empty", in_quotes(name_)));
    }

    void element_in_text() {
        const auto child = first_child();
        const Position at = child ? child->position() : element_.position();
        add_at(at, "schema.unexpected-element",
               fmt::format("element {} may hold text only; {} is not allowed in it", in_quotes(name_),
                           child ? in_quotes(child->local_name()) : "an element"));
    }

    void text_between_elements() {
        std::string start;
        for (const Content& content : element_.contents()) {
            if (!content.element && !text::trim(content.text).empty()) {
                constexpr std::size_t enough = 40;
                start = text::cut(text::trim(content.text), enough);
                break;
            }
        }
        add("schema.unexpected-text",
            fmt::format("text is not allowed directly in element {}: {}", in_quotes(name_), in_quotes(start)),
            fmt::format("put it into {}", listed(names_.children_of(name_))));
    }

    void unknown_value() {
        const std::vector<std::string> allowed = quoted_words(finding_.second);
        add("schema.unknown-value",
            fmt::format("{} is not a value of {}; allowed: {}", in_quotes(value()), place(), listed(allowed)),
            did_you_mean(value(), allowed));
    }

    void bad_form() {
        std::string hint = documentation();
        if (hint.empty()) {
            hint = fmt::format("it must match {}", in_quotes(finding_.second));
        }
        add("schema.bad-form",
            fmt::format("{} does not have the form that {} must have", in_quotes(finding_.first), place()),
            std::move(hint));
    }

    void bad_length() {
        const std::string actual = number_after(finding_.message, "has a length of");
        const std::string limit = number_after(finding_.message, "length of '" + actual + "'");
        if (actual == "0") {
            add("schema.empty-value", fmt::format("{} must not be empty", place()), documentation());
            return;
        }
        std::string_view how = "exactly";
        if (finding_.code == XML_SCHEMAV_CVC_MINLENGTH_VALID) {
            how = "at least";
        } else if (finding_.code == XML_SCHEMAV_CVC_MAXLENGTH_VALID) {
            how = "at most";
        }
        add("schema.bad-length", fmt::format("{} has {} characters; {} {} are allowed", place(), actual, how, limit),
            documentation());
    }

    void out_of_range(std::string_view how) {
        add("schema.out-of-range",
            fmt::format("{} is out of range in {}; it must be {} {}", in_quotes(value()), place(), how,
                        finding_.second),
            documentation());
    }

    void bad_value() {
        std::string_view message = text::trim(finding_.message);
        message = message.ends_with('.') ? message.substr(0, message.size() - 1) : message;
        // An item of a list has been told of by itself.
        if (finding_.code == XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2 && !diagnostics_.empty()) {
            const Position here = attribute_ ? position_of_attribute() : element_.position();
            if (diagnostics_.back().line == here.line && diagnostics_.back().column == here.column) {
                return;
            }
        }
        const std::string_view words = type_in_words(message);
        add("schema.bad-value",
            words.empty() ? fmt::format("{} is not a value that {} may have", in_quotes(value()), place())
                          : fmt::format("{} is not a value of {}; it must be {}", in_quotes(value()), place(), words),
            documentation());
    }

    void identity() {
        std::string key = finding_.first;
        if (key.size() > 4 && key.starts_with("['") && key.ends_with("']")) {
            key = key.substr(2, key.size() - 4);
        }
        if (finding_.message.find("Duplicate key-sequence") != std::string::npos) {
            if (!attribute_) {
                attribute_ = attribute_with(key);
            }
            add("schema.duplicate", fmt::format("{} is used twice; it must be unique", in_quotes(key)),
                "rename one of the two");
            return;
        }
        if (finding_.message.find("No match found") != std::string::npos) {
            if (!attribute_) {
                attribute_ = attribute_with(key);
            }
            add("schema.unknown-reference", fmt::format("{} is the name of nothing here", in_quotes(key)));
            return;
        }
        other();
    }

    std::optional<std::string> attribute_with(std::string_view wanted) const {
        for (const Attribute& candidate : element_.attributes()) {
            if (candidate.value == wanted) {
                return std::string{candidate.local_name};
            }
        }
        return std::nullopt;
    }

    void other() {
        constexpr std::size_t longest = 300;
        std::string_view message = text::trim(finding_.message);
        message = message.ends_with('.') ? message.substr(0, message.size() - 1) : message;
        add("schema.invalid", std::string{text::cut(message, longest)});
    }

    const Document& document_;
    const SchemaNames& names_;
    const SchemaFinding& finding_;
    Diagnostics& diagnostics_;
    Element element_;
    std::string name_;
    std::optional<std::string> attribute_;
};

}  // namespace

void add_sentence(const Document& document, const SchemaNames& names, const SchemaFinding& finding,
                  Diagnostics& diagnostics) {
    Writer{document, names, finding, diagnostics}.write();
}

}  // namespace lyceum::xml
