-- How users dial, and the calls that Beck dials for them. sql/schema/postgres/0021_call.sql is its twin.

-- No row for a user: everybody's (user_id 0); without that: tel: links. action/phone_line.h
CREATE TABLE phone_line (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    user_id      INTEGER NOT NULL,
    way          TEXT NOT NULL,           -- channel/dialler.h: "baresip"
    settings     TEXT NOT NULL,           -- JSON, of the dialler
    secret       BLOB,                    -- sealed: JSON, what lets us in
    PRIMARY KEY (workspace_id, user_id)
) STRICT, WITHOUT ROWID;

-- One dial by machine, and how far it came. What came of it is logged, as of any dial. action/phone_call.h
CREATE TABLE phone_call (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,
    lead_id      INTEGER NOT NULL,
    touch_id     INTEGER NOT NULL,        -- the lead's next touch then
    contact_id   INTEGER,                 -- NULL: a number of the account
    address_id   INTEGER NOT NULL,
    way          TEXT NOT NULL,
    stage        TEXT NOT NULL CHECK (stage IN ('asked', 'dialling', 'ringing', 'answered', 'ended', 'failed')),
    asked_at     INTEGER NOT NULL,
    dialling_at  INTEGER,
    ringing_at   INTEGER,
    answered_at  INTEGER,
    ended_at     INTEGER,
    code         INTEGER NOT NULL DEFAULT 0, -- of SIP; 0: none
    why          TEXT,                    -- of its end, in the telephone's words
    recording    TEXT,                    -- a link
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT;
-- Nobody is on two calls: what would dial twice is refused here.
CREATE UNIQUE INDEX phone_call_on ON phone_call (workspace_id, user_id) WHERE stage IN ('asked', 'dialling', 'ringing', 'answered');
CREATE INDEX phone_call_touch ON phone_call (workspace_id, touch_id);
CREATE INDEX phone_call_lead ON phone_call (workspace_id, lead_id);

-- As in 0001_first.sql: how large they are in a large company.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('phone_line', 'phone_line', '100 100 1'),
    ('phone_call', 'phone_call_on', '50 50 1'),
    ('phone_call', 'phone_call_touch', '50000 50000 3'),
    ('phone_call', 'phone_call_lead', '50000 50000 5');
