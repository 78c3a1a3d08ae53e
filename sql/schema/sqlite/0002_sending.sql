-- What Beck sends by itself. sql/schema/postgres/0002_sending.sql is its twin.

-- What machines have to send, in order.
CREATE INDEX next_touch_machine ON next_touch (workspace_id, due_at, touch_id) WHERE mode = 'machine';

-- A mailbox or gateway that sends for a user, or for everybody who has none of their own (user_id 0).
CREATE TABLE sender (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,
    channel      TEXT NOT NULL CHECK (channel = 'email' OR channel = 'text' OR channel = 'fax'),
    driver       TEXT NOT NULL,           -- channel/carrier.h: "smtp"
    address      TEXT NOT NULL CHECK (address <> ''), -- what recipients see: the mailbox
    settings     TEXT NOT NULL,           -- JSON, of the driver
    secret       BLOB,                    -- sealed: JSON, what lets us in
    day_most     INTEGER NOT NULL,        -- caps of what goes out
    minute_most  INTEGER NOT NULL,
    ramp_from    INTEGER NOT NULL,        -- on the first day; a third more each day until day_most; 0: none
    state        TEXT NOT NULL DEFAULT 'on' CHECK (state = 'on' OR state = 'off' OR state = 'ended'),
    why          TEXT,                    -- it is off, or rests
    rests_until  INTEGER,                 -- after the server failed
    failures     INTEGER NOT NULL DEFAULT 0, -- in a row
    next_at      INTEGER NOT NULL,        -- spacing: nothing goes before
    day          INTEGER NOT NULL DEFAULT 0, -- of day_count
    day_count    INTEGER NOT NULL DEFAULT 0,
    minute       INTEGER NOT NULL DEFAULT 0, -- since 1970, of minute_count
    minute_count INTEGER NOT NULL DEFAULT 0,
    made_at      INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX sender_user ON sender (workspace_id, user_id);

-- What a machine sends or has sent, with its words. `level`: how certain it is that it arrived.
CREATE TABLE message (
    workspace_id INTEGER NOT NULL,
    touch_id     INTEGER PRIMARY KEY,     -- of next_touch, then of touch
    lead_id      INTEGER NOT NULL,
    sender_id    INTEGER,                 -- NULL: it has not gone to one yet
    user_id      INTEGER,                 -- who looked at it and let it go; NULL: nobody had to
    subject      TEXT NOT NULL,
    body         TEXT NOT NULL,
    level        TEXT NOT NULL CHECK (level = 'queued' OR level = 'refused' OR level = 'uncertain' OR level = 'accepted' OR level = 'delivered' OR level = 'seen' OR level = 'answered'),
    tries        INTEGER NOT NULL DEFAULT 0,
    made_at      INTEGER NOT NULL,
    sent_at      INTEGER,                 -- the dot
    UNIQUE (workspace_id, touch_id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT;
CREATE INDEX message_lead ON message (workspace_id, lead_id);
CREATE INDEX message_open ON message (workspace_id, level, sent_at) WHERE level IN ('queued', 'uncertain', 'accepted');

-- What is being sent now (DESIGN §6): claimed by a worker, for as long as its lease runs.
CREATE TABLE sending (
    workspace_id INTEGER NOT NULL,
    touch_id     INTEGER PRIMARY KEY,
    lead_id      INTEGER NOT NULL,
    sender_id    INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('claimed', 'dot')),
    worker       INTEGER NOT NULL,        -- a number of one run of one program: the fence
    leased_until INTEGER NOT NULL,
    UNIQUE (workspace_id, touch_id)
) STRICT;
CREATE INDEX sending_lease ON sending (workspace_id, leased_until);

-- As in 0001_first.sql: how large they are in a large company.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('message', 'message_open', '1000000 1000000 300000 1'),
    ('message', 'message_lead', '1000000 1000000 5'),
    ('message', 'sqlite_autoindex_message_1', '1000000 1000000 1'),
    ('sender', 'sender_user', '50 50 2'),
    ('sender', 'sqlite_autoindex_sender_1', '50 50 1'),
    ('sending', 'sending_lease', '100 100 2'),
    ('sending', 'sqlite_autoindex_sending_1', '100 100 1'),
    ('next_touch', 'next_touch_machine', '100000 100000 10 1');
