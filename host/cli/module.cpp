// lyceum module list | inspect: what is installed, by the manifests alone; and whether a library is what its manifest
// says.

#include "host/cli/commands.hpp"
#include "host/cli/equipment.hpp"
#include "host/cli/opening.hpp"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

using Manifest = std::shared_ptr<const modules::Manifest>;

std::string languages_of(const modules::Manifest& manifest) {
    std::string text;
    for (const Language language : manifest.languages) {
        text += (text.empty() ? "" : " ") + std::string{code_of(language)};
    }
    return text;
}

std::string_view origin_of(const modules::Manifest& manifest) {
    return manifest.origin == modules::Origin::Installed ? "installed" : "third party";
}

void print_manifest(const modules::Manifest& manifest) {
    fmt::print("{} {}\n", manifest.id, manifest.version);
    fmt::print("  title      {}\n", manifest.title.in(Language::En));
    fmt::print("  origin     {}\n", origin_of(manifest));
    fmt::print("  folder     {}\n", manifest.folder.string());
    fmt::print("  library    {}\n", manifest.library.string());
    fmt::print("  abi        {}\n", manifest.abi);
    fmt::print("  license    {}\n", manifest.license);
    fmt::print("  languages  {}\n", languages_of(manifest));
    for (const modules::Claim& claim : manifest.claims) {
        fmt::print("  opens      <{} xmlns=\"{}\">, checked by {}\n", claim.root.local_name, claim.root.namespace_uri,
                   claim.schema_file.filename().string());
    }
}

// By id among what was discovered, or by its folder; a folder outside the search is added to `equipment`.
Result<Manifest> find_module(Equipment& equipment, const std::string& name) {
    std::error_code problem;
    const auto found = std::ranges::find_if(equipment.discovery.modules, [&](const Manifest& manifest) {
        return manifest->id == name || std::filesystem::equivalent(manifest->folder, name, problem);
    });
    if (found != equipment.discovery.modules.end()) {
        return *found;
    }
    if (!std::filesystem::is_directory(name, problem)) {
        std::string known;
        for (const Manifest& manifest : equipment.discovery.modules) {
            known += (known.empty() ? "" : ", ") + manifest->id;
        }
        return Error{ErrorCode::NotFound, "there is no such module", name,
                     known.empty() ? "no module is installed" : "installed are " + known};
    }
    xml::Diagnostics diagnostics;
    const Manifest manifest = modules::read_manifest(name, modules::Origin::ThirdParty, diagnostics);
    print(diagnostics);
    if (!manifest) {
        return Error{ErrorCode::InvalidInput, "the manifest cannot be used",
                     (std::filesystem::path{name} / "module.xml").string(), "mend what is said above"};
    }
    std::erase_if(equipment.discovery.modules, [&](const Manifest& other) { return other->id == manifest->id; });
    equipment.discovery.modules.push_back(manifest);
    return manifest;
}

}  // namespace

ExitCode list_modules(const ModuleListOptions& options) {
    const auto equipment = equip(options.modules);
    if (!equipment) {
        return report(equipment.error());
    }
    const modules::Discovery& discovery = equipment.value().discovery;
    for (const Manifest& manifest : discovery.modules) {
        print_manifest(*manifest);
    }
    if (discovery.modules.empty()) {
        fmt::print("no module is installed in {}\n", equipment.value().places.installed_modules.string());
    }
    return xml::has_errors(discovery.diagnostics) ? ExitCode::InputErrors : ExitCode::Fine;
}

ExitCode inspect_module(const ModuleInspectOptions& options) {
    auto equipment = equip(options.modules);
    if (!equipment) {
        return report(equipment.error());
    }
    const auto manifest = find_module(equipment.value(), options.module);
    if (!manifest) {
        return report(manifest.error());
    }
    print_manifest(*manifest.value());

    boost::asio::io_context context{1};
    const auto pool = make_pool(context.get_executor(), equipment.value());
    const Result<void> agrees = run_with_pool(context, *pool, pool->inspect(manifest.value()->id));
    if (!agrees) {
        report(agrees.error());
        return ExitCode::InputErrors;
    }
    fmt::print("The library loads in the sandbox and is what the manifest says.\n");
    return ExitCode::Fine;
}

}  // namespace lyceum::cli
