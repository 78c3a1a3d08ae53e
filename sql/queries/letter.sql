-- Letters that are to be printed.

-- name: letter_due
-- Those of one user that are due, in the order they were planned for.
-- in: workspace int, owner_id id, until int, most int
-- out: lead_id id, touch_id id
-- gives: many
SELECT lead_id, touch_id FROM next_touch
WHERE workspace_id = :workspace AND owner_id = :owner_id AND channel = 'letter' AND due_at < :until
ORDER BY due_at, touch_id LIMIT :most;
