#pragma once
// Reads and checks one activity file. Internal to content. [one thread]

#include "host/content/folder.hpp"
#include "host/content/reader.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lyceum::content {

struct ActivitySource {
    std::filesystem::path file;
    std::string name;     // relative to the course folder
    std::string display;  // for messages
    // Of a file in another language: the root element it must share, and the file that has it.
    std::optional<xml::RootName> expected_root = std::nullopt;
    std::string expected_root_file = {};
};

// What an activity file may refer to.
struct ActivitySurroundings {
    const Vocabularies& vocabularies;
    Folder& folder;                              // its figures
    const std::vector<std::string>* objectives;  // of its course; null: not checked
    // An error in a course; a warning for a file by itself, an example perhaps, whose figures live
    // elsewhere.
    xml::Severity missing_figure = xml::Severity::Error;
};

// A file that was read. Its tree is not kept: a course may be large.
struct ReadActivity {
    std::shared_ptr<const ActivityFile> file;  // null if it could not be parsed, or its root is not the right one
    std::optional<xml::RootName> root;
    std::optional<Language> written_language;  // its root's lang attribute
};

// Three attributes mean the same in every vocabulary and are checked here: `src` and `poster`
// without a scheme are files of the course folder, `objective` is an objective of the course.
ReadActivity read_activity_file(const ActivitySource& source, const ActivitySurroundings& surroundings,
                                std::optional<Language> expected_language, xml::Diagnostics& diagnostics,
                                std::uint64_t& bytes);

}  // namespace lyceum::content
