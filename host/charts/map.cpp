// Spots on two axes: a circle with a mark for each row. A mark is the label itself where all are short, or the number
// of a key below. Spots that would lie on each other are moved apart, with a thin line to where they belong.
#include "host/charts/drawing.hpp"
#include "host/charts/spread.hpp"

namespace lyceum::charts {
namespace {

constexpr int map_height = 320;
constexpr double map_top = 28;      // below the name of the upright axis
constexpr double map_bottom = 274;  // above the ticks and the name of the level one
constexpr double map_left = 9;      // percent
constexpr double map_right = 100;
// Spots stay off the axes, or they would hide the ticks.
constexpr double inside = 6;  // percent
constexpr double inside_pixels = 18;
constexpr double smallest = 13;  // pixels, room for two letters
constexpr double largest = 24;

struct Columns {
    std::size_t x = 0;
    std::size_t y = 0;
    std::size_t size = 0;   // 0: none
    std::size_t group = 0;  // 0: none
};

Columns find_columns(const Table& table) {
    Columns found;
    for (std::size_t column = 1; column < table.columns.size(); ++column) {
        switch (table.columns[column].axis) {
            case Axis::X:
                found.x = column;
                break;
            case Axis::Y:
                found.y = column;
                break;
            case Axis::Size:
                found.size = column;
                break;
            case Axis::Group:
                found.group = column;
                break;
            case Axis::None:
                break;
        }
    }
    return found;
}

std::vector<double> values_of(const Rows& rows, std::size_t column) {
    std::vector<double> values;
    for (const auto* row : rows) {
        values.push_back((*row)[column].value.value_or(0));
    }
    return values;
}

// Whole numbers of a short scale each, otherwise its ends; none where the scale is not told: such axes have no unit.
std::vector<double> ticks_of(const Scale& scale) {
    if (!scale.least || !scale.most || !(*scale.most > *scale.least)) {
        return {};
    }
    const bool is_short = *scale.most - *scale.least <= 10 && *scale.least == std::floor(*scale.least);
    std::vector<double> ticks;
    for (double at = *scale.least; is_short && at <= *scale.most; at += 1) {
        ticks.push_back(at);
    }
    return is_short ? ticks : std::vector<double>{*scale.least, *scale.most};
}

class Map {
public:
    Map(const Table& table, const Rows& rows, const Columns& columns)
        : table_{table}, rows_{rows}, columns_{columns}, x_{span(columns.x)}, y_{span(columns.y)} {
        for (const auto* row : rows) {
            is_numbered_ = is_numbered_ || length_of(row->front().text) > 2;
        }
        for (const auto* row : rows) {
            spots_.push_back(
                {.x = x_of(*(*row)[columns.x].value), .y = y_of(*(*row)[columns.y].value), .radius = radius_of(*row)});
        }
        spread(spots_, map_bottom);
    }

    std::string draw() const {
        std::string html = open_svg(map_height, spoken());
        axes(html);
        for (const Spot& spot : spots_) {
            if (spot.dx != 0 || spot.dy != 0) {
                html += lead(spot);
            }
        }
        for (std::size_t index = 0; index < rows_.size(); ++index) {
            const Spot& spot = spots_[index];
            html += fmt::format("<g class=\"c-group-{}\" transform=\"translate({:g} {:g})\">", group_of(index) + 1,
                                spot.dx, spot.dy);
            html += circle("c-spot", spot.x, std::round(spot.y), spot.radius);
            html += fmt::format("<text class=\"c-mark\" x=\"{}\" y=\"{:g}\" dy=\"0.36em\">{}</text></g>",
                                percent(spot.x), std::round(spot.y), text::escape_markup(mark(index)));
        }
        html += "</svg>";
        return html + key();
    }

private:
    Span span(std::size_t column) const { return span_of(table_.columns[column].scale, values_of(rows_, column)); }

    double x_of(double value) const { return map_left + inside + (map_right - map_left - 2 * inside) * x_.part(value); }
    double y_of(double value) const {
        return map_bottom - inside_pixels - (map_bottom - map_top - 2 * inside_pixels) * y_.part(value);
    }

    double radius_of(const std::vector<Cell>& row) const {
        if (columns_.size == 0) {
            return smallest;
        }
        const double most = std::ranges::max(values_of(rows_, columns_.size));
        const double own = std::max(0.0, row[columns_.size].value.value_or(0));
        return most <= 0 ? smallest : std::round(std::max(smallest, largest * std::sqrt(own / most)));
    }

    std::string mark(std::size_t index) const {
        return is_numbered_ ? std::to_string(index + 1) : (*rows_[index]).front().text;
    }

    // By the order in which groups come up; without groups all alike.
    std::size_t group_of(std::size_t index) const {
        constexpr std::size_t looks = 5;
        std::vector<std::string_view> seen;
        for (std::size_t row = 0; columns_.group != 0 && row <= index; ++row) {
            const std::string_view name = (*rows_[row])[columns_.group].text;
            if (std::ranges::find(seen, name) == seen.end()) {
                seen.push_back(name);
            }
            if (row == index) {
                return static_cast<std::size_t>(std::ranges::find(seen, name) - seen.begin()) % looks;
            }
        }
        return 0;
    }

    std::string spoken() const {
        std::string all = table_.caption + ":";
        for (std::size_t index = 0; index < rows_.size(); ++index) {
            const auto& row = *rows_[index];
            all += fmt::format("{} {} — {} {}, {} {}", index == 0 ? "" : ";", row.front().text,
                               table_.columns[columns_.x].heading, row[columns_.x].text,
                               table_.columns[columns_.y].heading, row[columns_.y].text);
        }
        return all;
    }

    void axes(std::string& html) const {
        const Column& level = table_.columns[columns_.x];
        const Column& upright = table_.columns[columns_.y];
        for (const double tick : ticks_of(upright.scale)) {
            const double y = std::round(y_of(tick));
            html += line("c-grid", map_left, y, map_right, y);
            html += label("c-tick c-side", map_left - 2, y + 4, tick_text(tick));
        }
        for (const double tick : ticks_of(level.scale)) {
            const double x = x_of(tick);
            html += line("c-grid", x, map_top, x, map_bottom);
            html += label("c-tick", x, map_bottom + 20, tick_text(tick));
        }
        html += line("c-base", map_left, map_bottom, map_right, map_bottom);
        html += line("c-base", map_left, map_top, map_left, map_bottom);
        html += fmt::format("<text class=\"c-axis c-first\" x=\"0\" y=\"14\"{}>↑ {}</text>", lang_of(upright.lang),
                            text::escape_markup(shortened(upright.heading, 34)));
        html += fmt::format("<text class=\"c-axis c-final\" x=\"100%\" y=\"{}\"{}>{} →</text>", map_height - 6,
                            lang_of(level.lang), text::escape_markup(shortened(level.heading, 34)));
    }

    // A line cannot go from percent to percent and some pixels: it is drawn in a picture of its own at the place.
    static std::string lead(const Spot& spot) {
        return fmt::format(
            "<svg class=\"c-at\" x=\"{}\" y=\"{:g}\"><line class=\"c-lead\" x1=\"0\" y1=\"0\" x2=\"{:g}\" "
            "y2=\"{:g}\"/><circle class=\"c-origin\" cx=\"0\" cy=\"0\" r=\"2\"/></svg>",
            percent(spot.x), std::round(spot.y), spot.dx, spot.dy);
    }

    std::string key() const {
        if (!is_numbered_) {
            return {};
        }
        std::string html = "<ol class=\"chart-key\">";
        for (const auto* row : rows_) {
            html += fmt::format("<li{}>{}</li>", lang_of(row->front().lang), text::escape_markup(row->front().text));
        }
        return html + "</ol>";
    }

    const Table& table_;
    const Rows& rows_;
    Columns columns_;
    Span x_;
    Span y_;
    std::vector<Spot> spots_;
    bool is_numbered_ = false;
};

}  // namespace

Result<std::string> draw_map(const Table& table, const Rows& rows) {
    const Columns columns = find_columns(table);
    if (columns.x == 0 || columns.y == 0) {
        return cannot_draw("no column is marked data-axis=\"x\" and none \"y\"");
    }
    if (rows.size() > most_spots) {
        return cannot_draw(fmt::format("{} rows; at most {} are drawn", rows.size(), most_spots));
    }
    Rows known;
    for (const auto* row : rows) {
        bool is_known = true;
        for (const std::size_t column : {columns.x, columns.y}) {
            const Cell& cell = (*row)[column];
            if (!cell.value && !cell.text.empty() && cell.text != "—") {
                return cannot_draw(fmt::format("\"{}\" is no number; say it in data-value", shortened(cell.text, 40)));
            }
            is_known = is_known && cell.value.has_value();
        }
        if (is_known) {
            known.push_back(row);
        }
    }
    return known.empty() ? std::string{} : Map{table, known, columns}.draw();
}

}  // namespace lyceum::charts
