#include "host/xml/scanner.hpp"

#include "host/base/text.hpp"
#include "host/xml/characters.hpp"
#include "host/xml/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace lyceum::xml {

bool Scanner::fail(std::size_t offset, std::string_view rule, std::string text, std::string hint) {
    error_ = ScanError{offset, std::string{rule}, std::move(text), std::move(hint)};
    return false;
}

bool Scanner::count_node(std::size_t offset) {
    if (++nodes_ > limits_.nodes) {
        return fail(offset, "xml.too-many-nodes",
                    fmt::format("the file holds more than {} elements, attributes and texts", limits_.nodes),
                    "split it into several files");
    }
    return true;
}

bool Scanner::skip_blanks() {
    const std::size_t from = at_;
    while (!at_end() && is_blank(text_[at_])) {
        ++at_;
    }
    return at_ != from;
}

std::size_t Scanner::line_of(std::size_t offset) const {
    return 1 + static_cast<std::size_t>(
                   std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

bool Scanner::declaration() {
    const std::size_t end = text_.find("?>", at_);
    if (end == std::string_view::npos) {
        return fail(at_, "xml.not-well-formed", "the XML declaration is not closed", "end it with \"?>\"");
    }
    const std::string_view inside = text_.substr(at_ + 5, end - at_ - 5);
    const std::size_t version = inside.find("version");
    if (version == std::string_view::npos) {
        return fail(at_, "xml.not-well-formed", "the XML declaration names no version",
                    "write <?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    }
    // Three pseudo-attributes in this order, nothing else.
    constexpr std::array<std::string_view, 3> names{"version", "encoding", "standalone"};
    std::size_t next_name = 0;
    at_ += 5;
    while (skip_blanks() && at_ < end) {
        const std::size_t name_at = at_;
        const auto* found =
            std::find_if(names.begin() + next_name, names.end(), [&](std::string_view word) { return starts(word); });
        if (found == names.end()) {
            return fail(name_at, "xml.not-well-formed", "the XML declaration has something it may not have",
                        "write <?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        }
        next_name = static_cast<std::size_t>(found - names.begin()) + 1;
        at_ += found->size();
        skip_blanks();
        if (at_end() || text_[at_] != '=') {
            return fail(at_, "xml.not-well-formed", "\"=\" is missing in the XML declaration");
        }
        ++at_;
        skip_blanks();
        std::string_view value;
        if (!attribute_value(value)) {
            return false;
        }
        if (next_name == 1 && value != "1.0") {
            return fail(name_at, "xml.version", fmt::format("XML version {} is not supported", in_quotes(value)),
                        "write version=\"1.0\"");
        }
        if (next_name == 3 && value != "yes" && value != "no") {
            return fail(name_at, "xml.not-well-formed", "standalone may be \"yes\" or \"no\" only", "leave it out");
        }
    }
    if (at_ != end) {
        return fail(at_, "xml.not-well-formed", "a blank is missing in the XML declaration",
                    "write <?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    }
    at_ = end + 2;
    return true;
}

bool Scanner::document_type() {
    return fail(at_, "xml.doctype", "a DOCTYPE is not allowed: document types and entities are switched off here",
                "remove it; write special characters directly, or as numbers such as &#160;");
}

bool Scanner::comment() {
    const std::size_t from = at_;
    const std::size_t dashes = text_.find("--", at_ + 4);
    if (dashes == std::string_view::npos) {
        return fail(from, "xml.truncated", "the comment that begins here is never closed", "end it with \"-->\"");
    }
    if (!text_.substr(dashes + 2).starts_with(">")) {
        return fail(dashes, "xml.not-well-formed", "\"--\" may not stand inside a comment", "write \"- -\" or \"—\"");
    }
    at_ = dashes + 3;
    return count_node(from);
}

bool Scanner::instruction() {
    const std::size_t from = at_;
    const std::size_t end = text_.find("?>", at_ + 2);
    if (end == std::string_view::npos) {
        return fail(from, "xml.truncated", "what begins here with \"<?\" is never closed", "end it with \"?>\"");
    }
    at_ += 2;
    std::string_view prefix;
    std::string_view target;
    if (!name("an instruction's name", prefix, target)) {
        return false;
    }
    constexpr std::string_view letters = "xml";
    const bool is_reserved = prefix.empty() && target.size() == 3 &&
                             std::equal(target.begin(), target.end(), letters.begin(),
                                        [](char left, char right) { return (left | 0x20) == right; });
    if (is_reserved) {
        return fail(from, "xml.declaration-not-first", "the XML declaration must be the very first thing in the file",
                    "remove what stands before it, blanks and empty lines too");
    }
    if (at_ < end && !is_blank(text_[at_])) {
        return fail(at_, "xml.not-well-formed", "a blank must follow an instruction's name");
    }
    at_ = std::max(at_, end) + 2;
    return count_node(from);
}

bool Scanner::character_data_section() {
    const std::size_t from = at_;
    const std::size_t end = text_.find("]]>", at_ + 9);
    if (end == std::string_view::npos) {
        return fail(from, "xml.truncated", "the CDATA section that begins here is never closed", "end it with \"]]>\"");
    }
    at_ = end + 3;
    return count_node(from);
}

bool Scanner::reference(std::size_t limit) {
    constexpr std::size_t longest = 40;
    const std::size_t from = at_;
    const std::size_t end = text_.substr(0, std::min(limit, at_ + longest)).find(';', at_ + 1);
    const std::string_view inside =
        end == std::string_view::npos ? std::string_view{} : text_.substr(at_ + 1, end - at_ - 1);
    if (inside.starts_with("#")) {
        const bool hexadecimal = inside.starts_with("#x");
        const std::string_view digits = inside.substr(hexadecimal ? 2 : 1);
        std::uint32_t point = 0;
        const auto [rest, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), point, hexadecimal ? 16 : 10);
        if (digits.empty() || error != std::errc{} || rest != digits.data() + digits.size() || !is_allowed(point)) {
            return fail(from, "xml.bad-reference",
                        fmt::format("{} stands for no character", in_quotes(text_.substr(from, end + 1 - from))),
                        "write the character itself");
        }
        at_ = end + 1;
        return true;
    }
    static constexpr std::array<std::string_view, 5> known{"amp", "lt", "gt", "quot", "apos"};
    if (std::find(known.begin(), known.end(), inside) != known.end()) {
        at_ = end + 1;
        return true;
    }
    const bool is_name = !inside.empty() && std::all_of(inside.begin(), inside.end(), [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
               (character >= '0' && character <= '9');
    });
    if (is_name) {
        return fail(from, "xml.unknown-entity",
                    fmt::format("{} is not known here; only &amp; &lt; &gt; &quot; &apos; and "
                                "numbers such as &#160; are",
                                in_quotes(fmt::format("&{};", inside))),
                    inside == "nbsp" ? "write &#160;" : "write the character itself");
    }
    return fail(from, "xml.bare-ampersand", "\"&\" by itself is not allowed", "write \"&amp;\"");
}

bool Scanner::references(std::size_t end) {
    while (true) {
        const std::size_t ampersand = text_.substr(at_, end - at_).find('&');
        if (ampersand == std::string_view::npos) {
            at_ = end;
            return true;
        }
        at_ += ampersand;
        if (!reference(end)) {
            return false;
        }
    }
}

bool Scanner::text_run() {
    const std::size_t from = at_;
    const std::size_t end = std::min(text_.find('<', at_), text_.size());
    const std::string_view run = text_.substr(from, end - from);
    if (const std::size_t close = run.find("]]>"); close != std::string_view::npos) {
        return fail(from + close, "xml.not-well-formed", "\"]]>\" may not stand in a text", "write \"]]&gt;\"");
    }
    return references(end) && count_node(from);
}

bool Scanner::miscellaneous() {
    if (starts("<!--")) {
        return comment();
    }
    if (starts("<?")) {
        return instruction();
    }
    if (starts("<!DOCTYPE") || starts("<!doctype")) {
        return document_type();
    }
    return fail(at_, "xml.not-well-formed",
                root_ ? "nothing but comments may follow the root element" : "the file does not begin like XML",
                root_ ? "a document has one root element" : "the first thing must be an element, such as <lesson …>");
}

bool Scanner::prolog() {
    if (starts("<?xml") && at_ + 5 < text_.size() && is_blank(text_[at_ + 5]) && !declaration()) {
        return false;
    }
    while (true) {
        skip_blanks();
        if (at_end()) {
            return fail(0, "xml.empty", "the file holds no element",
                        "a document has one root element, such as <lesson …>");
        }
        const bool is_element = text_[at_] == '<' && !starts("<!") && !starts("<?");
        if (is_element) {
            return true;
        }
        if (!miscellaneous()) {
            return false;
        }
    }
}

bool Scanner::content() {
    while (!open_.empty()) {
        if (at_end()) {
            const OpenElement& innermost = open_.back();
            return fail(
                at_, "xml.truncated",
                fmt::format("the file ends, but {} from line {} is still open",
                            in_quotes(fmt::format("<{}>", text::cut(innermost.name, 70))), line_of(innermost.offset)),
                fmt::format("is the file complete? It should end with {}",
                            in_quotes(fmt::format("</{}>", text::cut(open_.front().name, 70)))));
        }
        bool good = false;
        if (text_[at_] != '<') {
            good = text_run();
        } else if (starts("</")) {
            good = end_tag();
        } else if (starts("<!--")) {
            good = comment();
        } else if (starts("<![CDATA[")) {
            good = character_data_section();
        } else if (starts("<?")) {
            good = instruction();
        } else if (starts("<!DOCTYPE") || starts("<!doctype")) {
            good = document_type();
        } else {
            good = start_tag();
        }
        if (!good) {
            return false;
        }
    }
    return true;
}

std::optional<ScanError> Scanner::scan() {
    if (!prolog() || !start_tag() || !content()) {
        return error_;
    }
    while (skip_blanks(), !at_end()) {
        if (!miscellaneous()) {
            return error_;
        }
    }
    return std::nullopt;
}

void Scanner::peek(std::optional<RootName>& root) {
    if (prolog() && start_tag()) {
        root = root_;
    }
}

}  // namespace lyceum::xml
