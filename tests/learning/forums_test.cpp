#include "host/learning/forums.hpp"

#include "tests/learning/support.hpp"

#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

using namespace testing;
using std::chrono::hours;

// The step "more" of the sample course is a forum; "quiz" shows C3 at level 2.
class ForumsOfAPerson : public ::testing::Test {
protected:
    ForumsOfAPerson() : begin_{sample_.now} { on(begin_ + hours{24}, begin_ + hours{32}); }

    void on(std::optional<TimePoint> starts, std::optional<TimePoint> ends) {
        sample_.campus->catalogue = sample_catalogue(
            "more", [&](PublishedUnit& unit) { unit.forum = ForumDates{.starts = starts, .ends = ends}; });
    }
    void at(hours later) { sample_.now = begin_ + later; }
    Forums forums_now() { return forums(*sample_.campus, sample_.person).value(); }

    void take_part() {
        ASSERT_TRUE(sample_.open("more"));
        sample_.pool.on_respond = always(completed("more"));
        ASSERT_TRUE(sample_.answer("more", FormId::make(sample_.now), 0));
    }
    void show_level() {
        ASSERT_TRUE(sample_.open("read"));
        sample_.pool.on_respond = always(completed("read"));
        ASSERT_TRUE(sample_.answer("read", FormId::make(sample_.now), 0));
        ASSERT_TRUE(sample_.open("quiz"));
        sample_.pool.on_respond = always(scored("quiz", 0.9));
        ASSERT_TRUE(sample_.answer("quiz", FormId::make(sample_.now), 0));
    }

    SampleCampus sample_;
    TimePoint begin_;
};

TEST_F(ForumsOfAPerson, AreNextThenOnThenPast) {
    EXPECT_EQ(forums_now().next.size(), 1U);
    at(hours{24});
    EXPECT_EQ(forums_now().running.size(), 1U);
    at(hours{32});
    ASSERT_EQ(forums_now().past.size(), 1U);
    EXPECT_FALSE(forums_now().past[0].takes_part);
    EXPECT_FALSE(forums_now().past[0].growth) << "of a forum one was not at there is nothing to say";
}

TEST_F(ForumsOfAPerson, GrowthIsWhatWasShownBeforeAndSince) {
    at(hours{25});
    take_part();
    ASSERT_TRUE(forums_now().running[0].growth);
    EXPECT_EQ(forums_now().running[0].growth->before, 0);
    EXPECT_EQ(forums_now().running[0].growth->after, 0);

    at(hours{48});
    show_level();

    const auto found = forums_now();
    ASSERT_TRUE(found.past[0].growth);
    EXPECT_EQ(found.past[0].growth->before, 0);
    EXPECT_EQ(found.past[0].growth->after, 2);
    EXPECT_EQ(found.past[0].growth->wanted, 3);
    const std::vector<ForumStep> steps{
        {.competency = found.catalogue->framework.find_competency("C3"), .from = 0, .to = 2}};
    EXPECT_EQ(found.past[0].growth->steps, steps);
}

TEST_F(ForumsOfAPerson, WhatWasShownBeforeIsNoGrowth) {
    show_level();
    at(hours{25});
    take_part();

    const auto growth = forums_now().running[0].growth;
    ASSERT_TRUE(growth);
    EXPECT_EQ(growth->before, 2);
    EXPECT_EQ(growth->after, 2);
    EXPECT_TRUE(growth->steps.empty());
}

TEST_F(ForumsOfAPerson, WithoutADateThereIsNoBefore) {
    on(std::nullopt, std::nullopt);
    take_part();
    ASSERT_EQ(forums_now().running.size(), 1U);
    EXPECT_TRUE(forums_now().running[0].takes_part);
    EXPECT_FALSE(forums_now().running[0].growth);
}

}  // namespace
}  // namespace lyceum::learning
