#include "tests/learning/support.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

namespace asio = boost::asio;
using namespace testing;
using store::AnswerResult;

FormId new_form(const SampleCampus& sample) {
    return FormId::make(sample.now);
}

TEST(AnswerActivity, AnAnswerIsRecordedWithItsStateAndFeedback) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    sample.pool.on_respond = always(with_state("two"));
    const FormId form = new_form(sample);
    const auto answered = sample.answer("read", form, 0);
    ASSERT_TRUE(answered) << to_string(answered.error());
    EXPECT_EQ(answered.value().result, AnswerResult::Recorded);

    const auto page = sample.run(open_activity(
        *sample.campus, OpenRequest{.person = sample.person, .course = "sample", .unit = "read", .answered = form}));
    EXPECT_EQ(page.value().xhtml, "<p>two</p>");
    EXPECT_EQ(page.value().revision, 1);
    EXPECT_EQ(page.value().feedback, "saved two");
    EXPECT_EQ(page.value().saved, sample.now);
}

TEST(AnswerActivity, ARepeatedFormHasTheEffectOfOneAndGivesTheFirstResult) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    sample.pool.on_respond = always(completed("one"));
    const FormId form = new_form(sample);
    ASSERT_EQ(sample.answer("read", form, 0).value().result, AnswerResult::Recorded);
    const auto verbs = sample.verbs();
    sample.pool.on_respond = always(with_state("must not be asked"));
    const auto again = sample.answer("read", form, 0);
    EXPECT_EQ(again.value().result, AnswerResult::Repeated);
    EXPECT_EQ(again.value().feedback, "saved one");
    EXPECT_EQ(sample.pool.responds, 1);
    EXPECT_EQ(sample.verbs(), verbs);
}

TEST(AnswerActivity, APageOlderThanTheStateChangesNothing) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    sample.pool.on_respond = always(with_state("phone"));
    ASSERT_TRUE(sample.answer("read", new_form(sample), 0));
    sample.pool.on_respond = always(with_state("tablet"));
    const auto late = sample.answer("read", new_form(sample), 0);
    EXPECT_EQ(late.value().result, AnswerResult::Stale);
    EXPECT_EQ(sample.open("read").value().xhtml, "<p>phone</p>");
    EXPECT_EQ(sample.pool.responds, 1);
}

TEST(AnswerActivity, TwoTapsAtOnceAreOneAnswer) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    sample.pool.on_respond = [](modules::Call) -> asio::awaitable<Result<modules::Outcome>> {
        co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);  // a worker takes a while
        co_return completed("one");
    };
    const AnswerRequest request{.person = sample.person,
                                .course = "sample",
                                .unit = "read",
                                .form = new_form(sample),
                                .revision = 0,
                                .fields = {}};
    std::optional<Result<Answered>> first;
    std::optional<Result<Answered>> second;
    sample.start(answer_activity(*sample.campus, request), first);
    sample.start(answer_activity(*sample.campus, request), second);
    sample.finish();
    EXPECT_EQ(first.value().value().result, AnswerResult::Recorded);
    EXPECT_EQ(second.value().value().result, AnswerResult::Repeated);
    EXPECT_EQ(sample.pool.responds, 1);
}

TEST(AnswerActivity, ACrashedModuleLeavesEverythingAsItWas) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    const auto verbs = sample.verbs();
    sample.pool.on_respond = [](modules::Call) -> asio::awaitable<Result<modules::Outcome>> {
        co_return Error{ErrorCode::Crashed, "killed by SIGSEGV", "", ""};
    };
    const FormId form = new_form(sample);
    EXPECT_EQ(sample.answer("read", form, 0).error().code, ErrorCode::Crashed);
    EXPECT_EQ(sample.verbs(), verbs);
    sample.pool.on_respond = always(with_state("one"));
    EXPECT_EQ(sample.answer("read", form, 0).value().result, AnswerResult::Recorded);
}

TEST(AnswerActivity, AnAnswerWithoutOpeningIsRefused) {
    SampleCampus sample;
    sample.pool.on_respond = always(with_state("one"));
    EXPECT_EQ(sample.answer("read", new_form(sample), 0).error().code, ErrorCode::Conflict);
    EXPECT_EQ(sample.pool.responds, 0);
}

TEST(AnswerActivity, TheCourseIsSatisfiedWhenItsLastStepIs) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    sample.pool.on_respond = always(completed("read"));
    ASSERT_TRUE(sample.answer("read", new_form(sample), 0));
    ASSERT_TRUE(sample.open("quiz"));
    sample.pool.on_respond = always(scored("half", 0.5));
    ASSERT_TRUE(sample.answer("quiz", new_form(sample), 0));
    EXPECT_FALSE(sample.open("quiz").value().course_satisfied);
    sample.pool.on_respond = always(scored("most", 0.8));
    ASSERT_TRUE(sample.answer("quiz", new_form(sample), 1));
    EXPECT_TRUE(sample.open("quiz").value().course_satisfied);
    EXPECT_EQ(sample.verbs(), (std::vector<std::string>{"launched", "initialized", "completed", "launched",
                                                        "initialized", "completed", "failed", "passed", "satisfied"}));
}

TEST(AnswerActivity, APassIsStatedOnceAndLaterAttemptsAreScored) {
    SampleCampus sample;
    ASSERT_TRUE(sample.open("read"));
    sample.pool.on_respond = always(completed("read"));
    ASSERT_TRUE(sample.answer("read", new_form(sample), 0));
    ASSERT_TRUE(sample.open("quiz"));
    std::int64_t revision = 0;
    for (const double score : {0.7, 0.9, 0.2}) {
        sample.pool.on_respond = always(scored("s", score));
        ASSERT_TRUE(sample.answer("quiz", new_form(sample), revision++));
    }
    const auto verbs = sample.verbs();
    EXPECT_EQ(std::count(verbs.begin(), verbs.end(), "passed"), 1);
    EXPECT_EQ(std::count(verbs.begin(), verbs.end(), "failed"), 0);
    EXPECT_EQ(std::count(verbs.begin(), verbs.end(), "scored"), 2);
    EXPECT_EQ(sample.reader->evidence_of(sample.person.id).value().size(), 3U);
}

TEST(AnswerActivity, AConflictOnASharedDocumentIsComputedAgainOnWhatTheOtherLeft) {
    SampleCampus sample;
    const store::User first = sample.person;
    const store::User second = sample.add_person("deputy");
    ASSERT_TRUE(sample.open("read"));
    sample.person = second;
    ASSERT_TRUE(sample.open("read"));
    // Appends one letter to the document as it was given; a lost update would lose a letter.
    sample.pool.on_respond = [](modules::Call call) -> asio::awaitable<Result<modules::Outcome>> {
        co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
        modules::Outcome outcome = with_state("s");
        const std::string before = call.shared.empty() ? std::string{} : call.shared.front()->bytes;
        outcome.shared.push_back({.key = "wall", .bytes = before + "x"});
        co_return outcome;
    };
    const auto request_of = [&](const store::User& person) {
        return AnswerRequest{.person = person,
                             .course = "sample",
                             .unit = "read",
                             .form = new_form(sample),
                             .revision = 0,
                             .fields = {}};
    };
    std::optional<Result<Answered>> of_first;
    std::optional<Result<Answered>> of_second;
    sample.start(answer_activity(*sample.campus, request_of(first)), of_first);
    sample.start(answer_activity(*sample.campus, request_of(second)), of_second);
    sample.finish();
    EXPECT_EQ(of_first.value().value().result, AnswerResult::Recorded);
    EXPECT_EQ(of_second.value().value().result, AnswerResult::Recorded);
    EXPECT_EQ(sample.reader->shared_documents("urn:au:read").value().front().bytes, "xx");
}

}  // namespace
}  // namespace lyceum::learning
