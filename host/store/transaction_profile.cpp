#include "host/store/connection.hpp"
#include "host/store/store.hpp"

// What belongs to a person's profile: certificates and the address of the calendar.

namespace lyceum::store {

Result<void> Transaction::issue_certificate(const Certificate& certificate) {
    return connection_.run(
        "INSERT INTO certificates (code, registration_id, statement_id, holder, issued) "
        "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (registration_id) DO NOTHING",
        certificate.code, certificate.registration, certificate.statement, certificate.holder, certificate.issued);
}

Result<void> Transaction::set_calendar_feed(const CalendarFeed& feed) {
    return connection_.run(
        "INSERT INTO calendar_feeds (user_id, token_hash, created) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (user_id) DO UPDATE SET token_hash = ?2, created = ?3",
        feed.user, Blob{feed.token_hash}, feed.created);
}

Result<void> Transaction::end_calendar_feed(const UserId& user) {
    return connection_.run("DELETE FROM calendar_feeds WHERE user_id = ?1", user);
}

}  // namespace lyceum::store
