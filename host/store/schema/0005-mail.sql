-- Mail: where a person wants it, and what is on its way.

ALTER TABLE users ADD COLUMN mail TEXT NOT NULL DEFAULT '';  -- an address as mail_address.hpp takes it; empty: none
ALTER TABLE users ADD COLUMN mail_digest INTEGER NOT NULL DEFAULT 1 CHECK (mail_digest IN (0, 1));
ALTER TABLE users ADD COLUMN mail_deadlines INTEGER NOT NULL DEFAULT 1 CHECK (mail_deadlines IN (0, 1));
CREATE INDEX users_with_mail ON users (user_id) WHERE mail <> '';

-- One row a mail, from the moment it is due; its words are made when it is sent. The key of person, kind and occasion is why
-- none is sent twice (docs/decisions/0009-mail.md).
CREATE TABLE outbox (
    mail_id    BLOB PRIMARY KEY NOT NULL CHECK (length(mail_id) = 16),
    user_id    BLOB NOT NULL REFERENCES users,
    kind       TEXT NOT NULL CHECK (kind IN ('digest', 'deadline')),
    occasion   TEXT NOT NULL,     -- "2026-W48", or the registration and the days before its deadline
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    attempts   INTEGER NOT NULL CHECK (attempts >= 0),
    queued     INTEGER NOT NULL,
    next_try   INTEGER NOT NULL,  -- while waiting; moved forward before each attempt, so that only one makes it
    tried      INTEGER,           -- the last attempt; NULL: none yet
    problem    TEXT NOT NULL,     -- of the last attempt, without addresses; empty: none
    token_hash BLOB UNIQUE CHECK (length(token_hash) = 32),  -- of its link that ends mails; NULL: not sent, or withdrawn
    UNIQUE (user_id, kind, occasion)
) STRICT;
CREATE INDEX outbox_by_next_try ON outbox (state, next_try);
CREATE INDEX outbox_with_problem ON outbox (tried) WHERE problem <> '';
