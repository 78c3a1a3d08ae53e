-- Address books of users at other servers (action/book_inner.h).

-- name: book_people
-- People of the open leads of a user, of a lead the one it is with and those beside; of the latest leads first. `engaged`:
-- only of those who talked with us; `closed`: of closed leads, too. `contact_id` NULL: all.
-- in: workspace int, user_id id, engaged int, closed int, contact_id id, most int
-- out: contact_id id, lead_id id, name text, given text, family text, title text, stopped int, account_id id, company text, source text
-- gives: many
SELECT c.id, p.lead_id, c.name, c.given, c.family, c.title, c.stopped, c.account_id, k.name, l.source
FROM (SELECT q.contact_id, max(q.lead_id) AS lead_id FROM (
        SELECT workspace_id, contact_id, id AS lead_id, status FROM lead
        WHERE workspace_id = :workspace AND owner_id = :user_id AND status <> 'never' AND (:closed = 1 OR status <> 'closed') AND contact_id IS NOT NULL
        UNION ALL
        SELECT m.workspace_id, x.contact_id, m.id, m.status FROM lead m
        JOIN lead_contact x ON x.workspace_id = m.workspace_id AND x.lead_id = m.id
        WHERE m.workspace_id = :workspace AND m.owner_id = :user_id AND m.status <> 'never' AND (:closed = 1 OR m.status <> 'closed')) q
    WHERE (:engaged = 0 OR q.status IN ('engaged', 'nurture', 'customer')) AND (:contact_id IS NULL OR q.contact_id = :contact_id)
    GROUP BY q.contact_id) p
JOIN contact c ON c.workspace_id = :workspace AND c.id = p.contact_id
JOIN lead l ON l.workspace_id = :workspace AND l.id = p.lead_id
LEFT JOIN account k ON k.workspace_id = :workspace AND k.id = c.account_id
WHERE c.state = 'here' AND coalesce(k.state, '') <> 'never'
ORDER BY p.lead_id DESC, c.id LIMIT :most;

-- name: book_cards
-- Of somebody who was merged into another they are that one's, until the merge is undone.
-- in: workspace int, account_id id
-- out: name text, contact_id id, own int, etag text, mark blob, said text, state text
-- gives: many
SELECT b.name, coalesce(m.kept_id, b.contact_id), b.own, b.etag, b.mark, b.said, b.state FROM book_card b
LEFT JOIN merged m ON m.workspace_id = b.workspace_id AND m.gone_id = b.contact_id
WHERE b.workspace_id = :workspace AND b.account_id = :account_id ORDER BY b.name;

-- name: book_cards_of_contact
-- in: workspace int, contact_id id
-- out: account_id id, name text, own int, looked_at int
-- gives: many
SELECT b.account_id, b.name, b.own, CASE WHEN a.state = 'on' THEN 1 ELSE 0 END FROM book_card b
JOIN dav_account a ON a.workspace_id = b.workspace_id AND a.id = b.account_id
WHERE b.workspace_id = :workspace AND (b.contact_id = :contact_id
    OR b.contact_id IN (SELECT m.gone_id FROM merged m WHERE m.workspace_id = :workspace AND m.kept_id = :contact_id))
ORDER BY b.account_id, b.name;

-- name: book_card_put
-- in: workspace int, account_id id, name text, contact_id id, own int, etag text, mark blob, said text, state text
-- gives: none
INSERT INTO book_card (workspace_id, account_id, name, contact_id, own, etag, mark, said, state)
VALUES (:workspace, :account_id, :name, :contact_id, :own, :etag, :mark, :said, :state)
ON CONFLICT (workspace_id, account_id, name) DO UPDATE SET etag = excluded.etag,
    mark = CASE WHEN book_card.state = 'unwanted' THEN NULL ELSE excluded.mark END,
    said = CASE WHEN book_card.state = 'unwanted' THEN NULL ELSE excluded.said END,
    state = CASE WHEN book_card.state = 'unwanted' THEN 'unwanted' ELSE excluded.state END;

-- name: book_card_erase
-- Whose it is was erased: what Beck wrote is to be taken away there, what its user did is not to be taken again.
-- in: workspace int, account_id id, name text, new_name text
-- gives: none
UPDATE book_card SET state = 'unwanted', contact_id = NULL, mark = NULL, said = NULL, name = :new_name
WHERE workspace_id = :workspace AND account_id = :account_id AND name = :name;

-- name: book_card_drop
-- in: workspace int, account_id id, name text
-- gives: none
DELETE FROM book_card WHERE workspace_id = :workspace AND account_id = :account_id AND name = :name;
