#include "host/web/chart.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace lyceum::web {
namespace {

constexpr int width = 1000;
constexpr int height = 400;

int x_of(const Chart& chart, TimePoint time) {
    const auto whole = std::max<TimePoint::rep>(1, (chart.to - chart.from).count());
    const auto part = std::clamp<TimePoint::rep>((time - chart.from).count(), 0, whole);
    return static_cast<int>(part * width / whole);
}

int y_of(const Chart& chart, int value) {
    return height - std::clamp(value, 0, chart.top) * height / std::max(1, chart.top);
}

}  // namespace

std::string to_svg(const Chart& chart) {
    // Steps: a level is shown at one moment, and holds.
    std::string line = fmt::format("M0 {}", height);
    std::string points;
    for (const auto& point : chart.points) {
        const int x = x_of(chart, point.time);
        const int y = y_of(chart, point.value);
        line += fmt::format("H{}V{}", x, y);
        // A line of no length with round ends is a dot that stays round however the drawing is stretched.
        points += fmt::format("M{} {}h0", x, y);
    }
    line += fmt::format("H{}", width);

    std::string svg = fmt::format(
        "<svg class=\"chart\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
        "focusable=\"false\">",
        width, height);
    svg += fmt::format("<path class=\"area\" d=\"{}V{}Z\"/>", line, height);
    if (chart.goal > 0) {
        const int y = y_of(chart, chart.goal);
        svg += fmt::format("<path class=\"goal\" d=\"M0 {}H{}\"/>", y, width);
    }
    svg += fmt::format("<path class=\"line\" d=\"{}\"/><path class=\"point\" d=\"{}\"/></svg>", line, points);
    return svg;
}

}  // namespace lyceum::web
