-- Statements of every shape, for the store's own tests.

-- name: thing_insert
-- in: workspace int, id id, name text, number int, score real, photo blob, parent id
-- gives: none
INSERT INTO thing (workspace_id, id, name, number, score, photo, parent_id)
VALUES (:workspace, :id, :name, :number, :score, :photo, :parent);

-- name: thing_get
-- in: workspace int, id id
-- out: id id, name text, number int, score real, photo blob, parent id
-- gives: one
SELECT id, name, number, score, photo, parent_id AS parent FROM thing
WHERE workspace_id = :workspace AND id = :id;

-- name: thing_by_parent
-- A statement that promises one row and may find several.
-- in: workspace int, parent id
-- out: id id
-- gives: one
SELECT id FROM thing WHERE workspace_id = :workspace AND parent_id = :parent;

-- name: thing_list
-- in: workspace int
-- out: id id, name text
-- gives: many
SELECT id, name FROM thing WHERE workspace_id = :workspace ORDER BY id;

-- name: thing_scan
-- in: workspace int, prefix text
-- out: id id, name text
-- gives: stream
SELECT id, name FROM thing WHERE workspace_id = :workspace AND substr(name, 1, 5) = :prefix
ORDER BY id;

-- name: thing_rename
-- A write that gives rows.
-- in: workspace int, id id, name text
-- out: id id, name text
-- gives: one
UPDATE thing SET name = :name WHERE workspace_id = :workspace AND id = :id RETURNING id, name;

-- name: thing_move
-- A write that says whether there was anything to write.
-- in: workspace int, id id, name text, was text
-- gives: changed
UPDATE thing SET name = :name WHERE workspace_id = :workspace AND id = :id AND name = :was;

-- name: thing_keep
-- in: workspace int, id id, name text
-- gives: changed
INSERT INTO thing (workspace_id, id, name) VALUES (:workspace, :id, :name) ON CONFLICT (workspace_id, id) DO NOTHING;

-- name: thing_fill
-- Things called "many N" with the ids of a range.
-- in: workspace int, first int, last int
-- gives: none
INSERT INTO thing (workspace_id, id, name)
WITH RECURSIVE n (i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last)
SELECT :workspace /* workspace_id */, i, 'many ' || i FROM n;

-- name: thing_fill@postgres
INSERT INTO thing (workspace_id, id, name)
SELECT :workspace, i, 'many ' || i FROM generate_series(:first, :last) AS s(i);

-- name: thing_count
-- The words of a text are no parameters: ':none', and neither is a cast.
-- global: the tests count over all workspaces
-- out: things int, words text
-- gives: one
SELECT count(*) AS things, 'a :none; "b"' || '' AS words FROM thing; -- :nor :here

-- name: thing_count@postgres
SELECT count(*)::int8 AS things, 'a :none; "b"'::text AS words FROM thing;

-- name: lead_put
-- in: workspace int, id id, status text
-- gives: none
INSERT INTO lead (workspace_id, id, status) VALUES (:workspace, :id, :status)
ON CONFLICT (workspace_id, id) DO UPDATE SET status = excluded.status;

-- name: next_touch_put
-- in: workspace int, lead id
-- gives: none
INSERT INTO next_touch (workspace_id, lead_id) VALUES (:workspace, :lead);
