-- What a gateway reported of a text before it answered the request that sent it: kept beside what waits for
-- that answer, and learned with it. sql/schema/sqlite/0026_told.sql is its twin.
ALTER TABLE sending ADD COLUMN told TEXT CHECK (told = 'taken' OR told = 'failed' OR told = 'delivered');
ALTER TABLE sending ADD COLUMN told_as TEXT;         -- what the gateway calls the text it reported of
ALTER TABLE sending ADD COLUMN told_why TEXT;        -- in its words
ALTER TABLE sending ADD COLUMN told_failure BIGINT;  -- of follow/terms.h
