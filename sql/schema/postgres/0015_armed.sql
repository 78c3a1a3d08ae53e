-- That sending was asked for, and on which machine. sql/schema/sqlite/0015_armed.sql is its twin.

-- The file that a person's arming wrote (action/standing.h), and its machine: a worker that looks for
-- another one says so.
ALTER TABLE sending_count ADD COLUMN armed_at BIGINT;
ALTER TABLE sending_count ADD COLUMN armed_file TEXT;
