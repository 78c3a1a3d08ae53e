-- What tells a database that sends from its copies (action/standing.h).

-- name: sending_count_get
-- in: workspace int
-- out: dots int, place text, since int, armed_at int, armed_file text
-- gives: one
SELECT dots, place, since, armed_at, armed_file FROM sending_count WHERE workspace_id = :workspace;

-- name: sending_count_armed
-- A person said that the machine of that file sends.
-- in: workspace int, armed_at int, armed_file text
-- gives: none
UPDATE sending_count SET armed_at = :armed_at, armed_file = :armed_file WHERE workspace_id = :workspace;

-- name: sending_count_lock
-- Dots of all workers are written one round after the other: what caps a sender, an account or a person
-- is read behind this.
-- in: workspace int
-- out: dots int
-- gives: one
SELECT dots FROM sending_count WHERE workspace_id = :workspace;

-- name: sending_count_lock@postgres
SELECT dots FROM sending_count WHERE workspace_id = :workspace FOR UPDATE;

-- name: sending_count_place
-- Where it stands now; begun where it never sent.
-- in: workspace int, place text, now int
-- gives: none
INSERT INTO sending_count (workspace_id, dots, place, since) VALUES (:workspace, 0, :place, :now)
ON CONFLICT (workspace_id) DO UPDATE SET place = excluded.place;

-- name: sending_count_add
-- Nothing where it is behind what is known of it: it is an older copy.
-- in: workspace int, dots int, known int
-- out: dots int
-- gives: one
UPDATE sending_count SET dots = dots + :dots WHERE workspace_id = :workspace AND dots >= :known RETURNING dots;

-- name: sending_place
-- What tells a database from its copies; empty: its file's name does.
-- global: a database stands at one place
-- out: place text
-- gives: one
SELECT '' AS place;

-- name: sending_place@postgres
SELECT (SELECT system_identifier FROM pg_control_system()) || ' ' || d.oid || ' ' || current_setting('port') || ' ' || current_schema() AS place
FROM pg_database d WHERE d.datname = current_database();

-- name: hold_arming
-- The holds of copies that still stand.
-- in: workspace int, reason text
-- out: id id, made_at int
-- gives: many
SELECT id, made_at FROM hold WHERE workspace_id = :workspace AND scope = 'workspace' AND reason = :reason AND lifted_at IS NULL ORDER BY id;

-- name: outbox_due_count
-- What machines would send at once, at most `most`, and since when the first of it waits.
-- in: workspace int, now int, most int
-- out: due int, oldest int
-- gives: one
SELECT count(*), min(due_at) FROM (SELECT n.due_at FROM next_touch n WHERE n.workspace_id = :workspace AND n.mode = 'machine' AND n.due_at <= :now
    ORDER BY n.due_at, n.touch_id LIMIT :most) d;
