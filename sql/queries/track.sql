-- Visits to links of mails that may be a human's, for some seconds (action/track.h).

-- name: mail_visit_put
-- The first of each link counts.
-- in: workspace int, touch_id id, what text, number int, said text, now int
-- gives: none
INSERT INTO mail_visit (workspace_id, touch_id, what, number, said, at) VALUES (:workspace, :touch_id, :what, :number, :said, :now)
ON CONFLICT (workspace_id, touch_id, what, number) DO NOTHING;

-- name: mail_visit_due
-- Of messages whose last visit is older than `until`.
-- in: workspace int, until int, most int
-- out: touch_id id, what text, number int, said text
-- gives: many
SELECT v.touch_id, v.what, v.number, v.said FROM mail_visit v
WHERE v.workspace_id = :workspace
    AND NOT EXISTS (SELECT 1 FROM mail_visit w WHERE w.workspace_id = v.workspace_id AND w.touch_id = v.touch_id AND w.at > :until)
ORDER BY v.touch_id, v.what, v.number LIMIT :most;

-- name: erase_mail_visits
-- in: workspace int, lead_id id
-- gives: none
DELETE FROM mail_visit WHERE workspace_id = :workspace AND touch_id IN (SELECT m.touch_id FROM message m
    WHERE m.workspace_id = :workspace AND m.lead_id = :lead_id);

-- name: mail_visit_forget
-- in: workspace int, touch_id id
-- gives: none
DELETE FROM mail_visit WHERE workspace_id = :workspace AND touch_id = :touch_id;
