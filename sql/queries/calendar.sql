-- What a user's calendar shows, and the visits of a day.

-- name: calendar_touches
-- The touches to come of an owner, and those overdue, the earliest first.
-- in: workspace int, owner_id id, until int, most int
-- out: lead_id id, touch_id id, lead_name text, account_name text, contact_name text, address_value text, channel text, mode text, concern text, due_at int, reason text, planned_at int
-- gives: many
SELECT n.lead_id, n.touch_id, l.name, k.name, c.name, a.value, n.channel, n.mode, n.concern, n.due_at, n.reason, n.planned_at
FROM next_touch n
JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
LEFT JOIN account k ON k.workspace_id = l.workspace_id AND k.id = l.account_id
LEFT JOIN contact c ON c.workspace_id = n.workspace_id AND c.id = n.contact_id
LEFT JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id
WHERE n.workspace_id = :workspace AND n.owner_id = :owner_id AND n.today_group IN (0, 1, 2, 3, 4, 5) AND n.due_at < :until
ORDER BY n.due_at, n.lead_id LIMIT :most;

-- name: calendar_beside
-- What was agreed with somebody whose answer, or a promise, comes before it.
-- in: workspace int, owner_id id, until int, most int
-- out: as calendar_touches
-- gives: many
SELECT n.lead_id, n.touch_id, l.name, k.name, c.name, NULL, l.agreed_channel, 'person', 'agreed', l.agreed_at, coalesce(l.agreed, 'agreed'), n.planned_at
FROM next_touch n
JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
LEFT JOIN account k ON k.workspace_id = l.workspace_id AND k.id = l.account_id
LEFT JOIN contact c ON c.workspace_id = l.workspace_id AND c.id = l.contact_id
WHERE n.workspace_id = :workspace AND n.owner_id = :owner_id AND n.today_group IN (0, 1) AND n.concern IN ('answer', 'promise')
    AND l.agreed_at < :until AND l.agreed_channel <> 'desk'
ORDER BY l.agreed_at, n.lead_id LIMIT :most;

-- name: calendar_touch
-- One of them.
-- in: workspace int, touch_id id
-- out: lead_id id, lead_name text, account_name text, contact_name text, address_value text, channel text, mode text, concern text, due_at int, reason text, planned_at int, owner_id id, contact_id id
-- gives: one
SELECT n.lead_id, l.name, k.name, c.name, a.value, n.channel, n.mode, n.concern, n.due_at, n.reason, n.planned_at, n.owner_id, n.contact_id
FROM next_touch n
JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
LEFT JOIN account k ON k.workspace_id = l.workspace_id AND k.id = l.account_id
LEFT JOIN contact c ON c.workspace_id = n.workspace_id AND c.id = n.contact_id
LEFT JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id
WHERE n.workspace_id = :workspace AND n.touch_id = :touch_id;

-- name: visit_list
-- The visits of an owner that are due in a time, with where they are.
-- in: workspace int, owner_id id, since int, until int, most int
-- out: lead_id id, concern text, due_at int, address text, postcode text, city text, country text
-- gives: many
SELECT n.lead_id, n.concern, n.due_at, a.value, c.postcode, coalesce(c.city, k.city), coalesce(c.country, k.country)
FROM next_touch n
JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
LEFT JOIN account k ON k.workspace_id = l.workspace_id AND k.id = l.account_id
LEFT JOIN contact c ON c.workspace_id = n.workspace_id AND c.id = n.contact_id
LEFT JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id
WHERE n.workspace_id = :workspace AND n.owner_id = :owner_id AND n.today_group IN (0, 1, 2, 3, 4, 5) AND n.channel = 'visit'
    AND n.due_at >= :since AND n.due_at < :until
ORDER BY n.due_at, n.lead_id LIMIT :most;
