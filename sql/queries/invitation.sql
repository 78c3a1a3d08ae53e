-- Invitations to what was agreed (action/invitation.h).

-- name: invitation_put
-- All of one, as it is by now. What carries its notice is of others' statements.
-- in: workspace int, id id, lead_id id, user_id id, touch_id id, uid text, organizer text, mailbox text, name text, summary text, channel text, place text, place_typed int, starts_at int, sequence int, told_sequence int, told_at int, told_place text, state text, answer text, answered_at int, answered_stamp int, answered_sequence int, counter_at int, notice_id id, notice_at int, notice_state text, notice_why text, made_at int
-- gives: none
INSERT INTO invitation (workspace_id, id, lead_id, user_id, touch_id, uid, organizer, mailbox, name, summary, channel, place, place_typed, starts_at, sequence, told_sequence, told_at, told_place, state, answer, answered_at, answered_stamp, answered_sequence, counter_at, notice_id, notice_at, notice_state, notice_why, made_at)
VALUES (:workspace, :id, :lead_id, :user_id, :touch_id, :uid, :organizer, :mailbox, :name, :summary, :channel, :place, :place_typed, :starts_at, :sequence, :told_sequence, :told_at, :told_place, :state, :answer, :answered_at, :answered_stamp, :answered_sequence, :counter_at, :notice_id, :notice_at, :notice_state, :notice_why, :made_at)
ON CONFLICT (workspace_id, uid) DO UPDATE SET touch_id = excluded.touch_id, summary = excluded.summary, channel = excluded.channel, place = excluded.place,
    place_typed = excluded.place_typed, starts_at = excluded.starts_at, sequence = excluded.sequence, told_sequence = excluded.told_sequence,
    told_at = excluded.told_at, told_place = excluded.told_place, state = excluded.state, answer = excluded.answer, answered_at = excluded.answered_at,
    answered_stamp = excluded.answered_stamp, answered_sequence = excluded.answered_sequence, counter_at = excluded.counter_at,
    notice_id = excluded.notice_id, notice_at = excluded.notice_at, notice_state = excluded.notice_state, notice_why = excluded.notice_why;

-- name: invitation_get
-- in: workspace int, id id
-- out: id id, lead_id id, user_id id, touch_id id, uid text, organizer text, mailbox text, name text, summary text, channel text, place text, place_typed int, starts_at int, sequence int, told_sequence int, told_at int, told_place text, state text, answer text, answered_at int, answered_stamp int, answered_sequence int, counter_at int, notice_id id, notice_at int, notice_state text, notice_why text, made_at int
-- gives: one
SELECT id, lead_id, user_id, touch_id, uid, organizer, mailbox, name, summary, channel, place, place_typed, starts_at, sequence, told_sequence, told_at, told_place, state, answer, answered_at, answered_stamp, answered_sequence, counter_at, notice_id, notice_at, notice_state, notice_why, made_at
FROM invitation WHERE workspace_id = :workspace AND id = :id;

-- name: invitation_of_uid
-- in: workspace int, uid text
-- out: as invitation_get
-- gives: one
SELECT id, lead_id, user_id, touch_id, uid, organizer, mailbox, name, summary, channel, place, place_typed, starts_at, sequence, told_sequence, told_at, told_place, state, answer, answered_at, answered_stamp, answered_sequence, counter_at, notice_id, notice_at, notice_state, notice_why, made_at
FROM invitation WHERE workspace_id = :workspace AND uid = :uid;

-- name: invitation_of_lead
-- The newest; one whose mail will not go any more is none.
-- in: workspace int, lead_id id
-- out: as invitation_get
-- gives: one
SELECT id, lead_id, user_id, touch_id, uid, organizer, mailbox, name, summary, channel, place, place_typed, starts_at, sequence, told_sequence, told_at, told_place, state, answer, answered_at, answered_stamp, answered_sequence, counter_at, notice_id, notice_at, notice_state, notice_why, made_at
FROM invitation WHERE workspace_id = :workspace AND lead_id = :lead_id AND (state <> 'planned' OR EXISTS (
    SELECT 1 FROM next_touch n WHERE n.workspace_id = invitation.workspace_id AND n.touch_id = invitation.touch_id))
ORDER BY id DESC LIMIT 1;

-- name: invitation_offer
-- What is agreed with a lead, whom its next touch goes to, and the invitation that this is to carry.
-- in: workspace int, lead_id id
-- out: owner_id id, name text, agreed_at int, agreed text, agreed_channel text, touch_id id, contact text, mailbox text, invitation_id id, carried_channel text, starts_at int, place text, place_typed int
-- gives: one
SELECT l.owner_id, l.name, l.agreed_at, l.agreed, l.agreed_channel, n.touch_id, c.name, a.value, i.id, i.channel, i.starts_at, i.place, i.place_typed
FROM lead l
LEFT JOIN next_touch n ON n.workspace_id = l.workspace_id AND n.lead_id = l.id
LEFT JOIN contact c ON c.workspace_id = n.workspace_id AND c.id = n.contact_id
LEFT JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id AND a.kind = 'email'
LEFT JOIN invitation i ON i.workspace_id = n.workspace_id AND i.touch_id = n.touch_id AND i.state = 'planned'
WHERE l.workspace_id = :workspace AND l.id = :lead_id;

-- name: invitation_of_touch
-- What a mail carries.
-- in: workspace int, touch_id id
-- out: as invitation_get
-- gives: one
SELECT id, lead_id, user_id, touch_id, uid, organizer, mailbox, name, summary, channel, place, place_typed, starts_at, sequence, told_sequence, told_at, told_place, state, answer, answered_at, answered_stamp, answered_sequence, counter_at, notice_id, notice_at, notice_state, notice_why, made_at
FROM invitation WHERE workspace_id = :workspace AND touch_id = :touch_id ORDER BY id DESC LIMIT 1;

-- name: invitation_standing
-- Those whose appointment may have changed since they were told: what is to come, and what is called off and they do not
-- know of. `agreed` and on: what stands with the lead by now.
-- in: workspace int, now int
-- out: id id, starts_at int, place text, place_typed int, channel text, state text, open_id id, agreed_at int, agreed text, agreed_channel text, concern text, address text
-- gives: many
SELECT i.id, i.starts_at, i.place, i.place_typed, i.channel, i.state, l.open_id, l.agreed_at, l.agreed, l.agreed_channel, n.concern, a.value
FROM invitation i
JOIN lead l ON l.workspace_id = i.workspace_id AND l.id = i.lead_id
LEFT JOIN next_touch n ON n.workspace_id = i.workspace_id AND n.lead_id = i.lead_id
LEFT JOIN address a ON a.workspace_id = n.workspace_id AND a.id = n.address_id
WHERE i.workspace_id = :workspace AND i.told_at > :now AND i.notice_state IN ('', 'waits', 'refused', 'bounced', 'doubtful')
    AND (i.state = 'open' OR (i.state = 'cancelled' AND i.notice_state = 'waits'))
ORDER BY i.id;

-- name: invitation_uids
-- Which appointments of an owner's leads have a name that somebody was given.
-- in: workspace int, owner_id id, since int
-- out: lead_id id, uid text, starts_at int
-- gives: many
SELECT i.lead_id, i.uid, i.starts_at
FROM invitation i
JOIN lead l ON l.workspace_id = i.workspace_id AND l.id = i.lead_id
WHERE i.workspace_id = :workspace AND l.owner_id = :owner_id AND i.state IN ('planned', 'open') AND i.starts_at > :since
ORDER BY i.id;

-- name: invitation_drop
-- in: workspace int, id id
-- gives: none
DELETE FROM invitation WHERE workspace_id = :workspace AND id = :id;

-- name: invitation_drop_planned
-- in: workspace int, lead_id id
-- gives: none
DELETE FROM invitation WHERE workspace_id = :workspace AND lead_id = :lead_id AND state = 'planned';

-- name: invitation_renew
-- Its mail goes under another touch.
-- in: workspace int, touch_id id, new_id id
-- gives: none
UPDATE invitation SET touch_id = :new_id, state = 'planned', told_sequence = -1, told_at = NULL
WHERE workspace_id = :workspace AND touch_id = :touch_id;

-- name: invitation_notices
-- What is to be told by now, or was claimed by who is gone.
-- in: workspace int, now int, most int
-- out: id id, user_id id
-- gives: many
SELECT id, user_id FROM invitation
WHERE workspace_id = :workspace AND ((notice_state = 'waits' AND notice_at <= :now) OR (notice_state = 'claimed' AND leased_until <= :now))
ORDER BY notice_at, id LIMIT :most;

-- name: invitation_claim
-- in: workspace int, id id, worker int, leased_until int, now int
-- gives: changed
UPDATE invitation SET notice_state = 'claimed', worker = :worker, leased_until = :leased_until
WHERE workspace_id = :workspace AND id = :id
    AND ((notice_state = 'waits' AND notice_at <= :now) OR (notice_state = 'claimed' AND leased_until <= :now));

-- name: invitation_dot
-- Nothing where it is another's by now, or says something else.
-- in: workspace int, id id, worker int, leased_until int, notice_id id, sequence int
-- gives: changed
UPDATE invitation SET notice_state = 'dot', leased_until = :leased_until
WHERE workspace_id = :workspace AND id = :id AND notice_state = 'claimed' AND worker = :worker AND notice_id = :notice_id AND sequence = :sequence;

-- name: invitation_told_now
-- Its server has it, as its worker heard: also once the lease was over, and nobody knew.
-- in: workspace int, id id, worker int, notice_id id
-- gives: changed
UPDATE invitation SET notice_state = '', notice_why = NULL, told_sequence = sequence, told_at = starts_at, told_place = place
WHERE workspace_id = :workspace AND id = :id AND notice_id = :notice_id AND notice_state IN ('dot', 'doubtful') AND worker = :worker;

-- name: invitation_doubt
-- They may know, and nobody can say. Of its worker, or of whoever looks after one that is gone.
-- in: workspace int, id id, worker int, now int, why text
-- gives: changed
UPDATE invitation SET notice_state = 'doubtful', notice_why = :why, told_sequence = sequence, told_at = starts_at, told_place = place
WHERE workspace_id = :workspace AND id = :id AND notice_state = 'dot' AND (worker = :worker OR leased_until <= :now);

-- name: invitation_went
-- A proof that it went, by what it is named by: what was in doubt, or waits for its server's answer, was told. What was
-- refused stays so, and what has come back since; a newer notice has another name.
-- in: workspace int, notice_id id
-- gives: changed
UPDATE invitation SET notice_state = '', notice_why = NULL, told_sequence = sequence, told_at = starts_at, told_place = place
WHERE workspace_id = :workspace AND notice_id = :notice_id AND notice_state IN ('dot', 'doubtful');

-- name: invitation_again
-- Later.
-- in: workspace int, id id, worker int, at int, why text
-- gives: none
UPDATE invitation SET notice_state = 'waits', notice_at = :at, notice_why = :why
WHERE workspace_id = :workspace AND id = :id AND notice_state IN ('claimed', 'dot') AND worker = :worker;

-- name: invitation_refused
-- It cannot be told: a person does.
-- in: workspace int, id id, worker int, notice_id id, why text
-- gives: changed
UPDATE invitation SET notice_state = 'refused', notice_why = :why
WHERE workspace_id = :workspace AND id = :id AND notice_id = :notice_id AND notice_state IN ('claimed', 'dot', 'doubtful') AND worker = :worker;

-- name: invitation_lapsed
-- Whose worker has gone behind the dot: nobody knows, and it never goes again.
-- in: workspace int, now int
-- out: id id, touch_id id
-- gives: many
SELECT id, touch_id FROM invitation WHERE workspace_id = :workspace AND notice_state = 'dot' AND leased_until <= :now;

-- name: invitation_of_notice
-- By what it told them last.
-- in: workspace int, notice_id id
-- out: as invitation_get
-- gives: one
SELECT id, lead_id, user_id, touch_id, uid, organizer, mailbox, name, summary, channel, place, place_typed, starts_at, sequence, told_sequence, told_at, told_place, state, answer, answered_at, answered_stamp, answered_sequence, counter_at, notice_id, notice_at, notice_state, notice_why, made_at
FROM invitation WHERE workspace_id = :workspace AND notice_id = :notice_id;

-- name: invitation_alarms
-- Those of an owner's leads who may not know by now: nobody could tell them, or has for so long (`late`), or it failed
-- and is tried again. What is over alarms nobody.
-- in: workspace int, owner_id id, now int, late int, most int
-- out: lead_id id, name text, notice_state text, notice_at int, notice_why text
-- gives: many
SELECT i.lead_id, i.name, i.notice_state, i.notice_at, i.notice_why
FROM invitation i
JOIN lead l ON l.workspace_id = i.workspace_id AND l.id = i.lead_id
WHERE i.workspace_id = :workspace AND i.notice_state <> '' AND l.owner_id = :owner_id AND (i.told_at > :now OR i.starts_at > :now)
    AND (i.notice_state IN ('refused', 'bounced', 'doubtful') OR (i.notice_state = 'waits' AND (i.notice_why IS NOT NULL OR i.notice_at <= :late)))
ORDER BY i.starts_at, i.id LIMIT :most;

-- name: erase_invitation_copies
-- Copies of notices that nobody could put into a Sent folder yet, of a lead that is erased; and those that were of a
-- notice before the last, whoever it told.
-- in: workspace int, lead_id id
-- gives: none
DELETE FROM sent_copy WHERE workspace_id = :workspace
    AND NOT EXISTS (SELECT 1 FROM message m WHERE m.workspace_id = sent_copy.workspace_id AND m.touch_id = sent_copy.touch_id)
    AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.workspace_id = sent_copy.workspace_id AND i.notice_id = sent_copy.touch_id AND i.lead_id <> :lead_id);

-- name: erase_invitations
-- Of a lead: all of them (contact 0), or those whose mail was to one person.
-- in: workspace int, lead_id id, contact_id int
-- gives: none
DELETE FROM invitation WHERE workspace_id = :workspace AND lead_id = :lead_id AND (:contact_id = 0
    OR EXISTS (SELECT 1 FROM touch t WHERE t.workspace_id = invitation.workspace_id AND t.id = invitation.touch_id AND t.contact_id = :contact_id)
    OR EXISTS (SELECT 1 FROM next_touch n WHERE n.workspace_id = invitation.workspace_id AND n.touch_id = invitation.touch_id AND n.contact_id = :contact_id));

-- name: export_invitation
-- in: workspace int
-- out: id id, lead_id id, user_id id, touch_id id, uid text, organizer text, mailbox text, name text, summary text, channel text, place text, place_typed int, starts_at int, sequence int, told_sequence int, told_at int, told_place text, state text, answer text, answered_at int, answered_stamp int, answered_sequence int, counter_at int, notice_id id, notice_at int, notice_state text, notice_why text, worker int, leased_until int, made_at int
-- gives: stream
SELECT id, lead_id, user_id, touch_id, uid, organizer, mailbox, name, summary, channel, place, place_typed, starts_at, sequence, told_sequence, told_at, told_place, state, answer, answered_at, answered_stamp, answered_sequence, counter_at, notice_id, notice_at, notice_state, notice_why, worker, leased_until, made_at
FROM invitation WHERE workspace_id = :workspace ORDER BY id;
