-- Invitations: a link that lets a person set their password, once and for a time.

CREATE TABLE invitations (
    token_hash BLOB PRIMARY KEY NOT NULL CHECK (length(token_hash) = 32),  -- the token itself is only in the link
    user_id    BLOB NOT NULL REFERENCES users,
    created    INTEGER NOT NULL,
    expires    INTEGER NOT NULL,  -- moved forward to the moment when a newer one takes its place
    used       INTEGER            -- when; NULL: not yet
) STRICT;
CREATE INDEX invitations_by_user ON invitations (user_id);
CREATE INDEX invitations_by_expiry ON invitations (expires);
