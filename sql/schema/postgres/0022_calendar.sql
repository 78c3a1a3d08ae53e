-- Calendars of users at other servers. sql/schema/sqlite/0022_calendar.sql is its twin.

-- A collection that Beck writes to and reads (action/calendar_account.h).
CREATE TABLE calendar_account (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    url          TEXT NOT NULL CHECK (url <> ''), -- of the collection
    name         TEXT NOT NULL,           -- what the server calls it
    sender_id    BIGINT,                 -- whose token at a provider opens it; NULL: a password of its own does
    settings     TEXT NOT NULL,           -- JSON
    secret       BYTEA,                    -- sealed: JSON, what lets us in
    state        TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off', 'ended')),
    why          TEXT,                    -- it is off, or rests
    rests_until  BIGINT,                 -- after the server failed, and between two looks
    failures     BIGINT NOT NULL DEFAULT 0, -- in a row
    token        TEXT,                    -- what was read: of sync-collection,
    ctag         TEXT,                    -- else this,
    whole_at     BIGINT,                 -- and when all of it was looked at last
    synced_at    BIGINT,                 -- both ways
    worker       BIGINT,                 -- who does: a number of one run of one program
    leased_until BIGINT,
    made_at      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

-- What Beck has written there. A row is there before its object is, so that a crash leaves none unknown.
CREATE TABLE calendar_item (
    workspace_id BIGINT NOT NULL,
    account_id   BIGINT NOT NULL,
    name         TEXT NOT NULL,           -- of the object in its collection, made of what it is of
    lead_id      BIGINT,                 -- whom it tells of; NULL: a day, or erased
    promise_id   BIGINT,
    todo         BIGINT NOT NULL CHECK (todo IN (0, 1)),
    starts_at    BIGINT NOT NULL,        -- as it was written last
    etag         TEXT,                    -- as it was left; NULL: not known
    mark         BYTEA,                    -- digest of what was written; NULL: nothing yet
    state        TEXT NOT NULL CHECK (state IN ('there', 'dropped', 'past', 'unwanted')), -- action/calendar_inner.h
    PRIMARY KEY (workspace_id, account_id, name),
    FOREIGN KEY (workspace_id, account_id) REFERENCES calendar_account (workspace_id, id)
);
CREATE INDEX calendar_item_lead ON calendar_item (workspace_id, lead_id);

-- Meetings with people of leads that stand there: of each the next time.
CREATE TABLE calendar_meeting (
    workspace_id BIGINT NOT NULL,
    account_id   BIGINT NOT NULL,
    path         TEXT NOT NULL,           -- of the object at its server
    lead_id      BIGINT NOT NULL,
    contact_id   BIGINT NOT NULL,
    summary      TEXT,
    starts_at    BIGINT NOT NULL,
    ends_at      BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('booked', 'gone')),
    applied_at   BIGINT,                 -- the time that the lead waits for because of it
    asked        BIGINT NOT NULL DEFAULT 0 CHECK (asked IN (0, 1)), -- how it went
    before_at    BIGINT,                 -- what was agreed before it came
    before_what  TEXT,
    before_channel TEXT,
    PRIMARY KEY (workspace_id, account_id, path, lead_id),
    FOREIGN KEY (workspace_id, account_id) REFERENCES calendar_account (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
);
CREATE INDEX calendar_meeting_lead ON calendar_meeting (workspace_id, lead_id);
