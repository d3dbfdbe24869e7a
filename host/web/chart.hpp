#pragma once
// The chart of growth as SVG: shapes only, in units of its own that the style sheet stretches; words stand beside it in
// HTML, where they keep their size. No style in it: the policy of pages forbids that. [any thread]

#include "host/base/clock.hpp"

#include <string>
#include <vector>

namespace lyceum::web {

struct ChartPoint {
    TimePoint time;
    int value = 0;  // from then on
};

struct Chart {
    TimePoint from;                  // the left edge, where the value is 0
    TimePoint to;                    // the right edge; later than `from`
    int top = 1;                     // the value at the upper edge
    int goal = 0;                    // a line across; 0: none
    std::vector<ChartPoint> points;  // in the order of time, inside the edges
};

// <svg> with the classes "chart", "area", "line", "goal" and "point"; hidden from screen readers, which have the table.
std::string to_svg(const Chart& chart);

}  // namespace lyceum::web
