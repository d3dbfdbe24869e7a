#include "host/charts/spread.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace lyceum::charts {
namespace {

bool any_touch(const std::vector<Spot>& spots, double width) {
    for (std::size_t one = 0; one < spots.size(); ++one) {
        for (std::size_t other = 0; other < one; ++other) {
            const double dx = (spots[one].x - spots[other].x) * width / 100 + spots[one].dx - spots[other].dx;
            const double dy = spots[one].y + spots[one].dy - spots[other].y - spots[other].dy;
            if (std::hypot(dx, dy) < spots[one].radius + spots[other].radius) {
                return true;
            }
        }
    }
    return false;
}

TEST(Spread, LeavesWhatDoesNotTouch) {
    std::vector<Spot> spots{{.x = 20, .y = 100, .radius = 13}, {.x = 80, .y = 100, .radius = 13}};
    spread(spots, 300);
    for (const Spot& spot : spots) {
        EXPECT_EQ(spot.dx, 0);
        EXPECT_EQ(spot.dy, 0);
    }
}

TEST(Spread, MovesSpotsApartOnEveryWidthBetweenAPhoneAndADesk) {
    std::mt19937 random{11};
    for (int round = 0; round < 50; ++round) {
        std::vector<Spot> spots;
        for (int spot = 0; spot < 9; ++spot) {  // as tasks are graded: few places, several on one
            spots.push_back({.x = 10.0 + 21.5 * static_cast<double>(random() % 5),
                             .y = 40.0 + 30 * static_cast<double>(random() % 8),
                             .radius = 13});
        }
        spread(spots, 280);
        for (double width = 270; width <= 690; width += 7) {
            EXPECT_FALSE(any_touch(spots, width)) << "round " << round << ", width " << width;
        }
    }
}

TEST(Spread, KeepsTheMovedOnesInThePicture) {
    std::vector<Spot> spots(6, Spot{.x = 96, .y = 20, .radius = 13});
    spread(spots, 280);
    for (std::size_t index = 1; index < spots.size(); ++index) {
        EXPECT_LE(spots[index].x * 270 / 100 + spots[index].dx + 13, 270);
        EXPECT_GE(spots[index].y + spots[index].dy, 13);
    }
}

}  // namespace
}  // namespace lyceum::charts
