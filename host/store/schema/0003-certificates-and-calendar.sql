-- Certificates, and the addresses under which people subscribe to their deadlines.
--
-- A certificate is derived, but unlike other derived rows it has left the house on paper: it is written once, with the answer
-- that satisfied the course, and stays as it was issued (docs/decisions/0008-certificates.md).

CREATE TABLE certificates (
    code            TEXT PRIMARY KEY NOT NULL CHECK (length(code) = 16),
    registration_id BLOB NOT NULL UNIQUE REFERENCES registrations,
    statement_id    BLOB NOT NULL UNIQUE REFERENCES statements (statement_id),  -- "satisfied", of the course
    holder          TEXT NOT NULL,     -- the name as it was then: a later change does not reach paper
    issued          INTEGER NOT NULL
) STRICT;
CREATE TRIGGER certificates_are_not_changed BEFORE UPDATE ON certificates
BEGIN
    SELECT RAISE(ABORT, 'a certificate is never changed');
END;
CREATE TRIGGER certificates_are_not_removed BEFORE DELETE ON certificates
BEGIN
    SELECT RAISE(ABORT, 'a certificate is never removed');
END;

CREATE TABLE calendar_feeds (
    user_id    BLOB PRIMARY KEY NOT NULL REFERENCES users,  -- one at a time: a new one replaces the old
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    created    INTEGER NOT NULL
) STRICT;
