#include "host/store/connection.hpp"
#include "host/store/login.hpp"
#include "host/store/names.hpp"
#include "host/store/rows.hpp"
#include "host/store/store.hpp"

// People, how they get in, and their sessions.

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

Error login_taken(const std::string& login) {
    return Error{ErrorCode::Conflict, "there is a user with this login already", login, "choose another login"};
}

}  // namespace

Result<void> Transaction::add_user(const User& user) {
    LYCEUM_TRY(const std::string key, login_key(user.login));
    const auto added = connection_.run(
        "INSERT INTO users (user_id, login, login_key, name, role, sector, body, language, status, kind, "
        "password_hash, created, mail, mail_digest, mail_deadlines) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        user.id, user.login, key, user.name, user.role, user.sector, user.body, code_of(user.language),
        name_of(user.status), name_of(user.kind), user.password_hash, user.created, user.mail.address, user.mail.digest,
        user.mail.deadlines);
    if (!added && added.error().code == ErrorCode::Conflict) {
        return login_taken(user.login);
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

Result<void> Transaction::set_mail(const UserId& user, const MailChoice& choice) {
    LYCEUM_TRY(withdraw_mail_links(user, choice.address));
    LYCEUM_TRY(connection_.run("UPDATE users SET mail = ?2, mail_digest = ?3, mail_deadlines = ?4 WHERE user_id = ?1",
                               user, choice.address, choice.digest, choice.deadlines));
    return require_change(connection_, no_such_user);
}

Result<void> Transaction::update_user(const User& user) {
    LYCEUM_TRY(const std::string key, login_key(user.login));
    LYCEUM_TRY(withdraw_mail_links(user.id, user.mail.address));
    const auto updated = connection_.run(
        "UPDATE users SET login = ?2, login_key = ?3, name = ?4, role = ?5, sector = ?6, body = ?7, language = ?8, "
        "mail = ?9 "
        "WHERE user_id = ?1",
        user.id, user.login, key, user.name, user.role, user.sector, user.body, code_of(user.language),
        user.mail.address);
    if (!updated && updated.error().code == ErrorCode::Conflict) {
        return login_taken(user.login);
    }
    LYCEUM_TRY(updated);
    return require_change(connection_, no_such_user);
}

Result<std::optional<User>> Transaction::find_user_by_login(const std::string& login) {
    const auto key = login_key(login);
    if (!key) {
        return std::nullopt;  // what cannot be a login is nobody's
    }
    LYCEUM_TRY(
        auto rows,
        connection_.query("SELECT user_id, login, name, role, sector, body, language, status, kind, "
                          "password_hash, created, mail, mail_digest, mail_deadlines FROM users WHERE login_key = ?1",
                          key.value()));
    LYCEUM_TRY(const bool found, rows.next());
    return found ? std::optional{read_user(rows)} : std::nullopt;
}

Result<void> Transaction::add_invitation(const Invitation& invitation) {
    LYCEUM_TRY(withdraw_invitations(invitation.user, invitation.created));
    return connection_.run(
        "INSERT INTO invitations (token_hash, user_id, created, expires, used) VALUES (?1, ?2, ?3, ?4, ?5)",
        Blob{invitation.token_hash}, invitation.user, invitation.created, invitation.expires, invitation.used);
}

Result<void> Transaction::use_invitation(const std::string& token_hash, TimePoint now) {
    LYCEUM_TRY(
        connection_.run("UPDATE invitations SET used = ?2 WHERE token_hash = ?1 AND used IS NULL AND expires > ?2",
                        Blob{token_hash}, now));
    if (connection_.changes() == 0) {
        return Error{ErrorCode::Conflict, "the invitation is not open any more", "", "ask for a new one"};
    }
    return success();
}

Result<void> Transaction::withdraw_invitations(const UserId& user, TimePoint now) {
    return connection_.run("UPDATE invitations SET expires = ?2 WHERE user_id = ?1 AND used IS NULL AND expires > ?2",
                           user, now);
}

Result<void> Transaction::add_session(const Session& session) {
    return connection_.run(
        "INSERT INTO sessions (session_id, token_hash, user_id, created, last_seen, expires, agent) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        session.id, Blob{session.token_hash}, session.user, session.created, session.last_seen, session.expires,
        session.agent);
}

Result<void> Transaction::touch_session(const SessionId& session, TimePoint now) {
    LYCEUM_TRY(connection_.run("UPDATE sessions SET last_seen = ?2 WHERE session_id = ?1", session, now));
    return require_change(connection_, no_such_session);
}

Result<void> Transaction::end_session(const SessionId& session) {
    LYCEUM_TRY(connection_.run("DELETE FROM sessions WHERE session_id = ?1", session));
    return require_change(connection_, no_such_session);
}

Result<void> Transaction::end_session_of(const UserId& user, const SessionId& session) {
    LYCEUM_TRY(connection_.run("DELETE FROM sessions WHERE session_id = ?1 AND user_id = ?2", session, user));
    return require_change(connection_, no_such_session);
}

Result<void> Transaction::end_sessions_of(const UserId& user) {
    return connection_.run("DELETE FROM sessions WHERE user_id = ?1", user);
}

Result<void> Transaction::end_other_sessions_of(const UserId& user, const SessionId& kept) {
    return connection_.run("DELETE FROM sessions WHERE user_id = ?1 AND session_id <> ?2", user, kept);
}

Result<void> Transaction::end_expired_sessions(TimePoint now) {
    return connection_.run("DELETE FROM sessions WHERE expires <= ?1", now);
}

}  // namespace lyceum::store
