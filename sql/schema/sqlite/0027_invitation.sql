-- Invitations to what was agreed. sql/schema/postgres/0027_invitation.sql is its twin.

-- Somebody who was asked to an appointment of a lead (action/invitation.h). What they have been told of it stands beside
-- what it is by now: where the two differ they are told once more, by a notice that is claimed and dotted like a message.
CREATE TABLE invitation (
    workspace_id  INTEGER NOT NULL REFERENCES workspace,
    id            INTEGER PRIMARY KEY,
    lead_id       INTEGER NOT NULL,
    user_id       INTEGER NOT NULL,        -- who invites
    touch_id      INTEGER NOT NULL,        -- the mail that it goes with
    uid           TEXT NOT NULL,           -- of the appointment, in their calendar and in ours
    organizer     TEXT NOT NULL,           -- the mailbox that invites
    mailbox       TEXT NOT NULL,           -- that is invited
    name          TEXT NOT NULL,
    summary       TEXT NOT NULL,
    channel       TEXT NOT NULL CHECK (channel = 'phone' OR channel = 'visit'),
    place         TEXT NOT NULL,
    place_typed   INTEGER NOT NULL CHECK (place_typed IN (0, 1)), -- by a person; else it is where the touch goes
    starts_at     INTEGER NOT NULL,
    sequence      INTEGER NOT NULL,        -- RFC 5545 §3.8.7.4
    told_sequence INTEGER NOT NULL,        -- -1: nothing has gone yet
    told_at       INTEGER,
    told_place    TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state = 'planned' OR state = 'open' OR state = 'cancelled' OR state = 'declined'),
    answer        TEXT NOT NULL CHECK (answer = '' OR answer = 'accepted' OR answer = 'declined' OR answer = 'tentative' OR answer = 'countered'),
    answered_at   INTEGER,
    answered_stamp INTEGER,                -- when they wrote it, by their clock: what is older is no news
    answered_sequence INTEGER NOT NULL,    -- what they answered; -1: nothing
    counter_at    INTEGER,                 -- the time that they propose
    notice_id     INTEGER,                 -- what they are to be told: its Message-ID is made of it
    notice_at     INTEGER,                 -- not before
    notice_state  TEXT NOT NULL CHECK (notice_state = '' OR notice_state = 'waits' OR notice_state = 'claimed' OR notice_state = 'dot' OR notice_state = 'untold'),
    notice_why    TEXT,                    -- it could not be told, or nobody knows whether it was
    worker        INTEGER,
    leased_until  INTEGER,
    made_at       INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    UNIQUE (workspace_id, uid),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT;
CREATE INDEX invitation_lead ON invitation (workspace_id, lead_id, id);
CREATE INDEX invitation_touch ON invitation (workspace_id, touch_id);
CREATE INDEX invitation_told ON invitation (workspace_id, told_at) WHERE state = 'open';
CREATE INDEX invitation_notice ON invitation (workspace_id, notice_state, notice_at) WHERE notice_state <> '';

-- As in 0001_first.sql.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('invitation', 'invitation_lead', '20000 20000 2 1'),
    ('invitation', 'invitation_touch', '20000 20000 1'),
    ('invitation', 'invitation_told', '2000 2000 2'),
    ('invitation', 'invitation_notice', '200 200 50 1'),
    ('invitation', 'sqlite_autoindex_invitation_2', '20000 20000 1'),
    ('invitation', 'sqlite_autoindex_invitation_1', '20000 20000 1');
