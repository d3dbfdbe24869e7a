#pragma once
// What the kinds of chart have in common: places as attributes, texts escaped. Internal to the component. [any thread]

#include "host/base/text.hpp"
#include "host/charts/chart.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

namespace lyceum::charts {

// Each kind in its own file; `rows` are the complete ones, of which there is at least one.
using Rows = std::vector<const std::vector<Cell>*>;
Result<std::string> draw_lines(const Table& table, const Rows& rows);
Result<std::string> draw_pairs(const Table& table, const Rows& rows);
Result<std::string> draw_map(const Table& table, const Rows& rows);
Result<std::string> draw_graph(const Table& table, const Rows& rows);

inline Error cannot_draw(std::string why) {
    return Error{ErrorCode::InvalidInput, "the table is not drawn: " + std::move(why), "chart",
                 "docs/module-author.md tells what a chart needs"};
}

// "12.5%", one digit after the point.
inline std::string percent(double value) {
    const double rounded = std::round(value * 10) / 10;
    return fmt::format("{:.1f}%", rounded == 0 ? 0.0 : rounded);
}

inline std::string lang_of(std::string_view lang) {
    return lang.empty() ? std::string{} : fmt::format(" lang=\"{}\"", text::escape_markup(lang));
}

// <span lang>text</span>
inline std::string words(std::string_view text, std::string_view lang) {
    return fmt::format("<span{}>{}</span>", lang_of(lang), text::escape_markup(text));
}

// The front of a text in characters, with "…" if that is not all.
std::string shortened(std::string_view text, std::size_t characters);
std::size_t length_of(std::string_view text);  // characters

// A number at an axis: "−1", "10 000", "0.5".
std::string tick_text(double value);

// From `least` to `most`, never empty.
struct Span {
    double least = 0;
    double most = 1;
    double part(double value) const { return std::clamp((value - least) / (most - least), 0.0, 1.0); }
};
// The scale as told, what is not told from the numbers.
Span span_of(const Scale& scale, const std::vector<double>& values);

// A circle, a line, a text; `y` and radius in pixels, `x` in percent.
inline std::string circle(std::string_view look, double x, double y, double radius) {
    return fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{:g}\" r=\"{:g}\"/>", look, percent(x), y, radius);
}
inline std::string line(std::string_view look, double x1, double y1, double x2, double y2) {
    return fmt::format("<line class=\"{}\" x1=\"{}\" y1=\"{:g}\" x2=\"{}\" y2=\"{:g}\"/>", look, percent(x1), y1,
                       percent(x2), y2);
}
inline std::string label(std::string_view look, double x, double y, std::string_view text) {
    return fmt::format("<text class=\"{}\" x=\"{}\" y=\"{:g}\">{}</text>", look, percent(x), y,
                       text::escape_markup(text));
}

// <svg> as wide as its place, or `pixels` if there are any; spoken: what it is read aloud as, empty if the words beside
// it say all.
inline std::string open_svg(int height, std::string_view spoken, std::size_t pixels = 0) {
    const std::string role = spoken.empty()
                                 ? std::string{"aria-hidden=\"true\""}
                                 : fmt::format("role=\"img\" aria-label=\"{}\"", text::escape_markup(spoken));
    const std::string width = pixels == 0 ? "100%" : std::to_string(pixels);
    return fmt::format("<svg class=\"chart-plot\" width=\"{}\" height=\"{}\" {} focusable=\"false\">", width, height,
                       role);
}

}  // namespace lyceum::charts
