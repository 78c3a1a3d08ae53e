-- Links of mails that were followed. sql/schema/sqlite/0018_track.sql is its twin.

-- What may have been a human, for a few seconds: until it is seen whether all links of the mail were
-- asked for together. Nobody's network address, no browser.
CREATE TABLE mail_visit (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    touch_id     BIGINT NOT NULL,
    what         TEXT NOT NULL CHECK (what IN ('link', 'file', 'open')),
    number       BIGINT NOT NULL,        -- which link of the message, or the file
    said         TEXT NOT NULL,           -- where it led, what it was called
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, touch_id, what, number)
);
