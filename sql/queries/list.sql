-- Lists of leads: an owner at a time, each in an order that an index has, from behind the last one
-- seen; whether a lead fits is judged in C. Then what is shown of a page of them.

-- name: list_captured
-- Newest first.
-- in: workspace int, owner_id id, key int, id int, most int
-- out: id id, owner_id id, name_key text, captured_at int, last_touched_at int, due_at int, status text, source text, source_kind text, cadence_id id, temperature text, product text, channel text
-- gives: many
SELECT l.id, l.owner_id, l.name_key, l.captured_at, l.last_touched_at, n.due_at, l.status, l.source, l.source_kind, l.cadence_id, l.temperature, l.product, n.channel
FROM (SELECT workspace_id, id, owner_id, name_key, captured_at, last_touched_at, status, source, source_kind, cadence_id, temperature, product
      FROM lead WHERE workspace_id = :workspace AND owner_id = :owner_id AND captured_at <= :key AND (captured_at < :key OR id < :id)
      ORDER BY captured_at DESC, id DESC LIMIT :most) l
LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
ORDER BY l.captured_at DESC, l.id DESC;

-- name: list_touched
-- Longest silent first: those never touched, then by the last touch.
-- in: workspace int, owner_id id, key int, id int, most int
-- out: as list_captured
-- gives: many
SELECT l.id, l.owner_id, l.name_key, l.captured_at, l.last_touched_at, n.due_at, l.status, l.source, l.source_kind, l.cadence_id, l.temperature, l.product, n.channel
FROM (SELECT workspace_id, id, owner_id, name_key, captured_at, last_touched_at, status, source, source_kind, cadence_id, temperature, product
      FROM lead WHERE workspace_id = :workspace AND owner_id = :owner_id AND coalesce(last_touched_at, 0) >= :key
          AND (coalesce(last_touched_at, 0) > :key OR id > :id)
      ORDER BY coalesce(last_touched_at, 0), id LIMIT :most) l
LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
ORDER BY coalesce(l.last_touched_at, 0), l.id;

-- name: list_name
-- in: workspace int, owner_id id, key text, id int, most int
-- out: as list_captured
-- gives: many
SELECT l.id, l.owner_id, l.name_key, l.captured_at, l.last_touched_at, n.due_at, l.status, l.source, l.source_kind, l.cadence_id, l.temperature, l.product, n.channel
FROM (SELECT workspace_id, id, owner_id, name_key, captured_at, last_touched_at, status, source, source_kind, cadence_id, temperature, product
      FROM lead WHERE workspace_id = :workspace AND owner_id = :owner_id AND name_key >= :key AND (name_key > :key OR id > :id)
      ORDER BY name_key, id LIMIT :most) l
LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
ORDER BY l.name_key, l.id;

-- name: list_due
-- One group of Today: open leads only, first due first. Those of one time are sorted out of the index.
-- in: workspace int, owner_id id, today_group int, key int, id int, most int
-- out: as list_captured
-- gives: many
SELECT l.id, l.owner_id, l.name_key, l.captured_at, l.last_touched_at, n.due_at, l.status, l.source, l.source_kind, l.cadence_id, l.temperature, l.product, n.channel
FROM (SELECT lead_id, due_at FROM next_touch WHERE workspace_id = :workspace AND owner_id = :owner_id AND today_group = :today_group AND due_at >= :key
          AND (due_at > :key OR lead_id > :id)
      ORDER BY due_at, lead_id LIMIT :most) d
CROSS JOIN next_touch n ON n.workspace_id = :workspace AND n.lead_id = d.lead_id
CROSS JOIN lead l ON l.workspace_id = :workspace AND l.id = d.lead_id
ORDER BY d.due_at, d.lead_id;

-- name: list_due@postgres
SELECT l.id, l.owner_id, l.name_key, l.captured_at, l.last_touched_at, n.due_at, l.status, l.source, l.source_kind, l.cadence_id, l.temperature, l.product, n.channel
FROM (SELECT lead_id, due_at FROM next_touch WHERE workspace_id = :workspace AND owner_id = :owner_id AND today_group = :today_group AND due_at >= :key
          AND (due_at > :key OR lead_id > :id)
      ORDER BY due_at, lead_id LIMIT :most) d
JOIN next_touch n ON n.workspace_id = :workspace AND n.lead_id = d.lead_id
JOIN lead l ON l.workspace_id = :workspace AND l.id = d.lead_id
ORDER BY d.due_at, d.lead_id;

-- name: list_count
-- How many open leads an owner has; counting stops at `most`. From an index alone.
-- in: workspace int, owner_id id, most int
-- out: count int
-- gives: one
SELECT count(*) FROM (SELECT 1 FROM next_touch WHERE workspace_id = :workspace AND owner_id = :owner_id LIMIT :most) t;

-- name: list_shared
-- Leads of others that a user sees: in no order, `most` at most.
-- in: workspace int, user_id int, owners text, most int
-- out: as list_captured
-- gives: many
SELECT DISTINCT l.id, l.owner_id, l.name_key, l.captured_at, l.last_touched_at, n.due_at, l.status, l.source, l.source_kind, l.cadence_id, l.temperature, l.product, n.channel
FROM lead_share s
JOIN lead l ON l.workspace_id = s.workspace_id AND l.id = s.lead_id
LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
WHERE s.workspace_id = :workspace AND s.user_id IN (0, :user_id) AND :owners NOT LIKE '%,' || l.owner_id || ',%'
LIMIT :most;

-- name: list_search
-- Those found by words (search_query()), of `owners` (NULL: all) or shared: in no order.
-- in: workspace int, query text, owners text, user_id int, most int
-- out: as list_captured
-- gives: many
SELECT l.id, l.owner_id, l.name_key, l.captured_at, l.last_touched_at, n.due_at, l.status, l.source, l.source_kind, l.cadence_id, l.temperature, l.product, n.channel
FROM (SELECT rowid AS lead_id FROM search WHERE search MATCH :query) t
CROSS JOIN lead l ON l.workspace_id = :workspace AND l.id = t.lead_id
LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
WHERE :owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%'
    OR EXISTS (SELECT 1 FROM lead_share h WHERE h.workspace_id = l.workspace_id AND h.lead_id = l.id AND h.user_id IN (0, :user_id))
LIMIT :most;

-- name: list_search@postgres
SELECT l.id, l.owner_id, l.name_key, l.captured_at, l.last_touched_at, n.due_at, l.status, l.source, l.source_kind, l.cadence_id, l.temperature, l.product, n.channel
FROM (SELECT workspace_id, lead_id FROM search_text WHERE workspace_id = :workspace AND vector @@ CAST(:query AS tsquery)) t
JOIN lead l ON l.workspace_id = t.workspace_id AND l.id = t.lead_id
LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
WHERE :owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%'
    OR EXISTS (SELECT 1 FROM lead_share h WHERE h.workspace_id = l.workspace_id AND h.lead_id = l.id AND h.user_id IN (0, :user_id))
LIMIT :most;

-- name: list_rows
-- What is shown of a page of leads, by id.
-- in: workspace int, ids text
-- out: id id, name text, account_id id, account_name text, contact_id id, contact_name text, contact_title text, owner_id id, status text, temperature text, source text, product text, value_cents int, cadence text, captured_at int, last_touched_at int, touch_id id, due_at int, channel text, reason text, today_group int
-- gives: many
SELECT l.id, l.name, l.account_id, k.name, l.contact_id, c.name, c.title, l.owner_id, l.status, l.temperature, l.source, l.product, l.value_cents, d.name, l.captured_at, l.last_touched_at,
    n.touch_id, n.due_at, n.channel, n.reason, n.today_group
FROM json_each(:ids) i
CROSS JOIN lead l ON l.workspace_id = :workspace AND l.id = i.value
LEFT JOIN contact c ON c.workspace_id = l.workspace_id AND c.id = l.contact_id
LEFT JOIN account k ON k.workspace_id = l.workspace_id AND k.id = l.account_id
LEFT JOIN cadence d ON d.workspace_id = l.workspace_id AND d.id = l.cadence_id
LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
ORDER BY l.id;

-- name: list_rows@postgres
SELECT l.id, l.name, l.account_id, k.name, l.contact_id, c.name, c.title, l.owner_id, l.status, l.temperature, l.source, l.product, l.value_cents, d.name, l.captured_at, l.last_touched_at,
    n.touch_id, n.due_at, n.channel, n.reason, n.today_group
FROM lead l
LEFT JOIN contact c ON c.workspace_id = l.workspace_id AND c.id = l.contact_id
LEFT JOIN account k ON k.workspace_id = l.workspace_id AND k.id = l.account_id
LEFT JOIN cadence d ON d.workspace_id = l.workspace_id AND d.id = l.cadence_id
LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
WHERE l.workspace_id = :workspace AND l.id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[]))
ORDER BY l.id;

-- name: saved_view_list
-- A user's own and those of others that are for everybody.
-- in: workspace int, user_id id
-- out: id id, user_id id, name text, name_key text, filter text, shared int
-- gives: many
SELECT id, user_id, name, name_key, filter, shared FROM saved_view
WHERE workspace_id = :workspace AND (user_id = :user_id OR shared = 1) ORDER BY name_key, id;

-- name: saved_view_put
-- in: workspace int, id id, user_id id, name text, name_key text, filter text, shared int
-- gives: none
INSERT INTO saved_view (workspace_id, id, user_id, name, name_key, filter, shared)
VALUES (:workspace, :id, :user_id, :name, :name_key, :filter, :shared)
ON CONFLICT (workspace_id, user_id, name_key) DO UPDATE SET name = excluded.name, filter = excluded.filter, shared = excluded.shared;

-- name: saved_view_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM saved_view WHERE workspace_id = :workspace AND id = :id;
