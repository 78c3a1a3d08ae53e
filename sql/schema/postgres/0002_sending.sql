-- What Beck sends by itself. sql/schema/sqlite/0002_sending.sql is its twin.

-- What machines have to send, in order.
CREATE INDEX next_touch_machine ON next_touch (workspace_id, due_at, touch_id) WHERE mode = 'machine';

-- A mailbox or gateway that sends for a user, or for everybody who has none of their own (user_id 0).
CREATE TABLE sender (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    channel      TEXT NOT NULL CHECK (channel IN ('email', 'text', 'fax')),
    driver       TEXT NOT NULL,           -- channel/carrier.h: "smtp"
    address      TEXT NOT NULL CHECK (address <> ''), -- what recipients see: the mailbox
    settings     TEXT NOT NULL,           -- JSON, of the driver
    secret       BYTEA,                    -- sealed: JSON, what lets us in
    day_most     BIGINT NOT NULL,        -- caps of what goes out
    minute_most  BIGINT NOT NULL,
    ramp_from    BIGINT NOT NULL,        -- on the first day; a third more each day until day_most; 0: none
    state        TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off', 'ended')),
    why          TEXT,                    -- it is off, or rests
    rests_until  BIGINT,                 -- after the server failed
    failures     BIGINT NOT NULL DEFAULT 0, -- in a row
    next_at      BIGINT NOT NULL,        -- spacing: nothing goes before
    day          BIGINT NOT NULL DEFAULT 0, -- of day_count
    day_count    BIGINT NOT NULL DEFAULT 0,
    minute       BIGINT NOT NULL DEFAULT 0, -- since 1970, of minute_count
    minute_count BIGINT NOT NULL DEFAULT 0,
    made_at      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX sender_user ON sender (workspace_id, user_id);

-- What a machine sends or has sent, with its words. `level`: how certain it is that it arrived.
CREATE TABLE message (
    workspace_id BIGINT NOT NULL,
    touch_id     BIGINT NOT NULL,     -- of next_touch, then of touch
    lead_id      BIGINT NOT NULL,
    sender_id    BIGINT,                 -- NULL: it has not gone to one yet
    user_id      BIGINT,                 -- who looked at it and let it go; NULL: nobody had to
    subject      TEXT NOT NULL,
    body         TEXT NOT NULL,
    level        TEXT NOT NULL CHECK (level IN ('queued', 'refused', 'uncertain', 'accepted', 'delivered', 'seen', 'answered')),
    tries        BIGINT NOT NULL DEFAULT 0,
    made_at      BIGINT NOT NULL,
    sent_at      BIGINT,                 -- the dot
    PRIMARY KEY (workspace_id, touch_id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
);
CREATE INDEX message_lead ON message (workspace_id, lead_id);
CREATE INDEX message_open ON message (workspace_id, level, sent_at) WHERE level IN ('queued', 'uncertain', 'accepted');

-- What is being sent now (DESIGN §6): claimed by a worker, for as long as its lease runs.
CREATE TABLE sending (
    workspace_id BIGINT NOT NULL,
    touch_id     BIGINT NOT NULL,
    lead_id      BIGINT NOT NULL,
    sender_id    BIGINT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('claimed', 'dot')),
    worker       BIGINT NOT NULL,        -- a number of one run of one program: the fence
    leased_until BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, touch_id)
);
CREATE INDEX sending_lease ON sending (workspace_id, leased_until);
