#pragma once
// What most commands start from: the modules that are there, and what reading courses needs to know of them. [main
// thread]

#include "host/cli/places.hpp"
#include "host/content/reader.hpp"
#include "host/modules/manifest.hpp"
#include "host/modules/pool.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace lyceum::cli {

struct Equipment {
    Places places;
    modules::Discovery discovery;
    content::Vocabularies vocabularies;
};

// Reads the manifests of the installed modules and of those in `more`; what is wrong with them is printed, and they are
// left out.
Result<Equipment> equip(const std::vector<std::filesystem::path>& more);

std::unique_ptr<modules::Pool> make_pool(boost::asio::any_io_executor executor, const Equipment& equipment);

// A framework and courses, of one folder or several.
struct Reading {
    content::Library library;
    xml::Diagnostics diagnostics;  // sorted by place
};

// Reads every folder as `content::read_library` does. The first framework.xml found holds for all; a second course with
// the slug or the id of another is an error.
Reading read_folders(const std::vector<std::filesystem::path>& folders, const content::Vocabularies& vocabularies);

// Every activity file of the library, each once.
std::vector<std::shared_ptr<const content::ActivityFile>> activity_files(const content::Library& library);

}  // namespace lyceum::cli
