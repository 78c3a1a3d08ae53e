-- How far messages came, without their words: `report doubt` reads the index alone.
-- sql/schema/sqlite/0008_doubt.sql is its twin.
DROP INDEX message_open;
CREATE INDEX message_way ON message (workspace_id, level, sent_at, sender_id, lead_id) WHERE sent_at IS NOT NULL;

