-- Mailboxes that are read, and copies of what was sent (action/mailbox.h).

-- name: mailbox_insert
-- in: workspace int, id id, user_id int, driver text, address text, sender_id id, settings text, secret blob, copies int, now int
-- gives: none
INSERT INTO mailbox (workspace_id, id, user_id, driver, address, sender_id, settings, secret, copies, made_at)
VALUES (:workspace, :id, :user_id, :driver, :address, :sender_id, :settings, :secret, :copies, :now);

-- name: mailbox_list
-- Those that have not ended, a user's own before everybody's.
-- in: workspace int
-- out: id id, user_id id, driver text, address text, sender_id id, settings text, secret blob, copies int, state text, why text, rests_until int, failures int, turn int, read_at int, worker id, leased_until int
-- gives: many
SELECT id, user_id, driver, address, sender_id, settings, secret, copies, state, why, rests_until, failures, turn, read_at, worker, leased_until
FROM mailbox WHERE workspace_id = :workspace AND state <> 'ended' ORDER BY user_id = 0, user_id, id;

-- name: mailbox_set
-- By a person: who reads it begins anew.
-- in: workspace int, id id, state text, why text
-- gives: none
UPDATE mailbox SET state = :state, why = :why, rests_until = NULL, failures = 0, turn = turn + 1
WHERE workspace_id = :workspace AND id = :id;

-- name: mailbox_end
-- Its secret goes.
-- in: workspace int, id id
-- gives: none
UPDATE mailbox SET state = 'ended', why = NULL, secret = NULL, settings = '{}', turn = turn + 1 WHERE workspace_id = :workspace AND id = :id;

-- name: mailbox_claim
-- Whose row it is reads it.
-- in: workspace int, id id, worker int, now int, leased_until int
-- gives: changed
UPDATE mailbox SET worker = :worker, leased_until = :leased_until
WHERE workspace_id = :workspace AND id = :id AND state = 'on' AND (rests_until IS NULL OR rests_until <= :now)
    AND (worker IS NULL OR worker = :worker OR leased_until <= :now);

-- name: mailbox_leave
-- in: workspace int, id id, worker int
-- gives: none
UPDATE mailbox SET worker = NULL, leased_until = NULL WHERE workspace_id = :workspace AND id = :id AND worker = :worker;

-- name: mailbox_down
-- What a worker says of a server, where it is the worker's still.
-- in: workspace int, id id, worker int, state text, why text, rests_until int
-- gives: none
UPDATE mailbox SET state = :state, why = :why, rests_until = :rests_until, failures = failures + 1, worker = NULL, leased_until = NULL
WHERE workspace_id = :workspace AND id = :id AND worker = :worker AND state = 'on';

-- name: mailbox_read
-- All that was there was read.
-- in: workspace int, id id, worker int, now int
-- gives: none
UPDATE mailbox SET read_at = :now, why = NULL, rests_until = NULL, failures = 0
WHERE workspace_id = :workspace AND id = :id AND worker = :worker AND state = 'on';

-- name: mailbox_folders
-- in: workspace int, mailbox_id id
-- out: name text, validity int, uid int, read_at int, why text, tried_uid int
-- gives: many
SELECT name, validity, uid, read_at, why, tried_uid FROM mailbox_folder WHERE workspace_id = :workspace AND mailbox_id = :mailbox_id ORDER BY name;

-- name: mailbox_place
-- How far a folder was read, written by whose the mailbox is, as a person left it.
-- in: workspace int, mailbox_id id, worker int, turn int, name text, validity int, uid int, read_at int, why text
-- gives: none
INSERT INTO mailbox_folder (workspace_id, mailbox_id, name, validity, uid, read_at, why)
SELECT workspace_id, id, :name, :validity, :uid, :read_at, :why FROM mailbox
WHERE workspace_id = :workspace AND id = :mailbox_id AND worker = :worker AND turn = :turn
ON CONFLICT (workspace_id, mailbox_id, name) DO UPDATE SET validity = excluded.validity, uid = excluded.uid, read_at = excluded.read_at, why = excluded.why;

-- name: mailbox_tried
-- One mail of a folder, in vain: how often now. A folder that was never read to a place has a row from then on.
-- in: workspace int, mailbox_id id, worker int, name text, validity int, uid int
-- out: tries int
-- gives: one
INSERT INTO mailbox_folder (workspace_id, mailbox_id, name, validity, uid, tried_uid, tries)
SELECT workspace_id, id, :name, :validity, 0, :uid, 1 FROM mailbox
WHERE workspace_id = :workspace AND id = :mailbox_id AND worker = :worker
ON CONFLICT (workspace_id, mailbox_id, name) DO UPDATE SET
    tries = CASE WHEN mailbox_folder.tried_uid = excluded.tried_uid THEN mailbox_folder.tries + 1 ELSE 1 END, tried_uid = excluded.tried_uid
RETURNING tries;

-- name: mailbox_aside_put
-- in: workspace int, mailbox_id id, folder text, validity int, uid int, at int, size int, why text
-- gives: none
INSERT INTO mailbox_aside (workspace_id, mailbox_id, folder, validity, uid, at, size, why)
VALUES (:workspace, :mailbox_id, :folder, :validity, :uid, :at, :size, :why)
ON CONFLICT (workspace_id, mailbox_id, folder, validity, uid) DO UPDATE SET why = excluded.why;

-- name: mailbox_asides
-- The newest first; `total` counts all of them.
-- in: workspace int, mailbox_id id, most int
-- out: folder text, at int, size int, why text, total int
-- gives: many
SELECT folder, at, size, why, count(*) OVER () FROM mailbox_aside WHERE workspace_id = :workspace AND mailbox_id = :mailbox_id
ORDER BY at DESC, folder, uid DESC LIMIT :most;

-- name: mailbox_again
-- What was set aside is read once more, and what came after it: by its number, and by the days back to it.
-- in: workspace int, mailbox_id id
-- gives: none
UPDATE mailbox_folder SET tried_uid = 0, tries = 0, uid = (SELECT min(a.uid) - 1 FROM mailbox_aside a
    WHERE a.workspace_id = mailbox_folder.workspace_id AND a.mailbox_id = mailbox_folder.mailbox_id AND a.folder = mailbox_folder.name AND a.validity = mailbox_folder.validity),
    read_at = (SELECT min(CASE WHEN a.at < mailbox_folder.read_at THEN a.at ELSE mailbox_folder.read_at END) FROM mailbox_aside a
    WHERE a.workspace_id = mailbox_folder.workspace_id AND a.mailbox_id = mailbox_folder.mailbox_id AND a.folder = mailbox_folder.name AND a.validity = mailbox_folder.validity)
WHERE workspace_id = :workspace AND mailbox_id = :mailbox_id AND EXISTS (SELECT 1 FROM mailbox_aside a
    WHERE a.workspace_id = mailbox_folder.workspace_id AND a.mailbox_id = mailbox_folder.mailbox_id AND a.folder = mailbox_folder.name
        AND a.validity = mailbox_folder.validity AND a.uid <= mailbox_folder.uid);

-- name: mailbox_aside_drop
-- in: workspace int, mailbox_id id
-- gives: none
DELETE FROM mailbox_aside WHERE workspace_id = :workspace AND mailbox_id = :mailbox_id;

-- name: mailbox_forget
-- Of one that has ended.
-- in: workspace int, mailbox_id id
-- gives: none
DELETE FROM mailbox_folder WHERE workspace_id = :workspace AND mailbox_id = :mailbox_id;

-- name: mailbox_copying
-- Which mailbox takes the copies of which sender: the one that shares its login, else that of its address.
-- in: workspace int
-- out: sender_id id, mailbox_id id
-- gives: many
SELECT s.id, m.id FROM sender s JOIN mailbox m ON m.workspace_id = s.workspace_id AND m.copies = 1 AND m.state <> 'ended'
    AND (m.sender_id = s.id OR m.address = s.address)
WHERE s.workspace_id = :workspace AND s.state <> 'ended' ORDER BY s.id, CASE WHEN m.sender_id = s.id THEN 0 ELSE 1 END, m.id;

-- name: sent_copy_put
-- Where the mailbox has not ended since it was looked up.
-- in: workspace int, touch_id id, mailbox_id id, message_id text, mail blob, now int
-- gives: none
INSERT INTO sent_copy (workspace_id, touch_id, mailbox_id, message_id, mail, sent_at)
SELECT workspace_id, :touch_id, id, :message_id, :mail, :now FROM mailbox
WHERE workspace_id = :workspace AND id = :mailbox_id AND state <> 'ended'
ON CONFLICT (/*postgres: workspace_id, */touch_id) DO NOTHING;

-- name: sent_copy_mailboxes
-- Those that have any waiting.
-- in: workspace int
-- out: mailbox_id id
-- gives: many
SELECT DISTINCT mailbox_id FROM sent_copy WHERE workspace_id = :workspace;

-- name: sent_copy_next
-- The first one that waits behind the touch `after`.
-- in: workspace int, mailbox_id id, after int
-- out: touch_id id, message_id text, mail blob, sent_at int, tries int
-- gives: one
SELECT touch_id, message_id, mail, sent_at, tries FROM sent_copy
WHERE workspace_id = :workspace AND mailbox_id = :mailbox_id AND touch_id > :after ORDER BY touch_id LIMIT 1;

-- name: sent_copy_drop
-- in: workspace int, touch_id id
-- gives: none
DELETE FROM sent_copy WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: sent_copy_fade
-- Those that nobody could put there for so long.
-- in: workspace int, before int
-- gives: none
DELETE FROM sent_copy WHERE workspace_id = :workspace AND sent_at < :before;

-- name: sent_copy_refused
-- in: workspace int, touch_id id
-- gives: none
UPDATE sent_copy SET tries = tries + 1 WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: sent_copy_forget
-- Of a mailbox that has ended.
-- in: workspace int, mailbox_id id
-- gives: none
DELETE FROM sent_copy WHERE workspace_id = :workspace AND mailbox_id = :mailbox_id;

-- name: sent_copy_count
-- in: workspace int, mailbox_id id
-- out: copies int
-- gives: one
SELECT count(*) FROM sent_copy WHERE workspace_id = :workspace AND mailbox_id = :mailbox_id;
