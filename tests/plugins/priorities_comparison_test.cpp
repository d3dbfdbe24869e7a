// The rules of comparison as properties over many random portfolios; a failure names the round.
#include "plugins/priorities/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace lyceum::plugins::priorities {
namespace {

using testing::ElementsAre;

sdk::Task task_of(std::string id, std::uint32_t sector, std::uint32_t state, std::uint32_t effort) {
    sdk::Task task;
    task.id = std::move(id);
    task.effect_sector = sector;
    task.effect_state = state;
    task.effort = effort;
    return task;
}

std::vector<std::string> ids(const std::vector<sdk::Task>& tasks) {
    std::vector<std::string> all;
    for (const sdk::Task& task : tasks) {
        all.push_back(task.id);
    }
    return all;
}

class Portfolios : public testing::Test {
protected:
    std::uint32_t below(std::uint32_t bound) {
        return std::uniform_int_distribution<std::uint32_t>{0, bound - 1}(random_);
    }

    std::vector<sdk::Task> tasks() {
        std::vector<sdk::Task> made;
        const std::uint32_t count = 2 + below(7);
        for (std::uint32_t index = 0; index < count; ++index) {
            made.push_back(task_of("t" + std::to_string(index), 1 + below(5), 1 + below(5), 1 + below(5)));
        }
        return made;
    }

    // Some of the questions answered, this way or that.
    Preferences preferences(const std::vector<sdk::Task>& tasks) {
        Preferences said;
        for (std::size_t left = 0; left < tasks.size(); ++left) {
            for (std::size_t right = left + 1; right < tasks.size(); ++right) {
                if (below(2) == 0) {
                    const bool first = below(2) == 0;
                    said.emplace(tasks[first ? left : right].id, tasks[first ? right : left].id);
                }
            }
        }
        return said;
    }

    std::mt19937 random_{20261124};
};

TEST_F(Portfolios, ExactlyOneOfTwoComesFirst) {
    for (int round = 0; round < 2000; ++round) {
        const auto all = tasks();
        const auto said = preferences(all);
        EXPECT_NE(comes_before(all[0], all[1], said), comes_before(all[1], all[0], said)) << round;
    }
}

TEST_F(Portfolios, TheOrderDoesNotDependOnTheOrderWrittenDown) {
    for (int round = 0; round < 2000; ++round) {
        auto all = tasks();
        const auto said = preferences(all);
        const auto order = ids(ranked(all, said));
        std::shuffle(all.begin(), all.end(), random_);
        ASSERT_EQ(ids(ranked(all, said)), order) << round;
    }
}

TEST_F(Portfolios, WhatIsNowhereWorseAndSomewhereBetterStandsAbove) {
    for (int round = 0; round < 2000; ++round) {
        const auto all = tasks();
        const auto order = ranked(all, preferences(all));
        for (std::size_t above = 0; above < order.size(); ++above) {
            for (std::size_t under = above + 1; under < order.size(); ++under) {
                ASSERT_FALSE(dominates(order[under], order[above])) << round;
            }
        }
    }
}

// Wins over others once put a task above one that is better in everything: both were close to two more, which were said to be
// better than the one and worse than the other.
TEST_F(Portfolios, WhatIsBetterInEverythingStandsAboveWhateverIsSaidOfOthers) {
    const auto better = task_of("better", 4, 4, 3);
    const auto worse = task_of("worse", 4, 3, 3);
    const auto one = task_of("one", 5, 2, 2);
    const auto other = task_of("other", 5, 2, 2);
    const Preferences said{{"one", "better"}, {"other", "better"}, {"worse", "one"}, {"worse", "other"}};
    const auto order = ids(ranked({worse, one, other, better}, said));
    EXPECT_LT(std::ranges::find(order, "better"), std::ranges::find(order, "worse"));
}

TEST_F(Portfolios, MoreEffectNeverBringsATaskDown) {
    for (int round = 0; round < 2000; ++round) {
        auto all = tasks();
        const auto place = [&] {
            const auto order = ids(ranked(all, {}));
            return std::find(order.begin(), order.end(), "t0") - order.begin();
        };
        const auto before = place();
        all[0].effect_state = std::min(5U, all[0].effect_state + 1);
        ASSERT_LE(place(), before) << round;
    }
}

TEST_F(Portfolios, EveryQuestionIsAskedOnceAndThenNoMore) {
    for (int round = 0; round < 500; ++round) {
        const auto all = tasks();
        Preferences said;
        int asked = 0;
        while (const auto question = open_question(ranked(all, said), said)) {
            ASSERT_LT(++asked, 40) << round;
            const bool swap = below(2) == 0;
            ASSERT_TRUE(
                said.emplace(swap ? question->second : question->first, swap ? question->first : question->second)
                    .second);
        }
    }
}

TEST_F(Portfolios, ChoosingTheFirstNeverLeavesOutABetterOne) {
    for (int round = 0; round < 500; ++round) {
        const auto all = tasks();
        const auto order = ranked(all, preferences(all));
        std::set<std::string> chosen;
        for (const sdk::Task& task : order) {
            EXPECT_FALSE(leaves_out_a_better_one(order, chosen));
            chosen.insert(task.id);
        }
        EXPECT_TRUE(leaves_out_a_better_one(order, {order.back().id}));
    }
}

TEST(Comparison, AnAnswerDecidesBetweenCloseTasksAndNowhereElse) {
    const sdk::Task quick = task_of("quick", 3, 3, 1);
    const sdk::Task large = task_of("large", 5, 4, 4);
    const sdk::Task weak = task_of("weak", 1, 1, 5);
    ASSERT_TRUE(is_close(quick, large));
    EXPECT_THAT(ids(ranked({weak, large, quick}, {})), ElementsAre("large", "quick", "weak"))
        << "equal in worth: more effect";
    EXPECT_THAT(ids(ranked({weak, large, quick}, {{"quick", "large"}, {"weak", "quick"}, {"weak", "large"}})),
                ElementsAre("quick", "large", "weak"));
}

}  // namespace
}  // namespace lyceum::plugins::priorities
