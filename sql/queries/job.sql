-- Work that outlives a request.

-- name: job_insert
-- in: workspace int, id id, user_id id, name text, path text, bytes_total int, now int
-- gives: none
INSERT INTO job (workspace_id, id, user_id, kind, state, name, path, asked, bytes_total, made_at)
VALUES (:workspace, :id, :user_id, 'import', 'held', :name, :path, '{}', :bytes_total, :now);

-- name: job_get
-- in: workspace int, id id
-- out: id id, user_id id, kind text, state text, name text, path text, asked text, cancelling int, rows_done int, bytes_done int, bytes_total int, result text, error text, made_at int, started_at int, ended_at int, rejects int
-- gives: one
SELECT j.id, j.user_id, j.kind, j.state, j.name, j.path, j.asked, j.cancelling, j.rows_done, j.bytes_done, j.bytes_total, j.result, j.error, j.made_at, j.started_at, j.ended_at,
    (SELECT count(*) FROM job_file f WHERE f.workspace_id = j.workspace_id AND f.job_id = j.id)
FROM job j WHERE j.workspace_id = :workspace AND j.id = :id;

-- name: job_list
-- The newest first; user_id 0: everybody's.
-- in: workspace int, user_id int, most int
-- out: as job_get
-- gives: many
SELECT j.id, j.user_id, j.kind, j.state, j.name, j.path, j.asked, j.cancelling, j.rows_done, j.bytes_done, j.bytes_total, j.result, j.error, j.made_at, j.started_at, j.ended_at,
    (SELECT count(*) FROM job_file f WHERE f.workspace_id = j.workspace_id AND f.job_id = j.id)
FROM job j WHERE j.workspace_id = :workspace AND (:user_id = 0 OR j.user_id = :user_id) ORDER BY j.made_at DESC, j.id DESC LIMIT :most;

-- name: job_ready
-- What is to be run, or to be run on, because whoever ran it has not been heard of.
-- in: workspace int, now int, most int
-- out: id id
-- gives: many
SELECT id FROM job WHERE workspace_id = :workspace AND state IN ('waiting', 'running')
    AND (lease_until IS NULL OR lease_until <= :now) ORDER BY made_at, id LIMIT :most;

-- name: job_start
-- A job that is not under way is to be run, as asked; whatever an earlier run came to is forgotten.
-- in: workspace int, id id, asked text
-- gives: changed
UPDATE job SET state = 'waiting', asked = :asked, cancelling = 0, rows_done = 0, bytes_done = 0, result = NULL, error = NULL,
    started_at = NULL, ended_at = NULL, lease_until = NULL
WHERE workspace_id = :workspace AND id = :id AND state IN ('held', 'tried', 'failed') AND path IS NOT NULL;

-- name: job_claim
-- in: workspace int, id id, now int, until int
-- gives: changed
UPDATE job SET state = 'running', lease_until = :until, started_at = coalesce(started_at, :now)
WHERE workspace_id = :workspace AND id = :id AND state IN ('waiting', 'running') AND (lease_until IS NULL OR lease_until <= :now);

-- name: job_progress
-- in: workspace int, id id, rows_done int, bytes_done int, bytes_total int, until int
-- out: cancelling int
-- gives: one
UPDATE job SET rows_done = :rows_done, bytes_done = :bytes_done, bytes_total = :bytes_total, lease_until = :until
WHERE workspace_id = :workspace AND id = :id RETURNING cancelling;

-- name: job_wait
-- Back to waiting, from `after` on: it was in another's way, or its server ends.
-- in: workspace int, id id, after int
-- gives: none
UPDATE job SET state = 'waiting', lease_until = :after WHERE workspace_id = :workspace AND id = :id;

-- name: job_end
-- in: workspace int, id id, state text, path text, rows_done int, result text, error text, now int
-- gives: none
UPDATE job SET state = :state, path = :path, rows_done = :rows_done, result = :result, error = :error, ended_at = :now, lease_until = NULL
WHERE workspace_id = :workspace AND id = :id;

-- name: job_cancel
-- What is not under way ends at once; what is, at its next sign of life.
-- in: workspace int, id id, now int
-- gives: none
UPDATE job SET cancelling = 1, ended_at = CASE WHEN state = 'running' THEN NULL ELSE :now END,
    path = CASE WHEN state = 'running' THEN path ELSE NULL END, state = CASE WHEN state = 'running' THEN state ELSE 'cancelled' END
WHERE workspace_id = :workspace AND id = :id;

-- name: job_old
-- Files that nobody came back for.
-- in: workspace int, before int
-- out: id id, path text
-- gives: many
SELECT id, path FROM job WHERE workspace_id = :workspace AND state IN ('held', 'tried', 'failed') AND path IS NOT NULL
    AND coalesce(ended_at, made_at) < :before ORDER BY id;

-- name: job_paths
-- global: the folder of files is one for all workspaces
-- out: path text
-- gives: many
SELECT path FROM job WHERE path IS NOT NULL ORDER BY path;

-- name: job_forget_file
-- in: workspace int, id id
-- gives: none
UPDATE job SET path = NULL, state = CASE WHEN state = 'failed' THEN state ELSE 'cancelled' END WHERE workspace_id = :workspace AND id = :id;

-- name: job_file_put
-- in: workspace int, job_id id, bytes blob, cut int
-- gives: none
INSERT INTO job_file (workspace_id, job_id, bytes, cut) VALUES (:workspace, :job_id, :bytes, :cut)
ON CONFLICT (workspace_id, job_id) DO UPDATE SET bytes = excluded.bytes, cut = excluded.cut;

-- name: job_file_get
-- in: workspace int, job_id id
-- out: bytes blob, cut int
-- gives: one
SELECT bytes, cut FROM job_file WHERE workspace_id = :workspace AND job_id = :job_id;
