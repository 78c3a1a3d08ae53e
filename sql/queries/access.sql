-- Access: whose a thing is, and whether it is shared with a user (or, as user 0, with everybody).
-- Lists of owners are texts with a comma before and behind each id: ",3,17,"; NULL is all.

-- name: access_lead
-- in: workspace int, id id, user_id int
-- out: owner_id id, shared int
-- gives: many
SELECT l.owner_id, (SELECT count(*) FROM lead_share s WHERE s.workspace_id = l.workspace_id AND s.lead_id = l.id AND s.user_id IN (0, :user_id))
FROM lead l WHERE l.workspace_id = :workspace AND l.id = :id;

-- name: access_touch
-- To come or been.
-- in: workspace int, id id, user_id int
-- out: as access_lead
-- gives: many
SELECT l.owner_id, (SELECT count(*) FROM lead_share s WHERE s.workspace_id = l.workspace_id AND s.lead_id = l.id AND s.user_id IN (0, :user_id))
FROM lead l WHERE l.workspace_id = :workspace AND l.id =
    coalesce((SELECT n.lead_id FROM next_touch n WHERE n.workspace_id = :workspace AND n.touch_id = :id),
             (SELECT s.lead_id FROM touch_aside s WHERE s.workspace_id = :workspace AND s.touch_id = :id),
             (SELECT t.lead_id FROM touch t WHERE t.workspace_id = :workspace AND t.id = :id));

-- name: access_promise
-- in: workspace int, id id, user_id int
-- out: as access_lead
-- gives: many
SELECT l.owner_id, (SELECT count(*) FROM lead_share s WHERE s.workspace_id = l.workspace_id AND s.lead_id = l.id AND s.user_id IN (0, :user_id))
FROM promise p JOIN lead l ON l.workspace_id = p.workspace_id AND l.id = p.lead_id
WHERE p.workspace_id = :workspace AND p.id = :id;

-- name: access_account
-- By those who have leads there.
-- in: workspace int, id id, user_id int
-- out: as access_lead
-- gives: many
SELECT l.owner_id, count(s.lead_id) FROM lead l
LEFT JOIN lead_share s ON s.workspace_id = l.workspace_id AND s.lead_id = l.id AND s.user_id IN (0, :user_id)
WHERE l.workspace_id = :workspace AND l.account_id = :id GROUP BY l.owner_id;

-- name: access_contact
-- By those who have leads with the person, or at the person's account.
-- in: workspace int, id id, user_id int
-- out: as access_lead
-- gives: many
SELECT l.owner_id, count(s.lead_id)
FROM (SELECT id FROM lead WHERE workspace_id = :workspace AND contact_id = :id
      UNION SELECT lead_id FROM lead_contact WHERE workspace_id = :workspace AND contact_id = :id
      UNION SELECT id FROM lead WHERE workspace_id = :workspace
          AND account_id = (SELECT account_id FROM contact WHERE workspace_id = :workspace AND id = :id)) x
JOIN lead l ON l.workspace_id = :workspace AND l.id = x.id
LEFT JOIN lead_share s ON s.workspace_id = l.workspace_id AND s.lead_id = l.id AND s.user_id IN (0, :user_id)
GROUP BY l.owner_id;

-- name: share_of_lead
-- in: workspace int, lead_id id
-- out: user_id int
-- gives: many
SELECT user_id FROM lead_share WHERE workspace_id = :workspace AND lead_id = :lead_id ORDER BY user_id;

-- name: share_add
-- in: workspace int, lead_id id, user_id int
-- gives: none
INSERT INTO lead_share (workspace_id, lead_id, user_id) VALUES (:workspace, :lead_id, :user_id)
ON CONFLICT (workspace_id, lead_id, user_id) DO NOTHING;

-- name: share_drop
-- in: workspace int, lead_id id, user_id int
-- gives: none
DELETE FROM lead_share WHERE workspace_id = :workspace AND lead_id = :lead_id AND user_id = :user_id;
