-- The first schema of Beck on SQLite. sql/schema/postgres/0001_first.sql is its twin: same tables,
-- columns and constraints, in that engine's types (test_schema holds the two together).
--
-- Every key begins with workspace_id, so that the tables can be distributed later. Enumerations are
-- stored by name (src/follow/terms.h). Times are seconds since 1970 UTC, days are days since 1970.
-- Ids of all tables come from one counter a workspace, which begins at (workspace_id - 1) * 10^10: an
-- id names one thing only, in all workspaces of a database. So a thing's id is its rowid here: SQLite
-- finds a row by it in half the time that a key of two columns takes, whose inner pages would hold
-- whole rows. UNIQUE (workspace_id, id) is what foreign keys point at.
-- A CHECK of more than two names says OR: for IN, SQLite makes a table in memory each time a row is
-- written (bench/README.md, sending).

CREATE TABLE workspace (
    workspace_id INTEGER NOT NULL PRIMARY KEY,
    name         TEXT NOT NULL,
    country      TEXT NOT NULL,           -- ISO 3166-1 alpha-2: the default of numbers, dates, holidays
    zone         TEXT NOT NULL,           -- IANA
    secret       BLOB NOT NULL,           -- 32 random bytes: key of the suppression hashes
    house        INTEGER NOT NULL DEFAULT 0, -- counts changes of users, settings and cadences
    created_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE counter (
    workspace_id INTEGER NOT NULL PRIMARY KEY REFERENCES workspace,
    next_id      INTEGER NOT NULL CHECK (next_id > 0)
) STRICT;

-- Settings of a workspace (user_id 0) or of one user; the names are the table in action/setting.c.
CREATE TABLE setting (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    user_id      INTEGER NOT NULL,
    name         TEXT NOT NULL,
    value        TEXT NOT NULL,
    PRIMARY KEY (workspace_id, user_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE "user" (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL CHECK (name <> ''),
    name_key     TEXT NOT NULL,
    role         TEXT NOT NULL CHECK (role = 'rep' OR role = 'manager' OR role = 'admin'),
    state        TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'inactive')),
    title        TEXT,                    -- as texts name it: “Sales Manager”
    email        TEXT,
    cell         TEXT,
    postal       TEXT,
    zone         TEXT NOT NULL,
    country      TEXT NOT NULL,
    region       TEXT,
    hours        TEXT NOT NULL,           -- "mon-fri 9:00-17:00"
    manager_id   INTEGER,
    created_at   INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, manager_id) REFERENCES "user" (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX user_name ON "user" (workspace_id, name_key);

CREATE TABLE absence (
    workspace_id INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,
    first_day    INTEGER NOT NULL,
    last_day     INTEGER NOT NULL CHECK (last_day >= first_day),
    reason       TEXT,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
) STRICT;
CREATE INDEX absence_user ON absence (workspace_id, user_id, last_day);

-- The workspace's own closed days.
CREATE TABLE holiday (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    day          INTEGER NOT NULL,
    name         TEXT NOT NULL,
    PRIMARY KEY (workspace_id, day)
) STRICT, WITHOUT ROWID;

-- How many dials stand planned on a user's day: capacity (DESIGN §3 "Load").
CREATE TABLE user_day (
    workspace_id INTEGER NOT NULL,
    user_id      INTEGER NOT NULL,
    day          INTEGER NOT NULL,
    dials        INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, user_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL CHECK (name <> ''),
    name_key     TEXT NOT NULL,           -- alike_company_key
    domain       TEXT,
    state        TEXT NOT NULL DEFAULT '' CHECK (state IN ('', 'never')),
    parent_id    INTEGER,
    sector       TEXT,
    city         TEXT,
    region       TEXT,
    country      TEXT,
    zone         TEXT,
    climb_day    INTEGER,                 -- the last day with a climb
    mail_day     INTEGER,                 -- the last day with a machine e-mail
    created_at   INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, parent_id) REFERENCES account (workspace_id, id)
) STRICT;
CREATE INDEX account_name ON account (workspace_id, name_key);
CREATE INDEX account_parent ON account (workspace_id, parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE contact (
    workspace_id    INTEGER NOT NULL REFERENCES workspace,
    id              INTEGER PRIMARY KEY,
    account_id      INTEGER,
    name            TEXT NOT NULL CHECK (name <> ''),
    name_key        TEXT NOT NULL,        -- text_fold
    given           TEXT,
    family          TEXT,
    title           TEXT,
    role            TEXT NOT NULL DEFAULT '' CHECK (role = '' OR role = 'decides' OR role = 'influences' OR role = 'uses' OR role = 'guards'),
    reports_to      INTEGER,
    state           TEXT NOT NULL DEFAULT 'here' CHECK (state = 'here' OR state = 'gone' OR state = 'deceased' OR state = 'never'),
    stopped         INTEGER NOT NULL DEFAULT 0, -- channels ended for ever, a bit each
    city            TEXT,
    region          TEXT,
    postcode        TEXT,
    country         TEXT,
    zone            TEXT,
    birthday        TEXT,
    language        TEXT,
    note            TEXT,
    last_touched_at INTEGER,
    last_talked_at  INTEGER,
    last_tried_at   INTEGER,
    created_at      INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, account_id) REFERENCES account (workspace_id, id),
    FOREIGN KEY (workspace_id, reports_to) REFERENCES contact (workspace_id, id)
) STRICT;
CREATE INDEX contact_account ON contact (workspace_id, account_id, name_key);
CREATE INDEX contact_reports_to ON contact (workspace_id, reports_to) WHERE reports_to IS NOT NULL;

-- A way to reach a contact, or an account itself.
CREATE TABLE address (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    contact_id   INTEGER,
    account_id   INTEGER,
    kind         TEXT NOT NULL CHECK (kind = 'cell' OR kind = 'office' OR kind = 'home' OR kind = 'switchboard' OR kind = 'fax' OR kind = 'email' OR kind = 'postal' OR kind = 'url'),
    value        TEXT NOT NULL CHECK (value <> ''), -- as shown; phones E.164
    value_key    TEXT NOT NULL,           -- E.164, folded mailbox: what matching compares
    extension    TEXT,
    label        TEXT,
    state        TEXT NOT NULL DEFAULT 'unknown' CHECK (state = 'unknown' OR state = 'good' OR state = 'bad'),
    why          TEXT,                    -- of the state
    text_basis   TEXT,                    -- the lawful basis to text it, or NULL
    created_at   INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    CHECK ((contact_id IS NULL) <> (account_id IS NULL)),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id),
    FOREIGN KEY (workspace_id, account_id) REFERENCES account (workspace_id, id)
) STRICT;
CREATE INDEX address_contact ON address (workspace_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX address_account ON address (workspace_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX address_value ON address (workspace_id, value_key);

CREATE TABLE cadence (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    title        TEXT NOT NULL,
    source       TEXT NOT NULL,           -- the YAML
    builtin      INTEGER NOT NULL DEFAULT 0 CHECK (builtin IN (0, 1)),
    changed_at   INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    UNIQUE (workspace_id, name)
) STRICT;

-- One sales conversation. open_id is the lead's id while it is open: promise 1 hangs on it.
CREATE TABLE lead (
    workspace_id    INTEGER NOT NULL REFERENCES workspace,
    id              INTEGER PRIMARY KEY,
    account_id      INTEGER,
    contact_id      INTEGER,
    owner_id        INTEGER NOT NULL,
    name            TEXT NOT NULL CHECK (name <> ''),
    name_key        TEXT NOT NULL,        -- text_fold: the order of lists
    source          TEXT NOT NULL DEFAULT '',
    source_kind     TEXT NOT NULL CHECK (source_kind = 'other' OR source_kind = 'show' OR source_kind = 'networking' OR source_kind = 'referral' OR source_kind = 'web' OR source_kind = 'call' OR source_kind = 'list'),
    captured_at     INTEGER NOT NULL,
    status          TEXT NOT NULL CHECK (status = 'new' OR status = 'working' OR status = 'engaged' OR status = 'nurture' OR status = 'customer' OR status = 'closed' OR status = 'never'),
    status_why      TEXT,                 -- of closed and never
    temperature     TEXT NOT NULL DEFAULT 'warm' CHECK (temperature = 'hot' OR temperature = 'warm' OR temperature = 'later'),
    product         TEXT,
    value_cents     INTEGER,
    external_id     TEXT,                 -- of the system it came from
    note            TEXT,
    cadence_id      INTEGER NOT NULL,
    step_key        TEXT,                 -- the coming step
    step_place      INTEGER NOT NULL DEFAULT 0,
    step_at         INTEGER NOT NULL,     -- since when its wait runs
    step_tries      INTEGER NOT NULL DEFAULT 0, -- of the coming step, in vain
    tail_round      INTEGER NOT NULL DEFAULT 0,
    interest        INTEGER NOT NULL DEFAULT 0 CHECK (interest BETWEEN -3 AND 3),
    noes            INTEGER NOT NULL DEFAULT 0,
    tries           INTEGER NOT NULL DEFAULT 0,
    voicemails      INTEGER NOT NULL DEFAULT 0,
    first_talked_at INTEGER,
    last_talked_at  INTEGER,
    last_touched_at INTEGER,
    answered_at     INTEGER,
    answered_channel TEXT,
    answered_contact_id INTEGER,
    our_answer_at   INTEGER,
    agreed_at       INTEGER,
    agreed          TEXT,
    agreed_channel  TEXT,
    retry_at        INTEGER,
    rest_until      INTEGER,
    prongs          INTEGER NOT NULL DEFAULT 0, -- channels used since the first talk, a bit each
    asked_for_texts INTEGER NOT NULL DEFAULT 0 CHECK (asked_for_texts IN (0, 1)),
    voicemail_last  INTEGER NOT NULL DEFAULT 0 CHECK (voicemail_last IN (0, 1)),
    ask_close       INTEGER NOT NULL DEFAULT 0 CHECK (ask_close IN (0, 1)),
    created_at      INTEGER NOT NULL,
    open_id         INTEGER GENERATED ALWAYS AS (CASE WHEN status IN ('closed', 'never') THEN NULL ELSE id END) STORED,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, account_id) REFERENCES account (workspace_id, id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id),
    FOREIGN KEY (workspace_id, cadence_id) REFERENCES cadence (workspace_id, id),
    FOREIGN KEY (workspace_id, open_id) REFERENCES next_touch (workspace_id, lead_id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX lead_open ON lead (workspace_id, open_id);
CREATE INDEX lead_contact_index ON lead (workspace_id, contact_id);
CREATE INDEX lead_account ON lead (workspace_id, account_id);
-- The orders of lists, an owner at a time.
CREATE INDEX lead_owner ON lead (workspace_id, owner_id, captured_at);
CREATE INDEX lead_name ON lead (workspace_id, owner_id, name_key);
CREATE INDEX lead_touched ON lead (workspace_id, owner_id, coalesce(last_touched_at, 0));
CREATE UNIQUE INDEX lead_external ON lead (workspace_id, external_id) WHERE external_id IS NOT NULL;

-- The people of a lead beside its main contact and its account's people.
CREATE TABLE lead_contact (
    workspace_id INTEGER NOT NULL,
    lead_id      INTEGER NOT NULL,
    contact_id   INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, contact_id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_contact_contact ON lead_contact (workspace_id, contact_id);

-- Who else sees a lead beside its owner and those above them; user_id 0 is everybody.
CREATE TABLE lead_share (
    workspace_id INTEGER NOT NULL,
    lead_id      INTEGER NOT NULL,
    user_id      INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, user_id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_share_user ON lead_share (workspace_id, user_id);

-- Filters of the list of leads that a user gave a name.
CREATE TABLE saved_view (
    workspace_id INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,
    name         TEXT NOT NULL CHECK (name <> ''),
    name_key     TEXT NOT NULL,
    filter       TEXT NOT NULL,           -- JSON: the fields of action/lead_filter.h
    shared       INTEGER NOT NULL CHECK (shared IN (0, 1)), -- for everybody
    UNIQUE (workspace_id, id),
    UNIQUE (workspace_id, user_id, name_key),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
) STRICT;

-- What is to come: exactly one row for each open lead (promise 1).
CREATE TABLE next_touch (
    workspace_id INTEGER NOT NULL,
    lead_id      INTEGER PRIMARY KEY,
    touch_id     INTEGER NOT NULL,        -- the id it will have in touch
    owner_id     INTEGER NOT NULL,
    today_group  INTEGER NOT NULL CHECK (today_group BETWEEN 0 AND 5), -- place of the group in Today
    concern      TEXT NOT NULL CHECK (concern = 'answer' OR concern = 'promise' OR concern = 'agreed' OR concern = 'enquiry' OR concern = 'wake' OR concern = 'cadence' OR concern = 'tail'),
    channel      TEXT NOT NULL CHECK (channel = '' OR channel = 'phone' OR channel = 'email' OR channel = 'text' OR channel = 'fax' OR channel = 'visit' OR channel = 'letter' OR channel = 'gift' OR channel = 'article'),
    mode         TEXT NOT NULL CHECK (mode IN ('person', 'machine')),
    contact_id   INTEGER,
    address_id   INTEGER,
    due_at       INTEGER NOT NULL,
    latest_at    INTEGER NOT NULL,
    load_day     INTEGER,                 -- the user_day it is counted on, or NULL: no dial
    reason       TEXT NOT NULL CHECK (reason <> ''), -- promise 2
    whys         TEXT NOT NULL,           -- plan_whys_pack
    cadence_id   INTEGER,
    step_key     TEXT,
    step_place   INTEGER,
    promise_id   INTEGER,
    wake_id      INTEGER,
    content_id   INTEGER,
    ask_kind     TEXT NOT NULL DEFAULT '', -- the address that would have been better
    nothing_new  INTEGER NOT NULL DEFAULT 0 CHECK (nothing_new IN (0, 1)),
    library_dry  INTEGER NOT NULL DEFAULT 0 CHECK (library_dry IN (0, 1)),
    planned_at   INTEGER NOT NULL,
    smaller      TEXT NOT NULL DEFAULT '', -- the channel of the smaller act, should it be overdue
    -- What its rank needs beside due_at, as it was when this was planned.
    worth        INTEGER NOT NULL,
    promised_at  INTEGER,
    silent_since INTEGER,                 -- NULL: never touched
    UNIQUE (workspace_id, lead_id),
    CHECK (latest_at >= due_at),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, open_id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
-- Holds all that the order of Today needs: what is due is ranked without a look at its rows.
CREATE INDEX next_touch_due ON next_touch (workspace_id, owner_id, today_group, due_at, worth, promised_at, silent_since, mode, channel);
CREATE UNIQUE INDEX next_touch_id ON next_touch (workspace_id, touch_id);

-- What has been: append-only; what is learned later is touch_event.
CREATE TABLE touch (
    workspace_id INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY,
    lead_id      INTEGER NOT NULL,
    user_id      INTEGER NOT NULL,
    contact_id   INTEGER,
    address_id   INTEGER,
    channel      TEXT NOT NULL,
    mode         TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state = 'done' OR state = 'skipped' OR state = 'cancelled'),
    outcome      TEXT NOT NULL,
    result       TEXT NOT NULL DEFAULT '',
    excuse       TEXT NOT NULL DEFAULT '',
    real         INTEGER NOT NULL DEFAULT 0 CHECK (real IN (0, 1)), -- silence counts from it
    human        INTEGER NOT NULL DEFAULT 0 CHECK (human IN (0, 1)),
    at           INTEGER NOT NULL,
    due_at       INTEGER,                 -- NULL: it was not planned
    concern      TEXT NOT NULL DEFAULT '',
    reason       TEXT NOT NULL CHECK (reason <> ''),
    whys         TEXT NOT NULL DEFAULT '',
    cadence_id   INTEGER,
    step_key     TEXT,
    promise_id   INTEGER,
    content_id   INTEGER,
    note         TEXT,
    spoke_to     TEXT,
    flagged      TEXT,                    -- over the line, as logged by a person
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT;
CREATE INDEX touch_lead ON touch (workspace_id, lead_id, at);
-- Covers what is counted over many touches: lines of Today, talks, channels, skips.
CREATE INDEX touch_user ON touch (workspace_id, user_id, at, real, human, lead_id, channel, outcome);

CREATE TABLE touch_event (
    workspace_id INTEGER NOT NULL,
    touch_id     INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    kind         TEXT NOT NULL,           -- delivered, bounced, replied, settled, undone, …
    detail       TEXT,
    PRIMARY KEY (workspace_id, touch_id, seq),
    FOREIGN KEY (workspace_id, touch_id) REFERENCES touch (workspace_id, id)
) STRICT, WITHOUT ROWID;
-- Few rows, asked of every touch that is counted.
CREATE INDEX touch_event_undone ON touch_event (workspace_id, kind, touch_id) WHERE kind = 'undone';

-- The dials of one climb: up to eight belong to one touch.
CREATE TABLE dial (
    workspace_id INTEGER NOT NULL,
    touch_id     INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    contact_id   INTEGER,
    address_id   INTEGER,
    kind         TEXT NOT NULL DEFAULT '',
    outcome      TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, touch_id, seq),
    FOREIGN KEY (workspace_id, touch_id) REFERENCES touch (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- Moves of a contact on a day: the caps of the line.
CREATE TABLE contact_day (
    workspace_id INTEGER NOT NULL,
    contact_id   INTEGER NOT NULL,
    day          INTEGER NOT NULL,
    moves        INTEGER NOT NULL DEFAULT 0,
    rings        INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, contact_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE promise (
    workspace_id INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY,
    lead_id      INTEGER NOT NULL,
    contact_id   INTEGER,
    owner_id     INTEGER NOT NULL,
    side         TEXT NOT NULL CHECK (side IN ('ours', 'theirs')),
    text         TEXT NOT NULL CHECK (text <> ''),
    due_at       INTEGER NOT NULL,
    state        TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'kept' OR state = 'cancelled'),
    moved        INTEGER NOT NULL DEFAULT 0, -- how often Late set a new time
    made_at      INTEGER NOT NULL,
    kept_at      INTEGER,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT;
CREATE INDEX promise_lead ON promise (workspace_id, lead_id);
CREATE INDEX promise_due ON promise (workspace_id, owner_id, state, due_at);

-- When this person buys again.
CREATE TABLE cycle (
    workspace_id INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY,
    lead_id      INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind = 'renewal' OR kind = 'replacement' OR kind = 'contract_end'),
    text         TEXT NOT NULL,
    at           INTEGER NOT NULL,
    ahead_days   INTEGER NOT NULL,
    state        TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT;
CREATE INDEX cycle_lead ON cycle (workspace_id, lead_id);

-- What else they could use.
CREATE TABLE want (
    workspace_id INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY,
    lead_id      INTEGER NOT NULL,
    text         TEXT NOT NULL CHECK (text <> ''),
    at           INTEGER NOT NULL,
    state        TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id)
) STRICT;
CREATE INDEX want_lead ON want (workspace_id, lead_id);

CREATE TABLE content (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind = 'article' OR kind = 'case-study' OR kind = 'photo' OR kind = 'video' OR kind = 'offer' OR kind = 'gift' OR kind = 'invitation' OR kind = 'question'),
    title        TEXT NOT NULL CHECK (title <> ''),
    url          TEXT,
    body         TEXT,
    channels     INTEGER NOT NULL DEFAULT 0,
    retired_at   INTEGER,
    created_at   INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;

-- What is kept with a lead or a content: photos, papers.
CREATE TABLE file (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    lead_id      INTEGER,
    content_id   INTEGER,
    user_id      INTEGER NOT NULL,        -- who brought it
    name         TEXT NOT NULL CHECK (name <> ''),
    type         TEXT NOT NULL,           -- found in its bytes
    size         INTEGER NOT NULL,
    digest       BLOB NOT NULL,           -- of its bytes
    card         INTEGER NOT NULL CHECK (card IN (0, 1)), -- a card that waits to be typed
    created_at   INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    CHECK ((lead_id IS NULL) <> (content_id IS NULL)),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id),
    FOREIGN KEY (workspace_id, content_id) REFERENCES content (workspace_id, id)
) STRICT;
CREATE INDEX file_lead ON file (workspace_id, lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX file_content ON file (workspace_id, content_id) WHERE content_id IS NOT NULL;
CREATE INDEX file_digest ON file (workspace_id, digest);
CREATE INDEX file_card ON file (workspace_id, id) WHERE card = 1;

CREATE TABLE file_bytes (
    workspace_id INTEGER NOT NULL,
    file_id      INTEGER PRIMARY KEY,
    bytes        BLOB NOT NULL,
    UNIQUE (workspace_id, file_id),
    FOREIGN KEY (workspace_id, file_id) REFERENCES file (workspace_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Nothing twice (promise 3).
CREATE TABLE given (
    workspace_id INTEGER NOT NULL,
    contact_id   INTEGER NOT NULL,
    content_id   INTEGER NOT NULL,
    touch_id     INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, contact_id, content_id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contact (workspace_id, id),
    FOREIGN KEY (workspace_id, content_id) REFERENCES content (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX given_content ON given (workspace_id, content_id, at);

CREATE TABLE hold (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    scope        TEXT NOT NULL CHECK (scope = 'workspace' OR scope = 'sender' OR scope = 'account' OR scope = 'contact' OR scope = 'lead'),
    scope_id     INTEGER NOT NULL,        -- 0 for the workspace
    machine_only INTEGER NOT NULL CHECK (machine_only IN (0, 1)),
    channels     INTEGER NOT NULL DEFAULT 0,
    until        INTEGER,                 -- NULL: until a person lifts it
    reason       TEXT NOT NULL CHECK (reason <> ''),
    made_at      INTEGER NOT NULL,
    lifted_at    INTEGER,
    UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX hold_scope ON hold (workspace_id, scope, scope_id) WHERE lifted_at IS NULL;

-- Outlives the contact: only a keyed hash of the address is kept.
CREATE TABLE suppression (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    hash         BLOB NOT NULL,           -- BLAKE2b-128 of value_key, keyed with workspace.secret
    channels     INTEGER NOT NULL,        -- a bit each
    why          TEXT NOT NULL,
    source       TEXT NOT NULL,           -- how and by whom
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, hash)
) STRICT, WITHOUT ROWID;

-- The ledger of consent: when, how, by whom. Append-only: what was a mistake is taken back by a row of
-- its own. A suppression is what the rows that stand have ended.
CREATE TABLE consent (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    hash         BLOB NOT NULL,           -- as suppression.hash
    channels     INTEGER NOT NULL,        -- a bit each
    given        INTEGER NOT NULL CHECK (given IN (0, 1)),
    how          TEXT NOT NULL,
    user_id      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    undoes       INTEGER,                 -- the row this one takes back
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, undoes) REFERENCES consent (workspace_id, id)
) STRICT;
CREATE INDEX consent_hash ON consent (workspace_id, hash);

-- The records `undo` can take back, and what each row was before (NULL: it was not there).
CREATE TABLE record (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    seq          INTEGER NOT NULL,        -- which came first: ids of two processes do not tell
    user_id      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    kind         TEXT NOT NULL,           -- log, skip, promise, merge, …
    lead_id      INTEGER,
    touch_id     INTEGER,
    said         TEXT NOT NULL,           -- for people: "talked with Ann Ford, meeting"
    undone_at    INTEGER,
    UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX record_lead ON record (workspace_id, lead_id);
CREATE INDEX record_user ON record (workspace_id, user_id, seq);
CREATE INDEX record_seq ON record (workspace_id, seq);

CREATE TABLE record_row (
    workspace_id INTEGER NOT NULL,
    record_id    INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    table_name   TEXT NOT NULL,
    row_id       INTEGER NOT NULL,
    before       TEXT,                    -- the row as JSON
    PRIMARY KEY (workspace_id, record_id, seq),
    FOREIGN KEY (workspace_id, record_id) REFERENCES record (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- An import under way or done: how far it has come is written with the rows themselves. One file is
-- under way once; standard input (digest '-') has no second time and as many as there are.
CREATE TABLE import (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,
    path         TEXT NOT NULL,
    digest       TEXT NOT NULL,           -- of the file's bytes and the options
    rows_done    INTEGER NOT NULL DEFAULT 0,
    added        INTEGER NOT NULL DEFAULT 0,
    updated      INTEGER NOT NULL DEFAULT 0,
    duplicates   INTEGER NOT NULL DEFAULT 0,
    rejected     INTEGER NOT NULL DEFAULT 0,
    rejects_size INTEGER NOT NULL DEFAULT 0, -- bytes of the file of rejected rows, up to rows_done
    started_at   INTEGER NOT NULL,
    ended_at     INTEGER,
    UNIQUE (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX import_under_way ON import (workspace_id, digest)
    WHERE ended_at IS NULL AND digest <> '-';

-- Who was merged into whom: the row of the one that is gone stays, so that history can name it.
CREATE TABLE merged (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    gone_id      INTEGER NOT NULL,        -- a contact or an account
    kept_id      INTEGER NOT NULL,
    name_key     TEXT NOT NULL,           -- theirs: who comes in under it is the kept one
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, gone_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_name ON merged (workspace_id, name_key);
CREATE INDEX merged_kept ON merged (workspace_id, kept_id);

-- Pairs a person has looked at: alike, and not the same.
CREATE TABLE not_duplicate (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    a_id         INTEGER NOT NULL,
    b_id         INTEGER NOT NULL CHECK (a_id < b_id),
    user_id      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, a_id, b_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    act          TEXT NOT NULL,
    detail       TEXT NOT NULL,
    address      TEXT,                    -- from where on the network, where it came from there
    UNIQUE (workspace_id, id)
) STRICT;
CREATE INDEX audit_at ON audit (workspace_id, at, id);

-- What proves a user (action/sign_in.h). Of every secret only a digest is kept, keyed with
-- workspace.secret; what must be read again is sealed (auth/seal.h).
CREATE TABLE credential (
    workspace_id INTEGER NOT NULL,
    user_id      INTEGER NOT NULL,
    password     TEXT,                    -- Argon2id, as a PHC string
    changed_at   INTEGER,                 -- the password
    totp_secret  BLOB,                    -- sealed
    totp_since   INTEGER,                 -- NULL: none, or begun and not confirmed
    totp_step    INTEGER NOT NULL DEFAULT 0, -- of the last digits: they are right once
    PRIMARY KEY (workspace_id, user_id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- For the day the telephone is lost; each is right once.
CREATE TABLE recovery_code (
    workspace_id INTEGER NOT NULL,
    user_id      INTEGER NOT NULL,
    digest       BLOB NOT NULL,
    PRIMARY KEY (workspace_id, user_id, digest),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE passkey (
    workspace_id INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,
    credential   BLOB NOT NULL,           -- its id, as the authenticator gave it
    site         TEXT NOT NULL,           -- the RP ID it is for
    algorithm    INTEGER NOT NULL,        -- COSE
    public_key   BLOB NOT NULL,
    counter      INTEGER NOT NULL,
    synced       INTEGER NOT NULL CHECK (synced IN (0, 1)),
    name         TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    used_at      INTEGER,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX passkey_credential ON passkey (workspace_id, credential);
CREATE INDEX passkey_of_user ON passkey (workspace_id, user_id);

-- Signed-in browsers and paired telephones.
CREATE TABLE session (
    workspace_id INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,
    digest       BLOB NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('browser', 'phone')),
    how          TEXT NOT NULL CHECK (how = 'password' OR how = 'code' OR how = 'recovery' OR how = 'passkey' OR how = 'invitation' OR how = 'pairing'),
    address      TEXT,                    -- of the network, at sign-in
    agent        TEXT,                    -- what the browser calls itself
    created_at   INTEGER NOT NULL,
    seen_at      INTEGER NOT NULL,        -- to the minute
    idle_seconds INTEGER NOT NULL,        -- unseen for longer, it is over
    ends_at      INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX session_digest ON session (workspace_id, digest);
CREATE INDEX session_of_user ON session (workspace_id, user_id);

-- Personal tokens of the API.
CREATE TABLE token (
    workspace_id INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,
    digest       BLOB NOT NULL,
    name         TEXT NOT NULL,
    scopes       INTEGER NOT NULL,        -- a bit each (auth/role.h)
    created_at   INTEGER NOT NULL,
    used_at      INTEGER,                 -- to the minute
    ends_at      INTEGER NOT NULL,
    revoked_at   INTEGER,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX token_digest ON token (workspace_id, digest);
CREATE INDEX token_of_user ON token (workspace_id, user_id);

-- Secrets that serve once: an invitation, the second step of a sign-in, the pairing of a telephone;
-- and passkeys' challenges that have served.
CREATE TABLE ticket (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    digest       BLOB NOT NULL,
    kind         TEXT NOT NULL CHECK (kind = 'invitation' OR kind = 'second' OR kind = 'pairing' OR kind = 'challenge'),
    user_id      INTEGER NOT NULL,        -- 0: of nobody yet
    tries        INTEGER NOT NULL DEFAULT 0,
    ends_at      INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_ends ON ticket (workspace_id, ends_at);

-- Failed sign-ins by what they have in common, and until when the next is not tried.
CREATE TABLE throttle (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    digest       BLOB NOT NULL,           -- of the user, the address, the device, or two of them
    failures     INTEGER NOT NULL,
    last_at      INTEGER NOT NULL,
    until_at     INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX throttle_last ON throttle (workspace_id, last_at);

-- What was answered to a request that bore a key of its sender's (Idempotency-Key): written with what
-- the request did, so that the same request a second time does nothing twice. Kept for two days.
CREATE TABLE answered (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    user_id      INTEGER NOT NULL,
    request_key  TEXT NOT NULL,
    digest       BLOB NOT NULL,           -- of the request
    status       INTEGER NOT NULL,
    location     TEXT,
    body         TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, user_id, request_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX answered_at ON answered (workspace_id, at);

-- Work that outlives a request. Its file lies in the server's folder (action/upload.h) until it is not
-- needed any more; `lease_until` says how long whoever runs it has it for itself.
CREATE TABLE job (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('import')),
    state        TEXT NOT NULL CHECK (state = 'held' OR state = 'waiting' OR state = 'running' OR state = 'tried' OR state = 'done' OR state = 'failed' OR state = 'cancelled'),
    name         TEXT NOT NULL,           -- what its user calls the file
    path         TEXT,                    -- where the file lies; NULL: it is gone
    asked        TEXT NOT NULL,           -- the options, as JSON
    cancelling   INTEGER NOT NULL DEFAULT 0 CHECK (cancelling IN (0, 1)),
    rows_done    INTEGER NOT NULL DEFAULT 0,
    bytes_done   INTEGER NOT NULL DEFAULT 0,
    bytes_total  INTEGER NOT NULL DEFAULT 0,
    result       TEXT,                    -- the document, as JSON
    error        TEXT,
    made_at      INTEGER NOT NULL,
    started_at   INTEGER,
    ended_at     INTEGER,
    lease_until  INTEGER,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES "user" (workspace_id, id)
) STRICT;
CREATE INDEX job_state ON job (workspace_id, state);

-- What a job leaves to be downloaded: the rows it rejected.
CREATE TABLE job_file (
    workspace_id INTEGER NOT NULL,
    job_id       INTEGER NOT NULL,
    bytes        BLOB NOT NULL,
    cut          INTEGER NOT NULL CHECK (cut IN (0, 1)), -- there were more
    PRIMARY KEY (workspace_id, job_id),
    FOREIGN KEY (workspace_id, job_id) REFERENCES job (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- A form on a web site, by which people become leads.
CREATE TABLE lead_form (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    token        TEXT NOT NULL,           -- of its address, /f/TOKEN
    title        TEXT NOT NULL CHECK (title <> ''),
    owner_id     INTEGER NOT NULL,
    source       TEXT NOT NULL,
    product      TEXT,
    cadence      TEXT,                    -- a name; NULL: by the kind of source
    fields       TEXT NOT NULL,           -- "name*,email*,cell,note": * must be filled in
    consent      TEXT,                    -- what is agreed to by a tick; NULL: not asked
    redirect     TEXT,                    -- where to afterwards; NULL: thanks of our own
    origins      TEXT NOT NULL DEFAULT '', -- that may send it by script, a blank between
    state        TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off')),
    taken        INTEGER NOT NULL DEFAULT 0, -- forms that came in
    trapped      INTEGER NOT NULL DEFAULT 0, -- and went into a trap for machines
    made_at      INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES "user" (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX lead_form_token ON lead_form (token);

-- Who sent a form in the last day: keyed hashes only, dropped after a day.
CREATE TABLE form_sender (
    workspace_id INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY,
    form_id      INTEGER NOT NULL,
    hash         BLOB NOT NULL,           -- of the network address, keyed with workspace.secret
    words        BLOB NOT NULL,           -- of what was filled in
    at           INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, form_id) REFERENCES lead_form (workspace_id, id)
) STRICT;
CREATE INDEX form_sender_form ON form_sender (workspace_id, form_id, at);

-- What other programs are told: where, and of what.
CREATE TABLE webhook (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL,        -- who set it up
    url          TEXT NOT NULL CHECK (url <> ''),
    secret       BLOB NOT NULL,           -- key of the signatures
    events       TEXT NOT NULL,           -- names, a blank between; '' is every one
    state        TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off')),
    why          TEXT,                    -- of off: what its last answer was
    seen_until   INTEGER NOT NULL,        -- promises due before were looked at
    made_at      INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;

-- What has happened and is still to be told: written with the act itself, dropped once it is a delivery
-- to each webhook that wants it.
CREATE TABLE webhook_event (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    id           INTEGER PRIMARY KEY,
    event        TEXT NOT NULL,
    lead_id      INTEGER NOT NULL,
    thing_id     INTEGER,                 -- the touch, the promise
    user_id      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;

CREATE TABLE webhook_delivery (
    workspace_id INTEGER NOT NULL,
    id           INTEGER PRIMARY KEY,
    webhook_id   INTEGER NOT NULL,
    event        TEXT NOT NULL,
    lead_id      INTEGER,
    body         TEXT NOT NULL,
    state        TEXT NOT NULL DEFAULT 'waiting' CHECK (state = 'waiting' OR state = 'done' OR state = 'failed'),
    tries        INTEGER NOT NULL DEFAULT 0,
    next_at      INTEGER NOT NULL,
    status       INTEGER,                 -- of the last answer; NULL: none
    answer       TEXT,                    -- its first bytes, or what went wrong
    made_at      INTEGER NOT NULL,
    ended_at     INTEGER,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhook (workspace_id, id)
) STRICT;
CREATE INDEX webhook_delivery_due ON webhook_delivery (workspace_id, state, next_at);
CREATE INDEX webhook_delivery_webhook ON webhook_delivery (workspace_id, webhook_id, id);
CREATE INDEX webhook_delivery_lead ON webhook_delivery (workspace_id, lead_id) WHERE lead_id IS NOT NULL;

-- Full-text search: one document a lead, words folded in C (text_fold), so that both engines find
-- the same set.
CREATE TABLE search_text (
    workspace_id INTEGER NOT NULL,
    lead_id      INTEGER PRIMARY KEY,
    words        TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
    words, content = 'search_text', content_rowid = 'lead_id', detail = 'none',
    tokenize = 'unicode61 remove_diacritics 0', prefix = '3'
);
CREATE TRIGGER search_put AFTER INSERT ON search_text BEGIN
    INSERT INTO search (rowid, words) VALUES (new.lead_id, new.words);
END;
CREATE TRIGGER search_drop AFTER DELETE ON search_text BEGIN
    INSERT INTO search (search, rowid, words) VALUES ('delete', old.lead_id, old.words);
END;

-- What the query planner is to believe before it has counted: a company of a million leads. Without
-- it SQLite takes workspace_id alone for selective and scans. `db_optimize` replaces what it counts.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('answered', 'answered', '10000 10000 200 1'),
    ('answered', 'answered_at', '10000 10000 2'),
    ('absence', 'absence_user', '100 100 2 1'),
    ('absence', 'sqlite_autoindex_absence_1', '100 100 1'),
    ('account', 'account_parent', '50000 50000 5'),
    ('account', 'account_name', '50000 50000 1'),
    ('account', 'sqlite_autoindex_account_1', '50000 50000 1'),
    ('address', 'address_value', '2000000 2000000 1'),
    ('address', 'address_account', '2000000 2000000 1'),
    ('address', 'address_contact', '2000000 2000000 2'),
    ('address', 'sqlite_autoindex_address_1', '2000000 2000000 1'),
    ('audit', 'audit_at', '10000 10000 1 1'),
    ('audit', 'sqlite_autoindex_audit_1', '10000 10000 1'),
    ('cadence', 'sqlite_autoindex_cadence_2', '20 20 1'),
    ('cadence', 'sqlite_autoindex_cadence_1', '20 20 1'),
    ('consent', 'consent_hash', '20000 20000 1'),
    ('consent', 'sqlite_autoindex_consent_1', '20000 20000 1'),
    ('contact', 'contact_reports_to', '1000000 1000000 5'),
    ('contact', 'contact_account', '1000000 1000000 20 1'),
    ('contact', 'sqlite_autoindex_contact_1', '1000000 1000000 1'),
    ('contact_day', 'contact_day', '2000000 2000000 2 1'),
    ('content', 'sqlite_autoindex_content_1', '200 200 1'),
    ('credential', 'credential', '50 50 1'),
    ('cycle', 'cycle_lead', '50000 50000 1'),
    ('cycle', 'sqlite_autoindex_cycle_1', '50000 50000 1'),
    ('dial', 'dial', '5000000 5000000 1 1'),
    ('form_sender', 'form_sender_form', '1000 1000 50 1'),
    ('form_sender', 'sqlite_autoindex_form_sender_1', '1000 1000 1'),
    ('file', 'file_card', '20 20 1'),
    ('file', 'file_digest', '20000 20000 1'),
    ('file', 'file_content', '200 200 2'),
    ('file', 'file_lead', '20000 20000 2'),
    ('file', 'sqlite_autoindex_file_1', '20000 20000 1'),
    ('file_bytes', 'sqlite_autoindex_file_bytes_1', '20000 20000 1'),
    ('given', 'given_content', '1000000 1000000 5000 2'),
    ('given', 'given', '1000000 1000000 2 1'),
    ('hold', 'hold_scope', '5000 5000 1000 1'),
    ('hold', 'sqlite_autoindex_hold_1', '5000 5000 1'),
    ('holiday', 'holiday', '20 20 1'),
    ('import', 'import_under_way', '10 10 1'),
    ('import', 'sqlite_autoindex_import_1', '100 100 1'),
    ('job', 'job_state', '1000 1000 200'),
    ('job', 'sqlite_autoindex_job_1', '1000 1000 1'),
    ('job_file', 'job_file', '500 500 1'),
    ('lead', 'lead_external', '1000000 1000000 1'),
    ('lead', 'lead_touched', '1000000 1000000 20000 1'),
    ('lead', 'lead_name', '1000000 1000000 20000 1'),
    ('lead', 'lead_owner', '1000000 1000000 20000 1'),
    ('lead', 'lead_account', '1000000 1000000 20'),
    ('lead', 'lead_contact_index', '1000000 1000000 1'),
    ('lead', 'lead_open', '1000000 1000000 1'),
    ('lead', 'sqlite_autoindex_lead_1', '1000000 1000000 1'),
    ('lead_contact', 'lead_contact_contact', '20000 20000 1'),
    ('lead_contact', 'lead_contact', '20000 20000 1 1'),
    ('lead_form', 'lead_form_token', '20 1'),
    ('lead_form', 'sqlite_autoindex_lead_form_1', '20 20 1'),
    ('lead_share', 'lead_share_user', '20000 20000 400'),
    ('lead_share', 'lead_share', '20000 20000 1 1'),
    ('merged', 'merged_kept', '1000 1000 2'),
    ('merged', 'merged', '1000 1000 1'),
    ('next_touch', 'next_touch_id', '1000000 1000000 1'),
    ('next_touch', 'next_touch_due', '1000000 1000000 20000 4000 2 2 2 1 1 1'),
    ('next_touch', 'sqlite_autoindex_next_touch_1', '1000000 1000000 1'),
    ('not_duplicate', 'not_duplicate', '1000 1000 1 1'),
    ('passkey', 'passkey_of_user', '50 50 2'),
    ('passkey', 'passkey_credential', '50 50 1'),
    ('passkey', 'sqlite_autoindex_passkey_1', '50 50 1'),
    ('promise', 'promise_due', '100000 100000 2000 700 1'),
    ('promise', 'promise_lead', '100000 100000 1'),
    ('promise', 'sqlite_autoindex_promise_1', '100000 100000 1'),
    ('record', 'record_user', '1000 1000 20 1'),
    ('record', 'record_lead', '1000 1000 1'),
    ('record', 'sqlite_autoindex_record_1', '1000 1000 1'),
    ('record_row', 'record_row', '8000 8000 8 1'),
    ('recovery_code', 'recovery_code', '200 200 10 1'),
    ('saved_view', 'sqlite_autoindex_saved_view_2', '200 200 4 1'),
    ('saved_view', 'sqlite_autoindex_saved_view_1', '200 200 1'),
    ('session', 'session_of_user', '200 200 4'),
    ('session', 'session_digest', '200 200 1'),
    ('session', 'sqlite_autoindex_session_1', '200 200 1'),
    ('setting', 'setting', '20 20 20 1'),
    ('suppression', 'suppression', '20000 20000 1'),
    ('throttle', 'throttle_last', '1000 1000 10'),
    ('throttle', 'throttle', '1000 1000 1'),
    ('ticket', 'ticket_ends', '100 100 2'),
    ('ticket', 'ticket', '100 100 1'),
    ('token', 'token_of_user', '100 100 3'),
    ('token', 'token_digest', '100 100 1'),
    ('token', 'sqlite_autoindex_token_1', '100 100 1'),
    ('touch', 'touch_user', '10000000 10000000 200000 1'),
    ('touch', 'touch_lead', '10000000 10000000 10 1'),
    ('touch', 'sqlite_autoindex_touch_1', '10000000 10000000 1'),
    ('touch_event', 'touch_event_undone', '100000 100000 2'),
    ('touch_event', 'touch_event', '100000 100000 1 1'),
    ('user', 'user_name', '50 50 1'),
    ('user', 'sqlite_autoindex_user_1', '50 50 1'),
    ('user_day', 'user_day', '10000 10000 200 1'),
    ('want', 'want_lead', '20000 20000 1'),
    ('want', 'sqlite_autoindex_want_1', '20000 20000 1'),
    ('webhook', 'sqlite_autoindex_webhook_1', '10 10 1'),
    ('webhook_delivery', 'webhook_delivery_lead', '100000 100000 2'),
    ('webhook_delivery', 'webhook_delivery_webhook', '100000 100000 10000 1'),
    ('webhook_delivery', 'webhook_delivery_due', '100000 100000 5000 1'),
    ('webhook_delivery', 'sqlite_autoindex_webhook_delivery_1', '100000 100000 1'),
    ('webhook_event', 'sqlite_autoindex_webhook_event_1', '100 100 1');
