-- How Beck signs in to mailboxes (action/login.h).

-- name: oauth_client_put
-- in: workspace int, provider text, settings text, secret blob
-- gives: none
INSERT INTO oauth_client (workspace_id, provider, settings, secret) VALUES (:workspace, :provider, :settings, :secret)
ON CONFLICT (workspace_id, provider) DO UPDATE SET settings = excluded.settings, secret = excluded.secret;

-- name: oauth_client_list
-- in: workspace int
-- out: provider text, settings text, secret blob
-- gives: many
SELECT provider, settings, secret FROM oauth_client WHERE workspace_id = :workspace ORDER BY provider;

-- name: oauth_client_drop
-- in: workspace int, provider text
-- gives: none
DELETE FROM oauth_client WHERE workspace_id = :workspace AND provider = :provider;

-- name: oauth_grant_put
-- Signed in, anew or again.
-- in: workspace int, sender_id id, secret blob, expires_at int, now int
-- gives: none
INSERT INTO oauth_grant (workspace_id, sender_id, secret, expires_at, version, asked_until, granted_at)
VALUES (:workspace, :sender_id, :secret, :expires_at, 1, 0, :now)
ON CONFLICT (/*postgres: workspace_id, */sender_id) DO UPDATE SET secret = excluded.secret, expires_at = excluded.expires_at,
    version = oauth_grant.version + 1, asked_until = 0, granted_at = excluded.granted_at;

-- name: oauth_grant_get
-- in: workspace int, sender_id id
-- out: secret blob, expires_at int, version int, granted_at int
-- gives: one
SELECT secret, expires_at, version, granted_at FROM oauth_grant WHERE workspace_id = :workspace AND sender_id = :sender_id;

-- name: oauth_grant_ask
-- Whose row comes back may ask for new tokens, and nobody else until then.
-- in: workspace int, sender_id id, version int, now int, asked_until int
-- out: version int
-- gives: one
UPDATE oauth_grant SET asked_until = :asked_until
WHERE workspace_id = :workspace AND sender_id = :sender_id AND version = :version AND asked_until <= :now RETURNING version;

-- name: oauth_grant_renew
-- in: workspace int, sender_id id, version int, secret blob, expires_at int
-- gives: none
UPDATE oauth_grant SET secret = :secret, expires_at = :expires_at, version = version + 1, asked_until = 0
WHERE workspace_id = :workspace AND sender_id = :sender_id AND version = :version;

-- name: oauth_grant_leave
-- It was asked in vain.
-- in: workspace int, sender_id id, version int
-- gives: none
UPDATE oauth_grant SET asked_until = 0 WHERE workspace_id = :workspace AND sender_id = :sender_id AND version = :version;

-- name: oauth_grant_drop
-- `version` 0: whichever it is.
-- in: workspace int, sender_id id, version int
-- gives: changed
DELETE FROM oauth_grant WHERE workspace_id = :workspace AND sender_id = :sender_id AND (:version = 0 OR version = :version);
