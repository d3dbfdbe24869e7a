#include "host/modules/fragment.hpp"

#include "host/base/text.hpp"
#include "host/modules/chart_table.hpp"
#include "host/modules/fragment_rules.hpp"
#include "host/xml/document.hpp"

#include <set>

#include <fmt/format.h>

namespace lyceum::modules {

namespace {

// The parser wants one root; the module's own text begins on its second line, after one character.
constexpr std::string_view wrapper_begin = "<fragment\n>";
constexpr std::string_view wrapper_end = "</fragment>";

// A place in the module's own text from one in the wrapped text.
std::string to_place(std::uint32_t line, std::uint32_t column) {
    if (line <= 1) {
        return "view";
    }
    return fmt::format("view:{}:{}", line - 1, line == 2 && column > 1 ? column - 1 : column);
}

constexpr xml::Limits fragment_limits{.bytes = (std::size_t{1} << 20) + 64, .depth = 64, .nodes = 100'000};

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Percent-encodes what may not stand in a path (RFC 3986 section 3.3), '/' kept.
void append_path(std::string& out, std::string_view path) {
    for (const char byte : path) {
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' || byte == '~' ||
                           byte == '/';
        if (plain) {
            out += byte;
        } else {
            fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(byte));
        }
    }
}

// Walks the tree once, checking and writing. Depth is bounded by the parser, so recursion is too.
class FragmentWriter {
public:
    explicit FragmentWriter(const FragmentContext& context) : context_{context} {}

    Result<void> write_contents(const xml::Element& parent, const ElementRule* rule);
    std::string take() { return std::move(out_); }

private:
    Result<void> write_element(const xml::Element& element, const ElementRule* parent);
    bool write_picture(const xml::Element& table);
    Result<void> write_attributes(const xml::Element& element, const ElementRule& rule);
    Result<void> write_attribute(const xml::Attribute& attribute, const ElementRule& rule);
    Result<void> check_required(const xml::Element& element, const ElementRule& rule) const;
    Result<void> check_place(const xml::Element& element, const ElementRule& rule, const ElementRule* parent) const;

    Error fault(xml::Position position, std::string message) const {
        return Error{ErrorCode::Protocol, "the module's page is not allowed: " + std::move(message),
                     to_place(position.line, position.column), "docs/module-author.md lists what a page may have"};
    }

    const FragmentContext& context_;
    std::string out_;
    std::set<std::string_view> ids_;
    bool in_form_ = false;
    std::size_t pictures_ = 0;
};

constexpr std::size_t most_pictures = 40;  // on one page: each takes some time to draw

Result<void> FragmentWriter::write_contents(const xml::Element& parent, const ElementRule* rule) {
    for (const xml::Content& content : parent.contents()) {
        if (content.element) {
            LYCEUM_TRY(write_element(content.element, rule));
            continue;
        }
        const bool takes_text =
            rule == nullptr || rule->content == ContentKind::Flow || rule->content == ContentKind::Text;
        if (!takes_text && !is_blank(content.text)) {
            return fault(parent.position(), fmt::format("<{}> may not hold text", rule->name));
        }
        text::append_escaped_markup(out_, content.text);
    }
    return success();
}

Result<void> FragmentWriter::check_place(const xml::Element& element, const ElementRule& rule,
                                         const ElementRule* parent) const {
    const std::string_view above = parent == nullptr ? std::string_view{"the page"} : parent->name;
    const bool wants_parent = !rule.parents.empty();
    const bool fits = wants_parent ? parent != nullptr && has_word(rule.parents, parent->name)
                                   : parent == nullptr || parent->content == ContentKind::Flow;
    if (!fits) {
        return fault(element.position(),
                     wants_parent ? fmt::format("<{}> belongs in <{}>, not in {}", rule.name, rule.parents, above)
                                  : fmt::format("<{}> may not stand in {}", rule.name, above));
    }
    if (rule.name == "form" && in_form_) {
        return fault(element.position(), "a <form> inside another");
    }
    return success();
}

Result<void> FragmentWriter::check_required(const xml::Element& element, const ElementRule& rule) const {
    if (rule.name == "img" && (!element.attribute("src") || !element.attribute("alt"))) {
        return fault(element.position(), "<img> needs src and alt; alt is empty for a picture that only decorates");
    }
    if (rule.name == "video" && (!element.attribute("src") || !element.attribute("controls"))) {
        return fault(element.position(), "<video> needs src and controls: nobody could start or stop it without them");
    }
    if (rule.name == "track" &&
        (!element.attribute("src") || !element.attribute("kind") || !element.attribute("srclang"))) {
        return fault(element.position(), "<track> needs src, kind and srclang");
    }
    if (rule.name == "input" && !element.attribute("type")) {
        return fault(element.position(), "<input> needs a type");
    }
    const bool is_control = has_word("select textarea", rule.name) ||
                            (rule.name == "input" && element.attribute_or("type", "") != "submit");
    if (is_control && !element.attribute("name")) {
        return fault(element.position(), fmt::format("<{}> needs a name", rule.name));
    }
    if (element.attribute("data-person") && !element.contents().empty()) {
        return fault(element.position(), "an element with data-person must be empty: the host writes the name");
    }
    return success();
}

Result<void> FragmentWriter::write_attribute(const xml::Attribute& attribute, const ElementRule& rule) {
    if (!attribute.namespace_uri.empty() || !is_attribute_allowed(rule, attribute.local_name)) {
        return fault(attribute.position(),
                     fmt::format("the attribute {} of <{}>", text::cut(attribute.local_name, 100), rule.name));
    }
    if (const auto wrong = find_value_fault(rule, attribute.local_name, attribute.value); !wrong.empty()) {
        return fault(attribute.position(), fmt::format("the value \"{}\" of {} {}", text::cut(attribute.value, 100),
                                                       attribute.local_name, wrong));
    }
    if (attribute.local_name == "id" && !ids_.insert(attribute.value).second) {
        return fault(attribute.position(), fmt::format("the id \"{}\" stands twice", attribute.value));
    }
    if (attribute.local_name == "data-person") {
        return success();  // becomes the content
    }
    out_ += ' ';
    out_ += attribute.local_name;
    if (is_boolean_attribute(attribute.local_name)) {
        return success();
    }
    out_ += "=\"";
    if (is_file_attribute(attribute.local_name)) {
        text::append_escaped_markup(out_, context_.files_prefix);
        append_path(out_, attribute.value);
    } else {
        text::append_escaped_markup(out_, attribute.value);
    }
    out_ += '"';
    return success();
}

Result<void> FragmentWriter::write_attributes(const xml::Element& element, const ElementRule& rule) {
    for (const xml::Attribute& attribute : element.attributes()) {
        LYCEUM_TRY(write_attribute(attribute, rule));
    }
    if (rule.name == "a" && element.attribute_or("href", "").starts_with("http")) {
        out_ += " rel=\"noopener noreferrer\"";
    }
    if (rule.name == "form") {
        out_ += " method=\"post\" action=\"";
        text::append_escaped_markup(out_, context_.form_action);
        out_ += '"';
    }
    return success();
}

Result<void> FragmentWriter::write_element(const xml::Element& element, const ElementRule* parent) {
    const std::string_view name = element.local_name();
    const ElementRule* const rule = element.namespace_uri().empty() ? find_element_rule(name) : nullptr;
    if (rule == nullptr) {
        return fault(element.position(),
                     fmt::format("the element <{}>{}", text::cut(name, 100),
                                 name == "h1" ? "; the page's own heading is the host's, begin with <h2>" : ""));
    }
    LYCEUM_TRY(check_place(element, *rule, parent));
    LYCEUM_TRY(check_required(element, *rule));
    const bool has_picture = rule->name == "table" && element.attribute("data-chart") && write_picture(element);
    out_ += '<';
    out_ += rule->name;
    LYCEUM_TRY(write_attributes(element, *rule));
    out_ += '>';
    if (rule->content == ContentKind::Void) {
        return element.contents().empty() ? Result<void>{success()}
                                          : fault(element.position(), fmt::format("<{}> must be empty", name));
    }
    if (rule->name == "form") {
        in_form_ = true;
        out_ += context_.form_fields;
    }
    if (const auto person = element.attribute("data-person")) {
        const std::string known = context_.person_name ? context_.person_name(*person) : std::string{};
        text::append_escaped_markup(out_, known.empty() ? std::string_view{"—"} : std::string_view{known});
    }
    // HTML drops one line end after this start tag; give it one to drop.
    if (rule->name == "textarea") {
        out_ += '\n';
    }
    LYCEUM_TRY(write_contents(element, rule));
    in_form_ = in_form_ && rule->name != "form";
    out_ += "</";
    out_ += rule->name;
    out_ += '>';
    if (has_picture) {
        out_ += "</details></figure>";
    }
    return success();
}

// The chart, and the beginning of what the table is folded into; false if the table stays as it is.
bool FragmentWriter::write_picture(const xml::Element& table) {
    const auto drawn =
        pictures_ < most_pictures
            ? draw_chart(table)
            : Result<std::string>{
                  Error{ErrorCode::LimitExceeded, "the table is not drawn: a page has 40 charts at most", {}, {}}};
    if (!drawn && context_.findings != nullptr) {
        Error finding = drawn.error();
        finding.where = to_place(table.position().line, table.position().column);
        context_.findings->push_back(std::move(finding));
    }
    if (!drawn || drawn.value().empty()) {
        return false;
    }
    ++pictures_;
    out_ += "<figure class=\"chart-figure\"";
    if (const auto lang = table.attribute("lang"); lang && !lang->empty()) {
        out_ += " lang=\"";
        text::append_escaped_markup(out_, *lang);
        out_ += '"';
    }
    out_ += "><figcaption>";
    text::append_escaped_markup(out_, table.child("", "caption").text());
    out_ += "</figcaption>";
    out_ += drawn.value();
    out_ += "<details class=\"chart-table\"";
    // With an id, so that it stays open when the part of the page around it is put in anew (live.js).
    if (const auto id = table.attribute("id")) {
        out_ += " id=\"";
        text::append_escaped_markup(out_, *id);
        out_ += "-table\"";
    }
    out_ += "><summary>";
    text::append_escaped_markup(out_, context_.table_words);
    out_ += "</summary>";
    return true;
}

}  // namespace

Result<std::string> render_fragment(std::string_view xhtml, const FragmentContext& context) {
    std::string wrapped;
    wrapped.reserve(xhtml.size() + wrapper_begin.size() + wrapper_end.size());
    wrapped += wrapper_begin;
    wrapped += xhtml;
    wrapped += wrapper_end;
    xml::Diagnostics diagnostics;
    const auto document = xml::Document::parse(std::move(wrapped), "view", fragment_limits, diagnostics);
    if (!document) {
        const xml::Diagnostic& first = diagnostics.front();
        return Error{ErrorCode::Protocol, fmt::format("the module's page is not well-formed: {}", first.text),
                     to_place(first.line, first.column), first.hint};
    }
    FragmentWriter writer{context};
    LYCEUM_TRY(writer.write_contents(document->root(), nullptr));
    return writer.take();
}

}  // namespace lyceum::modules
