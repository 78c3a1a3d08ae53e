-- Export: leads and people for other programs, a block at a time; and everything, a table at a time.
-- Traces of those merged or erased are left out of the first two, and are there in the last.

-- name: export_leads
-- The next leads after one, of an owner (0: of all, or of `owners`).
-- in: workspace int, owner_id int, owners text, after int, most int
-- out: id id, account_id id, contact_id id, name text, source text, captured_at int, status text, temperature text, product text, value_cents int, external_id text, note text, owner text, contact_name text, given text, family text, title text, role text, state text, stopped int, city text, region text, postcode text, country text, zone text, birthday text, language text, company text, sector text
-- gives: many
SELECT l.id, l.account_id, l.contact_id, l.name, l.source, l.captured_at, l.status, l.temperature, l.product, l.value_cents, l.external_id, l.note, u.name,
    c.name, c.given, c.family, c.title, c.role, c.state, c.stopped, c.city, c.region, c.postcode, c.country, c.zone, c.birthday, c.language, k.name, k.sector
FROM (SELECT * FROM lead WHERE workspace_id = :workspace AND id > :after AND (:owner_id = 0 OR owner_id = :owner_id)
      AND (:owners IS NULL OR :owners LIKE '%,' || owner_id || ',%') ORDER BY id LIMIT :most) l
LEFT JOIN "user" u ON u.workspace_id = l.workspace_id AND u.id = l.owner_id
LEFT JOIN contact c ON c.workspace_id = l.workspace_id AND c.id = l.contact_id
LEFT JOIN account k ON k.workspace_id = l.workspace_id AND k.id = l.account_id
ORDER BY l.id;

-- name: export_people
-- The next people after one; of an owner (0: all, or of `owners`): those at the centre of their leads.
-- in: workspace int, owner_id int, owners text, after int, most int
-- out: id id, account_id id, name text, given text, family text, title text, role text, birthday text, language text, zone text, note text, city text, region text, postcode text, country text, company text
-- gives: many
SELECT c.id, c.account_id, c.name, c.given, c.family, c.title, c.role, c.birthday, c.language, c.zone, c.note, c.city, c.region, c.postcode, c.country, k.name
FROM (SELECT * FROM contact p WHERE p.workspace_id = :workspace AND p.id > :after AND p.name_key <> ''
      AND ((:owner_id = 0 AND :owners IS NULL) OR EXISTS (SELECT 1 FROM lead l WHERE l.workspace_id = p.workspace_id AND l.contact_id = p.id
          AND (:owner_id = 0 OR l.owner_id = :owner_id) AND (:owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%')))
      ORDER BY p.id LIMIT :most) c
LEFT JOIN account k ON k.workspace_id = c.workspace_id AND k.id = c.account_id
ORDER BY c.id;

-- name: export_contact_addresses
-- in: workspace int, ids text
-- out: owner_id id, kind text, value text, value_key text, extension text, label text, state text
-- gives: many
SELECT contact_id, kind, value, value_key, extension, label, state FROM address
WHERE workspace_id = :workspace AND contact_id IN (SELECT value FROM json_each(:ids)) ORDER BY contact_id, id;

-- name: export_contact_addresses@postgres
SELECT contact_id, kind, value, value_key, extension, label, state FROM address
WHERE workspace_id = :workspace AND contact_id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) ORDER BY contact_id, id;

-- name: export_account_addresses
-- in: workspace int, ids text
-- out: as export_contact_addresses
-- gives: many
SELECT account_id, kind, value, value_key, extension, label, state FROM address
WHERE workspace_id = :workspace AND account_id IN (SELECT value FROM json_each(:ids)) ORDER BY account_id, id;

-- name: export_account_addresses@postgres
SELECT account_id, kind, value, value_key, extension, label, state FROM address
WHERE workspace_id = :workspace AND account_id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) ORDER BY account_id, id;

-- name: export_workspace
-- in: workspace int
-- out: name text, country text, zone text, created_at int
-- gives: stream
SELECT name, country, zone, created_at FROM workspace WHERE workspace_id = :workspace ORDER BY workspace_id;

-- name: export_setting
-- in: workspace int
-- out: user_id int, name text, value text
-- gives: stream
SELECT user_id, name, value FROM setting WHERE workspace_id = :workspace ORDER BY user_id, name;

-- name: export_user
-- in: workspace int
-- out: id int, name text, name_key text, role text, state text, title text, email text, cell text, postal text, zone text, country text, region text, hours text, morning text, manager_id int, created_at int
-- gives: stream
SELECT id, name, name_key, role, state, title, email, cell, postal, zone, country, region, hours, morning, manager_id, created_at FROM "user" WHERE workspace_id = :workspace ORDER BY id;

-- name: export_absence
-- in: workspace int
-- out: id int, user_id int, first_day int, last_day int, reason text
-- gives: stream
SELECT id, user_id, first_day, last_day, reason FROM absence WHERE workspace_id = :workspace ORDER BY id;

-- name: export_holiday
-- in: workspace int
-- out: day int, name text
-- gives: stream
SELECT day, name FROM holiday WHERE workspace_id = :workspace ORDER BY day;

-- name: export_account
-- in: workspace int
-- out: id int, name text, name_key text, domain text, state text, parent_id int, sector text, city text, region text, country text, zone text, climb_day int, mail_day int, created_at int
-- gives: stream
SELECT id, name, name_key, domain, state, parent_id, sector, city, region, country, zone, climb_day, mail_day, created_at FROM account WHERE workspace_id = :workspace ORDER BY id;

-- name: export_contact
-- in: workspace int
-- out: id int, account_id int, name text, name_key text, given text, family text, title text, role text, reports_to int, state text, stopped int, city text, region text, postcode text, country text, zone text, birthday text, language text, note text, last_touched_at int, last_talked_at int, last_tried_at int, created_at int
-- gives: stream
SELECT id, account_id, name, name_key, given, family, title, role, reports_to, state, stopped, city, region, postcode, country, zone, birthday, language, note, last_touched_at, last_talked_at, last_tried_at, created_at FROM contact WHERE workspace_id = :workspace ORDER BY id;

-- name: export_address
-- in: workspace int
-- out: id int, contact_id int, account_id int, kind text, value text, value_key text, extension text, label text, state text, why text, text_basis text, created_at int, state_at int, unanswered int
-- gives: stream
SELECT id, contact_id, account_id, kind, value, value_key, extension, label, state, why, text_basis, created_at, state_at, unanswered FROM address WHERE workspace_id = :workspace ORDER BY id;

-- name: export_cadence
-- in: workspace int
-- out: id int, name text, title text, source text, builtin int, changed_at int
-- gives: stream
SELECT id, name, title, source, builtin, changed_at FROM cadence WHERE workspace_id = :workspace ORDER BY id;

-- name: export_lead
-- in: workspace int
-- out: id int, account_id int, contact_id int, owner_id int, name text, name_key text, source text, source_kind text, captured_at int, status text, status_why text, temperature text, product text, value_cents int, external_id text, note text, cadence_id int, step_key text, step_place int, step_at int, step_tries int, tail_round int, interest int, noes int, tries int, voicemails int, first_talked_at int, last_talked_at int, last_touched_at int, answered_at int, answered_channel text, answered_contact_id int, our_answer_at int, agreed_at int, agreed text, agreed_channel text, retry_at int, rest_until int, prongs int, asked_for_texts int, voicemail_last int, ask_close int, unproved_at int, created_at int
-- gives: stream
SELECT id, account_id, contact_id, owner_id, name, name_key, source, source_kind, captured_at, status, status_why, temperature, product, value_cents, external_id, note, cadence_id, step_key, step_place, step_at, step_tries, tail_round, interest, noes, tries, voicemails, first_talked_at, last_talked_at, last_touched_at, answered_at, answered_channel, answered_contact_id, our_answer_at, agreed_at, agreed, agreed_channel, retry_at, rest_until, prongs, asked_for_texts, voicemail_last, ask_close, unproved_at, created_at FROM lead WHERE workspace_id = :workspace ORDER BY id;

-- name: export_lead_contact
-- in: workspace int
-- out: lead_id int, contact_id int
-- gives: stream
SELECT lead_id, contact_id FROM lead_contact WHERE workspace_id = :workspace ORDER BY lead_id, contact_id;

-- name: export_lead_share
-- in: workspace int
-- out: lead_id int, user_id int
-- gives: stream
SELECT lead_id, user_id FROM lead_share WHERE workspace_id = :workspace ORDER BY lead_id, user_id;

-- name: export_saved_view
-- in: workspace int
-- out: id int, user_id int, name text, name_key text, filter text, shared int
-- gives: stream
SELECT id, user_id, name, name_key, filter, shared FROM saved_view WHERE workspace_id = :workspace ORDER BY id;

-- name: export_file
-- Their bytes are too large for lines of text: they stay.
-- in: workspace int
-- out: id int, lead_id int, content_id int, user_id int, name text, type text, size int, digest blob, card int, created_at int
-- gives: stream
SELECT id, lead_id, content_id, user_id, name, type, size, digest, card, created_at FROM file WHERE workspace_id = :workspace ORDER BY id;

-- name: export_next_touch
-- in: workspace int
-- out: lead_id int, touch_id int, owner_id int, today_group int, concern text, channel text, mode text, contact_id int, address_id int, due_at int, latest_at int, load_day int, reason text, whys text, cadence_id int, step_key text, step_place int, promise_id int, wake_id int, content_id int, ask_kind text, nothing_new int, library_dry int, planned_at int, smaller text, worth int, promised_at int, silent_since int
-- gives: stream
SELECT lead_id, touch_id, owner_id, today_group, concern, channel, mode, contact_id, address_id, due_at, latest_at, load_day, reason, whys, cadence_id, step_key, step_place, promise_id, wake_id, content_id, ask_kind, nothing_new, library_dry, planned_at, smaller, worth, promised_at, silent_since FROM next_touch WHERE workspace_id = :workspace ORDER BY lead_id;

-- name: export_touch
-- Without the excuses, which are private to each user.
-- in: workspace int
-- out: id int, lead_id int, user_id int, contact_id int, address_id int, channel text, mode text, state text, outcome text, result text, real int, human int, at int, due_at int, concern text, reason text, whys text, cadence_id int, step_key text, promise_id int, content_id int, note text, spoke_to text, flagged text
-- gives: stream
SELECT id, lead_id, user_id, contact_id, address_id, channel, mode, state, outcome, result, real, human, at, due_at, concern, reason, whys, cadence_id, step_key, promise_id, content_id, note, spoke_to, flagged FROM touch WHERE workspace_id = :workspace ORDER BY id;

-- name: export_touch_event
-- in: workspace int
-- out: touch_id int, seq int, at int, kind text, detail text
-- gives: stream
SELECT touch_id, seq, at, kind, detail FROM touch_event WHERE workspace_id = :workspace ORDER BY touch_id, seq;

-- name: export_dial
-- in: workspace int
-- out: touch_id int, seq int, contact_id int, address_id int, kind text, outcome text, at int, words text, seconds int, recording text
-- gives: stream
SELECT touch_id, seq, contact_id, address_id, kind, outcome, at, words, seconds, recording FROM dial WHERE workspace_id = :workspace ORDER BY touch_id, seq;

-- name: export_phone_call
-- in: workspace int
-- out: id int, user_id int, lead_id int, touch_id int, contact_id int, address_id int, way text, stage text, asked_at int, dialling_at int, ringing_at int, answered_at int, ended_at int, code int, why text, recording text
-- gives: stream
SELECT id, user_id, lead_id, touch_id, contact_id, address_id, way, stage, asked_at, dialling_at, ringing_at, answered_at, ended_at, code, why, recording
FROM phone_call WHERE workspace_id = :workspace ORDER BY id;

-- name: export_phone_line
-- in: workspace int
-- out: user_id int, way text, settings text
-- gives: stream
SELECT user_id, way, settings FROM phone_line WHERE workspace_id = :workspace ORDER BY user_id;

-- name: export_contact_day
-- in: workspace int
-- out: contact_id int, day int, moves int, rings int
-- gives: stream
SELECT contact_id, day, moves, rings FROM contact_day WHERE workspace_id = :workspace ORDER BY contact_id, day;

-- name: export_promise
-- in: workspace int
-- out: id int, lead_id int, contact_id int, owner_id int, side text, text text, due_at int, state text, moved int, made_at int, kept_at int, channel text, first_due_at int, late_moves int, kept_by text, kept_touch_id int, unproved_at int
-- gives: stream
SELECT id, lead_id, contact_id, owner_id, side, text, due_at, state, moved, made_at, kept_at, channel, first_due_at, late_moves, kept_by, kept_touch_id, unproved_at FROM promise WHERE workspace_id = :workspace ORDER BY id;

-- name: export_cycle
-- in: workspace int
-- out: id int, lead_id int, kind text, text text, at int, ahead_days int, state text
-- gives: stream
SELECT id, lead_id, kind, text, at, ahead_days, state FROM cycle WHERE workspace_id = :workspace ORDER BY id;

-- name: export_want
-- in: workspace int
-- out: id int, lead_id int, text text, at int, state text
-- gives: stream
SELECT id, lead_id, text, at, state FROM want WHERE workspace_id = :workspace ORDER BY id;

-- name: export_content
-- in: workspace int
-- out: id int, kind text, title text, url text, body text, channels int, retired_at int, created_at int
-- gives: stream
SELECT id, kind, title, url, body, channels, retired_at, created_at FROM content WHERE workspace_id = :workspace ORDER BY id;

-- name: export_given
-- in: workspace int
-- out: contact_id int, content_id int, touch_id int, at int
-- gives: stream
SELECT contact_id, content_id, touch_id, at FROM given WHERE workspace_id = :workspace ORDER BY contact_id, content_id;

-- name: export_hold
-- in: workspace int
-- out: id int, scope text, scope_id int, machine_only int, channels int, until int, reason text, made_at int, lifted_at int
-- gives: stream
SELECT id, scope, scope_id, machine_only, channels, until, reason, made_at, lifted_at FROM hold WHERE workspace_id = :workspace ORDER BY id;

-- name: export_suppression
-- in: workspace int
-- out: hash blob, channels int, why text, source text, at int
-- gives: stream
SELECT hash, channels, why, source, at FROM suppression WHERE workspace_id = :workspace ORDER BY hash;

-- name: export_consent
-- in: workspace int
-- out: id int, hash blob, channels int, given int, how text, user_id int, at int, undoes id
-- gives: stream
SELECT id, hash, channels, given, how, user_id, at, undoes FROM consent WHERE workspace_id = :workspace ORDER BY id;

-- name: export_import
-- in: workspace int
-- out: id int, user_id int, path text, digest text, rows_done int, added int, updated int, duplicates int, rejected int, rejects_size int, started_at int, ended_at int
-- gives: stream
SELECT id, user_id, path, digest, rows_done, added, updated, duplicates, rejected, rejects_size, started_at, ended_at FROM import WHERE workspace_id = :workspace ORDER BY id;

-- name: export_lead_form
-- in: workspace int
-- out: id int, token text, title text, owner_id int, source text, product text, cadence text, fields text, consent text, redirect text, origins text, state text, taken int, trapped int, made_at int
-- gives: stream
SELECT id, token, title, owner_id, source, product, cadence, fields, consent, redirect, origins, state, taken, trapped, made_at FROM lead_form WHERE workspace_id = :workspace ORDER BY id;

-- name: export_webhook
-- in: workspace int
-- out: id int, user_id int, url text, events text, state text, why text, seen_until int, made_at int
-- gives: stream
SELECT id, user_id, url, events, state, why, seen_until, made_at FROM webhook WHERE workspace_id = :workspace ORDER BY id;

-- name: export_sender
-- in: workspace int
-- out: id int, user_id int, channel text, driver text, address text, settings text, day_most int, minute_most int, ramp_from int, state text, why text, rests_until int, failures int, next_at int, day int, day_count int, minute int, minute_count int, made_at int
-- gives: stream
SELECT id, user_id, channel, driver, address, settings, day_most, minute_most, ramp_from, state, why, rests_until, failures, next_at, day, day_count, minute, minute_count, made_at
FROM sender WHERE workspace_id = :workspace ORDER BY id;

-- name: export_mailbox
-- in: workspace int
-- out: id int, user_id int, driver text, address text, sender_id int, settings text, copies int, state text, why text, rests_until int, failures int, turn int, read_at int, worker int, leased_until int, made_at int
-- gives: stream
SELECT id, user_id, driver, address, sender_id, settings, copies, state, why, rests_until, failures, turn, read_at, worker, leased_until, made_at
FROM mailbox WHERE workspace_id = :workspace ORDER BY id;

-- name: export_dav_account
-- in: workspace int
-- out: id int, kind text, user_id int, url text, name text, sender_id int, settings text, state text, why text, rests_until int, failures int, token text, ctag text, whole_at int, synced_at int, worker int, leased_until int, made_at int
-- gives: stream
SELECT id, kind, user_id, url, name, sender_id, settings, state, why, rests_until, failures, token, ctag, whole_at, synced_at, worker, leased_until, made_at
FROM dav_account WHERE workspace_id = :workspace ORDER BY id;

-- name: export_book_card
-- in: workspace int
-- out: account_id int, name text, contact_id int, own int, etag text, mark blob, said text, state text
-- gives: stream
SELECT account_id, name, contact_id, own, etag, mark, said, state FROM book_card
WHERE workspace_id = :workspace ORDER BY account_id, name;

-- name: export_calendar_item
-- in: workspace int
-- out: account_id int, name text, lead_id int, promise_id int, todo int, starts_at int, etag text, mark blob, state text
-- gives: stream
SELECT account_id, name, lead_id, promise_id, todo, starts_at, etag, mark, state FROM calendar_item
WHERE workspace_id = :workspace ORDER BY account_id, name;

-- name: export_calendar_meeting
-- in: workspace int
-- out: account_id int, path text, lead_id int, contact_id int, summary text, starts_at int, ends_at int, state text, applied_at int, asked int, before_at int, before_what text, before_channel text
-- gives: stream
SELECT account_id, path, lead_id, contact_id, summary, starts_at, ends_at, state, applied_at, asked, before_at, before_what, before_channel
FROM calendar_meeting WHERE workspace_id = :workspace ORDER BY account_id, path, lead_id;

-- name: export_message
-- in: workspace int
-- out: touch_id int, lead_id int, sender_id int, user_id int, subject text, body text, level text, tries int, made_at int, sent_at int, edited int, known_as text
-- gives: stream
SELECT touch_id, lead_id, sender_id, user_id, subject, body, level, tries, made_at, sent_at, edited, known_as FROM message WHERE workspace_id = :workspace ORDER BY touch_id;

-- name: export_received
-- in: workspace int
-- out: id int, mail_key blob, channel text, mailbox_id int, at int, taken_at int, kind text, placed text, state text, from_name text, from_address text, subject text, body text, message_id text, about text, reason text, hard int, back_day int, lead_id int, touch_id int, contact_id int, did text
-- gives: stream
SELECT id, mail_key, channel, mailbox_id, at, taken_at, kind, placed, state, from_name, from_address, subject, body, message_id, about, reason, hard, back_day, lead_id, touch_id, contact_id, did FROM received
WHERE workspace_id = :workspace ORDER BY id;

-- name: export_merged
-- in: workspace int
-- out: gone_id int, kept_id int, name_key text, at int
-- gives: stream
SELECT gone_id, kept_id, name_key, at FROM merged WHERE workspace_id = :workspace ORDER BY gone_id;

-- name: export_not_duplicate
-- in: workspace int
-- out: a_id int, b_id int, user_id int, at int
-- gives: stream
SELECT a_id, b_id, user_id, at FROM not_duplicate WHERE workspace_id = :workspace ORDER BY a_id, b_id;

-- name: export_audit
-- in: workspace int
-- out: id int, user_id int, at int, act text, detail text, address text
-- gives: stream
SELECT id, user_id, at, act, detail, address FROM audit WHERE workspace_id = :workspace ORDER BY id;
