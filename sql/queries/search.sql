-- Full-text search: one document a lead, words folded in C.

-- name: search_put
-- A new document; triggers keep SQLite's index, a generated column PostgreSQL's.
-- in: workspace int, lead_id id, words text
-- gives: none
INSERT INTO search_text (workspace_id, lead_id, words) VALUES (:workspace, :lead_id, :words);

-- name: search_drop
-- in: workspace int, lead_id id
-- gives: none
DELETE FROM search_text WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: search_leads
-- The leads whose words are a person's or an account's, beside one.
-- in: workspace int, lead_id int, contact_id id, account_id id
-- out: lead_id id
-- gives: many
SELECT id FROM lead WHERE workspace_id = :workspace AND (contact_id = :contact_id OR account_id = :account_id) AND id <> :lead_id ORDER BY id;

-- name: search_find
-- `query` is made by search_query(): every word a prefix, all must be there. Of `owners` (NULL: all)
-- and those shared with the user.
-- in: workspace int, query text, owners text, user_id int, most int
-- out: lead_id id, lead_name text, status text, contact_id id, contact_name text, contact_title text, account_id id, account_name text, owner_name text, due_at int, channel text, touch_id id
-- gives: many
SELECT t.lead_id, l.name, l.status, c.id, c.name, c.title, k.id, k.name, u.name, n.due_at, n.channel, n.touch_id
FROM (SELECT rowid AS lead_id FROM search WHERE search MATCH :query) s
CROSS JOIN search_text t ON t.workspace_id = :workspace AND t.lead_id = s.lead_id
CROSS JOIN lead l ON l.workspace_id = t.workspace_id AND l.id = t.lead_id
LEFT JOIN contact c ON c.workspace_id = l.workspace_id AND c.id = l.contact_id
LEFT JOIN account k ON k.workspace_id = l.workspace_id AND k.id = l.account_id
LEFT JOIN "user" u ON u.workspace_id = l.workspace_id AND u.id = l.owner_id
LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
WHERE :owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%'
    OR EXISTS (SELECT 1 FROM lead_share h WHERE h.workspace_id = l.workspace_id AND h.lead_id = l.id AND h.user_id IN (0, :user_id))
LIMIT :most;

-- name: search_find@postgres
SELECT t.lead_id, l.name, l.status, c.id, c.name, c.title, k.id, k.name, u.name, n.due_at, n.channel, n.touch_id
FROM (SELECT workspace_id, lead_id FROM search_text
      WHERE workspace_id = :workspace AND vector @@ CAST(:query AS tsquery)) t
JOIN lead l ON l.workspace_id = t.workspace_id AND l.id = t.lead_id
LEFT JOIN contact c ON c.workspace_id = l.workspace_id AND c.id = l.contact_id
LEFT JOIN account k ON k.workspace_id = l.workspace_id AND k.id = l.account_id
LEFT JOIN "user" u ON u.workspace_id = l.workspace_id AND u.id = l.owner_id
LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
WHERE :owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%'
    OR EXISTS (SELECT 1 FROM lead_share h WHERE h.workspace_id = l.workspace_id AND h.lead_id = l.id AND h.user_id IN (0, :user_id))
LIMIT :most;
