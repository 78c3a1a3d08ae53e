-- Forms on web sites, and who sent them.

-- name: lead_form_insert
-- in: workspace int, id id, token text, title text, owner_id id, source text, product text, cadence text, fields text, consent text, redirect text, origins text, now int
-- gives: none
INSERT INTO lead_form (workspace_id, id, token, title, owner_id, source, product, cadence, fields, consent, redirect, origins, made_at)
VALUES (:workspace, :id, :token, :title, :owner_id, :source, :product, :cadence, :fields, :consent, :redirect, :origins, :now);

-- name: lead_form_list
-- in: workspace int
-- out: id id, token text, title text, owner_id id, source text, product text, cadence text, fields text, consent text, redirect text, origins text, state text, taken int, trapped int, made_at int
-- gives: many
SELECT id, token, title, owner_id, source, product, cadence, fields, consent, redirect, origins, state, taken, trapped, made_at
FROM lead_form WHERE workspace_id = :workspace ORDER BY id;

-- name: lead_form_by_token
-- in: workspace int, token text
-- out: as lead_form_list
-- gives: one
SELECT id, token, title, owner_id, source, product, cadence, fields, consent, redirect, origins, state, taken, trapped, made_at
FROM lead_form WHERE workspace_id = :workspace AND token = :token;

-- name: lead_form_set_state
-- in: workspace int, id id, state text
-- gives: none
UPDATE lead_form SET state = :state WHERE workspace_id = :workspace AND id = :id;

-- name: lead_form_count
-- in: workspace int, id id, taken int, trapped int
-- gives: none
UPDATE lead_form SET taken = taken + :taken, trapped = trapped + :trapped WHERE workspace_id = :workspace AND id = :id;

-- name: form_sender_insert
-- in: workspace int, id id, form_id id, hash blob, words blob, now int
-- gives: none
INSERT INTO form_sender (workspace_id, id, form_id, hash, words, at) VALUES (:workspace, :id, :form_id, :hash, :words, :now);

-- name: form_sender_prune
-- in: workspace int, form_id id, before int
-- gives: none
DELETE FROM form_sender WHERE workspace_id = :workspace AND form_id = :form_id AND at < :before;

-- name: form_sender_count
-- What came by a form since: in all, of one sender, and of that sender with the same words.
-- in: workspace int, form_id id, since int, hash blob, words blob
-- out: all_of_them int, own int, same int
-- gives: one
SELECT count(*), coalesce(sum(CASE WHEN hash = :hash THEN 1 ELSE 0 END), 0),
    coalesce(sum(CASE WHEN hash = :hash AND words = :words THEN 1 ELSE 0 END), 0)
FROM form_sender WHERE workspace_id = :workspace AND form_id = :form_id AND at > :since;
