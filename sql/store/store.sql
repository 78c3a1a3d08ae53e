-- The store's own statements: what it needs before and beside the workspace's data.

-- name: ids_take
-- A block of ids from the workspace's one counter.
-- in: workspace id, count int
-- out: first int
-- gives: one
INSERT INTO id_counter (workspace_id, next_id) VALUES (:workspace, 1 + :count)
ON CONFLICT (workspace_id) DO UPDATE SET next_id = id_counter.next_id + :count
RETURNING next_id - :count AS first;

-- name: ledger_exists
-- Whether any migration was ever applied here.
-- global: a database has one schema
-- out: tables int
-- gives: one
SELECT count(*) AS tables FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration';

-- name: ledger_exists@postgres
SELECT (to_regclass('schema_migration') IS NOT NULL)::int8 AS tables;

-- name: ledger_create
-- The list of migrations applied, which is older than the first of them.
-- global: a database has one schema
-- gives: none
CREATE TABLE IF NOT EXISTS schema_migration (
    number  bigint NOT NULL PRIMARY KEY,
    name    text NOT NULL,
    sha256  text NOT NULL,
    at      text NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- name: ledger_list
-- global: a database has one schema
-- out: number int, name text, sha256 text
-- gives: many
SELECT number, name, sha256 FROM schema_migration ORDER BY number;

-- name: ledger_add
-- global: a database has one schema
-- in: number int, name text, sha256 text
-- gives: none
INSERT INTO schema_migration (number, name, sha256) VALUES (:number, :name, :sha256);
