-- Mails that belong together. sql/schema/postgres/0010_thread.sql is its twin.

-- The touch whose mail began the conversation; NULL: this one's.
ALTER TABLE message ADD COLUMN thread_id INTEGER;
