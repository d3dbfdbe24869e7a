#include "host/web/chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::web {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

const TimePoint monday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

TEST(Chart, StepsUpAtEachPointAndHoldsToTheEdge) {
    const auto svg = to_svg({.from = monday, .to = monday + 100h, .top = 4, .goal = 4, .points = {{monday + 50h, 2}}});
    EXPECT_THAT(svg, HasSubstr("<path class=\"line\" d=\"M0 400H500V200H1000\"/>"));
    EXPECT_THAT(svg, HasSubstr("<path class=\"goal\" d=\"M0 0H1000\"/>"));
    EXPECT_THAT(svg, HasSubstr("<path class=\"point\" d=\"M500 200h0\"/>"));
}

TEST(Chart, HasNoStyleOfItsOwnAndIsHiddenFromScreenReaders) {
    const auto svg = to_svg({.from = monday, .to = monday + 1h, .top = 1, .goal = 0, .points = {{monday, 1}}});
    EXPECT_THAT(svg, Not(HasSubstr("style")));
    EXPECT_THAT(svg, HasSubstr("aria-hidden=\"true\""));
    EXPECT_THAT(svg, Not(HasSubstr("goal"))) << "without a goal no line for it";
}

TEST(Chart, StaysInsideItsEdgesWhateverItIsGiven) {
    const auto svg =
        to_svg({.from = monday, .to = monday, .top = 1, .goal = 9, .points = {{monday - 5h, -3}, {monday + 5h, 70}}});
    EXPECT_THAT(svg, HasSubstr("d=\"M0 400H0V400H1000V0H1000\"")) << svg;
}

}  // namespace
}  // namespace lyceum::web
