-- What came in by mail and is ours. sql/schema/postgres/0003_received.sql is its twin.

-- A mail that was taken in (action/receive.h): what a person needs of it, never its bytes. `mail_key`
-- tells it from all others, keyed with the workspace's secret: it stays when the words are erased, so
-- that a mailbox that is read anew brings nothing back.
CREATE TABLE received (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    mail_key     BLOB NOT NULL,
    mailbox_id   INTEGER NOT NULL,        -- where it was found first; 0: it came by a pipe
    at           INTEGER NOT NULL,        -- when the server got it
    taken_at     INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind = 'other' OR kind = 'bounce' OR kind = 'delay' OR kind = 'complaint' OR kind = 'auto_reply' OR kind = 'challenge' OR kind = 'unsubscribe' OR kind = 'reply' OR kind = 'delivered'),
    placed       TEXT NOT NULL CHECK (placed = '' OR placed = 'mark' OR placed = 'message_id' OR placed = 'address' OR placed = 'company' OR placed = 'person'), -- by what it was matched
    state        TEXT NOT NULL CHECK (state = 'done' OR state = 'asks' OR state = 'ignored'), -- asks: for a person
    from_name    TEXT NOT NULL,
    from_address TEXT NOT NULL,           -- in lower case
    subject      TEXT NOT NULL,
    body         TEXT NOT NULL,           -- what a person would read of it
    message_id   TEXT NOT NULL,           -- its own, for the thread of our answer
    about        TEXT NOT NULL,           -- the address it speaks of: what bounced, who complained
    reason       TEXT NOT NULL,           -- of a bounce: mail/bounce_reason.h
    hard         INTEGER NOT NULL CHECK (hard IN (0, 1)),
    back_day     INTEGER,                 -- they are back
    lead_id      INTEGER,
    touch_id     INTEGER,                 -- what it speaks of, or what it was written down as
    contact_id   INTEGER,                 -- who wrote, or who it is about
    did          TEXT NOT NULL,           -- what followed, for people
    UNIQUE (workspace_id, id),
    UNIQUE (workspace_id, mail_key),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT;
CREATE INDEX received_lead ON received (workspace_id, lead_id, at) WHERE lead_id IS NOT NULL;
CREATE INDEX received_at ON received (workspace_id, at);
CREATE INDEX received_asks ON received (workspace_id, at) WHERE state = 'asks';

-- A colleague of theirs answers: found by the firm's domain.
CREATE INDEX account_domain ON account (workspace_id, domain) WHERE domain IS NOT NULL;

-- As in 0001_first.sql: how large they are in a large company.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('account', 'account_domain', '300000 300000 1'),
    ('received', 'received_asks', '1000 1000 1'),
    ('received', 'received_at', '500000 500000 2'),
    ('received', 'received_lead', '400000 400000 3 1'),
    ('received', 'sqlite_autoindex_received_2', '500000 500000 1'),
    ('received', 'sqlite_autoindex_received_1', '500000 500000 1');
