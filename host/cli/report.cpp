// lyceum report COURSE STEP: what came of one activity, as csv, json or a page with charts. Reads the database beside a
// running server.

#include "host/learning/report.hpp"

#include "host/base/csv.hpp"
#include "host/base/files.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/opened_campus.hpp"
#include "host/cli/opening.hpp"
#include "host/web/report_page.hpp"

#include <boost/json.hpp>

#include <cstdio>

#include <fmt/format.h>

namespace lyceum::cli {

namespace {

namespace json = boost::json;

// Tables one after the other, each after a line with its id and title; of one table the table alone, for a spreadsheet.
Result<std::string> to_csv(const learning::UnitReport& report, const std::string& wanted) {
    std::string text;
    std::string ids;
    bool found = false;
    for (const modules::ReportTable& table : report.tables) {
        ids += (ids.empty() ? "" : ", ") + table.id;
        if (!wanted.empty() && table.id != wanted) {
            continue;
        }
        found = true;
        if (wanted.empty()) {
            text += (text.empty() ? "" : "\r\n") + csv::to_line({"# " + table.id, table.title});
        }
        text += csv::to_line(table.columns);
        for (const std::vector<std::string>& row : table.rows) {
            text += csv::to_line(row);
        }
    }
    if (!found && !wanted.empty()) {
        return Error{ErrorCode::NotFound, "the report has no such table", wanted,
                     ids.empty() ? "it has none yet" : "it has " + ids};
    }
    return text;
}

json::array to_json(const std::vector<std::string>& texts) {
    json::array array;
    for (const std::string& text : texts) {
        array.push_back(json::string{text});
    }
    return array;
}

std::string to_json(const learning::UnitReport& report, Language language) {
    json::array tables;
    for (const modules::ReportTable& table : report.tables) {
        json::array rows;
        for (const std::vector<std::string>& row : table.rows) {
            rows.push_back(to_json(row));
        }
        tables.push_back({{"id", table.id},
                          {"title", table.title},
                          {"note", table.note},
                          {"chart", table.chart},
                          {"columns", to_json(table.columns)},
                          {"rows", std::move(rows)}});
    }
    const json::object whole{{"course", report.course->course->slug},
                             {"step", report.unit->au->slug},
                             {"title", report.unit->au->title.in(language)},
                             {"made", to_iso8601(report.made)},
                             {"learners", report.learners},
                             {"tables", std::move(tables)}};
    return json::serialize(whole) + "\n";
}

Result<std::string> make_report(const ReportOptions& options) {
    LYCEUM_TRY(const auto opened, open_campus(options.data, options.courses, options.modules));
    LYCEUM_TRY(const learning::UnitReport report,
               run_with_pool(opened->context, *opened->pool,
                             learning::report_unit(*opened->campus, options.course, options.unit, options.language)));
    switch (options.form) {
        case ReportForm::Csv:
            return to_csv(report, options.table);
        case ReportForm::Json:
            return to_json(report, options.language);
        case ReportForm::Html:
            break;
    }
    return web::report_page(report, options.language);
}

}  // namespace

ExitCode report_unit(const ReportOptions& options) {
    const auto text = make_report(options);
    if (!text) {
        return report(text.error());
    }
    if (!options.output.empty()) {
        const auto written = files::write_atomically(options.output, text.value());
        return written ? ExitCode::Fine : report(written.error());
    }
    std::fwrite(text.value().data(), 1, text.value().size(), stdout);
    return std::fflush(stdout) == 0 ? ExitCode::Fine : ExitCode::Environment;
}

}  // namespace lyceum::cli
