#pragma once
// What a Document holds. The one header with pugixml in it. Internal to xml. [any thread; the line
// index is made at most once]

#include "host/xml/document.hpp"
#include "host/xml/line_index.hpp"

#include <pugixml.hpp>

#include <mutex>
#include <optional>
#include <string>

namespace lyceum::xml {

struct Document::Impl {
    std::string file;
    std::string bytes;   // as given
    std::string buffer;  // without byte order mark; pugixml parses in place, names and values are
                         // views into it
    pugi::xml_document tree;
    bool declares_on_root_only = true;

    std::string_view text() const;  // `bytes` without byte order mark
    std::size_t offset_of(const char* name) const { return static_cast<std::size_t>(name - buffer.data()); }
    Position position(std::size_t offset) const;

    // The namespace `prefix` stands for at `node`; the scanner has made sure that there is one.
    std::string_view resolve(pugi::xml_node node, std::string_view prefix) const;

private:
    mutable std::once_flag index_made_;
    mutable std::optional<LineIndex> index_;
};

// "a:b" → {"a", "b"}; "b" → {"", "b"}.
struct SplitName {
    std::string_view prefix;
    std::string_view local_name;
};
SplitName split_name(const char* name);

inline pugi::xml_node node_of(void* node) {
    return pugi::xml_node{static_cast<pugi::xml_node_struct*>(node)};
}

}  // namespace lyceum::xml
