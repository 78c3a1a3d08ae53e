-- Mailboxes that are read. sql/schema/postgres/0006_mailbox.sql is its twin.

-- Whose answers come in there: a user's, or everybody's (user_id 0). action/mailbox.h
CREATE TABLE mailbox (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,
    driver       TEXT NOT NULL,           -- channel/receiver.h: "imap"
    address      TEXT NOT NULL CHECK (address <> ''),
    sender_id    INTEGER,                 -- whose login it uses; NULL: it has its own
    settings     TEXT NOT NULL,           -- JSON, of the driver
    secret       BLOB,                    -- sealed: JSON, what lets us in
    copies       INTEGER NOT NULL CHECK (copies IN (0, 1)), -- of what is sent, into its Sent folder
    state        TEXT NOT NULL DEFAULT 'on' CHECK (state = 'on' OR state = 'off' OR state = 'ended'),
    why          TEXT,                    -- it is off, or rests
    rests_until  INTEGER,                 -- after the server failed
    failures     INTEGER NOT NULL DEFAULT 0, -- in a row
    turn         INTEGER NOT NULL DEFAULT 0, -- one more each time a person changed something: who reads it begins anew
    read_at      INTEGER,                 -- all that was there
    worker       INTEGER,                 -- who reads it: a number of one run of one program, the fence
    leased_until INTEGER,
    made_at      INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;

-- How far each folder was read.
CREATE TABLE mailbox_folder (
    workspace_id INTEGER NOT NULL,
    mailbox_id   INTEGER NOT NULL,
    name         TEXT NOT NULL,
    validity     INTEGER NOT NULL,        -- of the server: UIDVALIDITY, and the number of the last mail
    uid          INTEGER NOT NULL,
    read_at      INTEGER,                 -- by the machine's clock
    why          TEXT,                    -- it cannot be read
    tried_uid    INTEGER NOT NULL DEFAULT 0, -- a mail that could not be taken in, and how often
    tries        INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, mailbox_id, name),
    FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id)
) STRICT;

-- Mails that could not be taken in: a person looks at them where they are, or has them read again.
CREATE TABLE mailbox_aside (
    workspace_id INTEGER NOT NULL,
    mailbox_id   INTEGER NOT NULL,
    folder       TEXT NOT NULL,
    validity     INTEGER NOT NULL,
    uid          INTEGER NOT NULL,
    at           INTEGER,                 -- when the server got it
    size         INTEGER NOT NULL,        -- bytes that were read
    why          TEXT NOT NULL,
    PRIMARY KEY (workspace_id, mailbox_id, folder, validity, uid),
    FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id)
) STRICT;

-- What was sent and is to be put into a Sent folder; gone once it is there.
CREATE TABLE sent_copy (
    workspace_id INTEGER NOT NULL,
    touch_id     INTEGER PRIMARY KEY,
    mailbox_id   INTEGER NOT NULL,
    message_id   TEXT NOT NULL,
    mail         BLOB NOT NULL,
    sent_at      INTEGER NOT NULL,
    tries        INTEGER NOT NULL DEFAULT 0, -- that the server has refused
    UNIQUE (workspace_id, touch_id),
    FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id)
) STRICT;
CREATE INDEX sent_copy_mailbox ON sent_copy (workspace_id, mailbox_id, touch_id);

-- As in 0001_first.sql: how large they are in a large company.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('mailbox', 'sqlite_autoindex_mailbox_1', '50 50 1'),
    ('mailbox_folder', 'sqlite_autoindex_mailbox_folder_1', '150 150 3 1'),
    ('mailbox_aside', 'sqlite_autoindex_mailbox_aside_1', '100 100 20 10 10 1'),
    ('sent_copy', 'sent_copy_mailbox', '100 100 10 1'),
    ('sent_copy', 'sqlite_autoindex_sent_copy_1', '100 100 1');
