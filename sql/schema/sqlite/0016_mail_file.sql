-- Files that go with an e-mail. sql/schema/postgres/0016_mail_file.sql is its twin.

-- What was chosen of a message's files, and what went. Without a row, those of its content go along and
-- those of its lead stay, unless a person has looked at the message: then nothing goes that was not
-- there to be seen. Once it went, the row stays when the file is removed.
CREATE TABLE touch_file (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    touch_id     INTEGER NOT NULL,        -- of next_touch, then of touch
    file_id      INTEGER NOT NULL,
    way          TEXT NOT NULL CHECK (way = 'file' OR way = 'link' OR way = 'not'),
    went         INTEGER NOT NULL DEFAULT 0,
    name         TEXT NOT NULL,
    size         INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, touch_id, file_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX touch_file_file ON touch_file (workspace_id, file_id);

-- Bytes of one mail that its server takes, as it said when it was last spoken to; 0: it did not.
ALTER TABLE sender ADD COLUMN size_most INTEGER NOT NULL DEFAULT 0;

-- As in 0001_first.sql: how large they are in a large company.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('touch_file', 'touch_file', '50000 50000 2 1'),
    ('touch_file', 'touch_file_file', '50000 50000 20');
