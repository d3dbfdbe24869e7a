#include "host/store/connection.hpp"
#include "host/store/rows.hpp"
#include "host/store/store.hpp"

// Recall: cards made when a step is finished, and the answers to them.

namespace lyceum::store {

namespace {

// The first POST of a form claims it; false if an earlier one has.
Result<bool> claim(Connection& connection, const RecallReceipt& receipt) {
    LYCEUM_TRY(connection.run(
        "INSERT INTO recall_receipts (user_id, form_id, registration_id, unit, question, asking, fields, feedback, "
        "stored) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
        receipt.user, receipt.form, receipt.registration, receipt.unit, receipt.question, receipt.asking,
        receipt.fields, receipt.feedback, receipt.stored));
    return connection.changes() == 1;
}

// True if the card was as the record expects.
Result<bool> update_card(Connection& connection, const RecallRecord& record) {
    const RecallCard& card = record.card;
    LYCEUM_TRY(connection.run(
        "UPDATE recall_cards SET stability = ?6, difficulty = ?7, reviewed = ?8, due = ?9, touched = ?10, asked = ?11, "
        "answered_right = ?12, competency = ?13, level = ?14, confirmed = ?15 "
        "WHERE registration_id = ?1 AND unit = ?2 AND question = ?3 AND asked = ?4 AND reviewed = ?5",
        card.registration, card.unit, card.question, record.receipt.asking, record.expected_reviewed, card.stability,
        card.difficulty, card.reviewed, card.due, card.touched, card.asked, card.answered_right, card.competency,
        card.level, card.confirmed));
    return connection.changes() == 1;
}

}  // namespace

Result<AnswerResult> Transaction::record_recall(const RecallRecord& record) {
    LYCEUM_TRY(const bool first, claim(connection_, record.receipt));
    if (!first) {
        return AnswerResult::Repeated;
    }
    LYCEUM_TRY(const bool current, update_card(connection_, record));
    if (!current) {
        LYCEUM_TRY(connection_.run("DELETE FROM recall_receipts WHERE user_id = ?1 AND form_id = ?2",
                                   record.receipt.user, record.receipt.form));
        return AnswerResult::Stale;
    }
    LYCEUM_TRY(insert_statements(connection_, record.statements));
    return AnswerResult::Recorded;
}

Result<void> Transaction::put_recall_cards(const std::vector<RecallCard>& cards) {
    for (const RecallCard& card : cards) {
        LYCEUM_TRY(connection_.run(
            "INSERT INTO recall_cards (registration_id, user_id, unit, question, stability, difficulty, reviewed, due, "
            "touched, asked, answered_right, competency, level, confirmed) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) "
            "ON CONFLICT (registration_id, unit, question) DO UPDATE SET stability = ?5, difficulty = ?6, "
            "reviewed = ?7, due = ?8, touched = ?9, asked = ?10, answered_right = ?11, competency = ?12, level = ?13, "
            "confirmed = ?14",
            card.registration, card.user, card.unit, card.question, card.stability, card.difficulty, card.reviewed,
            card.due, card.touched, card.asked, card.answered_right, card.competency, card.level, card.confirmed));
    }
    return success();
}

Result<void> Transaction::replace_recall_cards(const RegistrationId& registration,
                                               const std::vector<RecallCard>& cards) {
    LYCEUM_TRY(connection_.run("DELETE FROM recall_cards WHERE registration_id = ?1", registration));
    return put_recall_cards(cards);
}

Result<void> Transaction::pause_recall(const UserId& user, TimePoint until) {
    return connection_.run(
        "INSERT INTO recall_pauses (user_id, until) VALUES (?1, ?2) ON CONFLICT (user_id) DO UPDATE SET until = ?2",
        user, until);
}

}  // namespace lyceum::store
