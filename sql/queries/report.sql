-- Reports: aggregates over what has been. What was undone does not count. A *try* is something of
-- ours that was done, answered or not; what came from them, and what was learned later of an earlier
-- touch, is none. Where touch stands twice, its covering index finds the few rows to be looked up.

-- name: report_silence
-- Open leads of each owner (0: all owners) by their last real touch; the bounds of the bands are
-- instants. The plus signs keep SQLite from walking an index and looking up every row of the table.
-- in: workspace int, owner_id int, week int, fortnight int, month int, season int
-- out: owner_id id, open int, within_week int, within_fortnight int, within_month int, within_season int, longer int, never int
-- gives: many
SELECT +owner_id, count(*),
    count(CASE WHEN last_touched_at > :week THEN 1 END),
    count(CASE WHEN last_touched_at <= :week AND last_touched_at > :fortnight THEN 1 END),
    count(CASE WHEN last_touched_at <= :fortnight AND last_touched_at > :month THEN 1 END),
    count(CASE WHEN last_touched_at <= :month AND last_touched_at > :season THEN 1 END),
    count(CASE WHEN last_touched_at <= :season THEN 1 END),
    count(CASE WHEN last_touched_at IS NULL THEN 1 END)
FROM lead WHERE workspace_id = :workspace AND status NOT IN ('closed', 'never') AND (:owner_id = 0 OR owner_id = :owner_id)
GROUP BY +owner_id;

-- name: report_silent_leads
-- The longest silent of them.
-- in: workspace int, owner_id int, owners text, most int
-- out: lead_id id, lead_name text, account_name text, owner_id id, status text, captured_at int, last_touched_at int, channel text, due_at int
-- gives: many
SELECT l.id, l.name, k.name, l.owner_id, l.status, l.captured_at, l.last_touched_at, n.channel, n.due_at
FROM (SELECT id, name, account_id, owner_id, status, captured_at, last_touched_at FROM lead
      WHERE workspace_id = :workspace AND status NOT IN ('closed', 'never') AND (:owner_id = 0 OR owner_id = :owner_id)
          AND (:owners IS NULL OR :owners LIKE '%,' || owner_id || ',%')
      ORDER BY coalesce(last_touched_at, captured_at), id LIMIT :most) l
JOIN next_touch n ON n.workspace_id = :workspace AND n.lead_id = l.id
LEFT JOIN account k ON k.workspace_id = :workspace AND k.id = l.account_id
ORDER BY coalesce(l.last_touched_at, l.captured_at), l.id;

-- name: report_planned
-- What an owner has to come: all, what is due before an instant, what was due so long ago that it
-- counts as silence, and so long that a manager should know.
-- in: workspace int, owner_id id, due_before int, silent_before int, late_before int
-- out: open int, due int, silent int, late int
-- gives: one
SELECT count(*), count(CASE WHEN due_at < :due_before THEN 1 END), count(CASE WHEN due_at < :silent_before THEN 1 END),
    count(CASE WHEN due_at < :late_before THEN 1 END)
FROM next_touch WHERE workspace_id = :workspace AND owner_id = :owner_id;

-- name: report_broken
-- in: workspace int, owner_id id, now int
-- out: count int
-- gives: one
SELECT count(*) FROM promise
WHERE workspace_id = :workspace AND owner_id = :owner_id AND state = 'open' AND due_at < :now AND side = 'ours';

-- name: report_late_enquiries
-- in: workspace int, owner_id id, today_group int, before int
-- out: count int
-- gives: one
SELECT count(*) FROM next_touch n JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
WHERE n.workspace_id = :workspace AND n.owner_id = :owner_id AND n.today_group = :today_group
    AND l.captured_at < :before AND l.last_touched_at IS NULL;

-- name: report_talks
-- in: workspace int, user_id id, since int, until int
-- out: count int
-- gives: one
SELECT count(*) FROM touch t
WHERE t.workspace_id = :workspace AND t.user_id = :user_id AND t.at >= :since AND t.at < :until AND t.human = 1
    AND t.id NOT IN (SELECT e.touch_id FROM touch_event e WHERE e.workspace_id = :workspace AND e.kind = 'undone');

-- name: report_went_silent
-- Leads never reached whose next touch was due so long ago: by the tries they had.
-- in: workspace int, owner_id id, silent_before int, most int
-- out: tries int, leads int
-- gives: many
SELECT CASE WHEN l.tries < :most THEN l.tries ELSE :most END AS tried, count(*)
FROM next_touch n JOIN lead l ON l.workspace_id = n.workspace_id AND l.id = n.lead_id
WHERE n.workspace_id = :workspace AND n.owner_id = :owner_id AND n.today_group IN (0, 1, 2, 3, 4, 5)
    AND n.due_at < :silent_before AND l.first_talked_at IS NULL
GROUP BY tried;

-- name: report_skipped
-- Skips with an excuse of leads never reached: by the tries they had had.
-- in: workspace int, user_id id, since int, until int, most int
-- out: tries int, skips int
-- gives: many
WITH k AS MATERIALIZED (
    SELECT (SELECT count(*) FROM touch p WHERE p.workspace_id = t.workspace_id AND p.lead_id = t.lead_id AND p.at <= t.at
            AND p.state = 'done' AND p.outcome NOT IN ('auto_reply', 'complained', 'unsubscribed', 'stopped', 'gone', 'deceased')
            AND p.id NOT IN (SELECT e.touch_id FROM touch_event e WHERE e.workspace_id = :workspace AND e.kind = 'undone')) AS tries
    FROM touch s JOIN touch t ON t.workspace_id = s.workspace_id AND t.id = s.id
    JOIN lead l ON l.workspace_id = t.workspace_id AND l.id = t.lead_id
    WHERE s.workspace_id = :workspace AND s.user_id = :user_id AND s.at >= :since AND s.at < :until AND s.outcome = 'skipped'
        AND t.excuse NOT IN ('', 'done_already', 'not_mine', 'wait_until') AND l.first_talked_at IS NULL
        AND s.id NOT IN (SELECT e.touch_id FROM touch_event e WHERE e.workspace_id = :workspace AND e.kind = 'undone'))
SELECT CASE WHEN k.tries < :most THEN k.tries ELSE :most END AS tried, count(*) FROM k GROUP BY tried;

-- name: report_late_touches
-- The next touches of an owner that were due before an instant, latest first.
-- in: workspace int, owner_id id, before int, most int
-- out: touch_id id, lead_id id, lead_name text, account_name text, reason text, channel text, due_at int
-- gives: many
SELECT n.touch_id, n.lead_id, l.name, k.name, n.reason, n.channel, n.due_at
FROM (SELECT lead_id FROM next_touch
      WHERE workspace_id = :workspace AND owner_id = :owner_id AND today_group IN (0, 1, 2, 3, 4, 5) AND due_at < :before
      ORDER BY due_at, lead_id LIMIT :most) late
JOIN next_touch n ON n.workspace_id = :workspace AND n.lead_id = late.lead_id
JOIN lead l ON l.workspace_id = :workspace AND l.id = n.lead_id
LEFT JOIN account k ON k.workspace_id = :workspace AND k.id = l.account_id
ORDER BY n.due_at, n.lead_id;

-- name: report_persistence
-- Leads of an owner captured in a period: how many tries they got until they were reached or until
-- now (`most` stands for as many and more), whether they were reached, and whether it ended there:
-- closed, or the next touch due before `silent_before`. `all_tries` is the sum before it was cut.
-- in: workspace int, owner_id id, since int, until int, silent_before int, most int
-- out: tries int, reached int, ended int, leads int, all_tries int
-- gives: many
WITH c AS MATERIALIZED (
    SELECT CASE WHEN l.first_talked_at IS NULL THEN 0 ELSE 1 END AS reached,
        CASE WHEN l.first_talked_at IS NULL AND (l.status = 'closed' OR n.due_at < :silent_before) THEN 1 ELSE 0 END AS ended,
        CASE WHEN l.first_talked_at IS NULL THEN l.tries ELSE
            (SELECT count(*) FROM touch t WHERE t.workspace_id = l.workspace_id AND t.lead_id = l.id AND t.at <= l.first_talked_at AND t.state = 'done'
                AND t.outcome NOT IN ('replied', 'auto_reply', 'complained', 'unsubscribed', 'stopped', 'they_called', 'they_texted', 'they_wrote', 'they_came', 'gone', 'deceased')
                AND (t.due_at IS NOT NULL OR t.outcome NOT IN ('delivered', 'bounced', 'failed', 'arrived', 'returned'))
                AND t.id NOT IN (SELECT e.touch_id FROM touch_event e WHERE e.workspace_id = :workspace AND e.kind = 'undone')) END AS tries
    FROM lead l LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
    WHERE l.workspace_id = :workspace AND l.owner_id = :owner_id AND l.captured_at >= :since AND l.captured_at < :until)
SELECT CASE WHEN c.tries < :most THEN c.tries ELSE :most END AS tried, c.reached, c.ended, count(*), CAST(sum(c.tries) AS bigint)
FROM c GROUP BY tried, c.reached, c.ended;

-- name: report_promises
-- By the time that was said first. One that was moved when its time was over stays broken, and is kept late at best.
-- in: workspace int, owner_id int, since int, until int, now int
-- out: owner_id id, side text, kept_on_time int, kept_late int, broken int, open int, cancelled int, moved int
-- gives: many
SELECT owner_id, side,
    count(CASE WHEN state = 'kept' AND kept_at <= due_at AND late_moves = 0 THEN 1 END),
    count(CASE WHEN state = 'kept' AND (kept_at > due_at OR late_moves > 0) THEN 1 END),
    count(CASE WHEN state = 'open' AND (due_at < :now OR late_moves > 0) THEN 1 END),
    count(CASE WHEN state = 'open' AND due_at >= :now AND late_moves = 0 THEN 1 END),
    count(CASE WHEN state = 'cancelled' THEN 1 END),
    count(CASE WHEN moved > 0 THEN 1 END)
FROM promise
WHERE workspace_id = :workspace AND (:owner_id = 0 OR owner_id = :owner_id) AND coalesce(first_due_at, due_at) >= :since
    AND (coalesce(first_due_at, due_at) < :until OR (state = 'open' AND due_at >= :now))
GROUP BY owner_id, side;

-- name: report_lines
-- Different leads a user touched in a time.
-- in: workspace int, user_id id, since int, until int
-- out: leads int
-- gives: one
SELECT count(DISTINCT t.lead_id) FROM touch t
WHERE t.workspace_id = :workspace AND t.user_id = :user_id AND t.at >= :since AND t.at < :until AND t.real = 1
    AND t.id NOT IN (SELECT e.touch_id FROM touch_event e WHERE e.workspace_id = :workspace AND e.kind = 'undone');

-- name: report_excuses
-- in: workspace int, user_id id, since int, until int
-- out: excuse text, count int
-- gives: many
SELECT t.excuse, count(*) FROM touch s JOIN touch t ON t.workspace_id = s.workspace_id AND t.id = s.id
WHERE s.workspace_id = :workspace AND s.user_id = :user_id AND s.at >= :since AND s.at < :until AND s.outcome = 'skipped' AND t.excuse <> ''
    AND s.id NOT IN (SELECT e.touch_id FROM touch_event e WHERE e.workspace_id = :workspace AND e.kind = 'undone')
GROUP BY t.excuse;

-- name: report_own_skips
-- in: workspace int, user_id id, since int, until int, most int
-- out: touch_id id, lead_id id, lead_name text, channel text, excuse text, note text, at int
-- gives: many
SELECT t.id, t.lead_id, l.name, t.channel, t.excuse, t.note, t.at
FROM touch s JOIN touch t ON t.workspace_id = s.workspace_id AND t.id = s.id
JOIN lead l ON l.workspace_id = t.workspace_id AND l.id = t.lead_id
WHERE s.workspace_id = :workspace AND s.user_id = :user_id AND s.at >= :since AND s.at < :until AND s.outcome = 'skipped' AND t.excuse <> ''
    AND s.id NOT IN (SELECT e.touch_id FROM touch_event e WHERE e.workspace_id = :workspace AND e.kind = 'undone')
ORDER BY t.at DESC, t.id DESC LIMIT :most;

-- name: report_channels
-- in: workspace int, user_id id, since int, until int
-- out: channel text, outcome text, touches int
-- gives: many
SELECT t.channel, t.outcome, count(*) FROM touch t
WHERE t.workspace_id = :workspace AND t.user_id = :user_id AND t.at >= :since AND t.at < :until AND t.outcome <> 'skipped'
    AND t.id NOT IN (SELECT e.touch_id FROM touch_event e WHERE e.workspace_id = :workspace AND e.kind = 'undone')
GROUP BY t.channel, t.outcome;

-- name: report_speed
-- Enquiries of an owner captured in a period and the first try they got.
-- in: workspace int, owner_id id, since int, until int
-- out: captured_at int, first_at int, open int
-- gives: stream
SELECT l.captured_at,
    (SELECT min(t.at) FROM touch t WHERE t.workspace_id = l.workspace_id AND t.lead_id = l.id AND t.state = 'done'
        AND t.outcome NOT IN ('auto_reply', 'complained', 'unsubscribed', 'stopped', 'gone', 'deceased')
        AND t.id NOT IN (SELECT e.touch_id FROM touch_event e WHERE e.workspace_id = :workspace AND e.kind = 'undone')),
    CASE WHEN l.open_id IS NULL THEN 0 ELSE 1 END
FROM lead l
WHERE l.workspace_id = :workspace AND l.owner_id = :owner_id AND l.captured_at >= :since AND l.captured_at < :until
    AND l.source_kind IN ('web', 'call');

-- name: report_activity
-- What a user did in a time. From the covering index alone.
-- in: workspace int, user_id id, since int, until int
-- out: at int, channel text, outcome text
-- gives: stream
SELECT t.at, t.channel, t.outcome FROM touch t
WHERE t.workspace_id = :workspace AND t.user_id = :user_id AND t.at >= :since AND t.at < :until AND t.outcome <> 'skipped'
    AND t.id NOT IN (SELECT e.touch_id FROM touch_event e WHERE e.workspace_id = :workspace AND e.kind = 'undone');

-- name: report_doubt
-- Messages by their leads' owner (0: all owners), sender and level. `proved`: accepted before it and no more,
-- and nobody there spoke with us since, is doubtful.
-- in: workspace int, owner_id int, since int, until int, proved int
-- out: owner_id id, sender_id id, sender text, level text, messages int, doubts int, oldest int
-- gives: many
SELECT d.owner_id, d.sender_id, s.address, d.level, d.messages, d.doubts, d.oldest FROM (
    SELECT l.owner_id, m.sender_id, m.level, count(*) AS messages,
        count(CASE WHEN m.level = 'uncertain' OR (m.level = 'accepted' AND m.sent_at <= :proved AND l.open_id IS NOT NULL
            AND coalesce(l.last_talked_at, 0) < m.sent_at) THEN 1 END) AS doubts,
        min(CASE WHEN m.level = 'uncertain' OR (m.level = 'accepted' AND m.sent_at <= :proved AND l.open_id IS NOT NULL
            AND coalesce(l.last_talked_at, 0) < m.sent_at) THEN m.sent_at END) AS oldest
    FROM message m JOIN lead l ON l.workspace_id = m.workspace_id AND l.id = m.lead_id
    WHERE m.workspace_id = :workspace AND m.sent_at >= :since AND m.sent_at < :until AND (:owner_id = 0 OR l.owner_id = :owner_id)
    GROUP BY l.owner_id, m.sender_id, m.level) d
LEFT JOIN sender s ON s.workspace_id = :workspace AND s.id = d.sender_id
ORDER BY s.address, d.sender_id, d.owner_id, d.level;

-- name: report_doubtful
-- The doubtful ones, with what else is known of whom they went to: a number, another mailbox.
-- in: workspace int, owner_id int, owners text, since int, until int, proved int, most int
-- out: touch_id id, lead_id id, lead_name text, account_name text, owner_id id, contact_name text, subject text, level text, sent_at int, number text, other text
-- gives: many
SELECT d.touch_id, d.lead_id, d.name, k.name, d.owner_id, c.name, d.subject, d.level, d.sent_at,
    (SELECT a.value FROM address a WHERE a.workspace_id = :workspace AND a.contact_id = t.contact_id AND a.kind IN ('cell', 'office', 'home')
        AND a.state <> 'bad' ORDER BY CASE a.kind WHEN 'cell' THEN 0 WHEN 'office' THEN 1 ELSE 2 END, a.id LIMIT 1),
    (SELECT a.value FROM address a WHERE a.workspace_id = :workspace AND a.contact_id = t.contact_id AND a.kind = 'email'
        AND a.state <> 'bad' AND a.id <> t.address_id ORDER BY a.id LIMIT 1)
FROM (
    SELECT * FROM (SELECT m.touch_id, m.lead_id, l.name, l.account_id, l.owner_id, m.subject, m.level, m.sent_at
      FROM message m JOIN lead l ON l.workspace_id = m.workspace_id AND l.id = m.lead_id
      WHERE m.workspace_id = :workspace AND m.level = 'uncertain' AND m.sent_at >= :since AND m.sent_at < :until
          AND (:owner_id = 0 OR l.owner_id = :owner_id) AND (:owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%')
      ORDER BY m.sent_at DESC LIMIT :most) uncertain_ones
    UNION ALL
    SELECT * FROM (SELECT m.touch_id, m.lead_id, l.name, l.account_id, l.owner_id, m.subject, m.level, m.sent_at
      FROM message m JOIN lead l ON l.workspace_id = m.workspace_id AND l.id = m.lead_id
      WHERE m.workspace_id = :workspace AND m.level = 'accepted' AND m.sent_at >= :since AND m.sent_at < :until
          AND m.sent_at <= :proved AND l.open_id IS NOT NULL AND coalesce(l.last_talked_at, 0) < m.sent_at
          AND (:owner_id = 0 OR l.owner_id = :owner_id) AND (:owners IS NULL OR :owners LIKE '%,' || l.owner_id || ',%')
      ORDER BY m.sent_at DESC LIMIT :most) accepted_ones
) d
JOIN touch t ON t.workspace_id = :workspace AND t.id = d.touch_id
LEFT JOIN contact c ON c.workspace_id = :workspace AND c.id = t.contact_id
LEFT JOIN account k ON k.workspace_id = :workspace AND k.id = d.account_id
ORDER BY d.level DESC, d.sent_at DESC, d.touch_id DESC LIMIT :most;
