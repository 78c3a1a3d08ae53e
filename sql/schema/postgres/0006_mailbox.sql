-- Mailboxes that are read. sql/schema/sqlite/0006_mailbox.sql is its twin.

-- Whose answers come in there: a user's, or everybody's (user_id 0). action/mailbox.h
CREATE TABLE mailbox (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    driver       TEXT NOT NULL,           -- channel/receiver.h: "imap"
    address      TEXT NOT NULL CHECK (address <> ''),
    sender_id    BIGINT,                 -- whose login it uses; NULL: it has its own
    settings     TEXT NOT NULL,           -- JSON, of the driver
    secret       BYTEA,                    -- sealed: JSON, what lets us in
    copies       BIGINT NOT NULL CHECK (copies IN (0, 1)), -- of what is sent, into its Sent folder
    state        TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off', 'ended')),
    why          TEXT,                    -- it is off, or rests
    rests_until  BIGINT,                 -- after the server failed
    failures     BIGINT NOT NULL DEFAULT 0, -- in a row
    turn         BIGINT NOT NULL DEFAULT 0, -- one more each time a person changed something: who reads it begins anew
    read_at      BIGINT,                 -- all that was there
    worker       BIGINT,                 -- who reads it: a number of one run of one program, the fence
    leased_until BIGINT,
    made_at      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

-- How far each folder was read.
CREATE TABLE mailbox_folder (
    workspace_id BIGINT NOT NULL,
    mailbox_id   BIGINT NOT NULL,
    name         TEXT NOT NULL,
    validity     BIGINT NOT NULL,        -- of the server: UIDVALIDITY, and the number of the last mail
    uid          BIGINT NOT NULL,
    read_at      BIGINT,                 -- by the machine's clock
    why          TEXT,                    -- it cannot be read
    tried_uid    BIGINT NOT NULL DEFAULT 0, -- a mail that could not be taken in, and how often
    tries        BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, mailbox_id, name),
    FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id)
);

-- Mails that could not be taken in: a person looks at them where they are, or has them read again.
CREATE TABLE mailbox_aside (
    workspace_id BIGINT NOT NULL,
    mailbox_id   BIGINT NOT NULL,
    folder       TEXT NOT NULL,
    validity     BIGINT NOT NULL,
    uid          BIGINT NOT NULL,
    at           BIGINT,                 -- when the server got it
    size         BIGINT NOT NULL,        -- bytes that were read
    why          TEXT NOT NULL,
    PRIMARY KEY (workspace_id, mailbox_id, folder, validity, uid),
    FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id)
);

-- What was sent and is to be put into a Sent folder; gone once it is there.
CREATE TABLE sent_copy (
    workspace_id BIGINT NOT NULL,
    touch_id     BIGINT NOT NULL,
    mailbox_id   BIGINT NOT NULL,
    message_id   TEXT NOT NULL,
    mail         BYTEA NOT NULL,
    sent_at      BIGINT NOT NULL,
    tries        BIGINT NOT NULL DEFAULT 0, -- that the server has refused
    PRIMARY KEY (workspace_id, touch_id),
    FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id)
);
CREATE INDEX sent_copy_mailbox ON sent_copy (workspace_id, mailbox_id, touch_id);
