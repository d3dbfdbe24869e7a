#include "host/store/connection.hpp"
#include "host/store/login.hpp"
#include "host/store/names.hpp"
#include "host/store/rows.hpp"
#include "host/store/store.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace lyceum::store {

Reader::Reader(std::unique_ptr<Connection> connection) : connection_{std::move(connection)} {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Reader::Snapshot::~Snapshot() {
    if (reader_ != nullptr) {
        // A read transaction has nothing to lose: if ending it fails, the connection ends it when it is closed.
        static_cast<void>(reader_->connection_->run("COMMIT"));
    }
}

Result<Reader::Snapshot> Reader::snapshot() {
    LYCEUM_TRY(connection_->run("BEGIN"));
    return Snapshot{*this};
}

Result<std::optional<User>> Reader::find_user(const UserId& user) {
    LYCEUM_TRY(auto rows, connection_->query(
                              "SELECT user_id, login, name, role, sector, body, language, status, kind, "
                              "password_hash, created, mail, mail_digest, mail_deadlines FROM users WHERE user_id = ?1",
                              user));
    return first_of(std::move(rows), read_user);
}

Result<std::optional<User>> Reader::find_user_by_login(const std::string& login) {
    const auto key = login_key(login);
    if (!key) {
        return std::nullopt;  // what cannot be a login is nobody's
    }
    LYCEUM_TRY(
        auto rows,
        connection_->query("SELECT user_id, login, name, role, sector, body, language, status, kind, "
                           "password_hash, created, mail, mail_digest, mail_deadlines FROM users WHERE login_key = ?1",
                           key.value()));
    return first_of(std::move(rows), read_user);
}

Result<std::vector<User>> Reader::users() {
    LYCEUM_TRY(
        auto rows,
        connection_->query("SELECT user_id, login, name, role, sector, body, language, status, kind, "
                           "password_hash, created, mail, mail_digest, mail_deadlines FROM users ORDER BY login_key"));
    return all_of(std::move(rows), read_user);
}

// Those of the demonstration who may be signed in as with one click: not the many it is filled with.
Result<std::vector<User>> Reader::demo_users() {
    LYCEUM_TRY(auto rows, connection_->query(
                              "SELECT user_id, login, name, role, sector, body, language, status, kind, password_hash, "
                              "created, mail, mail_digest, mail_deadlines FROM users WHERE kind = ?1 "
                              "AND login_key >= 'demo-' AND login_key < 'demo.' ORDER BY login_key LIMIT 20",
                              name_of(UserKind::Demo)));
    return all_of(std::move(rows), read_user);
}

Result<std::optional<Session>> Reader::find_session(const std::string& token_hash) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT session_id, token_hash, user_id, created, last_seen, expires, agent "
                                  "FROM sessions WHERE token_hash = ?1",
                                  Blob{token_hash}));
    return first_of(std::move(rows), read_session);
}

Result<std::vector<Session>> Reader::sessions_of(const UserId& user) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT session_id, token_hash, user_id, created, last_seen, expires, agent "
                                  "FROM sessions WHERE user_id = ?1 ORDER BY last_seen DESC, rowid DESC LIMIT 100",
                                  user));
    return all_of(std::move(rows), read_session);
}

Result<std::optional<Invitation>> Reader::find_invitation(const std::string& token_hash) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT token_hash, user_id, created, expires, used FROM invitations "
                                             "WHERE token_hash = ?1",
                                             Blob{token_hash}));
    return first_of(std::move(rows), read_invitation);
}

Result<std::optional<Registration>> Reader::find_registration(const UserId& user, const std::string& course_id) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT registration_id, user_id, course_id, started FROM registrations "
                                             "WHERE user_id = ?1 AND course_id = ?2",
                                             user, course_id));
    return first_of(std::move(rows), read_registration);
}

Result<std::vector<Registration>> Reader::registrations_of(const UserId& user) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT registration_id, user_id, course_id, started FROM registrations "
                                             "WHERE user_id = ?1 ORDER BY rowid",
                                             user));
    return all_of(std::move(rows), read_registration);
}

Result<std::optional<StateDocument>> Reader::find_state(const RegistrationId& registration, const std::string& unit) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT bytes, version, revision, updated FROM state_documents "
                                             "WHERE registration_id = ?1 AND unit = ?2",
                                             registration, unit));
    return first_of(std::move(rows), [](const Rows& row) {
        return StateDocument{row.text(0), static_cast<std::uint32_t>(row.integer(1)), row.integer(2), row.time(3)};
    });
}

Result<std::vector<StateOfUser>> Reader::states_in(const std::string& unit) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT r.user_id, d.registration_id, d.bytes, d.version FROM state_documents d "
                                  "JOIN registrations r ON r.registration_id = d.registration_id "
                                  "WHERE d.unit = ?1 LIMIT 100000",
                                  unit));
    return all_of(std::move(rows), [](const Rows& row) {
        return StateOfUser{.user = UserId{row.uuid(0)},
                           .registration = RegistrationId{row.uuid(1)},
                           .bytes = row.text(2),
                           .version = static_cast<std::uint32_t>(row.integer(3))};
    });
}

Result<std::vector<NamedPerson>> Reader::people_of_course(const std::string& course_id) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT u.user_id, u.name FROM registrations r "
                                             "JOIN users u ON u.user_id = r.user_id WHERE r.course_id = ?1 "
                                             "LIMIT 100000",
                                             course_id));
    return all_of(std::move(rows), [](const Rows& row) { return NamedPerson{UserId{row.uuid(0)}, row.text(1)}; });
}

Result<std::vector<SharedRecord>> Reader::shared_documents(const std::string& scope) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT key, bytes, revision FROM shared_documents "
                                             "WHERE scope = ?1 ORDER BY key LIMIT 100000",
                                             scope));
    return all_of(std::move(rows), [](const Rows& row) {
        return SharedRecord{row.text(0), row.text(1), row.integer(2)};
    });
}

Result<std::vector<SharedRecord>> Reader::shared_documents_since(const std::string& scope, std::int64_t revision,
                                                                 std::int64_t& seen) {
    std::int64_t newest = 0;
    {
        LYCEUM_TRY(auto rows, connection_->query("SELECT coalesce(max(revision), 0) FROM shared_documents"));
        LYCEUM_TRY(const bool found, rows.next());
        newest = found ? rows.integer(0) : 0;
    }
    seen = std::max(revision, newest);
    if (newest <= revision) {
        return std::vector<SharedRecord>{};
    }
    // "+scope": by the range of revisions, not through all documents of the scope.
    LYCEUM_TRY(auto rows, connection_->query("SELECT key, bytes, revision FROM shared_documents "
                                             "WHERE revision > ?2 AND +scope = ?1 ORDER BY revision",
                                             scope, revision));
    return all_of(std::move(rows), [](const Rows& row) {
        return SharedRecord{row.text(0), row.text(1), row.integer(2)};
    });
}

Result<std::optional<Receipt>> Reader::find_receipt(const RegistrationId& registration, const FormId& form) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT form_id, revision, feedback, stored FROM receipts "
                                             "WHERE registration_id = ?1 AND form_id = ?2",
                                             registration, form));
    return first_of(std::move(rows), read_receipt);
}

Result<std::vector<UnitProgress>> Reader::unit_progress(const RegistrationId& registration) {
    LYCEUM_TRY(
        auto rows,
        connection_->query("SELECT registration_id, unit, completed, passed, failed, satisfied, best_scaled, percent, "
                           "updated FROM unit_progress WHERE registration_id = ?1 ORDER BY unit",
                           registration));
    return all_of(std::move(rows), read_unit_progress);
}

Result<std::optional<UnitProgress>> Reader::find_unit_progress(const RegistrationId& registration,
                                                               const std::string& unit) {
    LYCEUM_TRY(
        auto rows,
        connection_->query("SELECT registration_id, unit, completed, passed, failed, satisfied, best_scaled, percent, "
                           "updated FROM unit_progress WHERE registration_id = ?1 AND unit = ?2",
                           registration, unit));
    return first_of(std::move(rows), read_unit_progress);
}

Result<CourseProgress> Reader::course_progress(const RegistrationId& registration) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT satisfied_units, satisfied FROM course_progress WHERE registration_id = ?1",
                                  registration));
    CourseProgress progress{.registration = registration, .satisfied_units = 0, .satisfied = std::nullopt};
    LYCEUM_TRY(const bool found, rows.next());
    if (found) {
        progress.satisfied_units = static_cast<std::int32_t>(rows.integer(0));
        if (!rows.is_null(1)) {
            progress.satisfied = rows.time(1);
        }
    }
    return progress;
}

Result<std::vector<CompetencyEvidence>> Reader::evidence_of(const UserId& user) {
    LYCEUM_TRY(auto rows, connection_->query("SELECT statement_id, user_id, competency, level, scaled, stored "
                                             "FROM competency_evidence WHERE user_id = ?1 ORDER BY rowid",
                                             user));
    return all_of(std::move(rows), read_evidence);
}

Result<std::vector<CompetencyEvidence>> Reader::evidence_in(const RegistrationId& registration) {
    LYCEUM_TRY(
        auto rows,
        connection_->query("SELECT statement_id, user_id, competency, level, scaled, stored FROM competency_evidence "
                           "WHERE user_id = (SELECT user_id FROM registrations WHERE registration_id = ?1) "
                           "AND registration_id = ?1 ORDER BY rowid",
                           registration));
    return all_of(std::move(rows), read_evidence);
}

Result<void> Reader::each_registration(const std::function<Result<void>(const Registration&)>& visit) {
    LYCEUM_TRY(auto rows, connection_->query(
                              "SELECT registration_id, user_id, course_id, started FROM registrations ORDER BY rowid"));
    while (true) {
        LYCEUM_TRY(const bool found, rows.next());
        if (!found) {
            return success();
        }
        LYCEUM_TRY(visit(read_registration(rows)));
    }
}

Result<void> Reader::each_statement(const RegistrationId& registration,
                                    const std::function<Result<void>(const Statement&)>& visit) {
    LYCEUM_TRY(auto rows,
               connection_->query("SELECT statement_id, user_id, registration_id, verb, activity, stored, json "
                                  "FROM statements WHERE registration_id = ?1 ORDER BY number",
                                  registration));
    while (true) {
        LYCEUM_TRY(const bool found, rows.next());
        if (!found) {
            return success();
        }
        LYCEUM_TRY(visit(read_statement(rows)));
    }
}

Result<std::uint64_t> Reader::statement_count() {
    LYCEUM_TRY(auto rows, connection_->query("SELECT count(*) FROM statements"));
    LYCEUM_TRY(const bool found, rows.next());
    return found ? static_cast<std::uint64_t>(rows.integer(0)) : 0;
}

Result<std::vector<std::string>> Reader::integrity_problems() {
    std::vector<std::string> problems;
    LYCEUM_TRY(auto found, connection_->query("PRAGMA integrity_check(100)"));
    LYCEUM_TRY(auto lines, all_of(std::move(found), [](const Rows& row) { return row.text(0); }));
    for (std::string& line : lines) {
        if (line != "ok") {
            problems.push_back(std::move(line));
        }
    }
    constexpr std::size_t most = 200;
    LYCEUM_TRY(auto orphans, connection_->query("PRAGMA foreign_key_check"));
    while (problems.size() < most) {
        LYCEUM_TRY(const bool more, orphans.next());
        if (!more) {
            break;
        }
        problems.push_back(fmt::format("row {} of {} belongs to a row of {} that is not there", orphans.integer(1),
                                       orphans.text(0), orphans.text(2)));
    }
    return problems;
}

}  // namespace lyceum::store
