-- What a user's calendar shows.

-- name: calendar_touches
-- The touches to come of an owner, and those overdue, the earliest first.
-- in: workspace int, owner_id id, until int, most int
-- out: lead_id id, lead_name text, account_name text, contact_name text, address_value text, channel text, mode text, concern text, due_at int, reason text, planned_at int
-- gives: many
SELECT n.lead_id, l.name, k.name, c.name, a.value, n.channel, n.mode, n.concern, n.due_at, n.reason, n.planned_at
FROM next_touch n
JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
LEFT JOIN account k ON k.workspace_id = l.workspace_id AND k.id = l.account_id
LEFT JOIN contact c ON c.workspace_id = n.workspace_id AND c.id = n.contact_id
LEFT JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id
WHERE n.workspace_id = :workspace AND n.owner_id = :owner_id AND n.today_group IN (0, 1, 2, 3, 4, 5) AND n.due_at < :until
ORDER BY n.due_at, n.lead_id LIMIT :most;
