-- How many dots (DESIGN §6) this database ever committed, and where it stood then: what tells it from
-- a copy of itself. sql/schema/postgres/0005_standing.sql is its twin.
CREATE TABLE sending_count (
    workspace_id INTEGER NOT NULL PRIMARY KEY REFERENCES workspace,
    dots         INTEGER NOT NULL,
    place        TEXT NOT NULL,           -- action/standing.h
    since        INTEGER NOT NULL         -- it counts
) STRICT;
