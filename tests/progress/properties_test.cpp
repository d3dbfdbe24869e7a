#include "host/progress/rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

// What holds for every sequence of answers, tried on many random ones. The seed is fixed: a failure can be repeated.

namespace lyceum::progress {
namespace {

constexpr int sequences = 2000;
constexpr std::array all_move_ons{MoveOn::NotApplicable, MoveOn::Passed, MoveOn::Completed, MoveOn::CompletedAndPassed,
                                  MoveOn::CompletedOrPassed};

class Random {
public:
    int below(int limit) { return std::uniform_int_distribution<int>{0, limit - 1}(engine_); }
    bool chance(int percent) { return below(100) < percent; }
    std::mt19937& engine() { return engine_; }

    UnitRule rule(std::string id) {
        UnitRule made;
        made.id = std::move(id);
        made.move_on = all_move_ons[static_cast<std::size_t>(below(5))];
        if (chance(50)) {
            made.mastery_score = below(11) / 10.0;
        }
        return made;
    }

    Reported reported() {
        Reported made;
        if (chance(60)) {
            made.scaled = (below(21) - 10) / 10.0;
        }
        made.completed = chance(30);
        if (chance(40)) {
            made.success = chance(50);
        }
        if (chance(40)) {
            made.percent = below(101);
        }
        return made;
    }

    std::vector<Reported> answers() {
        std::vector<Reported> made(static_cast<std::size_t>(1 + below(8)));
        std::ranges::generate(made, [this] { return reported(); });
        return made;
    }

private:
    std::mt19937 engine_{20261124};
};

struct Course {
    CourseRule rule;
    std::vector<std::string> units;
};

void grow(Random& random, std::vector<NodeRule>& nodes, Course& course, int depth) {
    const int count = 1 + random.below(3);
    for (int i = 0; i < count; ++i) {
        if (depth > 0 && random.chance(40)) {
            BlockRule block{"block-" + std::to_string(random.below(1'000'000'000)), {}};
            grow(random, block.children, course, depth - 1);
            nodes.emplace_back(std::move(block));
        } else {
            UnitRule unit = random.rule("unit-" + std::to_string(course.units.size()));
            if (!course.units.empty() && random.chance(30)) {
                unit.prerequisites.push_back(
                    course.units[static_cast<std::size_t>(random.below(static_cast<int>(course.units.size())))]);
            }
            course.units.push_back(unit.id);
            nodes.emplace_back(std::move(unit));
        }
    }
}

Course make_course(Random& random) {
    Course course;
    course.rule.id = "course";
    grow(random, course.rule.children, course, 3);
    return course;
}

TEST(EverySequenceOfAnswers, TakesNothingBack) {
    Random random;
    for (int i = 0; i < sequences; ++i) {
        const UnitRule rule = random.rule("unit");
        UnitStanding before;
        for (const Reported& reported : random.answers()) {
            const UnitStanding after = apply(rule, before, reported).standing;
            ASSERT_TRUE(after.initialized);
            ASSERT_GE(after.completed, before.completed);
            ASSERT_GE(after.passed, before.passed);
            ASSERT_GE(after.satisfied, before.satisfied);
            ASSERT_GE(after.percent, before.percent);
            ASSERT_GE(after.best_scaled.value_or(-1), before.best_scaled.value_or(-1));
            ASSERT_FALSE(after.passed && after.failed);
            ASSERT_EQ(after.satisfied, is_satisfied(rule, after));
            before = after;
        }
    }
}

TEST(EverySequenceOfAnswers, ObeysTheOrderOfVerbsInARegistration) {  // cmi5 section 9.3
    Random random;
    for (int i = 0; i < sequences; ++i) {
        const UnitRule rule = random.rule("unit");
        UnitStanding standing;
        std::vector<Event> stated;
        for (const Reported& reported : random.answers()) {
            const Applied applied = apply(rule, standing, reported);
            standing = applied.standing;
            ASSERT_LE(std::ranges::count_if(applied.events, [](Event event) { return event != Event::Completed; }), 1);
            stated.insert(stated.end(), applied.events.begin(), applied.events.end());
        }
        ASSERT_EQ(std::ranges::count(stated, Event::Completed), standing.completed ? 1 : 0);
        ASSERT_EQ(std::ranges::count(stated, Event::Passed), standing.passed ? 1 : 0);
        const auto passed = std::ranges::find(stated, Event::Passed);
        ASSERT_EQ(std::count(passed, stated.end(), Event::Failed), 0);
    }
}

TEST(EverySequenceOfAnswers, EndsTheSameInAnyOrder) {
    Random random;
    const auto end_of = [](const UnitRule& rule, const std::vector<Reported>& answers) {
        UnitStanding standing;
        for (const Reported& reported : answers) {
            standing = apply(rule, standing, reported).standing;
        }
        return standing;
    };
    for (int i = 0; i < sequences; ++i) {
        const UnitRule rule = random.rule("unit");
        std::vector<Reported> answers = random.answers();
        const UnitStanding one = end_of(rule, answers);
        std::ranges::shuffle(answers, random.engine());
        ASSERT_EQ(end_of(rule, answers), one);
    }
}

TEST(EverySequenceOfAnswers, SatisfiesEachGroupOnceAndForEver) {
    Random random;
    for (int i = 0; i < sequences / 4; ++i) {
        const Course course = make_course(random);
        const auto units = units_of(course.rule);
        Standings standings;
        auto before = satisfied_groups(course.rule, standings);
        for (int answer = 0; answer < 30; ++answer) {
            const UnitRule& unit = *units[static_cast<std::size_t>(random.below(static_cast<int>(units.size())))];
            standings[unit.id] = apply(unit, standings[unit.id], random.reported()).standing;
            auto after = satisfied_groups(course.rule, standings);
            ASSERT_TRUE(std::ranges::includes(after, before));
            before = std::move(after);
        }
        const bool all =
            std::ranges::all_of(units, [&](const UnitRule* unit) { return is_satisfied(*unit, standings[unit->id]); });
        ASSERT_EQ(before.contains("course"), all);
    }
}

// Prerequisites here point backwards, as a course that can be finished has them.
TEST(FollowingTheNextStep, FinishesEveryCourse) {
    Random random;
    for (int i = 0; i < sequences / 4; ++i) {
        const Course course = make_course(random);
        const auto units = units_of(course.rule);
        Standings standings;
        std::size_t steps = 0;
        while (const auto next = next_step(course.rule, standings)) {
            ASSERT_LE(++steps, units.size()) << "a step done well is not asked for again";
            const auto found = std::ranges::find(units, next->unit, &UnitRule::id);
            ASSERT_NE(found, units.end());
            ASSERT_TRUE(missing_prerequisites(course.rule, **found, standings).empty());
            standings[next->unit] = apply(**found, standings[next->unit],
                                          {.scaled = 1.0, .completed = true, .success = true, .percent = 100})
                                        .standing;
        }
        ASSERT_TRUE(satisfied_groups(course.rule, standings).contains("course"));
    }
}

TEST(MoreEvidence, NeverLowersALevel) {
    Random random;
    for (int i = 0; i < sequences; ++i) {
        std::vector<Showing> showings;
        int before = 0;
        for (int k = 0; k < 10; ++k) {
            showings.push_back({1 + random.below(4), random.below(11) / 10.0, {}});
            const int after = level_shown(showings);
            ASSERT_GE(after, before);
            before = after;
        }
        std::ranges::shuffle(showings, random.engine());
        ASSERT_EQ(level_shown(showings), before);
    }
}

}  // namespace
}  // namespace lyceum::progress
