-- Promises, cycles, wants and holds: what beside the cadence decides when a lead is touched.

-- name: promise_insert
-- in: workspace int, id id, lead_id id, contact_id id, owner_id id, side text, text text, due_at int, now int, channel text
-- gives: none
INSERT INTO promise (workspace_id, id, lead_id, contact_id, owner_id, side, text, due_at, made_at, channel)
VALUES (:workspace, :id, :lead_id, :contact_id, :owner_id, :side, :text, :due_at, :now, :channel);

-- name: promise_get
-- in: workspace int, id id
-- out: id id, lead_id id, contact_id id, owner_id id, side text, text text, due_at int, state text, moved int, made_at int, kept_at int, channel text, first_due_at int, late_moves int, kept_by text, kept_touch_id id, unproved_at int
-- gives: one
SELECT id, lead_id, contact_id, owner_id, side, text, due_at, state, moved, made_at, kept_at, channel, first_due_at, late_moves, kept_by, kept_touch_id, unproved_at
FROM promise WHERE workspace_id = :workspace AND id = :id;

-- name: promise_set
-- in: workspace int, id id, state text, due_at int, moved int, kept_at int
-- gives: none
UPDATE promise SET state = :state, due_at = :due_at, moved = :moved, kept_at = :kept_at WHERE workspace_id = :workspace AND id = :id;

-- name: promise_kept_by
-- How it was kept.
-- in: workspace int, id id, kept_by text, kept_touch_id id, unproved_at int
-- gives: none
UPDATE promise SET kept_by = :kept_by, kept_touch_id = :kept_touch_id, unproved_at = :unproved_at WHERE workspace_id = :workspace AND id = :id;

-- name: promise_asked
-- Nothing is to be asked about it any more.
-- in: workspace int, id id
-- gives: none
UPDATE promise SET unproved_at = 0 WHERE workspace_id = :workspace AND id = :id;

-- name: promise_proved
-- What kept it arrived.
-- in: workspace int, touch_id id
-- out: lead_id id
-- gives: many
UPDATE promise SET unproved_at = 0 WHERE workspace_id = :workspace AND kept_touch_id = :touch_id AND unproved_at <> 0 RETURNING lead_id;

-- name: promise_came_back
-- What was to keep it did not arrive, whether or not they were asked meanwhile: it is open as before.
-- in: workspace int, touch_id id
-- out: lead_id id
-- gives: many
UPDATE promise SET state = 'open', kept_at = NULL, kept_by = NULL, kept_touch_id = NULL, unproved_at = 0
WHERE workspace_id = :workspace AND kept_touch_id = :touch_id AND state = 'kept'
    AND EXISTS (SELECT 1 FROM next_touch n WHERE n.workspace_id = promise.workspace_id AND n.lead_id = promise.lead_id) RETURNING lead_id;

-- name: promise_late
-- A new time. One that comes when the old one is over is told apart: nobody heard of it in time.
-- in: workspace int, id id, due_at int, now int
-- gives: none
UPDATE promise SET due_at = :due_at, moved = moved + 1, first_due_at = coalesce(first_due_at, due_at),
    late_moves = late_moves + CASE WHEN due_at < :now THEN 1 ELSE 0 END
WHERE workspace_id = :workspace AND id = :id;

-- name: promise_set_owner
-- in: workspace int, lead_id id, owner_id id
-- gives: none
UPDATE promise SET owner_id = :owner_id WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: promise_to
-- To whom they were made is known now.
-- in: workspace int, lead_id id, contact_id id
-- gives: none
UPDATE promise SET contact_id = :contact_id WHERE workspace_id = :workspace AND lead_id = :lead_id AND contact_id IS NULL;

-- name: promise_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM promise WHERE workspace_id = :workspace AND id = :id;

-- name: promise_of_lead
-- in: workspace int, lead_id id
-- out: id id, contact_id id, side text, text text, due_at int, state text, moved int, made_at int, kept_at int, first_due_at int, kept_by text, unproved_at int
-- gives: many
SELECT id, contact_id, side, text, due_at, state, moved, made_at, kept_at, first_due_at, kept_by, unproved_at
FROM promise WHERE workspace_id = :workspace AND lead_id = :lead_id ORDER BY due_at, id;

-- name: promise_list
-- An owner's promises (0: everyone's) in one state, due before `until`, first due first; of `owners`
-- and of leads shared with the user only; without those whose turn comes
-- as a touch before `touches_until`.
-- in: workspace int, owner_id int, owners text, user_id int, state text, until int, touches_until int, most int
-- out: id id, lead_id id, lead_name text, account_name text, contact_id id, contact_name text, owner_id id, owner_name text, side text, text text, due_at int, state text, moved int, made_at int, kept_at int, first_due_at int, kept_by text, unproved_at int
-- gives: many
SELECT p.id, p.lead_id, l.name, k.name, p.contact_id, c.name, p.owner_id, u.name, p.side, p.text, p.due_at, p.state, p.moved, p.made_at, p.kept_at, p.first_due_at, p.kept_by, p.unproved_at
FROM promise p
JOIN lead l ON l.workspace_id = p.workspace_id AND l.id = p.lead_id
JOIN "user" u ON u.workspace_id = p.workspace_id AND u.id = p.owner_id
LEFT JOIN contact c ON c.workspace_id = p.workspace_id AND c.id = p.contact_id
LEFT JOIN account k ON k.workspace_id = p.workspace_id AND k.id = l.account_id
WHERE p.workspace_id = :workspace AND (:owner_id = 0 OR p.owner_id = :owner_id) AND p.state = :state AND p.due_at < :until
    AND (:owners IS NULL OR :owners LIKE '%,' || p.owner_id || ',%'
        OR EXISTS (SELECT 1 FROM lead_share s WHERE s.workspace_id = p.workspace_id AND s.lead_id = p.lead_id AND s.user_id IN (0, :user_id)))
    AND (:touches_until IS NULL OR NOT EXISTS (SELECT 1 FROM next_touch n WHERE n.workspace_id = p.workspace_id AND n.lead_id = p.lead_id
        AND n.promise_id = p.id AND n.owner_id = p.owner_id AND n.due_at < :touches_until))
ORDER BY p.due_at, p.id LIMIT :most;

-- name: cycle_insert
-- in: workspace int, id id, lead_id id, kind text, text text, at int, ahead_days int
-- gives: none
INSERT INTO cycle (workspace_id, id, lead_id, kind, text, at, ahead_days) VALUES (:workspace, :id, :lead_id, :kind, :text, :at, :ahead_days);

-- name: cycle_of_lead
-- in: workspace int, lead_id id
-- out: id id, kind text, text text, at int, ahead_days int, state text
-- gives: many
SELECT id, kind, text, at, ahead_days, state FROM cycle WHERE workspace_id = :workspace AND lead_id = :lead_id ORDER BY at, id;

-- name: cycle_move
-- To the lead there is of the same person, but for what is known of that one.
-- in: workspace int, from_id id, to_id id
-- gives: none
UPDATE cycle SET lead_id = :to_id WHERE workspace_id = :workspace AND lead_id = :from_id
    AND NOT EXISTS (SELECT 1 FROM cycle o WHERE o.workspace_id = cycle.workspace_id AND o.lead_id = :to_id
        AND o.kind = cycle.kind AND o.at = cycle.at);

-- name: cycle_set_state
-- in: workspace int, id id, state text
-- gives: none
UPDATE cycle SET state = :state WHERE workspace_id = :workspace AND id = :id;

-- name: cycle_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM cycle WHERE workspace_id = :workspace AND id = :id;

-- name: want_insert
-- in: workspace int, id id, lead_id id, text text, at int
-- gives: none
INSERT INTO want (workspace_id, id, lead_id, text, at) VALUES (:workspace, :id, :lead_id, :text, :at);

-- name: want_of_lead
-- in: workspace int, lead_id id
-- out: id id, text text, at int, state text
-- gives: many
SELECT id, text, at, state FROM want WHERE workspace_id = :workspace AND lead_id = :lead_id ORDER BY at, id;

-- name: want_set_state
-- in: workspace int, id id, state text
-- gives: none
UPDATE want SET state = :state WHERE workspace_id = :workspace AND id = :id;

-- name: want_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM want WHERE workspace_id = :workspace AND id = :id;

-- name: hold_insert
-- in: workspace int, id id, scope text, scope_id int, machine_only int, channels int, until int, reason text, now int
-- gives: none
INSERT INTO hold (workspace_id, id, scope, scope_id, machine_only, channels, until, reason, made_at)
VALUES (:workspace, :id, :scope, :scope_id, :machine_only, :channels, :until, :reason, :now);

-- name: hold_list
-- The holds that bear on a lead now.
-- in: workspace int, account_id int, contact_id int, lead_id int, now int
-- out: id id, scope text, scope_id int, machine_only int, channels int, until int, reason text
-- gives: many
SELECT id, scope, scope_id, machine_only, channels, until, reason FROM hold
WHERE workspace_id = :workspace AND lifted_at IS NULL AND (until IS NULL OR until > :now)
    AND ((scope = 'workspace') OR (scope = 'account' AND scope_id = :account_id)
        OR (scope = 'contact' AND (scope_id = :contact_id
            OR scope_id IN (SELECT id FROM contact WHERE workspace_id = :workspace AND account_id = :account_id)))
        OR (scope = 'lead' AND scope_id = :lead_id))
ORDER BY id;

-- name: hold_list_all
-- in: workspace int, now int
-- out: id id, scope text, scope_id int, machine_only int, channels int, until int, reason text, made_at int
-- gives: many
SELECT id, scope, scope_id, machine_only, channels, until, reason, made_at FROM hold
WHERE workspace_id = :workspace AND lifted_at IS NULL AND (until IS NULL OR until > :now) ORDER BY id;

-- name: hold_lift
-- in: workspace int, id id, now int
-- gives: none
UPDATE hold SET lifted_at = :now WHERE workspace_id = :workspace AND id = :id AND lifted_at IS NULL;

-- name: hold_restore
-- in: workspace int, id id, until int, lifted_at int
-- gives: none
UPDATE hold SET until = :until, lifted_at = :lifted_at WHERE workspace_id = :workspace AND id = :id;

-- name: hold_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM hold WHERE workspace_id = :workspace AND id = :id;

-- name: hold_of_account
-- The reply holds of an account still standing.
-- in: workspace int, scope_id int, reason text
-- out: id id
-- gives: many
SELECT id FROM hold WHERE workspace_id = :workspace AND scope = 'account' AND scope_id = :scope_id AND lifted_at IS NULL AND reason = :reason;
