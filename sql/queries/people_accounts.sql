-- Accounts as they are shown.

-- name: account_people
-- The people of an account, those who left last. (id + 0: as in people_of_lead.)
-- in: workspace int, account_id id, most int
-- out: as contact_get
-- gives: many
SELECT id, account_id, name, name_key, given, family, title, role, reports_to, state, stopped, city, region, postcode, country, zone, birthday, language, note, last_touched_at, last_talked_at, last_tried_at, created_at
FROM contact WHERE workspace_id = :workspace AND account_id = :account_id AND name_key <> ''
ORDER BY CASE state WHEN 'here' THEN 0 ELSE 1 END, id + 0 LIMIT :most;

-- name: account_children
-- in: workspace int, parent_id id, most int
-- out: id id, name text
-- gives: many
SELECT id, name FROM account WHERE workspace_id = :workspace AND parent_id = :parent_id AND name_key <> '' ORDER BY name_key, id LIMIT :most;

-- name: account_leads
-- Newest first; of `owners` (NULL: all) and those shared with the user.
-- in: workspace int, account_id id, owners text, user_id int, most int
-- out: id id
-- gives: many
SELECT l.id FROM lead l
WHERE l.workspace_id = :workspace AND l.account_id = :account_id
    AND (:owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%'
        OR EXISTS (SELECT 1 FROM lead_share s WHERE s.workspace_id = l.workspace_id AND s.lead_id = l.id AND s.user_id IN (0, :user_id)))
ORDER BY l.captured_at DESC, l.id DESC LIMIT :most;

-- name: account_lead_count
-- in: workspace int, account_id id
-- out: count int
-- gives: one
SELECT count(*) FROM lead WHERE workspace_id = :workspace AND account_id = :account_id;

-- name: open_leads_of_person
-- Those of a person, and of everybody at their account.
-- in: workspace int, contact_id id, account_id id, most int
-- out: id id
-- gives: many
SELECT id FROM lead WHERE workspace_id = :workspace AND open_id IS NOT NULL
    AND (contact_id = :contact_id OR account_id = :account_id
        OR id IN (SELECT lead_id FROM lead_contact WHERE workspace_id = :workspace AND contact_id = :contact_id))
ORDER BY id LIMIT :most;
