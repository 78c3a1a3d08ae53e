-- Calendars of users at other servers. sql/schema/postgres/0022_calendar.sql is its twin.

-- A collection that Beck writes to and reads (action/calendar_account.h).
CREATE TABLE calendar_account (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,
    url          TEXT NOT NULL CHECK (url <> ''), -- of the collection
    name         TEXT NOT NULL,           -- what the server calls it
    sender_id    INTEGER,                 -- whose token at a provider opens it; NULL: a password of its own does
    settings     TEXT NOT NULL,           -- JSON
    secret       BLOB,                    -- sealed: JSON, what lets us in
    state        TEXT NOT NULL DEFAULT 'on' CHECK (state = 'on' OR state = 'off' OR state = 'ended'),
    why          TEXT,                    -- it is off, or rests
    rests_until  INTEGER,                 -- after the server failed, and between two looks
    failures     INTEGER NOT NULL DEFAULT 0, -- in a row
    token        TEXT,                    -- what was read: of sync-collection,
    ctag         TEXT,                    -- else this,
    whole_at     INTEGER,                 -- and when all of it was looked at last
    synced_at    INTEGER,                 -- both ways
    worker       INTEGER,                 -- who does: a number of one run of one program
    leased_until INTEGER,
    made_at      INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;

-- What Beck has written there. A row is there before its object is, so that a crash leaves none unknown.
CREATE TABLE calendar_item (
    workspace_id INTEGER NOT NULL,
    account_id   INTEGER NOT NULL,
    name         TEXT NOT NULL,           -- of the object in its collection, made of what it is of
    lead_id      INTEGER,                 -- whom it tells of; NULL: a day, or erased
    promise_id   INTEGER,
    todo         INTEGER NOT NULL CHECK (todo IN (0, 1)),
    starts_at    INTEGER NOT NULL,        -- as it was written last
    etag         TEXT,                    -- as it was left; NULL: not known
    mark         BLOB,                    -- digest of what was written; NULL: nothing yet
    state        TEXT NOT NULL CHECK (state = 'there' OR state = 'dropped' OR state = 'past' OR state = 'unwanted'), -- action/calendar_inner.h
    PRIMARY KEY (workspace_id, account_id, name),
    FOREIGN KEY (workspace_id, account_id) REFERENCES calendar_account (workspace_id, id)
) STRICT;
CREATE INDEX calendar_item_lead ON calendar_item (workspace_id, lead_id);

-- Meetings with people of leads that stand there: of each the next time.
CREATE TABLE calendar_meeting (
    workspace_id INTEGER NOT NULL,
    account_id   INTEGER NOT NULL,
    path         TEXT NOT NULL,           -- of the object at its server
    lead_id      INTEGER NOT NULL,
    contact_id   INTEGER NOT NULL,
    summary      TEXT,
    starts_at    INTEGER NOT NULL,
    ends_at      INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state = 'booked' OR state = 'gone'),
    applied_at   INTEGER,                 -- the time that the lead waits for because of it
    asked        INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1)), -- how it went
    before_at    INTEGER,                 -- what was agreed before it came
    before_what  TEXT,
    before_channel TEXT,
    PRIMARY KEY (workspace_id, account_id, path, lead_id),
    FOREIGN KEY (workspace_id, account_id) REFERENCES calendar_account (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT;
CREATE INDEX calendar_meeting_lead ON calendar_meeting (workspace_id, lead_id);

-- As in 0001_first.sql: how large they are in a large company.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('calendar_account', 'sqlite_autoindex_calendar_account_1', '50 50 1'),
    ('calendar_item', 'calendar_item_lead', '10000 10000 1'),
    ('calendar_item', 'sqlite_autoindex_calendar_item_1', '10000 10000 200 1'),
    ('calendar_meeting', 'calendar_meeting_lead', '2000 2000 1'),
    ('calendar_meeting', 'sqlite_autoindex_calendar_meeting_1', '2000 2000 40 1 1');
