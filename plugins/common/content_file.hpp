#pragma once
// A content file as a tree with places: pugixml behind a small face, for the readers of the modules. The host has
// bounded it (8 MiB, 200 deep) and checked it against the module's schema; this bounds the depth once more, since a
// module may also be run by others. Names are compared without their prefix: a schema-valid file has one namespace.
// [one thread]

#include <lyceum/module.hpp>

#include <pugixml.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lyceum::plugins {

// The local name of an element.
std::string_view local_name(const pugi::xml_node& node);

// Not text, a comment or the like.
bool is_element(const pugi::xml_node& node);

// Blanks at both ends removed, each run of blanks made one space, as xs:token has it.
std::string collapse(std::string_view text);

// All text inside, collapsed.
std::string plain_text(const pugi::xml_node& node);

class ContentFile {
public:
    // Reports to `content` and gives nothing if the bytes are no XML or its root is not `root`.
    static std::optional<ContentFile> parse(const sdk::Content& content, std::string_view root);

    pugi::xml_node root() const { return root_; }

    // The "<" of the element's start tag.
    sdk::Place place(const pugi::xml_node& node) const;

    static std::vector<pugi::xml_node> children(const pugi::xml_node& node, std::string_view name);
    static pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
    // Collapsed; empty if there is none.
    static std::string attribute(const pugi::xml_node& node, const char* name);

private:
    ContentFile() = default;
    sdk::Place place_of_offset(std::size_t offset) const;

    std::string_view bytes_;  // the host's, valid while `open` runs
    std::unique_ptr<pugi::xml_document> document_;
    pugi::xml_node root_;
    std::vector<std::size_t> lines_;  // where each begins
};

// Where a reader reports: counts errors, so that it can read on and report more.
class Findings {
public:
    Findings(const sdk::Content& content, const ContentFile& file) : content_{content}, file_{file} {}
    void error(const pugi::xml_node& at, std::string_view rule, std::string_view text, std::string_view hint = {});
    // What may stay as it is.
    void warning(const pugi::xml_node& at, std::string_view rule, std::string_view text, std::string_view hint = {});
    bool has_errors() const { return errors_ > 0; }

private:
    const sdk::Content& content_;
    const ContentFile& file_;
    std::size_t errors_ = 0;
    std::size_t warnings_ = 0;
};

}  // namespace lyceum::plugins
