-- Duplicates: who may be the same, what was judged, and what a merge moves. Rows with an empty
-- name_key are traces of those merged or erased.

-- name: duplicate_contacts
-- in: workspace int
-- out: id id, name_key text, given text, family text, company text, birthday text, city text, region text, postcode text
-- gives: stream
SELECT c.id, c.name_key, c.given, c.family, k.name, c.birthday, c.city, c.region, c.postcode
FROM contact c LEFT JOIN account k ON k.workspace_id = c.workspace_id AND k.id = c.account_id
WHERE c.workspace_id = :workspace AND c.name_key <> '' ORDER BY c.id;

-- name: duplicate_contact_addresses
-- in: workspace int
-- out: owner_id id, kind text, value_key text
-- gives: stream
SELECT contact_id, kind, value_key FROM address
WHERE workspace_id = :workspace AND contact_id IS NOT NULL AND value_key <> '' AND kind NOT IN ('url', 'fax', 'sip') ORDER BY contact_id;

-- name: duplicate_accounts
-- in: workspace int
-- out: id id, name text, city text, region text
-- gives: stream
SELECT id, name, city, region FROM account WHERE workspace_id = :workspace AND name_key <> '' ORDER BY id;

-- name: duplicate_account_addresses
-- in: workspace int
-- out: as duplicate_contact_addresses
-- gives: stream
SELECT account_id, kind, value_key FROM address
WHERE workspace_id = :workspace AND account_id IS NOT NULL AND value_key <> '' AND kind NOT IN ('url', 'fax', 'sip') ORDER BY account_id;

-- name: duplicate_count
-- in: workspace int
-- out: contacts int, accounts int
-- gives: one
SELECT (SELECT count(*) FROM contact WHERE workspace_id = :workspace AND name_key <> ''),
    (SELECT count(*) FROM account WHERE workspace_id = :workspace AND name_key <> '');

-- name: duplicate_contact_facts
-- What hangs on a person: leads, and the newest note.
-- in: workspace int, id id
-- out: leads int, touch_note text, lead_note text
-- gives: one
SELECT (SELECT count(*) FROM lead WHERE workspace_id = :workspace AND contact_id = :id),
    (SELECT t.note FROM lead l JOIN touch t ON t.workspace_id = l.workspace_id AND t.lead_id = l.id
     WHERE l.workspace_id = :workspace AND l.contact_id = :id AND t.note IS NOT NULL ORDER BY t.at DESC LIMIT 1),
    (SELECT note FROM lead WHERE workspace_id = :workspace AND contact_id = :id AND note IS NOT NULL ORDER BY id DESC LIMIT 1);

-- name: duplicate_account_facts
-- in: workspace int, id id
-- out: leads int, contacts int, last_touched_at int, touch_note text, lead_note text
-- gives: one
SELECT (SELECT count(*) FROM lead WHERE workspace_id = :workspace AND account_id = :id),
    (SELECT count(*) FROM contact WHERE workspace_id = :workspace AND account_id = :id),
    (SELECT max(last_touched_at) FROM lead WHERE workspace_id = :workspace AND account_id = :id),
    (SELECT t.note FROM lead l JOIN touch t ON t.workspace_id = l.workspace_id AND t.lead_id = l.id
     WHERE l.workspace_id = :workspace AND l.account_id = :id AND t.note IS NOT NULL ORDER BY t.at DESC LIMIT 1),
    (SELECT note FROM lead WHERE workspace_id = :workspace AND account_id = :id AND note IS NOT NULL ORDER BY id DESC LIMIT 1);

-- name: not_duplicate_list
-- in: workspace int
-- out: a_id id, b_id id
-- gives: many
SELECT a_id, b_id FROM not_duplicate WHERE workspace_id = :workspace ORDER BY a_id, b_id;

-- name: not_duplicate_add
-- in: workspace int, a_id id, b_id id, user_id id, now int
-- gives: none
INSERT INTO not_duplicate (workspace_id, a_id, b_id, user_id, at) VALUES (:workspace, :a_id, :b_id, :user_id, :now)
ON CONFLICT (workspace_id, a_id, b_id) DO NOTHING;

-- name: merged_into
-- in: workspace int, id id
-- out: kept_id id
-- gives: one
SELECT kept_id FROM merged WHERE workspace_id = :workspace AND gone_id = :id;

-- name: merged_add
-- in: workspace int, gone_id id, kept_id id, name_key text, now int
-- gives: none
INSERT INTO merged (workspace_id, gone_id, kept_id, name_key, at) VALUES (:workspace, :gone_id, :kept_id, :name_key, :now);

-- name: merged_move
-- Whoever was merged into the one that is gone, is now of the one that is kept.
-- in: workspace int, gone_id id, kept_id id
-- gives: none
UPDATE merged SET kept_id = :kept_id WHERE workspace_id = :workspace AND gone_id = :gone_id;

-- name: merged_account
-- The account that one of this name was merged into.
-- in: workspace int, name_key text
-- out: id id
-- gives: one
SELECT k.id FROM merged m JOIN account k ON k.workspace_id = m.workspace_id AND k.id = m.kept_id
WHERE m.workspace_id = :workspace AND m.name_key = :name_key ORDER BY k.id LIMIT 1;

-- name: merged_contact
-- The people that others of this name were merged into, at the same account (0: without any).
-- in: workspace int, name_key text, account_id int
-- out: id id
-- gives: many
SELECT DISTINCT c.id FROM merged m JOIN contact c ON c.workspace_id = m.workspace_id AND c.id = m.kept_id
WHERE m.workspace_id = :workspace AND m.name_key = :name_key AND coalesce(c.account_id, 0) = :account_id ORDER BY c.id LIMIT 8;

-- name: merged_drop
-- in: workspace int, gone_id id
-- gives: none
DELETE FROM merged WHERE workspace_id = :workspace AND gone_id = :gone_id;

-- name: merged_list
-- Everyone who was merged into somebody.
-- in: workspace int, kept_id id
-- out: gone_id id
-- gives: many
SELECT gone_id FROM merged WHERE workspace_id = :workspace AND kept_id = :kept_id ORDER BY gone_id;

-- name: person_leads
-- The leads a person bears on: as main contact, as one of the people, as who answered, as whom the
-- next touch goes to, or by a promise. `account_id` is theirs.
-- in: workspace int, id id, account_id id
-- out: lead_id id, open int
-- gives: many
SELECT l.id, CASE WHEN l.open_id IS NULL THEN 0 ELSE 1 END FROM lead l
WHERE l.workspace_id = :workspace AND l.id IN (
    SELECT m.id FROM lead m WHERE m.workspace_id = :workspace AND m.contact_id = :id
    UNION SELECT i.lead_id FROM lead_contact i WHERE i.workspace_id = :workspace AND i.contact_id = :id
    UNION SELECT a.id FROM lead a LEFT JOIN next_touch n ON n.workspace_id = a.workspace_id AND n.lead_id = a.id
        WHERE a.workspace_id = :workspace AND a.account_id = :account_id AND (a.answered_contact_id = :id OR n.contact_id = :id
            OR EXISTS (SELECT 1 FROM touch_aside s WHERE s.workspace_id = a.workspace_id AND s.lead_id = a.id AND s.contact_id = :id)
            OR EXISTS (SELECT 1 FROM promise p WHERE p.workspace_id = a.workspace_id AND p.lead_id = a.id AND p.contact_id = :id)))
ORDER BY l.id;

-- name: merge_lead_person
-- in: workspace int, id id, gone_id id, kept_id id
-- gives: none
UPDATE lead SET contact_id = CASE contact_id WHEN :gone_id THEN :kept_id ELSE contact_id END,
    answered_contact_id = CASE answered_contact_id WHEN :gone_id THEN :kept_id ELSE answered_contact_id END
WHERE workspace_id = :workspace AND id = :id;

-- name: merge_next_touch
-- What a person has let go, and waits, goes to who is kept: by the same address, or their own of the same value.
-- in: workspace int, lead_id id, gone_id id, kept_id id
-- gives: none
UPDATE next_touch SET contact_id = :kept_id, address_id = coalesce((SELECT k.id FROM address g
        JOIN address k ON k.workspace_id = g.workspace_id AND k.contact_id = :kept_id AND k.kind = g.kind AND k.value = g.value AND k.value_key <> ''
        WHERE g.workspace_id = next_touch.workspace_id AND g.id = next_touch.address_id ORDER BY k.id LIMIT 1), address_id)
WHERE workspace_id = :workspace AND lead_id = :lead_id AND contact_id = :gone_id;

-- name: merge_involved
-- The leads a person is one of the people of, and whether another one is, too.
-- in: workspace int, contact_id id, other_id id
-- out: lead_id id, both int
-- gives: many
SELECT lead_id, (SELECT count(*) FROM lead_contact o WHERE o.workspace_id = c.workspace_id AND o.lead_id = c.lead_id AND o.contact_id = :other_id)
FROM lead_contact c WHERE workspace_id = :workspace AND contact_id = :contact_id ORDER BY lead_id;

-- name: lead_contact_drop
-- in: workspace int, lead_id id, contact_id id
-- gives: none
DELETE FROM lead_contact WHERE workspace_id = :workspace AND lead_id = :lead_id AND contact_id = :contact_id;

-- name: promise_of_contact
-- A person's promises in a lead.
-- in: workspace int, lead_id id, contact_id id
-- out: id id
-- gives: many
SELECT id FROM promise WHERE workspace_id = :workspace AND lead_id = :lead_id AND contact_id = :contact_id ORDER BY id;

-- name: promise_set_contact
-- in: workspace int, id id, contact_id id
-- gives: none
UPDATE promise SET contact_id = :contact_id WHERE workspace_id = :workspace AND id = :id;

-- name: contact_reporting
-- in: workspace int, reports_to id
-- out: id id
-- gives: many
SELECT id FROM contact WHERE workspace_id = :workspace AND reports_to = :reports_to ORDER BY id;

-- name: merge_given
-- What one person was given and another was not.
-- in: workspace int, contact_id id, other_id id
-- out: content_id id, touch_id id, at int
-- gives: many
SELECT content_id, touch_id, at FROM given g WHERE workspace_id = :workspace AND contact_id = :contact_id
    AND NOT EXISTS (SELECT 1 FROM given o WHERE o.workspace_id = g.workspace_id AND o.contact_id = :other_id AND o.content_id = g.content_id)
ORDER BY content_id;

-- name: merge_holds
-- The holds that stand on an account or a person.
-- in: workspace int, scope text, scope_id int
-- out: id id, machine_only int, channels int, until int, reason text, made_at int
-- gives: many
SELECT id, machine_only, channels, until, reason, made_at FROM hold
WHERE workspace_id = :workspace AND scope = :scope AND scope_id = :scope_id AND lifted_at IS NULL ORDER BY id;

-- name: merge_colleagues
-- Everybody at an account.
-- in: workspace int, account_id id
-- out: id id
-- gives: many
SELECT id FROM contact WHERE workspace_id = :workspace AND account_id = :account_id ORDER BY id;

-- name: merge_children
-- The accounts that belong to another.
-- in: workspace int, parent_id id
-- out: id id
-- gives: many
SELECT id FROM account WHERE workspace_id = :workspace AND parent_id = :parent_id ORDER BY id;

-- name: merge_account_leads
-- in: workspace int, account_id id
-- out: as person_leads
-- gives: many
SELECT id, CASE WHEN open_id IS NULL THEN 0 ELSE 1 END FROM lead WHERE workspace_id = :workspace AND account_id = :account_id ORDER BY id;
