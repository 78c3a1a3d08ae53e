-- Forecast: open leads with all that bears on them, a block of leads at a time. Lists of ids come as
-- text, "[1,2,3]", so that a block costs one statement a table.

-- name: forecast_leads
-- The next open leads after one, of an owner (0: of all) and a cadence (0: of any).
-- in: workspace int, owner_id int, owners text, cadence_id int, after int, most int
-- out: id id, account_id id, contact_id id, owner_id id, name text, name_key text, source text, source_kind text, captured_at int, status text, status_why text, temperature text, product text, value_cents int, external_id text, note text, cadence_id id, step_key text, step_place int, step_at int, step_tries int, tail_round int, interest int, noes int, tries int, voicemails int, first_talked_at int, last_talked_at int, last_touched_at int, answered_at int, answered_channel text, answered_contact_id id, our_answer_at int, agreed_at int, agreed text, agreed_channel text, retry_at int, rest_until int, prongs int, asked_for_texts int, voicemail_last int, ask_close int, unproved_at int, created_at int
-- gives: many
SELECT id, account_id, contact_id, owner_id, name, name_key, source, source_kind, captured_at, status, status_why, temperature, product, value_cents, external_id, NULL, cadence_id, step_key, step_place, step_at, step_tries, tail_round, interest, noes, tries, voicemails, first_talked_at, last_talked_at, last_touched_at, answered_at, answered_channel, answered_contact_id, our_answer_at, agreed_at, agreed, agreed_channel, retry_at, rest_until, prongs, asked_for_texts, voicemail_last, ask_close, unproved_at, created_at
FROM lead
WHERE workspace_id = :workspace AND id > :after AND status NOT IN ('closed', 'never')
    AND (:owner_id = 0 OR owner_id = :owner_id) AND (:owners IS NULL OR :owners LIKE '%,' || owner_id || ',%') AND (:cadence_id = 0 OR cadence_id = :cadence_id)
ORDER BY id LIMIT :most;

-- name: forecast_dials
-- The days on whose load the planned calls stand.
-- in: workspace int, ids text
-- out: lead_id id, load_day int
-- gives: many
SELECT lead_id, load_day FROM next_touch
WHERE workspace_id = :workspace AND lead_id IN (SELECT value FROM json_each(:ids)) AND load_day IS NOT NULL ORDER BY lead_id;

-- name: forecast_dials@postgres
SELECT lead_id, load_day FROM next_touch
WHERE workspace_id = :workspace AND lead_id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) AND load_day IS NOT NULL ORDER BY lead_id;

-- name: forecast_involved
-- in: workspace int, ids text
-- out: lead_id id, contact_id id
-- gives: many
SELECT lead_id, contact_id FROM lead_contact
WHERE workspace_id = :workspace AND lead_id IN (SELECT value FROM json_each(:ids)) ORDER BY lead_id, contact_id;

-- name: forecast_involved@postgres
SELECT lead_id, contact_id FROM lead_contact
WHERE workspace_id = :workspace AND lead_id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) ORDER BY lead_id, contact_id;

-- name: forecast_colleagues
-- The first people of each account.
-- in: workspace int, ids text, most int
-- out: account_id id, contact_id id
-- gives: many
SELECT c.account_id, c.id FROM json_each(:ids) a
CROSS JOIN contact c ON c.workspace_id = :workspace AND c.id IN (SELECT k.id FROM contact k
    WHERE k.workspace_id = :workspace AND k.account_id = a.value ORDER BY k.name_key LIMIT :most)
ORDER BY c.account_id, c.id;

-- name: forecast_colleagues@postgres
SELECT a.id, c.id FROM unnest(CAST(translate(:ids, '[]', '{}') AS bigint[])) a(id)
CROSS JOIN LATERAL (SELECT k.id FROM contact k WHERE k.workspace_id = :workspace AND k.account_id = a.id ORDER BY k.name_key LIMIT :most) c
ORDER BY a.id, c.id;

-- name: forecast_contacts
-- in: workspace int, ids text
-- out: id id, name text, role text, reports_to id, state text, stopped int, region text, country text, zone text, last_touched_at int, last_talked_at int, last_tried_at int
-- gives: many
SELECT id, name, role, reports_to, state, stopped, region, country, zone, last_touched_at, last_talked_at, last_tried_at
FROM contact WHERE workspace_id = :workspace AND id IN (SELECT value FROM json_each(:ids)) ORDER BY id;

-- name: forecast_contacts@postgres
SELECT id, name, role, reports_to, state, stopped, region, country, zone, last_touched_at, last_talked_at, last_tried_at
FROM contact WHERE workspace_id = :workspace AND id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) ORDER BY id;

-- name: forecast_accounts
-- in: workspace int, ids text
-- out: id id, name text, state text, region text, country text, zone text, climb_day int, mail_day int
-- gives: many
SELECT id, name, state, region, country, zone, climb_day, mail_day
FROM account WHERE workspace_id = :workspace AND id IN (SELECT value FROM json_each(:ids)) ORDER BY id;

-- name: forecast_accounts@postgres
SELECT id, name, state, region, country, zone, climb_day, mail_day
FROM account WHERE workspace_id = :workspace AND id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) ORDER BY id;

-- name: forecast_contact_addresses
-- in: workspace int, ids text
-- out: owner_id id, id id, kind text, value text, value_key text, state text, text_basis text, unanswered int
-- gives: many
SELECT contact_id, id, kind, value, value_key, state, text_basis, unanswered
FROM address WHERE workspace_id = :workspace AND contact_id IN (SELECT value FROM json_each(:ids)) ORDER BY contact_id, id;

-- name: forecast_contact_addresses@postgres
SELECT contact_id, id, kind, value, value_key, state, text_basis, unanswered
FROM address WHERE workspace_id = :workspace AND contact_id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) ORDER BY contact_id, id;

-- name: forecast_account_addresses
-- in: workspace int, ids text
-- out: as forecast_contact_addresses
-- gives: many
SELECT account_id, id, kind, value, value_key, state, text_basis, unanswered
FROM address WHERE workspace_id = :workspace AND account_id IN (SELECT value FROM json_each(:ids)) ORDER BY account_id, id;

-- name: forecast_account_addresses@postgres
SELECT account_id, id, kind, value, value_key, state, text_basis, unanswered
FROM address WHERE workspace_id = :workspace AND account_id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) ORDER BY account_id, id;

-- name: forecast_given
-- in: workspace int, ids text
-- out: contact_id id, content_id id
-- gives: many
SELECT contact_id, content_id FROM given
WHERE workspace_id = :workspace AND contact_id IN (SELECT value FROM json_each(:ids)) ORDER BY contact_id, content_id;

-- name: forecast_given@postgres
SELECT contact_id, content_id FROM given
WHERE workspace_id = :workspace AND contact_id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) ORDER BY contact_id, content_id;

-- name: forecast_promises
-- in: workspace int, ids text
-- out: lead_id id, id id, contact_id id, side text, text text, due_at int
-- gives: many
SELECT lead_id, id, contact_id, side, text, due_at FROM promise
WHERE workspace_id = :workspace AND lead_id IN (SELECT value FROM json_each(:ids)) AND state = 'open' ORDER BY lead_id, due_at, id;

-- name: forecast_promises@postgres
SELECT lead_id, id, contact_id, side, text, due_at FROM promise
WHERE workspace_id = :workspace AND lead_id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) AND state = 'open' ORDER BY lead_id, due_at, id;

-- name: forecast_wakes
-- Cycles and wants; a want has no kind in its table and lies ahead of nothing.
-- in: workspace int, ids text
-- out: lead_id id, id id, kind text, text text, at int, ahead_days int
-- gives: many
SELECT lead_id, id, kind, text, at, ahead_days FROM cycle
WHERE workspace_id = :workspace AND lead_id IN (SELECT value FROM json_each(:ids)) AND state = 'open'
UNION ALL
SELECT lead_id, id, 'want', text, at, 0 FROM want
WHERE workspace_id = :workspace AND lead_id IN (SELECT value FROM json_each(:ids)) AND state = 'open'
ORDER BY 1, 2;

-- name: forecast_wakes@postgres
SELECT lead_id, id, kind, text, at, ahead_days FROM cycle
WHERE workspace_id = :workspace AND lead_id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) AND state = 'open'
UNION ALL
SELECT lead_id, id, 'want', text, at, 0 FROM want
WHERE workspace_id = :workspace AND lead_id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) AND state = 'open'
ORDER BY 1, 2;

-- name: suppression_scan
-- All of them, 24 bytes each in memory: addresses are held against them by hash.
-- in: workspace int
-- out: hash blob, channels int
-- gives: stream
SELECT hash, channels FROM suppression WHERE workspace_id = :workspace ORDER BY hash;

-- name: forecast_count
-- in: workspace int, owner_id int, owners text, cadence_id int
-- out: leads int
-- gives: one
SELECT count(*) FROM lead WHERE workspace_id = :workspace AND status NOT IN ('closed', 'never')
    AND (:owner_id = 0 OR owner_id = :owner_id) AND (:owners IS NULL OR :owners LIKE '%,' || owner_id || ',%') AND (:cadence_id = 0 OR cadence_id = :cadence_id);
