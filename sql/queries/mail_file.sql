-- Files that go with an e-mail (action/mail_file.h).

-- name: mail_file_list
-- All that could go with the touch that is to come: its content's, then its lead's. `had`: the person has had it.
-- in: workspace int, touch_id id
-- out: file_id id, content_id id, name text, type text, size int, way text, had int
-- gives: many
SELECT f.id, f.content_id, f.name, f.type, f.size,
    coalesce(t.way, CASE WHEN f.content_id IS NULL OR m.user_id IS NOT NULL THEN 'not' ELSE 'file' END),
    CASE WHEN EXISTS (SELECT 1 FROM touch_file w JOIN touch p ON p.workspace_id = w.workspace_id AND p.id = w.touch_id
        WHERE w.workspace_id = f.workspace_id AND w.file_id = f.id AND w.went = 1 AND p.contact_id = n.contact_id) THEN 1 ELSE 0 END
FROM next_touch n
JOIN file f ON f.workspace_id = n.workspace_id AND (f.content_id = n.content_id OR f.lead_id = n.lead_id)
LEFT JOIN touch_file t ON t.workspace_id = n.workspace_id AND t.touch_id = n.touch_id AND t.file_id = f.id
LEFT JOIN message m ON m.workspace_id = n.workspace_id AND m.touch_id = n.touch_id
WHERE n.workspace_id = :workspace AND n.touch_id = :touch_id
ORDER BY CASE WHEN f.content_id IS NULL THEN 1 ELSE 0 END, f.id;

-- name: mail_file_going
-- What goes with each of the touches to come, `touches` as id_list() makes them; `chosen`: somebody said how.
-- in: workspace int, touches text
-- out: touch_id id, file_id id, name text, type text, size int, way text, chosen int
-- gives: many
SELECT n.touch_id, f.id, f.name, f.type, f.size, coalesce(t.way, 'file'), CASE WHEN t.way IS NULL THEN 0 ELSE 1 END
FROM next_touch n JOIN file f ON f.workspace_id = n.workspace_id AND f.content_id = n.content_id
LEFT JOIN touch_file t ON t.workspace_id = n.workspace_id AND t.touch_id = n.touch_id AND t.file_id = f.id
LEFT JOIN message m ON m.workspace_id = n.workspace_id AND m.touch_id = n.touch_id
WHERE n.workspace_id = :workspace AND n.touch_id IN (SELECT value FROM json_each(:touches))
    AND coalesce(t.way, CASE WHEN m.user_id IS NULL THEN 'file' ELSE 'not' END) <> 'not'
UNION ALL
SELECT n.touch_id, f.id, f.name, f.type, f.size, t.way, 1
FROM touch_file t
JOIN next_touch n ON n.workspace_id = t.workspace_id AND n.touch_id = t.touch_id
JOIN file f ON f.workspace_id = t.workspace_id AND f.id = t.file_id AND f.lead_id = n.lead_id
WHERE t.workspace_id = :workspace AND t.touch_id IN (SELECT value FROM json_each(:touches)) AND t.way <> 'not'
ORDER BY 1, 2;

-- name: mail_file_going@postgres
SELECT n.touch_id, f.id, f.name, f.type, f.size, coalesce(t.way, 'file'), CASE WHEN t.way IS NULL THEN 0 ELSE 1 END
FROM next_touch n JOIN file f ON f.workspace_id = n.workspace_id AND f.content_id = n.content_id
LEFT JOIN touch_file t ON t.workspace_id = n.workspace_id AND t.touch_id = n.touch_id AND t.file_id = f.id
LEFT JOIN message m ON m.workspace_id = n.workspace_id AND m.touch_id = n.touch_id
WHERE n.workspace_id = :workspace AND n.touch_id = ANY (CAST(translate(:touches, '[]', '{}') AS bigint[]))
    AND coalesce(t.way, CASE WHEN m.user_id IS NULL THEN 'file' ELSE 'not' END) <> 'not'
UNION ALL
SELECT n.touch_id, f.id, f.name, f.type, f.size, t.way, 1
FROM touch_file t
JOIN next_touch n ON n.workspace_id = t.workspace_id AND n.touch_id = t.touch_id
JOIN file f ON f.workspace_id = t.workspace_id AND f.id = t.file_id AND f.lead_id = n.lead_id
WHERE t.workspace_id = :workspace AND t.touch_id = ANY (CAST(translate(:touches, '[]', '{}') AS bigint[])) AND t.way <> 'not'
ORDER BY 1, 2;

-- name: mail_file_put
-- in: workspace int, touch_id id, file_id id, way text, went int, name text, size int
-- gives: none
INSERT INTO touch_file (workspace_id, touch_id, file_id, way, went, name, size)
VALUES (:workspace, :touch_id, :file_id, :way, :went, :name, :size)
ON CONFLICT (workspace_id, touch_id, file_id) DO UPDATE SET way = excluded.way, went = excluded.went;

-- name: mail_file_renew
-- What did not go after all goes under another touch.
-- in: workspace int, touch_id id, new_id id
-- gives: none
UPDATE touch_file SET touch_id = :new_id, went = 0 WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: mail_file_went
-- What a message carried; `kept`: the file is there still.
-- in: workspace int, touch_id id
-- out: file_id id, name text, size int, way text, kept int
-- gives: many
SELECT t.file_id, t.name, t.size, t.way, CASE WHEN f.id IS NULL THEN 0 ELSE 1 END FROM touch_file t
LEFT JOIN file f ON f.workspace_id = t.workspace_id AND f.id = t.file_id
WHERE t.workspace_id = :workspace AND t.touch_id = :touch_id AND t.went = 1 ORDER BY t.file_id;

-- name: mail_file_waits
-- A message that a person let go, or that is on its way, and that the file is to go with.
-- in: workspace int, file_id id
-- out: touch_id id
-- gives: one
SELECT t.touch_id FROM touch_file t
JOIN next_touch n ON n.workspace_id = t.workspace_id AND n.touch_id = t.touch_id AND n.mode = 'machine'
WHERE t.workspace_id = :workspace AND t.file_id = :file_id AND t.went = 0 AND t.way <> 'not'
ORDER BY t.touch_id LIMIT 1;

-- name: mail_file_forget
-- Of a file that is removed; what went stays written.
-- in: workspace int, file_id id
-- gives: none
DELETE FROM touch_file WHERE workspace_id = :workspace AND file_id = :file_id AND went = 0;

-- name: sender_size_put
-- in: workspace int, id id, size_most int
-- gives: none
UPDATE sender SET size_most = :size_most WHERE workspace_id = :workspace AND id = :id;

-- name: erase_mail_files
-- The names of a lead's files that went: as erase_messages.
-- in: workspace int, lead_id id, contact_id int
-- gives: none
DELETE FROM touch_file WHERE workspace_id = :workspace AND touch_id IN (SELECT m.touch_id FROM message m
    WHERE m.workspace_id = :workspace AND m.lead_id = :lead_id AND (:contact_id = 0 OR m.level = 'queued' OR EXISTS (SELECT 1 FROM touch t
        WHERE t.workspace_id = m.workspace_id AND t.id = m.touch_id AND t.contact_id = :contact_id)));

-- name: export_touch_file
-- in: workspace int
-- out: touch_id int, file_id int, way text, went int, name text, size int
-- gives: stream
SELECT touch_id, file_id, way, went, name, size FROM touch_file WHERE workspace_id = :workspace ORDER BY touch_id, file_id;
