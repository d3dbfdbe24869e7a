#include "host/store/rows.hpp"
#include "host/store/store.hpp"

// What a person's own pages ask: the statements behind numbers, certificates, the calendar.

namespace lyceum::store {

namespace {

// code, registration_id, statement_id, holder, issued
Certificate read_certificate(const Rows& row) {
    return Certificate{.code = row.text(0),
                       .registration = RegistrationId{row.uuid(1)},
                       .statement = StatementId{row.uuid(2)},
                       .holder = row.text(3),
                       .issued = row.time(4)};
}

// user_id, token_hash, created
CalendarFeed read_calendar_feed(const Rows& row) {
    return CalendarFeed{.user = UserId{row.uuid(0)}, .token_hash = row.text(1), .created = row.time(2)};
}

}  // namespace

Result<std::optional<Statement>> Reader::find_statement(const StatementId& statement) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT statement_id, user_id, registration_id, verb, activity, stored, json "
                                  "FROM statements WHERE statement_id = ?1",
                                  statement));
    return first_of(std::move(rows), read_statement);
}

Result<std::vector<Showing>> Reader::showings_of(const UserId& user, const std::string& competency) {
    // The person's own evidence is looked through: some hundreds of rows in years, and no index that every answer would
    // pay for.
    LYCEUM_TRY(auto rows, connection_->query(
                              "SELECT s.statement_id, s.user_id, s.registration_id, s.verb, s.activity, s.stored, "
                              "s.json, e.competency, e.level, e.scaled "
                              "FROM competency_evidence AS e JOIN statements AS s ON s.statement_id = e.statement_id "
                              "WHERE e.user_id = ?1 AND e.competency = ?2 ORDER BY e.rowid DESC LIMIT 200",
                              user, competency));
    return all_of(std::move(rows), [](const Rows& row) {
        Showing showing{.evidence = {}, .statement = read_statement(row)};
        showing.evidence = CompetencyEvidence{.statement = showing.statement.id,
                                              .user = showing.statement.user,
                                              .competency = row.text(7),
                                              .level = static_cast<std::int32_t>(row.integer(8)),
                                              .scaled = row.real(9),
                                              .stored = showing.statement.stored};
        return showing;
    });
}

Result<std::vector<ActivityLevel>> Reader::levels_by_activity(const UserId& user, double from) {
    LYCEUM_TRY(auto rows, connection_->query(
                              "SELECT e.competency, s.activity, MAX(e.level) FROM competency_evidence AS e "
                              "JOIN statements AS s ON s.statement_id = e.statement_id "
                              "WHERE e.user_id = ?1 AND e.scaled >= ?2 GROUP BY 1, 2 ORDER BY 1, 2",
                              user, from));
    return all_of(std::move(rows), [](const Rows& row) {
        return ActivityLevel{.competency = row.text(0),
                             .activity = row.text(1),
                             .level = static_cast<std::int32_t>(row.integer(2))};
    });
}

Result<std::vector<Statement>> Reader::statements_with(const RegistrationId& registration, const std::string& verb) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT statement_id, user_id, registration_id, verb, activity, stored, json "
                                  "FROM statements WHERE registration_id = ?1 AND verb = ?2 "
                                  "ORDER BY number DESC LIMIT 500",
                                  registration, verb));
    return all_of(std::move(rows), read_statement);
}

Result<std::optional<Registration>> Reader::find_registration(const RegistrationId& registration) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT registration_id, user_id, course_id, started FROM registrations "
                                             "WHERE registration_id = ?1",
                                             registration));
    return first_of(std::move(rows), read_registration);
}

Result<std::optional<Certificate>> Reader::find_certificate(const std::string& code) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT code, registration_id, statement_id, holder, issued FROM certificates "
                                  "WHERE code = ?1",
                                  code));
    return first_of(std::move(rows), read_certificate);
}

Result<std::optional<Certificate>> Reader::certificate_of(const RegistrationId& registration) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT code, registration_id, statement_id, holder, issued FROM certificates "
                                  "WHERE registration_id = ?1",
                                  registration));
    return first_of(std::move(rows), read_certificate);
}

Result<std::optional<CalendarFeed>> Reader::calendar_feed_of(const UserId& user) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT user_id, token_hash, created FROM calendar_feeds WHERE user_id = ?1", user));
    return first_of(std::move(rows), read_calendar_feed);
}

Result<std::optional<CalendarFeed>> Reader::find_calendar_feed(const std::string& token_hash) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT user_id, token_hash, created FROM calendar_feeds WHERE token_hash = ?1",
                                  Blob{token_hash}));
    return first_of(std::move(rows), read_calendar_feed);
}

Result<std::optional<std::string>> Reader::find_setting(const std::string& name) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT value FROM settings WHERE name = ?1", name));
    return first_of(std::move(rows), [](const Rows& row) { return row.text(0); });
}

Result<std::vector<Registration>> Reader::without_certificate() {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT r.registration_id, r.user_id, r.course_id, r.started "
                                  "FROM course_progress AS p JOIN registrations AS r "
                                  "ON r.registration_id = p.registration_id "
                                  "WHERE p.satisfied IS NOT NULL AND NOT EXISTS "
                                  "(SELECT 1 FROM certificates AS c WHERE c.registration_id = p.registration_id)"));
    return all_of(std::move(rows), read_registration);
}

}  // namespace lyceum::store
