-- The morning mail. sql/schema/postgres/0012_morning.sql is its twin.

-- When it comes on the user's working days: "7:30", or "off".
ALTER TABLE "user" ADD COLUMN morning TEXT NOT NULL DEFAULT '7:30';

-- One row a user and day, so that none goes twice: 'claimed' before its dot, then 'dot', then what came of it.
CREATE TABLE morning (
    workspace_id INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY,     -- its Message-ID is made of it
    user_id      INTEGER NOT NULL,
    day          INTEGER NOT NULL,        -- where the user is
    state        TEXT NOT NULL CHECK (state = 'claimed' OR state = 'dot' OR state = 'sent' OR state = 'refused' OR state = 'uncertain'),
    worker       INTEGER NOT NULL,        -- who has it: the fence
    leased_until INTEGER NOT NULL,        -- then another may take a claim
    at           INTEGER NOT NULL,        -- of the last change
    why          TEXT,                    -- what the server said
    UNIQUE (workspace_id, user_id, day),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
) STRICT;
CREATE INDEX morning_lease ON morning (workspace_id, leased_until) WHERE state = 'dot';
