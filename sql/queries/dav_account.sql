-- Calendars and address books of users at other servers (action/dav_account.h, action/dav_sync.h,
-- action/calendar_inner.h, action/book_inner.h).

-- name: dav_account_insert
-- in: workspace int, id id, kind text, user_id id, url text, name text, sender_id id, settings text, secret blob, now int
-- gives: none
INSERT INTO dav_account (workspace_id, id, kind, user_id, url, name, sender_id, settings, secret, made_at)
VALUES (:workspace, :id, :kind, :user_id, :url, :name, :sender_id, :settings, :secret, :now);

-- name: dav_account_list
-- Those that have not ended.
-- in: workspace int
-- out: id id, kind text, user_id id, url text, name text, sender_id id, settings text, secret blob, state text, why text, rests_until int, failures int, token text, ctag text, whole_at int, synced_at int, worker id, leased_until int
-- gives: many
SELECT id, kind, user_id, url, name, sender_id, settings, secret, state, why, rests_until, failures, token, ctag, whole_at, synced_at, worker, leased_until
FROM dav_account WHERE workspace_id = :workspace AND state <> 'ended' ORDER BY user_id, id;

-- name: dav_account_due
-- Those to be looked at now, the longest waiting first.
-- in: workspace int, now int
-- out: id id, kind text, user_id id
-- gives: many
SELECT id, kind, user_id FROM dav_account
WHERE workspace_id = :workspace AND state = 'on' AND (rests_until IS NULL OR rests_until <= :now)
    AND (worker IS NULL OR leased_until <= :now) ORDER BY coalesce(synced_at, 0), id;

-- name: dav_account_set
-- By a person: all of it is looked at again.
-- in: workspace int, id id, state text, why text
-- gives: none
UPDATE dav_account SET state = :state, why = :why, rests_until = NULL, failures = 0, whole_at = NULL
WHERE workspace_id = :workspace AND id = :id;

-- name: dav_account_end
-- Its secret goes.
-- in: workspace int, id id
-- gives: none
UPDATE dav_account SET state = 'ended', why = NULL, secret = NULL, token = NULL, ctag = NULL, settings = '{}'
WHERE workspace_id = :workspace AND id = :id;

-- name: dav_account_claim
-- in: workspace int, id id, worker int, now int, leased_until int
-- gives: changed
UPDATE dav_account SET worker = :worker, leased_until = :leased_until
WHERE workspace_id = :workspace AND id = :id AND state = 'on' AND (worker IS NULL OR worker = :worker OR leased_until <= :now);

-- name: dav_account_read
-- What of it was read, where it is the worker's still.
-- in: workspace int, id id, worker int, token text, ctag text, whole_at int
-- gives: none
UPDATE dav_account SET token = :token, ctag = :ctag, whole_at = :whole_at
WHERE workspace_id = :workspace AND id = :id AND worker = :worker;

-- name: dav_account_done
-- `why`: what of it did not go, though it is on.
-- in: workspace int, id id, worker int, now int, why text, rests_until int
-- gives: none
UPDATE dav_account SET synced_at = :now, why = :why, rests_until = :rests_until, failures = 0, worker = NULL, leased_until = NULL
WHERE workspace_id = :workspace AND id = :id AND worker = :worker;

-- name: dav_account_down
-- in: workspace int, id id, worker int, state text, why text, rests_until int
-- gives: none
UPDATE dav_account SET state = CASE WHEN state = 'on' THEN :state ELSE state END, why = :why, rests_until = :rests_until,
    failures = failures + 1, worker = NULL, leased_until = NULL
WHERE workspace_id = :workspace AND id = :id AND worker = :worker;

-- name: dav_account_entries
-- Of Beck's that stand there.
-- in: workspace int, id id
-- out: entries int
-- gives: one
SELECT (SELECT count(*) FROM calendar_item WHERE workspace_id = :workspace AND account_id = :id AND state = 'there' AND mark IS NOT NULL)
    + (SELECT count(*) FROM book_card WHERE workspace_id = :workspace AND account_id = :id AND state = 'there' AND mark IS NOT NULL);

-- name: calendar_items
-- in: workspace int, account_id id
-- out: name text, lead_id id, promise_id id, todo int, starts_at int, etag text, mark blob, state text
-- gives: many
SELECT name, lead_id, promise_id, todo, starts_at, etag, mark, state FROM calendar_item
WHERE workspace_id = :workspace AND account_id = :account_id ORDER BY name;

-- name: calendar_item_put
-- in: workspace int, account_id id, name text, lead_id id, promise_id id, todo int, starts_at int, etag text, mark blob, state text
-- gives: none
INSERT INTO calendar_item (workspace_id, account_id, name, lead_id, promise_id, todo, starts_at, etag, mark, state)
VALUES (:workspace, :account_id, :name, :lead_id, :promise_id, :todo, :starts_at, :etag, :mark, :state)
ON CONFLICT (workspace_id, account_id, name) DO UPDATE SET todo = excluded.todo, starts_at = excluded.starts_at, etag = excluded.etag,
    mark = excluded.mark, state = CASE WHEN calendar_item.state = 'unwanted' THEN 'unwanted' ELSE excluded.state END;

-- name: calendar_item_drop
-- in: workspace int, account_id id, name text
-- gives: none
DELETE FROM calendar_item WHERE workspace_id = :workspace AND account_id = :account_id AND name = :name;

-- name: calendar_meetings
-- A person who was merged into another is the other.
-- in: workspace int, account_id id
-- out: path text, lead_id id, contact_id id, summary text, starts_at int, ends_at int, state text, applied_at int, asked int, before_at int, before_what text, before_channel text, contact_name text
-- gives: many
SELECT m.path, m.lead_id, m.contact_id, m.summary, m.starts_at, m.ends_at, m.state, m.applied_at, m.asked, m.before_at, m.before_what, m.before_channel, c.name
FROM calendar_meeting m
LEFT JOIN merged g ON g.workspace_id = m.workspace_id AND g.gone_id = m.contact_id
LEFT JOIN contact c ON c.workspace_id = m.workspace_id AND c.id = coalesce(g.kept_id, m.contact_id)
WHERE m.workspace_id = :workspace AND m.account_id = :account_id ORDER BY m.starts_at, m.path, m.lead_id;

-- name: calendar_meeting_put
-- What the calendar says of it; what Beck made of it stays.
-- in: workspace int, account_id id, path text, lead_id id, contact_id id, summary text, starts_at int, ends_at int
-- gives: none
INSERT INTO calendar_meeting (workspace_id, account_id, path, lead_id, contact_id, summary, starts_at, ends_at, state)
VALUES (:workspace, :account_id, :path, :lead_id, :contact_id, :summary, :starts_at, :ends_at, 'booked')
ON CONFLICT (workspace_id, account_id, path, lead_id) DO UPDATE SET contact_id = excluded.contact_id, summary = excluded.summary,
    starts_at = excluded.starts_at, ends_at = excluded.ends_at, state = 'booked';

-- name: calendar_meeting_gone
-- Of an object (NULL: of all), but for one lead (0: of all): it stands there no more.
-- in: workspace int, account_id id, path text, lead_id int
-- gives: none
UPDATE calendar_meeting SET state = 'gone'
WHERE workspace_id = :workspace AND account_id = :account_id AND path = coalesce(:path, path) AND lead_id <> :lead_id;

-- name: calendar_meeting_set
-- What Beck made of it.
-- in: workspace int, account_id id, path text, lead_id id, applied_at int, asked int, before_at int, before_what text, before_channel text
-- gives: none
UPDATE calendar_meeting SET applied_at = :applied_at, asked = :asked, before_at = :before_at, before_what = :before_what, before_channel = :before_channel
WHERE workspace_id = :workspace AND account_id = :account_id AND path = :path AND lead_id = :lead_id;

-- name: calendar_meeting_drop
-- in: workspace int, account_id id, path text, lead_id id
-- gives: none
DELETE FROM calendar_meeting WHERE workspace_id = :workspace AND account_id = :account_id AND path = :path AND lead_id = :lead_id;

-- name: calendar_lead_of_contact
-- The leads a person is the one of, that are open.
-- in: workspace int, contact_id id
-- out: lead_id id
-- gives: many
SELECT id FROM lead WHERE workspace_id = :workspace AND contact_id = :contact_id AND status NOT IN ('closed', 'never') ORDER BY id LIMIT 20;

-- name: calendar_booked
-- The leads of a user that wait for a meeting that stands in a calendar already, and until when.
-- in: workspace int, user_id id
-- out: lead_id id, applied_at int
-- gives: many
SELECT m.lead_id, m.applied_at FROM calendar_meeting m
JOIN dav_account a ON a.workspace_id = m.workspace_id AND a.id = m.account_id
WHERE m.workspace_id = :workspace AND a.user_id = :user_id AND m.applied_at IS NOT NULL ORDER BY m.lead_id;

-- name: calendar_move_touch
-- What is to come of a lead.
-- in: workspace int, lead_id id
-- out: touch_id id, channel text
-- gives: one
SELECT touch_id, channel FROM next_touch WHERE workspace_id = :workspace AND lead_id = :lead_id;
