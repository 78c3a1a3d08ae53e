-- Words of a person's own. sql/schema/postgres/0020_words.sql is its twin.

-- What a letter, a gift's card or a visit says in the place of its step's words: of this touch to this
-- person, as long as it is that step by that channel. It stays once the touch was carried out.
CREATE TABLE touch_words (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    touch_id     INTEGER PRIMARY KEY,     -- of next_touch, then of touch
    lead_id      INTEGER NOT NULL,
    contact_id   INTEGER,                 -- NULL: to nobody in particular
    channel      TEXT NOT NULL,
    step_key     TEXT,                    -- NULL: of no step
    user_id      INTEGER NOT NULL,        -- who wrote them
    subject      TEXT NOT NULL,
    words        TEXT NOT NULL,
    at           INTEGER NOT NULL,
    UNIQUE (workspace_id, touch_id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT;
CREATE INDEX touch_words_lead ON touch_words (workspace_id, lead_id);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('touch_words', 'sqlite_autoindex_touch_words_1', '5000 5000 1'),
    ('touch_words', 'touch_words_lead', '5000 5000 2');
