#include "host/modules/chart_table.hpp"

#include "host/base/text.hpp"
#include "host/charts/chart.hpp"

#include <fmt/format.h>

namespace lyceum::modules {

namespace {

Error fault(std::string why) {
    return Error{ErrorCode::InvalidInput, "the table is not drawn: " + std::move(why), "chart",
                 "docs/module-author.md tells what a chart needs"};
}

// The number an attribute says; nothing if it is not there.
Result<std::optional<double>> number_in(const xml::Element& element, std::string_view attribute) {
    const auto value = element.attribute(attribute);
    if (!value || text::trim(*value).empty()) {
        return std::optional<double>{};
    }
    const auto number = charts::read_number(*value);
    if (!number) {
        return fault(fmt::format("{}=\"{}\" is no number", attribute, text::cut(*value, 40)));
    }
    return number;
}

Result<charts::Scale> scale_of(const xml::Element& element) {
    charts::Scale scale;
    LYCEUM_TRY(scale.least, number_in(element, "data-min"));
    LYCEUM_TRY(scale.most, number_in(element, "data-max"));
    if (scale.least && scale.most && !(*scale.least < *scale.most)) {
        return fault("data-min is not below data-max");
    }
    return scale;
}

std::string lang_of(const xml::Element& element) {
    return std::string{element.attribute_or("lang", "")};
}

Result<charts::Cell> read_cell(const xml::Element& element) {
    charts::Cell cell{.text = element.text(), .lang = lang_of(element), .value = std::nullopt, .is_told = false};
    LYCEUM_TRY(cell.value, number_in(element, "data-value"));
    cell.is_told = cell.value.has_value();
    if (!element.attribute("data-value")) {
        cell.value = charts::read_number(cell.text);
    }
    return cell;
}

Result<std::vector<charts::Column>> read_head(const xml::Element& table) {
    std::vector<charts::Column> columns;
    for (const xml::Element& heading : table.child("", "thead").child("", "tr").children()) {
        charts::Column column{.heading = heading.text(), .lang = lang_of(heading), .axis = {}, .scale = {}};
        if (const auto name = heading.attribute("data-axis")) {
            const auto axis = charts::parse_axis(*name);
            if (!axis) {
                return fault(fmt::format("data-axis=\"{}\" is none of x, y, size, group", text::cut(*name, 40)));
            }
            column.axis = *axis;
        }
        LYCEUM_TRY(column.scale, scale_of(heading));
        columns.push_back(std::move(column));
    }
    return columns;
}

}  // namespace

Result<std::string> draw_chart(const xml::Element& table) {
    const std::string_view name = table.attribute_or("data-chart", "");
    const auto kind = charts::parse_kind(name);
    if (!kind) {
        return fault(fmt::format("data-chart=\"{}\" is none of lines, pairs, map, graph", text::cut(name, 40)));
    }
    charts::Table read{.kind = *kind,
                       .caption = table.child("", "caption").text(),
                       .lang = lang_of(table),
                       .columns = {},
                       .rows = {},
                       .scale = {}};
    if (read.caption.empty()) {
        return fault("a chart needs a <caption>: it names the picture");
    }
    LYCEUM_TRY(read.columns, read_head(table));
    LYCEUM_TRY(read.scale, scale_of(table));
    for (const xml::Element& body : table.children("", "tbody")) {
        for (const xml::Element& row : body.children("", "tr")) {
            std::vector<charts::Cell> cells;
            for (const xml::Element& element : row.children()) {
                LYCEUM_TRY(charts::Cell cell, read_cell(element));
                cells.push_back(std::move(cell));
            }
            read.rows.push_back(std::move(cells));
        }
    }
    return charts::draw(read);
}

}  // namespace lyceum::modules
