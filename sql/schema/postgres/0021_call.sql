-- How users dial, and the calls that Beck dials for them. sql/schema/sqlite/0021_call.sql is its twin.

-- No row for a user: everybody's (user_id 0); without that: tel: links. action/phone_line.h
CREATE TABLE phone_line (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    user_id      BIGINT NOT NULL,
    way          TEXT NOT NULL,           -- channel/dialler.h: "baresip"
    settings     TEXT NOT NULL,           -- JSON, of the dialler
    secret       BYTEA,                    -- sealed: JSON, what lets us in
    PRIMARY KEY (workspace_id, user_id)
);

-- One dial by machine, and how far it came. What came of it is logged, as of any dial. action/phone_call.h
CREATE TABLE phone_call (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT PRIMARY KEY,
    user_id      BIGINT NOT NULL,
    lead_id      BIGINT NOT NULL,
    touch_id     BIGINT NOT NULL,        -- the lead's next touch then
    contact_id   BIGINT,                 -- NULL: a number of the account
    address_id   BIGINT NOT NULL,
    way          TEXT NOT NULL,
    stage        TEXT NOT NULL CHECK (stage IN ('asked', 'dialling', 'ringing', 'answered', 'ended', 'failed')),
    asked_at     BIGINT NOT NULL,
    dialling_at  BIGINT,
    ringing_at   BIGINT,
    answered_at  BIGINT,
    ended_at     BIGINT,
    code         BIGINT NOT NULL DEFAULT 0, -- of SIP; 0: none
    why          TEXT,                    -- of its end, in the telephone's words
    recording    TEXT,                    -- a link
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
);
-- Nobody is on two calls: what would dial twice is refused here.
CREATE UNIQUE INDEX phone_call_on ON phone_call (workspace_id, user_id) WHERE stage IN ('asked', 'dialling', 'ringing', 'answered');
CREATE INDEX phone_call_touch ON phone_call (workspace_id, touch_id);
CREATE INDEX phone_call_lead ON phone_call (workspace_id, lead_id);
