#include "host/store/connection.hpp"
#include "host/store/rows.hpp"
#include "host/store/store.hpp"

// What learning writes: taking up a course, opening a unit, answering, and the derived rows made anew.

namespace lyceum::store {

Result<void> insert_statements(Connection& connection, const std::vector<Statement>& statements) {
    for (const Statement& statement : statements) {
        LYCEUM_TRY(connection.run(
            "INSERT INTO statements (statement_id, user_id, registration_id, verb, activity, stored, json) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            statement.id, statement.user, statement.registration, statement.verb, statement.activity, statement.stored,
            statement.json));
    }
    return success();
}

namespace {

Result<void> put_unit_progress(Connection& connection, const UnitProgress& progress) {
    return connection.run(
        "INSERT INTO unit_progress (registration_id, unit, completed, passed, failed, satisfied, best_scaled, percent, "
        "updated) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
        "ON CONFLICT (registration_id, unit) DO UPDATE SET completed = ?3, passed = ?4, failed = ?5, satisfied = ?6, "
        "best_scaled = ?7, percent = ?8, updated = ?9",
        progress.registration, progress.unit, progress.completed, progress.passed, progress.failed, progress.satisfied,
        progress.best_scaled, progress.percent, progress.updated);
}

Result<void> put_course_progress(Connection& connection, const CourseProgress& progress) {
    return connection.run(
        "INSERT INTO course_progress (registration_id, satisfied_units, satisfied) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (registration_id) DO UPDATE SET satisfied_units = ?2, satisfied = ?3",
        progress.registration, progress.satisfied_units, progress.satisfied);
}

Result<void> insert_evidence(Connection& connection, const RegistrationId& registration,
                             const std::vector<CompetencyEvidence>& evidence) {
    for (const CompetencyEvidence& shown : evidence) {
        LYCEUM_TRY(connection.run(
            "INSERT INTO competency_evidence (user_id, registration_id, statement_id, competency, level, "
            "scaled, stored) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            shown.user, registration, shown.statement, shown.competency, shown.level, shown.scaled, shown.stored));
    }
    return success();
}

// The first POST of a form claims it with its receipt; false if an earlier one has. Claiming by writing spares every
// answer a look-up.
Result<bool> claim_form(Connection& connection, const AnswerRecord& record, const Receipt& receipt) {
    LYCEUM_TRY(
        connection.run("INSERT INTO receipts (registration_id, form_id, revision, feedback, stored) "
                       "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                       record.registration, receipt.form, receipt.revision, receipt.feedback, receipt.stored));
    return connection.changes() == 1;
}

Result<void> release_form(Connection& connection, const AnswerRecord& record) {
    return connection.run("DELETE FROM receipts WHERE registration_id = ?1 AND form_id = ?2", record.registration,
                          record.form);
}

Result<Receipt> receipt_of(Connection& connection, const AnswerRecord& record) {
    LYCEUM_TRY(auto rows, connection.query("SELECT form_id, revision, feedback, stored FROM receipts "
                                           "WHERE registration_id = ?1 AND form_id = ?2",
                                           record.registration, record.form));
    LYCEUM_TRY(const bool found, rows.next());
    return found ? read_receipt(rows) : Receipt{};
}

// True if the row's revision, or 0 where there is no row, is the one expected.
Result<bool> has_revision(Rows rows, std::int64_t expected) {
    LYCEUM_TRY(const bool found, rows.next());
    return (found ? rows.integer(0) : 0) == expected;
}

// Whether every shared document is as it was when the answer was computed. Nobody else writes until this transaction
// ends.
Result<bool> shared_is_current(Connection& connection, const AnswerRecord& record) {
    for (const AnswerRecord::SharedWrite& write : record.shared) {
        LYCEUM_TRY(auto rows, connection.query("SELECT revision FROM shared_documents WHERE scope = ?1 AND key = ?2",
                                               record.shared_scope, write.key));
        LYCEUM_TRY(const bool current, has_revision(std::move(rows), write.expected_revision));
        if (!current) {
            return false;
        }
    }
    return true;
}

// Writes the state if it is the one the answer was computed from; false, and nothing written, if it is not.
Result<bool> put_state(Connection& connection, const AnswerRecord& record) {
    if (!record.state) {
        LYCEUM_TRY(auto rows,
                   connection.query("SELECT revision FROM state_documents WHERE registration_id = ?1 AND unit = ?2",
                                    record.registration, record.unit));
        return has_revision(std::move(rows), record.expected_revision);
    }
    const StateDocument& state = *record.state;
    if (record.expected_revision == 0) {
        LYCEUM_TRY(
            connection.run("INSERT INTO state_documents (registration_id, unit, bytes, version, revision, updated) "
                           "VALUES (?1, ?2, ?3, ?4, 1, ?5) ON CONFLICT DO NOTHING",
                           record.registration, record.unit, Blob{state.bytes}, state.version, state.updated));
    } else {
        LYCEUM_TRY(
            connection.run("UPDATE state_documents SET bytes = ?3, version = ?4, revision = revision + 1, updated = ?5 "
                           "WHERE registration_id = ?1 AND unit = ?2 AND revision = ?6",
                           record.registration, record.unit, Blob{state.bytes}, state.version, state.updated,
                           record.expected_revision));
    }
    return connection.changes() == 1;
}

Result<void> put_shared(Connection& connection, const AnswerRecord& record) {
    for (const AnswerRecord::SharedWrite& write : record.shared) {
        if (write.bytes) {
            // REPLACE gives the row a new number, which is its revision.
            LYCEUM_TRY(connection.run("INSERT OR REPLACE INTO shared_documents (scope, key, bytes) VALUES (?1, ?2, ?3)",
                                      record.shared_scope, write.key, Blob{*write.bytes}));
        } else {
            LYCEUM_TRY(connection.run("DELETE FROM shared_documents WHERE scope = ?1 AND key = ?2", record.shared_scope,
                                      write.key));
        }
    }
    return success();
}

// The learner's state and the shared documents, all or none: false if one of them has moved on.
Result<bool> put_documents(Connection& connection, const AnswerRecord& record) {
    LYCEUM_TRY(const bool shared_current, shared_is_current(connection, record));
    if (!shared_current) {
        return false;
    }
    LYCEUM_TRY(const bool state_current, put_state(connection, record));
    if (state_current) {
        LYCEUM_TRY(put_shared(connection, record));
    }
    return state_current;
}

}  // namespace

Result<Registration> Transaction::enrol(const Registration& fresh) {
    {
        LYCEUM_TRY(auto rows,
                   connection_.query("SELECT registration_id, user_id, course_id, started FROM registrations "
                                     "WHERE user_id = ?1 AND course_id = ?2",
                                     fresh.user, fresh.course_id));
        LYCEUM_TRY(const bool found, rows.next());
        if (found) {
            return read_registration(rows);
        }
    }
    LYCEUM_TRY(connection_.run(
        "INSERT INTO registrations (registration_id, user_id, course_id, started) VALUES (?1, ?2, ?3, ?4)", fresh.id,
        fresh.user, fresh.course_id, fresh.started));
    return fresh;
}

Result<void> Transaction::begin_unit(const UnitProgress& begun, const std::vector<Statement>& statements) {
    {
        LYCEUM_TRY(auto rows, connection_.query("SELECT 1 FROM unit_progress WHERE registration_id = ?1 AND unit = ?2",
                                                begun.registration, begun.unit));
        LYCEUM_TRY(const bool found, rows.next());
        if (found) {
            return success();
        }
    }
    LYCEUM_TRY(put_unit_progress(connection_, begun));
    return insert_statements(connection_, statements);
}

Result<AnswerReceipt> Transaction::record_answer(const AnswerRecord& record) {
    Receipt receipt{.form = record.form,
                    .revision = record.expected_revision + (record.state ? 1 : 0),
                    .feedback = record.feedback,
                    .stored = record.now};
    LYCEUM_TRY(const bool first, claim_form(connection_, record, receipt));
    if (!first) {
        LYCEUM_TRY(auto earlier, receipt_of(connection_, record));
        return AnswerReceipt{AnswerResult::Repeated, std::move(earlier)};
    }
    LYCEUM_TRY(const bool current, put_documents(connection_, record));
    if (!current) {
        LYCEUM_TRY(release_form(connection_, record));
        return AnswerReceipt{AnswerResult::Stale, {}};
    }
    LYCEUM_TRY(insert_statements(connection_, record.statements));
    if (record.unit_progress) {
        LYCEUM_TRY(put_unit_progress(connection_, *record.unit_progress));
    }
    if (record.course_progress) {
        LYCEUM_TRY(put_course_progress(connection_, *record.course_progress));
    }
    LYCEUM_TRY(insert_evidence(connection_, record.registration, record.evidence));
    LYCEUM_TRY(const bool tasks_current, put_tasks(record.tasks));
    if (!tasks_current) {
        return Error{ErrorCode::Conflict, "a task has changed meanwhile", record.unit, "answer once more"};
    }
    LYCEUM_TRY(put_recall_cards(record.recall));
    if (record.certificate) {
        LYCEUM_TRY(issue_certificate(*record.certificate));
    }
    return AnswerReceipt{AnswerResult::Recorded, std::move(receipt)};
}

Result<void> Transaction::replace_derived(const RegistrationId& registration, const std::vector<UnitProgress>& units,
                                          const CourseProgress& course,
                                          const std::vector<CompetencyEvidence>& evidence) {
    LYCEUM_TRY(connection_.run("DELETE FROM unit_progress WHERE registration_id = ?1", registration));
    for (const UnitProgress& unit : units) {
        LYCEUM_TRY(put_unit_progress(connection_, unit));
    }
    LYCEUM_TRY(put_course_progress(connection_, course));
    LYCEUM_TRY(
        connection_.run("DELETE FROM competency_evidence "
                        "WHERE user_id = (SELECT user_id FROM registrations WHERE registration_id = ?1) "
                        "AND registration_id = ?1",
                        registration));
    return insert_evidence(connection_, registration, evidence);
}

}  // namespace lyceum::store
