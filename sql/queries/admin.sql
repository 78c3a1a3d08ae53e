-- Administration: users and their absences, cadences, content and holds as people manage them; and
-- the leads that are planned anew when one of them changes.

-- name: replan_due
-- What an owner has to do in a time: promises first, then by group and time.
-- in: workspace int, owner_id id, since int, until int, most int
-- out: lead_id id, owner_id id, load_day int, due_at int
-- gives: many
SELECT lead_id, owner_id, load_day, due_at FROM next_touch
WHERE workspace_id = :workspace AND owner_id = :owner_id AND today_group IN (0, 1, 2, 3, 4, 5) AND due_at >= :since AND due_at < :until
ORDER BY CASE today_group WHEN 1 THEN -1 ELSE today_group END, due_at, lead_id LIMIT :most;

-- name: replan_met
-- The leads of an import whose people were met in person, hot ones first: their first touches are
-- dated once more together. An import that was cut short has leads of several instants.
-- in: workspace int, since int, most int
-- out: as replan_due
-- gives: many
SELECT n.lead_id, n.owner_id, n.load_day, n.due_at FROM next_touch n
JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
WHERE n.workspace_id = :workspace AND n.planned_at >= :since AND l.created_at >= :since AND n.planned_at = l.created_at
    AND l.source_kind IN ('show', 'networking') AND l.last_touched_at IS NULL
ORDER BY CASE l.temperature WHEN 'hot' THEN 0 WHEN 'warm' THEN 1 ELSE 2 END, n.lead_id LIMIT :most;

-- name: replan_owner
-- All an owner has to do, the most urgent first.
-- in: workspace int, owner_id id
-- out: as replan_due
-- gives: many
SELECT lead_id, owner_id, load_day, due_at FROM next_touch WHERE workspace_id = :workspace AND owner_id = :owner_id
ORDER BY today_group, due_at, lead_id;

-- name: replan_everything
-- What is due before an instant, of everyone.
-- in: workspace int, before int, most int
-- out: as replan_due
-- gives: many
SELECT lead_id, owner_id, load_day, due_at FROM next_touch WHERE workspace_id = :workspace AND due_at < :before
ORDER BY today_group, due_at, lead_id LIMIT :most;

-- name: replan_account
-- in: workspace int, account_id id, most int
-- out: as replan_due
-- gives: many
SELECT n.lead_id, n.owner_id, n.load_day, n.due_at FROM lead l
JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
WHERE l.workspace_id = :workspace AND l.account_id = :account_id ORDER BY n.due_at, n.lead_id LIMIT :most;

-- name: replan_contact
-- The leads a person is the main contact of, is involved in, or is to be touched in.
-- in: workspace int, contact_id id, account_id id, most int
-- out: as replan_due
-- gives: many
SELECT n.lead_id, n.owner_id, n.load_day, n.due_at FROM next_touch n
WHERE n.workspace_id = :workspace AND n.lead_id IN (
    SELECT m.id FROM lead m WHERE m.workspace_id = :workspace AND m.contact_id = :contact_id
    UNION SELECT i.lead_id FROM lead_contact i WHERE i.workspace_id = :workspace AND i.contact_id = :contact_id
    UNION SELECT a.id FROM lead a JOIN next_touch t ON t.workspace_id = a.workspace_id AND t.lead_id = a.id
        WHERE a.workspace_id = :workspace AND a.account_id = :account_id AND t.contact_id = :contact_id
    UNION SELECT s.lead_id FROM touch_aside s WHERE s.workspace_id = :workspace AND s.contact_id = :contact_id)
ORDER BY n.due_at, n.lead_id LIMIT :most;

-- name: replan_lead
-- in: workspace int, lead_id id
-- out: as replan_due
-- gives: many
SELECT lead_id, owner_id, load_day, due_at FROM next_touch WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: replan_content
-- Leads that are to be given something.
-- in: workspace int, content_id id
-- out: as replan_due
-- gives: many
SELECT lead_id, owner_id, load_day, due_at FROM next_touch
WHERE workspace_id = :workspace AND (content_id = :content_id
    OR lead_id IN (SELECT s.lead_id FROM touch_aside s WHERE s.workspace_id = :workspace AND s.content_id = :content_id))
ORDER BY due_at, lead_id;

-- name: replan_step
-- Leads whose coming touch is this step of a cadence.
-- in: workspace int, cadence_id id, step_key text
-- out: as replan_due
-- gives: many
SELECT lead_id, owner_id, load_day, due_at FROM next_touch
WHERE workspace_id = :workspace AND ((cadence_id = :cadence_id AND step_key = :step_key) OR lead_id IN (SELECT s.lead_id
    FROM touch_aside s WHERE s.workspace_id = :workspace AND s.cadence_id = :cadence_id AND s.step_key = :step_key)) ORDER BY due_at, lead_id;

-- name: replan_steps
-- The steps of a cadence that some lead has before it.
-- in: workspace int, cadence_id id
-- out: step_key text, leads int
-- gives: many
SELECT step_key, count(*) FROM (
    SELECT n.step_key FROM next_touch n WHERE n.workspace_id = :workspace AND n.cadence_id = :cadence_id
    UNION ALL SELECT s.step_key FROM touch_aside s WHERE s.workspace_id = :workspace AND s.cadence_id = :cadence_id) steps
WHERE step_key IS NOT NULL GROUP BY step_key ORDER BY step_key;

-- name: lead_set_owner
-- in: workspace int, id id, owner_id id
-- gives: none
UPDATE lead SET owner_id = :owner_id WHERE workspace_id = :workspace AND id = :id;

-- name: owner_loads
-- How many open leads each user has.
-- in: workspace int
-- out: owner_id id, leads int
-- gives: many
SELECT owner_id, count(*) FROM next_touch WHERE workspace_id = :workspace GROUP BY owner_id;

-- name: owner_promises
-- The open promises of ours that an owner has due in a time.
-- in: workspace int, owner_id id, since int, until int
-- out: id id
-- gives: many
SELECT id FROM promise WHERE workspace_id = :workspace AND owner_id = :owner_id AND state = 'open' AND side = 'ours'
    AND due_at >= :since AND due_at < :until ORDER BY due_at, id;

-- name: owner_open_promises
-- in: workspace int, owner_id id
-- out: count int
-- gives: one
SELECT count(*) FROM promise WHERE workspace_id = :workspace AND owner_id = :owner_id AND state = 'open';

-- name: absence_get
-- in: workspace int, id id
-- out: id id, user_id id, first_day int, last_day int, reason text
-- gives: one
SELECT id, user_id, first_day, last_day, reason FROM absence WHERE workspace_id = :workspace AND id = :id;

-- name: content_all
-- in: workspace int, retired int
-- out: id id, kind text, title text, url text, body text, channels int, created_at int, retired_at int
-- gives: many
SELECT id, kind, title, url, body, channels, created_at, retired_at FROM content
WHERE workspace_id = :workspace AND (:retired = 1 OR retired_at IS NULL) ORDER BY created_at DESC, id DESC;

-- name: content_given_open
-- Of the main contacts of open leads, how many have had each.
-- in: workspace int
-- out: content_id id, people int
-- gives: many
SELECT g.content_id, count(*) FROM given g
WHERE g.workspace_id = :workspace AND EXISTS (SELECT 1 FROM lead l
    WHERE l.workspace_id = g.workspace_id AND l.contact_id = g.contact_id AND l.open_id IS NOT NULL)
GROUP BY g.content_id;

-- name: content_people
-- The main contacts of open leads.
-- in: workspace int
-- out: people int
-- gives: one
SELECT count(DISTINCT contact_id) FROM lead WHERE workspace_id = :workspace AND status NOT IN ('closed', 'never');

-- name: hold_shown
-- A hold that still stands, or all of them (id 0).
-- in: workspace int, id int, now int
-- out: id id, scope text, scope_id int, scope_name text, machine_only int, channels int, until int, reason text, made_at int
-- gives: many
SELECT h.id, h.scope, h.scope_id, coalesce(k.name, c.name, l.name), h.machine_only, h.channels, h.until, h.reason, h.made_at
FROM hold h
LEFT JOIN account k ON h.scope = 'account' AND k.workspace_id = h.workspace_id AND k.id = h.scope_id
LEFT JOIN contact c ON h.scope = 'contact' AND c.workspace_id = h.workspace_id AND c.id = h.scope_id
LEFT JOIN lead l ON h.scope = 'lead' AND l.workspace_id = h.workspace_id AND l.id = h.scope_id
WHERE h.workspace_id = :workspace AND (:id = 0 OR h.id = :id) AND h.lifted_at IS NULL AND (h.until IS NULL OR h.until > :now)
ORDER BY h.id;

-- name: backup_touches
-- in: workspace int
-- out: touches int
-- gives: one
SELECT count(*) FROM touch WHERE workspace_id = :workspace;
