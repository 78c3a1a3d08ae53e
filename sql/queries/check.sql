-- `beck check`: every promise of DESIGN §2 asked of the rows themselves. Each statement gives the
-- offending rows, few at a time; none is what should come back.

-- name: check_leads
-- in: workspace int
-- out: leads int, open int
-- gives: one
SELECT count(*), count(open_id) FROM lead WHERE workspace_id = :workspace;

-- name: check_silent
-- Open leads without a next touch.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT l.id FROM lead l LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
WHERE l.workspace_id = :workspace AND l.open_id IS NOT NULL AND n.lead_id IS NULL LIMIT :most;

-- name: check_stray
-- Next touches without an open lead, or owned by somebody else than the lead.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT n.lead_id FROM next_touch n LEFT JOIN lead l ON l.workspace_id = n.workspace_id AND l.open_id = n.lead_id
WHERE n.workspace_id = :workspace AND (l.id IS NULL OR l.owner_id <> n.owner_id) LIMIT :most;

-- name: check_reason
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT lead_id FROM next_touch WHERE workspace_id = :workspace AND (trim(reason) = '' OR whys = '') LIMIT :most;

-- name: check_twice
-- in: workspace int, most int
-- out: contact_id id, content_id id
-- gives: many
SELECT contact_id, content_id FROM given WHERE workspace_id = :workspace
GROUP BY contact_id, content_id HAVING count(*) > 1 LIMIT :most;

-- name: check_given_again
-- Content planned for somebody who has had it.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT n.lead_id FROM next_touch n
JOIN given g ON g.workspace_id = n.workspace_id AND g.contact_id = n.contact_id AND g.content_id = n.content_id
WHERE n.workspace_id = :workspace AND n.content_id IS NOT NULL LIMIT :most;

-- name: check_bad_address
-- Planned by an address known to be bad.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT n.lead_id FROM next_touch n JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id
WHERE n.workspace_id = :workspace AND n.address_id IS NOT NULL AND a.state = 'bad' LIMIT :most;

-- name: check_stopped
-- Planned for somebody who is gone, dead, or asked never to be contacted.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT n.lead_id FROM next_touch n JOIN contact c ON c.workspace_id = n.workspace_id AND c.id = n.contact_id
WHERE n.workspace_id = :workspace AND n.contact_id IS NOT NULL AND n.channel <> '' AND c.state IN ('deceased', 'never') LIMIT :most;

-- name: check_aside
-- Touches set aside for a text that is not the lead's next touch, or by somebody who does not own the lead.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT s.lead_id FROM touch_aside s LEFT JOIN next_touch n ON n.workspace_id = s.workspace_id AND n.lead_id = s.lead_id AND n.touch_id = s.text_id
WHERE s.workspace_id = :workspace AND (n.lead_id IS NULL OR n.owner_id <> s.owner_id) LIMIT :most;

-- name: check_machine
-- The addresses of what machines are to send, to be held against the suppressions.
-- in: workspace int
-- out: lead_id id, channel text, value_key text
-- gives: stream
SELECT n.lead_id, n.channel, a.value_key FROM next_touch n
JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id
WHERE n.workspace_id = :workspace AND n.address_id IS NOT NULL ORDER BY n.lead_id;

-- name: check_promise_lost
-- Open promises of leads that are closed.
-- in: workspace int, most int
-- out: promise_id id, lead_id id
-- gives: many
SELECT p.id, p.lead_id FROM promise p JOIN lead l ON l.workspace_id = p.workspace_id AND l.id = p.lead_id
WHERE p.workspace_id = :workspace AND p.state = 'open' AND l.open_id IS NULL LIMIT :most;

-- name: check_promise_late
-- Leads whose next touch comes after an open promise of ours.
-- in: workspace int, now int, most int
-- out: lead_id id
-- gives: many
SELECT n.lead_id FROM next_touch n
WHERE n.workspace_id = :workspace AND EXISTS (SELECT 1 FROM promise p WHERE p.workspace_id = n.workspace_id
    AND p.lead_id = n.lead_id AND p.state = 'open' AND p.side = 'ours' AND p.due_at < n.due_at AND n.due_at > :now
    AND n.concern NOT IN ('answer', 'promise')) LIMIT :most;

-- name: check_search
-- Leads that cannot be found, or words of leads that are no more.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT l.id FROM lead l LEFT JOIN search_text s ON s.workspace_id = l.workspace_id AND s.lead_id = l.id
WHERE l.workspace_id = :workspace AND s.lead_id IS NULL LIMIT :most;

-- name: check_touch_reason
-- in: workspace int, most int
-- out: touch_id id, lead_id id
-- gives: many
SELECT id, lead_id FROM touch WHERE workspace_id = :workspace AND trim(reason) = '' LIMIT :most;

-- name: check_dot_lost
-- Mails at the point of no return whose touch is not in the history.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT s.lead_id FROM sending s LEFT JOIN touch t ON t.workspace_id = s.workspace_id AND t.id = s.touch_id
WHERE s.workspace_id = :workspace AND s.state = 'dot' AND t.id IS NULL LIMIT :most;

-- name: check_dot_uncounted
-- More mails had their dot than were counted: an older copy could not be told from this one.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT max(m.lead_id) FROM message m JOIN sending_count c ON c.workspace_id = m.workspace_id
WHERE m.workspace_id = :workspace AND m.sent_at >= c.since GROUP BY c.dots HAVING count(*) > c.dots LIMIT :most;

-- name: check_verdict_lost
-- Mails that had their dot, that nobody carries, and of which nothing was said: not even that it is uncertain.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT m.lead_id FROM message m LEFT JOIN sending s ON s.workspace_id = m.workspace_id AND s.touch_id = m.touch_id
WHERE m.workspace_id = :workspace AND m.level = 'queued' AND m.sent_at IS NOT NULL AND s.touch_id IS NULL LIMIT :most;

-- name: check_answer_lost
-- Mails that were taken in, whose touch is not in the history, or whose message does not know that it was answered
-- though that is proved.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT r.lead_id FROM received r
LEFT JOIN touch t ON t.workspace_id = r.workspace_id AND t.id = r.touch_id
LEFT JOIN message m ON m.workspace_id = r.workspace_id AND m.touch_id = r.touch_id
WHERE r.workspace_id = :workspace AND r.touch_id IS NOT NULL AND r.state = 'done'
    AND (t.id IS NULL OR (r.kind = 'reply' AND r.placed IN ('mark', 'message_id', 'person') AND m.level <> 'answered')) LIMIT :most;
