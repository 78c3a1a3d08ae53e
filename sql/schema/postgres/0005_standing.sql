-- How many dots (DESIGN §6) this database ever committed, and where it stood then: what tells it from
-- a copy of itself. sql/schema/sqlite/0005_standing.sql is its twin.
CREATE TABLE sending_count (
    workspace_id BIGINT NOT NULL PRIMARY KEY REFERENCES workspace,
    dots         BIGINT NOT NULL,
    place        TEXT NOT NULL,           -- action/standing.h
    since        BIGINT NOT NULL         -- it counts
);
