-- Gifts, and the money for them (action/gift.h).

-- name: gift_policy_of
-- in: workspace int, account_id id
-- out: policy text, most int
-- gives: one
SELECT policy, most FROM gift_policy WHERE workspace_id = :workspace AND account_id = :account_id;

-- name: gift_policy_put
-- in: workspace int, account_id id, policy text, most int, user_id id, now int
-- gives: none
INSERT INTO gift_policy (workspace_id, account_id, policy, most, user_id, at)
VALUES (:workspace, :account_id, :policy, :most, :user_id, :now)
ON CONFLICT (workspace_id, account_id) DO UPDATE SET policy = excluded.policy, most = excluded.most, user_id = excluded.user_id, at = excluded.at;

-- name: gift_policy_drop
-- in: workspace int, account_id id
-- gives: none
DELETE FROM gift_policy WHERE workspace_id = :workspace AND account_id = :account_id;

-- name: gift_policy_merge
-- The stricter of two accounts that are one: none before up_to before ask before no policy.
-- in: workspace int, kept_id id, gone_id id
-- gives: none
INSERT INTO gift_policy (workspace_id, account_id, policy, most, user_id, at)
SELECT workspace_id, :kept_id, policy, most, user_id, at FROM gift_policy WHERE workspace_id = :workspace AND account_id = :gone_id
ON CONFLICT (workspace_id, account_id) DO UPDATE SET
    policy = CASE WHEN gift_policy.policy = 'none' OR excluded.policy = 'none' THEN 'none'
                  WHEN gift_policy.policy = 'up_to' OR excluded.policy = 'up_to' THEN 'up_to' ELSE 'ask' END,
    most = CASE WHEN gift_policy.policy <> 'up_to' THEN excluded.most WHEN excluded.policy <> 'up_to' THEN gift_policy.most
                WHEN excluded.most < gift_policy.most THEN excluded.most ELSE gift_policy.most END;

-- name: gift_lock
-- Taken before the money is counted, so that two who order or decide at one instant do so one behind the other. SQLite has one
-- writer; on PostgreSQL the row is kept from others who take it, and from nobody who refers to it.
-- in: workspace int
-- out: id id
-- gives: one
SELECT workspace_id FROM workspace WHERE workspace_id = :workspace;

-- name: gift_lock@postgres
SELECT workspace_id FROM workspace WHERE workspace_id = :workspace FOR NO KEY UPDATE;

-- name: gift_insert
-- in: workspace int, id id, lead_id id, address text, user_id id, what text, amount int, currency text, state text, ask_why text, touch_id id, now int
-- gives: none
INSERT INTO gift (workspace_id, id, lead_id, address, user_id, what, amount, currency, state, ask_why, touch_id, asked_at)
VALUES (:workspace, :id, :lead_id, :address, :user_id, :what, :amount, :currency, :state, :ask_why, :touch_id, :now);

-- name: gift_get
-- in: workspace int, id id
-- out: id id, lead_id id, address text, user_id id, what text, amount int, currency text, state text, ask_why text, asked_at int, decided_by id, decided_at int, why text, touch_id id
-- gives: one
SELECT id, lead_id, address, user_id, what, amount, currency, state, ask_why, asked_at, decided_by, decided_at, why, touch_id
FROM gift WHERE workspace_id = :workspace AND id = :id;

-- name: gift_set
-- in: workspace int, id id, state text, ask_why text, decided_by id, decided_at int, why text, touch_id id
-- gives: none
UPDATE gift SET state = :state, ask_why = :ask_why, decided_by = :decided_by, decided_at = :decided_at, why = :why, touch_id = :touch_id
WHERE workspace_id = :workspace AND id = :id;

-- name: gift_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM gift WHERE workspace_id = :workspace AND id = :id;

-- name: gift_of_lead
-- The oldest of a lead in a state.
-- in: workspace int, lead_id id, state text
-- out: as gift_get
-- gives: one
SELECT id, lead_id, address, user_id, what, amount, currency, state, ask_why, asked_at, decided_by, decided_at, why, touch_id
FROM gift WHERE workspace_id = :workspace AND lead_id = :lead_id AND state = :state ORDER BY id LIMIT 1;

-- name: gift_list
-- The newest first; '' is every state, lead 0 all leads; to 'asked' belongs what was given before anybody said yes.
-- `owners` as access_owners() makes them.
-- in: workspace int, id int, state text, lead_id int, owners text, user_id id, most int
-- out: id id, lead_id id, lead_name text, account_name text, account_id id, address text, user_id id, what text, amount int, currency text, state text, ask_why text, asked_at int, decided_by id, decided_at int, why text, touch_id id, refunded int
-- gives: many
SELECT g.id, g.lead_id, l.name, k.name, l.account_id, g.address, g.user_id, g.what, g.amount, g.currency, g.state, g.ask_why, g.asked_at, g.decided_by, g.decided_at, g.why, g.touch_id,
    coalesce((SELECT e.amount FROM gift_entry e WHERE e.workspace_id = g.workspace_id AND e.gift_id = g.id AND e.kind = 'refund'), 0)
FROM gift g
JOIN lead l ON l.workspace_id = g.workspace_id AND l.id = g.lead_id
LEFT JOIN account k ON k.workspace_id = l.workspace_id AND k.id = l.account_id
WHERE g.workspace_id = :workspace AND (:id = 0 OR g.id = :id) AND (:state = '' OR g.state = :state OR (:state = 'asked' AND (g.ask_why IS NOT NULL AND g.decided_by IS NULL AND g.state IN ('asked', 'sent', 'arrived', 'returned'))))
    AND (:lead_id = 0 OR g.lead_id = :lead_id)
    AND (CAST(:owners AS TEXT) IS NULL OR g.user_id = :user_id OR :owners LIKE '%,' || l.owner_id || ',%')
ORDER BY CASE WHEN (g.ask_why IS NOT NULL AND g.decided_by IS NULL AND g.state IN ('asked', 'sent', 'arrived', 'returned')) THEN 0 WHEN g.state = 'approved' THEN 1 ELSE 2 END, g.asked_at DESC, g.id DESC LIMIT :most;

-- name: gift_entry_insert
-- in: workspace int, id id, kind text, gift_id id, user_id int, amount int, currency text, by_id id, now int
-- gives: none
INSERT INTO gift_entry (workspace_id, id, kind, gift_id, user_id, amount, currency, by_id, at)
VALUES (:workspace, :id, :kind, :gift_id, :user_id, :amount, :currency, :by_id, :now);

-- name: gift_entry_get
-- in: workspace int, id id
-- out: id id, kind text, gift_id id, user_id int, amount int, currency text, by_id id, at int
-- gives: one
SELECT id, kind, gift_id, user_id, amount, currency, by_id, at FROM gift_entry WHERE workspace_id = :workspace AND id = :id;

-- name: gift_entry_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM gift_entry WHERE workspace_id = :workspace AND id = :id;

-- name: gift_funds
-- What a user (0: the workspace) was given to spend, has spent net of what came back, and has asked for. For a lead that was
-- closed, or of one who died, nothing is set aside.
-- in: workspace int, user_id int, currency text
-- out: budgets int, budget int, spent int, reserved int
-- gives: one
SELECT
    (SELECT count(*) FROM gift_entry e WHERE e.workspace_id = :workspace AND e.user_id = :user_id AND e.kind = 'budget' AND e.currency = :currency),
    coalesce((SELECT CAST(sum(e.amount) AS BIGINT) FROM gift_entry e WHERE e.workspace_id = :workspace AND e.user_id = :user_id AND e.kind = 'budget' AND e.currency = :currency), 0),
    coalesce((SELECT CAST(-sum(e.amount) AS BIGINT) FROM gift_entry e WHERE e.workspace_id = :workspace AND (:user_id = 0 OR e.user_id = :user_id) AND e.kind <> 'budget' AND e.currency = :currency), 0),
    coalesce((SELECT CAST(sum(g.amount) AS BIGINT) FROM gift g WHERE g.workspace_id = :workspace AND (:user_id = 0 OR g.user_id = :user_id) AND g.state IN ('asked', 'approved') AND g.currency = :currency
        AND EXISTS (SELECT 1 FROM lead l WHERE l.workspace_id = g.workspace_id AND l.id = g.lead_id AND l.open_id IS NOT NULL)), 0);

-- name: gift_to_account
-- What an account got or will get since a time, net of what came back.
-- in: workspace int, account_id id, since int, currency text
-- out: amount int
-- gives: one
SELECT coalesce(CAST(sum(g.amount - coalesce((SELECT e.amount FROM gift_entry e WHERE e.workspace_id = g.workspace_id AND e.gift_id = g.id AND e.kind = 'refund'), 0)) AS BIGINT), 0)
FROM gift g
JOIN lead l ON l.workspace_id = g.workspace_id AND l.id = g.lead_id
WHERE g.workspace_id = :workspace AND l.account_id = :account_id AND g.state NOT IN ('declined', 'cancelled') AND g.asked_at >= :since AND g.currency = :currency;

-- name: check_gift
-- The ledger says otherwise than the gift: sent and not booked, booked and not sent, another sum, more given back than it cost.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT g.lead_id FROM gift g
WHERE g.workspace_id = :workspace AND
    (coalesce((SELECT e.amount FROM gift_entry e WHERE e.workspace_id = g.workspace_id AND e.gift_id = g.id AND e.kind = 'spent' AND e.currency = g.currency AND e.user_id = g.user_id), 0)
        <> CASE WHEN g.state IN ('sent', 'arrived', 'returned') THEN -g.amount ELSE 0 END
    OR coalesce((SELECT e.amount FROM gift_entry e WHERE e.workspace_id = g.workspace_id AND e.gift_id = g.id AND e.kind = 'refund'), 0)
        > CASE WHEN g.state IN ('sent', 'arrived', 'returned') THEN g.amount ELSE 0 END)
LIMIT :most;

-- name: check_gift_unbooked
-- Given since there is money for gifts, and nobody has said what it cost.
-- in: workspace int, most int
-- out: lead_id id
-- gives: many
SELECT t.lead_id FROM touch t
WHERE t.workspace_id = :workspace AND t.channel = 'gift' AND t.outcome = 'sent'
    AND t.at >= (SELECT min(e.at) FROM gift_entry e WHERE e.workspace_id = :workspace AND e.kind = 'budget' AND e.user_id = 0)
    AND NOT EXISTS (SELECT 1 FROM gift g WHERE g.workspace_id = t.workspace_id AND g.lead_id = t.lead_id AND g.touch_id = t.id)
    AND NOT EXISTS (SELECT 1 FROM touch_event v WHERE v.workspace_id = t.workspace_id AND v.touch_id = t.id AND v.kind = 'undone')
LIMIT :most;

-- name: gift_unbooked
-- The oldest touch of a lead by which something was given that is in no ledger.
-- in: workspace int, lead_id id
-- out: touch_id id
-- gives: one
SELECT t.id FROM touch t
WHERE t.workspace_id = :workspace AND t.lead_id = :lead_id AND t.channel = 'gift' AND t.outcome = 'sent'
    AND NOT EXISTS (SELECT 1 FROM gift g WHERE g.workspace_id = t.workspace_id AND g.lead_id = t.lead_id AND g.touch_id = t.id)
    AND NOT EXISTS (SELECT 1 FROM touch_event v WHERE v.workspace_id = t.workspace_id AND v.touch_id = t.id AND v.kind = 'undone')
ORDER BY t.at, t.id LIMIT 1;

-- name: erase_gifts
-- in: workspace int, lead_id id
-- gives: none
UPDATE gift SET what = 'erased', address = '', why = NULL WHERE workspace_id = :workspace AND lead_id = :lead_id;

-- name: export_gift_policy
-- in: workspace int
-- out: account_id int, policy text, most int, user_id int, at int
-- gives: stream
SELECT account_id, policy, most, user_id, at FROM gift_policy WHERE workspace_id = :workspace ORDER BY account_id;

-- name: export_gift
-- in: workspace int
-- out: id int, lead_id int, address text, user_id int, what text, amount int, currency text, state text, ask_why text, asked_at int, decided_by int, decided_at int, why text, touch_id int
-- gives: stream
SELECT id, lead_id, address, user_id, what, amount, currency, state, ask_why, asked_at, decided_by, decided_at, why, touch_id FROM gift WHERE workspace_id = :workspace ORDER BY id;

-- name: export_gift_entry
-- in: workspace int
-- out: id int, kind text, gift_id int, user_id int, amount int, currency text, by_id int, at int
-- gives: stream
SELECT id, kind, gift_id, user_id, amount, currency, by_id, at FROM gift_entry WHERE workspace_id = :workspace ORDER BY id;
