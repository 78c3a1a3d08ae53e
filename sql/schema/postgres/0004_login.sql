-- How Beck signs in to users' mailboxes without their passwords.
-- sql/schema/sqlite/0004_login.sql is its twin.

-- What Beck is registered as with those who sign users in (OAuth 2.0; auth/oauth.h).
CREATE TABLE oauth_client (
    workspace_id BIGINT NOT NULL REFERENCES workspace,
    provider     TEXT NOT NULL,           -- "google"
    settings     TEXT NOT NULL,           -- JSON: client_id, and what the provider's row leaves open
    secret       BYTEA NOT NULL,           -- sealed: the client's
    PRIMARY KEY (workspace_id, provider)
);

-- A user's yes: the tokens by which a sender's mailbox is open to Beck.
CREATE TABLE oauth_grant (
    workspace_id BIGINT NOT NULL,
    sender_id    BIGINT NOT NULL,
    secret       BYTEA NOT NULL,           -- sealed: JSON, access and refresh
    expires_at   BIGINT NOT NULL,        -- the access token
    version      BIGINT NOT NULL,        -- one more with each new token: what an older one would write is dropped
    asked_until  BIGINT NOT NULL,        -- a worker is asking for new ones: nobody else does until then
    granted_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, sender_id),
    FOREIGN KEY (workspace_id, sender_id) REFERENCES sender (workspace_id, id)
);

