#pragma once
// Prose of a content file (paragraphs, lists, tables, figures, quotations, sources…) read once, when the file is
// opened, into pieces of page that views only append. Used by lesson and quiz; which elements may stand where is for
// their schemas to say. rich_text.cpp has lines, paragraphs and lists, rich_blocks.cpp what is more than that. [one
// thread]

#include "plugins/common/content_file.hpp"
#include "plugins/common/texts.hpp"

#include <lyceum/xhtml.hpp>

#include <pugixml.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lyceum::plugins {

// Something readable: as a page piece and as plain text.
struct RichText {
    sdk::Xhtml xhtml;
    std::string plain;

    bool empty() const { return plain.empty(); }
};

// A question's text. One paragraph is the usual case and may name a group of inputs (legend, label); anything longer
// stands before it as `blocks`.
struct Prompt {
    sdk::Xhtml blocks;
    sdk::Xhtml line;  // empty if the prompt is more than one paragraph
    std::string plain;
};

// A place where a term is named.
struct TermUse {
    pugi::xml_node at;
    std::string term;
};

// The anchor of a term's definition; <term id="x"> becomes a link to it.
inline std::string term_anchor(std::string_view term) {
    return "term-" + std::string{term};
}

// Reads and reports, each with the module's own rule prefix: "PREFIX.empty-text", "PREFIX.bad-link",
// "PREFIX.nested-link", "PREFIX.too-deep" (the host shows pages of at most 64 levels), "PREFIX.video-without-captions".
class RichTextReader {
public:
    RichTextReader(std::string_view prefix, Language language, Findings& findings)
        : prefix_{prefix}, language_{language}, findings_{findings} {}

    // The inside of a line: text, strong, em, a, abbr, term.
    RichText inline_text(const pugi::xml_node& node);
    // Paragraphs and lists, and where the schema has them tables, comparisons, figures, videos, quotations, notes and
    // steps; other children are left to the caller.
    RichText prose(const pugi::xml_node& node);
    // One child of prose that the caller goes through by itself; nothing for what is no block.
    void block(const pugi::xml_node& node, sdk::Xhtml& out);
    Prompt prompt(const pugi::xml_node& node);
    // The <source> children as a list; empty if there are none.
    std::vector<sdk::Xhtml> sources(const pugi::xml_node& node);
    // One child of a line that the caller reads by itself, as text or an element.
    void inline_child(const pugi::xml_node& node, sdk::Xhtml& out);
    void require_text(const pugi::xml_node& node);
    // The terms named since the last call.
    std::vector<TermUse> take_terms() { return std::exchange(terms_, {}); }

private:
    void inline_children(const pugi::xml_node& node, sdk::Xhtml& out);
    void inline_element(const pugi::xml_node& node, sdk::Xhtml& out);
    void list(const pugi::xml_node& node, sdk::Xhtml& out);
    void table(const pugi::xml_node& node, sdk::Xhtml& out);
    void compare(const pugi::xml_node& node, sdk::Xhtml& out);
    void figure(const pugi::xml_node& node, sdk::Xhtml& out);
    void video(const pugi::xml_node& node, sdk::Xhtml& out);
    void quote(const pugi::xml_node& node, sdk::Xhtml& out);
    void note(const pugi::xml_node& node, sdk::Xhtml& out);
    void steps(const pugi::xml_node& node, sdk::Xhtml& out);
    // The paragraphs and lists inside, nothing else.
    void plain_blocks(const pugi::xml_node& node, sdk::Xhtml& out);
    void link(const pugi::xml_node& node, const std::string& href, sdk::Xhtml& out);
    sdk::Xhtml source(const pugi::xml_node& node);
    // True if the link may be shown.
    bool check_link(const pugi::xml_node& node, const std::string& href);

    // Enters one more level of nesting; false, and reported once, if the page would be deeper than the host shows.
    bool descend(const pugi::xml_node& node);

    std::string prefix_;
    int depth_ = 0;
    bool in_link_ = false;
    bool reported_depth_ = false;
    Language language_;  // of the content: dates and words of notes are printed in it
    Findings& findings_;
    std::vector<TermUse> terms_;
};

// The most XHTML that one page may be made of; the host shows pages of at most 1 MiB.
inline constexpr std::size_t longest_page = std::size_t{300} << 10;

// "Источники" under a text: a heading word in the learner's language and the list in the content's; nothing for no
// sources.
void write_sources(const std::vector<sdk::Xhtml>& sources, Language content, std::string_view heading, Language spoken,
                   sdk::Xhtml& page);

}  // namespace lyceum::plugins
