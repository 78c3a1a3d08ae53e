-- What has been: touches, their dials, events, what was given.

-- name: touch_insert
-- in: workspace int, id id, lead_id id, user_id id, contact_id id, address_id id, channel text, mode text, state text, outcome text, result text, excuse text, real int, human int, at int, due_at int, concern text, reason text, whys text, cadence_id id, step_key text, promise_id id, content_id id, note text, spoke_to text, flagged text
-- gives: none
INSERT INTO touch (workspace_id, id, lead_id, user_id, contact_id, address_id, channel, mode, state, outcome, result, excuse, real, human, at, due_at, concern, reason, whys, cadence_id, step_key, promise_id, content_id, note, spoke_to, flagged)
VALUES (:workspace, :id, :lead_id, :user_id, :contact_id, :address_id, :channel, :mode, :state, :outcome, :result, :excuse, :real, :human, :at, :due_at, :concern, :reason, :whys, :cadence_id, :step_key, :promise_id, :content_id, :note, :spoke_to, :flagged);

-- name: touch_get
-- in: workspace int, id id
-- out: id id, lead_id id, user_id id, contact_id id, address_id id, channel text, mode text, state text, outcome text, result text, excuse text, at int, due_at int, concern text, reason text, whys text, cadence_id id, step_key text, promise_id id, content_id id, note text, spoke_to text, flagged text, undone int
-- gives: one
SELECT id, lead_id, user_id, contact_id, address_id, channel, mode, state, outcome, result, excuse, at, due_at, concern, reason, whys, cadence_id, step_key, promise_id, content_id, note, spoke_to, flagged,
    (SELECT count(*) FROM touch_event e WHERE e.workspace_id = touch.workspace_id AND e.touch_id = touch.id AND e.kind = 'undone')
FROM touch WHERE workspace_id = :workspace AND id = :id;

-- name: touch_of_lead
-- The history of a lead, newest first.
-- in: workspace int, lead_id id, most int
-- out: id id, lead_id id, user_id id, user_name text, contact_id id, contact_name text, address_id id, address_value text, channel text, mode text, state text, outcome text, result text, excuse text, at int, due_at int, concern text, reason text, step_key text, content_id id, note text, spoke_to text, flagged text, undone int
-- gives: many
SELECT t.id, t.lead_id, t.user_id, u.name, t.contact_id, c.name, t.address_id, a.value, t.channel, t.mode, t.state, t.outcome, t.result, t.excuse, t.at, t.due_at, t.concern, t.reason, t.step_key, t.content_id, t.note, t.spoke_to, t.flagged,
    (SELECT count(*) FROM touch_event e WHERE e.workspace_id = t.workspace_id AND e.touch_id = t.id AND e.kind = 'undone')
FROM (SELECT * FROM touch WHERE workspace_id = :workspace AND lead_id = :lead_id ORDER BY at DESC LIMIT :most) t
LEFT JOIN "user" u ON u.workspace_id = t.workspace_id AND u.id = t.user_id
LEFT JOIN contact c ON c.workspace_id = t.workspace_id AND c.id = t.contact_id
LEFT JOIN address a ON a.workspace_id = t.workspace_id AND a.id = t.address_id
ORDER BY t.at DESC, t.id DESC;

-- name: touch_last_words
-- The last note of a lead that was not undone.
-- in: workspace int, lead_id id
-- out: at int, channel text, outcome text, note text, contact_name text
-- gives: one
SELECT t.at, t.channel, t.outcome, t.note, c.name FROM touch t
LEFT JOIN contact c ON c.workspace_id = t.workspace_id AND c.id = t.contact_id
WHERE t.workspace_id = :workspace AND t.lead_id = :lead_id AND t.note IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM touch_event e WHERE e.workspace_id = t.workspace_id AND e.touch_id = t.id AND e.kind = 'undone')
ORDER BY t.at DESC, t.id DESC LIMIT 1;

-- name: touch_event_insert
-- in: workspace int, touch_id id, at int, kind text, detail text
-- gives: none
INSERT INTO touch_event (workspace_id, touch_id, seq, at, kind, detail)
VALUES (:workspace, :touch_id, (SELECT coalesce(max(seq), 0) + 1 FROM touch_event WHERE workspace_id = :workspace AND touch_id = :touch_id),
    :at, :kind, :detail);

-- name: touch_event_list
-- in: workspace int, touch_id id
-- out: at int, kind text, detail text
-- gives: many
SELECT at, kind, detail FROM touch_event WHERE workspace_id = :workspace AND touch_id = :touch_id ORDER BY seq;

-- name: dial_insert
-- in: workspace int, touch_id id, seq int, contact_id id, address_id id, kind text, outcome text, at int, words text, seconds int, recording text
-- gives: none
INSERT INTO dial (workspace_id, touch_id, seq, contact_id, address_id, kind, outcome, at, words, seconds, recording)
VALUES (:workspace, :touch_id, :seq, :contact_id, :address_id, :kind, :outcome, :at, :words, :seconds, :recording);

-- name: dial_list
-- in: workspace int, touch_id id
-- out: seq int, contact_id id, contact_name text, address_id id, address_value text, kind text, outcome text, at int, words text, seconds int, recording text
-- gives: many
SELECT d.seq, d.contact_id, c.name, d.address_id, a.value, d.kind, d.outcome, d.at, d.words, d.seconds, d.recording FROM dial d
LEFT JOIN contact c ON c.workspace_id = d.workspace_id AND c.id = d.contact_id
LEFT JOIN address a ON a.workspace_id = d.workspace_id AND a.id = d.address_id
WHERE d.workspace_id = :workspace AND d.touch_id = :touch_id ORDER BY d.seq;

-- name: given_add
-- in: workspace int, contact_id id, content_id id, touch_id id, now int
-- gives: none
INSERT INTO given (workspace_id, contact_id, content_id, touch_id, at) VALUES (:workspace, :contact_id, :content_id, :touch_id, :now);

-- name: given_get
-- in: workspace int, contact_id id, content_id id
-- out: at int
-- gives: one
SELECT at FROM given WHERE workspace_id = :workspace AND contact_id = :contact_id AND content_id = :content_id;

-- name: given_elsewhere
-- Other leads at whose next touch a person would be given a content; those whose message is under way are left alone.
-- in: workspace int, contact_id id, content_id id, account_id id, lead_id id
-- out: lead_id id
-- gives: many
SELECT n.lead_id FROM lead l
JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
WHERE l.workspace_id = :workspace AND (l.contact_id = :contact_id OR l.account_id = :account_id) AND l.id <> :lead_id
    AND n.contact_id = :contact_id AND n.content_id = :content_id
    AND NOT EXISTS (SELECT 1 FROM sending s WHERE s.workspace_id = n.workspace_id AND s.touch_id = n.touch_id);

-- name: given_content
-- Everything that was ever to be given, retired or not.
-- in: workspace int
-- out: id id, title text
-- gives: many
SELECT id, title FROM content WHERE workspace_id = :workspace ORDER BY id;

-- name: given_drop
-- in: workspace int, touch_id id, contact_id id, content_id id
-- gives: none
DELETE FROM given WHERE workspace_id = :workspace AND contact_id = :contact_id AND content_id = :content_id AND touch_id = :touch_id;

-- name: content_list
-- in: workspace int, contact_id int
-- out: id id, kind text, title text, url text, body text, channels int, created_at int, given int
-- gives: many
SELECT c.id, c.kind, c.title, c.url, c.body, c.channels, c.created_at,
    (SELECT count(*) FROM given g WHERE g.workspace_id = c.workspace_id AND g.contact_id = :contact_id AND g.content_id = c.id)
FROM content c WHERE c.workspace_id = :workspace AND c.retired_at IS NULL ORDER BY c.created_at DESC, c.id DESC;

-- name: content_get
-- in: workspace int, id id
-- out: id id, kind text, title text, url text, body text, channels int, retired_at int
-- gives: one
SELECT id, kind, title, url, body, channels, retired_at FROM content WHERE workspace_id = :workspace AND id = :id;

-- name: content_insert
-- in: workspace int, id id, kind text, title text, url text, body text, channels int, now int
-- gives: none
INSERT INTO content (workspace_id, id, kind, title, url, body, channels, created_at)
VALUES (:workspace, :id, :kind, :title, :url, :body, :channels, :now);

-- name: content_retire
-- in: workspace int, id id, now int
-- gives: none
UPDATE content SET retired_at = :now WHERE workspace_id = :workspace AND id = :id;

-- name: content_had
-- Who has had one, newest first; of `owners` (NULL: all) and of leads shared with the user.
-- in: workspace int, content_id id, owners text, user_id int, most int
-- out: contact_id id, lead_id id, name text, account_name text, at int
-- gives: many
SELECT g.contact_id, l.id, c.name, k.name, g.at FROM given g
JOIN touch t ON t.workspace_id = g.workspace_id AND t.id = g.touch_id
JOIN lead l ON l.workspace_id = t.workspace_id AND l.id = t.lead_id
JOIN contact c ON c.workspace_id = g.workspace_id AND c.id = g.contact_id
LEFT JOIN account k ON k.workspace_id = c.workspace_id AND k.id = c.account_id
WHERE g.workspace_id = :workspace AND g.content_id = :content_id
    AND (:owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%'
        OR EXISTS (SELECT 1 FROM lead_share s WHERE s.workspace_id = l.workspace_id AND s.lead_id = l.id AND s.user_id IN (0, :user_id)))
ORDER BY g.at DESC, g.contact_id LIMIT :most;

-- name: content_given_to
-- What a person has had, the newest first.
-- in: workspace int, contact_id int, most int
-- out: title text, url text
-- gives: many
SELECT c.title, c.url FROM given g
JOIN content c ON c.workspace_id = g.workspace_id AND c.id = g.content_id
WHERE g.workspace_id = :workspace AND g.contact_id = :contact_id ORDER BY g.at DESC, g.content_id LIMIT :most;

-- name: content_worn
-- How many people have had each.
-- in: workspace int
-- out: content_id id, people int
-- gives: many
SELECT content_id, count(*) FROM given WHERE workspace_id = :workspace GROUP BY content_id;

-- name: touch_numbers
-- A user's calls and voicemails since, without what was undone.
-- in: workspace int, user_id id, since int
-- out: calls int, voicemails int
-- gives: one
SELECT count(*), coalesce(sum(CASE WHEN outcome = 'voicemail' THEN 1 ELSE 0 END), 0) FROM touch
WHERE workspace_id = :workspace AND user_id = :user_id AND at >= :since AND channel = 'phone' AND state = 'done'
    AND id NOT IN (SELECT e.touch_id FROM touch_event e WHERE e.workspace_id = :workspace AND e.kind = 'undone');
