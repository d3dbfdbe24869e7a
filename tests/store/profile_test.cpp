#include "host/store/connection.hpp"
#include "tests/store/store_fixture.hpp"

#include <gmock/gmock.h>

namespace lyceum::store::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Profiles : public StoreTest {
protected:
    Certificate certificate_for(const AnswerRecord& record, std::string code = "ABCDEFGHJKMNPQRS") {
        return Certificate{.code = std::move(code),
                           .registration = record.registration,
                           .statement = record.statements.back().id,
                           .holder = "Анна Иванова",
                           .issued = record.now};
    }

    Result<void> set_feed(const UserId& user, char byte) {
        return write<void>([&](Transaction& transaction) {
            return transaction.set_calendar_feed({.user = user, .token_hash = std::string(32, byte), .created = start});
        });
    }
};

TEST_F(Profiles, ACertificateIsWrittenWithTheAnswerThatEarnedIt) {
    const Registration registration = enrolled();
    AnswerRecord record = make_answer(registration);
    record.certificate = certificate_for(record);

    ASSERT_TRUE(answer(record));

    EXPECT_EQ(reader().find_certificate("ABCDEFGHJKMNPQRS").value(), record.certificate);
    EXPECT_EQ(reader().certificate_of(registration.id).value(), record.certificate);
    EXPECT_FALSE(reader().find_certificate("ABCDEFGHJKMNPQRT").value());
}

TEST_F(Profiles, AStaleAnswerLeavesNoCertificate) {
    const Registration registration = enrolled();
    AnswerRecord record = make_answer(registration, 7);
    record.certificate = certificate_for(record);

    ASSERT_EQ(answer(record).value().result, AnswerResult::Stale);

    EXPECT_FALSE(reader().certificate_of(registration.id).value());
}

TEST_F(Profiles, ARegistrationKeepsItsFirstCertificate) {
    const Registration registration = enrolled();
    AnswerRecord record = make_answer(registration);
    record.certificate = certificate_for(record);
    ASSERT_TRUE(answer(record));
    AnswerRecord second = make_answer(registration, 1);
    second.certificate = certificate_for(second, "ZZZZZZZZZZZZZZZZ");

    ASSERT_TRUE(answer(second));

    EXPECT_EQ(reader().certificate_of(registration.id).value(), record.certificate);
}

TEST_F(Profiles, ACertificateIsNeitherChangedNorRemoved) {
    const Registration registration = enrolled();
    AnswerRecord record = make_answer(registration);
    record.certificate = certificate_for(record);
    ASSERT_TRUE(answer(record));
    const auto connection = Connection::open(file, Connection::Access::Write, 5s).value();

    EXPECT_FALSE(connection->run("UPDATE certificates SET holder = 'somebody else'"));
    EXPECT_FALSE(connection->run("DELETE FROM certificates"));
}

TEST_F(Profiles, SatisfiedCoursesWithoutACertificateAreFound) {
    const Registration registration = enrolled();
    const AnswerRecord record = make_answer(registration);
    ASSERT_TRUE(answer(record));

    ASSERT_THAT(reader().without_certificate().value(), SizeIs(1));
    ASSERT_TRUE(
        write<void>([&](Transaction& transaction) { return transaction.issue_certificate(certificate_for(record)); }));
    EXPECT_THAT(reader().without_certificate().value(), IsEmpty());
}

TEST_F(Profiles, ShowingsComeWithTheirStatementsTheLatestFirst) {
    const Registration registration = enrolled();
    const AnswerRecord first = make_answer(registration);
    AnswerRecord second = make_answer(registration, 1);
    second.evidence[0].level = 3;
    AnswerRecord other = make_answer(registration, 2);
    other.evidence[0].competency = "C9";
    ASSERT_TRUE(answer(first));
    ASSERT_TRUE(answer(second));
    ASSERT_TRUE(answer(other));

    const auto showings = reader().showings_of(registration.user, "C3").value();

    ASSERT_THAT(showings, SizeIs(2));
    EXPECT_EQ(showings[0].evidence, second.evidence[0]);
    EXPECT_EQ(showings[0].statement.id, second.statements[0].id);
    EXPECT_EQ(showings[1].evidence, first.evidence[0]);
    EXPECT_EQ(showings[1].statement.json, first.statements[0].json);
}

TEST_F(Profiles, TheLevelsOfAnActivityAreTheHighestOfWhatCounts) {
    const Registration registration = enrolled();
    const AnswerRecord first = make_answer(registration);
    AnswerRecord higher = make_answer(registration, 1);
    higher.evidence[0].level = first.evidence[0].level + 1;
    AnswerRecord too_little = make_answer(registration, 2);
    too_little.evidence[0].level = 4;
    too_little.evidence[0].scaled = 0.69;
    for (const AnswerRecord& record : {first, higher, too_little}) {
        ASSERT_TRUE(answer(record));
    }

    const auto levels = reader().levels_by_activity(registration.user, 0.7).value();

    EXPECT_THAT(levels, ElementsAre(ActivityLevel{.competency = "C3",
                                                  .activity = first.statements[0].activity,
                                                  .level = higher.evidence[0].level}));
}

TEST_F(Profiles, StatementsOfOneVerbComeTheLatestFirst) {
    const Registration registration = enrolled();
    AnswerRecord record = make_answer(registration);
    record.statements.insert(record.statements.begin(), {make_statement(registration, "urn:answered", start),
                                                         make_statement(registration, "urn:answered", start + 1s)});
    ASSERT_TRUE(answer(record));

    const auto found = reader().statements_with(registration.id, "urn:answered").value();

    ASSERT_THAT(found, SizeIs(2));
    EXPECT_EQ(found[0].id, record.statements[1].id);
    EXPECT_EQ(reader().find_statement(found[0].id).value()->json, found[0].json);
    EXPECT_THAT(reader().statements_with(registration.id, "urn:none").value(), IsEmpty());
}

TEST_F(Profiles, ANewCalendarTakesThePlaceOfTheOld) {
    const Registration registration = enrolled();
    ASSERT_TRUE(set_feed(registration.user, 'a'));
    ASSERT_TRUE(set_feed(registration.user, 'b'));

    EXPECT_FALSE(reader().find_calendar_feed(std::string(32, 'a')).value());
    EXPECT_EQ(reader().find_calendar_feed(std::string(32, 'b')).value()->user, registration.user);

    ASSERT_TRUE(
        write<void>([&](Transaction& transaction) { return transaction.end_calendar_feed(registration.user); }));
    EXPECT_FALSE(reader().calendar_feed_of(registration.user).value());
}

TEST_F(Profiles, LookupsUseAnIndex) {
    const Registration registration = enrolled();
    auto owned = Connection::open(file, Connection::Access::Read, 5s).value();
    Connection& connection = *owned;
    Reader asked{std::move(owned)};

    EXPECT_TRUE(asked.find_statement(StatementId::make(start)));
    EXPECT_TRUE(asked.showings_of(registration.user, "C3"));
    EXPECT_TRUE(asked.levels_by_activity(registration.user, 0.7));
    EXPECT_TRUE(asked.statements_with(registration.id, "urn:answered"));
    EXPECT_TRUE(asked.find_registration(registration.id));
    EXPECT_TRUE(asked.find_certificate("ABCDEFGHJKMNPQRS"));
    EXPECT_TRUE(asked.certificate_of(registration.id));
    EXPECT_TRUE(asked.calendar_feed_of(registration.user));
    EXPECT_TRUE(asked.find_calendar_feed(std::string(32, 'x')));
    EXPECT_TRUE(asked.find_setting("pseudonym-key"));

    ASSERT_EQ(connection.plans().size(), 10U);
    for (const Connection::Plan& plan : connection.plans()) {
        for (const std::string& step : plan.steps) {
            EXPECT_FALSE(step.starts_with("SCAN")) << step << ": " << plan.sql;
        }
    }
}

}  // namespace
}  // namespace lyceum::store::testing
