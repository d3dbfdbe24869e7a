-- Recall: questions of finished quizzes that come back on a schedule (docs/decisions/0012-recall.md).

-- Derived from statements. A question a person answered in a step that they finished.
CREATE TABLE recall_cards (
    registration_id BLOB NOT NULL REFERENCES registrations,
    user_id         BLOB NOT NULL REFERENCES users,
    unit            TEXT NOT NULL,
    question        TEXT NOT NULL,     -- the activity's own id for it
    stability       REAL NOT NULL,
    difficulty      REAL NOT NULL,
    reviewed        INTEGER NOT NULL,  -- the last answer, in the step or in recall
    due             INTEGER NOT NULL,
    touched         INTEGER,           -- when it was last answered or put off in recall; NULL: never
    asked           INTEGER NOT NULL CHECK (asked >= 0),               -- answers in recall
    answered_right  INTEGER NOT NULL CHECK (answered_right BETWEEN 0 AND asked),
    competency      TEXT NOT NULL,     -- what the last answer in recall was evidence for; empty: nothing
    level           INTEGER NOT NULL,
    confirmed       INTEGER,           -- the last right answer in recall
    UNIQUE (registration_id, unit, question)
) STRICT;
CREATE INDEX recall_cards_by_user ON recall_cards (user_id, due);

-- What a form of recall did, kept so that a repeated POST gets the same and its page can be shown again: the module has
-- no state to show it from.
CREATE TABLE recall_receipts (
    user_id         BLOB NOT NULL REFERENCES users,
    form_id         BLOB NOT NULL CHECK (length(form_id) = 16),
    registration_id BLOB NOT NULL REFERENCES registrations,
    unit            TEXT NOT NULL,
    question        TEXT NOT NULL,
    asking          INTEGER NOT NULL,  -- recall_cards.asked before it: the seed of what was shown
    fields          TEXT NOT NULL,     -- as sent; empty: put off
    feedback        TEXT NOT NULL,
    stored          INTEGER NOT NULL,
    UNIQUE (user_id, form_id)
) STRICT;

-- Who has said "not this week".
CREATE TABLE recall_pauses (
    user_id BLOB PRIMARY KEY NOT NULL REFERENCES users,
    until   INTEGER NOT NULL
) STRICT;
