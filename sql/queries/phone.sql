-- How users dial, and the calls that Beck dials for them (action/phone_line.h, action/phone_call.h).

-- name: phone_line_list
-- in: workspace int
-- out: user_id int, way text, settings text, secret blob
-- gives: many
SELECT user_id, way, settings, secret FROM phone_line WHERE workspace_id = :workspace ORDER BY user_id;

-- name: phone_line_put
-- in: workspace int, user_id int, way text, settings text, secret blob
-- gives: none
INSERT INTO phone_line (workspace_id, user_id, way, settings, secret) VALUES (:workspace, :user_id, :way, :settings, :secret)
ON CONFLICT (workspace_id, user_id) DO UPDATE SET way = excluded.way, settings = excluded.settings, secret = excluded.secret;

-- name: phone_line_drop
-- in: workspace int, user_id int
-- gives: none
DELETE FROM phone_line WHERE workspace_id = :workspace AND user_id = :user_id;

-- name: phone_call_insert
-- in: workspace int, id id, user_id id, lead_id id, touch_id id, contact_id id, address_id id, way text, now int
-- gives: none
INSERT INTO phone_call (workspace_id, id, user_id, lead_id, touch_id, contact_id, address_id, way, stage, asked_at)
VALUES (:workspace, :id, :user_id, :lead_id, :touch_id, :contact_id, :address_id, :way, 'asked', :now);

-- name: phone_call_get
-- in: workspace int, id id
-- out: id id, user_id id, lead_id id, touch_id id, contact_id id, address_id id, way text, stage text, asked_at int, dialling_at int, ringing_at int, answered_at int, ended_at int, code int, why text, recording text, lead_name text, contact_name text, kind text, value text, extension text, next_id id
-- gives: one
SELECT p.id, p.user_id, p.lead_id, p.touch_id, p.contact_id, p.address_id, p.way, p.stage, p.asked_at, p.dialling_at, p.ringing_at, p.answered_at,
    p.ended_at, p.code, p.why, p.recording, l.name, c.name, a.kind, a.value, a.extension, n.touch_id
FROM phone_call p
JOIN lead l ON l.workspace_id = p.workspace_id AND l.id = p.lead_id
LEFT JOIN contact c ON c.workspace_id = p.workspace_id AND c.id = p.contact_id
LEFT JOIN address a ON a.workspace_id = p.workspace_id AND a.id = p.address_id
LEFT JOIN next_touch n ON n.workspace_id = p.workspace_id AND n.lead_id = p.lead_id
WHERE p.workspace_id = :workspace AND p.id = :id;

-- name: phone_call_lock
-- Its row is ours until the transaction ends (on SQLite all of them are).
-- in: workspace int, id id
-- out: stage text
-- gives: one
SELECT stage FROM phone_call WHERE workspace_id = :workspace AND id = :id;
-- name: phone_call_lock@postgres
SELECT stage FROM phone_call WHERE workspace_id = :workspace AND id = :id FOR UPDATE;

-- name: phone_call_set
-- in: workspace int, id id, stage text, dialling_at int, ringing_at int, answered_at int, ended_at int, code int, why text, recording text
-- gives: none
UPDATE phone_call SET stage = :stage, dialling_at = :dialling_at, ringing_at = :ringing_at, answered_at = :answered_at, ended_at = :ended_at,
    code = :code, why = :why, recording = :recording
WHERE workspace_id = :workspace AND id = :id;

-- name: phone_call_on
-- The one a user is on.
-- in: workspace int, user_id id
-- out: id id
-- gives: one
SELECT id FROM phone_call WHERE workspace_id = :workspace AND user_id = :user_id AND stage IN ('asked', 'dialling', 'ringing', 'answered');

-- name: phone_call_of_user
-- The last of a user.
-- in: workspace int, user_id id, most int
-- out: id id
-- gives: many
SELECT id FROM phone_call WHERE workspace_id = :workspace AND user_id = :user_id ORDER BY id DESC LIMIT :most;

-- name: phone_call_of_touch
-- The calls of a touch, in their order.
-- in: workspace int, touch_id id
-- out: id id, address_id id, stage text, ringing_at int, answered_at int, ended_at int, recording text
-- gives: many
SELECT id, address_id, stage, ringing_at, answered_at, ended_at, recording FROM phone_call
WHERE workspace_id = :workspace AND touch_id = :touch_id ORDER BY id;

-- name: phone_call_waiting
-- Those that nobody has begun to dial.
-- in: workspace int
-- out: id id
-- gives: many
SELECT id FROM phone_call WHERE workspace_id = :workspace AND stage = 'asked' ORDER BY id;

-- name: phone_call_logged
-- What came of a touch is written down: nobody is on a call of it any more.
-- in: workspace int, touch_id id, now int
-- gives: none
UPDATE phone_call SET stage = 'ended', ended_at = :now
WHERE workspace_id = :workspace AND touch_id = :touch_id AND stage IN ('asked', 'dialling', 'ringing', 'answered');

-- name: phone_call_recorded
-- A recording of a dial that has been logged.
-- in: workspace int, touch_id id, address_id id, recording text
-- gives: none
UPDATE dial SET recording = :recording
WHERE workspace_id = :workspace AND touch_id = :touch_id AND address_id = :address_id AND recording IS NULL;

-- name: phone_call_forget
-- in: workspace int, before int
-- gives: none
DELETE FROM phone_call WHERE workspace_id = :workspace AND asked_at < :before;
