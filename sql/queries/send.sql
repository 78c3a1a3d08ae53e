-- Senders, and what they send (DESIGN §6).

-- name: sender_insert
-- in: workspace int, id id, user_id int, channel text, driver text, address text, settings text, secret blob, day_most int, minute_most int, ramp_from int, now int
-- gives: none
INSERT INTO sender (workspace_id, id, user_id, channel, driver, address, settings, secret, day_most, minute_most, ramp_from, next_at, made_at)
VALUES (:workspace, :id, :user_id, :channel, :driver, :address, :settings, :secret, :day_most, :minute_most, :ramp_from, :now, :now);

-- name: sender_list
-- Those that have not ended, a user's own before everybody's.
-- in: workspace int
-- out: id id, user_id id, channel text, driver text, address text, settings text, secret blob, day_most int, minute_most int, ramp_from int, state text, why text, rests_until int, failures int, next_at int, day int, day_count int, minute int, minute_count int, made_at int, size_most int
-- gives: many
SELECT id, user_id, channel, driver, address, settings, secret, day_most, minute_most, ramp_from, state, why, rests_until, failures, next_at, day, day_count, minute, minute_count, made_at, size_most
FROM sender WHERE workspace_id = :workspace AND state <> 'ended' ORDER BY user_id = 0, user_id, id;

-- name: sender_set
-- in: workspace int, id id, state text, why text, rests_until int, failures int
-- gives: none
UPDATE sender SET state = :state, why = :why, rests_until = :rests_until, failures = :failures
WHERE workspace_id = :workspace AND id = :id;

-- name: sender_settings_put
-- in: workspace int, id id, settings text, secret blob
-- gives: none
UPDATE sender SET settings = :settings, secret = :secret WHERE workspace_id = :workspace AND id = :id AND state <> 'ended';

-- name: sender_end
-- Its secret goes; its name stays with what it sent.
-- in: workspace int, id id
-- gives: none
UPDATE sender SET state = 'ended', why = NULL, secret = NULL, settings = '{}' WHERE workspace_id = :workspace AND id = :id;

-- name: sender_sent
-- So many more of the day and the minute; what sends has not failed.
-- in: workspace int, id id, day int, minute int, count int, next_at int
-- gives: none
UPDATE sender SET day_count = CASE WHEN day = :day THEN day_count ELSE 0 END + :count, day = :day,
    minute_count = CASE WHEN minute = :minute THEN minute_count ELSE 0 END + :count, minute = :minute,
    next_at = :next_at, failures = 0, rests_until = NULL
WHERE workspace_id = :workspace AND id = :id;

-- name: sender_unsent
-- One of that day did not go after all.
-- in: workspace int, id id, day int
-- gives: none
UPDATE sender SET day_count = day_count - 1 WHERE workspace_id = :workspace AND id = :id AND day = :day AND day_count > 0;

-- name: hold_of_sending
-- What stops a sender as a whole (sender_id NULL: all of them).
-- in: workspace int, now int
-- out: sender_id id
-- gives: many
SELECT CASE WHEN scope = 'sender' THEN scope_id END FROM hold
WHERE workspace_id = :workspace AND scope IN ('workspace', 'sender') AND lifted_at IS NULL
    AND (until IS NULL OR until > :now) AND channels = 0;

-- name: message_put
-- in: workspace int, touch_id id, lead_id id, sender_id id, user_id id, subject text, body text, now int, edited int, thread_id id
-- gives: none
INSERT INTO message (workspace_id, touch_id, lead_id, sender_id, user_id, subject, body, level, made_at, edited, thread_id)
VALUES (:workspace, :touch_id, :lead_id, :sender_id, :user_id, :subject, :body, 'queued', :now, :edited, :thread_id)
ON CONFLICT (/*postgres: workspace_id, */touch_id) DO UPDATE SET sender_id = excluded.sender_id, user_id = excluded.user_id,
    subject = excluded.subject, body = excluded.body, made_at = excluded.made_at,
    thread_id = coalesce(excluded.thread_id, message.thread_id),
    edited = CASE WHEN excluded.edited > message.edited THEN excluded.edited ELSE message.edited END;

-- name: message_get
-- in: workspace int, touch_id id
-- out: lead_id id, sender_id id, user_id id, subject text, body text, level text, tries int, made_at int, sent_at int, edited int, known_as text, channel text
-- gives: one
SELECT lead_id, sender_id, user_id, subject, body, level, tries, made_at, sent_at, edited, known_as,
       COALESCE((SELECT t.channel FROM touch t WHERE t.workspace_id = :workspace AND t.id = :touch_id),
                (SELECT n.channel FROM next_touch n WHERE n.workspace_id = :workspace AND n.touch_id = :touch_id), '')
FROM message
WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: message_of_lead
-- How far each has come, by touch; `words`: what was said of it last.
-- in: workspace int, lead_id id
-- out: touch_id id, subject text, level text, sent_at int, words text
-- gives: many
SELECT m.touch_id, CASE WHEN m.subject = '' THEN substr(m.body, 1, 80) ELSE m.subject END, m.level, m.sent_at, (SELECT e.detail FROM touch_event e
    WHERE e.workspace_id = m.workspace_id AND e.touch_id = m.touch_id AND e.detail IS NOT NULL ORDER BY e.seq DESC LIMIT 1)
FROM message m WHERE m.workspace_id = :workspace AND m.lead_id = :lead_id ORDER BY m.touch_id;

-- name: message_sent
-- Nothing where its words are not these any more.
-- in: workspace int, touch_id id, subject text, body text, now int
-- gives: changed
UPDATE message SET sent_at = :now, tries = tries + 1
WHERE workspace_id = :workspace AND touch_id = :touch_id AND subject = :subject AND body = :body;

-- name: message_traced
-- What a sender sent since then and nobody has a proof of, the oldest first.
-- in: workspace int, sender_id id, since int, most int
-- out: touch_id id, level text
-- gives: many
SELECT touch_id, level FROM message
WHERE workspace_id = :workspace AND level IN ('uncertain', 'accepted') AND sent_at >= :since AND sender_id = :sender_id
ORDER BY sent_at, touch_id LIMIT :most;

-- name: sending_is
-- in: workspace int, touch_id id
-- out: sending int
-- gives: one
SELECT CASE WHEN EXISTS (SELECT 1 FROM sending WHERE workspace_id = :workspace AND touch_id = :touch_id) THEN 1 ELSE 0 END;

-- name: message_tried
-- in: workspace int, touch_id id
-- gives: none
UPDATE message SET tries = tries + 1 WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: message_known
-- What the gateway calls it.
-- in: workspace int, touch_id id, known_as text
-- gives: none
UPDATE message SET known_as = :known_as WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: message_rise
-- Where it stands on one of the levels `below`: ",queued,uncertain,".
-- in: workspace int, touch_id id, level text, below text
-- gives: changed
UPDATE message SET level = :level WHERE workspace_id = :workspace AND touch_id = :touch_id
    AND :below LIKE '%,' || level || ',%';

-- name: message_drop
-- Of a touch that was planned anew.
-- in: workspace int, touch_id id
-- gives: none
DELETE FROM message WHERE workspace_id = :workspace AND touch_id = :touch_id AND level = 'queued';

-- name: message_give
-- Of a touch that is another seller's now: what was written stays where a person will look at it.
-- in: workspace int, touch_id id, looked_at int
-- gives: none
DELETE FROM message WHERE workspace_id = :workspace AND touch_id = :touch_id AND level = 'queued'
    AND (edited = 0 OR :looked_at = 0);

-- name: message_uncertain
-- Those nobody can say of whether they went, newest first.
-- in: workspace int, owners text, most int
-- out: touch_id id, lead_id id, lead_name text, sender_id id, subject text, sent_at int
-- gives: many
SELECT m.touch_id, m.lead_id, l.name, m.sender_id, CASE WHEN m.subject = '' THEN substr(m.body, 1, 80) ELSE m.subject END, m.sent_at FROM message m
JOIN lead l ON l.workspace_id = m.workspace_id AND l.id = m.lead_id
WHERE m.workspace_id = :workspace AND m.level = 'uncertain' AND (:owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%')
ORDER BY m.sent_at DESC, m.touch_id DESC LIMIT :most;

-- name: outbox_list
-- What waits to be sent by a machine, first first. Of those for whom nothing sends there is none.
-- in: workspace int, owners text, approved int, until int, most int
-- out: touch_id id, lead_id id, lead_name text, owner_id id, contact_name text, to_value text, channel text, due_at int, reason text, subject text, user_id id, sending text
-- gives: many
SELECT n.touch_id, n.lead_id, l.name, n.owner_id, c.name, a.value, n.channel, n.due_at, n.reason, CASE WHEN m.subject = '' THEN substr(m.body, 1, 80) ELSE m.subject END, m.user_id, s.state FROM next_touch n
JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
LEFT JOIN contact c ON c.workspace_id = n.workspace_id AND c.id = n.contact_id
LEFT JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id
LEFT JOIN message m ON m.workspace_id = n.workspace_id AND m.touch_id = n.touch_id
LEFT JOIN sending s ON s.workspace_id = n.workspace_id AND s.touch_id = n.touch_id
WHERE n.workspace_id = :workspace AND n.mode = 'machine' AND n.due_at <= :until
    AND (:owners IS NULL OR :owners LIKE '%,' || n.owner_id || ',%') AND (:approved = 0 OR m.user_id IS NOT NULL)
    AND EXISTS (SELECT 1 FROM sender p WHERE p.workspace_id = n.workspace_id AND p.user_id IN (0, n.owner_id)
        AND p.channel = n.channel AND p.state <> 'ended')
ORDER BY n.due_at, n.touch_id LIMIT :most;

-- name: outbox_one
-- The same of one touch, whenever it is due.
-- in: workspace int, owners text, touch_id id
-- out: as outbox_list
-- gives: one
SELECT n.touch_id, n.lead_id, l.name, n.owner_id, c.name, a.value, n.channel, n.due_at, n.reason, CASE WHEN m.subject = '' THEN substr(m.body, 1, 80) ELSE m.subject END, m.user_id, s.state FROM next_touch n
JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
LEFT JOIN contact c ON c.workspace_id = n.workspace_id AND c.id = n.contact_id
LEFT JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id
LEFT JOIN message m ON m.workspace_id = n.workspace_id AND m.touch_id = n.touch_id
LEFT JOIN sending s ON s.workspace_id = n.workspace_id AND s.touch_id = n.touch_id
WHERE n.workspace_id = :workspace AND n.touch_id = :touch_id AND n.mode = 'machine'
    AND (:owners IS NULL OR :owners LIKE '%,' || n.owner_id || ',%')
    AND EXISTS (SELECT 1 FROM sender p WHERE p.workspace_id = n.workspace_id AND p.user_id IN (0, n.owner_id)
        AND p.channel = n.channel AND p.state <> 'ended');

-- name: sending_due
-- What machines have to send now and nobody is sending; `owners` as id_list() makes them.
-- in: workspace int, channel text, owners text, due int, most int
-- out: lead_id id, touch_id id, owner_id id
-- gives: many
SELECT n.lead_id, n.touch_id, n.owner_id FROM next_touch n
WHERE n.workspace_id = :workspace AND n.mode = 'machine' AND n.channel = :channel AND n.due_at <= :due
    AND n.owner_id IN (SELECT value FROM json_each(:owners))
    AND NOT EXISTS (SELECT 1 FROM sending s WHERE s.workspace_id = n.workspace_id AND s.touch_id = n.touch_id)
ORDER BY n.due_at, n.touch_id LIMIT :most;

-- name: sending_due@postgres
SELECT n.lead_id, n.touch_id, n.owner_id FROM next_touch n
WHERE n.workspace_id = :workspace AND n.mode = 'machine' AND n.channel = :channel AND n.due_at <= :due
    AND n.owner_id = ANY (CAST(translate(:owners, '[]', '{}') AS bigint[]))
    AND NOT EXISTS (SELECT 1 FROM sending s WHERE s.workspace_id = n.workspace_id AND s.touch_id = n.touch_id)
ORDER BY n.due_at, n.touch_id LIMIT :most;

-- name: sending_first
-- When the next of them is due.
-- in: workspace int
-- out: due_at int
-- gives: one
SELECT min(due_at) FROM next_touch WHERE workspace_id = :workspace AND mode = 'machine';

-- name: sending_claim
-- Whose row it is has it.
-- in: workspace int, touch_id id, lead_id id, sender_id id, worker int, leased_until int
-- gives: changed
INSERT INTO sending (workspace_id, touch_id, lead_id, sender_id, state, worker, leased_until)
VALUES (:workspace, :touch_id, :lead_id, :sender_id, 'claimed', :worker, :leased_until)
ON CONFLICT (/*postgres: workspace_id, */touch_id) DO NOTHING;

-- name: sending_release
-- in: workspace int, worker int
-- gives: none
DELETE FROM sending WHERE workspace_id = :workspace AND worker = :worker AND state = 'claimed';

-- name: sending_dot
-- Ours still, and not said before: else nothing.
-- in: workspace int, touch_id id, worker int, leased_until int
-- gives: changed
UPDATE sending SET state = 'dot', leased_until = :leased_until
WHERE workspace_id = :workspace AND touch_id = :touch_id AND worker = :worker AND state = 'claimed';

-- name: sending_drop
-- in: workspace int, touch_id id, worker int, state text
-- gives: changed
DELETE FROM sending WHERE workspace_id = :workspace AND touch_id = :touch_id AND worker = :worker AND state = :state;

-- name: sending_drop_told
-- The same of what may have been reported before its answer: a text. (RETURNING costs SQLite a table in memory.)
-- in: workspace int, touch_id id, worker int, state text
-- out: told text, told_as text, told_why text, told_failure int
-- gives: one
DELETE FROM sending WHERE workspace_id = :workspace AND touch_id = :touch_id AND worker = :worker AND state = :state
RETURNING told, told_as, told_why, told_failure;

-- name: sending_waits
-- Whose answer is waited for, and what was reported of it before: nobody settles it meanwhile.
-- in: workspace int, touch_id id
-- out: told text
-- gives: one
SELECT told FROM sending WHERE workspace_id = :workspace AND touch_id = :touch_id AND state = 'dot';

-- name: sending_waits@postgres
SELECT told FROM sending WHERE workspace_id = :workspace AND touch_id = :touch_id AND state = 'dot' FOR UPDATE;

-- name: sending_told
-- in: workspace int, touch_id id, told text, told_as text, told_why text, told_failure int
-- gives: none
UPDATE sending SET told = :told, told_as = :told_as, told_why = :told_why, told_failure = :told_failure
WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: sending_extend
-- `touches` as id_list() makes them.
-- in: workspace int, worker int, touches text, leased_until int
-- gives: none
UPDATE sending SET leased_until = :leased_until WHERE workspace_id = :workspace AND worker = :worker
    AND touch_id IN (SELECT value FROM json_each(:touches));

-- name: sending_extend@postgres
UPDATE sending SET leased_until = :leased_until WHERE workspace_id = :workspace AND worker = :worker
    AND touch_id = ANY (CAST(translate(:touches, '[]', '{}') AS bigint[]));

-- name: sending_any_lapsed
-- in: workspace int, now int
-- out: lapsed int
-- gives: one
SELECT CASE WHEN EXISTS (SELECT 1 FROM sending WHERE workspace_id = :workspace AND leased_until <= :now) THEN 1 ELSE 0 END;

-- name: sending_lapsed
-- Whose worker has not been heard of: taken over by who asks.
-- in: workspace int, now int, most int
-- out: touch_id id, lead_id id, sender_id id, state text, told text, told_as text, told_why text, told_failure int
-- gives: many
DELETE FROM sending WHERE workspace_id = :workspace AND touch_id IN (SELECT touch_id FROM sending
    WHERE workspace_id = :workspace AND leased_until <= :now ORDER BY leased_until LIMIT :most)
RETURNING touch_id, lead_id, sender_id, state, told, told_as, told_why, told_failure;

-- name: next_touch_move
-- Later, as it is.
-- in: workspace int, touch_id id, due_at int
-- gives: none
UPDATE next_touch SET due_at = :due_at, latest_at = CASE WHEN latest_at < :due_at THEN :due_at ELSE latest_at END
WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: next_touch_approve
-- A person lets it go: a machine sends it.
-- in: workspace int, touch_id id, due_at int
-- gives: none
UPDATE next_touch SET mode = 'machine', due_at = :due_at, latest_at = CASE WHEN latest_at < :due_at THEN :due_at ELSE latest_at END
WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: next_touch_hand_over
-- A machine cannot, or is not to.
-- in: workspace int, touch_id id, whys text
-- gives: none
UPDATE next_touch SET mode = 'person', whys = :whys WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: next_touch_own
-- As it is, by the lead's new owner.
-- in: workspace int, lead_id id, owner_id id
-- gives: none
UPDATE next_touch SET owner_id = :owner_id WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: account_mail_day_back
-- The machine's e-mail of a day did not go after all.
-- in: workspace int, id id, mail_day int, was int
-- gives: none
UPDATE account SET mail_day = :mail_day WHERE workspace_id = :workspace AND id = :id AND mail_day = :was;

-- name: thread_of
-- What was said with one person of a lead by mail, ours and theirs (message_id), in order.
-- in: workspace int, lead_id id, contact_id id
-- out: at int, touch_id id, address text, subject text, thread_id id, message_id text
-- gives: many
SELECT m.sent_at, m.touch_id, s.address, m.subject, coalesce(m.thread_id, m.touch_id), NULL FROM message m
JOIN touch t ON t.workspace_id = m.workspace_id AND t.id = m.touch_id
JOIN sender s ON s.workspace_id = m.workspace_id AND s.id = m.sender_id
WHERE m.workspace_id = :workspace AND m.lead_id = :lead_id AND m.sent_at IS NOT NULL AND m.level <> 'refused' AND t.contact_id = :contact_id AND s.channel = 'email'
UNION ALL
SELECT r.at, NULL, NULL, r.subject, NULL, r.message_id FROM received r
WHERE r.workspace_id = :workspace AND r.lead_id = :lead_id AND r.contact_id = :contact_id AND r.kind = 'reply' AND r.message_id <> ''
ORDER BY 1, 2;

-- name: message_renew
-- Its words go under another touch.
-- in: workspace int, touch_id id, new_id id
-- gives: none
UPDATE message SET touch_id = :new_id, sent_at = NULL, known_as = NULL, level = 'queued', thread_id = CASE WHEN thread_id = :touch_id THEN :new_id ELSE thread_id END
WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: message_bodies
-- What a person has had by us on this lead, the newest first.
-- in: workspace int, lead_id id, contact_id id, most int
-- out: body text
-- gives: many
SELECT m.body FROM message m
JOIN touch t ON t.workspace_id = m.workspace_id AND t.id = m.touch_id
WHERE m.workspace_id = :workspace AND m.lead_id = :lead_id AND m.sent_at IS NOT NULL AND t.contact_id = :contact_id
ORDER BY m.sent_at DESC, m.touch_id DESC LIMIT :most;
