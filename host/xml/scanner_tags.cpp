// The part of the scanner that reads tags: names, attributes, namespaces, what closes what.
#include "host/base/text.hpp"
#include "host/xml/characters.hpp"
#include "host/xml/diagnostic.hpp"
#include "host/xml/scanner.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace lyceum::xml {

namespace {

constexpr std::string_view xml_uri = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view xmlns_uri = "http://www.w3.org/2000/xmlns/";
constexpr std::size_t longest_name = 1000;
// Each is searched for every prefixed name below it, so hostile hundreds would cost quadratic time.
constexpr std::size_t most_declarations = 64;
// libxml2 compares each attribute of an element with all before it.
constexpr std::size_t most_attributes = 256;

std::string with_prefix(std::string_view prefix, std::string_view local_name) {
    return prefix.empty() ? std::string{local_name} : fmt::format("{}:{}", prefix, local_name);
}

}  // namespace

bool Scanner::name(std::string_view what, std::string_view& prefix, std::string_view& local_name) {
    const std::size_t from = at_;
    std::size_t part = at_;
    prefix = {};
    while (!at_end()) {
        const char next = text_[at_];
        if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '_') {
            ++at_;
            continue;
        }
        if (next == ':' && at_ > part && part == from) {
            prefix = text_.substr(from, at_ - from);
            part = ++at_;
            continue;
        }
        const Character character = decode(text_, at_);
        if (at_ == part ? !is_name_start(character.point) : !is_name_part(character.point)) {
            break;
        }
        at_ += character.size;
    }
    local_name = text_.substr(part, at_ - part);
    if (at_ - from > longest_name) {
        return fail(from, "xml.name-too-long", fmt::format("a name is longer than {} bytes", longest_name));
    }
    if (local_name.empty()) {
        return fail(at_, at_end() ? "xml.truncated" : "xml.not-well-formed",
                    at_end() ? fmt::format("the file ends where {} should be", what)
                             : fmt::format("{} is expected here, not {}", what,
                                           in_quotes(text_.substr(at_, decode(text_, at_).size))),
                    at_ > 0 && text_[at_ - 1] == '<' ? "a \"<\" that is text is written \"&lt;\"" : "");
    }
    return true;
}

bool Scanner::attribute_value(std::string_view& value) {
    if (at_end() || (text_[at_] != '"' && text_[at_] != '\'')) {
        return fail(at_, at_end() ? "xml.truncated" : "xml.not-well-formed", "the value must stand in quotation marks",
                    "write name=\"value\" with straight quotation marks");
    }
    const std::size_t from = at_ + 1;
    const std::size_t end = text_.find(text_[at_], from);
    value = text_.substr(from, end == std::string_view::npos ? end : end - from);
    // With a quotation mark left out, the value would run to one far below.
    if (value.find('<') != std::string_view::npos) {
        return fail(at_, "xml.not-well-formed", "the value that begins here is not closed before the next \"<\"",
                    "close it with a quotation mark; a \"<\" in a value is written \"&lt;\"");
    }
    if (end == std::string_view::npos) {
        return fail(at_, "xml.truncated", "the value that begins here is never closed",
                    "close it with a quotation mark");
    }
    at_ = from;
    if (!references(end)) {
        return false;
    }
    at_ = end + 1;
    return true;
}

bool Scanner::declare(std::string_view prefix, std::string_view uri, std::size_t offset) {
    const bool is_reserved = prefix == "xmlns" || uri == xmlns_uri || (prefix == "xml") != (uri == xml_uri);
    if (is_reserved) {
        return fail(offset, "xml.reserved-namespace", "this prefix or namespace belongs to XML itself",
                    "choose another prefix");
    }
    if (!prefix.empty() && uri.empty()) {
        return fail(offset, "xml.empty-namespace",
                    fmt::format("prefix {} is given an empty namespace", in_quotes(prefix)));
    }
    if (declarations_.size() == most_declarations) {
        return fail(offset, "xml.too-many-namespaces",
                    fmt::format("more than {} namespaces are declared at one place", most_declarations));
    }
    declarations_.push_back({prefix, uri});
    declares_on_root_only_ = declares_on_root_only_ && open_.empty();
    return true;
}

const Scanner::Declaration* Scanner::find_declaration(std::string_view prefix) const {
    const auto found = std::find_if(declarations_.rbegin(), declarations_.rend(),
                                    [prefix](const Declaration& declared) { return declared.prefix == prefix; });
    return found == declarations_.rend() ? nullptr : &*found;
}

bool Scanner::check_prefix(std::string_view prefix, std::size_t offset) {
    if (prefix.empty() || prefix == "xml" || find_declaration(prefix) != nullptr) {
        return true;
    }
    std::vector<std::string> known;
    for (const Declaration& declared : declarations_) {
        known.emplace_back(declared.prefix);
    }
    std::string hint = did_you_mean(prefix, known);
    if (hint.empty()) {
        hint = fmt::format("add xmlns:{}=\"…\" to the root element", text::cut(prefix, 80));
    }
    return fail(offset, "xml.unknown-prefix", fmt::format("prefix {} is not declared", in_quotes(prefix)),
                std::move(hint));
}

bool Scanner::attribute() {
    const std::size_t from = at_;
    std::string_view prefix;
    std::string_view local_name;
    if (!name("an attribute, \">\" or \"/>\"", prefix, local_name)) {
        return false;
    }
    skip_blanks();
    if (at_end() || text_[at_] != '=') {
        return fail(from, at_end() ? "xml.truncated" : "xml.not-well-formed",
                    fmt::format("attribute {} has no value", in_quotes(with_prefix(prefix, local_name))),
                    fmt::format("write {}=\"…\"", text::cut(with_prefix(prefix, local_name), 80)));
    }
    ++at_;
    skip_blanks();
    std::string_view value;
    if (!attribute_value(value)) {
        return false;
    }
    if (attributes_.size() == most_attributes) {
        return fail(from, "xml.too-many-attributes",
                    fmt::format("an element has more than {} attributes", most_attributes));
    }
    attributes_.push_back({prefix, local_name, from});
    if (prefix == "xmlns") {
        return declare(local_name, value, from) && count_node(from);
    }
    if (prefix.empty() && local_name == "xmlns") {
        return declare({}, value, from) && count_node(from);
    }
    return count_node(from);
}

bool Scanner::check_duplicates() {
    const auto uri_of = [this](std::string_view prefix) {
        const Declaration* declared = prefix.empty() ? nullptr : find_declaration(prefix);
        return declared != nullptr ? declared->uri : prefix;
    };
    const auto complain = [this](const AttributeName& later) {
        return fail(later.offset, "xml.duplicate-attribute",
                    fmt::format("attribute {} is there twice", in_quotes(with_prefix(later.prefix, later.local_name))),
                    "remove one of the two");
    };
    constexpr std::size_t few = 12;
    if (attributes_.size() <= few) {
        for (std::size_t i = 1; i < attributes_.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                if (attributes_[i].local_name == attributes_[k].local_name &&
                    uri_of(attributes_[i].prefix) == uri_of(attributes_[k].prefix)) {
                    return complain(attributes_[i]);
                }
            }
        }
        return true;
    }
    struct Key {
        std::string_view local_name;
        std::string_view uri;
        std::size_t index;
        auto operator<=>(const Key&) const = default;
    };
    std::vector<Key> keys;
    for (std::size_t i = 0; i < attributes_.size(); ++i) {
        keys.push_back({attributes_[i].local_name, uri_of(attributes_[i].prefix), i});
    }
    std::sort(keys.begin(), keys.end());
    const auto twin = std::adjacent_find(keys.begin(), keys.end(), [](const Key& left, const Key& right) {
        return left.local_name == right.local_name && left.uri == right.uri;
    });
    return twin == keys.end() || complain(attributes_[(twin + 1)->index]);
}

bool Scanner::start_tag() {
    const std::size_t from = at_;
    if (open_.size() == limits_.depth) {
        return fail(from, "xml.too-deep", fmt::format("elements are nested more than {} deep", limits_.depth));
    }
    ++at_;
    std::string_view prefix;
    std::string_view local_name;
    if (!name("an element's name", prefix, local_name) || !count_node(from)) {
        return false;
    }
    const std::string_view full_name = text_.substr(from + 1, at_ - from - 1);
    const std::size_t declarations_outside = declarations_.size();
    attributes_.clear();
    while (true) {
        const bool blanks = skip_blanks();
        if (at_end()) {
            return fail(from, "xml.truncated",
                        fmt::format("the file ends inside the tag {}", in_quotes(fmt::format("<{}", full_name))));
        }
        if (text_[at_] == '>' || starts("/>")) {
            break;
        }
        if (text_[at_] == '<') {
            return fail(from, "xml.not-well-formed",
                        fmt::format("the tag {} is not closed", in_quotes(fmt::format("<{}", full_name))),
                        "end it with \">\"");
        }
        if (!blanks) {
            return fail(at_, "xml.not-well-formed", "a blank is missing here, between two attributes",
                        "is there a quotation mark too many or too few before it?");
        }
        if (!attribute()) {
            return false;
        }
    }
    if (!check_prefix(prefix, from + 1)) {
        return false;
    }
    for (const AttributeName& attribute : attributes_) {
        if (attribute.prefix != "xmlns" && !check_prefix(attribute.prefix, attribute.offset)) {
            return false;
        }
    }
    if (prefix == "xmlns" || !check_duplicates()) {
        return error_ ? false : fail(from + 1, "xml.reserved-namespace", "prefix \"xmlns\" belongs to XML itself");
    }
    if (open_.empty()) {
        const Declaration* declared = find_declaration(prefix);
        root_ = RootName{declared != nullptr ? std::string{declared->uri} : std::string{}, std::string{local_name}};
    }
    empty_element_ = text_[at_] == '/';
    at_ += empty_element_ ? 2 : 1;
    if (empty_element_) {
        declarations_.resize(declarations_outside);
    } else {
        open_.push_back({full_name, from, declarations_outside});
    }
    return true;
}

bool Scanner::mismatched_end(std::string_view name, std::size_t offset) {
    const OpenElement& innermost = open_.back();
    std::vector<std::string> names;
    for (const OpenElement& element : open_) {
        names.emplace_back(element.name);
    }
    const bool is_open = std::find(names.begin(), names.end(), name) != names.end();
    const std::string innermost_end = in_quotes(fmt::format("</{}>", text::cut(innermost.name, 80)));
    std::string hint =
        is_open ? fmt::format("write {} before it", innermost_end) : fmt::format("did you mean {}?", innermost_end);
    return fail(offset, "xml.mismatched-tag",
                fmt::format("{} does not close {} from line {}", in_quotes(fmt::format("</{}>", text::cut(name, 70))),
                            in_quotes(fmt::format("<{}>", text::cut(innermost.name, 70))), line_of(innermost.offset)),
                std::move(hint));
}

bool Scanner::end_tag() {
    const std::size_t from = at_;
    const std::string_view expected = open_.back().name;
    at_ += 2;
    // The usual case by one comparison.
    if (starts(expected) && at_ + expected.size() < text_.size() && text_[at_ + expected.size()] == '>') {
        at_ += expected.size() + 1;
    } else {
        std::string_view prefix;
        std::string_view local_name;
        if (!name("an element's name", prefix, local_name)) {
            return false;
        }
        const std::string_view full_name = text_.substr(from + 2, at_ - from - 2);
        if (full_name != expected) {
            return mismatched_end(full_name, from);
        }
        skip_blanks();
        if (at_end() || text_[at_] != '>') {
            return fail(from, at_end() ? "xml.truncated" : "xml.not-well-formed",
                        fmt::format("the tag {} is not closed", in_quotes(fmt::format("</{}", full_name))),
                        "end it with \">\"");
        }
        ++at_;
    }
    declarations_.resize(open_.back().declarations);
    open_.pop_back();
    return true;
}

}  // namespace lyceum::xml
