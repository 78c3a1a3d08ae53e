-- Files: what they are, and beside it their bytes, so that a list reads none of them.

-- name: file_insert
-- in: workspace int, id id, lead_id id, content_id id, user_id id, name text, type text, size int, digest blob, card int, now int
-- gives: none
INSERT INTO file (workspace_id, id, lead_id, content_id, user_id, name, type, size, digest, card, created_at)
VALUES (:workspace, :id, :lead_id, :content_id, :user_id, :name, :type, :size, :digest, :card, :now);

-- name: file_bytes_insert
-- in: workspace int, file_id id, bytes blob
-- gives: none
INSERT INTO file_bytes (workspace_id, file_id, bytes) VALUES (:workspace, :file_id, :bytes);

-- name: file_get
-- in: workspace int, id id
-- out: id id, lead_id id, content_id id, user_id id, name text, type text, size int, card int, created_at int
-- gives: one
SELECT id, lead_id, content_id, user_id, name, type, size, card, created_at FROM file WHERE workspace_id = :workspace AND id = :id;

-- name: file_bytes_get
-- in: workspace int, file_id id
-- out: bytes blob
-- gives: one
SELECT bytes FROM file_bytes WHERE workspace_id = :workspace AND file_id = :file_id;

-- name: file_of_lead
-- in: workspace int, lead_id id
-- out: as file_get
-- gives: many
SELECT id, lead_id, content_id, user_id, name, type, size, card, created_at FROM file
WHERE workspace_id = :workspace AND lead_id = :lead_id ORDER BY id;

-- name: file_of_content
-- in: workspace int, content_id id
-- out: as file_get
-- gives: many
SELECT id, lead_id, content_id, user_id, name, type, size, card, created_at FROM file
WHERE workspace_id = :workspace AND content_id = :content_id ORDER BY id;

-- name: file_same
-- The same bytes, kept with the same lead or content.
-- in: workspace int, digest blob, lead_id int, content_id int
-- out: id id
-- gives: one
SELECT id FROM file WHERE workspace_id = :workspace AND digest = :digest
    AND coalesce(lead_id, 0) = :lead_id AND coalesce(content_id, 0) = :content_id ORDER BY id LIMIT 1;

-- name: file_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM file WHERE workspace_id = :workspace AND id = :id;

-- name: file_bytes_drop
-- in: workspace int, file_id id
-- gives: none
DELETE FROM file_bytes WHERE workspace_id = :workspace AND file_id = :file_id;

-- name: file_move
-- To another lead: the same person's.
-- in: workspace int, from_id id, to_id id
-- gives: none
UPDATE file SET lead_id = :to_id WHERE workspace_id = :workspace AND lead_id = :from_id;

-- name: file_typed
-- Its card waits no longer.
-- in: workspace int, lead_id id
-- gives: none
UPDATE file SET card = 0 WHERE workspace_id = :workspace AND lead_id = :lead_id AND card = 1;

-- name: card_list
-- Leads whose card waits to be typed, oldest first, of `owners` (NULL: all) and those shared with the user.
-- in: workspace int, owners text, user_id int, most int
-- out: file_id id, lead_id id, lead_name text, owner_id id, note text, source text, user_id id, name text, type text, size int, created_at int
-- gives: many
SELECT f.id, l.id, l.name, l.owner_id, l.note, l.source, f.user_id, f.name, f.type, f.size, f.created_at
FROM file f JOIN lead l ON l.workspace_id = f.workspace_id AND l.id = f.lead_id
WHERE f.workspace_id = :workspace AND f.card = 1 AND l.open_id IS NOT NULL
    AND (:owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%'
        OR EXISTS (SELECT 1 FROM lead_share s WHERE s.workspace_id = l.workspace_id AND s.lead_id = l.id AND s.user_id IN (0, :user_id)))
ORDER BY f.id LIMIT :most;

-- name: access_file
-- in: workspace int, id id, user_id int
-- out: owner_id id, shared int
-- gives: many
SELECT l.owner_id, (SELECT count(*) FROM lead_share s WHERE s.workspace_id = l.workspace_id AND s.lead_id = l.id AND s.user_id IN (0, :user_id))
FROM file f JOIN lead l ON l.workspace_id = f.workspace_id AND l.id = f.lead_id
WHERE f.workspace_id = :workspace AND f.id = :id;

-- name: lead_agree
-- in: workspace int, id id, agreed_at int, agreed text, agreed_channel text
-- gives: none
UPDATE lead SET agreed_at = :agreed_at, agreed = :agreed, agreed_channel = :agreed_channel WHERE workspace_id = :workspace AND id = :id;

-- name: promise_move
-- Of one lead to another: the same person's.
-- in: workspace int, from_id id, to_id id, contact_id id, owner_id id
-- gives: none
UPDATE promise SET lead_id = :to_id, contact_id = :contact_id, owner_id = :owner_id WHERE workspace_id = :workspace AND lead_id = :from_id;

-- name: file_counts
-- How many each content has.
-- in: workspace int
-- out: content_id id, files int
-- gives: many
SELECT content_id, count(*) FROM file WHERE workspace_id = :workspace AND content_id IS NOT NULL GROUP BY content_id;
