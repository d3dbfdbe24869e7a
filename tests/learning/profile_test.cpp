#include "host/learning/profile.hpp"

#include "host/learning/verify.hpp"
#include "tests/learning/support.hpp"

#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

using namespace testing;

// The quiz of the sample course, answered as often as the test wants.
class Profiles : public ::testing::Test {
protected:
    Profiles() {
        EXPECT_TRUE(sample_.open("read"));
        sample_.pool.on_respond = always(completed("read"));
        EXPECT_TRUE(sample_.answer("read", FormId::make(sample_.now), 0));
        EXPECT_TRUE(sample_.open("quiz"));
    }

    void attempt(double scaled, bool right = true) {
        modules::Outcome outcome = scored("quiz", scaled);
        outcome.interactions.push_back({.id = "q1",
                                        .kind = modules::InteractionKind::Numeric,
                                        .description = "Сколько?",
                                        .response = "54000",
                                        .correct_pattern = "54000",
                                        .success = right ? modules::Verdict::Yes : modules::Verdict::No,
                                        .scaled = right ? 1.0 : 0.0,
                                        .duration_ms = {}});
        outcome.interactions.push_back({.id = "q2",
                                        .kind = modules::InteractionKind::Choice,
                                        .description = "Что выбрать?",
                                        .response = "a",
                                        .correct_pattern = "b",
                                        .success = modules::Verdict::No,
                                        .scaled = 0.5,
                                        .duration_ms = {}});
        sample_.pool.on_respond = always(outcome);
        sample_.now += std::chrono::hours{1};
        ASSERT_TRUE(sample_.answer("quiz", FormId::make(sample_.now), revision_++));
    }

    SampleCampus sample_;
    std::int64_t revision_ = 0;
};

TEST_F(Profiles, OfANewcomerHasTargetsAndNothingElse) {
    const auto newcomer = sample_.add_person("new");
    const auto page = profile(*sample_.campus, newcomer).value();
    ASSERT_EQ(page.competencies.size(), 1U);
    EXPECT_FALSE(page.competencies[0].latest);
    EXPECT_EQ(page.wanted_levels, 3);
    EXPECT_EQ(page.shown_levels, 0);
    EXPECT_TRUE(page.growth.empty());
    EXPECT_TRUE(page.courses.empty());
    EXPECT_FALSE(page.since);
}

TEST_F(Profiles, ShowsWhenALevelWasFirstShownAndByWhich) {
    attempt(0.5);
    attempt(0.8);
    const auto when = sample_.now;
    attempt(1.0);

    const auto page = profile(*sample_.campus, sample_.person).value();

    ASSERT_EQ(page.growth.size(), 1U);
    EXPECT_EQ(page.growth[0].step.time, when);
    EXPECT_EQ(page.growth[0].step.total, 2);
    EXPECT_EQ(page.growth[0].course->course->slug, "sample");
    EXPECT_EQ(page.competencies[0].standing.evidence, 3U);
    EXPECT_EQ(page.competencies[0].latest, sample_.now);
    ASSERT_EQ(page.courses.size(), 1U);
    EXPECT_TRUE(page.courses[0].has_certificate);
    const auto statement = sample_.reader->find_statement(page.growth[0].statement).value();
    ASSERT_TRUE(statement);
    EXPECT_EQ(statement->stored, when);
}

TEST_F(Profiles, SayOfEveryShowingWhetherItCountsAndWhichBearsTheLevel) {
    attempt(0.5);
    attempt(0.8);
    attempt(1.0);

    const auto page = competency_page(*sample_.campus, sample_.person, "C3").value();

    ASSERT_EQ(page.showings.size(), 3U);
    EXPECT_FALSE(page.showings[2].counts);
    EXPECT_EQ(page.showings[2].verdict, Verdict::Failed);
    EXPECT_TRUE(page.showings[1].bears_level);
    EXPECT_EQ(page.showings[1].verdict, Verdict::Passed);
    EXPECT_TRUE(page.showings[0].counts);
    EXPECT_FALSE(page.showings[0].bears_level);
    EXPECT_EQ(page.showings[0].verdict, Verdict::Scored);
    EXPECT_EQ(page.showings[0].unit->au->slug, "quiz");
    EXPECT_EQ(page.showings[0].objective->id, "urn:o:simplify");
    EXPECT_EQ(page.opportunities.size(), 1U);
    EXPECT_EQ(competency_page(*sample_.campus, sample_.person, "C99").error().code, ErrorCode::NotFound);
}

TEST_F(Profiles, KeepWhatWasTestedApartFromWhatWasDemonstrated) {
    sample_.campus->catalogue = sample_catalogue("more", [](PublishedUnit& unit) {
        auto scenario = std::make_shared<modules::Activity>(*unit.activities[0]);
        scenario->module_id = "test.scenario";
        unit.activities = {scenario, scenario, scenario};
    });
    sample_.pool.evidence_kinds["test.scenario"] = modules::EvidenceKind::Demonstrated;
    attempt(0.5);
    ASSERT_TRUE(sample_.open("more"));
    sample_.pool.on_respond = always(scored("more", 0.9));
    ASSERT_TRUE(sample_.answer("more", FormId::make(sample_.now), 0));

    auto page = profile(*sample_.campus, sample_.person).value();
    ASSERT_EQ(page.competencies.size(), 1U);
    EXPECT_EQ(page.competencies[0].standing.level, 2);
    EXPECT_EQ(page.competencies[0].tested, 0) << "half of the questions counts for nothing";
    EXPECT_EQ(page.competencies[0].demonstrated, 2);
    const auto competency = competency_page(*sample_.campus, sample_.person, "C3").value();
    ASSERT_EQ(competency.showings.size(), 2U);
    EXPECT_EQ(competency.showings[0].kind, modules::EvidenceKind::Demonstrated);
    EXPECT_EQ(competency.showings[1].kind, modules::EvidenceKind::Tested);

    attempt(0.8);
    page = profile(*sample_.campus, sample_.person).value();
    EXPECT_EQ(page.competencies[0].tested, 2);

    sample_.pool.evidence_kinds.clear();
    page = profile(*sample_.campus, sample_.person).value();
    EXPECT_EQ(page.competencies[0].standing.level, 2) << "a level outlives the module";
    EXPECT_EQ(page.competencies[0].tested, 0) << "but nobody can say any more of which kind it was";
    EXPECT_EQ(page.competencies[0].demonstrated, 0);
}

TEST_F(Profiles, ShowWhatPeopleSayOfThemselvesApartFromWhatTheyShowed) {
    attempt(0.8);
    const auto before = profile(*sample_.campus, sample_.person).value();
    for (const std::uint32_t level : {4U, 3U}) {
        modules::Outcome said = with_state("said");
        said.declarations = {{.competency = "C3", .level = level}};
        sample_.pool.on_respond = always(said);
        sample_.now += std::chrono::hours{1};
        ASSERT_TRUE(sample_.answer("quiz", FormId::make(sample_.now), revision_++));
    }

    const auto page = profile(*sample_.campus, sample_.person).value();

    ASSERT_EQ(page.competencies.size(), before.competencies.size());
    ASSERT_TRUE(page.competencies[0].declared);
    EXPECT_EQ(page.competencies[0].declared->level, 3) << "the latest word";
    EXPECT_EQ(page.competencies[0].declared->time, sample_.now);
    EXPECT_EQ(page.competencies[0].standing.level, before.competencies[0].standing.level);
    EXPECT_EQ(page.competencies[0].standing.evidence, before.competencies[0].standing.evidence);
    EXPECT_EQ(page.shown_levels, before.shown_levels);
    EXPECT_EQ(page.growth.size(), before.growth.size());
    const auto competency = competency_page(*sample_.campus, sample_.person, "C3").value();
    ASSERT_EQ(competency.declared.size(), 2U);
    EXPECT_EQ(competency.declared[1].level, 4);
    EXPECT_EQ(competency.showings.size(), 1U);
    const auto report = verify(*sample_.reader).value();
    EXPECT_TRUE(report.differences.empty()) << "what is said derives nothing";
    EXPECT_TRUE(report.problems.empty());
}

TEST_F(Profiles, TellEveryAnswerToEveryQuestionFromTheStatements) {
    attempt(0.5, false);
    attempt(0.8, true);

    const auto page = answers_page(*sample_.campus, sample_.person, "sample").value();

    ASSERT_EQ(page.units.size(), 3U);
    EXPECT_TRUE(page.units[0].questions.empty());
    EXPECT_FALSE(page.units[1].updated) << "never opened";
    const auto& questions = page.units[2].questions;
    ASSERT_EQ(questions.size(), 2U);
    EXPECT_EQ(questions[0].question[Language::Ru], "Сколько?");
    ASSERT_EQ(questions[0].answers.size(), 2U);
    EXPECT_EQ(questions[0].answers[0].right, false);
    EXPECT_EQ(questions[0].answers[1].right, true);
    EXPECT_EQ(questions[0].answers[0].response, "54000");
    EXPECT_EQ(questions[1].answers[0].response, "") << "the name of an option says nothing to a person";
    EXPECT_EQ(questions[1].answers[0].scaled, 0.5);
}

TEST_F(Profiles, TellNothingOfACourseNotBegun) {
    const auto newcomer = sample_.add_person("new");
    EXPECT_EQ(answers_page(*sample_.campus, newcomer, "sample").error().code, ErrorCode::NotFound);
    EXPECT_EQ(answers_page(*sample_.campus, sample_.person, "none").error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace lyceum::learning
