#include "plugins/common/content_file.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace lyceum::plugins {
namespace {

constexpr int deepest_element = 256;
constexpr std::size_t largest = std::size_t{8} << 20;
constexpr std::size_t most_errors = 200;  // and as many warnings

// pugixml frees a tree recursively and reads any depth: measured on the bytes, before a tree exists. Counts what looks
// like tags, also in comments and CDATA, so it can only be too strict.
bool is_too_deep(std::string_view bytes) {
    int depth = 0;
    for (std::size_t at = bytes.find('<'); at != std::string_view::npos && at + 1 < bytes.size();
         at = bytes.find('<', at + 1)) {
        const char next = bytes[at + 1];
        if (next == '/') {
            --depth;
        } else if (next != '!' && next != '?') {
            const std::size_t end = bytes.find('>', at);
            const bool closed_at_once = end != std::string_view::npos && bytes[end - 1] == '/';
            if (!closed_at_once && ++depth > deepest_element) {
                return true;
            }
        }
    }
    return false;
}

void append_text(const pugi::xml_node& node, std::string& text) {
    for (const pugi::xml_node& child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            text += child.value();
        } else if (child.type() == pugi::node_element) {
            const std::string_view name = local_name(child);
            constexpr std::array<std::string_view, 10> blocks{"p",  "li",      "ul",    "ol",   "td",
                                                              "th", "caption", "title", "left", "right"};
            const bool block = std::ranges::find(blocks, name) != blocks.end();
            text += block ? " " : "";
            append_text(child, text);
            text += block ? " " : "";
        }
    }
}

}  // namespace

bool is_element(const pugi::xml_node& node) {
    return node.type() == pugi::node_element;
}

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string collapse(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    std::string collapsed;
    collapsed.reserve(text.size());
    // Word by word: most of a text is words.
    std::size_t begin = text.find_first_not_of(blanks);
    while (begin != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(blanks, begin), text.size());
        if (!collapsed.empty()) {
            collapsed += ' ';
        }
        collapsed += text.substr(begin, end - begin);
        begin = text.find_first_not_of(blanks, end);
    }
    return collapsed;
}

std::string plain_text(const pugi::xml_node& node) {
    std::string text;
    append_text(node, text);
    return collapse(text);
}

std::optional<ContentFile> ContentFile::parse(const sdk::Content& content, std::string_view root) {
    ContentFile file;
    file.bytes_ = content.bytes();
    file.lines_.push_back(0);
    for (std::size_t at = file.bytes_.find('\n'); at != std::string_view::npos; at = file.bytes_.find('\n', at + 1)) {
        file.lines_.push_back(at + 1);
    }
    if (file.bytes_.size() > largest || is_too_deep(file.bytes_)) {
        content.error({}, "content.too-large", "The file is larger than 8 MiB or nested deeper than 256 elements.");
        return std::nullopt;
    }
    file.document_ = std::make_unique<pugi::xml_document>();
    // Blanks between inline elements are text; entities and DOCTYPE beyond the five predefined are not read at all.
    const auto parsed = file.document_->load_buffer(
        file.bytes_.data(), file.bytes_.size(),
        pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata | pugi::parse_wconv_attribute,
        pugi::encoding_utf8);
    if (!parsed) {
        content.error(file.place_of_offset(static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0))),
                      "content.not-well-formed", "This is not well-formed XML.");
        return std::nullopt;
    }
    file.root_ = file.document_->document_element();
    if (local_name(file.root_) != root) {
        content.error(file.place(file.root_), "content.other-root",
                      std::string{"The file begins with <"} + std::string{local_name(file.root_)} + ">, not with <" +
                          std::string{root} + ">.");
        return std::nullopt;
    }
    return file;
}

sdk::Place ContentFile::place(const pugi::xml_node& node) const {
    // pugixml gives the place of the name, one past "<".
    const std::ptrdiff_t offset = node.offset_debug();
    return offset <= 0 ? sdk::Place{} : place_of_offset(static_cast<std::size_t>(offset) - 1);
}

sdk::Place ContentFile::place_of_offset(std::size_t offset) const {
    offset = std::min(offset, bytes_.size());
    const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
    const std::size_t start = *(next - 1);
    std::uint32_t column = 1;
    for (const char character : bytes_.substr(start, offset - start)) {
        const bool continues = (static_cast<unsigned char>(character) & 0xC0U) == 0x80U;
        column += continues ? 0 : 1;
    }
    return {static_cast<std::uint32_t>(next - lines_.begin()), column};
}

std::vector<pugi::xml_node> ContentFile::children(const pugi::xml_node& node, std::string_view name) {
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node& child : node.children()) {
        if (child.type() == pugi::node_element && local_name(child) == name) {
            found.push_back(child);
        }
    }
    return found;
}

pugi::xml_node ContentFile::child(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_node& child : node.children()) {
        if (child.type() == pugi::node_element && local_name(child) == name) {
            return child;
        }
    }
    return {};
}

std::string ContentFile::attribute(const pugi::xml_node& node, const char* name) {
    return collapse(node.attribute(name).value());
}

void Findings::error(const pugi::xml_node& at, std::string_view rule, std::string_view text, std::string_view hint) {
    if (++errors_ <= most_errors) {
        content_.error(file_.place(at), rule, text, hint);
    }
}

void Findings::warning(const pugi::xml_node& at, std::string_view rule, std::string_view text, std::string_view hint) {
    if (++warnings_ <= most_errors) {
        content_.warning(file_.place(at), rule, text, hint);
    }
}

}  // namespace lyceum::plugins
