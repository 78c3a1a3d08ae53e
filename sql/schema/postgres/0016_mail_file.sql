-- Files that go with an e-mail. sql/schema/sqlite/0016_mail_file.sql is its twin.

-- What was chosen of a message's files, and what went. Without a row, those of its content go along and
-- those of its lead stay, unless a person has looked at the message: then nothing goes that was not
-- there to be seen. Once it went, the row stays when the file is removed.
CREATE TABLE touch_file (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    touch_id     BIGINT NOT NULL,        -- of next_touch, then of touch
    file_id      BIGINT NOT NULL,
    way          TEXT NOT NULL CHECK (way IN ('file', 'link', 'not')),
    went         BIGINT NOT NULL DEFAULT 0,
    name         TEXT NOT NULL,
    size         BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, touch_id, file_id)
);
CREATE INDEX touch_file_file ON touch_file (workspace_id, file_id);

-- Bytes of one mail that its server takes, as it said when it was last spoken to; 0: it did not.
ALTER TABLE sender ADD COLUMN size_most BIGINT NOT NULL DEFAULT 0;
