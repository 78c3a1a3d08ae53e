-- Leads and what is to come for them.

-- name: lead_insert
-- in: workspace int, id id, account_id id, contact_id id, owner_id id, name text, name_key text, source text, source_kind text, captured_at int, status text, status_why text, temperature text, product text, value_cents int, external_id text, note text, cadence_id id, step_key text, step_at int, asked_for_texts int, now int
-- gives: none
INSERT INTO lead (workspace_id, id, account_id, contact_id, owner_id, name, name_key, source, source_kind, captured_at, status, status_why, temperature, product, value_cents, external_id, note, cadence_id, step_key, step_at, asked_for_texts, created_at)
VALUES (:workspace, :id, :account_id, :contact_id, :owner_id, :name, :name_key, :source, :source_kind, :captured_at, :status, :status_why, :temperature, :product, :value_cents, :external_id, :note, :cadence_id, :step_key, :step_at, :asked_for_texts, :now);

-- name: lead_get
-- in: workspace int, id id
-- out: id id, account_id id, contact_id id, owner_id id, name text, name_key text, source text, source_kind text, captured_at int, status text, status_why text, temperature text, product text, value_cents int, external_id text, note text, cadence_id id, step_key text, step_place int, step_at int, step_tries int, tail_round int, interest int, noes int, tries int, voicemails int, first_talked_at int, last_talked_at int, last_touched_at int, answered_at int, answered_channel text, answered_contact_id id, our_answer_at int, agreed_at int, agreed text, agreed_channel text, retry_at int, rest_until int, prongs int, asked_for_texts int, voicemail_last int, ask_close int, unproved_at int, created_at int
-- gives: one
SELECT id, account_id, contact_id, owner_id, name, name_key, source, source_kind, captured_at, status, status_why, temperature, product, value_cents, external_id, note, cadence_id, step_key, step_place, step_at, step_tries, tail_round, interest, noes, tries, voicemails, first_talked_at, last_talked_at, last_touched_at, answered_at, answered_channel, answered_contact_id, our_answer_at, agreed_at, agreed, agreed_channel, retry_at, rest_until, prongs, asked_for_texts, voicemail_last, ask_close, unproved_at, created_at
FROM lead WHERE workspace_id = :workspace AND id = :id;

-- name: lead_get@postgres
-- Locked: whoever plans a lead is alone with it.
SELECT id, account_id, contact_id, owner_id, name, name_key, source, source_kind, captured_at, status, status_why, temperature, product, value_cents, external_id, note, cadence_id, step_key, step_place, step_at, step_tries, tail_round, interest, noes, tries, voicemails, first_talked_at, last_talked_at, last_touched_at, answered_at, answered_channel, answered_contact_id, our_answer_at, agreed_at, agreed, agreed_channel, retry_at, rest_until, prongs, asked_for_texts, voicemail_last, ask_close, unproved_at, created_at
FROM lead WHERE workspace_id = :workspace AND id = :id FOR UPDATE;

-- name: lead_read
-- The same to look at only: in a reading transaction nothing can be locked.
-- in: workspace int, id id
-- out: as lead_get
-- gives: one
SELECT id, account_id, contact_id, owner_id, name, name_key, source, source_kind, captured_at, status, status_why, temperature, product, value_cents, external_id, note, cadence_id, step_key, step_place, step_at, step_tries, tail_round, interest, noes, tries, voicemails, first_talked_at, last_talked_at, last_touched_at, answered_at, answered_channel, answered_contact_id, our_answer_at, agreed_at, agreed, agreed_channel, retry_at, rest_until, prongs, asked_for_texts, voicemail_last, ask_close, unproved_at, created_at
FROM lead WHERE workspace_id = :workspace AND id = :id;

-- name: lead_save
-- The state an outcome leaves behind (LeadState).
-- in: workspace int, id id, status text, status_why text, step_key text, step_place int, step_at int, step_tries int, tail_round int, interest int, noes int, tries int, voicemails int, first_talked_at int, last_talked_at int, last_touched_at int, answered_at int, answered_channel text, answered_contact_id id, our_answer_at int, agreed_at int, agreed text, agreed_channel text, retry_at int, rest_until int, prongs int, asked_for_texts int, voicemail_last int, ask_close int, unproved_at int
-- gives: none
UPDATE lead SET status = :status, status_why = :status_why, step_key = :step_key, step_place = :step_place, step_at = :step_at, step_tries = :step_tries, tail_round = :tail_round, interest = :interest, noes = :noes,
    tries = :tries, voicemails = :voicemails, first_talked_at = :first_talked_at, last_talked_at = :last_talked_at,
    last_touched_at = :last_touched_at, answered_at = :answered_at, answered_channel = :answered_channel,
    answered_contact_id = :answered_contact_id, our_answer_at = :our_answer_at, agreed_at = :agreed_at,
    agreed = :agreed, agreed_channel = :agreed_channel, retry_at = :retry_at, rest_until = :rest_until, prongs = :prongs, asked_for_texts = :asked_for_texts,
    voicemail_last = :voicemail_last, ask_close = :ask_close, unproved_at = :unproved_at
WHERE workspace_id = :workspace AND id = :id;

-- name: lead_place
-- Whose it is: what four indexes are about.
-- in: workspace int, id id, contact_id id, owner_id id, cadence_id id
-- gives: none
UPDATE lead SET contact_id = :contact_id, owner_id = :owner_id, cadence_id = :cadence_id
WHERE workspace_id = :workspace AND id = :id;

-- name: lead_fill
-- Fills what was unknown (a second import of the same lead); never overwrites.
-- in: workspace int, id id, contact_id id, account_id id, product text, value_cents int, note text
-- gives: none
UPDATE lead SET contact_id = coalesce(contact_id, :contact_id), account_id = coalesce(account_id, :account_id),
    product = coalesce(product, :product), value_cents = coalesce(value_cents, :value_cents), note = coalesce(note, :note)
WHERE workspace_id = :workspace AND id = :id;

-- name: lead_asked_for_texts
-- They said to be texted.
-- in: workspace int, id id
-- gives: none
UPDATE lead SET asked_for_texts = 1 WHERE workspace_id = :workspace AND id = :id;

-- name: lead_set
-- A person says so: overwrites.
-- in: workspace int, id id, name text, name_key text, source text, source_kind text, temperature text, product text, value_cents int, note text
-- gives: none
UPDATE lead SET name = :name, name_key = :name_key, source = :source, source_kind = :source_kind, temperature = :temperature, product = :product,
    value_cents = :value_cents, note = :note
WHERE workspace_id = :workspace AND id = :id;

-- name: lead_by_external
-- in: workspace int, external_id text
-- out: id id, status text, contact_id id, account_id id
-- gives: one
SELECT id, status, contact_id, account_id FROM lead WHERE workspace_id = :workspace AND external_id = :external_id;

-- name: lead_of_contact
-- in: workspace int, contact_id id
-- out: id id, status text, owner_id id, name text, source text, external_id text
-- gives: many
SELECT id, status, owner_id, name, source, external_id FROM lead WHERE workspace_id = :workspace AND contact_id = :contact_id ORDER BY id;

-- name: lead_of_account
-- in: workspace int, account_id id
-- out: id id, status text, source text, contact_id id, external_id text
-- gives: many
SELECT id, status, source, contact_id, external_id FROM lead WHERE workspace_id = :workspace AND account_id = :account_id ORDER BY id;

-- name: lead_contact_add
-- in: workspace int, lead_id id, contact_id id
-- gives: none
INSERT INTO lead_contact (workspace_id, lead_id, contact_id) VALUES (:workspace, :lead_id, :contact_id)
ON CONFLICT (workspace_id, lead_id, contact_id) DO NOTHING;

-- What a lead's next touch is, but for whose and which it is; touch_aside has the same.
-- list: planned = owner_id, today_group, concern, channel, mode, contact_id, address_id, due_at, latest_at, load_day, reason, whys, cadence_id, step_key, step_place, promise_id, wake_id, content_id, ask_kind, nothing_new, library_dry, planned_at, smaller, worth, promised_at, silent_since

-- name: next_touch_put
-- SQLite takes no key with a rowid in it for what is in conflict.
-- in: workspace int, lead_id id, touch_id id, owner_id id, today_group int, concern text, channel text, mode text, contact_id id, address_id id, due_at int, latest_at int, load_day int, reason text, whys text, cadence_id id, step_key text, step_place int, promise_id id, wake_id id, content_id id, ask_kind text, nothing_new int, library_dry int, planned_at int, smaller text, worth int, promised_at int, silent_since int
-- gives: none
INSERT INTO next_touch (workspace_id, lead_id, touch_id, {planned})
VALUES (:workspace, :lead_id, :touch_id, {:planned})
ON CONFLICT (/*postgres: workspace_id, */lead_id) DO UPDATE SET (touch_id, {planned}) = (excluded.touch_id, {excluded.planned});

-- name: next_touch_drop
-- With the same transaction's close of the lead.
-- in: workspace int, lead_id id
-- gives: none
DELETE FROM next_touch WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: next_touch_of_lead
-- in: workspace int, lead_id id
-- out: lead_id id, touch_id id, owner_id id, today_group int, concern text, channel text, mode text, contact_id id, address_id id, due_at int, latest_at int, load_day int, reason text, whys text, cadence_id id, step_key text, step_place int, promise_id id, wake_id id, content_id id, ask_kind text, nothing_new int, library_dry int, planned_at int, smaller text, worth int, promised_at int, silent_since int
-- gives: one
SELECT lead_id, touch_id, {planned}
FROM next_touch WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: next_touch_lead
-- The lead whose next touch has this id.
-- in: workspace int, touch_id id
-- out: lead_id id
-- gives: one
SELECT lead_id FROM next_touch WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: today_cards
-- Next touches with all that is shown of them, in no order; `leads` as id_list() makes them.
-- in: workspace int, leads text
-- out: lead_id id, touch_id id, owner_id id, today_group int, concern text, channel text, mode text, due_at int, reason text, whys text, step_key text, promise_id id, content_id id, ask_kind text, nothing_new int, library_dry int, contact_id id, contact_name text, contact_title text, contact_role text, address_id id, address_kind text, address_value text, address_extension text, lead_name text, lead_status text, lead_source text, lead_temperature text, lead_interest int, lead_value_cents int, lead_last_touched_at int, account_name text, account_id id, cadence_name text, promise_text text, promise_due_at int, lead_product text, smaller text, answer_text text, answer_subject text, answer_at int
-- gives: many
SELECT n.lead_id, n.touch_id, n.owner_id, n.today_group, n.concern, n.channel, n.mode, n.due_at, n.reason, n.whys, n.step_key, n.promise_id, n.content_id,
    n.ask_kind, n.nothing_new, n.library_dry, n.contact_id, c.name, c.title, c.role, n.address_id, a.kind, a.value, a.extension,
    l.name, l.status, l.source, l.temperature, l.interest, l.value_cents, l.last_touched_at, k.name, l.account_id, d.name, p.text, p.due_at, l.product, n.smaller, r.body, r.subject, r.at
FROM (SELECT value AS id FROM json_each(:leads)) i
CROSS JOIN next_touch n ON n.workspace_id = :workspace AND n.lead_id = i.id
JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
LEFT JOIN contact c ON c.workspace_id = n.workspace_id AND c.id = n.contact_id
LEFT JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id
LEFT JOIN account k ON k.workspace_id = n.workspace_id AND k.id = l.account_id
LEFT JOIN cadence d ON d.workspace_id = n.workspace_id AND d.id = n.cadence_id
LEFT JOIN promise p ON p.workspace_id = n.workspace_id AND p.id = n.promise_id
LEFT JOIN received r ON r.workspace_id = n.workspace_id AND n.concern = 'answer' AND r.id = (SELECT x.id FROM received x
    WHERE x.workspace_id = n.workspace_id AND x.lead_id = n.lead_id AND x.kind IN ('reply', 'other') AND x.state = 'done' ORDER BY x.at DESC, x.id DESC LIMIT 1);


-- name: today_cards@postgres
SELECT n.lead_id, n.touch_id, n.owner_id, n.today_group, n.concern, n.channel, n.mode, n.due_at, n.reason, n.whys, n.step_key, n.promise_id, n.content_id,
    n.ask_kind, n.nothing_new, n.library_dry, n.contact_id, c.name, c.title, c.role, n.address_id, a.kind, a.value, a.extension,
    l.name, l.status, l.source, l.temperature, l.interest, l.value_cents, l.last_touched_at, k.name, l.account_id, d.name, p.text, p.due_at, l.product, n.smaller, r.body, r.subject, r.at
FROM next_touch n
JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
LEFT JOIN contact c ON c.workspace_id = n.workspace_id AND c.id = n.contact_id
LEFT JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id
LEFT JOIN account k ON k.workspace_id = n.workspace_id AND k.id = l.account_id
LEFT JOIN cadence d ON d.workspace_id = n.workspace_id AND d.id = n.cadence_id
LEFT JOIN promise p ON p.workspace_id = n.workspace_id AND p.id = n.promise_id
LEFT JOIN received r ON r.workspace_id = n.workspace_id AND n.concern = 'answer' AND r.id = (SELECT x.id FROM received x
    WHERE x.workspace_id = n.workspace_id AND x.lead_id = n.lead_id AND x.kind IN ('reply', 'other') AND x.state = 'done' ORDER BY x.at DESC, x.id DESC LIMIT 1)
WHERE n.workspace_id = :workspace AND n.lead_id = ANY (CAST(translate(:leads, '[]', '{}') AS bigint[]));

-- name: today_due
-- The first of one group of an owner that are due, with what rank_score needs: from the index alone, but for what
-- a machine is to do, which is a person's as long as nothing sends for the owner.
-- in: workspace int, owner_id id, today_group int, until int, most int
-- out: lead_id id, due_at int, worth int, promised_at int, silent_since int
-- gives: many
SELECT n.lead_id, n.due_at, n.worth, n.promised_at, n.silent_since FROM next_touch n
WHERE n.workspace_id = :workspace AND n.owner_id = :owner_id AND n.today_group = :today_group AND n.due_at < :until
    AND (n.mode = 'person' OR NOT EXISTS (SELECT 1 FROM sender s WHERE s.workspace_id = n.workspace_id
        AND s.user_id IN (0, n.owner_id) AND s.channel = n.channel AND s.state <> 'ended'))
ORDER BY n.due_at LIMIT :most;

-- name: today_one
-- One next touch with all that is shown of it.
-- in: workspace int, lead_id id
-- out: as today_cards
-- gives: one
SELECT n.lead_id, n.touch_id, n.owner_id, n.today_group, n.concern, n.channel, n.mode, n.due_at, n.reason, n.whys, n.step_key, n.promise_id, n.content_id,
    n.ask_kind, n.nothing_new, n.library_dry, n.contact_id, c.name, c.title, c.role, n.address_id, a.kind, a.value, a.extension,
    l.name, l.status, l.source, l.temperature, l.interest, l.value_cents, l.last_touched_at, k.name, l.account_id, d.name, p.text, p.due_at, l.product, n.smaller, r.body, r.subject, r.at
FROM next_touch n
JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
LEFT JOIN contact c ON c.workspace_id = n.workspace_id AND c.id = n.contact_id
LEFT JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id
LEFT JOIN account k ON k.workspace_id = n.workspace_id AND k.id = l.account_id
LEFT JOIN cadence d ON d.workspace_id = n.workspace_id AND d.id = n.cadence_id
LEFT JOIN promise p ON p.workspace_id = n.workspace_id AND p.id = n.promise_id
LEFT JOIN received r ON r.workspace_id = n.workspace_id AND n.concern = 'answer' AND r.id = (SELECT x.id FROM received x
    WHERE x.workspace_id = n.workspace_id AND x.lead_id = n.lead_id AND x.kind IN ('reply', 'other') AND x.state = 'done' ORDER BY x.at DESC, x.id DESC LIMIT 1)
WHERE n.workspace_id = :workspace AND n.lead_id = :lead_id;

-- name: today_count
-- How many today_due would give; counting stops at `most`.
-- in: workspace int, owner_id id, today_group int, until int, most int
-- out: count int
-- gives: one
SELECT count(*) FROM (SELECT 1 FROM next_touch n
    WHERE n.workspace_id = :workspace AND n.owner_id = :owner_id AND n.today_group = :today_group AND n.due_at < :until
    AND (n.mode = 'person' OR NOT EXISTS (SELECT 1 FROM sender s WHERE s.workspace_id = n.workspace_id
        AND s.user_id IN (0, n.owner_id) AND s.channel = n.channel AND s.state <> 'ended'))
    LIMIT :most) t;

-- name: today_lines
-- "Lines in the water": how many leads a user has touched since; what was undone does not count, counting stops
-- at `most`.
-- in: workspace int, owner_id id, since int, most int
-- out: touched int
-- gives: one
SELECT count(DISTINCT lead_id) FROM (SELECT lead_id FROM touch
    WHERE workspace_id = :workspace AND user_id = :owner_id AND at >= :since AND real = 1
        AND id NOT IN (SELECT e.touch_id FROM touch_event e WHERE e.workspace_id = :workspace AND e.kind = 'undone')
    ORDER BY at DESC LIMIT :most) t;

-- name: next_touch_scan
-- Every open lead of an owner (0: of all), for spreading, reassigning and forecasting.
-- in: workspace int, owner_id int
-- out: lead_id id
-- gives: stream
SELECT lead_id FROM next_touch WHERE workspace_id = :workspace AND (:owner_id = 0 OR owner_id = :owner_id) ORDER BY lead_id;

-- name: level_lock
-- The day a lead counts on, as it is once the lead is ours.
-- in: workspace int, lead_id id
-- out: load_day int
-- gives: one
SELECT load_day FROM next_touch WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: level_lock@postgres
SELECT n.load_day FROM lead l JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
WHERE l.workspace_id = :workspace AND l.id = :lead_id FOR UPDATE;

-- name: level_unload
-- in: workspace int, lead_id id
-- gives: none
UPDATE next_touch SET load_day = NULL WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: lead_set_account
-- in: workspace int, id id, account_id id
-- gives: none
UPDATE lead SET account_id = :account_id WHERE workspace_id = :workspace AND id = :id;

-- name: lead_set_step_at
-- A kept promise was a touch: the wait of the coming step runs anew.
-- in: workspace int, id id, step_at int
-- gives: none
UPDATE lead SET step_at = :step_at WHERE workspace_id = :workspace AND id = :id;

-- name: next_touch_first
-- The first touch of an owner, whichever group.
-- in: workspace int, owner_id id
-- out: lead_id id
-- gives: one
SELECT lead_id FROM (
    SELECT lead_id, due_at FROM (SELECT lead_id, due_at FROM next_touch WHERE workspace_id = :workspace AND owner_id = :owner_id AND today_group = 0 ORDER BY due_at LIMIT 1) a
    UNION ALL SELECT lead_id, due_at FROM (SELECT lead_id, due_at FROM next_touch WHERE workspace_id = :workspace AND owner_id = :owner_id AND today_group = 1 ORDER BY due_at LIMIT 1) b
    UNION ALL SELECT lead_id, due_at FROM (SELECT lead_id, due_at FROM next_touch WHERE workspace_id = :workspace AND owner_id = :owner_id AND today_group = 2 ORDER BY due_at LIMIT 1) c
    UNION ALL SELECT lead_id, due_at FROM (SELECT lead_id, due_at FROM next_touch WHERE workspace_id = :workspace AND owner_id = :owner_id AND today_group = 3 ORDER BY due_at LIMIT 1) d
    UNION ALL SELECT lead_id, due_at FROM (SELECT lead_id, due_at FROM next_touch WHERE workspace_id = :workspace AND owner_id = :owner_id AND today_group = 4 ORDER BY due_at LIMIT 1) e
    UNION ALL SELECT lead_id, due_at FROM (SELECT lead_id, due_at FROM next_touch WHERE workspace_id = :workspace AND owner_id = :owner_id AND today_group = 5 ORDER BY due_at LIMIT 1) f
) t ORDER BY due_at LIMIT 1;

-- name: lead_around
-- The other open leads of the same people or account.
-- in: workspace int, lead_id id, contact_id id, other_id id, account_id id, most int
-- out: id id, contact_id id
-- gives: many
SELECT id, contact_id FROM lead
WHERE workspace_id = :workspace AND open_id IS NOT NULL AND id <> :lead_id
    AND (contact_id = :contact_id OR contact_id = :other_id OR account_id = :account_id)
ORDER BY id LIMIT :most;

-- name: lead_proved
-- The message of a touch arrived, or is known not to have: nothing waits for a proof any more.
-- in: workspace int, touch_id id
-- out: lead_id id
-- gives: many
UPDATE lead SET unproved_at = 0 WHERE workspace_id = :workspace AND unproved_at <> 0
    AND id = (SELECT m.lead_id FROM message m WHERE m.workspace_id = :workspace AND m.touch_id = :touch_id)
    AND unproved_at = (SELECT m.sent_at FROM message m WHERE m.workspace_id = :workspace AND m.touch_id = :touch_id)
RETURNING id AS lead_id;
