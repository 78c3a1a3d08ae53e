-- Two texts tried against each other. sql/schema/sqlite/0009_trial.sql is its twin.

-- Who got which text of a trial (a step's two texts as they are: follow/cadence.h). The first of
-- each person counts. `side`: a is the first text, b the other.
CREATE TABLE trial (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    trial        TEXT NOT NULL,
    contact_id   BIGINT NOT NULL,
    side         TEXT NOT NULL CHECK (side IN ('a', 'b')),
    touch_id     BIGINT NOT NULL,        -- that carried it
    lead_id      BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, trial, contact_id)
);

-- A trial that a manager has ended: all get this side.
CREATE TABLE trial_kept (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    trial        TEXT NOT NULL,
    side         TEXT NOT NULL CHECK (side IN ('a', 'b')),
    user_id      BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, trial)
);

-- Somebody wrote it anew before it went: it is neither of two texts that are tried.
ALTER TABLE message ADD COLUMN edited BIGINT NOT NULL DEFAULT 0;
