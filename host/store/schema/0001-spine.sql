-- The spine: people, what they did, what an activity remembers, and what is derived from it.
--
-- Ids are UUIDs as 16 bytes. New ones are UUIDv7 and grow with time, so that an index over them is written at its end.
-- Times are whole milliseconds since 1970-01-01 UTC. Tables keep their rowid: the order of rows is the order of writing,
-- and WITHOUT ROWID was slower here (docs/decisions/0007-the-database.md). Nothing is indexed that no question asks for.

CREATE TABLE users (
    user_id       BLOB PRIMARY KEY NOT NULL CHECK (length(user_id) = 16),
    login         TEXT NOT NULL,         -- as written by whoever made the account
    login_key     TEXT NOT NULL UNIQUE,  -- folded by lyceum::store::login_key: SQLite's NOCASE folds ASCII alone
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    sector        TEXT NOT NULL,
    body          TEXT NOT NULL,
    language      TEXT NOT NULL CHECK (language IN ('ru', 'be', 'en')),
    status        TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
    kind          TEXT NOT NULL CHECK (kind IN ('person', 'demo')),
    password_hash TEXT NOT NULL,         -- argon2id; empty: no password signs in
    created       INTEGER NOT NULL
) STRICT;
CREATE INDEX users_by_kind ON users (kind, login_key);

CREATE TABLE sessions (
    session_id BLOB PRIMARY KEY NOT NULL CHECK (length(session_id) = 16),
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    user_id    BLOB NOT NULL REFERENCES users,
    created    INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    expires    INTEGER NOT NULL,
    agent      TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires);

CREATE TABLE registrations (
    registration_id BLOB PRIMARY KEY NOT NULL CHECK (length(registration_id) = 16),
    user_id         BLOB NOT NULL REFERENCES users,
    course_id       TEXT NOT NULL,
    started         INTEGER NOT NULL,
    UNIQUE (user_id, course_id)
) STRICT;

-- What happened; everything derived can be made again from here. `number` is the order stored.
CREATE TABLE statements (
    number          INTEGER PRIMARY KEY NOT NULL,
    statement_id    BLOB NOT NULL UNIQUE CHECK (length(statement_id) = 16),
    user_id         BLOB NOT NULL REFERENCES users,
    registration_id BLOB NOT NULL REFERENCES registrations,
    verb            TEXT NOT NULL,
    activity        TEXT NOT NULL,
    stored          INTEGER NOT NULL,
    json            TEXT NOT NULL
) STRICT;
CREATE INDEX statements_by_registration ON statements (registration_id);  -- then by number, as every index ends
CREATE TRIGGER statements_are_not_changed BEFORE UPDATE ON statements
BEGIN
    SELECT RAISE(ABORT, 'a statement is never changed');
END;
CREATE TRIGGER statements_are_not_removed BEFORE DELETE ON statements
BEGIN
    SELECT RAISE(ABORT, 'a statement is never removed');
END;

CREATE TABLE state_documents (
    registration_id BLOB NOT NULL REFERENCES registrations,
    unit            TEXT NOT NULL,
    bytes           BLOB NOT NULL,
    version         INTEGER NOT NULL,
    revision        INTEGER NOT NULL CHECK (revision > 0),
    updated         INTEGER NOT NULL,
    PRIMARY KEY (registration_id, unit)
) STRICT;

-- AUTOINCREMENT never gives a number twice: a document that was removed and written again is told from the old one.
CREATE TABLE shared_documents (
    revision INTEGER PRIMARY KEY AUTOINCREMENT,
    scope    TEXT NOT NULL,
    key      TEXT NOT NULL,
    bytes    BLOB NOT NULL,
    UNIQUE (scope, key)
) STRICT;

CREATE TABLE receipts (
    registration_id BLOB NOT NULL REFERENCES registrations,
    form_id         BLOB NOT NULL CHECK (length(form_id) = 16),
    revision        INTEGER NOT NULL,
    feedback        TEXT NOT NULL,
    stored          INTEGER NOT NULL,
    UNIQUE (registration_id, form_id)
) STRICT;

CREATE TABLE unit_progress (
    registration_id BLOB NOT NULL REFERENCES registrations,
    unit            TEXT NOT NULL,
    completed       INTEGER NOT NULL CHECK (completed IN (0, 1)),
    passed          INTEGER NOT NULL CHECK (passed IN (0, 1)),
    failed          INTEGER NOT NULL CHECK (failed IN (0, 1)),
    satisfied       INTEGER NOT NULL CHECK (satisfied IN (0, 1)),
    best_scaled     REAL,
    percent         INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
    updated         INTEGER NOT NULL,
    PRIMARY KEY (registration_id, unit)
) STRICT;

CREATE TABLE course_progress (
    registration_id BLOB PRIMARY KEY NOT NULL REFERENCES registrations,
    satisfied_units INTEGER NOT NULL CHECK (satisfied_units >= 0),
    satisfied       INTEGER  -- when; NULL: not yet
) STRICT;

CREATE TABLE competency_evidence (
    user_id         BLOB NOT NULL REFERENCES users,
    registration_id BLOB NOT NULL REFERENCES registrations,
    statement_id    BLOB NOT NULL REFERENCES statements (statement_id),
    competency      TEXT NOT NULL,
    level           INTEGER NOT NULL,
    scaled          REAL NOT NULL,
    stored          INTEGER NOT NULL
) STRICT;
CREATE INDEX competency_evidence_by_user ON competency_evidence (user_id, registration_id);

CREATE TABLE audit (
    number  INTEGER PRIMARY KEY NOT NULL,
    time    INTEGER NOT NULL,
    user_id BLOB REFERENCES users,
    act     TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail  TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never changed');
END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never shortened');
END;

CREATE TABLE settings (
    name  TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) STRICT;
