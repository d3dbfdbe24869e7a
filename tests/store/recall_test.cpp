#include "tests/store/store_fixture.hpp"

#include <gmock/gmock.h>

namespace lyceum::store::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Recall : public StoreTest {
protected:
    static RecallCard make_card(const Registration& registration, std::string question, TimePoint due) {
        return RecallCard{.registration = registration.id,
                          .user = registration.user,
                          .unit = "urn:unit:quiz",
                          .question = std::move(question),
                          .stability = 3.173,
                          .difficulty = 5.2824,
                          .reviewed = start,
                          .due = due,
                          .touched = std::nullopt,
                          .competency = "",
                          .confirmed = std::nullopt};
    }

    // Written as a quiz writes them: with the answer that finishes it.
    void finish_quiz(const Registration& registration, std::vector<RecallCard> cards) {
        AnswerRecord record = make_answer(registration);
        record.recall = std::move(cards);
        ASSERT_TRUE(answer(record));
    }

    static RecallRecord answered_right(const Registration& registration, const RecallCard& before, TimePoint now) {
        RecallRecord record;
        record.receipt = RecallReceipt{.form = FormId::make(now),
                                       .user = before.user,
                                       .registration = before.registration,
                                       .unit = before.unit,
                                       .question = before.question,
                                       .asking = before.asked,
                                       .fields = R"([["option","a"]])",
                                       .feedback = "Верно",
                                       .stored = now};
        record.card = before;
        record.card.reviewed = now;
        record.card.due = now + 240h;
        record.card.touched = now;
        record.card.confirmed = now;
        record.card.competency = "C3";
        record.card.level = 2;
        ++record.card.asked;
        ++record.card.answered_right;
        record.expected_reviewed = before.reviewed;
        record.statements = {make_statement(registration, "urn:answered", now)};
        return record;
    }

    Result<AnswerResult> record(const RecallRecord& what) {
        return write<AnswerResult>([&](Transaction& transaction) { return transaction.record_recall(what); });
    }

    std::vector<std::string> due_at(const UserId& user, TimePoint now) {
        std::vector<std::string> questions;
        for (const RecallCard& card : reader().recall_due(user, now).value()) {
            questions.push_back(card.question);
        }
        return questions;
    }
};

TEST_F(Recall, QuestionsComeWhenTheyAreDueTheLongestDueFirst) {
    const Registration registration = enrolled();
    finish_quiz(registration, {make_card(registration, "late", start + 72h), make_card(registration, "soon", start + 24h),
                               make_card(registration, "next", start + 100h)});

    EXPECT_THAT(due_at(registration.user, start), IsEmpty());
    EXPECT_THAT(due_at(registration.user, start + 72h), ElementsAre("soon", "late"));
    EXPECT_EQ(reader().next_recall(registration.user, start + 72h).value(), start + 100h);
    EXPECT_FALSE(reader().next_recall(registration.user, start + 100h).value());
    EXPECT_THAT(due_at(enrolled("boris").user, start + 720h), IsEmpty());
}

TEST_F(Recall, AStaleAnswerOfTheQuizMakesNoCards) {
    const Registration registration = enrolled();
    AnswerRecord record = make_answer(registration, 7);
    record.recall = {make_card(registration, "q1", start)};

    ASSERT_EQ(answer(record).value().result, AnswerResult::Stale);

    EXPECT_THAT(reader().recall_cards(registration.id, "").value(), IsEmpty());
}

TEST_F(Recall, AnAnswerIsWrittenWholeAndOnce) {
    const Registration registration = enrolled();
    const RecallCard card = make_card(registration, "q1", start);
    finish_quiz(registration, {card});
    const std::size_t before = statements_of(registration.id).size();
    const RecallRecord once = answered_right(registration, card, start + 1h);

    EXPECT_EQ(record(once).value(), AnswerResult::Recorded);
    EXPECT_EQ(record(once).value(), AnswerResult::Repeated);

    EXPECT_EQ(reader().find_recall_card(registration.id, card.unit, "q1").value(), once.card);
    EXPECT_EQ(reader().find_recall_receipt(registration.user, once.receipt.form).value(), once.receipt);
    EXPECT_EQ(statements_of(registration.id).size(), before + 1);
}

TEST_F(Recall, AnAnswerToAQuestionAnsweredMeanwhileIsStaleAndItsFormMayBeSentAgain) {
    const Registration registration = enrolled();
    const RecallCard card = make_card(registration, "q1", start);
    finish_quiz(registration, {card});
    ASSERT_EQ(record(answered_right(registration, card, start + 1h)).value(), AnswerResult::Recorded);
    const auto statements = statements_of(registration.id);
    const RecallRecord late = answered_right(registration, card, start + 2h);

    EXPECT_EQ(record(late).value(), AnswerResult::Stale);

    EXPECT_FALSE(reader().find_recall_receipt(registration.user, late.receipt.form).value());
    EXPECT_THAT(statements_of(registration.id), SizeIs(statements.size()));
}

TEST_F(Recall, AReceiptIsOfItsPersonAlone) {
    const Registration registration = enrolled();
    const RecallCard card = make_card(registration, "q1", start);
    finish_quiz(registration, {card});
    const RecallRecord once = answered_right(registration, card, start + 1h);
    ASSERT_TRUE(record(once));

    EXPECT_FALSE(reader().find_recall_receipt(enrolled("boris").user, once.receipt.form).value());
}

TEST_F(Recall, CountsWhatWasTakenThisWeek) {
    const Registration registration = enrolled();
    const RecallCard first = make_card(registration, "q1", start);
    const RecallCard second = make_card(registration, "q2", start);
    finish_quiz(registration, {first, second});
    ASSERT_TRUE(record(answered_right(registration, first, start + 1h)));
    ASSERT_TRUE(record(answered_right(registration, second, start + 200h)));

    EXPECT_EQ(reader().recall_taken(registration.user, start).value(), 2);
    EXPECT_EQ(reader().recall_taken(registration.user, start + 2h).value(), 1);
}

TEST_F(Recall, ConfirmsACompetencyOnlyByARightAnswer) {
    const Registration registration = enrolled();
    const RecallCard first = make_card(registration, "q1", start);
    const RecallCard second = make_card(registration, "q2", start);
    finish_quiz(registration, {first, second});
    RecallRecord wrong = answered_right(registration, first, start + 1h);
    wrong.card.answered_right = 0;
    wrong.card.confirmed = std::nullopt;
    ASSERT_TRUE(record(wrong));
    EXPECT_THAT(reader().confirmations_of(registration.user).value(), IsEmpty());

    ASSERT_TRUE(record(answered_right(registration, second, start + 2h)));

    EXPECT_THAT(
        reader().confirmations_of(registration.user).value(),
        ElementsAre(Confirmation{.competency = "C3", .level = 2, .asked = 2, .answered_right = 1, .latest = start + 2h}));
}

TEST_F(Recall, CardsCanBeMadeAnew) {
    const Registration registration = enrolled();
    finish_quiz(registration, {make_card(registration, "q1", start), make_card(registration, "q2", start)});
    const std::vector<RecallCard> rebuilt{make_card(registration, "q2", start + 24h)};

    ASSERT_TRUE(write<void>(
        [&](Transaction& transaction) { return transaction.replace_recall_cards(registration.id, rebuilt); }));

    EXPECT_EQ(reader().recall_cards(registration.id, "").value(), rebuilt);
    EXPECT_EQ(reader().recall_cards(registration.id, "urn:unit:quiz").value(), rebuilt);
    EXPECT_THAT(reader().recall_cards(registration.id, "urn:unit:other").value(), IsEmpty());
}

TEST_F(Recall, APauseTakesThePlaceOfTheOneBefore) {
    const Registration registration = enrolled();
    EXPECT_FALSE(reader().recall_pause(registration.user).value());
    for (const TimePoint until : {start + 24h, start + 168h}) {
        ASSERT_TRUE(
            write<void>([&](Transaction& transaction) { return transaction.pause_recall(registration.user, until); }));
        EXPECT_EQ(reader().recall_pause(registration.user).value(), until);
    }
}

TEST_F(Recall, OldReceiptsAreForgotten) {
    const Registration registration = enrolled();
    const RecallCard card = make_card(registration, "q1", start);
    finish_quiz(registration, {card});
    const RecallRecord once = answered_right(registration, card, start + 1h);
    ASSERT_TRUE(record(once));
    const auto prune = [&](TimePoint now) {
        return write<std::int64_t>([&](Transaction& transaction) { return transaction.prune(now); });
    };

    ASSERT_TRUE(prune(start + receipts_kept));
    EXPECT_TRUE(reader().find_recall_receipt(registration.user, once.receipt.form).value());
    ASSERT_TRUE(prune(start + receipts_kept + 2h));
    EXPECT_FALSE(reader().find_recall_receipt(registration.user, once.receipt.form).value());
}

}  // namespace
}  // namespace lyceum::store::testing
