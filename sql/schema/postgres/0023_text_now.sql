-- A call or a visit set aside. sql/schema/sqlite/0023_text_now.sql is its twin.

-- The lead's next touch as it was (next_touch), while a text that they asked for during it waits in its
-- place (action/text_now.h): it comes back as it was once the text has gone.
CREATE TABLE touch_aside (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    lead_id      BIGINT NOT NULL,
    touch_id     BIGINT NOT NULL,
    text_id      BIGINT NOT NULL,        -- the touch that waits in its place
    owner_id     BIGINT NOT NULL,
    today_group  BIGINT NOT NULL,
    concern      TEXT NOT NULL,
    channel      TEXT NOT NULL,
    mode         TEXT NOT NULL,
    contact_id   BIGINT,
    address_id   BIGINT,
    due_at       BIGINT NOT NULL,
    latest_at    BIGINT NOT NULL,
    load_day     BIGINT,
    reason       TEXT NOT NULL,
    whys         TEXT NOT NULL,
    cadence_id   BIGINT,
    step_key     TEXT,
    step_place   BIGINT,
    promise_id   BIGINT,
    wake_id      BIGINT,
    content_id   BIGINT,
    ask_kind     TEXT NOT NULL,
    nothing_new  BIGINT NOT NULL,
    library_dry  BIGINT NOT NULL,
    planned_at   BIGINT NOT NULL,
    smaller      TEXT NOT NULL,
    worth        BIGINT NOT NULL,
    promised_at  BIGINT,
    silent_since BIGINT,
    PRIMARY KEY (workspace_id, lead_id)
);
CREATE INDEX touch_aside_touch ON touch_aside (workspace_id, touch_id);
