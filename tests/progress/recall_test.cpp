#include "host/progress/recall.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace lyceum::progress {
namespace {

using namespace std::chrono_literals;

const TimePoint tuesday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 9h};

std::chrono::days interval_of(const Memory& memory) {
    return std::chrono::duration_cast<std::chrono::days>(memory.due - memory.reviewed);
}

// Computed apart, with the formulae and default weights of FSRS-5 as open-spaced-repetition publishes them.
TEST(Recall, FollowsThePublishedModel) {
    struct Step {
        Grade grade;
        double stability;
        double difficulty;
        int days;
    };
    const std::vector<Step> published{
        {Grade::Recalled, 3.1730, 5.2824, 3},    {Grade::Recalled, 10.7389, 5.2730, 11},
        {Grade::Recalled, 34.5776, 5.2635, 35},  {Grade::Recalled, 100.7483, 5.2542, 101},
        {Grade::Forgotten, 5.9430, 6.7779, 6},   {Grade::Recalled, 16.2447, 6.7616, 16},
        {Grade::Recalled, 40.7679, 6.7453, 41},
    };
    std::optional<Memory> memory;
    for (const Step& step : published) {
        memory = memory ? review(*memory, step.grade, memory->due) : first_review(step.grade, tuesday);
        EXPECT_NEAR(memory->stability, step.stability, 0.001);
        EXPECT_NEAR(memory->difficulty, step.difficulty, 0.001);
        EXPECT_EQ(interval_of(*memory), std::chrono::days{step.days});
    }
}

TEST(Recall, AsksNextDayWhatWasWrongAtFirst) {
    const Memory memory = first_review(Grade::Forgotten, tuesday);
    EXPECT_NEAR(memory.stability, 0.4026, 0.0001);
    EXPECT_NEAR(memory.difficulty, 7.1949, 0.0001);
    EXPECT_EQ(interval_of(memory), shortest_interval);
}

TEST(Recall, TakesASecondAnswerOnTheSameDayForPractice) {
    const Memory memory = review(first_review(Grade::Recalled, tuesday), Grade::Recalled, tuesday + 5h);
    EXPECT_NEAR(memory.stability, 4.4669, 0.0001);
}

TEST(Recall, TheChanceToRecallIsNinetyPercentAfterAsManyDaysAsTheStability) {
    Memory memory = first_review(Grade::Recalled, tuesday);
    memory.stability = 10;
    EXPECT_DOUBLE_EQ(retrievability(memory, tuesday), 1);
    EXPECT_NEAR(retrievability(memory, tuesday + 240h), 0.9, 1e-12);
    EXPECT_LT(retrievability(memory, tuesday + 2400h), retrievability(memory, tuesday + 240h));
}

TEST(Recall, PuttingOffKeepsWhatIsRememberedAndWaitsForTheNextWeek) {
    const Memory memory = first_review(Grade::Forgotten, tuesday);
    const Memory later = put_off(memory, memory.due);
    EXPECT_EQ(later.stability, memory.stability);
    EXPECT_EQ(later.reviewed, memory.reviewed);
    EXPECT_EQ(later.due, week_after(memory.due));
    EXPECT_EQ(put_off(later, memory.due), later);
}

TEST(Recall, AWeekBeginsOnMondayInMinsk) {
    const TimePoint monday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 21h};  // 00:00 in Minsk
    EXPECT_EQ(week_start(tuesday), monday);
    EXPECT_EQ(week_start(monday), monday);
    EXPECT_EQ(week_start(monday - 1ms), monday - 168h);
    EXPECT_EQ(week_after(tuesday), monday + 168h);
}

TEST(Recall, ASittingIsBounded) {
    EXPECT_EQ(left_of_sitting(0, 0), 0U);
    EXPECT_EQ(left_of_sitting(3, 0), 3U);
    EXPECT_EQ(left_of_sitting(400, 0), questions_a_sitting);
    EXPECT_EQ(left_of_sitting(400, 4), 1U);
    EXPECT_EQ(left_of_sitting(400, 9), 0U);
    EXPECT_EQ(time_for(questions_a_sitting), 2min);
    EXPECT_EQ(time_for(1), 1min);
}

// Histories of random answers at random moments, some of them before their time, some years late, a few with the clock
// set back. The seed is fixed: a failure can be repeated.
class EveryHistory : public ::testing::Test {
protected:
    struct Answer {
        Grade grade;
        TimePoint time;
    };
    std::vector<Answer> history() {
        std::vector<Answer> answers;
        TimePoint now = tuesday;
        for (int left = 1 + below(30); left > 0; --left) {
            answers.push_back({below(3) == 0 ? Grade::Forgotten : Grade::Recalled, now});
            const int kind = below(10);
            const int hours = kind == 0 ? -below(48) : kind < 4 ? below(30) : kind < 9 ? below(24 * 90) : below(24 * 900);
            now += std::chrono::hours{hours};
        }
        return answers;
    }
    static Memory replay(const std::vector<Answer>& answers) {
        Memory memory = first_review(answers.front().grade, answers.front().time);
        for (std::size_t i = 1; i < answers.size(); ++i) {
            memory = review(memory, answers[i].grade, answers[i].time);
        }
        return memory;
    }
    int below(int limit) { return std::uniform_int_distribution<int>{0, limit - 1}(engine_); }

private:
    std::mt19937 engine_{20261124};
};

constexpr int histories = 3000;

TEST_F(EveryHistory, ARightAnswerNeverShortensAndALapseNeverLengthens) {
    for (int i = 0; i < histories; ++i) {
        const auto answers = history();
        const Memory before = replay(answers);
        const TimePoint now = answers.back().time + std::chrono::hours{below(24 * 400)};
        const Memory right = review(before, Grade::Recalled, now);
        const Memory wrong = review(before, Grade::Forgotten, now);
        ASSERT_GE(right.stability, before.stability);
        ASSERT_GE(right.due, before.due);
        ASSERT_LE(wrong.stability, before.stability);
        ASSERT_LE(interval_of(wrong), std::max(interval_of(before), shortest_interval));
        ASSERT_LE(wrong.due, right.due);
        ASSERT_LE(right.difficulty, wrong.difficulty);
    }
}

TEST_F(EveryHistory, KeepsWithinItsBounds) {
    for (int i = 0; i < histories; ++i) {
        const auto answers = history();
        const Memory memory = replay(answers);
        ASSERT_GE(memory.stability, 0.01);
        ASSERT_LE(memory.stability, 36'500);
        ASSERT_GE(memory.difficulty, 1);
        ASSERT_LE(memory.difficulty, 10);
        ASSERT_EQ(memory.reviewed, answers.back().time);
        ASSERT_GE(memory.due - memory.reviewed, shortest_interval);
        // A clock set back leaves at most that much more.
        ASSERT_LE(memory.due - memory.reviewed, longest_interval + 30 * std::chrono::hours{48});
        ASSERT_GE(retrievability(memory, memory.due), 0);
        ASSERT_LE(retrievability(memory, memory.due), 1);
    }
}

TEST_F(EveryHistory, GivesTheSameAtEveryReplayAndFromEveryMoment) {
    for (int i = 0; i < histories; ++i) {
        const auto answers = history();
        const Memory whole = replay(answers);
        ASSERT_EQ(replay(answers), whole);
        const auto middle = static_cast<std::size_t>(below(static_cast<int>(answers.size()))) + 1;
        Memory resumed = replay({answers.begin(), answers.begin() + static_cast<std::ptrdiff_t>(middle)});
        for (std::size_t at = middle; at < answers.size(); ++at) {
            resumed = review(resumed, answers[at].grade, answers[at].time);
        }
        ASSERT_EQ(resumed, whole);
    }
}

TEST_F(EveryHistory, EndsAtTheLongestIntervalWhenAllIsRightAndAtTheShortestWhenNothingIs) {
    Memory right = first_review(Grade::Recalled, tuesday);
    Memory wrong = first_review(Grade::Forgotten, tuesday);
    for (int i = 0; i < 60; ++i) {
        right = review(right, Grade::Recalled, right.due);
        wrong = review(wrong, Grade::Forgotten, wrong.due);
    }
    EXPECT_EQ(interval_of(right), longest_interval);
    EXPECT_EQ(interval_of(wrong), shortest_interval);
}

}  // namespace
}  // namespace lyceum::progress
