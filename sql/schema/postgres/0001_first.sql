-- The first schema of Beck on PostgreSQL. sql/schema/sqlite/0001_first.sql is its twin: same tables,
-- columns and constraints, in that engine's types (test_schema holds the two together).
--
-- Every key begins with workspace_id, so that the tables can be distributed later. Enumerations are
-- stored by name (src/follow/terms.h). Times are seconds since 1970 UTC, days are days since 1970.
-- Ids of all tables come from one counter a workspace, which begins at (workspace_id - 1) * 10^10: an
-- id names one thing only, in all workspaces of a database.

CREATE TABLE workspace (
    workspace_id BIGINT NOT NULL PRIMARY KEY,
    name         TEXT NOT NULL,
    country      TEXT NOT NULL,           -- ISO 3166-1 alpha-2: the default of numbers, dates, holidays
    zone         TEXT NOT NULL,           -- IANA
    secret       BYTEA NOT NULL,           -- 32 random bytes: key of the suppression hashes
    house        BIGINT NOT NULL DEFAULT 0, -- counts changes of users, settings and cadences
    created_at   BIGINT NOT NULL
);

CREATE TABLE counter (
    workspace_id BIGINT NOT NULL PRIMARY KEY REFERENCES workspace,
    next_id      BIGINT NOT NULL CHECK (next_id > 0)
);

-- Settings of a workspace (user_id 0) or of one user; the names are the table in action/setting.c.
CREATE TABLE setting (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    user_id      BIGINT NOT NULL,
    name         TEXT NOT NULL,
    value        TEXT NOT NULL,
    PRIMARY KEY (workspace_id, user_id, name)
);

CREATE TABLE "user" (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    name         TEXT NOT NULL CHECK (name <> ''),
    name_key     TEXT NOT NULL,
    role         TEXT NOT NULL CHECK (role IN ('rep', 'manager', 'admin')),
    state        TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'inactive')),
    title        TEXT,                    -- as texts name it: “Sales Manager”
    email        TEXT,
    cell         TEXT,
    postal       TEXT,
    zone         TEXT NOT NULL,
    country      TEXT NOT NULL,
    region       TEXT,
    hours        TEXT NOT NULL,           -- "mon-fri 9:00-17:00"
    manager_id   BIGINT,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, manager_id) REFERENCES "user" (workspace_id, id)
);
CREATE UNIQUE INDEX user_name ON "user" (workspace_id, name_key);

CREATE TABLE absence (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    first_day    BIGINT NOT NULL,
    last_day     BIGINT NOT NULL CHECK (last_day >= first_day),
    reason       TEXT,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
);
CREATE INDEX absence_user ON absence (workspace_id, user_id, last_day);

-- The workspace's own closed days.
CREATE TABLE holiday (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    day          BIGINT NOT NULL,
    name         TEXT NOT NULL,
    PRIMARY KEY (workspace_id, day)
);

-- How many dials stand planned on a user's day: capacity (DESIGN §3 "Load").
CREATE TABLE user_day (
    workspace_id BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    dials        BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, user_id, day)
);

CREATE TABLE account (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    name         TEXT NOT NULL CHECK (name <> ''),
    name_key     TEXT NOT NULL,           -- alike_company_key
    domain       TEXT,
    state        TEXT NOT NULL DEFAULT '' CHECK (state IN ('', 'never')),
    parent_id    BIGINT,
    sector       TEXT,
    city         TEXT,
    region       TEXT,
    country      TEXT,
    zone         TEXT,
    climb_day    BIGINT,                 -- the last day with a climb
    mail_day     BIGINT,                 -- the last day with a machine e-mail
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, parent_id) REFERENCES account (workspace_id, id)
);
CREATE INDEX account_name ON account (workspace_id, name_key);
CREATE INDEX account_parent ON account (workspace_id, parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE contact (
    workspace_id    BIGINT NOT NULL REFERENCES workspace,
    id              BIGINT NOT NULL,
    account_id      BIGINT,
    name            TEXT NOT NULL CHECK (name <> ''),
    name_key        TEXT NOT NULL,        -- text_fold
    given           TEXT,
    family          TEXT,
    title           TEXT,
    role            TEXT NOT NULL DEFAULT '' CHECK (role IN ('', 'decides', 'influences', 'uses', 'guards')),
    reports_to      BIGINT,
    state           TEXT NOT NULL DEFAULT 'here' CHECK (state IN ('here', 'gone', 'deceased', 'never')),
    stopped         BIGINT NOT NULL DEFAULT 0, -- channels ended for ever, a bit each
    city            TEXT,
    region          TEXT,
    postcode        TEXT,
    country         TEXT,
    zone            TEXT,
    birthday        TEXT,
    language        TEXT,
    note            TEXT,
    last_touched_at BIGINT,
    last_talked_at  BIGINT,
    last_tried_at   BIGINT,
    created_at      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, account_id) REFERENCES account (workspace_id, id),
    FOREIGN KEY (workspace_id, reports_to) REFERENCES contact (workspace_id, id)
);
CREATE INDEX contact_account ON contact (workspace_id, account_id, name_key);
CREATE INDEX contact_reports_to ON contact (workspace_id, reports_to) WHERE reports_to IS NOT NULL;

-- A way to reach a contact, or an account itself.
CREATE TABLE address (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    contact_id   BIGINT,
    account_id   BIGINT,
    kind         TEXT NOT NULL CHECK (kind IN ('cell', 'office', 'home', 'switchboard', 'fax', 'email', 'postal', 'url')),
    value        TEXT NOT NULL CHECK (value <> ''), -- as shown; phones E.164
    value_key    TEXT NOT NULL,           -- E.164, folded mailbox: what matching compares
    extension    TEXT,
    label        TEXT,
    state        TEXT NOT NULL DEFAULT 'unknown' CHECK (state IN ('unknown', 'good', 'bad')),
    why          TEXT,                    -- of the state
    text_basis   TEXT,                    -- the lawful basis to text it, or NULL
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    CHECK ((contact_id IS NULL) <> (account_id IS NULL)),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id),
    FOREIGN KEY (workspace_id, account_id) REFERENCES account (workspace_id, id)
);
CREATE INDEX address_contact ON address (workspace_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX address_account ON address (workspace_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX address_value ON address (workspace_id, value_key);

CREATE TABLE cadence (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    name         TEXT NOT NULL,
    title        TEXT NOT NULL,
    source       TEXT NOT NULL,           -- the YAML
    builtin      BIGINT NOT NULL DEFAULT 0 CHECK (builtin IN (0, 1)),
    changed_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, name)
);

-- One sales conversation. open_id is the lead's id while it is open: promise 1 hangs on it.
CREATE TABLE lead (
    workspace_id    BIGINT NOT NULL REFERENCES workspace,
    id              BIGINT NOT NULL,
    account_id      BIGINT,
    contact_id      BIGINT,
    owner_id        BIGINT NOT NULL,
    name            TEXT NOT NULL CHECK (name <> ''),
    name_key        TEXT COLLATE "C" NOT NULL,        -- text_fold: the order of lists
    source          TEXT NOT NULL DEFAULT '',
    source_kind     TEXT NOT NULL CHECK (source_kind IN ('other', 'show', 'networking', 'referral', 'web', 'call', 'list')),
    captured_at     BIGINT NOT NULL,
    status          TEXT NOT NULL CHECK (status IN ('new', 'working', 'engaged', 'nurture', 'customer', 'closed', 'never')),
    status_why      TEXT,                 -- of closed and never
    temperature     TEXT NOT NULL DEFAULT 'warm' CHECK (temperature IN ('hot', 'warm', 'later')),
    product         TEXT,
    value_cents     BIGINT,
    external_id     TEXT,                 -- of the system it came from
    note            TEXT,
    cadence_id      BIGINT NOT NULL,
    step_key        TEXT,                 -- the coming step
    step_place      BIGINT NOT NULL DEFAULT 0,
    step_at         BIGINT NOT NULL,     -- since when its wait runs
    step_tries      BIGINT NOT NULL DEFAULT 0, -- of the coming step, in vain
    tail_round      BIGINT NOT NULL DEFAULT 0,
    interest        BIGINT NOT NULL DEFAULT 0 CHECK (interest BETWEEN -3 AND 3),
    noes            BIGINT NOT NULL DEFAULT 0,
    tries           BIGINT NOT NULL DEFAULT 0,
    voicemails      BIGINT NOT NULL DEFAULT 0,
    first_talked_at BIGINT,
    last_talked_at  BIGINT,
    last_touched_at BIGINT,
    answered_at     BIGINT,
    answered_channel TEXT,
    answered_contact_id BIGINT,
    our_answer_at   BIGINT,
    agreed_at       BIGINT,
    agreed          TEXT,
    agreed_channel  TEXT,
    retry_at        BIGINT,
    rest_until      BIGINT,
    prongs          BIGINT NOT NULL DEFAULT 0, -- channels used since the first talk, a bit each
    asked_for_texts BIGINT NOT NULL DEFAULT 0 CHECK (asked_for_texts IN (0, 1)),
    voicemail_last  BIGINT NOT NULL DEFAULT 0 CHECK (voicemail_last IN (0, 1)),
    ask_close       BIGINT NOT NULL DEFAULT 0 CHECK (ask_close IN (0, 1)),
    created_at      BIGINT NOT NULL,
    open_id         BIGINT GENERATED ALWAYS AS (CASE WHEN status IN ('closed', 'never') THEN NULL ELSE id END) STORED,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, account_id) REFERENCES account (workspace_id, id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id),
    FOREIGN KEY (workspace_id, cadence_id) REFERENCES cadence (workspace_id, id)
);
CREATE UNIQUE INDEX lead_open ON lead (workspace_id, open_id);
CREATE INDEX lead_contact_index ON lead (workspace_id, contact_id);
CREATE INDEX lead_account ON lead (workspace_id, account_id);
-- The orders of lists, an owner at a time. (SQLite has the id at the end of every index; here, too, many
-- that were imported at one time must not be sorted for each page.)
CREATE INDEX lead_owner ON lead (workspace_id, owner_id, captured_at, id);
CREATE INDEX lead_name ON lead (workspace_id, owner_id, name_key, id);
CREATE INDEX lead_touched ON lead (workspace_id, owner_id, coalesce(last_touched_at, 0), id);
CREATE UNIQUE INDEX lead_external ON lead (workspace_id, external_id) WHERE external_id IS NOT NULL;

-- The people of a lead beside its main contact and its account's people.
CREATE TABLE lead_contact (
    workspace_id BIGINT NOT NULL,
    lead_id      BIGINT NOT NULL,
    contact_id   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, contact_id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id)
);
CREATE INDEX lead_contact_contact ON lead_contact (workspace_id, contact_id);

-- Who else sees a lead beside its owner and those above them; user_id 0 is everybody.
CREATE TABLE lead_share (
    workspace_id BIGINT NOT NULL,
    lead_id      BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, user_id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
);
CREATE INDEX lead_share_user ON lead_share (workspace_id, user_id);

-- Filters of the list of leads that a user gave a name.
CREATE TABLE saved_view (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    name         TEXT NOT NULL CHECK (name <> ''),
    name_key     TEXT NOT NULL,
    filter       TEXT NOT NULL,           -- JSON: the fields of action/lead_filter.h
    shared       BIGINT NOT NULL CHECK (shared IN (0, 1)), -- for everybody
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, user_id, name_key),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
);

-- What is to come: exactly one row for each open lead (promise 1).
CREATE TABLE next_touch (
    workspace_id BIGINT NOT NULL,
    lead_id      BIGINT NOT NULL,
    touch_id     BIGINT NOT NULL,        -- the id it will have in touch
    owner_id     BIGINT NOT NULL,
    today_group  BIGINT NOT NULL CHECK (today_group BETWEEN 0 AND 5), -- place of the group in Today
    concern      TEXT NOT NULL CHECK (concern IN ('answer', 'promise', 'agreed', 'enquiry', 'wake', 'cadence', 'tail')),
    channel      TEXT NOT NULL CHECK (channel IN ('', 'phone', 'email', 'text', 'fax', 'visit', 'letter', 'gift', 'article')),
    mode         TEXT NOT NULL CHECK (mode IN ('person', 'machine')),
    contact_id   BIGINT,
    address_id   BIGINT,
    due_at       BIGINT NOT NULL,
    latest_at    BIGINT NOT NULL,
    load_day     BIGINT,                 -- the user_day it is counted on, or NULL: no dial
    reason       TEXT NOT NULL CHECK (reason <> ''), -- promise 2
    whys         TEXT NOT NULL,           -- plan_whys_pack
    cadence_id   BIGINT,
    step_key     TEXT,
    step_place   BIGINT,
    promise_id   BIGINT,
    wake_id      BIGINT,
    content_id   BIGINT,
    ask_kind     TEXT NOT NULL DEFAULT '', -- the address that would have been better
    nothing_new  BIGINT NOT NULL DEFAULT 0 CHECK (nothing_new IN (0, 1)),
    library_dry  BIGINT NOT NULL DEFAULT 0 CHECK (library_dry IN (0, 1)),
    planned_at   BIGINT NOT NULL,
    smaller      TEXT NOT NULL DEFAULT '', -- the channel of the smaller act, should it be overdue
    -- What its rank needs beside due_at, as it was when this was planned.
    worth        BIGINT NOT NULL,
    promised_at  BIGINT,
    silent_since BIGINT,                 -- NULL: never touched
    PRIMARY KEY (workspace_id, lead_id),
    CHECK (latest_at >= due_at),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, open_id) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE lead ADD CONSTRAINT lead_next_touch FOREIGN KEY (workspace_id, open_id)
    REFERENCES next_touch (workspace_id, lead_id) DEFERRABLE INITIALLY DEFERRED;
-- Holds all that the order of Today needs: what is due is ranked without a look at its rows.
CREATE INDEX next_touch_due ON next_touch (workspace_id, owner_id, today_group, due_at, worth, promised_at, silent_since, mode, channel);
CREATE UNIQUE INDEX next_touch_id ON next_touch (workspace_id, touch_id);

-- What has been: append-only; what is learned later is touch_event.
CREATE TABLE touch (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    lead_id      BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    contact_id   BIGINT,
    address_id   BIGINT,
    channel      TEXT NOT NULL,
    mode         TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('done', 'skipped', 'cancelled')),
    outcome      TEXT NOT NULL,
    result       TEXT NOT NULL DEFAULT '',
    excuse       TEXT NOT NULL DEFAULT '',
    real         BIGINT NOT NULL DEFAULT 0 CHECK (real IN (0, 1)), -- silence counts from it
    human        BIGINT NOT NULL DEFAULT 0 CHECK (human IN (0, 1)),
    at           BIGINT NOT NULL,
    due_at       BIGINT,                 -- NULL: it was not planned
    concern      TEXT NOT NULL DEFAULT '',
    reason       TEXT NOT NULL CHECK (reason <> ''),
    whys         TEXT NOT NULL DEFAULT '',
    cadence_id   BIGINT,
    step_key     TEXT,
    promise_id   BIGINT,
    content_id   BIGINT,
    note         TEXT,
    spoke_to     TEXT,
    flagged      TEXT,                    -- over the line, as logged by a person
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
);
CREATE INDEX touch_lead ON touch (workspace_id, lead_id, at);
-- Covers what is counted over many touches: lines of Today, talks, channels, skips.
CREATE INDEX touch_user ON touch (workspace_id, user_id, at, real, human, lead_id, channel, outcome);

CREATE TABLE touch_event (
    workspace_id BIGINT NOT NULL,
    touch_id     BIGINT NOT NULL,
    seq          BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    kind         TEXT NOT NULL,           -- delivered, bounced, replied, settled, undone, …
    detail       TEXT,
    PRIMARY KEY (workspace_id, touch_id, seq),
    FOREIGN KEY (workspace_id, touch_id) REFERENCES touch (workspace_id, id)
);
-- Few rows, asked of every touch that is counted.
CREATE INDEX touch_event_undone ON touch_event (workspace_id, kind, touch_id) WHERE kind = 'undone';

-- The dials of one climb: up to eight belong to one touch.
CREATE TABLE dial (
    workspace_id BIGINT NOT NULL,
    touch_id     BIGINT NOT NULL,
    seq          BIGINT NOT NULL,
    contact_id   BIGINT,
    address_id   BIGINT,
    kind         TEXT NOT NULL DEFAULT '',
    outcome      TEXT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, touch_id, seq),
    FOREIGN KEY (workspace_id, touch_id) REFERENCES touch (workspace_id, id)
);

-- Moves of a contact on a day: the caps of the line.
CREATE TABLE contact_day (
    workspace_id BIGINT NOT NULL,
    contact_id   BIGINT NOT NULL,
    day          BIGINT NOT NULL,
    moves        BIGINT NOT NULL DEFAULT 0,
    rings        BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, contact_id, day)
);

CREATE TABLE promise (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    lead_id      BIGINT NOT NULL,
    contact_id   BIGINT,
    owner_id     BIGINT NOT NULL,
    side         TEXT NOT NULL CHECK (side IN ('ours', 'theirs')),
    text         TEXT NOT NULL CHECK (text <> ''),
    due_at       BIGINT NOT NULL,
    state        TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'cancelled')),
    moved        BIGINT NOT NULL DEFAULT 0, -- how often Late set a new time
    made_at      BIGINT NOT NULL,
    kept_at      BIGINT,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
);
CREATE INDEX promise_lead ON promise (workspace_id, lead_id);
CREATE INDEX promise_due ON promise (workspace_id, owner_id, state, due_at);

-- When this person buys again.
CREATE TABLE cycle (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    lead_id      BIGINT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('renewal', 'replacement', 'contract_end')),
    text         TEXT NOT NULL,
    at           BIGINT NOT NULL,
    ahead_days   BIGINT NOT NULL,
    state        TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
);
CREATE INDEX cycle_lead ON cycle (workspace_id, lead_id);

-- What else they could use.
CREATE TABLE want (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    lead_id      BIGINT NOT NULL,
    text         TEXT NOT NULL CHECK (text <> ''),
    at           BIGINT NOT NULL,
    state        TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
);
CREATE INDEX want_lead ON want (workspace_id, lead_id);

CREATE TABLE content (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('article', 'case-study', 'photo', 'video', 'offer', 'gift', 'invitation', 'question')),
    title        TEXT NOT NULL CHECK (title <> ''),
    url          TEXT,
    body         TEXT,
    channels     BIGINT NOT NULL DEFAULT 0,
    retired_at   BIGINT,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

-- What is kept with a lead or a content: photos, papers.
CREATE TABLE file (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    lead_id      BIGINT,
    content_id   BIGINT,
    user_id      BIGINT NOT NULL,        -- who brought it
    name         TEXT NOT NULL CHECK (name <> ''),
    type         TEXT NOT NULL,           -- found in its bytes
    size         BIGINT NOT NULL,
    digest       BYTEA NOT NULL,           -- of its bytes
    card         BIGINT NOT NULL CHECK (card IN (0, 1)), -- a card that waits to be typed
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    CHECK ((lead_id IS NULL) <> (content_id IS NULL)),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id),
    FOREIGN KEY (workspace_id, content_id) REFERENCES content (workspace_id, id)
);
CREATE INDEX file_lead ON file (workspace_id, lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX file_content ON file (workspace_id, content_id) WHERE content_id IS NOT NULL;
CREATE INDEX file_digest ON file (workspace_id, digest);
CREATE INDEX file_card ON file (workspace_id, id) WHERE card = 1;

CREATE TABLE file_bytes (
    workspace_id BIGINT NOT NULL,
    file_id      BIGINT NOT NULL,
    bytes        BYTEA NOT NULL,
    PRIMARY KEY (workspace_id, file_id),
    FOREIGN KEY (workspace_id, file_id) REFERENCES file (workspace_id, id) DEFERRABLE INITIALLY DEFERRED
);

-- Nothing twice (promise 3).
CREATE TABLE given (
    workspace_id BIGINT NOT NULL,
    contact_id   BIGINT NOT NULL,
    content_id   BIGINT NOT NULL,
    touch_id     BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, contact_id, content_id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id),
    FOREIGN KEY (workspace_id, content_id) REFERENCES content (workspace_id, id)
);
CREATE INDEX given_content ON given (workspace_id, content_id, at);

CREATE TABLE hold (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    scope        TEXT NOT NULL CHECK (scope IN ('workspace', 'sender', 'account', 'contact', 'lead')),
    scope_id     BIGINT NOT NULL,        -- 0 for the workspace
    machine_only BIGINT NOT NULL CHECK (machine_only IN (0, 1)),
    channels     BIGINT NOT NULL DEFAULT 0,
    until        BIGINT,                 -- NULL: until a person lifts it
    reason       TEXT NOT NULL CHECK (reason <> ''),
    made_at      BIGINT NOT NULL,
    lifted_at    BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX hold_scope ON hold (workspace_id, scope, scope_id) WHERE lifted_at IS NULL;

-- Outlives the contact: only a keyed hash of the address is kept.
CREATE TABLE suppression (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    hash         BYTEA NOT NULL,           -- BLAKE2b-128 of value_key, keyed with workspace.secret
    channels     BIGINT NOT NULL,        -- a bit each
    why          TEXT NOT NULL,
    source       TEXT NOT NULL,           -- how and by whom
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, hash)
);

-- The ledger of consent: when, how, by whom. Append-only: what was a mistake is taken back by a row of
-- its own. A suppression is what the rows that stand have ended.
CREATE TABLE consent (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    hash         BYTEA NOT NULL,           -- as suppression.hash
    channels     BIGINT NOT NULL,        -- a bit each
    given        BIGINT NOT NULL CHECK (given IN (0, 1)),
    how          TEXT NOT NULL,
    user_id      BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    undoes       BIGINT,                 -- the row this one takes back
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, undoes) REFERENCES consent (workspace_id, id)
);
CREATE INDEX consent_hash ON consent (workspace_id, hash);

-- The records `undo` can take back, and what each row was before (NULL: it was not there).
CREATE TABLE record (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    seq          BIGINT NOT NULL,        -- which came first: ids of two processes do not tell
    user_id      BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    kind         TEXT NOT NULL,           -- log, skip, promise, merge, …
    lead_id      BIGINT,
    touch_id     BIGINT,
    said         TEXT NOT NULL,           -- for people: "talked with Ann Ford, meeting"
    undone_at    BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX record_lead ON record (workspace_id, lead_id);
CREATE INDEX record_user ON record (workspace_id, user_id, seq);
CREATE INDEX record_seq ON record (workspace_id, seq);

CREATE TABLE record_row (
    workspace_id BIGINT NOT NULL,
    record_id    BIGINT NOT NULL,
    seq          BIGINT NOT NULL,
    table_name   TEXT NOT NULL,
    row_id       BIGINT NOT NULL,
    before       TEXT,                    -- the row as JSON
    PRIMARY KEY (workspace_id, record_id, seq),
    FOREIGN KEY (workspace_id, record_id) REFERENCES record (workspace_id, id)
);

-- An import under way or done: how far it has come is written with the rows themselves. One file is
-- under way once; standard input (digest '-') has no second time and as many as there are.
CREATE TABLE import (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    path         TEXT NOT NULL,
    digest       TEXT NOT NULL,           -- of the file's bytes and the options
    rows_done    BIGINT NOT NULL DEFAULT 0,
    added        BIGINT NOT NULL DEFAULT 0,
    updated      BIGINT NOT NULL DEFAULT 0,
    duplicates   BIGINT NOT NULL DEFAULT 0,
    rejected     BIGINT NOT NULL DEFAULT 0,
    rejects_size BIGINT NOT NULL DEFAULT 0, -- bytes of the file of rejected rows, up to rows_done
    started_at   BIGINT NOT NULL,
    ended_at     BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX import_under_way ON import (workspace_id, digest)
    WHERE ended_at IS NULL AND digest <> '-';

-- Who was merged into whom: the row of the one that is gone stays, so that history can name it.
CREATE TABLE merged (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    gone_id      BIGINT NOT NULL,        -- a contact or an account
    kept_id      BIGINT NOT NULL,
    name_key     TEXT NOT NULL,           -- theirs: who comes in under it is the kept one
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, gone_id)
);
CREATE INDEX merged_name ON merged (workspace_id, name_key);
CREATE INDEX merged_kept ON merged (workspace_id, kept_id);

-- Pairs a person has looked at: alike, and not the same.
CREATE TABLE not_duplicate (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    a_id         BIGINT NOT NULL,
    b_id         BIGINT NOT NULL CHECK (a_id < b_id),
    user_id      BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, a_id, b_id)
);

CREATE TABLE audit (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    act          TEXT NOT NULL,
    detail       TEXT NOT NULL,
    address      TEXT,                    -- from where on the network, where it came from there
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX audit_at ON audit (workspace_id, at, id);

-- What proves a user (action/sign_in.h). Of every secret only a digest is kept, keyed with
-- workspace.secret; what must be read again is sealed (auth/seal.h).
CREATE TABLE credential (
    workspace_id BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    password     TEXT,                    -- Argon2id, as a PHC string
    changed_at   BIGINT,                 -- the password
    totp_secret  BYTEA,                    -- sealed
    totp_since   BIGINT,                 -- NULL: none, or begun and not confirmed
    totp_step    BIGINT NOT NULL DEFAULT 0, -- of the last digits: they are right once
    PRIMARY KEY (workspace_id, user_id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
);

-- For the day the telephone is lost; each is right once.
CREATE TABLE recovery_code (
    workspace_id BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    digest       BYTEA NOT NULL,
    PRIMARY KEY (workspace_id, user_id, digest),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
);

CREATE TABLE passkey (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    credential   BYTEA NOT NULL,           -- its id, as the authenticator gave it
    site         TEXT NOT NULL,           -- the RP ID it is for
    algorithm    BIGINT NOT NULL,        -- COSE
    public_key   BYTEA NOT NULL,
    counter      BIGINT NOT NULL,
    synced       BIGINT NOT NULL CHECK (synced IN (0, 1)),
    name         TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    used_at      BIGINT,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
);
CREATE UNIQUE INDEX passkey_credential ON passkey (workspace_id, credential);
CREATE INDEX passkey_of_user ON passkey (workspace_id, user_id);

-- Signed-in browsers and paired telephones.
CREATE TABLE session (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    digest       BYTEA NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('browser', 'phone')),
    how          TEXT NOT NULL CHECK (how IN ('password', 'code', 'recovery', 'passkey', 'invitation', 'pairing')),
    address      TEXT,                    -- of the network, at sign-in
    agent        TEXT,                    -- what the browser calls itself
    created_at   BIGINT NOT NULL,
    seen_at      BIGINT NOT NULL,        -- to the minute
    idle_seconds BIGINT NOT NULL,        -- unseen for longer, it is over
    ends_at      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
);
CREATE UNIQUE INDEX session_digest ON session (workspace_id, digest);
CREATE INDEX session_of_user ON session (workspace_id, user_id);

-- Personal tokens of the API.
CREATE TABLE token (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    digest       BYTEA NOT NULL,
    name         TEXT NOT NULL,
    scopes       BIGINT NOT NULL,        -- a bit each (auth/role.h)
    created_at   BIGINT NOT NULL,
    used_at      BIGINT,                 -- to the minute
    ends_at      BIGINT NOT NULL,
    revoked_at   BIGINT,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
);
CREATE UNIQUE INDEX token_digest ON token (workspace_id, digest);
CREATE INDEX token_of_user ON token (workspace_id, user_id);

-- Secrets that serve once: an invitation, the second step of a sign-in, the pairing of a telephone;
-- and passkeys' challenges that have served.
CREATE TABLE ticket (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    digest       BYTEA NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('invitation', 'second', 'pairing', 'challenge')),
    user_id      BIGINT NOT NULL,        -- 0: of nobody yet
    tries        BIGINT NOT NULL DEFAULT 0,
    ends_at      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, digest)
);
CREATE INDEX ticket_ends ON ticket (workspace_id, ends_at);

-- Failed sign-ins by what they have in common, and until when the next is not tried.
CREATE TABLE throttle (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    digest       BYTEA NOT NULL,           -- of the user, the address, the device, or two of them
    failures     BIGINT NOT NULL,
    last_at      BIGINT NOT NULL,
    until_at     BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, digest)
);
CREATE INDEX throttle_last ON throttle (workspace_id, last_at);

-- What was answered to a request that bore a key of its sender's (Idempotency-Key): written with what
-- the request did, so that the same request a second time does nothing twice. Kept for two days.
CREATE TABLE answered (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    user_id      BIGINT NOT NULL,
    request_key  TEXT NOT NULL,
    digest       BYTEA NOT NULL,           -- of the request
    status       BIGINT NOT NULL,
    location     TEXT,
    body         TEXT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, user_id, request_key)
);
CREATE INDEX answered_at ON answered (workspace_id, at);

-- Work that outlives a request. Its file lies in the server's folder (action/upload.h) until it is not
-- needed any more; `lease_until` says how long whoever runs it has it for itself.
CREATE TABLE job (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('import')),
    state        TEXT NOT NULL CHECK (state IN ('held', 'waiting', 'running', 'tried', 'done', 'failed', 'cancelled')),
    name         TEXT NOT NULL,           -- what its user calls the file
    path         TEXT,                    -- where the file lies; NULL: it is gone
    asked        TEXT NOT NULL,           -- the options, as JSON
    cancelling   BIGINT NOT NULL DEFAULT 0 CHECK (cancelling IN (0, 1)),
    rows_done    BIGINT NOT NULL DEFAULT 0,
    bytes_done   BIGINT NOT NULL DEFAULT 0,
    bytes_total  BIGINT NOT NULL DEFAULT 0,
    result       TEXT,                    -- the document, as JSON
    error        TEXT,
    made_at      BIGINT NOT NULL,
    started_at   BIGINT,
    ended_at     BIGINT,
    lease_until  BIGINT,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
);
CREATE INDEX job_state ON job (workspace_id, state);

-- What a job leaves to be downloaded: the rows it rejected.
CREATE TABLE job_file (
    workspace_id BIGINT NOT NULL,
    job_id       BIGINT NOT NULL,
    bytes        BYTEA NOT NULL,
    cut          BIGINT NOT NULL CHECK (cut IN (0, 1)), -- there were more
    PRIMARY KEY (workspace_id, job_id),
    FOREIGN KEY (workspace_id, job_id) REFERENCES job (workspace_id, id)
);

-- A form on a web site, by which people become leads.
CREATE TABLE lead_form (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    token        TEXT NOT NULL,           -- of its address, /f/TOKEN
    title        TEXT NOT NULL CHECK (title <> ''),
    owner_id     BIGINT NOT NULL,
    source       TEXT NOT NULL,
    product      TEXT,
    cadence      TEXT,                    -- a name; NULL: by the kind of source
    fields       TEXT NOT NULL,           -- "name*,email*,cell,note": * must be filled in
    consent      TEXT,                    -- what is agreed to by a tick; NULL: not asked
    redirect     TEXT,                    -- where to afterwards; NULL: thanks of our own
    origins      TEXT NOT NULL DEFAULT '', -- that may send it by script, a blank between
    state        TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off')),
    taken        BIGINT NOT NULL DEFAULT 0, -- forms that came in
    trapped      BIGINT NOT NULL DEFAULT 0, -- and went into a trap for machines
    made_at      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id)
);
CREATE UNIQUE INDEX lead_form_token ON lead_form (token);

-- Who sent a form in the last day: keyed hashes only, dropped after a day.
CREATE TABLE form_sender (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    form_id      BIGINT NOT NULL,
    hash         BYTEA NOT NULL,           -- of the network address, keyed with workspace.secret
    words        BYTEA NOT NULL,           -- of what was filled in
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, form_id) REFERENCES lead_form (workspace_id, id)
);
CREATE INDEX form_sender_form ON form_sender (workspace_id, form_id, at);

-- What other programs are told: where, and of what.
CREATE TABLE webhook (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    user_id      BIGINT NOT NULL,        -- who set it up
    url          TEXT NOT NULL CHECK (url <> ''),
    secret       BYTEA NOT NULL,           -- key of the signatures
    events       TEXT NOT NULL,           -- names, a blank between; '' is every one
    state        TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off')),
    why          TEXT,                    -- of off: what its last answer was
    seen_until   BIGINT NOT NULL,        -- promises due before were looked at
    made_at      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

-- What has happened and is still to be told: written with the act itself, dropped once it is a delivery
-- to each webhook that wants it.
CREATE TABLE webhook_event (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    id           BIGINT NOT NULL,
    event        TEXT NOT NULL,
    lead_id      BIGINT NOT NULL,
    thing_id     BIGINT,                 -- the touch, the promise
    user_id      BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE TABLE webhook_delivery (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    webhook_id   BIGINT NOT NULL,
    event        TEXT NOT NULL,
    lead_id      BIGINT,
    body         TEXT NOT NULL,
    state        TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
    tries        BIGINT NOT NULL DEFAULT 0,
    next_at      BIGINT NOT NULL,
    status       BIGINT,                 -- of the last answer; NULL: none
    answer       TEXT,                    -- its first bytes, or what went wrong
    made_at      BIGINT NOT NULL,
    ended_at     BIGINT,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhook (workspace_id, id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (workspace_id, state, next_at);
CREATE INDEX webhook_delivery_webhook ON webhook_delivery (workspace_id, webhook_id, id);
CREATE INDEX webhook_delivery_lead ON webhook_delivery (workspace_id, lead_id) WHERE lead_id IS NOT NULL;

-- Full-text search: one document a lead, words folded in C (text_fold), so that both engines find
-- the same set.
CREATE TABLE search_text (
    workspace_id BIGINT NOT NULL,
    lead_id      BIGINT NOT NULL,
    words        TEXT NOT NULL,
    vector       TSVECTOR GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED,
    PRIMARY KEY (workspace_id, lead_id)
);
CREATE INDEX search_vector ON search_text USING gin (vector) WITH (fastupdate = on);
