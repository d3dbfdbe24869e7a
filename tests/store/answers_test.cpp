#include "host/store/connection.hpp"
#include "tests/store/store_fixture.hpp"

#include <gmock/gmock.h>

namespace lyceum::store::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Answers = StoreTest;

TEST_F(Answers, AreRecordedWhole) {
    const Registration registration = enrolled();
    AnswerRecord record = make_answer(registration);
    record.shared.push_back({.key = "vote/1", .expected_revision = 0, .bytes = "yes"});

    const auto receipt = answer(record);

    ASSERT_TRUE(receipt) << to_string(receipt.error());
    EXPECT_EQ(receipt.value().result, AnswerResult::Recorded);
    EXPECT_EQ(receipt.value().receipt.revision, 1);
    Reader read = reader();
    const auto state = read.find_state(registration.id, record.unit).value();
    ASSERT_TRUE(state);
    EXPECT_EQ(state->bytes, record.state->bytes);
    EXPECT_EQ(state->version, 3U);
    EXPECT_EQ(state->revision, 1);
    EXPECT_EQ(state->updated, record.state->updated);
    const auto shared = read.shared_documents(record.shared_scope).value();
    ASSERT_THAT(shared, SizeIs(1));
    EXPECT_EQ(shared[0].key, "vote/1");
    EXPECT_EQ(shared[0].bytes, "yes");
    EXPECT_THAT(read.unit_progress(registration.id).value(), ElementsAre(*record.unit_progress));
    EXPECT_EQ(read.find_unit_progress(registration.id, record.unit).value(), record.unit_progress);
    EXPECT_EQ(read.course_progress(registration.id).value(), *record.course_progress);
    EXPECT_THAT(read.evidence_of(registration.user).value(), ElementsAre(record.evidence[0]));
    EXPECT_THAT(read.evidence_in(registration.id).value(), ElementsAre(record.evidence[0]));
    const auto statements = statements_of(registration.id);
    ASSERT_THAT(statements, SizeIs(1));
    EXPECT_EQ(statements[0].id, record.statements[0].id);
    EXPECT_EQ(statements[0].user, registration.user);
    EXPECT_EQ(statements[0].verb, record.statements[0].verb);
    EXPECT_EQ(statements[0].activity, record.statements[0].activity);
    EXPECT_EQ(statements[0].stored, record.statements[0].stored);
    EXPECT_EQ(statements[0].json, record.statements[0].json);
    const auto stored = read.find_receipt(registration.id, record.form).value();
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->feedback, record.feedback);
    EXPECT_EQ(stored->stored, record.now);
}

TEST_F(Answers, SentTwiceHaveTheEffectOfOneAndGetTheFirstReceipt) {
    const Registration registration = enrolled();
    const AnswerRecord first = make_answer(registration);
    ASSERT_TRUE(answer(first));

    AnswerRecord again = first;  // computed from the same page, but the module said something else this time
    again.feedback = "другое";
    again.now = start + 1h;
    const auto receipt = answer(again);

    ASSERT_TRUE(receipt);
    EXPECT_EQ(receipt.value().result, AnswerResult::Repeated);
    EXPECT_EQ(receipt.value().receipt.feedback, first.feedback);
    EXPECT_EQ(receipt.value().receipt.revision, 1);
    EXPECT_EQ(receipt.value().receipt.stored, first.now);
    EXPECT_EQ(reader().statement_count().value(), 1U);
    EXPECT_EQ(reader().find_state(registration.id, first.unit).value()->revision, 1);
}

TEST_F(Answers, OfTwoPeopleWithTheSameFormIdAreTwo) {
    const Registration anna = enrolled("anna");
    const Registration boris = enrolled("boris");
    const AnswerRecord first = make_answer(anna);
    AnswerRecord second = make_answer(boris);
    second.form = first.form;

    EXPECT_EQ(answer(first).value().result, AnswerResult::Recorded);
    EXPECT_EQ(answer(second).value().result, AnswerResult::Recorded);
}

TEST_F(Answers, ComputedFromAnOldStateAreStaleAndWriteNothing) {
    const Registration registration = enrolled();
    ASSERT_TRUE(answer(make_answer(registration, 0)));

    AnswerRecord late = make_answer(registration, 0);  // another tab
    late.state->bytes = "from the other tab";
    late.shared.push_back({.key = "vote/1", .expected_revision = 0, .bytes = "no"});
    const auto receipt = answer(late);

    ASSERT_TRUE(receipt);
    EXPECT_EQ(receipt.value().result, AnswerResult::Stale);
    Reader read = reader();
    EXPECT_EQ(read.find_state(registration.id, late.unit).value()->bytes, make_answer(registration).state->bytes);
    EXPECT_THAT(read.shared_documents(late.shared_scope).value(), IsEmpty());
    EXPECT_EQ(read.statement_count().value(), 1U);
    EXPECT_FALSE(read.find_receipt(registration.id, late.form).value());
}

TEST_F(Answers, ThatExpectAStateWhereThereIsNoneAreStale) {
    const Registration registration = enrolled();

    EXPECT_EQ(answer(make_answer(registration, 5)).value().result, AnswerResult::Stale);
    EXPECT_EQ(reader().statement_count().value(), 0U);
}

TEST_F(Answers, FollowOneAnotherByRevision) {
    const Registration registration = enrolled();

    for (std::int64_t revision = 0; revision < 5; ++revision) {
        const auto receipt = answer(make_answer(registration, revision));
        ASSERT_TRUE(receipt);
        EXPECT_EQ(receipt.value().result, AnswerResult::Recorded);
        EXPECT_EQ(receipt.value().receipt.revision, revision + 1);
    }
    EXPECT_EQ(reader().find_state(registration.id, "urn:unit:quiz").value()->revision, 5);
}

TEST_F(Answers, WithoutANewStateKeepItsRevision) {
    const Registration registration = enrolled();
    ASSERT_TRUE(answer(make_answer(registration, 0)));
    AnswerRecord record = make_answer(registration, 1);
    record.state.reset();

    EXPECT_EQ(answer(record).value().receipt.revision, 1);
    EXPECT_EQ(reader().find_state(registration.id, record.unit).value()->revision, 1);
}

TEST_F(Answers, ThatWriteOneSharedDocumentAtOnceLeaveTheSecondStale) {
    const Registration anna = enrolled("anna");
    const Registration boris = enrolled("boris");
    AnswerRecord first = make_answer(anna);
    first.shared.push_back({.key = "position", .expected_revision = 0, .bytes = "Анна"});
    AnswerRecord second = make_answer(boris);
    second.shared.push_back({.key = "position", .expected_revision = 0, .bytes = "Борис"});
    second.shared.push_back({.key = "own", .expected_revision = 0, .bytes = "Борис"});
    ASSERT_TRUE(answer(first));

    EXPECT_EQ(answer(second).value().result, AnswerResult::Stale);

    Reader read = reader();
    const auto shared = read.shared_documents(first.shared_scope).value();
    ASSERT_THAT(shared, SizeIs(1));
    EXPECT_EQ(shared[0].bytes, "Анна");
    EXPECT_FALSE(read.find_state(boris.id, second.unit).value());
}

TEST_F(Answers, ReplaceAndRemoveSharedDocumentsTheyHaveSeen) {
    const Registration registration = enrolled();
    AnswerRecord add = make_answer(registration, 0);
    add.shared.push_back({.key = "b", .expected_revision = 0, .bytes = "1"});
    add.shared.push_back({.key = "a", .expected_revision = 0, .bytes = "1"});
    ASSERT_TRUE(answer(add));
    auto shared = reader().shared_documents(add.shared_scope).value();
    ASSERT_THAT(shared, SizeIs(2));
    EXPECT_EQ(shared[0].key, "a") << "documents come by key";

    AnswerRecord change = make_answer(registration, 1);
    change.shared.push_back({.key = "a", .expected_revision = shared[0].revision, .bytes = "2"});
    change.shared.push_back({.key = "b", .expected_revision = shared[1].revision, .bytes = std::nullopt});
    ASSERT_EQ(answer(change).value().result, AnswerResult::Recorded);

    const auto after = reader().shared_documents(add.shared_scope).value();
    ASSERT_THAT(after, SizeIs(1));
    EXPECT_EQ(after[0].bytes, "2");
    EXPECT_GT(after[0].revision, shared[0].revision);
}

TEST_F(Answers, NeverTakeASharedDocumentForTheOneRemovedBeforeIt) {
    const Registration registration = enrolled();
    const auto put = [&](std::int64_t state, std::int64_t expected, std::optional<std::string> bytes) {
        AnswerRecord record = make_answer(registration, state);
        record.shared.push_back({.key = "post", .expected_revision = expected, .bytes = std::move(bytes)});
        return answer(record).value().result;
    };
    const auto revision = [&] { return reader().shared_documents("urn:unit:quiz").value().at(0).revision; };
    ASSERT_EQ(put(0, 0, "first"), AnswerResult::Recorded);
    const std::int64_t seen = revision();
    ASSERT_EQ(put(1, seen, std::nullopt), AnswerResult::Recorded);
    ASSERT_EQ(put(2, 0, "second"), AnswerResult::Recorded);

    EXPECT_EQ(put(3, seen, "meant for the first"), AnswerResult::Stale);
    EXPECT_NE(revision(), seen);
}

TEST_F(Answers, OfAnUnknownRegistrationFailAndLeaveNothing) {
    const Registration nobody{
        .id = RegistrationId::make(start), .user = UserId::make(start), .course_id = "x", .started = start};

    const auto receipt = answer(make_answer(nobody));

    ASSERT_FALSE(receipt);
    EXPECT_EQ(receipt.error().code, ErrorCode::NotFound);
    EXPECT_EQ(reader().statement_count().value(), 0U);
    EXPECT_FALSE(reader().find_state(nobody.id, "urn:unit:quiz").value());
}

TEST_F(Answers, ThatFailHalfWayLeaveNothing) {
    const Registration registration = enrolled();
    AnswerRecord record = make_answer(registration);
    record.unit_progress->percent = 101;  // the schema refuses it, after statements and state were written

    EXPECT_FALSE(answer(record));

    EXPECT_EQ(reader().statement_count().value(), 0U);
    EXPECT_FALSE(reader().find_state(registration.id, record.unit).value());
    EXPECT_FALSE(reader().find_receipt(registration.id, record.form).value());
}

TEST_F(Answers, AreReadBackInTheOrderStored) {
    const Registration registration = enrolled();
    std::vector<StatementId> written;
    for (std::int64_t revision = 0; revision < 10; ++revision) {
        // The clock may be set back: the order is that of storing, not of time.
        AnswerRecord record = make_answer(registration, revision);
        record.statements[0].stored = start - std::chrono::hours{revision};
        written.push_back(record.statements[0].id);
        ASSERT_TRUE(answer(record));
    }

    std::vector<StatementId> read;
    for (const Statement& statement : statements_of(registration.id)) {
        read.push_back(statement.id);
    }
    EXPECT_EQ(read, written);
}

TEST_F(Answers, AScanEndsWithTheFailureOfItsVisitor) {
    const Registration registration = enrolled();
    ASSERT_TRUE(answer(make_answer(registration, 0)));
    ASSERT_TRUE(answer(make_answer(registration, 1)));
    int seen = 0;

    const auto ended = reader().each_statement(registration.id, [&](const Statement&) -> Result<void> {
        ++seen;
        return Error{ErrorCode::LimitExceeded, "enough", "", ""};
    });

    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, ErrorCode::LimitExceeded);
    EXPECT_EQ(seen, 1);
}

TEST_F(Answers, StatementsAndAuditCannotBeChangedOrRemoved) {
    const Registration registration = enrolled();
    ASSERT_TRUE(answer(make_answer(registration)));
    ASSERT_TRUE(write<void>([&](Transaction& transaction) {
        return transaction.append_audit(
            {.time = start, .user = registration.user, .act = "session.start", .subject = "", .detail = ""});
    }));
    const auto raw = Connection::open(file, Connection::Access::Write, 5s).value();

    for (const char* sql : {"UPDATE statements SET json = '{}'", "DELETE FROM statements", "UPDATE audit SET act = ''",
                            "DELETE FROM audit"}) {
        const auto done = raw->execute(sql);
        ASSERT_FALSE(done) << sql;
        EXPECT_EQ(done.error().code, ErrorCode::Denied) << sql;
    }
    EXPECT_EQ(reader().statement_count().value(), 1U);
}

TEST_F(Answers, AUnitIsBegunOnce) {
    const Registration registration = enrolled();
    const AnswerRecord record = make_answer(registration);
    ASSERT_TRUE(answer(record));
    const UnitProgress begun{
        .registration = registration.id, .unit = record.unit, .best_scaled = std::nullopt, .updated = start + 1h};

    ASSERT_TRUE(write<void>([&](Transaction& transaction) {
        return transaction.begin_unit(begun, {make_statement(registration, "http://adlnet.gov/expapi/verbs/launched")});
    }));

    EXPECT_EQ(reader().find_unit_progress(registration.id, record.unit).value(), record.unit_progress);
    EXPECT_EQ(reader().statement_count().value(), 1U);
}

TEST_F(Answers, BeginningAUnitWritesItsRowAndStatements) {
    const Registration registration = enrolled();
    const UnitProgress begun{
        .registration = registration.id, .unit = "urn:unit:lesson", .best_scaled = std::nullopt, .updated = start};

    ASSERT_TRUE(write<void>([&](Transaction& transaction) {
        return transaction.begin_unit(
            begun, {make_statement(registration, "launched"), make_statement(registration, "initialized")});
    }));

    EXPECT_EQ(reader().find_unit_progress(registration.id, "urn:unit:lesson").value(), begun);
    EXPECT_THAT(statements_of(registration.id), SizeIs(2));
}

TEST_F(Answers, DerivedRowsAreReplacedForOneRegistrationOnly) {
    const Registration anna = enrolled("anna");
    const Registration boris = enrolled("boris");
    const AnswerRecord of_anna = make_answer(anna);
    const AnswerRecord of_boris = make_answer(boris);
    ASSERT_TRUE(answer(of_anna));
    ASSERT_TRUE(answer(of_boris));
    UnitProgress unit = *of_anna.unit_progress;
    unit.unit = "urn:unit:other";
    CompetencyEvidence shown = of_anna.evidence[0];
    shown.competency = "C7";

    ASSERT_TRUE(write<void>([&](Transaction& transaction) {
        return transaction.replace_derived(anna.id, {unit}, {anna.id, 7, std::nullopt}, {shown});
    }));

    Reader read = reader();
    EXPECT_THAT(read.unit_progress(anna.id).value(), ElementsAre(unit));
    EXPECT_EQ(read.course_progress(anna.id).value().satisfied_units, 7);
    EXPECT_FALSE(read.course_progress(anna.id).value().satisfied);
    EXPECT_THAT(read.evidence_of(anna.user).value(), ElementsAre(shown));
    EXPECT_THAT(read.unit_progress(boris.id).value(), ElementsAre(*of_boris.unit_progress));
    EXPECT_THAT(read.evidence_of(boris.user).value(), ElementsAre(of_boris.evidence[0]));
}

}  // namespace
}  // namespace lyceum::store::testing
