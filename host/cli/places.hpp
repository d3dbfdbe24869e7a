#pragma once
// Where the parts of an installation lie. The build tree is laid out like an installed one: bin/lyceum,
// libexec/lyceum-worker, modules/NAME/module.xml. [any thread]

#include "host/base/result.hpp"
#include "host/modules/manifest.hpp"

#include <filesystem>
#include <vector>

namespace lyceum::cli {

struct Places {
    std::filesystem::path worker;             // the worker executable
    std::filesystem::path installed_modules;  // the modules that came with this program
};

// From where this program itself lies. Environment: the worker is not there.
Result<Places> find_places();

// The installed modules, then `more`, whose modules are third parties'. The installed folder named again is not looked
// at twice. NotFound: one of `more` is no folder.
Result<std::vector<modules::SearchFolder>> search_folders(const Places& places,
                                                          const std::vector<std::filesystem::path>& more);

// The database in a data folder.
std::filesystem::path database_in(const std::filesystem::path& data);

// The data folder, created if missing and then open to its owner only.
Result<void> prepare_data_folder(const std::filesystem::path& data);

// NotFound, with what to do, if there is no database in the folder yet: for commands that must not make one.
Result<void> require_database(const std::filesystem::path& data);

}  // namespace lyceum::cli
