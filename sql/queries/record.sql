-- Records: what `undo` can take back. A record keeps, for each row it changed, what was there before;
-- action/journal.c writes and reads them. The *_restore statements put a whole row back.

-- name: record_insert
-- Whoever records on a lead holds it, so the order of its records is that of their seq.
-- in: workspace int, id id, user_id id, now int, kind text, lead_id id, touch_id id, said text
-- gives: none
INSERT INTO record (workspace_id, id, seq, user_id, at, kind, lead_id, touch_id, said)
SELECT :workspace, :id, coalesce(max(seq), 0) + 1, :user_id, :now, :kind, :lead_id, :touch_id, :said FROM record WHERE workspace_id = :workspace;

-- name: record_say
-- What it was, once that is known.
-- in: workspace int, id id, kind text, touch_id id, said text
-- gives: none
UPDATE record SET kind = :kind, touch_id = :touch_id, said = :said WHERE workspace_id = :workspace AND id = :id;

-- name: record_row_insert
-- in: workspace int, record_id id, seq int, table_name text, row_id id, before text
-- gives: none
INSERT INTO record_row (workspace_id, record_id, seq, table_name, row_id, before)
VALUES (:workspace, :record_id, :seq, :table_name, :row_id, :before);

-- name: record_rows
-- Last first: they are put back the way they came.
-- in: workspace int, record_id id
-- out: table_name text, row_id id, before text
-- gives: many
SELECT table_name, row_id, before FROM record_row
WHERE workspace_id = :workspace AND record_id = :record_id ORDER BY seq DESC;

-- name: record_last
-- in: workspace int, user_id id, most int
-- out: id id, at int, kind text, lead_id id, touch_id id, said text
-- gives: many
SELECT id, at, kind, lead_id, touch_id, said FROM record
WHERE workspace_id = :workspace AND user_id = :user_id AND undone_at IS NULL ORDER BY seq DESC, id DESC LIMIT :most;

-- name: record_mailed
-- What a machine claimed or sent of the lead since the record: it is planned on what would be undone.
-- in: workspace int, lead_id id, at int
-- out: count int
-- gives: one
SELECT (SELECT count(*) FROM sending s WHERE s.workspace_id = :workspace AND s.lead_id = :lead_id)
    + (SELECT count(*) FROM message m WHERE m.workspace_id = :workspace AND m.lead_id = :lead_id AND m.sent_at > :at);

-- name: record_later
-- Is there a record of the same lead that came after? Those of several leads (a merge, a batch, a
-- person) name none: their rows tell.
-- in: workspace int, lead_id id, id id
-- out: count int
-- gives: one
SELECT count(*) FROM record r WHERE r.workspace_id = :workspace AND r.seq > (SELECT o.seq FROM record o WHERE o.workspace_id = :workspace AND o.id = :id) AND r.undone_at IS NULL
    AND (r.lead_id = :lead_id OR (r.lead_id IS NULL AND EXISTS (SELECT 1 FROM record_row w
        WHERE w.workspace_id = r.workspace_id AND w.record_id = r.id AND w.row_id = :lead_id)));

-- name: record_leads
-- The leads of a batch.
-- in: workspace int, record_id id
-- out: lead_id id
-- gives: many
SELECT row_id FROM record_row WHERE workspace_id = :workspace AND record_id = :record_id AND table_name = 'lead' ORDER BY row_id;

-- name: record_undone
-- in: workspace int, id id, now int
-- gives: none
UPDATE record SET undone_at = :now WHERE workspace_id = :workspace AND id = :id;

-- name: record_rows_prune
-- Of the records of a user beyond the newest `kept`.
-- in: workspace int, user_id id, kept int
-- gives: none
DELETE FROM record_row WHERE workspace_id = :workspace AND record_id IN (SELECT id FROM record
    WHERE workspace_id = :workspace AND user_id = :user_id ORDER BY seq DESC, id DESC LIMIT 20 OFFSET :kept);

-- name: record_prune
-- And those records.
-- in: workspace int, user_id id, kept int
-- gives: none
DELETE FROM record WHERE workspace_id = :workspace AND id IN (SELECT id FROM record
    WHERE workspace_id = :workspace AND user_id = :user_id ORDER BY seq DESC, id DESC LIMIT 20 OFFSET :kept);

-- name: record_rows_drop
-- in: workspace int, record_id id
-- gives: none
DELETE FROM record_row WHERE workspace_id = :workspace AND record_id = :record_id;

-- name: record_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM record WHERE workspace_id = :workspace AND id = :id;

-- name: lead_restore
-- in: workspace int, id id, account_id id, contact_id id, owner_id id, name text, name_key text, source text, source_kind text, status text, status_why text, temperature text, product text, value_cents int, note text, cadence_id id, step_key text, step_place int, step_at int, step_tries int, tail_round int, interest int, noes int, tries int, voicemails int, first_talked_at int, last_talked_at int, last_touched_at int, answered_at int, answered_channel text, answered_contact_id id, our_answer_at int, agreed_at int, agreed text, agreed_channel text, retry_at int, rest_until int, prongs int, asked_for_texts int, voicemail_last int, ask_close int, unproved_at int
-- gives: none
UPDATE lead SET account_id = :account_id, contact_id = :contact_id, owner_id = :owner_id, name = :name, name_key = :name_key, source = :source,
    source_kind = :source_kind, status = :status, status_why = :status_why, temperature = :temperature, product = :product,
    value_cents = :value_cents, note = :note, cadence_id = :cadence_id, step_key = :step_key, step_place = :step_place,
    step_at = :step_at, step_tries = :step_tries, tail_round = :tail_round, interest = :interest, noes = :noes, tries = :tries, voicemails = :voicemails,
    first_talked_at = :first_talked_at, last_talked_at = :last_talked_at, last_touched_at = :last_touched_at,
    answered_at = :answered_at, answered_channel = :answered_channel, answered_contact_id = :answered_contact_id,
    our_answer_at = :our_answer_at, agreed_at = :agreed_at, agreed = :agreed, agreed_channel = :agreed_channel,
    retry_at = :retry_at, rest_until = :rest_until, prongs = :prongs, asked_for_texts = :asked_for_texts,
    voicemail_last = :voicemail_last, ask_close = :ask_close, unproved_at = :unproved_at
WHERE workspace_id = :workspace AND id = :id;

-- name: account_restore
-- in: workspace int, id id, name text, name_key text, domain text, state text, parent_id id, sector text, city text, region text, country text, zone text, climb_day int, mail_day int
-- gives: none
UPDATE account SET name = :name, name_key = :name_key, domain = :domain, state = :state, parent_id = :parent_id, sector = :sector,
    city = :city, region = :region, country = :country, zone = :zone, climb_day = :climb_day, mail_day = :mail_day
WHERE workspace_id = :workspace AND id = :id;

-- name: contact_restore
-- in: workspace int, id id, account_id id, name text, name_key text, given text, family text, title text, role text, reports_to id, state text, stopped int, city text, region text, postcode text, country text, zone text, birthday text, language text, note text, last_touched_at int, last_talked_at int, last_tried_at int, created_at int
-- gives: none
INSERT INTO contact (workspace_id, id, account_id, name, name_key, given, family, title, role, reports_to, state, stopped, city, region, postcode, country, zone, birthday, language, note, last_touched_at, last_talked_at, last_tried_at, created_at)
VALUES (:workspace, :id, :account_id, :name, :name_key, :given, :family, :title, :role, :reports_to, :state, :stopped, :city, :region, :postcode, :country, :zone, :birthday, :language, :note, :last_touched_at, :last_talked_at, :last_tried_at, :created_at)
ON CONFLICT (/*postgres: workspace_id, */id) DO UPDATE SET account_id = excluded.account_id, name = excluded.name, name_key = excluded.name_key,
    given = excluded.given, family = excluded.family, title = excluded.title, role = excluded.role, reports_to = excluded.reports_to,
    state = excluded.state, stopped = excluded.stopped, city = excluded.city, region = excluded.region, postcode = excluded.postcode,
    country = excluded.country, zone = excluded.zone, birthday = excluded.birthday, language = excluded.language, note = excluded.note,
    last_touched_at = excluded.last_touched_at, last_talked_at = excluded.last_talked_at, last_tried_at = excluded.last_tried_at;

-- name: contact_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM contact WHERE workspace_id = :workspace AND id = :id;

-- name: contact_of_no_lead
-- Before contact_drop: the leads it was added to.
-- in: workspace int, contact_id id
-- gives: none
DELETE FROM lead_contact WHERE workspace_id = :workspace AND contact_id = :contact_id;

-- name: address_restore
-- in: workspace int, id id, contact_id id, account_id id, kind text, value text, value_key text, extension text, label text, state text, why text, text_basis text, created_at int, state_at int, unanswered int
-- gives: none
INSERT INTO address (workspace_id, id, contact_id, account_id, kind, value, value_key, extension, label, state, why, text_basis, created_at, state_at, unanswered)
VALUES (:workspace, :id, :contact_id, :account_id, :kind, :value, :value_key, :extension, :label, :state, :why, :text_basis, :created_at, :state_at, :unanswered)
ON CONFLICT (/*postgres: workspace_id, */id) DO UPDATE SET contact_id = excluded.contact_id, account_id = excluded.account_id, kind = excluded.kind,
    value = excluded.value, value_key = excluded.value_key, extension = excluded.extension, label = excluded.label,
    state = excluded.state, why = excluded.why, text_basis = excluded.text_basis,
    state_at = excluded.state_at, unanswered = excluded.unanswered;

-- name: address_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM address WHERE workspace_id = :workspace AND id = :id;

-- name: promise_restore
-- in: workspace int, id id, owner_id id, state text, due_at int, moved int, kept_at int, first_due_at int, late_moves int, kept_by text, kept_touch_id id, unproved_at int
-- gives: none
UPDATE promise SET owner_id = :owner_id, state = :state, due_at = :due_at, moved = :moved, kept_at = :kept_at,
    first_due_at = nullif(:first_due_at, 0), late_moves = :late_moves, kept_by = :kept_by, kept_touch_id = :kept_touch_id, unproved_at = :unproved_at
WHERE workspace_id = :workspace AND id = :id;

-- name: hold_get
-- in: workspace int, id id
-- out: id id, scope text, scope_id int, machine_only int, channels int, until int, reason text, lifted_at int
-- gives: one
SELECT id, scope, scope_id, machine_only, channels, until, reason, lifted_at FROM hold WHERE workspace_id = :workspace AND id = :id;

-- name: cycle_get
-- in: workspace int, id id
-- out: id id, state text
-- gives: one
SELECT id, state FROM cycle WHERE workspace_id = :workspace AND id = :id;

-- name: want_get
-- in: workspace int, id id
-- out: id id, state text
-- gives: one
SELECT id, state FROM want WHERE workspace_id = :workspace AND id = :id;
