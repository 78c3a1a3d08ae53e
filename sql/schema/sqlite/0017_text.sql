-- Texts, out and in. sql/schema/postgres/0017_text.sql is its twin.

-- What the gateway calls it, for reports of what became of it; NULL: it gave no name.
ALTER TABLE message ADD COLUMN known_as TEXT;

-- By which way it came.
ALTER TABLE received ADD COLUMN channel TEXT NOT NULL DEFAULT 'email' CHECK (channel IN ('email', 'text'));
