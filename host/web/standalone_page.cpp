#include "host/web/standalone_page.hpp"

#include "host/base/text.hpp"

#include <embedded/web_assets.hpp>

#include <fmt/format.h>

namespace lyceum::web {
namespace {

std::string style_sheets() {
    std::string sheets;
    for (const std::string_view name :
         {"tokens.css", "lyceum.css", "activity.css", "charts.css", "tasks.css", "forum.css"}) {
        for (const EmbeddedFile& file : embedded::web_assets()) {
            if (file.path == name) {
                sheets += file.bytes;
            }
        }
    }
    return sheets;
}

}  // namespace

std::string standalone_page(Language language, std::string_view title, std::string_view body) {
    // A form of it goes nowhere: there is no server behind the page.
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" "
        "content=\"script-src 'none'; form-action 'none'\"><title>{}</title><style>{}</style></head><body><main "
        "class=\"report\">{}</main></body></html>\n",
        code_of(language), text::escape_markup(title), style_sheets(), body);
}

std::string to_xhtml(const modules::ReportTable& table) {
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

}  // namespace lyceum::web
