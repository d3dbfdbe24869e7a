#pragma once
// What a module says of itself in module.xml, and finding modules in folders. Reads files only: no library is mapped
// and no foreign code runs here. Called by learning and cli; includes xml and base. [any thread]

#include "host/base/language.hpp"
#include "host/base/result.hpp"
#include "host/xml/diagnostic.hpp"
#include "host/xml/document.hpp"
#include "host/xml/schema.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace lyceum::modules {

// A root element the module opens, and the schema its files must satisfy.
struct Claim {
    xml::RootName root;
    std::filesystem::path schema_file;
    std::shared_ptr<const xml::Schema> schema;
};

// What the evidence of a module's outcomes is: answers to questions (tested), or decisions and work on the learner's own
// services and tasks, judged by rules (demonstrated). The profile keeps the two apart.
enum class EvidenceKind { Tested, Demonstrated };

// Ours, found in the installed directory, are trusted with many calls a process; every other module gets one.
enum class Origin { Installed, ThirdParty };

struct Manifest {
    std::string id;       // "lyceum.quiz"
    std::string version;  // "1.0.0"
    std::uint32_t abi = 0;
    std::filesystem::path folder;   // absolute
    std::filesystem::path library;  // absolute, inside `folder`
    std::string license;
    LocalizedText title;
    std::vector<Language> languages;
    std::vector<Claim> claims;
    std::vector<std::string> uses;  // abilities of the host that reach beyond the activity: "lyceum.tasks/1"
    EvidenceKind evidence = EvidenceKind::Tested;
    Origin origin = Origin::ThirdParty;
};

// Reads FOLDER/module.xml; nothing, and errors added to `diagnostics`, if it cannot be used.
std::shared_ptr<const Manifest> read_manifest(const std::filesystem::path& folder, Origin origin,
                                              xml::Diagnostics& diagnostics);

// A folder that may hold modules, one a subfolder.
struct SearchFolder {
    std::filesystem::path path;
    Origin origin = Origin::ThirdParty;
};

struct Discovery {
    std::vector<std::shared_ptr<const Manifest>> modules;
    // Also: two modules with one id, and two that claim one root element (the first found keeps it, an error names
    // both).
    xml::Diagnostics diagnostics;
};
Discovery discover(const std::vector<SearchFolder>& folders);

}  // namespace lyceum::modules
