-- How Beck signs in to users' mailboxes without their passwords.
-- sql/schema/postgres/0004_login.sql is its twin.

-- What Beck is registered as with those who sign users in (OAuth 2.0; auth/oauth.h).
CREATE TABLE oauth_client (
    workspace_id INTEGER NOT NULL REFERENCES workspace,
    provider     TEXT NOT NULL,           -- "google"
    settings     TEXT NOT NULL,           -- JSON: client_id, and what the provider's row leaves open
    secret       BLOB NOT NULL,           -- sealed: the client's
    UNIQUE (workspace_id, provider)
) STRICT;

-- A user's yes: the tokens by which a sender's mailbox is open to Beck.
CREATE TABLE oauth_grant (
    workspace_id INTEGER NOT NULL,
    sender_id    INTEGER PRIMARY KEY,
    secret       BLOB NOT NULL,           -- sealed: JSON, access and refresh
    expires_at   INTEGER NOT NULL,        -- the access token
    version      INTEGER NOT NULL,        -- one more with each new token: what an older one would write is dropped
    asked_until  INTEGER NOT NULL,        -- a worker is asking for new ones: nobody else does until then
    granted_at   INTEGER NOT NULL,
    UNIQUE (workspace_id, sender_id),
    FOREIGN KEY (workspace_id, sender_id) REFERENCES sender (workspace_id, id)
) STRICT;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('oauth_client', 'sqlite_autoindex_oauth_client_1', '3 3 1'),
    ('oauth_grant', 'sqlite_autoindex_oauth_grant_1', '50 50 1');
