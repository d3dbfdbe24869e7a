// A small chart for each column, one below the other on a phone and two beside each other on a desk: lines of different
// units never cross, and each is named where it is.
#include "host/charts/drawing.hpp"

namespace lyceum::charts {
namespace {

constexpr int strip_height = 88;
constexpr double strip_top = 10;
constexpr double strip_bottom = 60;
constexpr double step_baseline = 82;
constexpr double strip_left = 2;  // percent, room for a dot at the edge
constexpr double strip_right = 98;
// What a phone has at least, and a letter of the small text needs at most.
constexpr double narrowest = 250;
constexpr double letter = 8;

class Line {
public:
    Line(const Rows& rows, std::size_t column, const Span& span) : rows_{rows}, column_{column}, span_{span} {}

    std::string draw(const Column& named) const {
        std::string html = "<div class=\"chart-series\"><p class=\"chart-name\">" + words(named.heading, named.lang);
        html += fmt::format(" <span class=\"chart-values\">{} → {}</span></p>", worded(first()), worded(last()));
        html += open_svg(strip_height, spoken(named));
        html += line("c-base", 0, strip_bottom, 100, strip_bottom);
        for (std::size_t step = 1; step < rows_.size(); ++step) {
            if (value(step - 1) && value(step)) {
                html += line("c-line", x_of(step - 1), y_of(*value(step - 1)), x_of(step), y_of(*value(step)));
            }
        }
        const bool few = rows_.size() <= 16;
        for (std::size_t step = 0; step < rows_.size(); ++step) {
            if (value(step) && (few || step == last())) {
                html += circle(step == last() ? "c-point c-last" : "c-point", x_of(step), y_of(*value(step)),
                               step == last() ? 5 : 3.5);
            }
        }
        return html + steps() + "</svg></div>";
    }

private:
    const Cell& cell(std::size_t step) const { return (*rows_[step])[column_]; }
    std::optional<double> value(std::size_t step) const { return cell(step).value; }

    // Some step has a value, or no line is made.
    std::size_t first() const {
        std::size_t step = 0;
        while (step + 1 < rows_.size() && !value(step)) {
            ++step;
        }
        return step;
    }
    std::size_t last() const {
        std::size_t step = rows_.size() - 1;
        while (step > 0 && !value(step)) {
            --step;
        }
        return step;
    }

    std::string worded(std::size_t step) const { return words(cell(step).text, cell(step).lang); }

    std::string spoken(const Column& named) const {
        std::string all = named.heading + ":";
        for (std::size_t step = 0; step < rows_.size(); ++step) {
            all += (step == 0 ? " " : ", ") + (cell(step).text.empty() ? std::string{"—"} : cell(step).text);
        }
        return all;
    }

    double x_of(std::size_t step) const {
        constexpr double width = strip_right - strip_left;
        return strip_left + width * static_cast<double>(step) / static_cast<double>(rows_.size() - 1);
    }
    double y_of(double value) const {
        return std::round((strip_bottom - (strip_bottom - strip_top) * span_.part(value)) * 10) / 10;
    }

    // The names of as many steps as have room on a phone, the first and the last among them.
    std::string steps() const {
        std::size_t longest = 1;
        for (const auto* row : rows_) {
            longest = std::max(longest, std::min<std::size_t>(length_of(row->front().text), 16));
        }
        const std::size_t gaps = rows_.size() - 1;
        const auto fit = static_cast<std::size_t>(narrowest / (static_cast<double>(longest + 2) * letter));
        std::size_t stride = gaps;
        for (std::size_t each = 1; each <= gaps; ++each) {
            if (gaps % each == 0 && gaps / each + 1 <= std::max<std::size_t>(fit, 2)) {
                stride = each;
                break;
            }
        }
        std::string html;
        for (std::size_t step = 0; step <= gaps; step += stride) {
            const std::string_view look = step == 0 ? "c-step c-first" : step == gaps ? "c-step c-final" : "c-step";
            html += label(look,
                          step == 0      ? 0
                          : step == gaps ? 100
                                         : x_of(step),
                          step_baseline, shortened(rows_[step]->front().text, 16));
        }
        return html;
    }

    const Rows& rows_;
    std::size_t column_;
    Span span_;
};

}  // namespace

Result<std::string> draw_lines(const Table& table, const Rows& rows) {
    if (table.columns.size() - 1 > most_lines) {
        return cannot_draw(fmt::format("{} lines; at most {} are drawn", table.columns.size() - 1, most_lines));
    }
    if (rows.size() > most_steps) {
        return cannot_draw(fmt::format("{} steps; at most {} are drawn", rows.size(), most_steps));
    }
    if (rows.size() < 2) {
        return std::string{};
    }
    std::vector<double> all;
    for (const auto* row : rows) {
        for (std::size_t column = 1; column < row->size(); ++column) {
            const Cell& cell = (*row)[column];
            if (cell.value) {
                all.push_back(*cell.value);
            } else if (!cell.text.empty() && cell.text != "—") {
                return cannot_draw(fmt::format("\"{}\" is no number; say it in data-value", shortened(cell.text, 40)));
            }
        }
    }
    std::string html = "<div class=\"chart-lines\">";
    for (std::size_t column = 1; column < table.columns.size(); ++column) {
        if (std::ranges::any_of(rows, [&](const auto* row) { return (*row)[column].value.has_value(); })) {
            const Scale& own = table.columns[column].scale;
            const Scale scale{own.least ? own.least : table.scale.least, own.most ? own.most : table.scale.most};
            html += Line{rows, column, span_of(scale, all)}.draw(table.columns[column]);
        }
    }
    return html + "</div>";
}

}  // namespace lyceum::charts
