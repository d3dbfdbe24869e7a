#include "host/modules/output_check.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace lyceum::modules {
namespace {

Outcome sound_outcome() {
    Outcome outcome;
    outcome.state = State{"{}", 1};
    outcome.shared = {{"posts/1", "text"}, {"posts/0", std::nullopt}};
    outcome.score = Score{-1, 0, 0, 10};
    outcome.progress = 100;
    outcome.interactions = {{"q.1-a_B", InteractionKind::Choice, "Выберите", "a[,]c", "a", Verdict::No, 0.5, 0}};
    outcome.evidence = {{"https://example.org/objective", 1}};
    outcome.declarations = {{"C3", 4}};
    outcome.feedback = "Сохранено";
    TaskChange propose;
    propose.task.id = "t1";
    propose.task.title = "Сократить документы";
    propose.task.baseline = "-0.5";
    propose.task.deadline = "2028-02-29";
    propose.task.effort = 5;
    TaskChange commit{.kind = TaskChange::Kind::Commit, .task = {}, .reason = "потому что"};
    commit.task.id = "@0190163d-8694-739b-aea5-966c26f8ad91";
    outcome.tasks = {propose, commit};
    return outcome;
}

// The field an outcome is refused for, after `change`; empty if it is accepted.
template <class Change>
std::string refused_field(Change change) {
    Outcome outcome = sound_outcome();
    change(outcome);
    const auto checked = check_outcome(outcome);
    if (checked) {
        return {};
    }
    EXPECT_EQ(checked.error().code, ErrorCode::Protocol);
    return checked.error().where;
}

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(OutputCheck, ASoundOutcomePasses) {
    EXPECT_EQ(refused_field([](Outcome&) {}), "");
}

TEST(OutputCheck, ScoresMustBeFiniteAndInRange) {
    EXPECT_EQ(refused_field([](Outcome& o) { o.score->scaled = not_a_number; }), "score.scaled");
    EXPECT_EQ(refused_field([](Outcome& o) { o.score->scaled = 1.01; }), "score.scaled");
    EXPECT_EQ(refused_field([](Outcome& o) { o.score->raw = 11; }), "score.raw");
    EXPECT_EQ(refused_field([](Outcome& o) { o.score->raw = infinity; }), "score.raw");
    EXPECT_EQ(refused_field([](Outcome& o) { o.score->max = o.score->min; }), "score.max");
    EXPECT_EQ(refused_field([](Outcome& o) { o.score->max = infinity; }), "score.max");
}

TEST(OutputCheck, TextsMustBeUtf8WithoutControlCharacters) {
    EXPECT_EQ(refused_field([](Outcome& o) { o.feedback = "\xff"; }), "feedback");
    EXPECT_EQ(refused_field([](Outcome& o) { o.feedback = std::string{"a\0b", 3}; }), "feedback");
    EXPECT_EQ(refused_field([](Outcome& o) { o.feedback = "two\nlines\tand a tab\r"; }), "");
    EXPECT_EQ(refused_field([](Outcome& o) { o.state->bytes = "\xc0\xaf"; }), "state");
    EXPECT_EQ(refused_field([](Outcome& o) { o.shared[0].bytes = "\xed\xa0\x80"; }), "shared[0].bytes");
    EXPECT_EQ(refused_field([](Outcome& o) { o.interactions[0].response = "\x1b[2J"; }), "interactions[0].response");
}

TEST(OutputCheck, NamesMustNotBeEmptyOrLong) {
    EXPECT_EQ(refused_field([](Outcome& o) { o.shared[1].key = ""; }), "shared[1].key");
    EXPECT_EQ(refused_field([](Outcome& o) { o.shared[1].key = std::string(201, 'k'); }), "shared[1].key");
    EXPECT_EQ(refused_field([](Outcome& o) { o.evidence[0].objective = ""; }), "evidence[0].objective");
    EXPECT_EQ(refused_field([](Outcome& o) { o.declarations[0].competency = ""; }), "declarations[0].competency");
    EXPECT_EQ(refused_field([](Outcome& o) { o.declarations[0].level = 5; }), "declarations[0].level");
}

TEST(OutputCheck, InteractionIdsAreMadeOfLettersDigitsAndThreeSigns) {
    for (const char* const id : {"", "a b", "é", "a/b", "a[,]b"}) {
        EXPECT_EQ(refused_field([&](Outcome& o) { o.interactions[0].id = id; }), "interactions[0].id") << id;
    }
}

TEST(OutputCheck, SharesAndDurationsMustBeInRange) {
    EXPECT_EQ(refused_field([](Outcome& o) { o.interactions[0].scaled = -0.1; }), "interactions[0].scaled");
    EXPECT_EQ(refused_field([](Outcome& o) { o.interactions[0].duration_ms = -1; }), "interactions[0].duration_ms");
    EXPECT_EQ(
        refused_field([](Outcome& o) { o.interactions[0].duration_ms = std::numeric_limits<std::int64_t>::max(); }),
        "interactions[0].duration_ms");
    EXPECT_EQ(refused_field([](Outcome& o) { o.evidence[0].scaled = not_a_number; }), "evidence[0].scaled");
    EXPECT_EQ(refused_field([](Outcome& o) { o.progress = 101; }), "progress");
}

TEST(OutputCheck, ATaskNeedsAnIdATitleAndValuesThatAreWhatTheySay) {
    for (const char* const id : {"", "@", "a b", "a@b"}) {
        EXPECT_EQ(refused_field([&](Outcome& o) { o.tasks[0].task.id = id; }), "tasks[0].id") << id;
    }
    EXPECT_EQ(refused_field([](Outcome& o) { o.tasks[0].task.id = std::string(65, 'a'); }), "tasks[0].id");
    EXPECT_EQ(refused_field([](Outcome& o) { o.tasks[0].task.title = ""; }), "tasks[0].title");
    EXPECT_EQ(refused_field([](Outcome& o) { o.tasks[0].task.title = std::string(301, 'a'); }), "tasks[0].title");
    EXPECT_EQ(refused_field([](Outcome& o) { o.tasks[0].task.source = "\xff"; }), "tasks[0]");
    EXPECT_EQ(refused_field([](Outcome& o) { o.tasks[1].reason = "\x01"; }), "tasks[1].reason");
    for (const char* const number : {"six", ".5", "5.", "1,5", "-", "1.2.3", "12345678901234567"}) {
        EXPECT_EQ(refused_field([&](Outcome& o) { o.tasks[0].task.target = number; }), "tasks[0]") << number;
    }
    for (const char* const day : {"2027-02-29", "1.6.2027", "2027-6-1", "tomorrow", "2027-06-01T00:00"}) {
        EXPECT_EQ(refused_field([&](Outcome& o) { o.tasks[0].task.deadline = day; }), "tasks[0].deadline") << day;
    }
    EXPECT_EQ(refused_field([](Outcome& o) { o.tasks[0].task.effort = 6; }), "tasks[0]");
}

TEST(OutputCheck, AViewMustBeText) {
    EXPECT_TRUE(check_view("<p>Привет</p>\n"));
    EXPECT_FALSE(check_view("<p>\xff</p>"));
    EXPECT_FALSE(check_view(std::string_view{"<p>\0</p>", 8}));
}

TEST(OutputCheck, ADiagnosticNeedsARuleAndAText) {
    xml::Diagnostic diagnostic;
    diagnostic.rule = "quiz.rule";
    diagnostic.text = "what is wrong";
    EXPECT_TRUE(check_diagnostics({diagnostic}));
    diagnostic.text = "";
    EXPECT_FALSE(check_diagnostics({diagnostic}));
}

}  // namespace
}  // namespace lyceum::modules
