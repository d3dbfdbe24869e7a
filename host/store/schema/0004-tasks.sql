-- Priority tasks: what people decide to change in their state bodies. Modules draft and commit them with an answer; from then on
-- their status changes on the pages of the host. Each change has its statement, so that the roll-up can be made again from those.

CREATE TABLE tasks (
    task_id              BLOB PRIMARY KEY NOT NULL CHECK (length(task_id) = 16),
    user_id              BLOB NOT NULL REFERENCES users,
    registration_id      BLOB NOT NULL REFERENCES registrations,
    unit                 TEXT NOT NULL,     -- the AU whose activity proposed it
    local_id             TEXT NOT NULL,     -- the activity's own name for it
    status               TEXT NOT NULL CHECK (status IN ('draft', 'withdrawn', 'confirmed', 'under way', 'proven', 'stopped')),
    revision             INTEGER NOT NULL CHECK (revision > 0),  -- grows by 1 with each change
    sector               TEXT NOT NULL,     -- of the person when it was last a draft: a task stays where it was taken on
    body                 TEXT NOT NULL,
    title                TEXT NOT NULL,
    service              TEXT NOT NULL,
    baseline             TEXT NOT NULL,     -- decimal numbers as text: what was typed, and no rounding
    target               TEXT NOT NULL,
    measure              TEXT NOT NULL,
    deadline             TEXT NOT NULL,     -- "2027-06-01", or empty
    effect_sector        INTEGER NOT NULL CHECK (effect_sector BETWEEN 0 AND 5),
    effect_state         INTEGER NOT NULL CHECK (effect_state BETWEEN 0 AND 5),
    effort               INTEGER NOT NULL CHECK (effort BETWEEN 0 AND 5),
    effect_sector_reason TEXT NOT NULL,
    effect_state_reason  TEXT NOT NULL,
    partners             TEXT NOT NULL,
    first_step           TEXT NOT NULL,
    evidence             TEXT NOT NULL,
    source               TEXT NOT NULL,
    created              INTEGER NOT NULL,
    updated              INTEGER NOT NULL,
    UNIQUE (registration_id, unit, local_id)
) STRICT;
CREATE INDEX tasks_by_user ON tasks (user_id);

CREATE TABLE task_changes (
    number       INTEGER PRIMARY KEY NOT NULL,
    task_id      BLOB NOT NULL REFERENCES tasks,
    statement_id BLOB NOT NULL UNIQUE REFERENCES statements (statement_id),
    status       TEXT NOT NULL,
    note         TEXT NOT NULL,  -- why it was chosen, what shows that it is done, what was learnt
    link         TEXT NOT NULL,  -- an address on the web, or empty
    time         INTEGER NOT NULL
) STRICT;
CREATE INDEX task_changes_by_task ON task_changes (task_id);
CREATE TRIGGER task_changes_are_not_changed BEFORE UPDATE ON task_changes
BEGIN
    SELECT RAISE(ABORT, 'the history of a task is never changed');
END;
CREATE TRIGGER task_changes_are_not_removed BEFORE DELETE ON task_changes
BEGIN
    SELECT RAISE(ABORT, 'the history of a task is never shortened');
END;
