-- Mail that came in (action/receive.h).

-- name: received_find
-- in: workspace int, mail_key blob
-- out: id id, kind text, state text, lead_id id, touch_id id, did text
-- gives: one
SELECT id, kind, state, lead_id, touch_id, did FROM received WHERE workspace_id = :workspace AND mail_key = :mail_key;

-- name: received_insert
-- in: workspace int, id id, mail_key blob, channel text, mailbox_id int, at int, now int, kind text, placed text, state text, from_name text, from_address text, subject text, body text, message_id text, about text, reason text, hard int, back_day int, lead_id id, touch_id id, contact_id id, did text
-- gives: none
INSERT INTO received (workspace_id, id, mail_key, channel, mailbox_id, at, taken_at, kind, placed, state, from_name, from_address, subject, body, message_id, about, reason, hard, back_day, lead_id, touch_id, contact_id, did)
VALUES (:workspace, :id, :mail_key, :channel, :mailbox_id, :at, :now, :kind, :placed, :state, :from_name, :from_address, :subject, :body, :message_id, :about, :reason, :hard, :back_day, :lead_id, :touch_id, :contact_id, :did);

-- name: received_people
-- Who has this mailbox, or this number; what was merged into somebody has left its addresses there.
-- in: workspace int, value_key text, by_text int
-- out: address_id id, contact_id id, account_id id
-- gives: many
SELECT a.id, c.id, c.account_id FROM address a
JOIN contact c ON c.workspace_id = a.workspace_id AND c.id = a.contact_id
WHERE a.workspace_id = :workspace AND a.value_key = :value_key
    AND (CASE WHEN a.kind = 'email' THEN 0 WHEN a.kind IN ('cell', 'home', 'office') THEN 1 ELSE 2 END) = :by_text
    AND NOT EXISTS (SELECT 1 FROM merged m WHERE m.workspace_id = c.workspace_id AND m.gone_id = c.id) ORDER BY a.id LIMIT 8;

-- name: received_touch
-- The newest e-mail that went to one of a person's addresses before an instant, in any of the person's leads.
-- in: workspace int, contact_id id, account_id id, address_id id, since int, until int
-- out: id id, lead_id id, at int
-- gives: one
SELECT t.id, t.lead_id, t.at FROM touch t
WHERE t.workspace_id = :workspace AND t.lead_id IN (
    SELECT l.id FROM lead l WHERE l.workspace_id = :workspace AND l.contact_id = :contact_id
    UNION SELECT i.lead_id FROM lead_contact i WHERE i.workspace_id = :workspace AND i.contact_id = :contact_id
    UNION SELECT a.id FROM lead a WHERE a.workspace_id = :workspace AND a.account_id = :account_id)
    AND t.at >= :since AND t.at <= :until AND t.address_id = :address_id AND t.outcome IN ('sent', 'delivered')
    AND NOT EXISTS (SELECT 1 FROM touch_event e WHERE e.workspace_id = t.workspace_id AND e.touch_id = t.id AND e.kind = 'undone')
ORDER BY t.at DESC, t.id DESC LIMIT 1;

-- name: received_lead
-- The lead that what a person writes is for: one that is open, one of their own, the one last worked on.
-- in: workspace int, contact_id id, account_id id
-- out: id id
-- gives: one
SELECT l.id FROM lead l
JOIN (SELECT o.id, 0 AS place FROM lead o WHERE o.workspace_id = :workspace AND o.contact_id = :contact_id
    UNION ALL SELECT i.lead_id, 1 FROM lead_contact i WHERE i.workspace_id = :workspace AND i.contact_id = :contact_id
    UNION ALL SELECT a.id, 2 FROM lead a WHERE a.workspace_id = :workspace AND a.account_id = :account_id) p ON p.id = l.id
WHERE l.workspace_id = :workspace
ORDER BY CASE WHEN l.open_id IS NULL THEN 1 ELSE 0 END, p.place, coalesce(l.last_touched_at, 0) DESC, l.id DESC LIMIT 1;

-- name: received_company_touch
-- The newest e-mail to anybody of a firm, before an instant.
-- in: workspace int, domain text, since int, until int
-- out: id id, lead_id id, account_id id
-- gives: one
SELECT t.id, t.lead_id, a.id FROM account a
CROSS JOIN lead l ON l.workspace_id = a.workspace_id AND l.account_id = a.id
CROSS JOIN touch t ON t.workspace_id = l.workspace_id AND t.lead_id = l.id
WHERE a.workspace_id = :workspace AND a.domain = :domain AND t.at >= :since AND t.at <= :until AND t.channel = 'email' AND t.outcome IN ('sent', 'delivered')
ORDER BY t.at DESC, t.id DESC LIMIT 1;

-- name: received_company_touch@postgres
SELECT t.id, t.lead_id, a.id FROM account a
JOIN lead l ON l.workspace_id = a.workspace_id AND l.account_id = a.id
JOIN touch t ON t.workspace_id = l.workspace_id AND t.lead_id = l.id
WHERE a.workspace_id = :workspace AND a.domain = :domain AND t.at >= :since AND t.at <= :until AND t.channel = 'email' AND t.outcome IN ('sent', 'delivered')
ORDER BY t.at DESC, t.id DESC LIMIT 1;

-- name: received_own
-- The addresses of a domain that are ours: users', of what sends and of what is read.
-- in: workspace int, domain text, most int
-- out: address text
-- gives: many
SELECT lower(email) FROM "user" WHERE workspace_id = :workspace AND substr(lower(email), length(email) - length(:domain)) = '@' || :domain
UNION SELECT lower(address) FROM sender WHERE workspace_id = :workspace AND substr(lower(address), length(address) - length(:domain)) = '@' || :domain
UNION SELECT lower(address) FROM mailbox WHERE workspace_id = :workspace AND substr(lower(address), length(address) - length(:domain)) = '@' || :domain LIMIT :most;

-- name: received_get
-- in: workspace int, id id
-- out: id id, at int, kind text, channel text, placed text, state text, from_name text, from_address text, subject text, body text, about text, reason text, hard int, back_day int, lead_id id, lead_name text, touch_id id, contact_id id, contact_name text, did text
-- gives: one
SELECT r.id, r.at, r.kind, r.channel, r.placed, r.state, r.from_name, r.from_address, r.subject, r.body, r.about, r.reason, r.hard, r.back_day, r.lead_id, l.name, r.touch_id, r.contact_id, c.name, r.did
FROM received r
LEFT JOIN lead l ON l.workspace_id = r.workspace_id AND l.id = r.lead_id
LEFT JOIN contact c ON c.workspace_id = r.workspace_id AND c.id = r.contact_id
WHERE r.workspace_id = :workspace AND r.id = :id;

-- name: received_list
-- The newest first; of `owners` (NULL: all), and those shared with the user. What is nobody's is for who sees all.
-- in: workspace int, owners text, user_id int, kind text, most int
-- out: as received_get
-- gives: many
SELECT r.id, r.at, r.kind, r.channel, r.placed, r.state, r.from_name, r.from_address, r.subject, r.body, r.about, r.reason, r.hard, r.back_day, r.lead_id, l.name, r.touch_id, r.contact_id, c.name, r.did
FROM received r
LEFT JOIN lead l ON l.workspace_id = r.workspace_id AND l.id = r.lead_id
LEFT JOIN contact c ON c.workspace_id = r.workspace_id AND c.id = r.contact_id
WHERE r.workspace_id = :workspace AND (:kind IS NULL OR r.kind = :kind) AND r.from_address <> ''
    AND (:owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%'
        OR EXISTS (SELECT 1 FROM lead_share s WHERE s.workspace_id = l.workspace_id AND s.lead_id = l.id AND s.user_id IN (0, :user_id)))
ORDER BY r.at DESC, r.id DESC LIMIT :most;

-- name: received_asking
-- Those that ask a person, as received_list.
-- in: workspace int, owners text, user_id int, most int
-- out: as received_get
-- gives: many
SELECT r.id, r.at, r.kind, r.channel, r.placed, r.state, r.from_name, r.from_address, r.subject, r.body, r.about, r.reason, r.hard, r.back_day, r.lead_id, l.name, r.touch_id, r.contact_id, c.name, r.did
FROM received r
LEFT JOIN lead l ON l.workspace_id = r.workspace_id AND l.id = r.lead_id
LEFT JOIN contact c ON c.workspace_id = r.workspace_id AND c.id = r.contact_id
WHERE r.workspace_id = :workspace AND r.state = 'asks'
    AND (:owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%'
        OR EXISTS (SELECT 1 FROM lead_share s WHERE s.workspace_id = l.workspace_id AND s.lead_id = l.id AND s.user_id IN (0, :user_id)))
ORDER BY r.at DESC, r.id DESC LIMIT :most;

-- name: received_of_lead
-- in: workspace int, lead_id id, most int
-- out: as received_get
-- gives: many
SELECT r.id, r.at, r.kind, r.channel, r.placed, r.state, r.from_name, r.from_address, r.subject, r.body, r.about, r.reason, r.hard, r.back_day, r.lead_id, l.name, r.touch_id, r.contact_id, c.name, r.did
FROM received r
JOIN lead l ON l.workspace_id = r.workspace_id AND l.id = r.lead_id
LEFT JOIN contact c ON c.workspace_id = r.workspace_id AND c.id = r.contact_id
WHERE r.workspace_id = :workspace AND r.lead_id = :lead_id ORDER BY r.at DESC, r.id DESC LIMIT :most;

-- name: received_set
-- A person has looked at it.
-- in: workspace int, id id, state text, placed text, lead_id id, touch_id id, contact_id id, did text
-- gives: none
UPDATE received SET state = :state, placed = :placed, lead_id = :lead_id, touch_id = :touch_id, contact_id = :contact_id, did = :did
WHERE workspace_id = :workspace AND id = :id;

-- name: received_soft
-- How many of the last e-mails that went to a person's address came back, each for a while, and nothing else is
-- known of them.
-- in: workspace int, lead_id id, contact_id id, address_id id, most int
-- out: soft int
-- gives: one
SELECT count(*) FROM (SELECT t.id FROM touch t
    WHERE t.workspace_id = :workspace AND t.lead_id IN (
        SELECT l.id FROM lead l WHERE l.workspace_id = :workspace AND (l.id = :lead_id OR l.contact_id = :contact_id)
        UNION SELECT i.lead_id FROM lead_contact i WHERE i.workspace_id = :workspace AND i.contact_id = :contact_id)
        AND t.address_id = :address_id AND t.channel = 'email' AND t.outcome IN ('sent', 'delivered')
        AND NOT EXISTS (SELECT 1 FROM touch_event u WHERE u.workspace_id = t.workspace_id AND u.touch_id = t.id AND u.kind = 'undone')
    ORDER BY t.at DESC, t.id DESC LIMIT :most) n
JOIN message m ON m.workspace_id = :workspace AND m.touch_id = n.id AND m.level = 'refused'
WHERE EXISTS (SELECT 1 FROM touch_event e WHERE e.workspace_id = :workspace AND e.touch_id = n.id AND e.kind = 'bounced_soft');

-- name: received_out
-- It is nobody's here: its words go.
-- in: workspace int, id id, did text
-- gives: none
UPDATE received SET state = 'ignored', placed = '', lead_id = NULL, touch_id = NULL, contact_id = NULL, did = :did,
    from_name = '', from_address = '', subject = '', body = '', message_id = '', about = ''
WHERE workspace_id = :workspace AND id = :id;

-- name: received_newest_touch
-- The newest e-mail or text of a lead, before an instant.
-- in: workspace int, lead_id id, channel text, since int, until int
-- out: id id
-- gives: one
SELECT t.id FROM touch t WHERE t.workspace_id = :workspace AND t.lead_id = :lead_id AND t.at >= :since AND t.at <= :until
    AND t.channel = :channel AND t.outcome IN ('sent', 'delivered') ORDER BY t.at DESC, t.id DESC LIMIT 1;

-- name: received_forget
-- Of nobody here, and too long ago: the words go.
-- in: workspace int, before int
-- gives: none
UPDATE received SET state = 'ignored', from_name = '', from_address = '', subject = '', body = '', message_id = '', about = ''
WHERE workspace_id = :workspace AND lead_id IS NULL AND state = 'asks' AND at < :before;
