-- Address books of users at other servers, beside their calendars. sql/schema/postgres/0024_contacts.sql is its twin.

-- What was for calendars alone; `kind` is action/dav_account.c's.
ALTER TABLE calendar_account RENAME TO dav_account;
ALTER TABLE dav_account ADD COLUMN kind TEXT NOT NULL DEFAULT 'calendar' CHECK (kind = 'calendar' OR kind = 'contacts');

-- Cards there that Beck knows: those it wrote, and those of the user's that it took. A row is there before its card is,
-- so that a crash leaves none unknown.
CREATE TABLE book_card (
    workspace_id INTEGER NOT NULL,
    account_id   INTEGER NOT NULL,
    name         TEXT NOT NULL,           -- of the card in its collection; of one of theirs whose person was erased, a digest
    contact_id   INTEGER,                 -- whose; NULL: erased
    own          INTEGER NOT NULL CHECK (own IN (0, 1)), -- Beck made it; else its user did
    etag         TEXT,                    -- as it was left; NULL: not known
    mark         BLOB,                    -- digest of what Beck said last; NULL: nothing yet
    said         TEXT,                    -- that
    state        TEXT NOT NULL CHECK (state = 'there' OR state = 'dropped' OR state = 'unwanted'), -- action/book_inner.h
    PRIMARY KEY (workspace_id, account_id, name),
    FOREIGN KEY (workspace_id, account_id) REFERENCES dav_account (workspace_id, id)
) STRICT;
CREATE INDEX book_card_contact ON book_card (workspace_id, contact_id);

-- As in 0001_first.sql: how large they are in a large company.
DELETE FROM sqlite_stat1 WHERE tbl = 'calendar_account';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('dav_account', 'sqlite_autoindex_dav_account_1', '100 100 1'),
    ('book_card', 'book_card_contact', '20000 20000 1'),
    ('book_card', 'sqlite_autoindex_book_card_1', '20000 20000 400 1');
