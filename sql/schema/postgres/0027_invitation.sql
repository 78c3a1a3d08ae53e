-- Invitations to what was agreed. sql/schema/sqlite/0027_invitation.sql is its twin.

-- Somebody who was asked to an appointment of a lead (action/invitation.h). What they have been told of it stands beside
-- what it is by now: where the two differ they are told once more, by a notice that is claimed and dotted like a message.
CREATE TABLE invitation (
    workspace_id  BIGINT NOT NULL REFERENCES workspace,
    id            BIGINT NOT NULL,
    lead_id       BIGINT NOT NULL,
    user_id       BIGINT NOT NULL,        -- who invites
    touch_id      BIGINT NOT NULL,        -- the mail that it goes with
    uid           TEXT NOT NULL,           -- of the appointment, in their calendar and in ours
    organizer     TEXT NOT NULL,           -- the mailbox that invites
    mailbox       TEXT NOT NULL,           -- that is invited
    name          TEXT NOT NULL,
    summary       TEXT NOT NULL,
    channel       TEXT NOT NULL CHECK (channel IN ('phone', 'visit')),
    place         TEXT NOT NULL,
    place_typed   BIGINT NOT NULL CHECK (place_typed IN (0, 1)), -- by a person; else it is where the touch goes
    starts_at     BIGINT NOT NULL,
    sequence      BIGINT NOT NULL,        -- RFC 5545 §3.8.7.4
    told_sequence BIGINT NOT NULL,        -- -1: nothing has gone yet
    told_at       BIGINT,
    told_place    TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('planned', 'open', 'cancelled', 'declined')),
    answer        TEXT NOT NULL CHECK (answer IN ('', 'accepted', 'declined', 'tentative', 'countered')),
    answered_at   BIGINT,
    answered_stamp BIGINT,                -- when they wrote it, by their clock: what is older is no news
    answered_sequence BIGINT NOT NULL,    -- what they answered; -1: nothing
    counter_at    BIGINT,                 -- the time that they propose
    notice_id     BIGINT,                 -- what they are to be told: its Message-ID is made of it
    notice_at     BIGINT,                 -- not before
    notice_state  TEXT NOT NULL CHECK (notice_state IN ('', 'waits', 'claimed', 'dot', 'untold')),
    notice_why    TEXT,                    -- it could not be told, or nobody knows whether it was
    worker        BIGINT,
    leased_until  BIGINT,
    made_at       BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, uid),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
);
CREATE INDEX invitation_lead ON invitation (workspace_id, lead_id, id);
CREATE INDEX invitation_touch ON invitation (workspace_id, touch_id);
CREATE INDEX invitation_told ON invitation (workspace_id, told_at) WHERE state = 'open';
CREATE INDEX invitation_notice ON invitation (workspace_id, notice_state, notice_at) WHERE notice_state <> '';
