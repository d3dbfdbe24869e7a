#include "tests/learning/support.hpp"

#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

using namespace testing;

TEST(OpenActivity, TheFirstOpeningEnrolsAndStatesLaunchedAndInitialized) {
    SampleCampus sample;
    const auto page = sample.open("read");
    ASSERT_TRUE(page) << to_string(page.error());
    EXPECT_EQ(page.value().xhtml, "<p>new</p>");
    EXPECT_EQ(page.value().revision, 0);
    EXPECT_EQ(page.value().position, 1U);
    EXPECT_EQ(sample.verbs(), (std::vector<std::string>{"launched", "initialized"}));
}

TEST(OpenActivity, LaterOpeningsWriteNothing) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    const auto jobs = sample.store->counters().jobs;
    ASSERT_TRUE(sample.open("read"));
    EXPECT_EQ(sample.store->counters().jobs, jobs);
    EXPECT_EQ(sample.verbs().size(), 2U);
}

TEST(OpenActivity, TwoFirstOpeningsAtOnceStateOnce) {
    SampleCampus sample;
    const OpenRequest request{.person = sample.person, .course = "sample", .unit = "read", .answered = std::nullopt};
    std::optional<Result<ActivityPage>> first;
    std::optional<Result<ActivityPage>> second;
    sample.start(open_activity(*sample.campus, request), first);
    sample.start(open_activity(*sample.campus, request), second);
    sample.finish();
    EXPECT_TRUE(first.value());
    EXPECT_TRUE(second.value());
    EXPECT_EQ(sample.verbs(), (std::vector<std::string>{"launched", "initialized"}));
}

TEST(OpenActivity, AModuleIsToldThePlaceThatALinkNames) {
    SampleCampus sample;
    std::vector<std::string> places;
    sample.pool.on_view = [&](const modules::Call& call) -> Result<modules::View> {
        places.push_back(call.place);
        return modules::View{.xhtml = "<p>shown</p>"};
    };
    OpenRequest request{.person = sample.person, .course = "sample", .unit = "read", .answered = std::nullopt};
    ASSERT_TRUE(sample.run(open_activity(*sample.campus, request)));
    request.place = "second";
    ASSERT_TRUE(sample.run(open_activity(*sample.campus, request)));
    EXPECT_EQ(places, (std::vector<std::string>{"", "second"}));
}

TEST(OpenActivity, AnUnknownCourseOrStepIsNotFound) {
    SampleCampus sample;
    EXPECT_EQ(sample.open("nothing").error().code, ErrorCode::NotFound);
    const auto page = sample.run(open_activity(
        *sample.campus,
        OpenRequest{.person = sample.person, .course = "none", .unit = "read", .answered = std::nullopt}));
    EXPECT_EQ(page.error().code, ErrorCode::NotFound);
}

TEST(OpenActivity, AStepWithMissingPrerequisitesIsDeniedAndNamesTheFirst) {
    SampleCampus sample;
    const auto page = sample.open("quiz");
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code, ErrorCode::Denied);
    EXPECT_EQ(page.error().where, "read");
    EXPECT_TRUE(sample.verbs().empty());
}

TEST(OpenActivity, AModuleIsGivenAPseudonymAndNoName) {
    SampleCampus sample;
    modules::Call seen;
    sample.pool.on_view = [&](const modules::Call& call) -> Result<modules::View> {
        seen = call;
        return modules::View{.xhtml = "<p/>"};
    };
    ASSERT_TRUE(sample.open("read"));
    EXPECT_EQ(seen.learner, pseudonym(*sample.campus, sample.person.id, "urn:au:read"));
    EXPECT_EQ(seen.learner.find(to_string(sample.person.id)), std::string::npos);
    EXPECT_EQ(seen.seed, seed(*sample.campus, sample.person.id, "urn:au:read"));
    EXPECT_NE(seen.learner, pseudonym(*sample.campus, sample.person.id, "urn:au:quiz"));
    EXPECT_EQ(seen.role, "head");
}

TEST(OpenActivity, AFailingModuleFailsTheViewAndTheNextViewWorks) {
    SampleCampus sample;
    sample.pool.on_view = [](const modules::Call&) -> Result<modules::View> {
        return Error{ErrorCode::Crashed, "killed by SIGSEGV", "", ""};
    };
    EXPECT_EQ(sample.open("read").error().code, ErrorCode::Crashed);
    sample.pool.on_view = nullptr;
    EXPECT_TRUE(sample.open("read"));
}

}  // namespace
}  // namespace lyceum::learning
