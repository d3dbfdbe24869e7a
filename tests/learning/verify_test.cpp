#include "host/learning/verify.hpp"

#include "tests/learning/support.hpp"

#include <gtest/gtest.h>

#include <random>

namespace lyceum::learning {
namespace {

using namespace testing;

// Whatever a module reports, in whatever order, derived rows must follow from statements.
TEST(Verify, FindsNoDifferenceAfterRandomAnswers) {
    std::mt19937 random{20261124};
    for (int round = 0; round < 20; ++round) {
        SampleCampus sample;
        ASSERT_TRUE(sample.open("read"));
        sample.pool.on_respond = always(completed("read"));
        ASSERT_TRUE(sample.answer("read", FormId::make(sample.now), 0));
        ASSERT_TRUE(sample.open("quiz"));
        ASSERT_TRUE(sample.open("more"));
        for (std::int64_t revision = 0; revision < 12; ++revision) {
            modules::Outcome outcome = with_state("s");
            const auto chance = [&](int percent) { return static_cast<int>(random() % 100) < percent; };
            const double scaled = static_cast<double>(random() % 101) / 100;
            if (chance(50)) {
                outcome.score = modules::Score{.scaled = scaled, .raw = scaled, .min = 0, .max = 1};
            }
            if (chance(40)) {
                outcome.completion = modules::Verdict::Yes;
            }
            if (chance(50)) {
                outcome.success = chance(50) ? modules::Verdict::Yes : modules::Verdict::No;
            }
            if (chance(70)) {
                outcome.progress = static_cast<std::uint32_t>(random() % 101);
            }
            if (chance(40)) {
                outcome.evidence = {{.objective = "urn:o:simplify", .scaled = scaled}};
            }
            sample.pool.on_respond = always(outcome);
            sample.now += std::chrono::seconds{7};
            ASSERT_TRUE(sample.answer("quiz", FormId::make(sample.now), revision));
        }
        const auto report = verify(*sample.reader);
        ASSERT_TRUE(report) << to_string(report.error());
        EXPECT_EQ(report.value().registrations, 1U);
        EXPECT_TRUE(report.value().problems.empty());
        for (const Difference& difference : report.value().differences) {
            ADD_FAILURE() << "round " << round << ": " << difference.what << "\n  stored   " << difference.stored
                          << "\n  computed " << difference.computed;
        }
    }
}

// 17 of 18 points were written to the statement as 0.9444444444444443 and read back as its neighbour ...4444: verify told
// of a difference that was none. Found by seeding the demonstration.
TEST(Verify, TakesALastBitForNoDifference) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    sample.pool.on_respond = always(completed("read"));
    ASSERT_TRUE(sample.answer("read", FormId::make(sample.now), 0));
    ASSERT_TRUE(sample.open("quiz"));
    modules::Outcome outcome = scored("s", 0.9444444444444443);
    outcome.evidence = {{.objective = "urn:o:simplify", .scaled = 0.38888888888888884}};
    sample.pool.on_respond = always(outcome);
    ASSERT_TRUE(sample.answer("quiz", FormId::make(sample.now), 0));
    const auto report = verify(*sample.reader);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report.value().differences.empty());
}

TEST(Verify, FindsARowThatStatementsDoNotBear) {
    SampleCampus sample;
    const auto page = sample.open("read");
    ASSERT_TRUE(page);
    const auto registration = sample.reader->find_registration(sample.person.id, "urn:course:sample").value();
    auto rows = sample.reader->unit_progress(registration->id).value();
    ASSERT_EQ(rows.size(), 1U);
    rows[0].completed = true;
    ASSERT_TRUE(sample.store->write_now<bool>([&](store::Transaction& transaction) -> Result<bool> {
        store::CourseProgress course;
        course.registration = registration->id;
        LYCEUM_TRY(transaction.replace_derived(registration->id, rows, course, {}));
        return true;
    }));
    const auto report = verify(*sample.reader);
    ASSERT_TRUE(report);
    ASSERT_EQ(report.value().differences.size(), 1U);
    EXPECT_EQ(report.value().differences[0].what, "unit urn:au:read");
}

}  // namespace
}  // namespace lyceum::learning
