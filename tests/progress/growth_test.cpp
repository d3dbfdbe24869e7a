#include "host/progress/growth.hpp"

#include <gtest/gtest.h>

#include <random>

namespace lyceum::progress {
namespace {

using namespace std::chrono_literals;

const TimePoint monday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 9h};

TEST(Growth, StepsUpWhenALevelIsShownForTheFirstTime) {
    const auto steps =
        growth({{"C1", {{1, 0.8, monday}, {1, 1.0, monday + 24h}, {2, 0.7, monday + 48h}}}}, {{"C1", 3}});
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0], (GrowthStep{monday, "C1", 0, 1, 1, 0}));
    EXPECT_EQ(steps[1], (GrowthStep{monday + 48h, "C1", 1, 2, 2, 2}));
}

TEST(Growth, TakesTwoLevelsShownAtOneMomentForOneStep) {
    const auto steps = growth({{"C1", {{1, 1, monday}, {3, 1, monday}}}}, {});
    ASSERT_EQ(steps.size(), 1U);
    EXPECT_EQ(steps[0], (GrowthStep{monday, "C1", 0, 3, 3, 1}));
}

TEST(Growth, LeavesOutWhatDidNotReachSeventyPercent) {
    EXPECT_TRUE(growth({{"C1", {{2, 0.69, monday}}}}, {}).empty());
}

TEST(Growth, JoinsCompetenciesInTheOrderOfTime) {
    const auto steps = growth({{"C1", {{1, 1, monday + 1h}}}, {"C2", {{2, 1, monday}}}}, {});
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].competency, "C2");
    EXPECT_EQ(steps[1].total, 3);
}

TEST(Growth, CountsNoLevelAboveTheTarget) {
    const auto steps = growth({{"C1", {{1, 1, monday}, {4, 1, monday + 1h}}}}, {{"C1", 2}});
    EXPECT_EQ(steps.back().level, 4);
    EXPECT_EQ(steps.back().total, 2);
}

TEST(Growth, NeverFallsAndEndsAtTheLevelsShown) {
    std::mt19937 random{20261124};
    for (int round = 0; round < 300; ++round) {
        std::map<std::string, std::vector<Showing>> showings;
        Targets targets;
        for (int i = 0; i < 20; ++i) {
            const std::string competency = "C" + std::to_string(random() % 5);
            showings[competency].push_back({.level = 1 + static_cast<int>(random() % 4),
                                            .scaled = static_cast<double>(random() % 101) / 100,
                                            .time = monday + std::chrono::hours{i}});
            targets["C" + std::to_string(random() % 5)] = 1 + static_cast<int>(random() % 4);
        }
        int sum = 0;
        for (const auto& [competency, list] : showings) {
            sum += counted(level_shown(list), targets.contains(competency) ? targets[competency] : 0);
        }
        int last = 0;
        TimePoint time{};
        for (const auto& step : growth(showings, targets)) {
            EXPECT_GE(step.total, last);
            EXPECT_GE(step.time, time);
            last = step.total;
            time = step.time;
        }
        EXPECT_EQ(last, sum) << "round " << round;
    }
}

TEST(Showings, TheFirstToReachTheLevelBearsIt) {
    const std::vector<Showing> showings{
        {2, 0.5, monday}, {1, 1, monday + 1h}, {2, 0.8, monday + 2h}, {2, 1, monday + 3h}};
    EXPECT_FALSE(bears_level(showings, 0));
    EXPECT_FALSE(bears_level(showings, 1));
    EXPECT_TRUE(bears_level(showings, 2));
    EXPECT_FALSE(bears_level(showings, 3));
    EXPECT_FALSE(bears_level({{2, 0.5, monday}}, 0));
}

}  // namespace
}  // namespace lyceum::progress
