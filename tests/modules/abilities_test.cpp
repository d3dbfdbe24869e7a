// The optional abilities of a module, through real processes: what it tells arrives, what it does wrong has a name, and
// a module without an ability is done without.

#include "tests/modules/pool_fixture.hpp"

#include <gmock/gmock.h>

namespace lyceum::modules {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Call call_with(const std::string& attributes, const std::string& question = "q1", std::vector<Field> fields = {}) {
    Call call = call_of(activity_that(attributes));
    call.question = question;
    call.fields = std::move(fields);
    return call;
}

// Each call in a process of its own, as for every module that is not part of Lyceum.
class Abilities : public testing::Test {
protected:
    static PoolOptions impatient() {
        PoolOptions options = options_for_tests();
        options.call_deadline = std::chrono::milliseconds{300};
        return options;
    }

    Result<Outline> outline(const std::string& how) {
        return fixture_.run(fixture_.pool().outline(call_with(how.empty() ? "" : "outline=\"" + how + "\"")));
    }
    Result<RecallQuestions> questions(const std::string& how) {
        return fixture_.run(fixture_.pool().recall_questions(call_with("recall=\"" + how + "\"")));
    }
    Result<Outcome> judge(const std::string& how, std::vector<Field> fields = {{"option", "a"}}) {
        return fixture_.run(
            fixture_.pool().recall_respond(call_with("recall=\"" + how + "\"", "q1", std::move(fields))));
    }

    Result<Report> report(const std::string& how) {
        Call call = call_with("report=\"" + how + "\"");
        call.learners = {{"p1", {"the state", 1}, {}}, {"p2", {"", 1}, {}}};
        call.shared = {std::make_shared<const SharedDocument>(SharedDocument{"k", "v"})};
        return fixture_.run(fixture_.pool().report(std::move(call)));
    }

    // It failed like this, and the next call works.
    template <class Value>
    void expect(const Result<Value>& result, ErrorCode code, const std::string& text) {
        ASSERT_FALSE(result) << "it was answered";
        EXPECT_EQ(name_of(result.error().code), name_of(code)) << to_string(result.error());
        EXPECT_THAT(to_string(result.error()), HasSubstr(text));
        EXPECT_TRUE(outline(""));
        EXPECT_EQ(fixture_.pool().counters().zygote_starts, 1U) << "the zygote had to be started again";
    }

    PoolFixture fixture_{impatient(), Origin::ThirdParty};
};

TEST_F(Abilities, AnOutlineArrivesAsItWasTold) {
    const auto told = outline("");
    ASSERT_TRUE(told) << to_string(told.error());
    EXPECT_THAT(told.value().sections, ElementsAre(OutlineSection{"first", "The first", "en"}));
    EXPECT_THAT(told.value().terms, ElementsAre(OutlineTerm{"first", "Term", "What it means"}));
}

TEST_F(Abilities, AViewKnowsThePlaceThatWasAskedFor) {
    Call call = call_of(activity_that(""));
    call.place = "second";
    const auto view = fixture_.run(fixture_.pool().view(std::move(call)));
    ASSERT_TRUE(view) << to_string(view.error());
    EXPECT_THAT(view.value().xhtml, HasSubstr(" place=second "));
}

TEST_F(Abilities, AQuestionIsListedShownAndJudgedWithoutAState) {
    const auto listed = questions("");
    ASSERT_TRUE(listed) << to_string(listed.error());
    EXPECT_THAT(listed.value(), ElementsAre(RecallQuestion{"q1", "objective-1"}));
    const auto shown = fixture_.run(fixture_.pool().recall_view(call_with("", "q1", {{"option", "a"}})));
    ASSERT_TRUE(shown) << to_string(shown.error());
    EXPECT_EQ(shown.value().xhtml, "<p>question=q1 seed=7 fields=1</p>");
    const auto judged = judge("");
    ASSERT_TRUE(judged) << to_string(judged.error());
    ASSERT_EQ(judged.value().interactions.size(), 1U);
    EXPECT_EQ(judged.value().interactions[0].success, Verdict::Yes);
    EXPECT_EQ(judged.value().evidence.size(), 1U);
    EXPECT_EQ(judged.value().feedback, "Right.");
    const auto no_answer = judge("", {});
    ASSERT_TRUE(no_answer);
    EXPECT_THAT(no_answer.value().interactions, IsEmpty());
}

TEST_F(Abilities, AQuestionThatIsNotThereIsTheCallersInput) {
    const auto shown = fixture_.run(fixture_.pool().recall_view(call_with("", "q9")));
    ASSERT_FALSE(shown);
    EXPECT_EQ(shown.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(shown.error().where, "fields");
}

TEST_F(Abilities, AReportIsMadeOfEveryStateAndWhatIsShared) {
    const auto made = report("");
    ASSERT_TRUE(made) << to_string(made.error());
    EXPECT_THAT(made.value(), ElementsAre(ReportTable{.id = "all",
                                                      .title = "Everybody",
                                                      .note = "en",
                                                      .chart = "pairs",
                                                      .columns = {"Who", "What"},
                                                      .rows = {{"p1", "the state"}, {"p2", ""}, {"k", "v"}}}));
}

TEST_F(Abilities, AReportBeyondItsBoundsIsNamed) {
    expect(report("many_tables"), ErrorCode::Protocol, "more than 100 tables of a report");
    expect(report("many_rows"), ErrorCode::Protocol, "more than 10000 rows of a table");
    expect(report("many_report_bytes"), ErrorCode::Protocol, "more than 4194304 bytes of a report");
    expect(report("long_cell"), ErrorCode::Protocol, "more than 2048 bytes of a cell");
    expect(report("long_row"), ErrorCode::Protocol, "a row of 3 cells in a table of 2 columns");
    expect(report("row_first"), ErrorCode::Protocol, "a row before any table");
    expect(report("no_columns"), ErrorCode::Protocol, "a table of 0 columns");
    expect(report("small_table"), ErrorCode::Protocol, "a table of size 8");
}

TEST_F(Abilities, AReportThatMakesNoSenseIsNamed) {
    expect(report("bad_table_id"), ErrorCode::Protocol, "report[0].id");
    expect(report("no_table_title"), ErrorCode::Protocol, "report[0].title");
    expect(report("no_heading"), ErrorCode::Protocol, "report[0].columns");
    expect(report("bad_chart"), ErrorCode::Protocol, "none of lines, pairs, graph");
    expect(report("twice"), ErrorCode::Protocol, "two tables with the id");
    expect(report("failed"), ErrorCode::Crashed, "its report");
}

TEST_F(Abilities, AModuleWithoutThemIsDoneWithout) {
    PoolFixture without{options_for_tests(), Origin::ThirdParty, "no_abilities"};
    const auto told = without.run(without.pool().outline(call_with("")));
    ASSERT_TRUE(told) << to_string(told.error());
    EXPECT_THAT(told.value().sections, IsEmpty());
    EXPECT_THAT(told.value().terms, IsEmpty());
    const auto listed = without.run(without.pool().recall_questions(call_with("")));
    ASSERT_TRUE(listed) << to_string(listed.error());
    EXPECT_THAT(listed.value(), IsEmpty());
    const auto shown = without.run(without.pool().recall_view(call_with("")));
    ASSERT_FALSE(shown);
    EXPECT_EQ(shown.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(shown.error().where, "ability");
    const auto judged = without.run(without.pool().recall_respond(call_with("", "q1", {{"option", "a"}})));
    ASSERT_FALSE(judged);
    EXPECT_EQ(judged.error().where, "ability");
    const auto made = without.run(without.pool().report(call_with("")));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::NotFound);
    EXPECT_THAT(made.error().message, HasSubstr("no report"));
    EXPECT_TRUE(without.view(activity_that(""))) << "the module itself works";
}

TEST_F(Abilities, OneWithoutAllOfItsFunctionsIsNamed) {
    PoolFixture half{options_for_tests(), Origin::ThirdParty, "half_abilities"};
    const auto told = half.run(half.pool().outline(call_with("")));
    ASSERT_FALSE(told);
    EXPECT_EQ(told.error().code, ErrorCode::Protocol);
    EXPECT_THAT(told.error().message, HasSubstr("the ability lyceum.outline/1 without all of its functions"));
    const auto listed = half.run(half.pool().recall_questions(call_with("")));
    ASSERT_FALSE(listed);
    EXPECT_THAT(listed.error().message, HasSubstr("the ability lyceum.recall/1 without all of its functions"));
    const auto made = half.run(half.pool().report(call_with("")));
    ASSERT_FALSE(made);
    EXPECT_THAT(made.error().message, HasSubstr("the ability lyceum.report/1 without all of its functions"));
}

TEST_F(Abilities, AnOutlineBeyondItsBoundsIsNamed) {
    expect(outline("many_sections"), ErrorCode::Protocol, "more than 500 sections of an outline");
    expect(outline("many_terms"), ErrorCode::Protocol, "more than 1000 terms of an outline");
    expect(outline("long_text"), ErrorCode::Protocol, "more than 65536 bytes of a section's text");
    expect(outline("many_bytes"), ErrorCode::Protocol, "more than 4194304 bytes of an outline");
    expect(outline("small_section"), ErrorCode::Protocol, "a section of size 8");
}

TEST_F(Abilities, AnOutlineThatIsNoneIsNamed) {
    expect(outline("bad_section_id"), ErrorCode::Protocol, "outline.sections[0].id");
    expect(outline("no_title"), ErrorCode::Protocol, "outline.sections[0].title");
    expect(outline("not_utf8"), ErrorCode::Protocol, "outline.sections[0].text");
    expect(outline("no_definition"), ErrorCode::Protocol, "outline.terms[0].definition");
    expect(outline("failed"), ErrorCode::Crashed, "status 5");
    expect(outline("minus_one"), ErrorCode::Crashed, "status 5");
}

TEST_F(Abilities, ACrashOrAnEndlessLoopInOneIsNamed) {
    expect(outline("abort"), ErrorCode::Crashed, "SIGABRT");
    expect(outline("throw"), ErrorCode::Crashed, "thrown on purpose");
    expect(outline("loop"), ErrorCode::Timeout, "did not finish a call within 300 ms");
    expect(questions("open"), ErrorCode::Crashed, "forbidden system call: openat");
}

TEST_F(Abilities, AListOfQuestionsThatIsNoneIsNamed) {
    expect(questions("many_questions"), ErrorCode::Protocol, "more than 500 questions of a list");
    expect(questions("bad_question_id"), ErrorCode::Protocol, "recall.questions[0].id");
}

TEST_F(Abilities, AJudgementOfMoreThanTheQuestionIsNamed) {
    expect(judge("state"), ErrorCode::Protocol, "more of a recalled question than interactions");
    expect(judge("progress"), ErrorCode::Protocol, "more of a recalled question than interactions");
    expect(judge("two_answers"), ErrorCode::Protocol, "recall.interactions");
    expect(judge("other_question"), ErrorCode::Protocol, "recall.interactions");
    expect(judge("undecided"), ErrorCode::Protocol, "recall.interactions");
}

}  // namespace
}  // namespace lyceum::modules
