// A line for each label: a bar where there is one number, two dots and the way between them where there are two. Labels
// and numbers are HTML and say all that the shapes show.
#include "host/charts/drawing.hpp"

namespace lyceum::charts {
namespace {

constexpr int bar_height = 18;
constexpr double middle = 9;
constexpr double bar_left = 1.5;  // percent, room for a dot at the edge
constexpr double bar_right = 98.5;

// As people count: 1, 2 or 5 and zeros, not below the value.
double round_above(double value) {
    if (value <= 0) {
        return 1;
    }
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (value <= step * power * (1 + 1e-9)) {
            return step * power;
        }
    }
    return 10 * power;
}

double x_on(const Span& span, double value) {
    return bar_left + (bar_right - bar_left) * span.part(value);
}

std::string bar(const Span& span, double value) {
    std::string svg = open_svg(bar_height, {}) + line("c-base", bar_left, middle, bar_right, middle);
    // From where nothing is: 0 if the scale has it.
    const double from = x_on(span, std::clamp(0.0, span.least, span.most));
    return svg + line("c-bar", from, middle, x_on(span, value), middle) + "</svg>";
}

std::string dumbbell(const Span& span, std::optional<double> before, std::optional<double> after) {
    std::string svg = open_svg(bar_height, {}) + line("c-base", bar_left, middle, bar_right, middle);
    if (before && after) {
        svg += line("c-way", x_on(span, *before), middle, x_on(span, *after), middle);
    }
    if (before) {
        svg += circle("c-before", x_on(span, *before), middle, 6);
    }
    if (after) {
        svg += circle("c-after", x_on(span, *after), middle, before == after ? 3 : 6);
    }
    return svg + "</svg>";
}

std::string legend_of(const Column& column, std::string_view look) {
    return fmt::format(
        "<span><svg class=\"chart-mark\" width=\"14\" height=\"14\" aria-hidden=\"true\" focusable=\"false\">"
        "<circle class=\"{}\" cx=\"7\" cy=\"7\" r=\"5.5\"/></svg> {}</span>",
        look, words(column.heading, column.lang));
}

}  // namespace

Result<std::string> draw_pairs(const Table& table, const Rows& rows) {
    if (rows.size() > most_pairs) {
        return cannot_draw(fmt::format("{} rows; at most {} are drawn", rows.size(), most_pairs));
    }
    const bool two = table.columns.size() > 2;
    std::vector<double> all;
    for (const auto* row : rows) {
        for (std::size_t column = 1; column <= (two ? 2U : 1U); ++column) {
            const Cell& cell = (*row)[column];
            if (cell.value) {
                all.push_back(*cell.value);
            } else if (!cell.text.empty() && cell.text != "—") {
                return cannot_draw(fmt::format("\"{}\" is no number; say it in data-value", shortened(cell.text, 40)));
            }
        }
    }
    if (all.empty()) {
        return std::string{};
    }
    const double lowest = std::ranges::min(all);
    const double highest = std::ranges::max(all);
    Scale scale = table.scale;
    scale.least = scale.least.value_or(lowest < 0 ? -round_above(-lowest) : 0);
    scale.most = scale.most.value_or(highest > 0 ? round_above(highest) : 0);
    const Span span = span_of(scale, all);

    std::string html;
    if (two) {
        html += "<p class=\"chart-legend\">" + legend_of(table.columns[1], "c-before") + " " +
                legend_of(table.columns[2], "c-after") + "</p>";
    }
    html += "<ul class=\"chart-rows\">";
    for (const auto* row : rows) {
        const Cell& name = row->front();
        const Cell& one = (*row)[1];
        html += "<li><p class=\"chart-name\">" + words(name.text, name.lang) + " <span class=\"chart-values\">" +
                words(one.text, one.lang);
        if (two) {
            html += " → " + words((*row)[2].text, (*row)[2].lang);
        }
        html += "</span></p>";
        html += two ? dumbbell(span, one.value, (*row)[2].value) : bar(span, one.value.value_or(span.least));
        html += "</li>";
    }
    html += "</ul>";
    // The ends of the scale, if it is that of the numbers one reads.
    if (std::ranges::none_of(rows, [](const auto* row) { return (*row)[1].is_told; })) {
        html += fmt::format("<p class=\"chart-ends\" aria-hidden=\"true\"><span>{}</span><span>{}</span></p>",
                            tick_text(span.least), tick_text(span.most));
    }
    return html;
}

}  // namespace lyceum::charts
