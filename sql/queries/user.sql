-- Users: the people who sell and manage, their absences and how full their days are.

-- name: user_insert
-- in: workspace int, id id, name text, name_key text, role text, title text, email text, cell text, postal text, zone text, country text, region text, hours text, morning text, manager_id id, now int
-- gives: none
INSERT INTO "user" (workspace_id, id, name, name_key, role, title, email, cell, postal, zone, country, region, hours, morning, manager_id, created_at)
VALUES (:workspace, :id, :name, :name_key, :role, :title, :email, :cell, :postal, :zone, :country, :region, :hours, :morning, :manager_id, :now);

-- name: user_update
-- in: workspace int, id id, name text, name_key text, role text, state text, title text, email text, cell text, postal text, zone text, country text, region text, hours text, morning text, manager_id id
-- gives: none
UPDATE "user" SET name = :name, name_key = :name_key, role = :role, state = :state, title = :title, email = :email, cell = :cell,
    postal = :postal, zone = :zone, country = :country, region = :region, hours = :hours, morning = :morning, manager_id = :manager_id
WHERE workspace_id = :workspace AND id = :id;

-- name: user_list
-- in: workspace int
-- out: id id, name text, name_key text, role text, state text, title text, email text, cell text, postal text, zone text, country text, region text, hours text, morning text, manager_id id, created_at int
-- gives: many
SELECT id, name, name_key, role, state, title, email, cell, postal, zone, country, region, hours, morning, manager_id, created_at
FROM "user" WHERE workspace_id = :workspace ORDER BY id;

-- name: user_open_leads
-- How many open leads a user owns: who has any cannot be deactivated.
-- in: workspace int, id id
-- out: count int
-- gives: one
SELECT count(*) FROM next_touch WHERE workspace_id = :workspace AND owner_id = :id;

-- name: absence_insert
-- in: workspace int, id id, user_id id, first_day int, last_day int, reason text
-- gives: none
INSERT INTO absence (workspace_id, id, user_id, first_day, last_day, reason)
VALUES (:workspace, :id, :user_id, :first_day, :last_day, :reason);

-- name: absence_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM absence WHERE workspace_id = :workspace AND id = :id;

-- name: absence_list
-- The absences of a user that are not over by a day.
-- in: workspace int, user_id id, day int
-- out: id id, first_day int, last_day int, reason text
-- gives: many
SELECT id, first_day, last_day, reason FROM absence
WHERE workspace_id = :workspace AND user_id = :user_id AND last_day >= :day ORDER BY first_day;

-- name: user_day_list
-- in: workspace int, user_id id, from_day int, to_day int
-- out: day int, dials int
-- gives: many
SELECT day, dials FROM user_day
WHERE workspace_id = :workspace AND user_id = :user_id AND day BETWEEN :from_day AND :to_day AND dials > 0 ORDER BY day;

-- name: user_day_add
-- One dial more (or less, by a negative count) on a user's day.
-- in: workspace int, user_id id, day int, dials int
-- gives: none
INSERT INTO user_day (workspace_id, user_id, day, dials) VALUES (:workspace, :user_id, :day, :dials)
ON CONFLICT (workspace_id, user_id, day) DO UPDATE SET dials = user_day.dials + excluded.dials;

-- name: user_day_recount
-- The truth of user_day, from what is planned, also on days when nothing is: for `check`.
-- in: workspace int
-- out: user_id id, day int, stored int, planned int
-- gives: many
SELECT user_id, day, CAST(sum(stored) AS BIGINT), CAST(sum(planned) AS BIGINT)
FROM (SELECT owner_id AS user_id, load_day AS day, 0 AS stored, 1 AS planned FROM next_touch
      WHERE workspace_id = :workspace AND load_day IS NOT NULL
      UNION ALL
      SELECT user_id, day, dials, 0 FROM user_day WHERE workspace_id = :workspace) o
GROUP BY user_id, day HAVING sum(stored) <> sum(planned) ORDER BY 1, 2;
