#include "host/learning/statements.hpp"

#include "tests/learning/support.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace lyceum::learning {
namespace {

namespace json = boost::json;
using namespace testing;

class Statements : public ::testing::Test {
protected:
    SampleCampus sample_;
    std::shared_ptr<const PublishedCourse> course_ = sample_.campus->catalogue->find_course("sample");
    StatementContext context_{.person = sample_.person,
                              .registration = RegistrationId::make(sample_.now),
                              .course = course_.get(),
                              .unit = course_->find_unit_by_slug("quiz"),
                              .language = Language::Ru,
                              .now = sample_.now};
};

TEST_F(Statements, AnAnswerIsACmiInteractionWithResponsePatternAndDuration) {
    const auto statement = state_answered(context_, {.id = "q1",
                                                     .kind = modules::InteractionKind::Choice,
                                                     .description = "Что прежде всего?",
                                                     .response = "a[,]c",
                                                     .correct_pattern = "a[,]b",
                                                     .success = modules::Verdict::No,
                                                     .scaled = 0.5,
                                                     .duration_ms = 12'340});
    const json::value whole = json::parse(statement.json);
    EXPECT_EQ(whole.at_pointer("/object/definition/type").as_string(),
              "http://adlnet.gov/expapi/activities/cmi.interaction");
    EXPECT_EQ(whole.at_pointer("/object/definition/interactionType").as_string(), "choice");
    EXPECT_EQ(whole.at_pointer("/object/definition/correctResponsesPattern/0").as_string(), "a[,]b");
    EXPECT_EQ(whole.at_pointer("/object/definition/description/ru").as_string(), "Что прежде всего?");
    EXPECT_EQ(whole.at_pointer("/result/response").as_string(), "a[,]c");
    EXPECT_EQ(whole.at_pointer("/result/success").as_bool(), false);
    EXPECT_EQ(whole.at_pointer("/result/duration").as_string(), "PT12.34S");
    EXPECT_EQ(whole.at_pointer("/version").as_string(), "1.0.3");
    EXPECT_EQ(whole.at_pointer("/id").as_string(), to_string(statement.id));
    EXPECT_EQ(whole.at_pointer("/context/registration").as_string(), to_string(context_.registration));
}

TEST_F(Statements, NoStatementNamesThePerson) {
    const auto score = modules::Score{.scaled = 1, .raw = 10, .min = 0, .max = 10};
    for (const auto& statement : {state_launched(context_), state_initialized(context_), state_progressed(context_, 50),
                                  state_completed(context_), state_judged(context_, true, score, {}),
                                  state_satisfied(context_, course_->rule.id)}) {
        EXPECT_EQ(statement.json.find(sample_.person.name), std::string::npos);
        EXPECT_EQ(statement.json.find(sample_.person.login + "\""), std::string::npos);
    }
}

TEST_F(Statements, WhatProgressNeedsIsReadBack) {
    const auto score = modules::Score{.scaled = 0.8, .raw = 8, .min = 0, .max = 10};
    const auto passed = state_judged(context_, true, score,
                                     {{.objective = "urn:o:simplify", .competency = "C3", .level = 2, .scaled = 0.75}});
    const auto read = read_statement(passed);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->verb, verbs::passed);
    EXPECT_EQ(read->unit, "urn:au:quiz");
    EXPECT_EQ(read->rule.move_on, progress::MoveOn::Passed);
    EXPECT_EQ(read->rule.mastery_score, 0.6);
    EXPECT_EQ(read->scaled, 0.8);
    ASSERT_EQ(read->evidence.size(), 1U);
    EXPECT_EQ(read->evidence[0].competency, "C3");
    EXPECT_EQ(read->evidence[0].level, 2);
    EXPECT_EQ(read->evidence[0].scaled, 0.75);
    EXPECT_EQ(read_statement(state_progressed(context_, 40))->percent, 40);
}

TEST_F(Statements, AnAnswerIsReadBackInPlainWords) {
    const auto read = read_statement(state_answered(context_, {.id = "q1",
                                                               .kind = modules::InteractionKind::Numeric,
                                                               .description = "Сколько часов?",
                                                               .response = "54000",
                                                               .correct_pattern = "54000",
                                                               .success = modules::Verdict::Yes,
                                                               .scaled = 1,
                                                               .duration_ms = {}}));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->title[Language::Ru], "Сколько часов?");
    EXPECT_EQ(read->interaction, "numeric");
    EXPECT_EQ(read->response, "54000");
    EXPECT_EQ(read->success, true);
    EXPECT_EQ(read->scaled, 1);
}

TEST_F(Statements, SatisfiedSaysWhetherItIsTheCourse) {
    const auto of_course = read_statement(state_satisfied(context_, course_->rule.id));
    ASSERT_TRUE(of_course);
    EXPECT_TRUE(of_course->is_course);
    EXPECT_EQ(of_course->group, course_->rule.id);
    EXPECT_EQ(of_course->title[Language::Ru], "Образец") << "a certificate must name the course when it is gone";
    const auto of_block = read_statement(state_satisfied(context_, "urn:block:one"));
    ASSERT_TRUE(of_block);
    EXPECT_FALSE(of_block->is_course);
    EXPECT_EQ(of_block->group, "urn:block:one");
}

TEST_F(Statements, WhatIsNoStatementIsNotRead) {
    store::Statement broken = state_completed(context_);
    for (const char* bytes : {"", "[]", "{\"verb\":1}", "{\"verb\":{\"id\":\"x\"}}", "{"}) {
        broken.json = bytes;
        EXPECT_FALSE(read_statement(broken)) << bytes;
    }
}

}  // namespace
}  // namespace lyceum::learning
