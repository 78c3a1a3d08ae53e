-- A small schema with one of everything that the store must carry.
CREATE TABLE counter (
    workspace_id INTEGER NOT NULL PRIMARY KEY,
    next_id      INTEGER NOT NULL
) STRICT;

CREATE TABLE thing (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    name         TEXT NOT NULL,
    number       INTEGER CONSTRAINT thing_number CHECK (number <> 13),
    score        REAL,
    photo        BLOB,
    parent_id    INTEGER,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, name),
    FOREIGN KEY (workspace_id, parent_id) REFERENCES thing (workspace_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lead (
    workspace_id INTEGER NOT NULL,
    id           INTEGER NOT NULL,
    status       TEXT NOT NULL,
    open_id      INTEGER GENERATED ALWAYS AS (CASE WHEN status = 'closed' THEN NULL ELSE id END) STORED,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, open_id) REFERENCES next_touch (workspace_id, lead_id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX lead_open ON lead (workspace_id, open_id);

CREATE TABLE next_touch (
    workspace_id INTEGER NOT NULL,
    lead_id      INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, lead_id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, open_id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
