// lyceum preview FILE|COURSE [STEP]: the page of an activity file, of a step or of all steps of a course, as learners
// would get it, in one HTML file: what check finds on top, and for a scenario the drawing of its graph below. Without a
// server, a database or a learner.

#include "host/base/files.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/equipment.hpp"
#include "host/cli/opening.hpp"
#include "host/cli/trial.hpp"
#include "host/web/preview_page.hpp"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iterator>

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

namespace fs = std::filesystem;

struct Shown {
    std::string title;
    std::string folder;
    std::shared_ptr<const content::ActivityFile> file;  // null: it could not be read
};

struct Read {
    std::string title;
    std::vector<Shown> steps;
    xml::Diagnostics findings;
};

Read read_file(const PreviewOptions& options, const content::Vocabularies& vocabularies) {
    const fs::path path{options.path};
    auto checked = content::read_activity(path, options.path, vocabularies);
    const std::string title = path.filename().string();
    std::error_code ignored;
    const fs::path folder = fs::absolute(path, ignored).parent_path();
    return {.title = title,
            .steps = {{.title = title, .folder = folder.string(), .file = checked.value}},
            .findings = std::move(checked.diagnostics)};
}

Result<Read> read_steps(const PreviewOptions& options, const content::Vocabularies& vocabularies) {
    auto checked = content::read_library(options.path, options.path, vocabularies);
    Read read{.title = options.path, .steps = {}, .findings = std::move(checked.diagnostics)};
    if (!checked.value || checked.value->courses.empty()) {
        if (read.findings.empty()) {
            return Error{ErrorCode::NotFound, "there is no course", options.path,
                         "name its folder or an activity file"};
        }
        return read;
    }
    if (checked.value->courses.size() > 1) {
        return Error{ErrorCode::InvalidInput, "the folder holds several courses", options.path,
                     "name the folder of one: " + options.path + "/" + checked.value->courses.front()->slug};
    }
    const content::Course& course = *checked.value->courses.front();
    read.title = course.title.in(options.language);
    std::string known;
    for (const auto& unit : course.units) {
        known += (known.empty() ? "" : ", ") + unit->slug;
        if (options.step.empty() || options.step == unit->slug) {
            read.steps.push_back({.title = unit->title.in(options.language),
                                  .folder = course.folder,
                                  .file = unit->files[static_cast<std::size_t>(options.language)]});
        }
    }
    if (read.steps.empty()) {
        return Error{ErrorCode::NotFound, "the course has no such step", options.step, "it has " + known};
    }
    if (!options.step.empty()) {
        read.title = read.steps.front().title;
    }
    return read;
}

// A table of a report that is there before anybody has learned: not what came of the activity, but what it is.
modules::Report drawings_of(modules::Report report) {
    std::erase_if(report, [](const modules::ReportTable& table) { return table.chart != "graph"; });
    return report;
}

// A step's page, after the answers if there are any, and its drawings. What goes wrong is a finding.
boost::asio::awaitable<web::PreviewStep> see_step(modules::Pool& pool, Shown shown, TrialSettings settings,
                                                  std::vector<Form> forms, xml::Diagnostics& findings) {
    web::PreviewStep step{.title = shown.title, .folder = shown.folder, .xhtml = {}, .drawings = {}};
    const auto is_of_file = [&](const xml::Diagnostic& finding) {
        return finding.severity == xml::Severity::Error && finding.file == shown.file->display;
    };
    if (!shown.file || std::ranges::any_of(findings, is_of_file)) {
        co_return step;
    }
    std::vector<std::shared_ptr<const content::ActivityFile>> files{shown.file};
    xml::Diagnostics found = co_await open_activities(pool, std::move(files), Keep::ForCalls);
    const bool has_errors = xml::has_errors(found);
    std::ranges::move(found, std::back_inserter(findings));
    if (has_errors) {
        co_return step;
    }
    modules::Call call = first_call(*shown.file, settings);
    Trial trial;
    auto walking = walk_through(pool, call, std::move(forms), trial);
    const Result<void> walked = co_await std::move(walking);
    std::ranges::move(findings_of(*shown.file, trial, walked), std::back_inserter(findings));
    if (!trial.pages.empty()) {
        step.xhtml = std::move(trial.pages.back());
    }
    auto reporting = pool.report(std::move(call));
    Result<modules::Report> report = co_await std::move(reporting);
    if (report) {
        step.drawings = drawings_of(std::move(report).value());
    } else if (report.error().code != ErrorCode::NotFound) {  // NotFound: this kind of activity has no report
        findings.push_back({shown.file->display, 0, 0, xml::Severity::Error, "report.failed", report.error().message,
                            report.error().hint});
    }
    co_return step;
}

struct Seen {
    std::vector<web::PreviewStep> steps;
    xml::Diagnostics findings;
};

boost::asio::awaitable<Seen> see_all(modules::Pool& pool, Read read, TrialSettings settings, std::vector<Form> forms) {
    Seen seen{.steps = {}, .findings = std::move(read.findings)};
    for (Shown& shown : read.steps) {
        auto seeing = see_step(pool, std::move(shown), settings, forms, seen.findings);
        web::PreviewStep step = co_await std::move(seeing);
        seen.steps.push_back(std::move(step));
    }
    std::ranges::sort(seen.findings);
    co_return seen;
}

struct Made {
    std::string page;
    xml::Diagnostics findings;
};

Result<Made> make_preview(const PreviewOptions& options) {
    LYCEUM_TRY(const Equipment equipment, equip(options.modules));
    LYCEUM_TRY(std::vector<Form> forms, read_answers(options.answers));
    std::error_code ignored;
    if (!fs::exists(options.path, ignored)) {
        return Error{ErrorCode::NotFound, "there is no such file or folder", options.path, "see the path"};
    }
    const bool is_file = fs::is_regular_file(options.path, ignored);
    if (is_file && !options.step.empty()) {
        return Error{ErrorCode::InvalidInput, "a file has no steps", options.path, "name the folder of the course"};
    }
    Read read;
    if (is_file) {
        read = read_file(options, equipment.vocabularies);
    } else {
        LYCEUM_TRY(read, read_steps(options, equipment.vocabularies));
    }
    if (!forms.empty() && read.steps.size() > 1) {
        return Error{ErrorCode::InvalidInput, "answers are for one step", options.path, "name the step"};
    }
    boost::asio::io_context context{1};
    const auto pool = make_pool(context.get_executor(), equipment);
    const TrialSettings settings{.language = options.language, .role = options.role, .seed = options.seed};
    web::Preview preview{.title = read.title, .findings = {}, .steps = {}};
    Seen seen = run_with_pool(context, *pool, see_all(*pool, std::move(read), settings, std::move(forms)));
    for (const xml::Diagnostic& finding : seen.findings) {
        preview.findings.push_back(xml::to_string(finding));
    }
    preview.steps = std::move(seen.steps);
    LYCEUM_TRY(std::string page, web::preview_page(preview, options.language));
    return Made{.page = std::move(page), .findings = std::move(seen.findings)};
}

}  // namespace

ExitCode preview(const PreviewOptions& options) {
    const auto made = make_preview(options);
    if (!made) {
        return report(made.error());
    }
    print(made.value().findings);
    if (options.output.empty()) {
        std::fwrite(made.value().page.data(), 1, made.value().page.size(), stdout);
        if (std::fflush(stdout) != 0) {
            return ExitCode::Environment;
        }
    } else if (const auto written = files::write_atomically(options.output, made.value().page); !written) {
        return report(written.error());
    }
    return xml::has_errors(made.value().findings) ? ExitCode::InputErrors : ExitCode::Fine;
}

}  // namespace lyceum::cli
