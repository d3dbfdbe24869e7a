#include "host/web/report_page.hpp"

#include "host/base/text.hpp"
#include "host/modules/fragment.hpp"
#include "host/web/texts.hpp"
#include "host/web/wording.hpp"

#include <embedded/web_assets.hpp>
#include <embedded/web_catalogues.hpp>

#include <fmt/format.h>

namespace lyceum::web {
namespace {

std::string style_sheets() {
    std::string sheets;
    for (const std::string_view name : {"tokens.css", "lyceum.css", "activity.css", "charts.css"}) {
        for (const EmbeddedFile& file : embedded::web_assets()) {
            if (file.path == name) {
                sheets += file.bytes;
            }
        }
    }
    return sheets;
}

// As a module would write it: through the same white list and the same drawing.
std::string xhtml_of(const modules::ReportTable& table) {
    const auto cells = [](std::string& out, const std::vector<std::string>& texts, bool is_head) {
        out += "<tr>";
        for (std::size_t column = 0; column < texts.size(); ++column) {
            const std::string_view open = is_head ? "<th scope=\"col\">" : column == 0 ? "<th scope=\"row\">" : "<td>";
            out += open;
            text::append_escaped_markup(out, texts[column]);
            out += is_head || column == 0 ? "</th>" : "</td>";
        }
        out += "</tr>";
    };
    std::string out = fmt::format("<section><h2>{}</h2><table", text::escape_markup(table.title));
    if (!table.chart.empty()) {
        out += fmt::format(" data-chart=\"{}\"", text::escape_markup(table.chart));
    }
    out += fmt::format("><caption>{}</caption><thead>", text::escape_markup(table.title));
    cells(out, table.columns, true);
    out += "</thead><tbody>";
    for (const std::vector<std::string>& row : table.rows) {
        cells(out, row, false);
    }
    out += "</tbody></table>";
    if (!table.note.empty()) {
        out += fmt::format("<p class=\"meta\">{}</p>", text::escape_markup(table.note));
    }
    return out + "</section>";
}

}  // namespace

Result<std::string> report_page(const learning::UnitReport& report, Language language) {
    LYCEUM_TRY(const auto texts, Texts::open(embedded::web_catalogues()));
    const Speech speech{texts, language};
    const std::string title = report.unit->au->title.in(language);
    modules::FragmentContext context;
    context.table_words = speech.tr("Table");
    std::string tables;
    for (const modules::ReportTable& table : report.tables) {
        LYCEUM_TRY(const std::string section, modules::render_fragment(xhtml_of(table), context));
        tables += section;
    }
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\"><title>{}</title><style>{}</style></head><body><main "
        "class=\"report\"><p class=\"meta\">{}</p><h1>{}</h1><p class=\"meta\">{} · {}</p><div "
        "class=\"activity\">{}</div>"
        "</main></body></html>\n",
        code_of(language), text::escape_markup(title), style_sheets(),
        text::escape_markup(report.course->course->title.in(language)), text::escape_markup(title),
        text::escape_markup(full_date(speech, report.made)),
        text::escape_markup(speech.tr_count("{count} learner has begun", "{count} learners have begun",
                                            static_cast<int>(report.learners))),
        tables);
}

}  // namespace lyceum::web
