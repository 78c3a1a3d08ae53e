-- Promises that come late. sql/schema/postgres/0007_late.sql is its twin.

-- By what they were promised: how they are told when it takes longer. NULL: by none that is known.
ALTER TABLE promise ADD COLUMN channel TEXT;
-- The time that was said first; NULL: it has not been moved.
ALTER TABLE promise ADD COLUMN first_due_at INTEGER;
-- How many of its moves came when its time was over: nobody was told in time.
ALTER TABLE promise ADD COLUMN late_moves INTEGER NOT NULL DEFAULT 0;
