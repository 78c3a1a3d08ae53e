-- Answers that were given to requests with a key (action/once.h).

-- name: answered_get
-- in: workspace int, user_id int, request_key text
-- out: digest blob, status int, location text, body text
-- gives: one
SELECT digest, status, location, body FROM answered
WHERE workspace_id = :workspace AND user_id = :user_id AND request_key = :request_key;

-- name: answered_insert
-- in: workspace int, user_id int, request_key text, digest blob, status int, location text, body text, at int
-- gives: none
INSERT INTO answered (workspace_id, user_id, request_key, digest, status, location, body, at)
VALUES (:workspace, :user_id, :request_key, :digest, :status, :location, :body, :at);

-- name: answered_forget
-- in: workspace int, before int
-- gives: none
DELETE FROM answered WHERE workspace_id = :workspace AND at < :before;
