#include "plugins/common/rich_text.hpp"

#include "plugins/common/dates.hpp"

#include <algorithm>

namespace lyceum::plugins {
namespace {

bool is_text(const pugi::xml_node& node) {
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

bool is_inline(std::string_view name) {
    return name == "strong" || name == "em" || name == "abbr" || name == "a" || name == "term";
}

constexpr int deepest = 40;

}  // namespace

RichText RichTextReader::inline_text(const pugi::xml_node& node) {
    require_text(node);
    RichText text{{}, plain_text(node)};
    inline_children(node, text.xhtml);
    return text;
}

RichText RichTextReader::prose(const pugi::xml_node& node) {
    RichText text{{}, plain_text(node)};
    for (const pugi::xml_node& child : node.children()) {
        if (is_element(child)) {
            block(child, text.xhtml);
        }
    }
    return text;
}

Prompt RichTextReader::prompt(const pugi::xml_node& node) {
    std::vector<pugi::xml_node> blocks;
    for (const pugi::xml_node& child : node.children()) {
        if (is_element(child)) {
            blocks.push_back(child);
        }
    }
    Prompt prompt;
    if (blocks.size() == 1 && local_name(blocks.front()) == "p") {
        RichText line = inline_text(blocks.front());
        prompt.plain = std::move(line.plain);
        prompt.line = std::move(line.xhtml);
        prompt.blocks.element("p", {}, [&](sdk::Xhtml& within) { within.append(prompt.line); });
        return prompt;
    }
    RichText text = prose(node);
    if (text.empty()) {
        require_text(node);
    }
    prompt.plain = std::move(text.plain);
    prompt.blocks = std::move(text.xhtml);
    return prompt;
}

std::vector<sdk::Xhtml> RichTextReader::sources(const pugi::xml_node& node) {
    std::vector<sdk::Xhtml> sources;
    for (const pugi::xml_node& found : ContentFile::children(node, "source")) {
        sources.push_back(source(found));
    }
    return sources;
}

sdk::Xhtml RichTextReader::source(const pugi::xml_node& node) {
    const std::string title = ContentFile::attribute(node, "title");
    const std::string date = ContentFile::attribute(node, "date");
    const std::string href = ContentFile::attribute(node, "href");
    sdk::Xhtml item;
    if (!href.empty() && check_link(node, href)) {
        item.element("a", {{"href", href}}, title);
    } else {
        item.element("cite", {}, title);
    }
    if (!date.empty()) {
        item.text(", ").text(printed_date(date, language_));
    }
    return item;
}

void RichTextReader::inline_children(const pugi::xml_node& node, sdk::Xhtml& out) {
    for (const pugi::xml_node& child : node.children()) {
        inline_child(child, out);
    }
}

void RichTextReader::inline_child(const pugi::xml_node& node, sdk::Xhtml& out) {
    if (is_text(node)) {
        out.text(node.value());
    } else if (is_element(node)) {
        inline_element(node, out);
    }
}

void RichTextReader::inline_element(const pugi::xml_node& node, sdk::Xhtml& out) {
    const std::string_view name = local_name(node);
    const auto inside = [&](sdk::Xhtml& within) { inline_children(node, within); };
    if (!descend(node)) {
        return;
    }
    require_text(node);
    if (name == "strong") {
        out.element("strong", {}, inside);
    } else if (name == "em") {
        out.element("em", {}, inside);
    } else if (name == "abbr") {
        out.element("abbr", {{"title", ContentFile::attribute(node, "title")}}, inside);
    } else if (name == "a") {
        const std::string href = ContentFile::attribute(node, "href");
        if (in_link_ || check_link(node, href)) {
            link(node, href, out);
        }
    } else if (name == "term") {
        terms_.push_back({node, ContentFile::attribute(node, "id")});
        link(node, "#" + term_anchor(terms_.back().term), out);
    }
    --depth_;
}

void RichTextReader::link(const pugi::xml_node& node, const std::string& href, sdk::Xhtml& out) {
    if (in_link_) {
        findings_.error(node, prefix_ + ".nested-link", "A link stands inside a link.",
                        "Close the first one before the second.");
        return;
    }
    const auto inside = [&](sdk::Xhtml& within) { inline_children(node, within); };
    in_link_ = true;
    if (local_name(node) == "term") {
        out.element("a", {{"href", href}, {"class", "term"}}, inside);
    } else {
        out.element("a", {{"href", href}}, inside);
    }
    in_link_ = false;
}

void RichTextReader::block(const pugi::xml_node& node, sdk::Xhtml& out) {
    const std::string_view name = local_name(node);
    if (name == "p") {
        require_text(node);
        out.element("p", {}, [&](sdk::Xhtml& within) { inline_children(node, within); });
    } else if (name == "ul" || name == "ol") {
        list(node, out);
    } else if (name == "table") {
        table(node, out);
    } else if (name == "figure") {
        figure(node, out);
    } else if (name == "compare") {
        compare(node, out);
    } else if (name == "video") {
        video(node, out);
    } else if (name == "quote") {
        quote(node, out);
    } else if (name == "note") {
        note(node, out);
    } else if (name == "steps") {
        steps(node, out);
    }
}

void RichTextReader::plain_blocks(const pugi::xml_node& node, sdk::Xhtml& out) {
    for (const pugi::xml_node& child : node.children()) {
        const std::string_view name = local_name(child);
        if (is_element(child) && (name == "p" || name == "ul" || name == "ol")) {
            block(child, out);
        }
    }
}

void RichTextReader::list(const pugi::xml_node& node, sdk::Xhtml& out) {
    const auto items = [&](sdk::Xhtml& within) {
        for (const pugi::xml_node& item : ContentFile::children(node, "li")) {
            require_text(item);
            within.element("li", {}, [&](sdk::Xhtml& line) {
                for (const pugi::xml_node& child : item.children()) {
                    if (is_text(child)) {
                        line.text(child.value());
                    } else if (is_element(child) && is_inline(local_name(child))) {
                        inline_element(child, line);
                    } else if (is_element(child)) {
                        list(child, line);
                    }
                }
            });
        }
    };
    if (!descend(node)) {
        return;
    }
    if (local_name(node) == "ol") {
        out.element("ol", {}, items);
    } else {
        out.element("ul", {}, items);
    }
    --depth_;
}

void RichTextReader::require_text(const pugi::xml_node& node) {
    if (plain_text(node).empty()) {
        findings_.error(node, prefix_ + ".empty-text", "<" + std::string{local_name(node)} + "> has no text.",
                        "Write the text or remove the element.");
    }
}

bool RichTextReader::check_link(const pugi::xml_node& node, const std::string& href) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!href.starts_with(scheme)) {
            continue;
        }
        const std::string_view rest = std::string_view{href}.substr(scheme.size());
        const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
        const bool plain = std::ranges::none_of(rest, [](char character) {
            return static_cast<unsigned char>(character) <= 0x20 || character == 0x7F || character == '\\' ||
                   character == '"' || character == '<' || character == '>';
        });
        // A name before '@' makes an address look like another's.
        if (plain && !host.empty() && host.find('@') == std::string_view::npos && href.size() <= 2000) {
            return true;
        }
    }
    findings_.error(node, prefix_ + ".bad-link",
                    "The address \"" + href.substr(0, 100) +
                        "\" is not one that begins with http:// or https:// and has no blanks.",
                    "Copy the whole address from the browser.");
    return false;
}

bool RichTextReader::descend(const pugi::xml_node& node) {
    if (depth_ == deepest) {
        if (!reported_depth_) {
            findings_.error(node, prefix_ + ".too-deep", "More than 40 elements stand inside each other here.",
                            "Make the text plainer.");
        }
        reported_depth_ = true;
        return false;
    }
    ++depth_;
    return true;
}

void write_sources(const std::vector<sdk::Xhtml>& sources, Language content, std::string_view heading, Language spoken,
                   sdk::Xhtml& page) {
    if (sources.empty()) {
        return;
    }
    page.element("div", {{"class", "sources"}}, [&](sdk::Xhtml& block) {
        block.element("p", {{"lang", code_of(spoken)}}, [&](sdk::Xhtml& line) { line.element("strong", {}, heading); });
        block.element("ul", {{"lang", code_of(content)}}, [&](sdk::Xhtml& list) {
            for (const sdk::Xhtml& source : sources) {
                list.element("li", {}, [&](sdk::Xhtml& item) { item.append(source); });
            }
        });
    });
}

}  // namespace lyceum::plugins
