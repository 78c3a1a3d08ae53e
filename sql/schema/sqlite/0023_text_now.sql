-- A call or a visit set aside. sql/schema/postgres/0023_text_now.sql is its twin.

-- The lead's next touch as it was (next_touch), while a text that they asked for during it waits in its
-- place (action/text_now.h): it comes back as it was once the text has gone.
CREATE TABLE touch_aside (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    lead_id      INTEGER NOT NULL,
    touch_id     INTEGER NOT NULL,
    text_id      INTEGER NOT NULL,        -- the touch that waits in its place
    owner_id     INTEGER NOT NULL,
    today_group  INTEGER NOT NULL,
    concern      TEXT NOT NULL,
    channel      TEXT NOT NULL,
    mode         TEXT NOT NULL,
    contact_id   INTEGER,
    address_id   INTEGER,
    due_at       INTEGER NOT NULL,
    latest_at    INTEGER NOT NULL,
    load_day     INTEGER,
    reason       TEXT NOT NULL,
    whys         TEXT NOT NULL,
    cadence_id   INTEGER,
    step_key     TEXT,
    step_place   INTEGER,
    promise_id   INTEGER,
    wake_id      INTEGER,
    content_id   INTEGER,
    ask_kind     TEXT NOT NULL,
    nothing_new  INTEGER NOT NULL,
    library_dry  INTEGER NOT NULL,
    planned_at   INTEGER NOT NULL,
    smaller      TEXT NOT NULL,
    worth        INTEGER NOT NULL,
    promised_at  INTEGER,
    silent_since INTEGER,
    PRIMARY KEY (workspace_id, lead_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX touch_aside_touch ON touch_aside (workspace_id, touch_id);

-- As in 0001_first.sql.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('touch_aside', 'touch_aside', '20 20 1'),
    ('touch_aside', 'touch_aside_touch', '20 20 1');
