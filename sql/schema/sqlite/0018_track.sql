-- Links of mails that were followed. sql/schema/postgres/0018_track.sql is its twin.

-- What may have been a human, for a few seconds: until it is seen whether all links of the mail were
-- asked for together. Nobody's network address, no browser.
CREATE TABLE mail_visit (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    touch_id     INTEGER NOT NULL,
    what         TEXT NOT NULL CHECK (what = 'link' OR what = 'file' OR what = 'open'),
    number       INTEGER NOT NULL,        -- which link of the message, or the file
    said         TEXT NOT NULL,           -- where it led, what it was called
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, touch_id, what, number)
) STRICT, WITHOUT ROWID;
