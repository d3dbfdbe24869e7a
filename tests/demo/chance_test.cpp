#include "host/demo/chance.hpp"

#include <gtest/gtest.h>

#include <array>

namespace lyceum::demo {
namespace {

TEST(DemoChance, FallsTheSameWayForTheSameName) {
    Chance one{"sample-0001/quiz"};
    Chance same{"sample-0001/quiz"};
    Chance other{"sample-0002/quiz"};
    bool differs = false;
    for (int round = 0; round < 100; ++round) {
        const double share = one.share();
        EXPECT_EQ(share, same.share());
        differs = differs || share != other.share();
    }
    EXPECT_TRUE(differs);
}

TEST(DemoChance, FavoursNothing) {
    Chance chance{"lyceum"};
    std::array<int, 10> hits{};
    for (int round = 0; round < 10'000; ++round) {
        ++hits.at(chance.below(hits.size()));
    }
    for (const int count : hits) {
        EXPECT_GT(count, 850);
        EXPECT_LT(count, 1150);
    }
}

}  // namespace
}  // namespace lyceum::demo
