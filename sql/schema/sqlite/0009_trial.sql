-- Two texts tried against each other. sql/schema/postgres/0009_trial.sql is its twin.

-- Who got which text of a trial (a step's two texts as they are: follow/cadence.h). The first of
-- each person counts. `side`: a is the first text, b the other.
CREATE TABLE trial (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    trial        TEXT NOT NULL,
    contact_id   INTEGER NOT NULL,
    side         TEXT NOT NULL CHECK (side IN ('a', 'b')),
    touch_id     INTEGER NOT NULL,        -- that carried it
    lead_id      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, trial, contact_id)
) STRICT, WITHOUT ROWID;

-- A trial that a manager has ended: all get this side.
CREATE TABLE trial_kept (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    trial        TEXT NOT NULL,
    side         TEXT NOT NULL CHECK (side IN ('a', 'b')),
    user_id      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, trial)
) STRICT, WITHOUT ROWID;

-- Somebody wrote it anew before it went: it is neither of two texts that are tried.
ALTER TABLE message ADD COLUMN edited INTEGER NOT NULL DEFAULT 0;

-- As in 0001_first.sql: how large they are in a large company.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('trial', 'trial', '100000 100000 2000 1'),
    ('trial_kept', 'trial_kept', '50 50 1');
