-- A person can be called by SIP: an address of its own kind.
ALTER TABLE address DROP CONSTRAINT address_kind_check;
ALTER TABLE address ADD CONSTRAINT address_kind_check
    CHECK (kind IN ('cell', 'office', 'home', 'sip', 'switchboard', 'fax', 'email', 'postal', 'url'));
