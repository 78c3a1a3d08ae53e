-- The last touch was an e-mail of a machine, and nothing proves that it arrived: since when; 0: none.
-- sql/schema/postgres/0011_proof.sql is its twin.
ALTER TABLE lead ADD COLUMN unproved_at INTEGER NOT NULL DEFAULT 0;
