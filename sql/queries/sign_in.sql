-- Signing in: what proves a user, sessions, tokens, tickets that serve once, and what throttles.

-- name: sign_in_person
-- Whoever is called so: by name, or by mailbox (in lower case). Two of one mailbox are two rows.
-- in: workspace int, name_key text, email text
-- out: id id, name text, state text, password text, totp_since int
-- gives: many
SELECT u.id, u.name, u.state, c.password, c.totp_since FROM "user" u
LEFT JOIN credential c ON c.workspace_id = u.workspace_id AND c.user_id = u.id
WHERE u.workspace_id = :workspace AND (u.name_key = :name_key OR lower(u.email) = :email)
ORDER BY CASE WHEN u.name_key = :name_key THEN 0 ELSE 1 END, u.id;

-- name: credential_get
-- in: workspace int, user_id id
-- out: user_id id, name text, email text, state text, role text, password text, changed_at int, totp_secret blob, totp_since int, totp_step int
-- gives: one
SELECT u.id, u.name, u.email, u.state, u.role, c.password, c.changed_at, c.totp_secret, c.totp_since, coalesce(c.totp_step, 0)
FROM "user" u LEFT JOIN credential c ON c.workspace_id = u.workspace_id AND c.user_id = u.id
WHERE u.workspace_id = :workspace AND u.id = :user_id;

-- name: credential_password
-- in: workspace int, user_id id, password text, now int
-- gives: none
INSERT INTO credential (workspace_id, user_id, password, changed_at) VALUES (:workspace, :user_id, :password, :now)
ON CONFLICT (workspace_id, user_id) DO UPDATE SET password = excluded.password, changed_at = excluded.changed_at;

-- name: credential_rehash
-- The same password, kept in a stronger way.
-- in: workspace int, user_id id, password text, old text
-- gives: none
UPDATE credential SET password = :password WHERE workspace_id = :workspace AND user_id = :user_id AND password = :old;

-- name: credential_totp
-- A new secret of an app, not confirmed yet; NULL: none any more.
-- in: workspace int, user_id id, secret blob
-- gives: none
INSERT INTO credential (workspace_id, user_id, totp_secret) VALUES (:workspace, :user_id, :secret)
ON CONFLICT (workspace_id, user_id) DO UPDATE SET totp_secret = excluded.totp_secret, totp_since = NULL, totp_step = 0;

-- name: credential_totp_since
-- in: workspace int, user_id id, now int
-- gives: none
UPDATE credential SET totp_since = :now WHERE workspace_id = :workspace AND user_id = :user_id;

-- name: credential_totp_step
-- Uses up digits: nothing changes when they, or later ones, were used before.
-- in: workspace int, user_id id, step int
-- gives: changed
UPDATE credential SET totp_step = :step WHERE workspace_id = :workspace AND user_id = :user_id AND totp_step < :step;

-- name: credential_count
-- How many have a password: none at the first run.
-- in: workspace int
-- out: count int
-- gives: one
SELECT count(*) FROM credential WHERE workspace_id = :workspace AND password IS NOT NULL;

-- name: recovery_insert
-- in: workspace int, user_id id, digest blob
-- gives: none
INSERT INTO recovery_code (workspace_id, user_id, digest) VALUES (:workspace, :user_id, :digest);

-- name: recovery_take
-- in: workspace int, user_id id, digest blob
-- gives: changed
DELETE FROM recovery_code WHERE workspace_id = :workspace AND user_id = :user_id AND digest = :digest;

-- name: recovery_drop
-- in: workspace int, user_id id
-- gives: none
DELETE FROM recovery_code WHERE workspace_id = :workspace AND user_id = :user_id;

-- name: recovery_left
-- in: workspace int, user_id id
-- out: count int
-- gives: one
SELECT count(*) FROM recovery_code WHERE workspace_id = :workspace AND user_id = :user_id;

-- name: session_insert
-- in: workspace int, id id, user_id id, digest blob, kind text, how text, address text, agent text, now int, idle_seconds int, ends_at int
-- gives: none
INSERT INTO session (workspace_id, id, user_id, digest, kind, how, address, agent, created_at, seen_at, idle_seconds, ends_at)
VALUES (:workspace, :id, :user_id, :digest, :kind, :how, :address, :agent, :now, :now, :idle_seconds, :ends_at);

-- name: session_find
-- The session, when it and its user are alive.
-- in: workspace int, digest blob, now int
-- out: id id, user_id id, role text, kind text, created_at int, seen_at int, ends_at int
-- gives: one
SELECT s.id, s.user_id, u.role, s.kind, s.created_at, s.seen_at, s.ends_at FROM session s
JOIN "user" u ON u.workspace_id = s.workspace_id AND u.id = s.user_id
WHERE s.workspace_id = :workspace AND s.digest = :digest AND s.ends_at > :now AND s.seen_at > :now - s.idle_seconds
    AND u.state = 'active';

-- name: session_seen
-- in: workspace int, id id, now int
-- gives: none
UPDATE session SET seen_at = :now WHERE workspace_id = :workspace AND id = :id AND seen_at < :now;

-- name: session_list
-- in: workspace int, user_id id, now int
-- out: id id, kind text, how text, address text, agent text, created_at int, seen_at int, ends_at int
-- gives: many
SELECT id, kind, how, address, agent, created_at, seen_at, ends_at FROM session
WHERE workspace_id = :workspace AND user_id = :user_id AND ends_at > :now AND seen_at > :now - idle_seconds
ORDER BY seen_at DESC, id DESC;

-- name: session_drop
-- One of a user's.
-- in: workspace int, id id, user_id id
-- gives: changed
DELETE FROM session WHERE workspace_id = :workspace AND id = :id AND user_id = :user_id;

-- name: session_drop_digest
-- in: workspace int, digest blob
-- out: id id, user_id id
-- gives: one
DELETE FROM session WHERE workspace_id = :workspace AND digest = :digest RETURNING id, user_id;

-- name: session_drop_others
-- All of a user's but one (0: all of them).
-- in: workspace int, user_id id, id int
-- out: id id
-- gives: many
DELETE FROM session WHERE workspace_id = :workspace AND user_id = :user_id AND id <> :id RETURNING id;

-- name: session_sweep
-- Those that are over.
-- in: workspace int, now int
-- gives: none
DELETE FROM session WHERE workspace_id = :workspace AND (ends_at <= :now OR seen_at <= :now - idle_seconds);

-- name: session_lives
-- One that was found before, by its id.
-- in: workspace int, id id, now int
-- out: id id
-- gives: one
SELECT s.id FROM session s
JOIN "user" u ON u.workspace_id = s.workspace_id AND u.id = s.user_id
WHERE s.workspace_id = :workspace AND s.id = :id AND s.ends_at > :now AND s.seen_at > :now - s.idle_seconds
    AND u.state = 'active';

-- name: token_insert
-- in: workspace int, id id, user_id id, digest blob, name text, scopes int, now int, ends_at int
-- gives: none
INSERT INTO token (workspace_id, id, user_id, digest, name, scopes, created_at, ends_at)
VALUES (:workspace, :id, :user_id, :digest, :name, :scopes, :now, :ends_at);

-- name: token_find
-- The token, when it and its user are alive.
-- in: workspace int, digest blob, now int
-- out: id id, user_id id, role text, scopes int, used_at int
-- gives: one
SELECT t.id, t.user_id, u.role, t.scopes, t.used_at FROM token t
JOIN "user" u ON u.workspace_id = t.workspace_id AND u.id = t.user_id
WHERE t.workspace_id = :workspace AND t.digest = :digest AND t.ends_at > :now AND t.revoked_at IS NULL
    AND u.state = 'active';

-- name: token_lives
-- One that was found before, by its id.
-- in: workspace int, id id, now int
-- out: id id
-- gives: one
SELECT t.id FROM token t
JOIN "user" u ON u.workspace_id = t.workspace_id AND u.id = t.user_id
WHERE t.workspace_id = :workspace AND t.id = :id AND t.ends_at > :now AND t.revoked_at IS NULL AND u.state = 'active';

-- name: token_used
-- in: workspace int, id id, now int
-- gives: none
UPDATE token SET used_at = :now WHERE workspace_id = :workspace AND id = :id AND (used_at IS NULL OR used_at < :now);

-- name: token_list
-- Of a user, or of all (0); the revoked and ended ones, too.
-- in: workspace int, user_id int
-- out: id id, user_id id, user_name text, name text, scopes int, created_at int, used_at int, ends_at int, revoked_at int
-- gives: many
SELECT t.id, t.user_id, u.name, t.name, t.scopes, t.created_at, t.used_at, t.ends_at, t.revoked_at FROM token t
JOIN "user" u ON u.workspace_id = t.workspace_id AND u.id = t.user_id
WHERE t.workspace_id = :workspace AND (:user_id = 0 OR t.user_id = :user_id) ORDER BY t.created_at DESC, t.id DESC;

-- name: token_revoke
-- One of a user's, or of anybody's (0).
-- in: workspace int, id id, user_id int, now int
-- gives: changed
UPDATE token SET revoked_at = :now
WHERE workspace_id = :workspace AND id = :id AND (:user_id = 0 OR user_id = :user_id) AND revoked_at IS NULL;

-- name: token_revoke_user
-- in: workspace int, user_id id, now int
-- gives: none
UPDATE token SET revoked_at = :now WHERE workspace_id = :workspace AND user_id = :user_id AND revoked_at IS NULL;

-- name: passkey_insert
-- in: workspace int, id id, user_id id, credential blob, site text, algorithm int, public_key blob, counter int, synced int, name text, now int
-- gives: none
INSERT INTO passkey (workspace_id, id, user_id, credential, site, algorithm, public_key, counter, synced, name, created_at)
VALUES (:workspace, :id, :user_id, :credential, :site, :algorithm, :public_key, :counter, :synced, :name, :now);

-- name: passkey_find
-- in: workspace int, credential blob
-- out: id id, user_id id, state text, site text, algorithm int, public_key blob, counter int
-- gives: one
SELECT p.id, p.user_id, u.state, p.site, p.algorithm, p.public_key, p.counter FROM passkey p
JOIN "user" u ON u.workspace_id = p.workspace_id AND u.id = p.user_id
WHERE p.workspace_id = :workspace AND p.credential = :credential;

-- name: passkey_used
-- in: workspace int, id id, counter int, now int
-- gives: none
UPDATE passkey SET counter = :counter, used_at = :now WHERE workspace_id = :workspace AND id = :id;

-- name: passkey_list
-- in: workspace int, user_id id
-- out: id id, credential blob, site text, synced int, name text, created_at int, used_at int
-- gives: many
SELECT id, credential, site, synced, name, created_at, used_at FROM passkey
WHERE workspace_id = :workspace AND user_id = :user_id ORDER BY created_at, id;

-- name: passkey_drop
-- in: workspace int, id id, user_id id
-- out: name text
-- gives: one
DELETE FROM passkey WHERE workspace_id = :workspace AND id = :id AND user_id = :user_id RETURNING name;

-- name: ticket_insert
-- in: workspace int, digest blob, kind text, user_id int, ends_at int
-- gives: none
INSERT INTO ticket (workspace_id, digest, kind, user_id, ends_at) VALUES (:workspace, :digest, :kind, :user_id, :ends_at);

-- name: ticket_once
-- As ticket_insert; nothing changes when it is there already.
-- in: workspace int, digest blob, kind text, user_id int, ends_at int
-- gives: changed
INSERT INTO ticket (workspace_id, digest, kind, user_id, ends_at) VALUES (:workspace, :digest, :kind, :user_id, :ends_at)
ON CONFLICT (workspace_id, digest) DO NOTHING;

-- name: ticket_get
-- in: workspace int, digest blob, kind text, now int
-- out: user_id int, ends_at int
-- gives: one
SELECT user_id, ends_at FROM ticket WHERE workspace_id = :workspace AND digest = :digest AND kind = :kind AND ends_at > :now;

-- name: ticket_try
-- Counts a try; nothing comes back when there is no such ticket, or when it was tried too often.
-- in: workspace int, digest blob, kind text, now int, most int
-- out: user_id int
-- gives: one
UPDATE ticket SET tries = tries + 1
WHERE workspace_id = :workspace AND digest = :digest AND kind = :kind AND ends_at > :now AND tries < :most
RETURNING user_id;

-- name: ticket_take
-- in: workspace int, digest blob, kind text, now int
-- out: user_id int
-- gives: one
DELETE FROM ticket WHERE workspace_id = :workspace AND digest = :digest AND kind = :kind AND ends_at > :now
RETURNING user_id;

-- name: ticket_drop_user
-- Of one kind, or all (NULL).
-- in: workspace int, user_id int, kind text
-- gives: none
DELETE FROM ticket WHERE workspace_id = :workspace AND user_id = :user_id AND (CAST(:kind AS TEXT) IS NULL OR kind = :kind);

-- name: ticket_purge
-- in: workspace int, now int
-- gives: none
DELETE FROM ticket WHERE workspace_id = :workspace AND ends_at <= :now;

-- name: throttle_count
-- One failure more; those before an instant are forgotten. `until_at` is of the failures before it.
-- in: workspace int, digest blob, now int, forget int
-- out: failures int, until_at int
-- gives: one
INSERT INTO throttle (workspace_id, digest, failures, last_at, until_at) VALUES (:workspace, :digest, 1, :now, 0)
ON CONFLICT (workspace_id, digest) DO UPDATE
SET failures = CASE WHEN throttle.last_at < :forget THEN 1 ELSE throttle.failures + 1 END, last_at = excluded.last_at
RETURNING failures, until_at;

-- name: throttle_until
-- in: workspace int, digest blob, until_at int
-- gives: none
UPDATE throttle SET until_at = :until_at WHERE workspace_id = :workspace AND digest = :digest;

-- name: throttle_forgive
-- What was counted ahead was no failure.
-- in: workspace int, digest blob
-- gives: none
UPDATE throttle SET failures = failures - 1, until_at = 0
WHERE workspace_id = :workspace AND digest = :digest AND failures > 0;

-- name: throttle_clear
-- in: workspace int, digest blob
-- gives: none
DELETE FROM throttle WHERE workspace_id = :workspace AND digest = :digest;

-- name: throttle_purge
-- in: workspace int, before int
-- gives: none
DELETE FROM throttle WHERE workspace_id = :workspace AND last_at < :before;
