#pragma once
// Reads and checks course folders, framework.xml and single activity files; joins what the parser,
// the schemas and the course's own rules find. Runs no module code: what only a module can find
// (`open`) is asked for by the caller. Called by learning and cli; includes xml and base. [any
// thread]

#include "host/base/result.hpp"
#include "host/content/model.hpp"
#include "host/xml/diagnostic.hpp"
#include "host/xml/document.hpp"
#include "host/xml/schema.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lyceum::content {

// What an installed module claims; made from the manifests by the caller.
struct Vocabulary {
    std::string module_id;
    std::shared_ptr<const xml::Schema> schema;  // of the activity file
};
using Vocabularies = std::map<xml::RootName, Vocabulary>;

// What was read, together with everything found; `value` is null if errors leave nothing to show.
template <class T>
struct Checked {
    std::shared_ptr<const T> value;
    xml::Diagnostics diagnostics;
    std::uint64_t bytes = 0;  // of XML read, for the benchmark and the summary line
};

// A folder with cmi5.xml. `framework` may be null: competencies are then not checked. `display` is
// how messages name the folder (as the person typed it).
Checked<Course> read_course(const std::filesystem::path& folder, const std::string& display,
                            const Vocabularies& vocabularies, const Framework* framework);

Checked<Framework> read_framework(const std::filesystem::path& file, const std::string& display);

// One activity file by itself.
Checked<ActivityFile> read_activity(const std::filesystem::path& file, const std::string& display,
                                    const Vocabularies& vocabularies);

// Any path a trainer may give to `lyceum check`: a folder of courses (with framework.xml), a course
// folder, or one file.
Checked<Library> read_library(const std::filesystem::path& path, const std::string& display,
                              const Vocabularies& vocabularies);

}  // namespace lyceum::content
