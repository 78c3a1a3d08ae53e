-- Words of a person's own. sql/schema/sqlite/0020_words.sql is its twin.

-- What a letter, a gift's card or a visit says in the place of its step's words: of this touch to this
-- person, as long as it is that step by that channel. It stays once the touch was carried out.
CREATE TABLE touch_words (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    touch_id     BIGINT NOT NULL,        -- of next_touch, then of touch
    lead_id      BIGINT NOT NULL,
    contact_id   BIGINT,                 -- NULL: to nobody in particular
    channel      TEXT NOT NULL,
    step_key     TEXT,                    -- NULL: of no step
    user_id      BIGINT NOT NULL,        -- who wrote them
    subject      TEXT NOT NULL,
    words        TEXT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, touch_id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
);
CREATE INDEX touch_words_lead ON touch_words (workspace_id, lead_id);
