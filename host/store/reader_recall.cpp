#include "host/store/rows.hpp"
#include "host/store/store.hpp"

// What recall asks: which questions are due, what a form did, what was confirmed.

namespace lyceum::store {

namespace {

std::optional<TimePoint> time_or_nothing(const Rows& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional{row.time(column)};
}

// registration_id, user_id, unit, question, stability, difficulty, reviewed, due, touched, asked, answered_right,
// competency, level, confirmed
RecallCard read_card(const Rows& row) {
    return RecallCard{.registration = RegistrationId{row.uuid(0)},
                      .user = UserId{row.uuid(1)},
                      .unit = row.text(2),
                      .question = row.text(3),
                      .stability = row.real(4),
                      .difficulty = row.real(5),
                      .reviewed = row.time(6),
                      .due = row.time(7),
                      .touched = time_or_nothing(row, 8),
                      .asked = static_cast<std::int32_t>(row.integer(9)),
                      .answered_right = static_cast<std::int32_t>(row.integer(10)),
                      .competency = row.text(11),
                      .level = static_cast<std::int32_t>(row.integer(12)),
                      .confirmed = time_or_nothing(row, 13)};
}

// user_id, form_id, registration_id, unit, question, asking, fields, feedback, stored
RecallReceipt read_recall_receipt(const Rows& row) {
    return RecallReceipt{.form = FormId{row.uuid(1)},
                         .user = UserId{row.uuid(0)},
                         .registration = RegistrationId{row.uuid(2)},
                         .unit = row.text(3),
                         .question = row.text(4),
                         .asking = static_cast<std::int32_t>(row.integer(5)),
                         .fields = row.text(6),
                         .feedback = row.text(7),
                         .stored = row.time(8)};
}

}  // namespace

Result<std::vector<RecallCard>> Reader::recall_due(const UserId& user, TimePoint now) {
    LYCEUM_TRY(auto rows, connection_->query(
                              "SELECT registration_id, user_id, unit, question, stability, difficulty, reviewed, due, "
                              "touched, asked, answered_right, competency, level, confirmed FROM recall_cards "
                              "WHERE user_id = ?1 AND due <= ?2 ORDER BY due, rowid LIMIT 1000",
                              user, now));
    return all_of(std::move(rows), read_card);
}

Result<std::optional<TimePoint>> Reader::next_recall(const UserId& user, TimePoint now) {
    LYCEUM_TRY(auto rows, connection_->query(
                              "SELECT due FROM recall_cards WHERE user_id = ?1 AND due > ?2 ORDER BY due LIMIT 1", user,
                              now));
    return first_of(std::move(rows), [](const Rows& row) { return row.time(0); });
}

Result<std::int64_t> Reader::recall_taken(const UserId& user, TimePoint since) {
    // The person's own cards are looked through: some hundreds, and no further index that every answer would pay for.
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT count(*) FROM recall_cards WHERE user_id = ?1 AND touched >= ?2", user, since));
    LYCEUM_TRY(const bool found, rows.next());
    return found ? rows.integer(0) : 0;
}

Result<std::optional<RecallCard>> Reader::find_recall_card(const RegistrationId& registration, const std::string& unit,
                                                           const std::string& question) {
    LYCEUM_TRY(auto rows, connection_->query(
                              "SELECT registration_id, user_id, unit, question, stability, difficulty, reviewed, due, "
                              "touched, asked, answered_right, competency, level, confirmed FROM recall_cards "
                              "WHERE registration_id = ?1 AND unit = ?2 AND question = ?3",
                              registration, unit, question));
    return first_of(std::move(rows), read_card);
}

Result<std::vector<RecallCard>> Reader::recall_cards(const RegistrationId& registration, const std::string& unit) {
    LYCEUM_TRY(auto rows, connection_->query(
                              "SELECT registration_id, user_id, unit, question, stability, difficulty, reviewed, due, "
                              "touched, asked, answered_right, competency, level, confirmed FROM recall_cards "
                              "WHERE registration_id = ?1 AND (?2 = '' OR unit = ?2) LIMIT 100000",
                              registration, unit));
    return all_of(std::move(rows), read_card);
}

Result<std::optional<RecallReceipt>> Reader::find_recall_receipt(const UserId& user, const FormId& form) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT user_id, form_id, registration_id, unit, question, asking, fields, feedback, "
                                  "stored FROM recall_receipts WHERE user_id = ?1 AND form_id = ?2",
                                  user, form));
    return first_of(std::move(rows), read_recall_receipt);
}

Result<std::optional<TimePoint>> Reader::recall_pause(const UserId& user) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT until FROM recall_pauses WHERE user_id = ?1", user));
    return first_of(std::move(rows), [](const Rows& row) { return row.time(0); });
}

Result<std::vector<Confirmation>> Reader::confirmations_of(const UserId& user) {
    LYCEUM_TRY(auto rows, connection_->query(
                              "SELECT competency, max(CASE WHEN confirmed IS NULL THEN 0 ELSE level END), sum(asked), "
                              "sum(answered_right), max(confirmed) FROM recall_cards "
                              "WHERE user_id = ?1 AND competency != '' "
                              "GROUP BY competency HAVING max(confirmed) IS NOT NULL ORDER BY competency",
                              user));
    return all_of(std::move(rows), [](const Rows& row) {
        return Confirmation{.competency = row.text(0),
                            .level = static_cast<std::int32_t>(row.integer(1)),
                            .asked = row.integer(2),
                            .answered_right = row.integer(3),
                            .latest = row.time(4)};
    });
}

}  // namespace lyceum::store
