// The limit of time of an attempt: what is said of it, what counts, and that no answer is lost.
#include "tests/plugins/quiz_content.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lyceum::plugins::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::int64_t minute = 60'000;

const std::string timed = quiz_with(choice("q") + choice("r") + choice("s"), "minutes=\"20\" attempts=\"2\"");

TEST(QuizTime, IsSaidBeforeAndDuringAnAttempt) {
    Session quiz{"quiz", timed};
    EXPECT_THAT(quiz.view(), HasSubstr("20\u00A0минут"));
    quiz.submit({{"act", "start"}});
    EXPECT_THAT(quiz.view(), HasSubstr("data-deadline=\"1764001200000\""));
    EXPECT_THAT(quiz.view(), HasSubstr("datetime=\"2025-11-24T16:20:00Z\""));
    quiz.time_ms += 19 * minute + 1;
    EXPECT_THAT(quiz.view(), HasSubstr("меньше минуты"));
}

TEST(QuizTime, CountsWhatWasAnsweredInTime) {
    Session quiz{"quiz", timed};
    quiz.submit({{"act", "start"}});
    quiz.submit(answer("q", "a"));
    quiz.submit({{"act", "next"}});
    quiz.time_ms += 20 * minute + 1;
    EXPECT_THAT(quiz.view(), HasSubstr("Время вышло"));
    EXPECT_THAT(quiz.view(), Not(HasSubstr("name=\"question\"")));
    const Outcome end = quiz.submit({{"act", "next"}});
    ASSERT_TRUE(end.score);
    EXPECT_EQ(end.score->raw, 1);
    EXPECT_EQ(end.score->max, 3);
    EXPECT_EQ(end.completion, LYCEUM_YES);
    const std::string result = quiz.view();
    EXPECT_THAT(result, HasSubstr("не\u00A0успели ответить"));
    EXPECT_THAT(result, HasSubstr("value=\"retry\""));
}

TEST(QuizTime, CountsAnAnswerThatWasSentInTimeOverASlowLine) {
    Session quiz{"quiz", timed};
    quiz.submit({{"act", "start"}});
    FormFields form = answer("q", "a");
    form.emplace_back("attempt", "1");
    quiz.time_ms += 20 * minute + 30'000;
    const Outcome end = quiz.submit(form);
    EXPECT_EQ(end.interactions.size(), 1U);
    ASSERT_TRUE(end.score) << "and ends the attempt";
    EXPECT_EQ(end.score->raw, 1);
    EXPECT_THAT(quiz.view(), HasSubstr("feedback right")) << "discussed like any answer";
    EXPECT_THAT(quiz.view(), HasSubstr("Показать результат"));
}

TEST(QuizTime, KeepsAndReportsALateAnswerWithoutPoints) {
    Session quiz{"quiz", timed};
    quiz.submit({{"act", "start"}});
    FormFields form = answer("q", "a");
    form.emplace_back("attempt", "1");
    quiz.time_ms += 20 * minute + 30'001;
    const Outcome end = quiz.submit(form);
    ASSERT_EQ(end.interactions.size(), 1U);
    EXPECT_EQ(end.interactions[0].response, "a");
    EXPECT_EQ(end.interactions[0].success, std::uint32_t{LYCEUM_YES}) << "what was known is said as it is";
    EXPECT_EQ(end.score->raw, 0);
    EXPECT_THAT(end.feedback, HasSubstr("сохранён"));
    EXPECT_THAT(quiz.state, HasSubstr("late q\n"));
    EXPECT_THAT(quiz.view(), HasSubstr("Этот ответ пришёл, когда время уже вышло"));
}

TEST(QuizTime, LosesNoAnswerThatComesAfterTheResult) {
    Session quiz{"quiz", timed};
    quiz.submit({{"act", "start"}});
    FormFields form = answer("q", "a");
    form.emplace_back("attempt", "1");
    quiz.time_ms += 20 * minute + 5'000;
    quiz.submit({{"act", "next"}});
    EXPECT_THAT(quiz.view(), HasSubstr("0 из\u00A03\u00A0баллов\u00A0— 0"));
    quiz.time_ms += 5'000;
    const Outcome in_time = quiz.submit(form);
    EXPECT_EQ(in_time.score->raw, 1) << "within the half minute it is judged with the others";
    form[1].second = "r";
    quiz.time_ms += minute;
    const Outcome late = quiz.submit(form);
    EXPECT_EQ(late.interactions.size(), 1U);
    EXPECT_FALSE(late.score);
    EXPECT_THAT(quiz.state, HasSubstr("late r\n"));
    EXPECT_THAT(quiz.view(), HasSubstr("1 из\u00A03\u00A0баллов\u00A0— 33"));
    EXPECT_THAT(quiz.submit(form).interactions, IsEmpty()) << "and once only";
}

TEST(QuizTime, TakesNoLateAnswerOfAnotherAttempt) {
    Session quiz{"quiz", timed};
    quiz.submit({{"act", "start"}});
    quiz.time_ms += 21 * minute;
    quiz.submit({{"act", "next"}});
    quiz.submit({{"act", "retry"}});
    quiz.time_ms += 21 * minute;
    FormFields form = answer("q", "a");
    form.emplace_back("attempt", "1");
    EXPECT_FALSE(quiz.submit(form).state);
}

TEST(QuizTime, EndsAtTheDiscussionThatWasOpenWhenItWasUp) {
    Session quiz{"quiz", timed};
    quiz.submit({{"act", "start"}});
    quiz.submit(answer("q", "a"));
    quiz.time_ms += 21 * minute;
    EXPECT_THAT(quiz.view(), HasSubstr("Показать результат"));
    EXPECT_EQ(quiz.submit({{"act", "next"}}).score->raw, 1);
}

TEST(QuizTime, IsNotChangedByAnEditUnderWay) {
    Session before{"quiz", quiz_with(choice("q") + choice("r"))};
    before.submit({{"act", "start"}});
    Session after{"quiz", timed};
    after.state = before.state;
    after.state_version = 2;
    after.time_ms = before.time_ms + 600 * minute;
    EXPECT_THAT(after.view(), HasSubstr("name=\"question\""));
    EXPECT_THAT(after.view(), Not(HasSubstr("deadline")));
}

}  // namespace
}  // namespace lyceum::plugins::test
