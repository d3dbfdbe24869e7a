#include "host/demo/forum_file.hpp"

#include "host/xml/document.hpp"

namespace lyceum::demo {
namespace {

constexpr std::string_view vocabulary = "urn:lyceum:forum:1";

std::vector<std::string> ids(const xml::Element& root, std::string_view list, std::string_view item) {
    std::vector<std::string> found;
    for (const xml::Element& element : root.child(vocabulary, list).children(vocabulary, item)) {
        found.emplace_back(element.attribute_or("id", ""));
    }
    return found;
}

}  // namespace

ForumFile read_forum_file(const modules::Activity& activity) {
    xml::Diagnostics ignored;  // the file was checked when the course was read
    const auto document = xml::Document::parse(activity.bytes, activity.file, {}, ignored);
    if (!document) {
        return {};
    }
    const xml::Element root = document->root();
    ForumFile file{.sections = {},
                   .topics = ids(root, "topics", "topic"),
                   .statements = ids(root, "statements", "statement"),
                   .ratings = ids(root, "ratings", "rating")};
    for (const xml::Element& section : root.child(vocabulary, "agenda").children(vocabulary, "section")) {
        if (section.child(vocabulary, "speaker")) {
            file.sections.emplace_back(section.attribute_or("id", ""));
        }
    }
    return file;
}

}  // namespace lyceum::demo
