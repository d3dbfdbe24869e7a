#pragma once
// From rows to records: one function a table: each names the columns it expects, in order. Private to host/store.

#include "host/store/connection.hpp"
#include "host/store/names.hpp"
#include "host/store/records.hpp"

namespace lyceum::store {

// The one row of a query, if there is one.
template <class Read>
auto first_of(Rows rows, Read read) -> Result<std::optional<decltype(read(rows))>> {
    LYCEUM_TRY(const bool found, rows.next());
    if (!found) {
        return std::nullopt;
    }
    return std::optional{read(rows)};
}

template <class Read>
auto all_of(Rows rows, Read read) -> Result<std::vector<decltype(read(rows))>> {
    std::vector<decltype(read(rows))> all;
    while (true) {
        LYCEUM_TRY(const bool found, rows.next());
        if (!found) {
            return all;
        }
        all.push_back(read(rows));
    }
}

// user_id, login, name, role, sector, body, language, status, kind, password_hash, created, mail,
// mail_digest, mail_deadlines
inline User read_user(const Rows& row) {
    return User{.id = UserId{row.uuid(0)},
                .login = row.text(1),
                .name = row.text(2),
                .role = row.text(3),
                .sector = row.text(4),
                .body = row.text(5),
                .language = parse_language(row.text(6)).value_or(Language::Ru),
                .status = parse_status(row.text(7)),
                .kind = parse_kind(row.text(8)),
                .password_hash = row.text(9),
                .created = row.time(10),
                .mail = {.address = row.text(11), .digest = row.integer(12) != 0, .deadlines = row.integer(13) != 0}};
}

// session_id, token_hash, user_id, created, last_seen, expires, agent
inline Session read_session(const Rows& row) {
    return Session{.id = SessionId{row.uuid(0)},
                   .token_hash = row.text(1),
                   .user = UserId{row.uuid(2)},
                   .created = row.time(3),
                   .last_seen = row.time(4),
                   .expires = row.time(5),
                   .agent = row.text(6)};
}

// token_hash, user_id, created, expires, used
inline Invitation read_invitation(const Rows& row) {
    return Invitation{.token_hash = row.text(0),
                      .user = UserId{row.uuid(1)},
                      .created = row.time(2),
                      .expires = row.time(3),
                      .used = row.is_null(4) ? std::nullopt : std::optional{row.time(4)}};
}

// registration_id, user_id, course_id, started
inline Registration read_registration(const Rows& row) {
    return Registration{.id = RegistrationId{row.uuid(0)},
                        .user = UserId{row.uuid(1)},
                        .course_id = row.text(2),
                        .started = row.time(3)};
}

// form_id, revision, feedback, stored
inline Receipt read_receipt(const Rows& row) {
    return Receipt{
        .form = FormId{row.uuid(0)}, .revision = row.integer(1), .feedback = row.text(2), .stored = row.time(3)};
}

// registration_id, unit, completed, passed, failed, satisfied, best_scaled, percent, updated
inline UnitProgress read_unit_progress(const Rows& row) {
    return UnitProgress{.registration = RegistrationId{row.uuid(0)},
                        .unit = row.text(1),
                        .completed = row.integer(2) != 0,
                        .passed = row.integer(3) != 0,
                        .failed = row.integer(4) != 0,
                        .satisfied = row.integer(5) != 0,
                        .best_scaled = row.is_null(6) ? std::nullopt : std::optional{row.real(6)},
                        .percent = static_cast<std::int32_t>(row.integer(7)),
                        .updated = row.time(8)};
}

// statement_id, user_id, competency, level, scaled, stored
inline CompetencyEvidence read_evidence(const Rows& row) {
    return CompetencyEvidence{.statement = StatementId{row.uuid(0)},
                              .user = UserId{row.uuid(1)},
                              .competency = row.text(2),
                              .level = static_cast<std::int32_t>(row.integer(3)),
                              .scaled = row.real(4),
                              .stored = row.time(5)};
}

// statement_id, user_id, registration_id, verb, activity, stored, json
inline Statement read_statement(const Rows& row) {
    return Statement{.id = StatementId{row.uuid(0)},
                     .user = UserId{row.uuid(1)},
                     .registration = RegistrationId{row.uuid(2)},
                     .verb = row.text(3),
                     .activity = row.text(4),
                     .stored = row.time(5),
                     .json = row.text(6)};
}

// transaction_answer.cpp
Result<void> insert_statements(Connection& connection, const std::vector<Statement>& statements);

}  // namespace lyceum::store
