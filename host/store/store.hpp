#pragma once
// The database: one SQLite file in WAL mode, `synchronous=FULL`. One writer thread owns the only writing connection and commits
// in groups: jobs that wait together share one fsync, each in a savepoint of its own, and each is answered only after the
// commit is on disk. Readers have read-only connections and never wait for the writer.
//
// The only component that knows SQL. Called by learning, web (sessions) and cli; includes base.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <any>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "host/base/result.hpp"
#include "host/store/records.hpp"

namespace lyceum::store {

// What a job may do. [writer thread] Valid only while the job runs. A failed Result rolls the job back and no other.
class Transaction {
public:
    struct Connection;
    explicit Transaction(Connection& connection) : connection_{connection} {}

    Result<void> add_user(const User& user);  // Conflict if the login exists
    Result<void> set_user_status(const UserId& user, UserStatus status);
    Result<void> set_user_language(const UserId& user, Language language);
    Result<void> set_password_hash(const UserId& user, const std::string& hash);

    Result<void> add_session(const Session& session);
    Result<void> touch_session(const SessionId& session, TimePoint now);
    Result<void> end_session(const SessionId& session);
    Result<void> end_sessions_of(const UserId& user);
    Result<void> end_expired_sessions(TimePoint now);

    // The registration of this person in this course: the one that exists, or `fresh` written now.
    Result<Registration> enrol(const Registration& fresh);
    // Statements that are no answer ("initialized", "launched").
    Result<void> append_statements(const std::vector<Statement>& statements);
    Result<void> put_unit_progress(const UnitProgress& progress);
    Result<AnswerReceipt> record_answer(const AnswerRecord& record);
    // Puts derived rows in the place of all that are there (verify --repair, and rebuilding).
    Result<void> replace_derived(const RegistrationId& registration, const std::vector<UnitProgress>& units,
                                 const CourseProgress& course, const std::vector<CompetencyEvidence>& evidence);
    Result<void> append_audit(const AuditEntry& entry);
    // A named value of the installation ("pseudonym-key"): the stored one, or `fresh` written now.
    Result<std::string> setting_or(const std::string& name, const std::string& fresh);

private:
    Connection& connection_;
};

// Reads. [one thread at a time] Each answers by an index, is bounded, and sees the last commit when it begins.
class Reader {
public:
    struct Connection;
    explicit Reader(std::unique_ptr<Connection> connection);
    Reader(Reader&&) noexcept;
    ~Reader();

    Result<std::optional<User>> find_user(const UserId& user);
    Result<std::optional<User>> find_user_by_login(const std::string& login);
    Result<std::vector<User>> users();            // all, by login; for the command line
    Result<std::vector<User>> demo_users();       // at most 20
    Result<std::optional<Session>> find_session(const std::string& token_hash);

    Result<std::optional<Registration>> find_registration(const UserId& user, const std::string& course_id);
    Result<std::vector<Registration>> registrations_of(const UserId& user);
    Result<std::optional<StateDocument>> find_state(const RegistrationId& registration, const std::string& unit);
    Result<std::vector<SharedRecord>> shared_documents(const std::string& scope);  // by key, at most 100,000
    Result<std::optional<Receipt>> find_receipt(const RegistrationId& registration, const FormId& form);

    Result<std::vector<UnitProgress>> unit_progress(const RegistrationId& registration);
    Result<std::optional<UnitProgress>> find_unit_progress(const RegistrationId& registration, const std::string& unit);
    Result<CourseProgress> course_progress(const RegistrationId& registration);
    Result<std::vector<CompetencyEvidence>> evidence_of(const UserId& user);

    // Scans, for verify and exports: in the order stored; the visitor ends the scan with a failure.
    Result<void> each_registration(const std::function<Result<void>(const Registration&)>& visit);
    Result<void> each_statement(const RegistrationId& registration, const std::function<Result<void>(const Statement&)>& visit);
    Result<std::uint64_t> statement_count();
    Result<std::vector<std::string>> integrity_problems();  // PRAGMA integrity_check and foreign_key_check

private:
    std::unique_ptr<Connection> connection_;
};

struct StoreOptions {
    std::filesystem::path file;  // created if missing; its folder must exist
    std::size_t queue_limit = 4096;  // waiting jobs; beyond it a write fails with Unavailable
    std::size_t group_limit = 256;   // jobs in one commit
};

struct StoreCounters {
    std::uint64_t jobs = 0;
    std::uint64_t commits = 0;
    std::uint64_t failures = 0;
    std::size_t waiting = 0;
};

class Store {
public:
    // Opens or creates the file and takes the schema to this version, step by step. NewerVersion if a newer Lyceum wrote it
    // (nothing is changed then); Conflict if another process holds it for writing.
    static Result<std::unique_ptr<Store>> open(StoreOptions options);
    ~Store();  // finishes what was accepted
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    Result<Reader> reader() const;

    // Runs `job` on the writer thread and resumes on the caller's executor after its group is on disk.
    template <class T>
    boost::asio::awaitable<Result<T>> write(std::function<Result<T>(Transaction&)> job);

    // The same for a caller without an executor; blocks. [not on an io thread]
    template <class T>
    Result<T> write_now(std::function<Result<T>(Transaction&)> job);

    StoreCounters counters() const;  // [any thread]

private:
    // A job with its result taken out of its type: `run` keeps the result itself and says only whether to keep the writes.
    struct Job {
        std::function<Result<void>(Transaction&)> run;
        std::function<void(Result<void>)> done;  // [writer thread] after the commit; the commit's failure, or success
    };
    // Unavailable if the queue is full. [any thread]
    Result<void> submit(Job job);

    struct Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace lyceum::store

#include "host/store/write.ipp"
