#include "host/content/activity_reader.hpp"

#include "host/base/crypto.hpp"
#include "host/content/parts.hpp"
#include "host/content/schemas.hpp"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

namespace lyceum::content {

using xml::Element;
using xml::Severity;

namespace {

std::string root_in_words(const xml::RootName& root) {
    return root.namespace_uri.empty() ? fmt::format("<{}>", root.local_name)
                                      : fmt::format("<{} xmlns=\"{}\">", root.local_name, root.namespace_uri);
}

// Which root was meant: the same name in another namespace, a near name, or all there are.
std::string suggest_root(const xml::RootName& root, const Vocabularies& vocabularies) {
    if (vocabularies.empty()) {
        return "no module is installed";
    }
    std::vector<std::string> namespaces;
    std::vector<std::string> names;
    std::vector<std::string> all;
    for (const auto& [known, vocabulary] : vocabularies) {
        namespaces.push_back(known.namespace_uri);
        if (known.namespace_uri == root.namespace_uri) {
            names.push_back(known.local_name);
        }
        if (known.local_name == root.local_name) {
            return fmt::format("did you mean {}?", root_in_words(known));
        }
        all.push_back(fmt::format("{} ({})", root_in_words(known), vocabulary.module_id));
    }
    std::string hint = xml::did_you_mean(root.local_name, names);
    if (!hint.empty()) {
        return hint;
    }
    constexpr std::size_t most = 12;
    const std::size_t shown = std::min(all.size(), most);
    return fmt::format("installed modules open {}{}",
                       fmt::join(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                       shown < all.size() ? " and more" : "");
}

// The files that one attribute of every element names.
void check_files(const xml::Document& document, std::string_view attribute, Folder& folder, Severity missing,
                 xml::Diagnostics& diagnostics) {
    for (const Element& element : document.elements_with_attribute(attribute)) {
        const std::string_view source = element.attribute_or(attribute, "");
        if (is_remote(source) || source.empty()) {
            continue;
        }
        const std::string path = decode_percent(source);
        const auto& found = folder.find(path);
        if (found) {
            continue;
        }
        if (found.error().code == ErrorCode::NotFound) {
            diagnostics.push_back(document.diagnose_attribute(
                element, attribute, missing, "activity.missing-figure",
                fmt::format("there is no file {} in the course folder", xml::in_quotes(path)),
                folder.suggest(path, "")));
        } else {
            diagnostics.push_back(
                document.diagnose_attribute(element, attribute, Severity::Error, "activity.path-leaves-folder",
                                            fmt::format("{} leads out of the course folder", xml::in_quotes(path)),
                                            "put the file into the course folder"));
        }
    }
}

void check_objectives(const xml::Document& document, const std::vector<std::string>& objectives,
                      xml::Diagnostics& diagnostics) {
    std::unordered_set<std::string_view> known;
    for (const std::string& objective : objectives) {
        known.insert(objective);
    }
    for (const Element& element : document.elements_with_attribute("objective")) {
        const std::string_view objective = element.attribute_or("objective", "");
        if (!known.contains(objective)) {
            std::string hint = xml::did_you_mean(objective, objectives);
            diagnostics.push_back(
                document.diagnose_attribute(element, "objective", Severity::Error, "activity.unknown-objective",
                                            fmt::format("the course has no objective {}", xml::in_quotes(objective)),
                                            hint.empty() ? "objectives are listed in cmi5.xml" : std::move(hint)));
        }
    }
}

std::string digest_of(const ActivityFile& file) {
    std::string whole = file.module_id;
    whole += '\0';
    whole += code_of(file.language);
    whole += '\0';
    whole += file.bytes;
    return crypto::to_base64(crypto::hash(whole));
}

}  // namespace

ReadActivity read_activity_file(const ActivitySource& source, const ActivitySurroundings& surroundings,
                                std::optional<Language> expected_language, xml::Diagnostics& diagnostics,
                                std::uint64_t& bytes) {
    ReadActivity read;
    const auto opened = open_document(source.file, source.display, diagnostics, bytes);
    if (opened == nullptr) {
        return read;
    }
    const xml::Document& document = *opened;
    const Element root = document.root();
    read.root = xml::RootName{std::string{root.namespace_uri()}, std::string{root.local_name()}};
    if (source.expected_root && source.expected_root != read.root) {
        diagnostics.push_back(document.diagnose(
            root, Severity::Error, "activity.different-root",
            fmt::format("element {} differs from {} in {}", xml::in_quotes(read.root->local_name),
                        xml::in_quotes(source.expected_root->local_name), xml::in_quotes(source.expected_root_file)),
            "all languages of an activity begin with the same element"));
        return read;
    }
    const auto claimed = surroundings.vocabularies.find(*read.root);
    if (claimed == surroundings.vocabularies.end()) {
        diagnostics.push_back(document.diagnose(root, Severity::Error, "activity.no-module",
                                                fmt::format("no installed module opens {}", root_in_words(*read.root)),
                                                suggest_root(*read.root, surroundings.vocabularies)));
        return read;
    }
    const std::size_t findings_before = diagnostics.size();
    if (claimed->second.schema != nullptr) {
        claimed->second.schema->validate(document, diagnostics);
    }
    const auto written = root.attribute("lang");
    read.written_language = written ? parse_language(*written) : std::nullopt;
    if (written && !read.written_language && diagnostics.size() == findings_before) {
        diagnostics.push_back(document.diagnose_attribute(
            root, "lang", Severity::Error, "activity.unknown-language",
            fmt::format("{} is not a language of Lyceum", xml::in_quotes(*written)), "write \"ru\", \"be\" or \"en\""));
    }
    if (expected_language && read.written_language && read.written_language != expected_language) {
        diagnostics.push_back(document.diagnose_attribute(
            root, "lang", Severity::Warning, "activity.language-differs",
            fmt::format("the file's name says language {}, its root element {}",
                        xml::in_quotes(code_of(*expected_language)), xml::in_quotes(code_of(*read.written_language))),
            fmt::format("write lang=\"{}\"", code_of(*expected_language))));
    }
    for (const std::string_view attribute : {"src", "poster"}) {
        check_files(document, attribute, surroundings.folder, surroundings.missing_figure, diagnostics);
    }
    if (surroundings.objectives != nullptr) {
        check_objectives(document, *surroundings.objectives, diagnostics);
    }
    auto file = std::make_shared<ActivityFile>();
    file->name = source.name;
    file->display = source.display;
    file->module_id = claimed->second.module_id;
    file->bytes = document.bytes();
    file->language = expected_language.value_or(read.written_language.value_or(Language::Ru));
    file->digest = digest_of(*file);
    read.file = std::move(file);
    return read;
}

Checked<ActivityFile> read_activity(const std::filesystem::path& file, const std::string& display,
                                    const Vocabularies& vocabularies) {
    // Figures are named from the course folder, which may be a few folders up; without one, from
    // the file's own.
    constexpr int highest = 4;
    std::error_code error;
    const std::filesystem::path absolute = std::filesystem::absolute(file, error).lexically_normal();
    std::filesystem::path root = absolute.parent_path();
    std::filesystem::path candidate = root;
    Severity missing_figure = Severity::Warning;
    for (int i = 0; i < highest; ++i, candidate = candidate.parent_path()) {
        if (std::filesystem::is_regular_file(candidate / "cmi5.xml", error)) {
            root = candidate;
            missing_figure = Severity::Error;
            break;
        }
    }
    Folder folder{root};
    Checked<ActivityFile> checked;
    const ActivitySurroundings surroundings{vocabularies, folder, nullptr, missing_figure};
    checked.value = read_activity_file({file, absolute.lexically_relative(root).generic_string(), display},
                                       surroundings, std::nullopt, checked.diagnostics, checked.bytes)
                        .file;
    sort_by_place(checked.diagnostics);
    return checked;
}

}  // namespace lyceum::content
