-- Gifts, and the money for them. sql/schema/postgres/0014_gift.sql is its twin.

-- What an account takes: nothing, gifts up to a sum in a year, or each one to be asked about. No row:
-- whatever the workspace's own rules allow.
CREATE TABLE gift_policy (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    account_id   INTEGER NOT NULL,
    policy       TEXT NOT NULL CHECK (policy = 'none' OR policy = 'up_to' OR policy = 'ask'),
    most         INTEGER NOT NULL DEFAULT 0 CHECK (most >= 0), -- of up_to, in minor units
    user_id      INTEGER NOT NULL,        -- who wrote it down
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, account_id)
) STRICT, WITHOUT ROWID;

-- One gift. Sums are whole numbers of the currency's smallest unit. What it cost is in gift_entry once
-- it is sent; `state` says no more about money than whether that is so.
CREATE TABLE gift (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    lead_id      INTEGER NOT NULL,
    address      TEXT NOT NULL,           -- where it goes, as it was looked at
    user_id      INTEGER NOT NULL,        -- who gives it, by whose budget
    what         TEXT NOT NULL CHECK (what <> ''),
    amount       INTEGER NOT NULL CHECK (amount > 0),
    currency     TEXT NOT NULL CHECK (length(currency) = 3),
    state        TEXT NOT NULL CHECK (state = 'asked' OR state = 'approved' OR state = 'declined' OR state = 'cancelled' OR state = 'sent' OR state = 'arrived' OR state = 'returned'),
    ask_why      TEXT,                    -- why a manager is asked; NULL: none was
    asked_at     INTEGER NOT NULL,
    decided_by   INTEGER,                 -- NULL: nobody had to
    decided_at   INTEGER,
    why          TEXT,                    -- of declined
    touch_id     INTEGER,                 -- that carried it
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT;
CREATE INDEX gift_lead ON gift (workspace_id, lead_id);
CREATE INDEX gift_state ON gift (workspace_id, state, asked_at);

-- The ledger of gifts: what may be spent (+), what was spent (−), what came back (+).
CREATE TABLE gift_entry (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind = 'budget' OR kind = 'spent' OR kind = 'refund'),
    gift_id      INTEGER,
    user_id      INTEGER NOT NULL,        -- whose budget; 0: the workspace's alone
    amount       INTEGER NOT NULL,
    currency     TEXT NOT NULL,
    by_id        INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    CHECK ((gift_id IS NULL) = (kind = 'budget')),
    CHECK (CASE kind WHEN 'spent' THEN amount < 0 WHEN 'refund' THEN amount > 0 ELSE amount <> 0 END)
) STRICT;
-- Booked once, given back once.
CREATE UNIQUE INDEX gift_entry_once ON gift_entry (workspace_id, gift_id, kind) WHERE gift_id IS NOT NULL;
CREATE INDEX gift_entry_user ON gift_entry (workspace_id, user_id);

-- As in 0001_first.sql: how large they are in a large company.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('gift_policy', 'gift_policy', '5000 5000 1'),
    ('gift', 'gift_lead', '20000 20000 2'),
    ('gift', 'gift_state', '20000 20000 3000 1'),
    ('gift_entry', 'gift_entry_user', '20000 20000 500');
