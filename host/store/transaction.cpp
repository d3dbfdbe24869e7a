#include "host/store/connection.hpp"
#include "host/store/store.hpp"

// Housekeeping, the audit trail and what the installation keeps. People are in transaction_people.cpp, what an answer
// writes in transaction_answer.cpp.

namespace lyceum::store {

Result<std::int64_t> Transaction::prune(TimePoint now) {
    LYCEUM_TRY(end_expired_sessions(now));
    LYCEUM_TRY(connection_.run("DELETE FROM invitations WHERE expires < ?1", now - invitations_kept));
    LYCEUM_TRY(connection_.run("DELETE FROM outbox WHERE state IN ('sent', 'failed', 'dropped') AND next_try < ?1",
                               now - mails_kept));
    // Rows were written in the order of time, so the oldest are the first: no index over the time is needed.
    LYCEUM_TRY(connection_.run(
        "DELETE FROM recall_receipts WHERE rowid IN (SELECT rowid FROM recall_receipts ORDER BY rowid LIMIT 1000) "
        "AND stored < ?1",
        now - receipts_kept));
    LYCEUM_TRY(
        connection_.run("DELETE FROM receipts WHERE rowid IN (SELECT rowid FROM receipts ORDER BY rowid LIMIT 1000) "
                        "AND stored < ?1",
                        now - receipts_kept));
    return connection_.changes();
}

Result<void> Transaction::append_audit(const AuditEntry& entry) {
    return connection_.run("INSERT INTO audit (time, user_id, act, subject, detail) VALUES (?1, ?2, ?3, ?4, ?5)",
                           entry.time, entry.user, entry.act, entry.subject, entry.detail);
}

Result<std::string> Transaction::setting_or(const std::string& name, const std::string& fresh) {
    LYCEUM_TRY(connection_.run("INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING", name,
                               Blob{fresh}));
    LYCEUM_TRY(auto rows, connection_.query("SELECT value FROM settings WHERE name = ?1", name));
    LYCEUM_TRY(const bool found, rows.next());
    return found ? rows.text(0) : fresh;
}

}  // namespace lyceum::store
