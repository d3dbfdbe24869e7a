#include "host/modules/protocol.hpp"

#include <gtest/gtest.h>

#include <random>

namespace lyceum::modules::protocol {
namespace {

// What the other side would decode: the frame without its length, which must be right.
std::string_view body(const std::string& frame) {
    EXPECT_GT(frame.size(), header_bytes);
    EXPECT_EQ(read_length(std::string_view{frame}.substr(0, header_bytes)), frame.size() - header_bytes);
    return std::string_view{frame}.substr(header_bytes);
}

std::shared_ptr<const SharedDocument> document(std::string key, std::string bytes) {
    return std::make_shared<const SharedDocument>(SharedDocument{std::move(key), std::move(bytes)});
}

Task full_task() {
    return Task{.id = "@0190163d-8694-739b-aea5-966c26f8ad91",
                .status = TaskStatus::Draft,
                .title = "Сократить документы",
                .service = "Запись",
                .baseline = "6",
                .target = "1",
                .unit = "документов",
                .deadline = "2027-06-01",
                .effect_sector = 4,
                .effect_state = 5,
                .effort = 3,
                .effect_sector_reason = "a",
                .effect_state_reason = "b",
                .partners = "c",
                .first_step = "d",
                .evidence = "e",
                .source = "f",
                .reason = {}};
}

Call full_call() {
    Call call;
    call.state = State{"{\"at\":3}", 2};
    call.time_ms = -5;
    call.seed = 0xfedcba9876543210U;
    call.language = "be";
    call.role = "head";
    call.learner = "p-17";
    call.shared = {document("posts/1", "a"), document("posts/2", "")};
    call.fields = {{"q1", "a"}, {"q1", "b"}, {"note", "Добры дзень"}};
    call.place = "section-2";
    call.question = "q1";
    call.tasks = {full_task()};
    call.tasks.back().status = TaskStatus::UnderWay;
    return call;
}

Responded full_response() {
    Responded response;
    response.call = 12;
    Outcome& outcome = response.outcome;
    outcome.state = State{"state", 4};
    outcome.shared = {{"a", "written"}, {"b", std::nullopt}};
    outcome.score = Score{0.5, 1, 0, 2};
    outcome.completion = Verdict::Yes;
    outcome.success = Verdict::No;
    outcome.progress = 40;
    outcome.interactions = {{"q1", InteractionKind::Numeric, "How many?", "75", "70[:]80", Verdict::Yes, 1, 1500},
                            {"q2", InteractionKind::Other, "", "", "", Verdict::Undecided, 0, std::nullopt}};
    outcome.evidence = {{"objective", 0.25}};
    outcome.declarations = {{"C3", 2}};
    outcome.feedback = "Saved.";
    TaskChange commit{.kind = TaskChange::Kind::Commit, .task = {}, .reason = "why"};
    commit.task.id = "t1";
    outcome.tasks = {{TaskChange::Kind::Propose, full_task(), ""}, commit};
    return response;
}

TEST(Protocol, ACallArrivesAsItWasSent) {
    const Call call = full_call();
    const std::string frame = encode_call(Type::Respond, 9, 4, call);
    const auto request = decode_call(body(frame));
    ASSERT_TRUE(request);
    EXPECT_EQ(request->call, 9U);
    EXPECT_EQ(request->activity, 4U);
    EXPECT_EQ(request->state, call.state->bytes);
    EXPECT_EQ(request->state_version, 2U);
    EXPECT_EQ(request->time_ms, -5);
    EXPECT_EQ(request->seed, call.seed);
    EXPECT_EQ(request->language, "be");
    EXPECT_EQ(request->role, "head");
    EXPECT_EQ(request->learner, "p-17");
    EXPECT_EQ(request->shared, (std::vector<Pair>{{"posts/1", "a"}, {"posts/2", ""}}));
    EXPECT_EQ(request->tasks, call.tasks);
    EXPECT_EQ(request->fields, (std::vector<Pair>{{"q1", "a"}, {"q1", "b"}, {"note", "Добры дзень"}}));
    EXPECT_EQ(request->place, "section-2");
    EXPECT_EQ(request->question, "q1");
}

Outlined full_outline() {
    Outlined outlined{3, 0, {}};
    outlined.outline.sections = {{"a", "Пачатак", "Тэкст раздзела"}, {"b", "Канец", ""}};
    outlined.outline.terms = {{"a", "тэрмін", "што гэта"}, {"", "другі", "не названы"}};
    return outlined;
}

TEST(Protocol, EachCallOnAnAbilityArrivesAsWhatItIs) {
    for (const Type type : {Type::View, Type::Respond, Type::Outline, Type::RecallList, Type::RecallView,
                            Type::RecallRespond, Type::Report}) {
        const std::string frame = encode_call(type, 9, 4, full_call());
        EXPECT_EQ(type_of(body(frame)), type);
        EXPECT_TRUE(decode_call(body(frame)));
    }
    EXPECT_FALSE(decode_call(body(encode(Viewed{1, 0, "<p/>"}))));
}

TEST(Protocol, AnOutlineArrivesAsItWasSent) {
    const Outlined sent = full_outline();
    const auto received = decode_outlined(body(encode(sent)), OutputLimits{});
    ASSERT_TRUE(received);
    EXPECT_EQ(received->call, 3U);
    EXPECT_EQ(received->outline.sections, sent.outline.sections);
    EXPECT_EQ(received->outline.terms, sent.outline.terms);
}

TEST(Protocol, AListOfQuestionsArrivesAsItWasSent) {
    const RecallListed sent{3, no_ability, {{"q1", "objective"}, {"q2", ""}}};
    const auto received = decode_recall_listed(body(encode(sent)), OutputLimits{});
    ASSERT_TRUE(received);
    EXPECT_EQ(received->status, no_ability);
    EXPECT_EQ(received->questions, sent.questions);
}

Reported full_report() {
    return {3,
            0,
            {{.id = "a",
              .title = "Вынікі",
              .note = "",
              .chart = "pairs",
              .columns = {"x", "y"},
              .rows = {{"1", "2"}, {"", "4"}}},
             {.id = "b", .title = "t", .note = "n", .chart = "", .columns = {"z"}, .rows = {}}}};
}

TEST(Protocol, StatesOfLearnersArriveAsTheyWereSent) {
    Call call = full_call();
    Task committed = call.tasks.front();
    committed.reason = "the law first";
    call.learners = {{"p1", {"state one", 2}, {committed, call.tasks.front()}}, {"p2", {"", 1}, {}}};
    const std::string frame = encode_call(Type::Report, 9, 4, call);
    const auto received = decode_call(body(frame));
    ASSERT_TRUE(received);
    ASSERT_EQ(received->learners.size(), 2U);
    EXPECT_EQ(received->learners[0].learner, "p1");
    EXPECT_EQ(received->learners[0].version, 2U);
    EXPECT_EQ(received->learners[0].state, "state one");
    EXPECT_EQ(received->learners[0].tasks, call.learners[0].tasks);
    EXPECT_EQ(received->learners[1].state, "");
    EXPECT_TRUE(received->learners[1].tasks.empty());
    for (std::size_t size = 0; size < body(frame).size(); ++size) {
        EXPECT_FALSE(decode_call(body(frame).substr(0, size))) << size;
    }
}

TEST(Protocol, AReportArrivesAsItWasSentAndNoTruncationOfItIsOne) {
    const std::string frame{body(encode(full_report()))};
    const auto received = decode_reported(frame, OutputLimits{});
    ASSERT_TRUE(received);
    EXPECT_EQ(received->report, full_report().report);
    for (std::size_t size = 0; size < frame.size(); ++size) {
        EXPECT_FALSE(decode_reported(frame.substr(0, size), OutputLimits{})) << size;
    }
}

TEST(Protocol, AReportPastALimitIsNothing) {
    const std::string frame{body(encode(full_report()))};
    const auto refused = [&](std::size_t OutputLimits::*limit, std::size_t value) {
        OutputLimits limits;
        limits.*limit = value;
        return !decode_reported(frame, limits);
    };
    EXPECT_TRUE(refused(&OutputLimits::report_tables, 1));
    EXPECT_TRUE(refused(&OutputLimits::report_columns, 1));
    EXPECT_TRUE(refused(&OutputLimits::report_rows, 1));
    EXPECT_TRUE(refused(&OutputLimits::report_bytes, 60));
    EXPECT_FALSE(refused(&OutputLimits::report_tables, 2));
}

TEST(Protocol, EveryTruncationOfAnAbilitysReplyIsNothing) {
    const std::string outline{body(encode(full_outline()))};
    for (std::size_t size = 0; size < outline.size(); ++size) {
        EXPECT_FALSE(decode_outlined(outline.substr(0, size), OutputLimits{})) << size;
    }
    const std::string list{body(encode(RecallListed{3, 0, {{"q1", "objective"}}}))};
    for (std::size_t size = 0; size < list.size(); ++size) {
        EXPECT_FALSE(decode_recall_listed(list.substr(0, size), OutputLimits{})) << size;
    }
}

TEST(Protocol, AnAbilitysReplyBeyondALimitIsNothing) {
    const std::string outline{body(encode(full_outline()))};
    EXPECT_FALSE(decode_outlined(outline, OutputLimits{.outline_sections = 1}));
    EXPECT_FALSE(decode_outlined(outline, OutputLimits{.outline_terms = 1}));
    EXPECT_FALSE(decode_outlined(outline, OutputLimits{.outline_text_bytes = 3}));
    EXPECT_FALSE(decode_outlined(outline, OutputLimits{.outline_bytes = 20}));
    const std::string list{body(encode(RecallListed{3, 0, {{"q1", ""}, {"q2", ""}}}))};
    EXPECT_FALSE(decode_recall_listed(list, OutputLimits{.recall_questions = 1}));
}

TEST(Protocol, AnOutcomeArrivesAsItWasSent) {
    const Responded sent = full_response();
    const auto received = decode_responded(body(encode(sent)), OutputLimits{});
    ASSERT_TRUE(received);
    EXPECT_EQ(received->call, 12U);
    EXPECT_EQ(received->outcome.state, sent.outcome.state);
    ASSERT_EQ(received->outcome.shared.size(), 2U);
    EXPECT_EQ(received->outcome.shared[0].bytes, "written");
    EXPECT_EQ(received->outcome.shared[1].bytes, std::nullopt);
    EXPECT_EQ(received->outcome.score, sent.outcome.score);
    EXPECT_EQ(received->outcome.completion, Verdict::Yes);
    EXPECT_EQ(received->outcome.success, Verdict::No);
    EXPECT_EQ(received->outcome.progress, 40U);
    ASSERT_EQ(received->outcome.interactions.size(), 2U);
    EXPECT_EQ(received->outcome.interactions[0].kind, InteractionKind::Numeric);
    EXPECT_EQ(received->outcome.interactions[0].duration_ms, 1500);
    EXPECT_EQ(received->outcome.interactions[1].duration_ms, std::nullopt);
    ASSERT_EQ(received->outcome.evidence.size(), 1U);
    EXPECT_EQ(received->outcome.evidence[0].scaled, 0.25);
    EXPECT_EQ(received->outcome.declarations, sent.outcome.declarations);
    EXPECT_EQ(received->outcome.feedback, "Saved.");
    EXPECT_EQ(received->outcome.tasks, sent.outcome.tasks);
}

TEST(Protocol, TheStartOfAWorkerArrivesAsItWasSent) {
    Start start;
    start.module_id = "lyceum.quiz";
    start.version = "1.2.3";
    start.abi = 1;
    start.folder = "/modules/quiz";
    start.library = "/modules/quiz/quiz.so";
    start.address_space_bytes = std::uint64_t{5} << 30;
    start.load_seconds = 6;
    start.child_seconds = 60;
    start.fork_key = 0x8000000000000001U;
    start.output.view_bytes = 77;
    const auto received = decode_start(body(encode(start)));
    ASSERT_TRUE(received);
    EXPECT_EQ(received->module_id, start.module_id);
    EXPECT_EQ(received->library, start.library);
    EXPECT_EQ(received->address_space_bytes, start.address_space_bytes);
    EXPECT_EQ(received->fork_key, start.fork_key);
    EXPECT_EQ(received->output.view_bytes, 77U);
    EXPECT_EQ(received->output.diagnostics, OutputLimits{}.diagnostics);
}

TEST(Protocol, DiagnosticsArriveAsTheyWereSent) {
    xml::Diagnostic warning;
    warning.line = 3;
    warning.column = 8;
    warning.severity = xml::Severity::Warning;
    warning.rule = "quiz.rule";
    warning.text = "text";
    warning.hint = "hint";
    const auto received = decode_opened(body(encode(Opened{5, 1, {warning}})), OutputLimits{});
    ASSERT_TRUE(received);
    EXPECT_EQ(received->status, 1);
    EXPECT_EQ(received->diagnostics, xml::Diagnostics{warning});
}

TEST(Protocol, AShortLastWordReadsLikeALongOne) {
    const auto frame = encode_short_ended(EndReason::ForbiddenCall, 41);
    const auto ended = decode_ended(body(std::string{frame.data(), frame.size()}));
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->reason, EndReason::ForbiddenCall);
    EXPECT_EQ(ended->number, 41U);
    EXPECT_EQ(ended->text, "");
}

TEST(Protocol, AFrameOfAnotherTypeIsNothing) {
    const std::string frame = encode(Viewed{1, 0, "<p/>"});
    EXPECT_FALSE(decode_responded(body(frame), OutputLimits{}));
    EXPECT_FALSE(decode_ended(body(frame)));
    EXPECT_FALSE(type_of(""));
    EXPECT_FALSE(type_of("\x7f"));
}

TEST(Protocol, EveryTruncationOfAnOutcomeIsNothing) {
    const std::string frame = encode(full_response());
    const std::string_view whole = body(frame);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(decode_responded(whole.substr(0, size), OutputLimits{})) << size;
    }
}

TEST(Protocol, EveryTruncationOfACallIsNothing) {
    const std::string frame = encode_call(Type::View, 1, 2, full_call());
    const std::string_view whole = body(frame);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(decode_call(whole.substr(0, size))) << size;
    }
}

TEST(Protocol, WhatFollowsAFrameMakesItNothing) {
    EXPECT_FALSE(decode_responded(std::string{body(encode(full_response()))} + "x", OutputLimits{}));
    EXPECT_FALSE(decode_viewed(std::string{body(encode(Viewed{1, 0, "<p/>"}))} + "x", OutputLimits{}));
}

TEST(Protocol, OutputBeyondALimitIsNothing) {
    OutputLimits limits;
    limits.view_bytes = 4;
    EXPECT_TRUE(decode_viewed(body(encode(Viewed{1, 0, "<p/>"})), limits));
    EXPECT_FALSE(decode_viewed(body(encode(Viewed{1, 0, "<hr/>"})), limits));

    limits = OutputLimits{};
    limits.interactions = 1;
    EXPECT_FALSE(decode_responded(body(encode(full_response())), limits));
    limits = OutputLimits{};
    limits.state_bytes = 4;
    EXPECT_FALSE(decode_responded(body(encode(full_response())), limits));
    limits = OutputLimits{};
    limits.shared_changes = 1;
    EXPECT_FALSE(decode_responded(body(encode(full_response())), limits));
    limits = OutputLimits{};
    limits.evidence = 0;
    EXPECT_FALSE(decode_responded(body(encode(full_response())), limits));
}

// A count of four thousand million in a frame of a few bytes must not reserve memory for them.
TEST(Protocol, ACountThatTheFrameCannotHoldIsNothing) {
    std::string frame{body(encode(Opened{1, 0, {}}))};
    for (std::size_t i = frame.size() - 4; i < frame.size(); ++i) {
        frame[i] = '\xff';
    }
    EXPECT_FALSE(decode_opened(frame, OutputLimits{.diagnostics = std::size_t{1} << 40}));
}

TEST(Protocol, AForkOfNoneOrOfTooManyIsNothing) {
    EXPECT_TRUE(decode_fork(body(encode(Fork{1, 1}))));
    EXPECT_FALSE(decode_fork(body(encode(Fork{1, 0}))));
    EXPECT_FALSE(decode_fork(body(encode(Fork{1, fork_batch + 1}))));
}

TEST(Protocol, ChangedBytesNeverBreakADecoder) {
    const std::string response{body(encode(full_response()))};
    const std::string call{body(encode_call(Type::View, 1, 2, full_call()))};
    std::mt19937 random{20261124};
    std::size_t accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string changed = round % 2 == 0 ? response : call;
        for (int change = 0; change < 3; ++change) {
            changed[random() % changed.size()] = static_cast<char>(random());
        }
        accepted += decode_responded(changed, OutputLimits{}).has_value();
        accepted += decode_call(changed).has_value();
    }
    EXPECT_GT(accepted, 0U);  // changes within a text are no errors of the frame
}

TEST(Protocol, ACallThatAWorkerWouldNotReadDoesNotFit) {
    Call call = full_call();
    EXPECT_TRUE(fits(call));
    call.fields.assign(InputLimits::fields + 1, Field{"a", "b"});
    EXPECT_FALSE(fits(call));
    call = full_call();
    call.shared = {document("key", std::string(InputLimits::document + 1, 'x'))};
    EXPECT_FALSE(fits(call));
    call = full_call();
    call.shared.assign(20, document("key", std::string(InputLimits::document, 'x')));
    EXPECT_FALSE(fits(call));
}

}  // namespace
}  // namespace lyceum::modules::protocol
