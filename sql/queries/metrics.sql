-- Figures for whoever watches over Beck: asked every few seconds, so each counts no further than `most`,
-- from an index alone. An open lead has one next touch, whose index is narrower than the lead's.

-- name: metrics_counts
-- in: workspace int, now int, silent_before int, most_open int, most int
-- out: open int, overdue int, silent int, late int, jobs int, webhooks int, webhooks_off int, users int
-- gives: one
SELECT (SELECT count(*) FROM (SELECT 1 FROM next_touch WHERE workspace_id = :workspace
        AND owner_id IN (SELECT u.id FROM "user" u WHERE u.workspace_id = :workspace) LIMIT :most_open) AS a),
    (SELECT count(*) FROM (SELECT 1 FROM next_touch WHERE workspace_id = :workspace
        AND owner_id IN (SELECT u.id FROM "user" u WHERE u.workspace_id = :workspace) AND today_group IN (0, 1, 2, 3, 4, 5) AND due_at < :now LIMIT :most) AS b),
    (SELECT count(*) FROM (SELECT 1 FROM next_touch WHERE workspace_id = :workspace
        AND owner_id IN (SELECT u.id FROM "user" u WHERE u.workspace_id = :workspace) AND today_group IN (0, 1, 2, 3, 4, 5) AND due_at < :silent_before LIMIT :most) AS c),
    (SELECT count(*) FROM (SELECT 1 FROM promise WHERE workspace_id = :workspace
        AND owner_id IN (SELECT u.id FROM "user" u WHERE u.workspace_id = :workspace) AND state = 'open' AND due_at < :now AND side = 'ours' LIMIT :most) AS d),
    (SELECT count(*) FROM job WHERE workspace_id = :workspace AND state IN ('waiting', 'running')),
    (SELECT count(*) FROM (SELECT 1 FROM webhook_delivery WHERE workspace_id = :workspace AND state = 'waiting' LIMIT :most) AS e)
        + (SELECT count(*) FROM (SELECT 1 FROM webhook_event WHERE workspace_id = :workspace LIMIT :most) AS f),
    (SELECT count(*) FROM webhook WHERE workspace_id = :workspace AND state = 'off'),
    (SELECT count(*) FROM "user" WHERE workspace_id = :workspace AND state = 'active');

-- name: metrics_size
-- global: a database has one size
-- out: bytes int
-- gives: one
SELECT c.page_count * s.page_size FROM pragma_page_count() AS c, pragma_page_size() AS s;

-- name: metrics_size@postgres
SELECT pg_database_size(current_database());
