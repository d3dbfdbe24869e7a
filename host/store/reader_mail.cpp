#include "host/store/rows.hpp"
#include "host/store/store.hpp"

// Who wants mail, and what the outbox holds.

namespace lyceum::store {

namespace {

// mail_id, user_id, kind, occasion, state, attempts, queued, next_try, tried, problem
OutboxMail read_mail(const Rows& row) {
    return OutboxMail{.id = MailId{row.uuid(0)},
                      .user = UserId{row.uuid(1)},
                      .kind = parse_mail_kind(row.text(2)),
                      .occasion = row.text(3),
                      .state = parse_mail_state(row.text(4)),
                      .attempts = static_cast<int>(row.integer(5)),
                      .queued = row.time(6),
                      .next_try = row.time(7),
                      .tried = row.is_null(8) ? std::nullopt : std::optional{row.time(8)},
                      .problem = row.text(9)};
}

}  // namespace

Result<std::vector<User>> Reader::people_with_mail(const UserId& after) {
    LYCEUM_TRY(auto rows, connection_->query(
                              "SELECT user_id, login, name, role, sector, body, language, status, kind, password_hash, "
                              "created, mail, mail_digest, mail_deadlines FROM users "
                              "WHERE mail <> '' AND user_id > ?1 AND status = 'active' AND kind = 'person' "
                              "ORDER BY user_id LIMIT 100",
                              after));
    return all_of(std::move(rows), read_user);
}

Result<bool> Reader::has_mail(const UserId& user, MailKind kind, const std::string& occasion) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT 1 FROM outbox WHERE user_id = ?1 AND kind = ?2 AND occasion = ?3",
                                             user, name_of(kind), occasion));
    return rows.next();
}

Result<std::optional<OutboxMail>> Reader::next_mail(TimePoint now) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT mail_id, user_id, kind, occasion, state, attempts, queued, next_try, tried, "
                                  "problem FROM outbox WHERE state = 'waiting' AND next_try <= ?1 "
                                  "ORDER BY next_try LIMIT 1",
                                  now));
    return first_of(std::move(rows), read_mail);
}

Result<std::optional<OutboxMail>> Reader::find_mail_by_token(const std::string& token_hash) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT mail_id, user_id, kind, occasion, state, attempts, queued, next_try, tried, "
                                  "problem FROM outbox WHERE token_hash = ?1",
                                  Blob{token_hash}));
    return first_of(std::move(rows), read_mail);
}

Result<std::int64_t> Reader::waiting_mails() {
    LYCEUM_TRY(auto rows, connection_->query("SELECT count(*) FROM outbox WHERE state = 'waiting'"));
    LYCEUM_TRY(const bool found, rows.next());
    return found ? rows.integer(0) : 0;
}

Result<OutboxSummary> Reader::outbox_summary() {
    OutboxSummary summary;
    LYCEUM_TRY(auto counts, connection_->query("SELECT state, count(*) FROM outbox GROUP BY state"));
    while (true) {
        LYCEUM_TRY(const bool found, counts.next());
        if (!found) {
            break;
        }
        switch (parse_mail_state(counts.text(0))) {
            case MailState::Waiting:
                summary.waiting = counts.integer(1);
                break;
            case MailState::Sent:
                summary.sent = counts.integer(1);
                break;
            case MailState::Failed:
                summary.failed = counts.integer(1);
                break;
            case MailState::Dropped:
                summary.dropped = counts.integer(1);
                break;
        }
    }
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT mail_id, user_id, kind, occasion, state, attempts, queued, next_try, tried, "
                                  "problem FROM outbox WHERE problem <> '' ORDER BY tried DESC LIMIT 1"));
    LYCEUM_TRY(summary.last_problem, first_of(std::move(rows), read_mail));
    return summary;
}

}  // namespace lyceum::store
