-- A person can be called by SIP: an address of its own kind. SQLite cannot change a CHECK, so that the
-- table is made anew; no other refers to it. Dropped, it loses its statistics: the first migration's again.
-- sql/schema/postgres/0025_sip.sql is its twin.
CREATE TABLE address_new (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    contact_id   INTEGER,
    account_id   INTEGER,
    kind         TEXT NOT NULL CHECK (kind = 'cell' OR kind = 'office' OR kind = 'home' OR kind = 'sip' OR kind = 'switchboard' OR kind = 'fax' OR kind = 'email' OR kind = 'postal' OR kind = 'url'),
    value        TEXT NOT NULL CHECK (value <> ''), -- as shown; phones E.164
    value_key    TEXT NOT NULL,           -- E.164, folded mailbox, SIP without parameters: what matching compares
    extension    TEXT,
    label        TEXT,
    state        TEXT NOT NULL DEFAULT 'unknown' CHECK (state = 'unknown' OR state = 'good' OR state = 'bad'),
    why          TEXT,                    -- of the state
    text_basis   TEXT,                    -- the lawful basis to text it, or NULL
    created_at   INTEGER NOT NULL,
    state_at     INTEGER,                 -- since when; NULL: since it is known
    unanswered   INTEGER NOT NULL DEFAULT 0,
    UNIQUE (workspace_id, id),
    CHECK ((contact_id IS NULL) <> (account_id IS NULL)),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id),
    FOREIGN KEY (workspace_id, account_id) REFERENCES account (workspace_id, id)
) STRICT;
INSERT INTO address_new
SELECT workspace_id, id, contact_id, account_id, kind, value, value_key, extension, label, state, why, text_basis,
       created_at, state_at, unanswered
FROM address;
DROP TABLE address;
ALTER TABLE address_new RENAME TO address;
CREATE INDEX address_contact ON address (workspace_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX address_account ON address (workspace_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX address_value ON address (workspace_id, value_key);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('address', 'address_value', '2000000 2000000 1'),
    ('address', 'address_account', '2000000 2000000 1'),
    ('address', 'address_contact', '2000000 2000000 2'),
    ('address', 'sqlite_autoindex_address_1', '2000000 2000000 1');
