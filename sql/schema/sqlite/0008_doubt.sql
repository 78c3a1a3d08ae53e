-- How far messages came, without their words: `report doubt` reads the index alone.
-- sql/schema/postgres/0008_doubt.sql is its twin.
DROP INDEX message_open;
CREATE INDEX message_way ON message (workspace_id, level, sent_at, sender_id, lead_id) WHERE sent_at IS NOT NULL;

DELETE FROM sqlite_stat1 WHERE idx = 'message_open';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('message', 'message_way', '1000000 1000000 200000 2 2 1');
