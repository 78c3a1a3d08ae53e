-- Words of a person's own, for letters, gifts and visits (action/touch_words.h).

-- name: touch_words_get
-- in: workspace int, touch_id id
-- out: touch_id id, lead_id id, contact_id id, channel text, step_key text, user_id id, subject text, words text, at int
-- gives: one
SELECT touch_id, lead_id, contact_id, channel, step_key, user_id, subject, words, at FROM touch_words
WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: touch_words_put
-- in: workspace int, touch_id id, lead_id id, contact_id id, channel text, step_key text, user_id id, subject text, words text, at int
-- gives: none
INSERT INTO touch_words (workspace_id, touch_id, lead_id, contact_id, channel, step_key, user_id, subject, words, at)
VALUES (:workspace, :touch_id, :lead_id, :contact_id, :channel, :step_key, :user_id, :subject, :words, :at)
ON CONFLICT (/*postgres: workspace_id, */touch_id) DO UPDATE SET contact_id = excluded.contact_id, channel = excluded.channel, step_key = excluded.step_key,
    user_id = excluded.user_id, subject = excluded.subject, words = excluded.words, at = excluded.at;

-- name: touch_words_drop
-- in: workspace int, touch_id id
-- gives: none
DELETE FROM touch_words WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: touch_words_renew
-- What was carried out and is undone is to come again, as another touch.
-- in: workspace int, touch_id id, new_id id
-- gives: none
UPDATE touch_words SET touch_id = :new_id WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: erase_touch_words
-- As erase_messages.
-- in: workspace int, lead_id id, contact_id int
-- gives: none
DELETE FROM touch_words WHERE workspace_id = :workspace AND lead_id = :lead_id AND (:contact_id = 0 OR contact_id = :contact_id);

-- name: erase_mentions_of_words
-- As erase_mentions, in what was written by hand.
-- in: workspace int, lead_id id, name text
-- gives: none
UPDATE touch_words SET subject = replace(subject, :name, 'somebody'), words = replace(words, :name, 'somebody')
WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: export_touch_words
-- in: workspace int
-- out: touch_id int, lead_id int, contact_id int, channel text, step_key text, user_id int, subject text, words text, at int
-- gives: stream
SELECT touch_id, lead_id, contact_id, channel, step_key, user_id, subject, words, at FROM touch_words WHERE workspace_id = :workspace ORDER BY touch_id;
