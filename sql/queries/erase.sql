-- Erasing a person: what names somebody goes, what counts for the reports stays. The words that are
-- left where a table wants some are 'erased'.

-- name: erase_contact
-- in: workspace int, id id, name text
-- gives: none
UPDATE contact SET account_id = NULL, name = :name, name_key = '', given = NULL, family = NULL, title = NULL, role = '', reports_to = NULL,
    state = 'gone', city = NULL, region = NULL, postcode = NULL, country = NULL, zone = NULL, birthday = NULL, language = NULL, note = NULL
WHERE workspace_id = :workspace AND id = :id;

-- name: erase_merged
-- The name under which a trace would lead to the one it was merged into.
-- in: workspace int, gone_id id
-- gives: none
UPDATE merged SET name_key = '' WHERE workspace_id = :workspace AND gone_id = :gone_id;

-- name: erase_reporting
-- in: workspace int, reports_to id
-- gives: none
UPDATE contact SET reports_to = NULL WHERE workspace_id = :workspace AND reports_to = :reports_to;

-- name: erase_suppression
-- The hash and what is ended stay; who said so goes.
-- in: workspace int, hash blob
-- gives: none
UPDATE suppression SET source = 'erased' WHERE workspace_id = :workspace AND hash = :hash;

-- name: erase_lead
-- A lead whose main contact is erased.
-- in: workspace int, id id, name text, name_key text, status text, status_why text, external_id text
-- gives: none
UPDATE lead SET contact_id = NULL, answered_contact_id = NULL, answered_at = NULL, agreed_at = NULL, agreed = NULL, note = NULL, name = :name, name_key = :name_key, status = :status,
    status_why = :status_why, external_id = :external_id
WHERE workspace_id = :workspace AND id = :id;

-- name: erase_answer
-- A lead of others, in which the person had answered.
-- in: workspace int, id id, contact_id id
-- gives: none
UPDATE lead SET answered_contact_id = NULL WHERE workspace_id = :workspace AND id = :id AND answered_contact_id = :contact_id;

-- name: erase_referred
-- Leads that name the person as who sent them.
-- in: workspace int, source text
-- out: lead_id id, open int
-- gives: many
SELECT id, CASE WHEN open_id IS NULL THEN 0 ELSE 1 END FROM lead WHERE workspace_id = :workspace AND source = :source ORDER BY id;

-- name: erase_source
-- in: workspace int, id id
-- gives: none
UPDATE lead SET source = 'referral' WHERE workspace_id = :workspace AND id = :id;

-- name: erase_others
-- The people a lead has beside one of them: at its account, or involved.
-- in: workspace int, lead_id id, account_id id, contact_id id
-- out: people int
-- gives: one
SELECT (SELECT count(*) FROM contact c WHERE c.workspace_id = :workspace AND c.account_id = :account_id AND c.id <> :contact_id AND c.state = 'here')
    + (SELECT count(*) FROM lead_contact i WHERE i.workspace_id = :workspace AND i.lead_id = :lead_id AND i.contact_id <> :contact_id);

-- name: erase_touch_count
-- in: workspace int, lead_id id, contact_id int, name text
-- out: touches int
-- gives: one
SELECT count(*) FROM touch WHERE workspace_id = :workspace AND lead_id = :lead_id AND (:contact_id = 0 OR contact_id = :contact_id OR spoke_to = :name);

-- name: erase_touches
-- The words of a lead's touches: all of them (contact 0), or those with one person.
-- in: workspace int, lead_id id, contact_id int, name text
-- gives: none
UPDATE touch SET note = NULL, spoke_to = NULL, flagged = NULL, reason = 'erased', whys = ''
WHERE workspace_id = :workspace AND lead_id = :lead_id AND (:contact_id = 0 OR contact_id = :contact_id OR spoke_to = :name);

-- name: erase_dials
-- What was said to a person's voicemail, and where it was recorded: of all of a lead's (contact 0), or
-- with one person.
-- in: workspace int, lead_id id, contact_id int
-- gives: none
UPDATE dial SET words = NULL, recording = NULL WHERE workspace_id = :workspace
    AND (:contact_id = 0 OR contact_id = :contact_id)
    AND touch_id IN (SELECT id FROM touch WHERE workspace_id = :workspace AND lead_id = :lead_id);

-- name: erase_phone_calls
-- Calls that were dialled for us: of all of a lead's people (contact 0), or to one.
-- in: workspace int, lead_id id, contact_id int
-- gives: none
DELETE FROM phone_call WHERE workspace_id = :workspace AND lead_id = :lead_id AND (:contact_id = 0 OR contact_id = :contact_id);

-- name: erase_messages
-- What machines sent: as erase_touches; what waits is no person's alone.
-- in: workspace int, lead_id id, contact_id int
-- gives: none
UPDATE message SET subject = 'erased', body = '' WHERE workspace_id = :workspace AND lead_id = :lead_id
    AND (:contact_id = 0 OR level = 'queued' OR EXISTS (SELECT 1 FROM touch t
        WHERE t.workspace_id = message.workspace_id AND t.id = message.touch_id AND t.contact_id = :contact_id));

-- name: erase_received
-- What came in by mail: as erase_messages. Its keyed digest stays, so that the mailbox brings nothing back.
-- in: workspace int, lead_id id, contact_id int
-- gives: none
UPDATE received SET from_name = '', from_address = '', subject = '', body = '', message_id = '', about = '', did = '',
    state = CASE state WHEN 'asks' THEN 'ignored' ELSE state END
WHERE workspace_id = :workspace AND lead_id = :lead_id AND (:contact_id = 0 OR contact_id = :contact_id);

-- name: erase_received_of_address
-- What came by mail from somebody's address, or speaks of it, and is nobody's here.
-- in: workspace int, address text
-- gives: none
UPDATE received SET from_name = '', from_address = '', subject = '', body = '', message_id = '', about = '', did = '',
    state = CASE state WHEN 'asks' THEN 'ignored' ELSE state END
WHERE workspace_id = :workspace AND lead_id IS NULL AND (from_address = :address OR about = :address);

-- name: erase_sent_copies
-- Of what machines sent, on its way into a Sent folder: as erase_messages.
-- in: workspace int, lead_id id, contact_id int
-- gives: none
DELETE FROM sent_copy WHERE workspace_id = :workspace AND touch_id IN (SELECT m.touch_id FROM message m
    WHERE m.workspace_id = :workspace AND m.lead_id = :lead_id AND (:contact_id = 0 OR EXISTS (SELECT 1 FROM touch t
        WHERE t.workspace_id = m.workspace_id AND t.id = m.touch_id AND t.contact_id = :contact_id)));

-- name: erase_mentions
-- Where the words of a lead of others say the whole name.
-- in: workspace int, lead_id id, name text
-- gives: none
UPDATE touch SET reason = replace(reason, :name, 'somebody'), whys = replace(whys, :name, 'somebody'), note = replace(note, :name, 'somebody'),
    spoke_to = replace(spoke_to, :name, 'somebody')
WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: erase_mentions_of_messages
-- As erase_mentions, in what we sent.
-- in: workspace int, lead_id id, name text
-- gives: none
UPDATE message SET subject = replace(subject, :name, 'somebody'), body = replace(body, :name, 'somebody')
WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: erase_mentions_of_dials
-- As erase_mentions, in what we said to a voicemail.
-- in: workspace int, lead_id id, name text
-- gives: none
UPDATE dial SET words = replace(words, :name, 'somebody') WHERE workspace_id = :workspace
    AND touch_id IN (SELECT id FROM touch WHERE workspace_id = :workspace AND lead_id = :lead_id);

-- name: erase_events
-- in: workspace int, lead_id id
-- gives: none
UPDATE touch_event SET detail = NULL WHERE workspace_id = :workspace AND detail IS NOT NULL
    AND touch_id IN (SELECT id FROM touch WHERE workspace_id = :workspace AND lead_id = :lead_id);

-- name: erase_promise_count
-- in: workspace int, lead_id id, contact_id int
-- out: promises int
-- gives: one
SELECT count(*) FROM promise WHERE workspace_id = :workspace AND lead_id = :lead_id AND (:contact_id = 0 OR contact_id = :contact_id);

-- name: erase_promises
-- A lead's promises: all (contact 0), or those to one person.
-- in: workspace int, lead_id id, contact_id int
-- gives: none
UPDATE promise SET text = 'erased', contact_id = NULL, unproved_at = 0, state = CASE state WHEN 'open' THEN 'cancelled' ELSE state END
WHERE workspace_id = :workspace AND lead_id = :lead_id AND (:contact_id = 0 OR contact_id = :contact_id);

-- name: erase_cycles
-- in: workspace int, lead_id id
-- gives: none
UPDATE cycle SET text = 'erased', state = 'done' WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: erase_wants
-- in: workspace int, lead_id id
-- gives: none
UPDATE want SET text = 'erased', state = 'done' WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: erase_holds
-- in: workspace int, scope text, scope_id int, now int
-- gives: none
UPDATE hold SET reason = 'erased', lifted_at = coalesce(lifted_at, :now) WHERE workspace_id = :workspace AND scope = :scope AND scope_id = :scope_id;

-- name: erase_records
-- What undo kept of a row, or of a lead.
-- in: workspace int, row_id id
-- out: id id
-- gives: many
SELECT record_id FROM record_row WHERE workspace_id = :workspace AND row_id = :row_id
UNION SELECT id FROM record WHERE workspace_id = :workspace AND lead_id = :row_id;

-- name: erase_calendar_items
-- What stands of them in users' calendars: to be taken away there by the next synchronization.
-- in: workspace int, lead_id id
-- gives: none
UPDATE calendar_item SET state = 'unwanted', lead_id = NULL, promise_id = NULL WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: erase_calendar_meetings
-- `contact_id` NULL: all of the lead's.
-- in: workspace int, lead_id id, contact_id id
-- gives: none
DELETE FROM calendar_meeting WHERE workspace_id = :workspace AND lead_id = :lead_id AND (:contact_id IS NULL OR contact_id = :contact_id);

-- name: erase_calendar_count
-- Of a lead, in users' calendars: entries of ours there, those of them that nobody will take away, and meetings that are the user's own.
-- in: workspace int, lead_id id
-- out: entries int, stay int, meetings int
-- gives: one
SELECT count(*), coalesce(sum(CASE WHEN a.state = 'on' THEN 0 ELSE 1 END), 0),
    (SELECT count(*) FROM calendar_meeting m WHERE m.workspace_id = :workspace AND m.lead_id = :lead_id)
FROM calendar_item i JOIN dav_account a ON a.workspace_id = i.workspace_id AND a.id = i.account_id
WHERE i.workspace_id = :workspace AND i.lead_id = :lead_id;
