-- What is kept of each dial beside its outcome, and how well a number does: since when it is good or
-- bad, and how often in a row it rang with nobody there.
-- sql/schema/sqlite/0013_dial.sql is its twin.
ALTER TABLE dial ADD COLUMN words TEXT; -- left as a voicemail
ALTER TABLE dial ADD COLUMN seconds BIGINT; -- how long it took; NULL: nobody looked at the clock
ALTER TABLE dial ADD COLUMN recording TEXT; -- a link
ALTER TABLE address ADD COLUMN state_at BIGINT; -- since when; NULL: since it is known
ALTER TABLE address ADD COLUMN unanswered BIGINT NOT NULL DEFAULT 0;
