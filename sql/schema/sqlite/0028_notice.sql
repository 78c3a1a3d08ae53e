-- A notice that was refused, one that came back and one of which nobody knows whether it went were told apart by their
-- words alone; now the state says which (action/invitation_notice.h). SQLite cannot change a CHECK, so that
-- the table is made anew; no other refers to it. Dropped, it loses its statistics: those of 0027_invitation.sql again.
-- sql/schema/postgres/0028_notice.sql is its twin.
CREATE TABLE invitation_new (
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
    notice_state  TEXT NOT NULL CHECK (notice_state = '' OR notice_state = 'waits' OR notice_state = 'claimed' OR notice_state = 'dot' OR notice_state = 'refused' OR notice_state = 'bounced' OR notice_state = 'doubtful'),
    notice_why    TEXT,                    -- why they may not know: what its server said, or what became of it
    worker        INTEGER,
    leased_until  INTEGER,
    made_at       INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    UNIQUE (workspace_id, uid),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT;
INSERT INTO invitation_new
SELECT workspace_id, id, lead_id, user_id, touch_id, uid, organizer, mailbox, name, summary, channel, place, place_typed,
    starts_at, sequence, told_sequence, told_at, told_place, state, answer, answered_at, answered_stamp, answered_sequence,
    counter_at, notice_id, notice_at,
    CASE
        WHEN notice_state <> 'untold' THEN notice_state
        WHEN notice_why LIKE 'the mail came back: %' THEN 'bounced'
        WHEN notice_why LIKE 'nobody knows%' OR notice_why LIKE 'the program ended%' THEN 'doubtful'
        ELSE 'refused' END,
    CASE
        WHEN notice_state <> 'untold' THEN notice_why
        WHEN notice_why LIKE 'the mail came back: %' THEN substr(notice_why, 21)
        WHEN notice_why LIKE 'nobody knows%' THEN 'the server did not answer'
        WHEN notice_why LIKE 'the program ended%' THEN 'the program ended while the server had it'
        ELSE notice_why END,
    worker, leased_until, made_at
FROM invitation;
DROP TABLE invitation;
ALTER TABLE invitation_new RENAME TO invitation;
CREATE INDEX invitation_lead ON invitation (workspace_id, lead_id, id);
CREATE INDEX invitation_touch ON invitation (workspace_id, touch_id);
CREATE INDEX invitation_told ON invitation (workspace_id, told_at) WHERE state = 'open';
CREATE INDEX invitation_notice ON invitation (workspace_id, notice_state, notice_at) WHERE notice_state <> '';
CREATE INDEX invitation_by_notice ON invitation (workspace_id, notice_id) WHERE notice_id IS NOT NULL;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('invitation', 'invitation_lead', '20000 20000 2 1'),
    ('invitation', 'invitation_touch', '20000 20000 1'),
    ('invitation', 'invitation_told', '2000 2000 2'),
    ('invitation', 'invitation_notice', '200 200 50 1'),
    ('invitation', 'invitation_by_notice', '5000 5000 1'),
    ('invitation', 'sqlite_autoindex_invitation_2', '20000 20000 1'),
    ('invitation', 'sqlite_autoindex_invitation_1', '20000 20000 1');
