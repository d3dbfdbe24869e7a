#include "host/store/connection.hpp"
#include "host/store/names.hpp"
#include "host/store/store.hpp"

// The outbox: mails from the moment they are due until the mail server has them.

namespace lyceum::store {

Result<bool> Transaction::queue_mail(const OutboxMail& mail) {
    LYCEUM_TRY(connection_.run(
        "INSERT INTO outbox (mail_id, user_id, kind, occasion, state, attempts, queued, next_try, tried, problem) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (user_id, kind, occasion) DO NOTHING",
        mail.id, mail.user, name_of(mail.kind), mail.occasion, name_of(mail.state), mail.attempts, mail.queued,
        mail.next_try, mail.tried, mail.problem));
    return connection_.changes() > 0;
}

Result<bool> Transaction::claim_mail(const MailId& mail, const std::string& token_hash, TimePoint now,
                                     TimePoint until) {
    LYCEUM_TRY(
        connection_.run("UPDATE outbox SET attempts = attempts + 1, tried = ?3, next_try = ?4, token_hash = ?2 "
                        "WHERE mail_id = ?1 AND state = 'waiting' AND next_try <= ?3",
                        mail, Blob{token_hash}, now, until));
    return connection_.changes() > 0;
}

Result<void> Transaction::finish_mail(const MailId& mail, MailState state, const std::string& problem) {
    return connection_.run("UPDATE outbox SET state = ?2, problem = ?3 WHERE mail_id = ?1 AND state = 'waiting'", mail, name_of(state),
                           problem);
}

Result<void> Transaction::retry_mail(const MailId& mail, TimePoint next_try, const std::string& problem) {
    return connection_.run("UPDATE outbox SET next_try = ?2, problem = ?3 WHERE mail_id = ?1 AND state = 'waiting'",
                           mail, next_try, problem);
}

Result<void> Transaction::withdraw_mail_links(const UserId& user, const std::string& address) {
    return connection_.run(
        "UPDATE outbox SET token_hash = NULL WHERE user_id = ?1 "
        "AND (SELECT mail FROM users WHERE user_id = ?1) <> ?2",
        user, address);
}

}  // namespace lyceum::store
