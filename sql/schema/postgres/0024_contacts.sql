-- Address books of users at other servers, beside their calendars. sql/schema/sqlite/0024_contacts.sql is its twin.

-- What was for calendars alone; `kind` is action/dav_account.c's.
ALTER TABLE calendar_account RENAME TO dav_account;
ALTER TABLE dav_account ADD COLUMN kind TEXT NOT NULL DEFAULT 'calendar' CHECK (kind IN ('calendar', 'contacts'));

-- Cards there that Beck knows: those it wrote, and those of the user's that it took. A row is there before its card is,
-- so that a crash leaves none unknown.
CREATE TABLE book_card (
    workspace_id BIGINT NOT NULL,
    account_id   BIGINT NOT NULL,
    name         TEXT NOT NULL,           -- of the card in its collection; of one of theirs whose person was erased, a digest
    contact_id   BIGINT,                 -- whose; NULL: erased
    own          BIGINT NOT NULL CHECK (own IN (0, 1)), -- Beck made it; else its user did
    etag         TEXT,                    -- as it was left; NULL: not known
    mark         BYTEA,                    -- digest of what Beck said last; NULL: nothing yet
    said         TEXT,                    -- that
    state        TEXT NOT NULL CHECK (state IN ('there', 'dropped', 'unwanted')), -- action/book_inner.h
    PRIMARY KEY (workspace_id, account_id, name),
    FOREIGN KEY (workspace_id, account_id) REFERENCES dav_account (workspace_id, id)
);
CREATE INDEX book_card_contact ON book_card (workspace_id, contact_id);
