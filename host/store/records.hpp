#pragma once
// What the database holds, as values. [any thread]

#include "host/base/clock.hpp"
#include "host/base/ids.hpp"
#include "host/base/language.hpp"
#include "host/store/recall_records.hpp"
#include "host/store/task_records.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lyceum::store {

enum class UserStatus { Active, Disabled };
enum class UserKind { Person, Demo };  // Demo: made by --demo, may be signed in as with one click

// Where a person wants mail, and which.
struct MailChoice {
    std::string address;    // as base/mail_address.hpp takes it; empty: no mail at all
    bool digest = true;     // once a week
    bool deadlines = true;  // before a deadline

    bool operator==(const MailChoice&) const = default;
};

struct User {
    UserId id;
    std::string login;  // unique without regard to case (login.hpp); at most 200 bytes of UTF-8
    std::string name;
    std::string role;    // of the framework: "head"
    std::string sector;  // of the framework; may be empty
    std::string body;    // state body, as text
    Language language = Language::Ru;
    UserStatus status = UserStatus::Active;
    UserKind kind = UserKind::Person;
    std::string password_hash;  // argon2id; empty: cannot sign in with a password
    TimePoint created;
    MailChoice mail = {};
};

struct Session {
    SessionId id;
    std::string token_hash;  // 32 bytes; the token itself is only in the cookie
    UserId user;
    TimePoint created;
    TimePoint last_seen;
    TimePoint expires;
    std::string agent;  // browser, cut to 200 bytes, so that a person recognises it
};

// A link that lets a person set their password, once.
struct Invitation {
    std::string token_hash;  // 32 bytes; the token itself is only in the link
    UserId user;
    TimePoint created;
    TimePoint expires;
    std::optional<TimePoint> used;
};

// One person taking one course (cmi5 section 9.6.1: the registration).
struct Registration {
    RegistrationId id;
    UserId user;
    std::string course_id;
    TimePoint started;
};

// A learner's state of one activity.
// Somebody's state of a unit.
struct StateOfUser {
    UserId user;
    RegistrationId registration;
    std::string bytes;
    std::uint32_t version = 0;
};

struct StateDocument {
    std::string bytes;
    std::uint32_t version = 0;  // of the module's state format
    std::int64_t revision = 0;  // 1 at the first write, grows by 1; 0 is "none yet"
    TimePoint updated;
};

// Somebody registered in a course, as pages name them.
struct NamedPerson {
    UserId id;
    std::string name;
};

// A document all learners of an activity share.
struct SharedRecord {
    std::string key;
    std::string bytes;
    std::int64_t revision = 0;  // from 1, larger at every write, and never given twice, not even to another document
};

// One xAPI statement, whole (xAPI 1.0.3 part 2 section 2), with the columns it is found by.
struct Statement {
    StatementId id;
    UserId user;
    RegistrationId registration;
    std::string verb;      // IRI
    std::string activity;  // IRI of the object
    TimePoint stored;
    std::string json;
};

// Derived from statements, rebuildable: where a registration stands in one AU.
struct UnitProgress {
    RegistrationId registration;
    std::string unit;  // AU id
    bool completed = false;
    bool passed = false;
    bool failed = false;     // the last judged attempt failed and none passed
    bool satisfied = false;  // moveOn holds (cmi5 section 13.1.4)
    std::optional<double> best_scaled;
    std::int32_t percent = 0;
    TimePoint updated;

    bool operator==(const UnitProgress&) const = default;
};

// Derived: the course as a whole, once satisfied.
struct CourseProgress {
    RegistrationId registration;
    std::int32_t satisfied_units = 0;
    std::optional<TimePoint> satisfied;

    bool operator==(const CourseProgress&) const = default;
};

// Derived: one showing of a competency; the level reached is a rule over these.
struct CompetencyEvidence {
    StatementId statement;
    UserId user;
    std::string competency;
    std::int32_t level = 0;
    double scaled = 0;
    TimePoint stored;

    bool operator==(const CompetencyEvidence&) const = default;
};

// The highest level of a competency that the evidence of one activity counts for.
struct ActivityLevel {
    std::string competency;
    std::string activity;  // xAPI activity id
    std::int32_t level = 0;

    bool operator==(const ActivityLevel&) const = default;
};

// One showing with the statement it rests on.
struct Showing {
    CompetencyEvidence evidence;
    Statement statement;
};

// What somebody may show to others, once the course is satisfied. Written once and never changed.
struct Certificate {
    std::string code;  // 16 characters, unique (learning/certificate.hpp)
    RegistrationId registration;
    StatementId statement;  // that the course is satisfied
    std::string holder;     // the person's name when it was issued
    TimePoint issued;

    bool operator==(const Certificate&) const = default;
};

// The address under which a person's deadlines can be read without signing in: whoever has the token has the feed.
struct CalendarFeed {
    UserId user;
    std::string token_hash;  // 32 bytes; the token itself is only in the address
    TimePoint created;
};

enum class MailKind { Digest, Deadline };
enum class MailState {
    Waiting,
    Sent,     // taken by the mail server
    Failed,   // refused for good, or tried too often
    Dropped,  // not wanted any more, or too old by the time it could be sent
};

// A mail that was due: person, kind and occasion are its key, so none is made twice.
struct OutboxMail {
    MailId id;
    UserId user;
    MailKind kind = MailKind::Digest;
    std::string occasion;  // "2026-W48"; "REGISTRATION/7", seven days before the deadline
    MailState state = MailState::Waiting;
    int attempts = 0;
    TimePoint queued;
    TimePoint next_try;
    std::optional<TimePoint> tried;  // the last attempt
    std::string problem;             // of the last attempt; never an address or a secret
};

// The whole outbox in numbers.
struct OutboxSummary {
    std::int64_t waiting = 0;
    std::int64_t sent = 0;
    std::int64_t failed = 0;
    std::int64_t dropped = 0;
    std::optional<OutboxMail> last_problem;  // the latest attempt that had one
};

// What the first POST of a form did, kept so that a repeated POST gets the same.
struct Receipt {
    FormId form;
    std::int64_t revision = 0;  // of the state after it
    std::string feedback;
    TimePoint stored;
};

struct AuditEntry {
    TimePoint time;
    std::optional<UserId> user;
    std::string act;  // "session.start", "user.disable"
    std::string subject;
    std::string detail;  // never a secret
};

// A task with what it becomes: `task.revision` is the one it was computed from, 0 for a new one.
struct TaskWrite {
    Task task;
    Statement statement;  // that says so
    std::string note;     // for the history; may be empty
    std::string link;
};

// Everything one answer writes, in one transaction.
struct AnswerRecord {
    RegistrationId registration;
    UserId user;
    std::string unit;
    FormId form;
    std::int64_t expected_revision = 0;  // of the state the answer was computed from
    std::optional<StateDocument> state;  // revision is ignored: expected + 1
    struct SharedWrite {
        std::string key;
        std::int64_t expected_revision = 0;  // 0: must not exist
        std::optional<std::string> bytes;    // nothing: remove
    };
    std::string shared_scope;  // the AU id whose shared documents these are
    std::vector<SharedWrite> shared;
    std::vector<Statement> statements;
    std::optional<UnitProgress> unit_progress;
    std::optional<CourseProgress> course_progress;
    std::vector<CompetencyEvidence> evidence;
    std::vector<TaskWrite> tasks;            // in this order
    std::vector<RecallCard> recall;          // in the place of those there are
    std::optional<Certificate> certificate;  // with the answer that satisfies the course
    std::string feedback;
    TimePoint now;
};

enum class AnswerResult {
    Recorded,  // now durable
    Repeated,  // this form was recorded before; `receipt` is that first one
    Stale,     // the state or a shared document has moved on since; nothing was written
};

struct AnswerReceipt {
    AnswerResult result = AnswerResult::Recorded;
    Receipt receipt;
};

// Everything one form of recall writes, in one transaction.
struct RecallRecord {
    RecallReceipt receipt;
    RecallCard card;              // after it
    TimePoint expected_reviewed;  // RecallCard::reviewed before it; receipt.asking is what `asked` must be
    std::vector<Statement> statements;
};

}  // namespace lyceum::store
