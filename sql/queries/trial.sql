-- Two texts tried against each other (action/trial.h).

-- name: trial_add
-- The first of each person counts.
-- in: workspace int, trial text, contact_id id, side text, touch_id id, lead_id id, at int
-- gives: none
INSERT INTO trial (workspace_id, trial, contact_id, side, touch_id, lead_id, at)
VALUES (:workspace, :trial, :contact_id, :side, :touch_id, :lead_id, :at)
ON CONFLICT (workspace_id, trial, contact_id) DO NOTHING;

-- name: trial_counts
-- How many got each side and how many of them answered within the time, whichever way: written down by what
-- came in, or by a person. What never arrived, or was undone, does not count.
-- in: workspace int, trial text, within int
-- out: side text, people int, replies int, first_at int
-- gives: many
SELECT r.side, count(*), count(CASE WHEN EXISTS (SELECT 1 FROM touch_event e WHERE e.workspace_id = r.workspace_id
            AND e.touch_id = r.touch_id AND e.kind = 'replied' AND e.at <= r.at + :within)
        OR EXISTS (SELECT 1 FROM touch t WHERE t.workspace_id = r.workspace_id AND t.lead_id = r.lead_id
            AND t.at > r.at AND t.at <= r.at + :within AND t.contact_id = r.contact_id
            AND t.outcome IN ('replied', 'they_wrote', 'they_called', 'they_texted', 'they_came')
            AND NOT EXISTS (SELECT 1 FROM touch_event u WHERE u.workspace_id = t.workspace_id AND u.touch_id = t.id AND u.kind = 'undone'))
        THEN 1 END), min(r.at)
FROM trial r
WHERE r.workspace_id = :workspace AND r.trial = :trial
    AND NOT EXISTS (SELECT 1 FROM touch_event u WHERE u.workspace_id = r.workspace_id AND u.touch_id = r.touch_id
        AND u.kind IN ('undone', 'bounced', 'refused'))
GROUP BY r.side;

-- name: trial_kept_list
-- in: workspace int
-- out: trial text, side text, user_id id, at int
-- gives: many
SELECT trial, side, user_id, at FROM trial_kept WHERE workspace_id = :workspace ORDER BY trial;

-- name: trial_keep
-- in: workspace int, trial text, side text, user_id id, now int
-- gives: none
INSERT INTO trial_kept (workspace_id, trial, side, user_id, at) VALUES (:workspace, :trial, :side, :user_id, :now)
ON CONFLICT (workspace_id, trial) DO UPDATE SET side = excluded.side, user_id = excluded.user_id, at = excluded.at;

-- name: cadence_sources
-- in: workspace int
-- out: id id, name text, source text
-- gives: many
SELECT id, name, source FROM cadence WHERE workspace_id = :workspace ORDER BY name;

-- name: export_trial
-- in: workspace int
-- out: trial text, contact_id int, side text, touch_id int, lead_id int, at int
-- gives: stream
SELECT trial, contact_id, side, touch_id, lead_id, at FROM trial WHERE workspace_id = :workspace ORDER BY trial, contact_id;

-- name: export_trial_kept
-- in: workspace int
-- out: trial text, side text, user_id int, at int
-- gives: stream
SELECT trial, side, user_id, at FROM trial_kept WHERE workspace_id = :workspace ORDER BY trial;
