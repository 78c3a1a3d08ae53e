-- Accounts, contacts and their addresses.

-- name: account_insert
-- in: workspace int, id id, name text, name_key text, domain text, parent_id id, sector text, city text, region text, country text, zone text, now int
-- gives: none
INSERT INTO account (workspace_id, id, name, name_key, domain, parent_id, sector, city, region, country, zone, created_at)
VALUES (:workspace, :id, :name, :name_key, :domain, :parent_id, :sector, :city, :region, :country, :zone, :now);

-- name: account_get
-- in: workspace int, id id
-- out: id id, name text, name_key text, domain text, state text, parent_id id, sector text, city text, region text, country text, zone text, climb_day int, mail_day int, created_at int
-- gives: one
SELECT id, name, name_key, domain, state, parent_id, sector, city, region, country, zone, climb_day, mail_day, created_at
FROM account WHERE workspace_id = :workspace AND id = :id;

-- name: account_by_key
-- in: workspace int, name_key text
-- out: as account_get
-- gives: one
SELECT id, name, name_key, domain, state, parent_id, sector, city, region, country, zone, climb_day, mail_day, created_at
FROM account WHERE workspace_id = :workspace AND name_key = :name_key ORDER BY id LIMIT 1;

-- name: account_fill
-- Fills what was unknown; never overwrites.
-- in: workspace int, id id, domain text, parent_id id, sector text, city text, region text, country text, zone text
-- gives: none
UPDATE account SET domain = coalesce(domain, :domain), parent_id = coalesce(parent_id, :parent_id), sector = coalesce(sector, :sector),
    city = coalesce(city, :city), region = coalesce(region, :region), country = coalesce(country, :country), zone = coalesce(zone, :zone)
WHERE workspace_id = :workspace AND id = :id;

-- name: account_days
-- The last day with a climb or a machine e-mail: caps of the line. What is logged late moves none back.
-- in: workspace int, id id, climb_day int, mail_day int
-- gives: none
UPDATE account SET climb_day = CASE WHEN climb_day IS NULL OR climb_day < :climb_day THEN coalesce(:climb_day, climb_day) ELSE climb_day END,
    mail_day = CASE WHEN mail_day IS NULL OR mail_day < :mail_day THEN coalesce(:mail_day, mail_day) ELSE mail_day END
WHERE workspace_id = :workspace AND id = :id;

-- name: account_set_state
-- in: workspace int, id id, state text
-- gives: none
UPDATE account SET state = :state WHERE workspace_id = :workspace AND id = :id;

-- name: contact_insert
-- in: workspace int, id id, account_id id, name text, name_key text, given text, family text, title text, role text, reports_to id, state text, city text, region text, postcode text, country text, zone text, birthday text, language text, note text, now int
-- gives: none
INSERT INTO contact (workspace_id, id, account_id, name, name_key, given, family, title, role, reports_to, state, city, region, postcode, country, zone, birthday, language, note, created_at)
VALUES (:workspace, :id, :account_id, :name, :name_key, :given, :family, :title, :role, :reports_to, :state, :city, :region, :postcode, :country, :zone, :birthday, :language, :note, :now);

-- name: contact_get
-- in: workspace int, id id
-- out: id id, account_id id, name text, name_key text, given text, family text, title text, role text, reports_to id, state text, stopped int, city text, region text, postcode text, country text, zone text, birthday text, language text, note text, last_touched_at int, last_talked_at int, last_tried_at int, created_at int
-- gives: one
SELECT id, account_id, name, name_key, given, family, title, role, reports_to, state, stopped, city, region, postcode, country, zone, birthday, language, note, last_touched_at, last_talked_at, last_tried_at, created_at
FROM contact WHERE workspace_id = :workspace AND id = :id;

-- name: people_of_lead
-- Its main contact, those added to it, and the first of its account. Who is there for two reasons comes
-- twice. Their ids are found first, and only what comes is read and sorted; the first of an account are looked for where it
-- has more, for that takes SQLite a table in memory. (id + 0: no engine may look for them by walking through all contacts.)
-- in: workspace int, lead_id id, most int
-- out: as contact_get
-- gives: many
SELECT c.id, c.account_id, c.name, c.name_key, c.given, c.family, c.title, c.role, c.reports_to, c.state, c.stopped, c.city, c.region, c.postcode, c.country, c.zone, c.birthday, c.language, c.note, c.last_touched_at, c.last_talked_at, c.last_tried_at, c.created_at
FROM (
    SELECT 0 AS place, contact_id AS id FROM lead WHERE workspace_id = :workspace AND id = :lead_id
    UNION ALL SELECT 1, contact_id FROM lead_contact WHERE workspace_id = :workspace AND lead_id = :lead_id
    UNION ALL SELECT 2, a.id FROM lead l CROSS JOIN contact a
        WHERE l.workspace_id = :workspace AND l.id = :lead_id AND a.workspace_id = l.workspace_id AND a.account_id = l.account_id
            AND CASE WHEN (SELECT count(*) FROM contact n WHERE n.workspace_id = :workspace
                    AND n.account_id = (SELECT account_id FROM lead WHERE workspace_id = :workspace AND id = :lead_id)) <= :most THEN TRUE
                ELSE a.id <= (SELECT n.id FROM contact n WHERE n.workspace_id = :workspace
                    AND n.account_id = (SELECT account_id FROM lead WHERE workspace_id = :workspace AND id = :lead_id)
                    ORDER BY n.id + 0 LIMIT 1 OFFSET :most - 1) END
) k CROSS JOIN contact c WHERE c.workspace_id = :workspace AND c.id = k.id ORDER BY k.place, c.id;

-- name: people_of_lead@postgres
SELECT id, account_id, name, name_key, given, family, title, role, reports_to, state, stopped, city, region, postcode, country, zone, birthday, language, note, last_touched_at, last_talked_at, last_tried_at, created_at FROM (
    SELECT 0 AS place, c.* FROM contact c WHERE c.workspace_id = :workspace
        AND c.id = (SELECT contact_id FROM lead WHERE workspace_id = :workspace AND id = :lead_id)
    UNION ALL SELECT 1, c.* FROM lead_contact k CROSS JOIN contact c
        WHERE k.workspace_id = :workspace AND k.lead_id = :lead_id AND c.workspace_id = k.workspace_id AND c.id = k.contact_id
    UNION ALL SELECT 2, a.* FROM (SELECT c.* FROM contact c WHERE c.workspace_id = :workspace
        AND c.account_id = (SELECT account_id FROM lead WHERE workspace_id = :workspace AND id = :lead_id)
        ORDER BY c.id + 0 LIMIT :most) a
) p ORDER BY place, id;

-- name: contact_by_name
-- The same name in the same account (or in none): what a second import of a file meets.
-- in: workspace int, account_id id, name_key text
-- out: id id, account_id id, state text
-- gives: many
SELECT id, account_id, state FROM contact
WHERE workspace_id = :workspace AND account_id = :account_id AND name_key = :name_key ORDER BY id LIMIT 8;

-- name: contact_by_name_alone
-- The same among the people without an account.
-- in: workspace int, name_key text
-- out: id id, account_id id, state text
-- gives: many
SELECT id, account_id, state FROM contact
WHERE workspace_id = :workspace AND account_id IS NULL AND name_key = :name_key ORDER BY id LIMIT 8;

-- name: contact_fill
-- Fills what was unknown; never overwrites.
-- in: workspace int, id id, account_id id, given text, family text, title text, role text, city text, region text, postcode text, country text, zone text, birthday text, language text, note text
-- gives: none
UPDATE contact SET account_id = coalesce(account_id, :account_id), given = coalesce(given, :given), family = coalesce(family, :family),
    title = coalesce(title, :title), role = CASE role WHEN '' THEN coalesce(:role, '') ELSE role END,
    city = coalesce(city, :city), region = coalesce(region, :region), postcode = coalesce(postcode, :postcode),
    country = coalesce(country, :country), zone = coalesce(zone, :zone), birthday = coalesce(birthday, :birthday),
    language = coalesce(language, :language), note = coalesce(note, :note)
WHERE workspace_id = :workspace AND id = :id;

-- name: contact_set
-- A person says so: overwrites.
-- in: workspace int, id id, account_id id, name text, name_key text, given text, family text, title text, role text, reports_to id, state text, stopped int, city text, region text, postcode text, country text, zone text, note text
-- gives: none
UPDATE contact SET account_id = :account_id, name = :name, name_key = :name_key, given = :given, family = :family, title = :title,
    role = :role, reports_to = :reports_to, state = :state, stopped = :stopped, city = :city, region = :region,
    postcode = :postcode, country = :country, zone = :zone, note = :note
WHERE workspace_id = :workspace AND id = :id;

-- name: contact_touched
-- What is logged late moves no time back.
-- in: workspace int, id id, touched_at int, talked_at int, tried_at int
-- gives: none
UPDATE contact SET last_touched_at = CASE WHEN last_touched_at IS NULL OR last_touched_at < :touched_at THEN coalesce(:touched_at, last_touched_at) ELSE last_touched_at END,
    last_talked_at = CASE WHEN last_talked_at IS NULL OR last_talked_at < :talked_at THEN coalesce(:talked_at, last_talked_at) ELSE last_talked_at END,
    last_tried_at = CASE WHEN last_tried_at IS NULL OR last_tried_at < :tried_at THEN coalesce(:tried_at, last_tried_at) ELSE last_tried_at END
WHERE workspace_id = :workspace AND id = :id;

-- name: contact_move_add
-- in: workspace int, contact_id id, day int, moves int, rings int
-- gives: none
INSERT INTO contact_day (workspace_id, contact_id, day, moves, rings) VALUES (:workspace, :contact_id, :day, :moves, :rings)
ON CONFLICT (workspace_id, contact_id, day) DO UPDATE SET moves = contact_day.moves + excluded.moves, rings = contact_day.rings + excluded.rings;

-- name: moves_of_people
-- `ids` as id_list() makes them.
-- in: workspace int, ids text, from_day int
-- out: contact_id id, day int, moves int, rings int
-- gives: many
SELECT contact_id, day, moves, rings FROM contact_day
WHERE workspace_id = :workspace AND contact_id IN (SELECT value FROM json_each(:ids)) AND day >= :from_day ORDER BY contact_id, day DESC;

-- name: moves_of_people@postgres
SELECT contact_id, day, moves, rings FROM contact_day
WHERE workspace_id = :workspace AND contact_id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) AND day >= :from_day ORDER BY contact_id, day DESC;

-- name: moves_of_contact
-- in: workspace int, contact_id id, from_day int
-- out: as moves_of_people
-- gives: many
SELECT contact_id, day, moves, rings FROM contact_day
WHERE workspace_id = :workspace AND contact_id = :contact_id AND day >= :from_day ORDER BY day DESC;

-- name: address_insert
-- in: workspace int, id id, contact_id id, account_id id, kind text, value text, value_key text, extension text, label text, text_basis text, now int
-- gives: none
INSERT INTO address (workspace_id, id, contact_id, account_id, kind, value, value_key, extension, label, text_basis, created_at)
VALUES (:workspace, :id, :contact_id, :account_id, :kind, :value, :value_key, :extension, :label, :text_basis, :now);

-- name: address_get
-- in: workspace int, id id
-- out: id id, contact_id id, account_id id, kind text, value text, value_key text, extension text, label text, state text, why text, text_basis text, created_at int, state_at int, unanswered int
-- gives: one
SELECT id, contact_id, account_id, kind, value, value_key, extension, label, state, why, text_basis, created_at, state_at, unanswered
FROM address WHERE workspace_id = :workspace AND id = :id;

-- name: address_of_contact
-- in: workspace int, contact_id id
-- out: as address_get
-- gives: many
SELECT id, contact_id, account_id, kind, value, value_key, extension, label, state, why, text_basis, created_at, state_at, unanswered
FROM address WHERE workspace_id = :workspace AND contact_id = :contact_id ORDER BY id;

-- name: address_of_people
-- `ids` as id_list() makes them.
-- in: workspace int, ids text
-- out: as address_get
-- gives: many
SELECT id, contact_id, account_id, kind, value, value_key, extension, label, state, why, text_basis, created_at, state_at, unanswered
FROM address WHERE workspace_id = :workspace AND contact_id IN (SELECT value FROM json_each(:ids)) ORDER BY contact_id, id;

-- name: address_of_people@postgres
SELECT id, contact_id, account_id, kind, value, value_key, extension, label, state, why, text_basis, created_at, state_at, unanswered
FROM address WHERE workspace_id = :workspace AND contact_id = ANY (CAST(translate(:ids, '[]', '{}') AS bigint[])) ORDER BY contact_id, id;

-- name: address_of_account
-- in: workspace int, account_id id
-- out: as address_get
-- gives: many
SELECT id, contact_id, account_id, kind, value, value_key, extension, label, state, why, text_basis, created_at, state_at, unanswered
FROM address WHERE workspace_id = :workspace AND account_id = :account_id ORDER BY id;

-- name: address_match
-- Who has this mailbox or cell: what an import matches people by.
-- in: workspace int, value_key text
-- out: id id, contact_id id, kind text
-- gives: many
SELECT id, contact_id, kind FROM address
WHERE workspace_id = :workspace AND value_key = :value_key AND contact_id IS NOT NULL ORDER BY id LIMIT 8;

-- name: address_of_others
-- How many others have it: people who are there, and accounts.
-- in: workspace int, value_key text, contact_id id
-- out: others int
-- gives: one
SELECT count(*) FROM address a
LEFT JOIN contact c ON c.workspace_id = a.workspace_id AND c.id = a.contact_id
WHERE a.workspace_id = :workspace AND a.value_key = :value_key
    AND (a.contact_id IS NULL OR (a.contact_id <> :contact_id AND c.state = 'here'));

-- name: address_set_state
-- Since when counts from the change; said again, it stands.
-- in: workspace int, id id, state text, why text, at int
-- gives: none
UPDATE address SET state_at = CASE WHEN state = :state AND coalesce(why, '') = coalesce(:why, '') THEN state_at ELSE :at END,
    unanswered = CASE WHEN :state = 'bad' THEN unanswered ELSE 0 END, state = :state, why = :why
WHERE workspace_id = :workspace AND id = :id;

-- name: address_takes_no_texts
-- It rings as before. What makes it textable again is a basis: they text us, or a person says so.
-- in: workspace int, id id, why text, at int
-- gives: none
UPDATE address SET text_basis = NULL, why = :why, state_at = :at WHERE workspace_id = :workspace AND id = :id;

-- name: address_rang
-- It rang, and nobody was there.
-- in: workspace int, id id
-- gives: none
UPDATE address SET unanswered = unanswered + 1 WHERE workspace_id = :workspace AND id = :id;

-- name: address_set_basis
-- in: workspace int, id id, text_basis text
-- gives: none
UPDATE address SET text_basis = :text_basis WHERE workspace_id = :workspace AND id = :id;

-- name: suppression_get
-- in: workspace int, hash blob
-- out: channels int, why text, source text, at int
-- gives: one
SELECT channels, why, source, at FROM suppression WHERE workspace_id = :workspace AND hash = :hash;

-- name: suppression_add
-- Channels once ended stay ended.
-- in: workspace int, hash blob, channels int, why text, source text, now int
-- gives: none
INSERT INTO suppression (workspace_id, hash, channels, why, source, at) VALUES (:workspace, :hash, :channels, :why, :source, :now)
ON CONFLICT (workspace_id, hash) DO UPDATE SET channels = suppression.channels | excluded.channels;

-- name: suppression_set
-- After a row of the ledger was taken back: what still stands.
-- in: workspace int, hash blob, channels int
-- gives: none
UPDATE suppression SET channels = :channels WHERE workspace_id = :workspace AND hash = :hash;

-- name: suppression_drop
-- in: workspace int, hash blob
-- gives: none
DELETE FROM suppression WHERE workspace_id = :workspace AND hash = :hash;

-- name: consent_insert
-- in: workspace int, id id, hash blob, channels int, given int, how text, user_id int, now int, undoes id
-- gives: none
INSERT INTO consent (workspace_id, id, hash, channels, given, how, user_id, at, undoes)
VALUES (:workspace, :id, :hash, :channels, :given, :how, :user_id, :now, :undoes);

-- name: consent_of
-- All that was written of an address, in order, but for what takes back; withdrawn: a later row does.
-- in: workspace int, hash blob
-- out: channels int, given int, how text, user_id id, at int, withdrawn int
-- gives: many
SELECT channels, given, how, user_id, at,
    CASE WHEN EXISTS (SELECT 1 FROM consent u WHERE u.workspace_id = c.workspace_id AND u.hash = c.hash AND u.undoes = c.id) THEN 1 ELSE 0 END
FROM consent c WHERE workspace_id = :workspace AND hash = :hash AND undoes IS NULL ORDER BY at, id;

-- name: consent_get
-- in: workspace int, id id
-- out: hash blob, channels int, how text
-- gives: one
SELECT hash, channels, how FROM consent WHERE workspace_id = :workspace AND id = :id;

-- name: consent_standing
-- What was ended for an address and not taken back.
-- in: workspace int, hash blob
-- out: channels int
-- gives: many
SELECT channels FROM consent c WHERE workspace_id = :workspace AND hash = :hash AND given = 0
    AND NOT EXISTS (SELECT 1 FROM consent u WHERE u.workspace_id = c.workspace_id AND u.hash = c.hash AND u.undoes = c.id);

-- name: consent_ended
-- What was ended for an address with these words, of these channels and no other, and not taken back.
-- in: workspace int, hash blob, channels int, how text
-- out: id id
-- gives: many
SELECT id FROM consent c WHERE workspace_id = :workspace AND hash = :hash AND given = 0 AND channels = :channels AND how = :how
    AND NOT EXISTS (SELECT 1 FROM consent u WHERE u.workspace_id = c.workspace_id AND u.hash = c.hash AND u.undoes = c.id) ORDER BY id;
