#include "host/store/connection.hpp"
#include "host/store/login.hpp"
#include "host/store/names.hpp"
#include "host/store/rows.hpp"
#include "host/store/store.hpp"

// People, their sessions and what the installation keeps. What an answer writes is in transaction_answer.cpp.

namespace lyceum::store {

namespace {

// For a change that must have met one row.
Result<void> require_change(const Connection& connection, const char* what) {
    if (connection.changes() == 0) {
        return Error{ErrorCode::NotFound, what, connection.file(), ""};
    }
    return success();
}

constexpr const char* no_such_user = "there is no such user";
constexpr const char* no_such_session = "there is no such session";

}  // namespace

Result<void> Transaction::add_user(const User& user) {
    LYCEUM_TRY(const std::string key, login_key(user.login));
    const auto added = connection_.run(
        "INSERT INTO users (user_id, login, login_key, name, role, sector, body, language, status, kind, password_hash, created) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        user.id, user.login, key, user.name, user.role, user.sector, user.body, code_of(user.language), name_of(user.status),
        name_of(user.kind), user.password_hash, user.created);
    if (!added && added.error().code == ErrorCode::Conflict) {
        return Error{ErrorCode::Conflict, "there is a user with this login already", user.login, "choose another login"};
    }
    return added;
}

Result<void> Transaction::set_user_status(const UserId& user, UserStatus status) {
    LYCEUM_TRY(connection_.run("UPDATE users SET status = ?2 WHERE user_id = ?1", user, name_of(status)));
    return require_change(connection_, no_such_user);
}

Result<void> Transaction::set_user_language(const UserId& user, Language language) {
    LYCEUM_TRY(connection_.run("UPDATE users SET language = ?2 WHERE user_id = ?1", user, code_of(language)));
    return require_change(connection_, no_such_user);
}

Result<void> Transaction::set_password_hash(const UserId& user, const std::string& hash) {
    LYCEUM_TRY(connection_.run("UPDATE users SET password_hash = ?2 WHERE user_id = ?1", user, hash));
    return require_change(connection_, no_such_user);
}

Result<void> Transaction::add_session(const Session& session) {
    return connection_.run("INSERT INTO sessions (session_id, token_hash, user_id, created, last_seen, expires, agent) "
                           "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                           session.id, Blob{session.token_hash}, session.user, session.created, session.last_seen,
                           session.expires, session.agent);
}

Result<void> Transaction::touch_session(const SessionId& session, TimePoint now) {
    LYCEUM_TRY(connection_.run("UPDATE sessions SET last_seen = ?2 WHERE session_id = ?1", session, now));
    return require_change(connection_, no_such_session);
}

Result<void> Transaction::end_session(const SessionId& session) {
    LYCEUM_TRY(connection_.run("DELETE FROM sessions WHERE session_id = ?1", session));
    return require_change(connection_, no_such_session);
}

Result<void> Transaction::end_sessions_of(const UserId& user) {
    return connection_.run("DELETE FROM sessions WHERE user_id = ?1", user);
}

Result<void> Transaction::end_expired_sessions(TimePoint now) {
    return connection_.run("DELETE FROM sessions WHERE expires <= ?1", now);
}

Result<std::int64_t> Transaction::prune(TimePoint now) {
    LYCEUM_TRY(end_expired_sessions(now));
    // Rows were written in the order of time, so the oldest are the first: no index over the time is needed.
    LYCEUM_TRY(connection_.run("DELETE FROM receipts WHERE rowid IN (SELECT rowid FROM receipts ORDER BY rowid LIMIT 1000) "
                               "AND stored < ?1",
                               now - receipts_kept));
    return connection_.changes();
}

Result<void> Transaction::append_audit(const AuditEntry& entry) {
    return connection_.run("INSERT INTO audit (time, user_id, act, subject, detail) VALUES (?1, ?2, ?3, ?4, ?5)", entry.time,
                           entry.user, entry.act, entry.subject, entry.detail);
}

Result<std::string> Transaction::setting_or(const std::string& name, const std::string& fresh) {
    LYCEUM_TRY(connection_.run("INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING", name,
                               Blob{fresh}));
    LYCEUM_TRY(auto rows, connection_.query("SELECT value FROM settings WHERE name = ?1", name));
    LYCEUM_TRY(const bool found, rows.next());
    return found ? rows.text(0) : fresh;
}

}  // namespace lyceum::store
