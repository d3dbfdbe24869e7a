#pragma once
// The database: one SQLite file in WAL mode, `synchronous=FULL`. One writer thread owns the only writing connection and
// commits in groups: jobs that wait together share one fsync, each undone by itself if it fails, and each is answered
// only after the commit is on disk. Readers have read-only connections and never wait for the writer.
//
// Other processes may read at any time and write for a moment (`lyceum user add` beside a serving host): no lock is
// held between commits, and whoever meets another's commit waits for it (StoreOptions::patience).
//
// The only component that knows SQL. Called by learning, web (sessions) and cli; includes base.

#include "host/base/result.hpp"
#include "host/store/records.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace lyceum::store {

class Connection;  // private: connection.hpp

// What a job may do. [writer thread] Valid only while the job runs. A failed Result rolls the job back and no other.
class Transaction {
public:
    explicit Transaction(Connection& connection) : connection_{connection} {}

    // Conflict if the login exists (login.hpp says when two are the same), InvalidInput if it cannot be one.
    Result<void> add_user(const User& user);
    // The setters below and the ends of sessions: NotFound if there is no such user or session.
    Result<void> set_user_status(const UserId& user, UserStatus status);
    Result<void> set_user_language(const UserId& user, Language language);
    Result<void> set_password_hash(const UserId& user, const std::string& hash);
    // With another address the links of mails to the earlier one lead nowhere from now on.
    Result<void> set_mail(const UserId& user, const MailChoice& choice);
    // What an administrator may correct: login as written, name, role, sector, body, language, mail address. The rest
    // of `user` is not looked at.
    Result<void> update_user(const User& user);
    // As Reader::find_user_by_login, and with what this job has written.
    Result<std::optional<User>> find_user_by_login(const std::string& login);

    // Takes the place of the person's open invitations, which expire at its beginning.
    Result<void> add_invitation(const Invitation& invitation);
    // Conflict if it was used or withdrawn, has expired or does not exist: then nothing is changed.
    Result<void> use_invitation(const std::string& token_hash, TimePoint now);
    // The person's open invitations expire now.
    Result<void> withdraw_invitations(const UserId& user, TimePoint now);

    Result<void> add_session(const Session& session);
    Result<void> touch_session(const SessionId& session, TimePoint now);
    Result<void> end_session(const SessionId& session);
    // Of this person only: a session of somebody else is NotFound.
    Result<void> end_session_of(const UserId& user, const SessionId& session);
    Result<void> end_sessions_of(const UserId& user);
    Result<void> end_other_sessions_of(const UserId& user, const SessionId& kept);
    Result<void> end_expired_sessions(TimePoint now);
    // Housekeeping: ends expired sessions, forgets invitations that expired `invitations_kept` ago and receipts older
    // than `receipts_kept`, at most 1000 of them, so that no commit is long. The number of receipts forgotten: while it
    // is 1000, call again.
    Result<std::int64_t> prune(TimePoint now);

    // The registration of this person in this course: the one that exists, or `fresh` written now.
    Result<Registration> enrol(const Registration& fresh);
    // The first opening of a unit: writes its progress row and the statements about it ("launched", "initialized").
    // Does nothing if the row exists: a second tab was first, and progress made since must not be overwritten.
    Result<void> begin_unit(const UnitProgress& begun, const std::vector<Statement>& statements);
    // The whole answer or nothing of it. Repeated is looked for first, then Stale: with either, nothing is written.
    Result<AnswerReceipt> record_answer(const AnswerRecord& record);
    // One question of recall answered or put off: the whole of it or nothing. Repeated: this form was recorded before.
    // Stale: the question was answered meanwhile, or there is no such card.
    Result<AnswerResult> record_recall(const RecallRecord& record);
    // Puts the cards in the place of all that the registration has.
    Result<void> replace_recall_cards(const RegistrationId& registration, const std::vector<RecallCard>& cards);
    // In the place of an earlier pause.
    Result<void> pause_recall(const UserId& user, TimePoint until);
    // Puts derived rows in the place of all that are there (verify --repair, and rebuilding).
    Result<void> replace_derived(const RegistrationId& registration, const std::vector<UnitProgress>& units,
                                 const CourseProgress& course, const std::vector<CompetencyEvidence>& evidence);
    // One change of a task on the host's own pages, with its statement. Repeated: this form was recorded before, and
    // nothing is written. Conflict if the task is no longer as it was when the form was made.
    Result<AnswerResult> change_task(const TaskWrite& write, const FormId& form);
    // Does nothing if the registration has its certificate already; Conflict if the code is another's.
    Result<void> issue_certificate(const Certificate& certificate);
    // In the place of the person's earlier feed, whose address then leads nowhere.
    Result<void> set_calendar_feed(const CalendarFeed& feed);
    Result<void> end_calendar_feed(const UserId& user);  // none is as good

    // False, and nothing is written, if there was such a mail before: same person, kind and occasion.
    Result<bool> queue_mail(const OutboxMail& mail);
    // Takes a waiting mail for one attempt: nobody else can before `until`. `token_hash`: of the link in it, 32 bytes.
    // False if it does not wait any more, or waits for a later moment than `now`.
    Result<bool> claim_mail(const MailId& mail, const std::string& token_hash, TimePoint now, TimePoint until);
    // Both do nothing to a mail that waits no more. `state` is not Waiting.
    Result<void> finish_mail(const MailId& mail, MailState state, const std::string& problem);
    Result<void> retry_mail(const MailId& mail, TimePoint next_try, const std::string& problem);

    Result<void> append_audit(const AuditEntry& entry);
    // A named value of the installation ("pseudonym-key"), any bytes: the stored one, or `fresh` written now.
    Result<std::string> setting_or(const std::string& name, const std::string& fresh);

private:
    // If the person's address is another than this one.
    Result<void> withdraw_mail_links(const UserId& user, const std::string& address);
    // False if a task is not as it was: then the job must be undone. LimitExceeded if a person would have more than
    // most_committed_tasks. The statements are written already.
    Result<bool> put_tasks(const std::vector<TaskWrite>& writes);

    Result<void> put_recall_cards(const std::vector<RecallCard>& cards);

    Connection& connection_;
};

// Reads. [one thread at a time] Each answers by an index, is bounded, and sees the last commit when it begins.
class Reader {
public:
    explicit Reader(std::unique_ptr<Connection> connection);
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;
    ~Reader();

    // While it lives every read sees the moment of the first one. At most one at a time; the Reader must outlive it.
    class Snapshot {
    public:
        explicit Snapshot(Reader& reader) : reader_{&reader} {}
        Snapshot(Snapshot&& other) noexcept : reader_{std::exchange(other.reader_, nullptr)} {}
        Snapshot& operator=(Snapshot&&) = delete;
        Snapshot(const Snapshot&) = delete;
        Snapshot& operator=(const Snapshot&) = delete;
        ~Snapshot();

    private:
        Reader* reader_;
    };
    Result<Snapshot> snapshot();

    Result<std::optional<User>> find_user(const UserId& user);
    Result<std::optional<User>> find_user_by_login(const std::string& login);
    Result<std::vector<User>> users();       // all, by folded login; for the command line
    Result<std::vector<User>> demo_users();  // at most 20
    Result<std::optional<Session>> find_session(const std::string& token_hash);
    Result<std::vector<Session>> sessions_of(const UserId& user);  // the latest used first, at most 100
    Result<std::optional<Invitation>> find_invitation(const std::string& token_hash);

    Result<std::optional<Registration>> find_registration(const UserId& user, const std::string& course_id);
    Result<std::vector<Registration>> registrations_of(const UserId& user);
    Result<std::vector<NamedPerson>> people_of_course(const std::string& course_id);  // at most 100,000; a scan
    Result<std::optional<StateDocument>> find_state(const RegistrationId& registration, const std::string& unit);
    Result<std::vector<StateOfUser>> states_in(const std::string& unit);  // everybody's, at most 100,000; a scan
    Result<std::vector<SharedRecord>> shared_documents(const std::string& scope);  // by key, at most 100,000
    // Those written since that revision, by revision; what was removed is not told. `seen` gets the newest revision of
    // any scope, to ask from the next time: then the answer costs what was written meanwhile.
    Result<std::vector<SharedRecord>> shared_documents_since(const std::string& scope, std::int64_t revision,
                                                             std::int64_t& seen);
    Result<std::optional<Receipt>> find_receipt(const RegistrationId& registration, const FormId& form);

    Result<std::vector<UnitProgress>> unit_progress(const RegistrationId& registration);
    Result<std::optional<UnitProgress>> find_unit_progress(const RegistrationId& registration, const std::string& unit);
    Result<CourseProgress> course_progress(const RegistrationId& registration);
    Result<std::vector<CompetencyEvidence>> evidence_of(const UserId& user);  // in the order stored
    Result<std::vector<CompetencyEvidence>> evidence_in(const RegistrationId& registration);

    // What pages show behind their numbers.
    Result<std::optional<Statement>> find_statement(const StatementId& statement);
    // Of one competency, the latest first, at most 200.
    Result<std::vector<Showing>> showings_of(const UserId& user, const std::string& competency);
    // What each activity showed of each competency by evidence of `from` (0 to 1) and more; by competency and activity.
    Result<std::vector<ActivityLevel>> levels_by_activity(const UserId& user, double from);
    // Statements of one verb (an IRI) in a registration, the latest first, at most 500.
    Result<std::vector<Statement>> statements_with(const RegistrationId& registration, const std::string& verb);
    Result<std::optional<Registration>> find_registration(const RegistrationId& registration);
    Result<std::optional<Certificate>> find_certificate(const std::string& code);
    Result<std::optional<Certificate>> certificate_of(const RegistrationId& registration);
    Result<std::optional<CalendarFeed>> calendar_feed_of(const UserId& user);
    Result<std::optional<CalendarFeed>> find_calendar_feed(const std::string& token_hash);
    // Of every status, the oldest first, at most 200.
    Result<std::vector<Task>> tasks_of(const UserId& user);
    Result<std::optional<Task>> find_task(const TaskId& task);
    Result<std::vector<TaskChange>> changes_of(const TaskId& task);  // the latest first, at most 200
    // All commitments, drafts not among them; `today` as "2027-06-01". At most 10,000.
    Result<std::vector<TaskCount>> task_counts(const std::string& today);
    // Questions to ask by now, the longest due first, at most 1000.
    Result<std::vector<RecallCard>> recall_due(const UserId& user, TimePoint now);
    // The next one after `now`.
    Result<std::optional<TimePoint>> next_recall(const UserId& user, TimePoint now);
    // How many cards were answered or put off in recall since then.
    Result<std::int64_t> recall_taken(const UserId& user, TimePoint since);
    Result<std::optional<RecallCard>> find_recall_card(const RegistrationId& registration, const std::string& unit,
                                                       const std::string& question);
    // Of one unit, or with an empty `unit` of all; in no order, at most 100,000.
    Result<std::vector<RecallCard>> recall_cards(const RegistrationId& registration, const std::string& unit);
    Result<std::optional<RecallReceipt>> find_recall_receipt(const UserId& user, const FormId& form);
    Result<std::optional<TimePoint>> recall_pause(const UserId& user);
    // Competencies that at least one right answer in recall confirmed.
    Result<std::vector<Confirmation>> confirmations_of(const UserId& user);
    Result<std::optional<std::string>> find_setting(const std::string& name);  // see Transaction::setting_or

    // Active people, not of the demonstration, with an address; by id, after this one, at most 100.
    Result<std::vector<User>> people_with_mail(const UserId& after);
    Result<bool> has_mail(const UserId& user, MailKind kind, const std::string& occasion);
    // Of those that wait and may be tried now, the one whose turn came first.
    Result<std::optional<OutboxMail>> next_mail(TimePoint now);
    Result<std::optional<OutboxMail>> find_mail_by_token(const std::string& token_hash);
    Result<std::int64_t> waiting_mails();
    Result<OutboxSummary> outbox_summary();  // counts them all: for the command line

    // Registrations satisfied by a statement that have no certificate: from before there were any. A scan, for the
    // start.
    Result<std::vector<Registration>> without_certificate();

    // Scans, for verify and exports: in the order stored; the visitor ends the scan with a failure.
    Result<void> each_registration(const std::function<Result<void>(const Registration&)>& visit);
    Result<void> each_statement(const RegistrationId& registration,
                                const std::function<Result<void>(const Statement&)>& visit);
    Result<std::uint64_t> statement_count();
    Result<std::vector<std::string>> integrity_problems();  // at most 200; empty: whole

private:
    std::unique_ptr<Connection> connection_;
};

// How many tasks a person may have confirmed and under way; LYCEUM_MOST_COMMITTED_TASKS for modules.
inline constexpr std::int64_t most_committed_tasks = 3;
// How long a repeated POST is still recognised.
inline constexpr std::chrono::days receipts_kept{90};
// How long an outbox remembers what it has done with a mail.
inline constexpr std::chrono::days mails_kept{400};
// How long after its end a link still says that it has expired, and not that it is unknown.
inline constexpr std::chrono::days invitations_kept{365};

struct StoreOptions {
    std::filesystem::path file;                // created if missing, readable by its owner only; its folder must exist
    std::size_t queue_limit = 4096;            // waiting jobs, at least 1; beyond it a write fails with Unavailable
    std::size_t group_limit = 256;             // jobs in one commit, at least 1
    std::chrono::milliseconds patience{5000};  // how long a write waits for another process that is writing
};

struct StoreCounters {
    std::uint64_t jobs = 0;      // answered
    std::uint64_t commits = 0;   // groups that are on disk
    std::uint64_t failures = 0;  // groups that could not be committed, with every job in them
    std::size_t waiting = 0;     // jobs in the queue now
};

// One write on its way through the writer's queue. Made by Store::write and Store::write_now.
class Job {
public:
    Job() = default;
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
    virtual ~Job() = default;

    // Does the work and keeps its result; a failure undoes what it wrote. Runs a second time if the group it was in has
    // to be begun again, with nothing of the first left in the database. [writer thread]
    virtual Result<void> run(Transaction& transaction) = 0;
    // After the commit; once. Success if the work is on disk, else why not. [writer thread]
    virtual void finish(Result<void> outcome) = 0;
};

class Writer;  // private: writer.hpp

// [any thread] Waiting coroutines are resumed on their executors: their execution contexts must outlive the store.
class Store {
public:
    // Opens or creates the file and takes the schema to this version, step by step. NewerVersion if a newer Lyceum
    // wrote it and InvalidInput if something else did (nothing is changed then); Conflict if the schema is to change
    // and another process is writing for longer than `patience`.
    static Result<std::unique_ptr<Store>> open(StoreOptions options);
    ~Store();  // finishes what was accepted
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // A connection of its own; it may outlive the store.
    Result<Reader> reader() const;

    // Runs `job` on the writer thread and resumes on the caller's executor after its group is on disk. `job` owns what
    // it uses, touches nothing but its Transaction, and may be run twice (see Job::run). Beyond what it returns itself:
    // Unavailable if the queue is full or another process keeps the database locked, DiskFull or Storage if the commit
    // failed, Internal if it threw; nothing is written then.
    template <class T>
    boost::asio::awaitable<Result<T>> write(std::function<Result<T>(Transaction&)> job);

    // The same for a caller without an executor; blocks. [not on an io thread]
    template <class T>
    Result<T> write_now(std::function<Result<T>(Transaction&)> job);

    StoreCounters counters() const;

private:
    Store(StoreOptions options, std::unique_ptr<Writer> writer);

    // Unavailable, through Job::finish, if the queue is full.
    void submit(std::unique_ptr<Job> job);

    StoreOptions options_;
    std::unique_ptr<Writer> writer_;
};

}  // namespace lyceum::store

#include "host/store/write.ipp"
