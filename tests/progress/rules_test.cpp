#include "host/progress/rules.hpp"

#include <gmock/gmock.h>

#include <limits>

// The numbers in comments are sections of the cmi5 specification.

namespace lyceum::progress {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

UnitRule unit(std::string id, MoveOn move_on, std::vector<std::string> prerequisites = {}) {
    return UnitRule{.id = std::move(id),
                    .move_on = move_on,
                    .mastery_score = std::nullopt,
                    .prerequisites = std::move(prerequisites),
                    .minutes = 10min};
}

UnitRule with_mastery(double score) {
    UnitRule rule = unit("quiz", MoveOn::Passed);
    rule.mastery_score = score;
    return rule;
}

Reported completed() {
    return {.scaled = std::nullopt, .completed = true, .success = std::nullopt, .percent = std::nullopt};
}

Reported judged(bool passed, std::optional<double> scaled = std::nullopt) {
    return {.scaled = scaled, .completed = false, .success = passed, .percent = std::nullopt};
}

UnitStanding standing(bool is_completed, bool is_passed) {
    UnitStanding made;
    made.initialized = true;
    made.completed = is_completed;
    made.passed = is_passed;
    return made;
}

// 13.1.4 moveOn, all five values against all that can be completed and passed.
struct MoveOnCase {
    MoveOn move_on;
    bool nothing, only_completed, only_passed, both;
};

class MoveOnRule : public ::testing::TestWithParam<MoveOnCase> {};

TEST_P(MoveOnRule, IsSatisfiedExactlyWhenTheSpecificationSaysSo) {
    const MoveOnCase& expected = GetParam();
    const UnitRule rule = unit("au", expected.move_on);

    EXPECT_EQ(is_satisfied(rule, standing(false, false)), expected.nothing);
    EXPECT_EQ(is_satisfied(rule, standing(true, false)), expected.only_completed);
    EXPECT_EQ(is_satisfied(rule, standing(false, true)), expected.only_passed);
    EXPECT_EQ(is_satisfied(rule, standing(true, true)), expected.both);
}

INSTANTIATE_TEST_SUITE_P(Section13_1_4, MoveOnRule,
                         ::testing::Values(MoveOnCase{MoveOn::NotApplicable, true, true, true, true},
                                           MoveOnCase{MoveOn::Passed, false, false, true, true},
                                           MoveOnCase{MoveOn::Completed, false, true, false, true},
                                           MoveOnCase{MoveOn::CompletedAndPassed, false, false, false, true},
                                           MoveOnCase{MoveOn::CompletedOrPassed, false, true, true, true}));

// 9.3: zero or one "completed" per registration.
TEST(Applying, StatesCompletedOnce) {
    const UnitRule rule = unit("lesson", MoveOn::Completed);
    const Applied first = apply(rule, {}, completed());
    const Applied second = apply(rule, first.standing, completed());

    EXPECT_THAT(first.events, ElementsAre(Event::Completed));
    EXPECT_TRUE(first.standing.completed);
    EXPECT_TRUE(first.standing.satisfied);
    EXPECT_THAT(second.events, IsEmpty());
    EXPECT_EQ(second.standing, first.standing);
}

// 9.3.3: completed "indicates progress of 100%".
TEST(Applying, MakesACompletedUnitAHundredPercent) {
    Reported reported = completed();
    reported.percent = 40;
    EXPECT_EQ(apply(unit("lesson", MoveOn::Completed), {}, reported).standing.percent, 100);
}

// 9.3: zero or one "passed" per registration, and no "failed" after it.
TEST(Applying, StatesPassedOnceAndNeverFailedAfterIt) {
    const UnitRule rule = unit("quiz", MoveOn::Passed);
    const Applied passed = apply(rule, {}, judged(true, 0.9));
    const Applied again = apply(rule, passed.standing, judged(true, 1.0));
    const Applied worse = apply(rule, again.standing, judged(false, 0.1));

    EXPECT_THAT(passed.events, ElementsAre(Event::Passed));
    EXPECT_THAT(again.events, IsEmpty());
    EXPECT_THAT(worse.events, IsEmpty());
    EXPECT_TRUE(worse.standing.passed);
    EXPECT_FALSE(worse.standing.failed);
    EXPECT_EQ(worse.standing.best_scaled, 1.0);
}

// 9.3 forbids "failed" only after "passed": an attempt may fail again, and the next may pass.
TEST(Applying, StatesEveryFailureUntilItIsPassed) {
    const UnitRule rule = unit("quiz", MoveOn::Passed);
    const Applied first = apply(rule, {}, judged(false));
    const Applied second = apply(rule, first.standing, judged(false));
    const Applied third = apply(rule, second.standing, judged(true));

    EXPECT_THAT(first.events, ElementsAre(Event::Failed));
    EXPECT_TRUE(first.standing.failed);
    EXPECT_FALSE(first.standing.satisfied);
    EXPECT_THAT(second.events, ElementsAre(Event::Failed));
    EXPECT_THAT(third.events, ElementsAre(Event::Passed));
    EXPECT_FALSE(third.standing.failed);
    EXPECT_TRUE(third.standing.satisfied);
}

TEST(Applying, StatesCompletedBeforePassed) {
    Reported reported = judged(true, 1.0);
    reported.completed = true;
    EXPECT_THAT(apply(unit("quiz", MoveOn::CompletedAndPassed), {}, reported).events,
                ElementsAre(Event::Completed, Event::Passed));
}

// 9.3.4, 9.3.5, 10.2.4: with a masteryScore the score decides.
TEST(Applying, LetsTheMasteryScoreOverruleTheModule) {
    EXPECT_THAT(apply(with_mastery(0.8), {}, judged(true, 0.79)).events, ElementsAre(Event::Failed));
    EXPECT_THAT(apply(with_mastery(0.8), {}, judged(false, 0.8)).events, ElementsAre(Event::Passed));
    EXPECT_THAT(apply(with_mastery(0.8), {}, judged(true, 0.8)).events, ElementsAre(Event::Passed));
    EXPECT_THAT(apply(with_mastery(0.8), {}, judged(false, 0.7999)).events, ElementsAre(Event::Failed));
    EXPECT_THAT(apply(with_mastery(0), {}, judged(false, 0.0)).events, ElementsAre(Event::Passed));
}

// 9.3.4 speaks of a passed statement that contains a score; without one there is nothing to hold against the
// masteryScore.
TEST(Applying, TakesTheModulesWordWhereThereIsNoScore) {
    EXPECT_THAT(apply(with_mastery(0.8), {}, judged(true)).events, ElementsAre(Event::Passed));
    EXPECT_THAT(apply(with_mastery(0.8), {}, judged(false)).events, ElementsAre(Event::Failed));
}

// 13.1.4 masteryScore: "if the AU has scoring, it will use the masteryScore to determine pass/fail".
TEST(Applying, JudgesAScoreReportedWithCompletionByTheMasteryScore) {
    Reported reported = completed();
    reported.scaled = 0.9;
    EXPECT_THAT(apply(with_mastery(0.8), {}, reported).events, ElementsAre(Event::Completed, Event::Passed));
    reported.scaled = 0.3;
    EXPECT_THAT(apply(with_mastery(0.8), {}, reported).events, ElementsAre(Event::Completed, Event::Failed));
    EXPECT_THAT(apply(unit("quiz", MoveOn::Passed), {}, reported).events, ElementsAre(Event::Completed));
}

TEST(Applying, DoesNotFailALearnerInTheMiddleOfAQuiz) {
    const Reported on_the_way{.scaled = 0.2, .completed = false, .success = std::nullopt, .percent = 20};

    const Applied applied = apply(with_mastery(0.8), {}, on_the_way);

    EXPECT_THAT(applied.events, IsEmpty());
    EXPECT_FALSE(applied.standing.failed);
    EXPECT_EQ(applied.standing.percent, 20);
}

TEST(Applying, ForgivesTheRoundingOfBinaryNumbers) {
    double sum = 0;
    for (int i = 0; i < 8; ++i) {
        sum += 0.1;  // 0.7999999999999999
    }
    ASSERT_LT(sum, 0.8);
    EXPECT_THAT(apply(with_mastery(0.8), {}, judged(true, sum)).events, ElementsAre(Event::Passed));
}

TEST(Applying, KeepsTheBestScoreAndTheFurthestProgress) {
    const UnitRule rule = unit("quiz", MoveOn::Passed);
    const UnitStanding first =
        apply(rule, {}, {.scaled = -0.5, .completed = false, .success = false, .percent = 60}).standing;
    const UnitStanding second =
        apply(rule, first, {.scaled = -0.9, .completed = false, .success = false, .percent = 20}).standing;

    EXPECT_EQ(first.best_scaled, -0.5);
    EXPECT_EQ(second.best_scaled, -0.5);
    EXPECT_EQ(second.percent, 60);
}

TEST(Applying, IgnoresAScoreThatIsNoNumberAndProgressBeyondItsRange) {
    const auto nan = std::numeric_limits<double>::quiet_NaN();
    const Applied applied =
        apply(with_mastery(0.8), {}, {.scaled = nan, .completed = true, .success = std::nullopt, .percent = 900});
    EXPECT_FALSE(applied.standing.best_scaled);
    EXPECT_THAT(applied.events, ElementsAre(Event::Completed));
    EXPECT_EQ(
        apply(with_mastery(0.8), {}, {.scaled = {}, .completed = false, .success = {}, .percent = -5}).standing.percent,
        0);
    EXPECT_EQ(apply(with_mastery(0.8), {}, {.scaled = {}, .completed = false, .success = {}, .percent = 900})
                  .standing.percent,
              100);
}

TEST(Applying, DoesNotTakeBackASatisfactionWhenTheCourseBecomesStricter) {
    const UnitStanding before = apply(unit("lesson", MoveOn::Completed), {}, completed()).standing;
    EXPECT_TRUE(apply(unit("lesson", MoveOn::CompletedAndPassed), before, {}).standing.satisfied);
}

// course ─ intro (NotApplicable), block ─ lesson (Completed), inner ─ quiz (Passed, after lesson)
CourseRule sample() {
    const BlockRule inner{"inner", {unit("quiz", MoveOn::Passed, {"lesson", "intro"})}};
    const BlockRule block{"block", {unit("lesson", MoveOn::Completed), inner}};
    return CourseRule{"course", {unit("intro", MoveOn::NotApplicable), block}, std::chrono::days{14}};
}

TEST(Course, GivesItsUnitsInDocumentOrder) {
    const CourseRule course = sample();
    std::vector<std::string> ids;
    for (const UnitRule* found : units_of(course)) {
        ids.push_back(found->id);
    }
    EXPECT_THAT(ids, ElementsAre("intro", "lesson", "quiz"));
}

// 9.3.9 and 13.1.4: a block when all its AUs and blocks are, the course when all are.
TEST(Course, IsSatisfiedWhenEveryUnitAndBlockIs) {
    const CourseRule course = sample();
    Standings standings;
    EXPECT_THAT(satisfied_groups(course, standings), IsEmpty());

    standings["quiz"] = standing(false, true);
    EXPECT_THAT(satisfied_groups(course, standings), UnorderedElementsAre("inner"));

    standings["lesson"] = standing(true, false);
    EXPECT_THAT(satisfied_groups(course, standings), UnorderedElementsAre("inner", "block", "course"));
}

// 9.6.1: moveOn is evaluated at the time of registration; NotApplicable may satisfy a block then.
TEST(Course, OfUnitsWithoutCriteriaIsSatisfiedAtRegistration) {
    const CourseRule course{"course", {BlockRule{"block", {unit("a", MoveOn::NotApplicable)}}}, std::nullopt};
    EXPECT_THAT(satisfied_groups(course, {}), UnorderedElementsAre("block", "course"));
}

TEST(Course, CountsAUnitThatWasSatisfiedByAnEarlierRule) {
    Standings standings;
    standings["quiz"] = UnitStanding{.initialized = true, .satisfied = true, .best_scaled = std::nullopt};
    EXPECT_TRUE(satisfied_groups(sample(), standings).contains("inner"));
}

TEST(Prerequisites, AreMissingUntilTheyAreSatisfied) {
    const CourseRule course = sample();
    const UnitRule& quiz = *units_of(course)[2];
    Standings standings;

    EXPECT_THAT(missing_prerequisites(course, quiz, standings), ElementsAre("lesson"))
        << "intro has moveOn NotApplicable, which counts as satisfied for prerequisites (13.1.4)";
    standings["lesson"] = standing(false, false);
    EXPECT_THAT(missing_prerequisites(course, quiz, standings), ElementsAre("lesson"));
    standings["lesson"] = standing(true, false);
    EXPECT_THAT(missing_prerequisites(course, quiz, standings), IsEmpty());
}

TEST(Prerequisites, ThatTheCourseLacksKeepAUnitClosed) {
    const CourseRule course{"course", {unit("a", MoveOn::Completed, {"nowhere"})}, std::nullopt};
    EXPECT_THAT(missing_prerequisites(course, *units_of(course)[0], {}), ElementsAre("nowhere"));
    EXPECT_FALSE(next_step(course, {}));
}

TEST(NextStepOf, ANewcomerIsTheFirstUnit) {
    const auto next = next_step(sample(), {});
    ASSERT_TRUE(next);
    EXPECT_EQ(next->unit, "intro");
    EXPECT_EQ(next->minutes, 10min);
    EXPECT_FALSE(next->resumed);
}

TEST(NextStepOf, OneWhoWasInterruptedIsWhatTheyBegan) {
    Standings standings;
    standings["lesson"] = standing(false, false);
    const auto next = next_step(sample(), standings);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->unit, "lesson");
    EXPECT_TRUE(next->resumed);
}

TEST(NextStepOf, OneWhoReadTheIntroductionIsTheLessonAndThenTheQuiz) {
    Standings standings;
    standings["intro"] = standing(false, false);
    EXPECT_EQ(next_step(sample(), standings)->unit, "lesson");
    standings["lesson"] = standing(true, false);
    EXPECT_EQ(next_step(sample(), standings)->unit, "quiz");
}

TEST(NextStepOf, OneWhoFailedIsToTryAgain) {
    Standings standings;
    standings["intro"] = standing(true, false);
    standings["lesson"] = standing(true, false);
    standings["quiz"] = UnitStanding{.initialized = true, .failed = true, .best_scaled = 0.2};
    const auto next = next_step(sample(), standings);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->unit, "quiz");
    EXPECT_TRUE(next->resumed);
}

TEST(NextStepOf, ASatisfiedCourseIsNothing) {
    Standings standings;
    standings["lesson"] = standing(true, false);
    standings["quiz"] = standing(false, true);
    EXPECT_FALSE(next_step(sample(), standings)) << "though the introduction was never opened";
}

TEST(Deadline, CountsFromTheStart) {
    const TimePoint started{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 9h};
    EXPECT_EQ(deadline(sample(), started), started + std::chrono::days{14});
    EXPECT_FALSE(deadline(CourseRule{"course", {}, std::nullopt}, started));
}

TEST(LevelShown, IsTheHighestThatReachedSevenTenths) {
    EXPECT_EQ(level_shown({}), 0);
    EXPECT_EQ(level_shown({{2, 0.69, {}}}), 0);
    EXPECT_EQ(level_shown({{2, 0.7, {}}}), 2);
    EXPECT_EQ(level_shown({{1, 1.0, {}}, {3, 0.6, {}}}), 1);
    EXPECT_EQ(level_shown({{3, 0.8, {}}, {1, 0.1, {}}}), 3) << "a higher level shown stands for the lower ones";
}

}  // namespace
}  // namespace lyceum::progress
