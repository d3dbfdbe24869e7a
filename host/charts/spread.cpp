#include "host/charts/spread.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace lyceum::charts {
namespace {

// Pages from the smallest phone to a desk: who does not touch on these does not between them.
constexpr std::array widths{270.0, 330.0, 400.0, 480.0, 570.0, 690.0};
constexpr double gap = 3;
constexpr int rings = 8;
constexpr int directions = 12;

bool touch(const Spot& one, const Spot& other, double width) {
    const double dx = (one.x - other.x) * width / 100 + one.dx - other.dx;
    const double dy = one.y + one.dy - other.y - other.dy;
    return std::hypot(dx, dy) < one.radius + other.radius + gap;
}

bool is_inside(const Spot& spot, double height) {
    const double y = spot.y + spot.dy;
    return y >= spot.radius && y <= height - spot.radius && std::ranges::all_of(widths, [&](double width) {
               const double x = spot.x * width / 100 + spot.dx;
               return x >= spot.radius && x <= width - spot.radius;
           });
}

}  // namespace

void spread(std::vector<Spot>& spots, double height) {
    for (std::size_t index = 0; index < spots.size(); ++index) {
        Spot& spot = spots[index];
        const auto is_free = [&](const Spot& tried) {
            return std::all_of(
                spots.begin(), spots.begin() + static_cast<std::ptrdiff_t>(index), [&](const Spot& placed) {
                    return std::ranges::none_of(widths, [&](double width) { return touch(tried, placed, width); });
                });
        };
        if (is_free(spot)) {
            continue;
        }
        bool found = false;
        for (int ring = 1; ring <= rings && !found; ++ring) {
            for (int direction = 0; direction < directions && !found; ++direction) {
                // To the right first, then round.
                const double angle = 2 * std::numbers::pi * direction / directions;
                Spot tried = spot;
                tried.dx = std::round(std::cos(angle) * ring * 10);
                tried.dy = std::round(std::sin(angle) * ring * 10);
                if (is_inside(tried, height) && is_free(tried)) {
                    spot = tried;
                    found = true;
                }
            }
        }
    }
}

}  // namespace lyceum::charts
