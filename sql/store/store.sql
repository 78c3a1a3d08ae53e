-- The store's own statements: what it needs before and beside the workspace's data.

-- name: ids_take
-- A block of ids from the workspace's one counter, which begins so that no two workspaces of a database
-- ever have the same: ten thousand million ids for each.
-- in: workspace id, count int
-- out: first int
-- gives: one
INSERT INTO counter (workspace_id, next_id) VALUES (:workspace, (:workspace - 1) * 10000000000 + 1 + :count)
ON CONFLICT (workspace_id) DO UPDATE SET next_id = counter.next_id + :count
RETURNING next_id - :count AS first;

-- name: ledger_exists
-- Whether any migration was ever applied here.
-- global: a database has one schema
-- out: tables int
-- gives: one
SELECT count(*) AS tables FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration';

-- name: ledger_exists@postgres
SELECT count(to_regclass('schema_migration')) AS tables;

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

-- name: schema_lock
-- Waits until no other process migrates this schema; held until the transaction ends. On SQLite the
-- write transaction itself does that.
-- global: a database has one schema
-- out: locked int
-- gives: one
SELECT 1 AS locked;

-- name: schema_lock@postgres
SELECT 1::int8 AS locked FROM pg_advisory_xact_lock(1113941867, hashtext(current_schema()));

-- name: silent_lead
-- An open lead without its next touch: asked when a commit was refused, because SQLite does not say
-- which row broke its deferred key.
-- global: a commit may span workspaces
-- out: lead_id int
-- gives: one
SELECT l.open_id AS lead_id FROM lead AS l
WHERE l.open_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM next_touch AS n WHERE n.workspace_id = l.workspace_id AND n.lead_id = l.open_id)
LIMIT 1;

-- name: stray_next_touch
-- A next touch whose lead is not open.
-- global: a commit may span workspaces
-- out: lead_id int
-- gives: one
SELECT n.lead_id AS lead_id FROM next_touch AS n
WHERE NOT EXISTS (
    SELECT 1 FROM lead AS l WHERE l.workspace_id = n.workspace_id AND l.open_id = n.lead_id)
LIMIT 1;
