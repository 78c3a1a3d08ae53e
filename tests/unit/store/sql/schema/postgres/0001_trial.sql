-- A small schema with one of everything that the store must carry.
CREATE TABLE counter (
    workspace_id BIGINT NOT NULL PRIMARY KEY,
    next_id      BIGINT NOT NULL
);

CREATE TABLE thing (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    name         TEXT NOT NULL,
    number       BIGINT CONSTRAINT thing_number CHECK (number <> 13),
    score        DOUBLE PRECISION,
    photo        BYTEA,
    parent_id    BIGINT,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, name),
    FOREIGN KEY (workspace_id, parent_id) REFERENCES thing (workspace_id, id)
);

CREATE TABLE lead (
    workspace_id BIGINT NOT NULL,
    id           BIGINT NOT NULL,
    status       TEXT NOT NULL,
    open_id      BIGINT GENERATED ALWAYS AS (CASE WHEN status = 'closed' THEN NULL ELSE id END) STORED,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX lead_open ON lead (workspace_id, open_id);

CREATE TABLE next_touch (
    workspace_id BIGINT NOT NULL,
    lead_id      BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, lead_id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, open_id)
        DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE lead ADD CONSTRAINT lead_next_touch FOREIGN KEY (workspace_id, open_id)
    REFERENCES next_touch (workspace_id, lead_id) DEFERRABLE INITIALLY DEFERRED;
