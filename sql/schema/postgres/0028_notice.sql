-- A notice that was refused, one that came back and one of which nobody knows whether it went were told apart by their
-- words alone; now the state says which (action/invitation_notice.h).
-- sql/schema/sqlite/0028_notice.sql is its twin.
ALTER TABLE invitation DROP CONSTRAINT invitation_notice_state_check;
UPDATE invitation SET
    notice_state = CASE
        WHEN notice_why LIKE 'the mail came back: %' THEN 'bounced'
        WHEN notice_why LIKE 'nobody knows%' OR notice_why LIKE 'the program ended%' THEN 'doubtful'
        ELSE 'refused' END,
    notice_why = CASE
        WHEN notice_why LIKE 'the mail came back: %' THEN substr(notice_why, 21)
        WHEN notice_why LIKE 'nobody knows%' THEN 'the server did not answer'
        WHEN notice_why LIKE 'the program ended%' THEN 'the program ended while the server had it'
        ELSE notice_why END
WHERE notice_state = 'untold';
ALTER TABLE invitation ADD CONSTRAINT invitation_notice_state_check
    CHECK (notice_state IN ('', 'waits', 'claimed', 'dot', 'refused', 'bounced', 'doubtful'));
CREATE INDEX invitation_by_notice ON invitation (workspace_id, notice_id) WHERE notice_id IS NOT NULL;
