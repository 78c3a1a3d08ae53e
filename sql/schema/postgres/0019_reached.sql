-- How promises were kept, and whether that arrived. sql/schema/sqlite/0019_reached.sql is its twin.

-- The channel; NULL: nobody said.
ALTER TABLE promise ADD COLUMN kept_by TEXT;
-- The touch that kept it; NULL: none that Beck knows.
ALTER TABLE promise ADD COLUMN kept_touch_id BIGINT;
-- Kept by a message, then, of which nothing proves that it arrived: they are asked; 0: nothing is to be asked.
ALTER TABLE promise ADD COLUMN unproved_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX promise_kept_touch ON promise (workspace_id, kept_touch_id) WHERE kept_touch_id IS NOT NULL;
