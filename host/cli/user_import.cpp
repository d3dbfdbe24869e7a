// lyceum user import: a list of people from a spreadsheet. Everything wrong with it is said, line by line, before
// anything is written; then all of it is written at once. On standard output are invitation links and nothing else.

#include "host/base/csv.hpp"
#include "host/base/files.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/person_checks.hpp"
#include "host/cli/places.hpp"
#include "host/learning/people_import.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

struct Imported {
    learning::ImportPlan plan;
    std::vector<learning::ImportedLink> links;
};

Result<learning::PeopleList> read_list(const UserImportOptions& options) {
    LYCEUM_TRY(const std::string bytes, files::read(options.file, learning::most_people_bytes));
    const auto framework = find_framework(options.courses);
    return learning::read_people(bytes, options.file.generic_string(), options.encoding, framework.get());
}

// Nothing is there to compare with before the first person.
Result<learning::ImportPlan> plan(const UserImportOptions& options, const learning::PeopleList& list, TimePoint now) {
    LYCEUM_TRY(const auto store, store::Store::open({.file = database_in(options.data)}));
    LYCEUM_TRY(auto reader, store->reader());
    return learning::plan_import(reader, list, options.file.generic_string(), options.existing, now);
}

Result<Imported> import(const UserImportOptions& options, const learning::PeopleList& list) {
    const TimePoint now = system_clock()();
    Imported imported;
    if (options.writing == Writing::DryRun && !require_database(options.data)) {
        imported.plan.added.resize(list.people.size());
        return imported;
    }
    LYCEUM_TRY(prepare_data_folder(options.data));
    LYCEUM_TRY(imported.plan, plan(options, list, now));
    if (options.writing == Writing::DryRun || xml::has_errors(imported.plan.diagnostics)) {
        return imported;
    }
    LYCEUM_TRY(const auto store, store::Store::open({.file = database_in(options.data)}));
    LYCEUM_TRY(imported.links, learning::apply_import(*store, imported.plan, options.invite, now));
    return imported;
}

ExitCode refuse(const xml::Diagnostics& diagnostics) {
    const auto errors = std::ranges::count(diagnostics, xml::Severity::Error, &xml::Diagnostic::severity);
    fmt::print(stderr, "{} error{}: nothing was imported\n", errors, errors == 1 ? "" : "s");
    return ExitCode::InputErrors;
}

// In the manner of the file that was imported.
void print_links(const std::vector<learning::ImportedLink>& links, const std::string& base_url,
                 const learning::PeopleList& list) {
    fmt::print("{}{}", list.wants_byte_order_mark ? "\xef\xbb\xbf" : "",
               csv::to_line({"login", "name", "link", "expires"}, list.separator));
    for (const learning::ImportedLink& link : links) {
        const std::vector<std::string> cells{link.person.login, link.person.name, base_url + link.path,
                                             to_iso8601(link.expires)};
        fmt::print("{}", csv::to_line(cells, list.separator));
    }
    std::fflush(stdout);
}

}  // namespace

ExitCode import_users(const UserImportOptions& options) {
    const auto list = read_list(options);
    if (!list) {
        return report(list.error());
    }
    print(list.value().diagnostics);
    if (xml::has_errors(list.value().diagnostics)) {
        return refuse(list.value().diagnostics);
    }
    const auto imported = import(options, list.value());
    if (!imported) {
        return report(imported.error());
    }
    const learning::ImportPlan& plan = imported.value().plan;
    print(plan.diagnostics);
    if (xml::has_errors(plan.diagnostics)) {
        return refuse(plan.diagnostics);
    }
    const bool is_dry = options.writing == Writing::DryRun;
    if (options.invite && !is_dry) {
        print_links(imported.value().links, options.base_url, list.value());
        say_how_links_work(options.base_url);
    }
    fmt::print(stderr, "{}{} added, {} updated, {} unchanged\n", is_dry ? "dry run, nothing was written: " : "",
               plan.added.size(), plan.updated.size(), plan.unchanged);
    return ExitCode::Fine;
}

}  // namespace lyceum::cli
