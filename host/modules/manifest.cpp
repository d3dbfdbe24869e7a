#include "host/modules/manifest.hpp"

#include "host/base/files.hpp"
#include "host/base/text.hpp"
#include "host/modules/call.hpp"
#include "host/modules/module_schema.hpp"

#include <algorithm>
#include <map>
#include <system_error>

#include <fmt/format.h>

namespace lyceum::modules {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view manifest_namespace = "urn:lyceum:module:1";
constexpr std::size_t longest_manifest = std::size_t{64} << 10;
constexpr std::size_t most_modules = 1000;

xml::Diagnostic problem(const fs::path& file, std::string rule, std::string text, std::string hint) {
    xml::Diagnostic diagnostic;
    diagnostic.file = file.string();
    diagnostic.rule = std::move(rule);
    diagnostic.text = std::move(text);
    diagnostic.hint = std::move(hint);
    return diagnostic;
}

// The parsed file, valid against the schema; nothing, and errors added, otherwise.
std::shared_ptr<const xml::Document> read_document(const fs::path& file, xml::Diagnostics& diagnostics) {
    auto bytes = files::read(file, longest_manifest);
    if (!bytes) {
        const bool missing = bytes.error().code == ErrorCode::NotFound;
        diagnostics.push_back(
            problem(file, "module.unreadable", bytes.error().message,
                    missing ? "a module's folder holds module.xml, its library and its schemas" : bytes.error().hint));
        return nullptr;
    }
    xml::Diagnostics found;
    auto document = xml::Document::parse(std::move(bytes.value()), file.string(), xml::Limits{}, found);
    if (document) {
        // Compiling takes microseconds and a manifest is read once, so no compiled schema is kept.
        if (const auto schema = xml::Schema::compile(module_schema(), "module.xsd")) {
            schema.value()->validate(*document, found);
        } else {
            found.push_back(problem(file, "module.internal", schema.error().message, "this is a fault of Lyceum"));
        }
    }
    const bool usable = document && !xml::has_errors(found);
    std::ranges::move(found, std::back_inserter(diagnostics));
    return usable ? document : nullptr;
}

// A file that must lie inside the module's folder, links followed.
fs::path require_file(const fs::path& folder, const xml::Document& document, const xml::Element& at,
                      std::string_view attribute, xml::Diagnostics& diagnostics) {
    const std::string name{at.attribute_or(attribute, "")};
    const auto resolved = files::resolve_inside(folder, name);
    if (!resolved) {
        const bool missing = resolved.error().code == ErrorCode::NotFound;
        diagnostics.push_back(document.diagnose_attribute(
            at, attribute, xml::Severity::Error, missing ? "module.file-missing" : "module.file-outside",
            missing ? fmt::format("there is no file \"{}\" beside module.xml", name)
                    : fmt::format("the file \"{}\" does not lie in the module's folder: {}", name,
                                  resolved.error().message),
            missing ? "build the module, or correct the name"
                    : "put the file itself into the folder, not a link to it"));
        return {};
    }
    return resolved.value();
}

void read_claims(const fs::path& folder, const xml::Document& document, Manifest& manifest,
                 xml::Diagnostics& diagnostics) {
    for (const xml::Element& element : document.root().children(manifest_namespace, "root")) {
        Claim claim;
        claim.root = xml::RootName{std::string{element.attribute_or("namespace", "")},
                                   std::string{element.attribute_or("name", "")}};
        claim.schema_file = require_file(folder, document, element, "schema", diagnostics);
        if (claim.schema_file.empty()) {
            continue;
        }
        auto schema = xml::Schema::load(claim.schema_file);
        if (!schema) {
            diagnostics.push_back(
                document.diagnose_attribute(element, "schema", xml::Severity::Error, "module.bad-schema",
                                            fmt::format("the schema cannot be used: {}", to_string(schema.error())),
                                            "it must be one self-contained XSD"));
            continue;
        }
        claim.schema = std::move(schema.value());
        manifest.claims.push_back(std::move(claim));
    }
}

std::vector<Language> read_languages(std::string_view list) {
    std::vector<Language> languages;
    for (const Language language : all_languages) {
        if (list.find(code_of(language)) != std::string_view::npos) {
            languages.push_back(language);
        }
    }
    return languages;
}

bool read_abi(const xml::Document& document, Manifest& manifest, xml::Diagnostics& diagnostics) {
    const std::string text{document.root().attribute_or("abi", "")};
    manifest.abi = static_cast<std::uint32_t>(std::strtoul(text.c_str(), nullptr, 10));
    if (manifest.abi >= oldest_abi && manifest.abi <= newest_abi) {
        return true;
    }
    diagnostics.push_back(document.diagnose_attribute(
        document.root(), "abi", xml::Severity::Error, "module.unsupported-abi",
        fmt::format("the module speaks version {} of the module interface, this Lyceum {} to {}", text, oldest_abi,
                    newest_abi),
        manifest.abi > newest_abi ? "install a newer Lyceum" : "build the module with the present SDK"));
    return false;
}

}  // namespace

std::shared_ptr<const Manifest> read_manifest(const fs::path& folder, Origin origin, xml::Diagnostics& diagnostics) {
    std::error_code error;
    const fs::path absolute = fs::canonical(folder, error);
    if (error) {
        diagnostics.push_back(problem(folder, "module.unreadable",
                                      fmt::format("cannot open the module's folder: {}", error.message()), {}));
        return nullptr;
    }
    const auto document = read_document(absolute / "module.xml", diagnostics);
    if (!document) {
        return nullptr;
    }
    const xml::Element root = document->root();
    auto manifest = std::make_shared<Manifest>();
    manifest->folder = absolute;
    manifest->origin = origin;
    manifest->id = root.attribute_or("id", "");
    manifest->version = root.attribute_or("version", "");
    manifest->license = root.attribute_or("license", "");
    manifest->evidence =
        root.attribute_or("evidence", "tested") == "demonstrated" ? EvidenceKind::Demonstrated : EvidenceKind::Tested;
    manifest->languages = read_languages(root.child(manifest_namespace, "languages").text());
    for (const xml::Element& title : root.children(manifest_namespace, "title")) {
        if (const auto language = parse_language(title.attribute_or("lang", ""))) {
            manifest->title[*language] = title.text();
        }
    }
    for (const xml::Element& use : root.children(manifest_namespace, "uses")) {
        manifest->uses.emplace_back(use.attribute_or("ability", ""));
    }
    xml::Diagnostics found;
    read_abi(*document, *manifest, found);
    manifest->library = require_file(absolute, *document, root, "library", found);
    read_claims(absolute, *document, *manifest, found);
    const bool usable = !xml::has_errors(found);
    std::ranges::move(found, std::back_inserter(diagnostics));
    return usable ? manifest : nullptr;
}

namespace {

// Adds a module unless another has its id or one of its root elements.
void add_module(std::shared_ptr<const Manifest> manifest, Discovery& discovery) {
    const fs::path file = manifest->folder / "module.xml";
    for (const auto& other : discovery.modules) {
        if (other->id == manifest->id) {
            discovery.diagnostics.push_back(
                problem(file, "module.duplicate-id",
                        fmt::format("there are two modules \"{}\": the one in {} is used, this one is not",
                                    manifest->id, other->folder.string()),
                        "remove one of them"));
            return;
        }
    }
    auto kept = std::make_shared<Manifest>(*manifest);
    std::erase_if(kept->claims, [&](const Claim& claim) {
        for (const auto& other : discovery.modules) {
            if (std::ranges::any_of(other->claims, [&](const Claim& taken) { return taken.root == claim.root; })) {
                discovery.diagnostics.push_back(problem(
                    file, "module.duplicate-root",
                    fmt::format("both \"{}\" and \"{}\" open <{}> of {}; \"{}\" was found first and keeps it",
                                other->id, manifest->id, claim.root.local_name, claim.root.namespace_uri, other->id),
                    "give the element of one module another namespace, or remove one of the modules"));
                return true;
            }
        }
        return false;
    });
    if (!kept->claims.empty()) {
        discovery.modules.push_back(std::move(kept));
    }
}

std::vector<fs::path> subfolders(const fs::path& path, xml::Diagnostics& diagnostics) {
    std::vector<fs::path> folders;
    std::error_code error;
    for (fs::directory_iterator entry{path, error}; !error && entry != fs::directory_iterator{};
         entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_directory(ignored) && !entry->path().filename().string().starts_with('.')) {
            folders.push_back(entry->path());
        }
        if (folders.size() > most_modules) {
            diagnostics.push_back(
                problem(path, "module.too-many", fmt::format("more than {} modules in one folder", most_modules), {}));
            break;
        }
    }
    if (error) {
        diagnostics.push_back(problem(path, "module.folder-unreadable",
                                      fmt::format("cannot read the folder of modules: {}", error.message()),
                                      "check the path given with --modules"));
    }
    // In a fixed order, so that of two modules in conflict always the same one wins.
    std::ranges::sort(folders);
    return folders;
}

}  // namespace

Discovery discover(const std::vector<SearchFolder>& folders) {
    Discovery discovery;
    for (const SearchFolder& folder : folders) {
        for (const fs::path& path : subfolders(folder.path, discovery.diagnostics)) {
            if (auto manifest = read_manifest(path, folder.origin, discovery.diagnostics)) {
                add_module(std::move(manifest), discovery);
            }
        }
    }
    return discovery;
}

}  // namespace lyceum::modules
