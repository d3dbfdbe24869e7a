#pragma once
// The database of a demonstration, filled before the server opens it. [not on an io thread]

#include "host/base/result.hpp"
#include "host/cli/equipment.hpp"
#include "host/content/model.hpp"
#include "host/store/store.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace lyceum::cli {

// Fills a data folder that has no database yet with demo data of so many people, and tells the terminal line by line. It
// is filled beside its place and moved there whole at the end: who interrupts it finds an empty folder the next time, and
// it begins anew. Does nothing to a folder with a database.
Result<void> seed_if_empty(const std::filesystem::path& data, std::size_t people, const Equipment& equipment,
                           const content::Library& library);

// The secret that pseudonyms are made with: the stored one, or one made now.
Result<std::string> pseudonym_key(store::Store& store);

}  // namespace lyceum::cli
