-- Texts that are asked for during a call or a visit (action/text_now.h), and what is set aside for them.

-- name: aside_put
-- The lead's next touch, as it is.
-- in: workspace int, lead_id id, text_id id
-- gives: none
INSERT INTO touch_aside (workspace_id, text_id, lead_id, touch_id, {planned})
SELECT workspace_id, :text_id, lead_id, touch_id, {planned}
FROM next_touch WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: aside_plan
-- It is another one now, under its own number.
-- in: as next_touch_put
-- gives: none
UPDATE touch_aside SET ({planned}) = ({:planned})
WHERE workspace_id = :workspace AND lead_id = :lead_id AND touch_id = :touch_id;

-- name: aside_give
-- What the text gives the other does not any more.
-- in: workspace int, lead_id id, content_id id
-- gives: none
UPDATE touch_aside SET content_id = NULL WHERE workspace_id = :workspace AND lead_id = :lead_id AND content_id = :content_id;

-- name: aside_get
-- What a text waits in the place of.
-- in: workspace int, lead_id id, text_id id
-- out: as next_touch_of_lead
-- gives: one
SELECT lead_id, touch_id, {planned}
FROM touch_aside WHERE workspace_id = :workspace AND lead_id = :lead_id AND text_id = :text_id;

-- name: aside_back
-- Once what stood in its place is dropped.
-- in: workspace int, lead_id id
-- gives: none
INSERT INTO next_touch (workspace_id, lead_id, touch_id, {planned})
SELECT workspace_id, lead_id, touch_id, {planned}
FROM touch_aside WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: aside_text
-- What waits in the place of a lead's touch that is set aside.
-- in: workspace int, lead_id id
-- out: text_id id
-- gives: one
SELECT text_id FROM touch_aside WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: aside_drop
-- in: workspace int, lead_id id
-- gives: none
DELETE FROM touch_aside WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: aside_lead
-- The lead whose touch of this id is set aside.
-- in: workspace int, touch_id id
-- out: as next_touch_lead
-- gives: one
SELECT s.lead_id FROM touch_aside s
JOIN next_touch n ON n.workspace_id = s.workspace_id AND n.lead_id = s.lead_id AND n.touch_id = s.text_id
WHERE s.workspace_id = :workspace AND s.touch_id = :touch_id;

-- name: text_now_contents
-- What of the library a text can say or lead to, the newest first; `text`: the bit of texts; `had`: by the person.
-- in: workspace int, contact_id id, text int, most int
-- out: id id, kind text, title text, had int
-- gives: many
SELECT c.id, c.kind, c.title,
    CASE WHEN EXISTS (SELECT 1 FROM given g WHERE g.workspace_id = c.workspace_id AND g.contact_id = :contact_id AND g.content_id = c.id) THEN 1 ELSE 0 END
FROM content c WHERE c.workspace_id = :workspace AND c.retired_at IS NULL AND (c.channels = 0 OR (c.channels & :text) <> 0)
    AND (coalesce(c.url, '') <> '' OR coalesce(c.body, '') <> ''
        OR EXISTS (SELECT 1 FROM file f WHERE f.workspace_id = c.workspace_id AND f.content_id = c.id))
ORDER BY c.created_at DESC, c.id DESC LIMIT :most;

-- name: export_touch_aside
-- in: workspace int
-- out: lead_id int, touch_id int, text_id int, owner_id int, today_group int, concern text, channel text, mode text, contact_id int, address_id int, due_at int, latest_at int, load_day int, reason text, whys text, cadence_id int, step_key text, step_place int, promise_id int, wake_id int, content_id int, ask_kind text, nothing_new int, library_dry int, planned_at int, smaller text, worth int, promised_at int, silent_since int
-- gives: stream
SELECT lead_id, touch_id, text_id, {planned} FROM touch_aside WHERE workspace_id = :workspace ORDER BY lead_id;
