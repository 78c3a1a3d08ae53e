-- The morning mail: a row a user and day (action/morning_send.h).

-- name: morning_get
-- in: workspace int, user_id id, day int
-- out: id id, state text, worker int, leased_until int, at int, why text
-- gives: one
SELECT id, state, worker, leased_until, at, why FROM morning WHERE workspace_id = :workspace AND user_id = :user_id AND day = :day;

-- name: morning_claim
-- Nothing where it has gone, or another has it.
-- in: workspace int, id id, user_id id, day int, worker int, leased_until int, now int
-- out: id id
-- gives: one
INSERT INTO morning (workspace_id, id, user_id, day, state, worker, leased_until, at)
VALUES (:workspace, :id, :user_id, :day, 'claimed', :worker, :leased_until, :now)
ON CONFLICT (workspace_id, user_id, day) DO UPDATE SET worker = excluded.worker, leased_until = excluded.leased_until, at = excluded.at
    WHERE morning.state = 'claimed' AND morning.leased_until <= excluded.at
RETURNING id;

-- name: morning_dot
-- Nothing where it is another's by now.
-- in: workspace int, user_id id, day int, worker int, leased_until int, now int
-- gives: changed
UPDATE morning SET state = 'dot', leased_until = :leased_until, at = :now
WHERE workspace_id = :workspace AND user_id = :user_id AND day = :day AND state = 'claimed' AND worker = :worker AND leased_until > :now;

-- name: morning_settle
-- Of who has it still; what became uncertain meanwhile may be known after all.
-- in: workspace int, user_id id, day int, worker int, state text, leased_until int, now int, why text
-- gives: none
UPDATE morning SET state = :state, leased_until = :leased_until, at = :now, why = :why
WHERE workspace_id = :workspace AND user_id = :user_id AND day = :day AND worker = :worker AND state IN ('claimed', 'dot', 'uncertain');

-- name: morning_recover
-- Whose worker has gone behind the dot: nobody knows, and it never goes again.
-- in: workspace int, now int, why text
-- gives: none
UPDATE morning SET state = 'uncertain', at = :now, why = :why
WHERE workspace_id = :workspace AND state = 'dot' AND leased_until <= :now;

-- name: morning_named
-- in: workspace int, id id
-- out: user_id id
-- gives: one
SELECT user_id FROM morning WHERE workspace_id = :workspace AND id = :id;

-- name: morning_went
-- A proof that it went, by what it is named by.
-- in: workspace int, id id
-- gives: none
UPDATE morning SET state = 'sent', why = NULL WHERE workspace_id = :workspace AND id = :id AND state IN ('dot', 'uncertain');

-- name: morning_came_back
-- in: workspace int, id id, why text
-- gives: none
UPDATE morning SET state = 'refused', why = :why WHERE workspace_id = :workspace AND id = :id AND state IN ('dot', 'uncertain', 'sent');

-- name: morning_any_lapsed
-- in: workspace int, now int
-- out: lapsed int
-- gives: one
SELECT CASE WHEN EXISTS (SELECT 1 FROM morning WHERE workspace_id = :workspace AND state = 'dot' AND leased_until <= :now) THEN 1 ELSE 0 END;

-- name: morning_forget
-- in: workspace int, user_id id, day int
-- gives: none
DELETE FROM morning WHERE workspace_id = :workspace AND user_id = :user_id AND day < :day;
