-- What other programs are told.

-- name: webhook_insert
-- in: workspace int, id id, user_id id, url text, secret blob, events text, now int
-- gives: none
INSERT INTO webhook (workspace_id, id, user_id, url, secret, events, seen_until, made_at)
VALUES (:workspace, :id, :user_id, :url, :secret, :events, :now, :now);

-- name: webhook_list
-- `waiting`: deliveries not yet done; `failed`: the last hundred of those that were given up.
-- in: workspace int
-- out: id id, user_id id, url text, secret blob, events text, state text, why text, seen_until int, made_at int, waiting int
-- gives: many
SELECT w.id, w.user_id, w.url, w.secret, w.events, w.state, w.why, w.seen_until, w.made_at,
    (SELECT count(*) FROM (SELECT 1 FROM webhook_delivery d WHERE d.workspace_id = w.workspace_id AND d.webhook_id = w.id AND d.state = 'waiting' LIMIT 1000) AS first_ones)
FROM webhook w WHERE w.workspace_id = :workspace ORDER BY w.id;

-- name: webhook_set_state
-- in: workspace int, id id, state text, why text, now int
-- gives: none
UPDATE webhook SET state = :state, why = :why, seen_until = CASE WHEN :state = 'on' THEN :now ELSE seen_until END
WHERE workspace_id = :workspace AND id = :id;

-- name: webhook_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM webhook WHERE workspace_id = :workspace AND id = :id;

-- name: webhook_drop_deliveries
-- in: workspace int, webhook_id id
-- gives: none
DELETE FROM webhook_delivery WHERE workspace_id = :workspace AND webhook_id = :webhook_id;

-- name: webhook_event_insert
-- in: workspace int, id id, event text, lead_id id, thing_id id, user_id id, now int
-- gives: none
INSERT INTO webhook_event (workspace_id, id, event, lead_id, thing_id, user_id, at)
VALUES (:workspace, :id, :event, :lead_id, :thing_id, :user_id, :now);

-- name: webhook_event_take
-- The first of what is to be told; who takes it first has it.
-- in: workspace int, most int
-- out: id id, event text, lead_id id, thing_id id, user_id id, at int
-- gives: many
DELETE FROM webhook_event WHERE workspace_id = :workspace AND id IN (SELECT e.id FROM webhook_event e
    WHERE e.workspace_id = :workspace ORDER BY e.id LIMIT :most)
RETURNING id, event, lead_id, thing_id, user_id, at;

-- name: webhook_waiting
-- Whether anything is to be done.
-- in: workspace int, now int
-- out: events int, due int, broken int
-- gives: one
SELECT CASE WHEN EXISTS (SELECT 1 FROM webhook_event WHERE workspace_id = :workspace) THEN 1 ELSE 0 END,
    CASE WHEN EXISTS (SELECT 1 FROM webhook_delivery d JOIN webhook w ON w.workspace_id = d.workspace_id AND w.id = d.webhook_id
        WHERE d.workspace_id = :workspace AND d.state = 'waiting' AND d.next_at <= :now AND w.state = 'on') THEN 1 ELSE 0 END,
    CASE WHEN EXISTS (SELECT 1 FROM promise p WHERE p.workspace_id = :workspace AND p.owner_id IN (SELECT u.id FROM "user" u WHERE u.workspace_id = :workspace)
        AND p.state = 'open' AND p.side = 'ours' AND p.due_at <= :now
        AND p.due_at > (SELECT min(h.seen_until) FROM webhook h WHERE h.workspace_id = :workspace AND h.state = 'on')) THEN 1 ELSE 0 END;

-- name: webhook_broken
-- Promises of ours whose time came and went.
-- in: workspace int, since int, now int, most int
-- out: id id, lead_id id, owner_id id, due_at int
-- gives: many
SELECT id, lead_id, owner_id, due_at FROM promise
WHERE workspace_id = :workspace AND owner_id IN (SELECT u.id FROM "user" u WHERE u.workspace_id = :workspace) AND state = 'open' AND side = 'ours'
    AND due_at > :since AND due_at <= :now ORDER BY due_at, id LIMIT :most;

-- name: webhook_seen
-- in: workspace int, until int
-- gives: none
UPDATE webhook SET seen_until = :until WHERE workspace_id = :workspace AND state = 'on' AND seen_until < :until;

-- name: webhook_delivery_insert
-- in: workspace int, id id, webhook_id id, event text, lead_id id, body text, now int
-- gives: none
INSERT INTO webhook_delivery (workspace_id, id, webhook_id, event, lead_id, body, next_at, made_at)
VALUES (:workspace, :id, :webhook_id, :event, :lead_id, :body, :now, :now);

-- name: webhook_delivery_due
-- What is to be sent now, the longest due first.
-- in: workspace int, now int, most int
-- out: id id, webhook_id id
-- gives: many
SELECT d.id, d.webhook_id FROM webhook_delivery d
WHERE d.workspace_id = :workspace AND d.state = 'waiting' AND d.next_at <= :now
    AND EXISTS (SELECT 1 FROM webhook w WHERE w.workspace_id = d.workspace_id AND w.id = d.webhook_id AND w.state = 'on')
ORDER BY d.next_at, d.id LIMIT :most;

-- name: webhook_delivery_claim
-- in: workspace int, id id, now int, until int
-- out: id id, webhook_id id, event text, body text, tries int
-- gives: one
UPDATE webhook_delivery SET tries = tries + 1, next_at = :until
WHERE workspace_id = :workspace AND id = :id AND state = 'waiting' AND next_at <= :now RETURNING id, webhook_id, event, body, tries;

-- name: webhook_delivery_end
-- in: workspace int, id id, state text, next_at int, status int, answer text, ended_at int
-- gives: none
UPDATE webhook_delivery SET state = :state, next_at = :next_at, status = :status, answer = :answer, ended_at = :ended_at
WHERE workspace_id = :workspace AND id = :id;

-- name: webhook_delivery_again
-- in: workspace int, id id, now int
-- gives: changed
UPDATE webhook_delivery SET state = 'waiting', tries = 0, next_at = :now, ended_at = NULL
WHERE workspace_id = :workspace AND id = :id;

-- name: webhook_delivery_list
-- The newest first; webhook_id 0: of all.
-- in: workspace int, webhook_id int, most int
-- out: id id, webhook_id id, url text, event text, lead_id id, body text, state text, tries int, next_at int, status int, answer text, made_at int, ended_at int
-- gives: many
SELECT d.id, d.webhook_id, w.url, d.event, d.lead_id, d.body, d.state, d.tries, d.next_at, d.status, d.answer, d.made_at, d.ended_at
FROM webhook_delivery d JOIN webhook w ON w.workspace_id = d.workspace_id AND w.id = d.webhook_id
WHERE d.workspace_id = :workspace AND (:webhook_id = 0 OR d.webhook_id = :webhook_id) ORDER BY d.id DESC LIMIT :most;

-- name: webhook_delivery_get
-- in: workspace int, id id
-- out: as webhook_delivery_list
-- gives: one
SELECT d.id, d.webhook_id, w.url, d.event, d.lead_id, d.body, d.state, d.tries, d.next_at, d.status, d.answer, d.made_at, d.ended_at
FROM webhook_delivery d JOIN webhook w ON w.workspace_id = d.workspace_id AND w.id = d.webhook_id
WHERE d.workspace_id = :workspace AND d.id = :id;

-- name: webhook_delivery_prune
-- in: workspace int, before int
-- gives: none
DELETE FROM webhook_delivery WHERE workspace_id = :workspace AND id IN (SELECT d.id FROM webhook_delivery d
    WHERE d.workspace_id = :workspace AND d.state IN ('waiting', 'done', 'failed') AND d.next_at < :before AND d.made_at < :before LIMIT 1000);

-- name: webhook_delivery_forget
-- What was told of a lead whose person is erased.
-- in: workspace int, lead_id id
-- gives: none
DELETE FROM webhook_delivery WHERE workspace_id = :workspace AND lead_id = :lead_id;
