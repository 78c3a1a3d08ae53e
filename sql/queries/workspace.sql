-- The workspace, its counter and its settings.

-- name: workspace_insert
-- in: workspace int, name text, country text, zone text, secret blob, now int
-- gives: none
INSERT INTO workspace (workspace_id, name, country, zone, secret, created_at)
VALUES (:workspace, :name, :country, :zone, :secret, :now);

-- name: workspace_get
-- in: workspace int
-- out: name text, country text, zone text, secret blob, created_at int, house int, webhooks int
-- gives: one
SELECT name, country, zone, secret, created_at, house,
    CASE WHEN EXISTS (SELECT 1 FROM webhook w WHERE w.workspace_id = :workspace AND w.state = 'on') THEN 1 ELSE 0 END FROM workspace WHERE workspace_id = :workspace;

-- name: workspace_house
-- in: workspace int
-- out: house int
-- gives: one
SELECT house FROM workspace WHERE workspace_id = :workspace;

-- Users, settings or cadences have changed: whoever keeps them reads them again.
-- name: workspace_house_changed
-- in: workspace int
-- gives: none
UPDATE workspace SET house = house + 1 WHERE workspace_id = :workspace;

-- name: workspace_list
-- global: which there are
-- out: workspace int, name text
-- gives: many
SELECT workspace_id, name FROM workspace ORDER BY workspace_id;

-- name: setting_list
-- in: workspace int, user_id int
-- out: name text, value text
-- gives: many
SELECT name, value FROM setting WHERE workspace_id = :workspace AND user_id = :user_id ORDER BY name;

-- name: setting_put
-- in: workspace int, user_id int, name text, value text
-- gives: none
INSERT INTO setting (workspace_id, user_id, name, value) VALUES (:workspace, :user_id, :name, :value)
ON CONFLICT (workspace_id, user_id, name) DO UPDATE SET value = excluded.value;

-- name: setting_drop
-- in: workspace int, user_id int, name text
-- gives: none
DELETE FROM setting WHERE workspace_id = :workspace AND user_id = :user_id AND name = :name;

-- name: holiday_list
-- in: workspace int
-- out: day int, name text
-- gives: many
SELECT day, name FROM holiday WHERE workspace_id = :workspace ORDER BY day;

-- name: holiday_put
-- in: workspace int, day int, name text
-- gives: none
INSERT INTO holiday (workspace_id, day, name) VALUES (:workspace, :day, :name)
ON CONFLICT (workspace_id, day) DO UPDATE SET name = excluded.name;

-- name: holiday_drop
-- in: workspace int, day int
-- gives: none
DELETE FROM holiday WHERE workspace_id = :workspace AND day = :day;

-- name: audit_insert
-- in: workspace int, id id, user_id int, now int, act text, detail text, address text
-- gives: none
INSERT INTO audit (workspace_id, id, user_id, at, act, detail, address)
VALUES (:workspace, :id, :user_id, :now, :act, :detail, :address);

-- name: audit_list
-- What was done before a row of it (or before an instant, id 0), the last first; of one user, or of
-- all (0).
-- in: workspace int, user_id int, before int, before_id int, most int
-- out: id id, user_id int, user_name text, at int, act text, detail text, address text
-- gives: many
SELECT a.id, a.user_id, u.name, a.at, a.act, a.detail, a.address FROM audit a
LEFT JOIN "user" u ON u.workspace_id = a.workspace_id AND u.id = a.user_id
WHERE a.workspace_id = :workspace AND (a.at < :before OR a.at = :before AND a.id < :before_id)
    AND (:user_id = 0 OR a.user_id = :user_id)
ORDER BY a.at DESC, a.id DESC LIMIT :most;
