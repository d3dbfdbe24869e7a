// lyceum check PATH…: everything that can be found in courses without a learner: the parser's, the schemas', the course
// rules' and the modules' own findings in one list, each a line FILE:LINE:COL: severity: text [rule].

#include "host/cli/commands.hpp"
#include "host/cli/equipment.hpp"
#include "host/cli/opening.hpp"
#include "host/cli/trial.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <set>

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

namespace fs = std::filesystem;

struct Findings {
    xml::Diagnostics diagnostics;
    std::vector<std::shared_ptr<const content::ActivityFile>> activities;
    std::set<std::string> files;  // by the names in messages
};

void take(Findings& findings, xml::Diagnostics diagnostics) {
    std::ranges::move(diagnostics, std::back_inserter(findings.diagnostics));
}

void read_path(Findings& findings, const std::string& path, const content::Vocabularies& vocabularies) {
    std::error_code ignored;
    const std::string name = fs::path{path}.filename().string();
    if (fs::is_regular_file(path, ignored) && name != "cmi5.xml" && name != "framework.xml") {
        auto checked = content::read_activity(path, path, vocabularies);
        take(findings, std::move(checked.diagnostics));
        findings.files.insert(path);
        if (checked.value) {
            findings.activities.push_back(checked.value);
        }
        return;
    }
    auto checked = content::read_library(path, path, vocabularies);
    take(findings, std::move(checked.diagnostics));
    if (!checked.value) {
        return;
    }
    for (const auto& course : checked.value->courses) {
        findings.files.insert(course->display);
    }
    if (!checked.value->framework.competencies.empty()) {
        findings.files.insert(name == "framework.xml" ? path : (fs::path{path} / "framework.xml").generic_string());
    }
    std::ranges::move(activity_files(*checked.value), std::back_inserter(findings.activities));
}

using Files = std::vector<std::shared_ptr<const content::ActivityFile>>;

Files without_errors(Files files, const xml::Diagnostics& diagnostics) {
    std::set<std::string_view> with_errors;
    for (const xml::Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.severity == xml::Severity::Error) {
            with_errors.insert(diagnostic.file);
        }
    }
    std::erase_if(files, [&](const auto& file) { return with_errors.contains(file->display); });
    return files;
}

// What modules find in the files, and what the host finds in the first page of each file that they take.
boost::asio::awaitable<xml::Diagnostics> open_and_look(modules::Pool& pool, Files files) {
    auto opening = open_activities(pool, files, Keep::Nothing);
    xml::Diagnostics found = co_await std::move(opening);
    for (const auto& file : without_errors(std::move(files), found)) {
        Trial trial;
        auto looking = walk_through(pool, first_call(*file, {.language = file->language, .role = {}}), {}, trial);
        const Result<void> looked = co_await std::move(looking);
        std::ranges::move(findings_of(*file, trial, looked), std::back_inserter(found));
    }
    co_return found;
}

// A module sees a file only after everything before it found no error there, as when courses are served.
void open_in_modules(Findings& findings, const Equipment& equipment) {
    Files sound = without_errors(findings.activities, findings.diagnostics);
    if (sound.empty()) {
        return;
    }
    boost::asio::io_context context{1};
    const auto pool = make_pool(context.get_executor(), equipment);
    take(findings, run_with_pool(context, *pool, open_and_look(*pool, std::move(sound))));
}

struct Totals {
    std::size_t files = 0;
    std::size_t errors = 0;
    std::size_t warnings = 0;
};

Totals total(const Findings& findings) {
    std::set<std::string> files = findings.files;
    Totals totals;
    for (const auto& activity : findings.activities) {
        files.insert(activity->display);
    }
    for (const xml::Diagnostic& diagnostic : findings.diagnostics) {
        files.insert(diagnostic.file);
        ++(diagnostic.severity == xml::Severity::Error ? totals.errors : totals.warnings);
    }
    totals.files = files.size();
    return totals;
}

std::string counted(std::size_t count, std::string_view thing) {
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

void print_text(const Findings& findings, const Totals& totals) {
    for (const xml::Diagnostic& diagnostic : findings.diagnostics) {
        fmt::print("{}\n", xml::to_string(diagnostic));
    }
    std::fflush(stdout);
    fmt::print(stderr, "{}, {}, {}\n", counted(totals.files, "file"), counted(totals.errors, "error"),
               counted(totals.warnings, "warning"));
}

void print_json(const Findings& findings, const Totals& totals) {
    boost::json::array diagnostics;
    for (const xml::Diagnostic& diagnostic : findings.diagnostics) {
        diagnostics.push_back({{"file", diagnostic.file},
                               {"line", diagnostic.line},
                               {"column", diagnostic.column},
                               {"severity", diagnostic.severity == xml::Severity::Error ? "error" : "warning"},
                               {"rule", diagnostic.rule},
                               {"text", diagnostic.text},
                               {"hint", diagnostic.hint}});
    }
    const boost::json::object whole{{"diagnostics", std::move(diagnostics)},
                                    {"files", totals.files},
                                    {"errors", totals.errors},
                                    {"warnings", totals.warnings}};
    fmt::print("{}\n", boost::json::serialize(whole));
}

}  // namespace

ExitCode check(const CheckOptions& options) {
    const auto equipment = equip(options.modules);
    if (!equipment) {
        return report(equipment.error());
    }
    Findings findings;
    for (const std::string& path : options.paths) {
        read_path(findings, path, equipment.value().vocabularies);
    }
    open_in_modules(findings, equipment.value());
    std::ranges::sort(findings.diagnostics);
    // A file may have been named twice, itself and by its folder.
    auto& all = findings.diagnostics;
    all.erase(std::unique(all.begin(), all.end()), all.end());

    const Totals totals = total(findings);
    options.format == Format::Json ? print_json(findings, totals) : print_text(findings, totals);
    return totals.errors == 0 ? ExitCode::Fine : ExitCode::InputErrors;
}

}  // namespace lyceum::cli
