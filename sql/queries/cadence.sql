-- Cadences and imports.

-- name: cadence_insert
-- in: workspace int, id id, name text, title text, source text, builtin int, now int
-- gives: none
INSERT INTO cadence (workspace_id, id, name, title, source, builtin, changed_at)
VALUES (:workspace, :id, :name, :title, :source, :builtin, :now);

-- name: cadence_set
-- in: workspace int, id id, title text, source text, builtin int, now int
-- gives: none
UPDATE cadence SET title = :title, source = :source, builtin = :builtin, changed_at = :now WHERE workspace_id = :workspace AND id = :id;

-- name: cadence_list
-- in: workspace int
-- out: id id, name text, title text, builtin int, changed_at int, leads int
-- gives: many
SELECT id, name, title, builtin, changed_at, 0 FROM cadence WHERE workspace_id = :workspace ORDER BY name;

-- name: cadence_in_use
-- How many open leads run each cadence.
-- in: workspace int
-- out: cadence_id id, leads int
-- gives: many
SELECT cadence_id, count(*) FROM lead WHERE workspace_id = :workspace AND open_id IS NOT NULL GROUP BY cadence_id;

-- name: cadence_get
-- in: workspace int, id id
-- out: id id, name text, title text, source text, builtin int, changed_at int
-- gives: one
SELECT id, name, title, source, builtin, changed_at FROM cadence WHERE workspace_id = :workspace AND id = :id;

-- name: cadence_by_name
-- in: workspace int, name text
-- out: id id, name text, title text, source text, builtin int, changed_at int
-- gives: one
SELECT id, name, title, source, builtin, changed_at FROM cadence WHERE workspace_id = :workspace AND name = :name;

-- name: import_insert
-- in: workspace int, id id, user_id int, path text, digest text, now int
-- gives: none
INSERT INTO import (workspace_id, id, user_id, path, digest, started_at) VALUES (:workspace, :id, :user_id, :path, :digest, :now);

-- name: import_claim
-- The next rows, first thing in their transaction: nothing where it does not stand at :rows_before,
-- because another process has gone on with it.
-- in: workspace int, id id, rows_before int, rows_done int
-- gives: changed
UPDATE import SET rows_done = :rows_done
WHERE workspace_id = :workspace AND id = :id AND rows_done = :rows_before AND ended_at IS NULL;

-- name: import_save
-- What came of them.
-- in: workspace int, id id, added int, updated int, duplicates int, rejected int, rejects_size int
-- gives: none
UPDATE import SET added = :added, updated = :updated, duplicates = :duplicates, rejected = :rejected, rejects_size = :rejects_size
WHERE workspace_id = :workspace AND id = :id;

-- name: import_end
-- in: workspace int, id id, now int
-- gives: none
UPDATE import SET ended_at = :now WHERE workspace_id = :workspace AND id = :id;

-- name: import_under_way
-- The import of the same bytes and options that was cut short, if any.
-- in: workspace int, digest text
-- out: id id, rows_done int, added int, updated int, duplicates int, rejected int, rejects_size int, started_at int
-- gives: one
SELECT id, rows_done, added, updated, duplicates, rejected, rejects_size, started_at FROM import
WHERE workspace_id = :workspace AND digest = :digest AND ended_at IS NULL AND digest <> '-';

-- name: some_there
-- Whether a workspace has any holds, suppressions, contents and merges: what need not be asked row by
-- row.
-- in: workspace int
-- out: holds int, suppressions int, contents int, merges int
-- gives: one
SELECT CASE WHEN EXISTS (SELECT 1 FROM hold WHERE workspace_id = :workspace) THEN 1 ELSE 0 END,
    CASE WHEN EXISTS (SELECT 1 FROM suppression WHERE workspace_id = :workspace) THEN 1 ELSE 0 END,
    CASE WHEN EXISTS (SELECT 1 FROM content WHERE workspace_id = :workspace AND retired_at IS NULL) THEN 1 ELSE 0 END,
    CASE WHEN EXISTS (SELECT 1 FROM merged WHERE workspace_id = :workspace) THEN 1 ELSE 0 END;
