/* Invitation: somebody is asked to an appointment of their lead (an agreed time, a visit) by a mail
 * that their calendar can answer (iMIP, RFC 6047; iTIP, RFC 5546).
 *
 * A mail of its own is written by a person and goes by the outbox; its owner's mailbox is the
 * organizer, whom it goes to the one attendee. The appointment's UID is then the one that the
 * owner's own calendar shows it by (action/calendar.h), and nobody else can guess it: what answers
 * by it has had our mail.
 *
 * Or it goes with an e-mail to them that waits anyway (an answer, a promise that is kept): chosen
 * as its files are, until a person lets it go.
 *
 * **Changes.** The appointment itself stays where it always was, in the lead (`agreed_at`).
 * invitation_look() compares it with what they have been told, whoever changed it (a log, undo, a
 * calendar elsewhere): another time or place is told as the same invitation with a higher SEQUENCE,
 * an appointment that is no more (logged away, the lead closed) is called off (METHOD:CANCEL). Both
 * go SEND_WAIT_SECONDS after they are noticed, so that undo means something, and by a row of their
 * own (action/invitation_notice.h), as the lead may be closed. What is over is left alone, and so
 * is an invitation while the lead waits for an earlier meeting that somebody's calendar has.
 *
 * **Answers** come in by mail (action/receive.h). Who answers must be who was asked, by what they
 * were told last, and later than their last answer; else nothing changes, or a person is asked.
 *   accepted   the message counts as answered; nothing else is to be done
 *   tentative  the same, and the page says so
 *   declined   nothing is agreed any more but to find another time, now, which is a person's
 *   countered  another time is proposed, and waits as an answer; whoever agrees to it (`beck invite
 *              --agree`, or any log with that time) lets them be told by that
 */
#pragma once

#include "action/invitation_offer.h"
#include "action/outbox.h"

typedef struct InvitationShown {
    int64_t id, lead_id, touch_id; /* the mail that it goes, or went, with */
    const char *name, *mailbox;    /* who is asked */
    const char *channel, *summary;
    const char *place; /* "": none */
    Time starts_at, ends_at;
    const char *state;  /* "planned": the mail has not gone; "open", "cancelled", "declined" */
    bool live;          /* it is to come, and they can be told of changes */
    const char *answer; /* "", "accepted", "tentative", "declined", "countered" */
    Time answered_at, counter_at; /* TIME_NONE; the time that they propose */
    /* What is told them of a change: "", they know, as far as is known; "waits", also while it
     * goes; "refused", "bounced", "doubtful" (action/invitation_notice.h). */
    const char *notice;
    const char *notice_why; /* what the server said, what became of it; or NULL */
    bool lost;              /* the mail that invited them did not arrive */
} InvitationShown;

/* The newest of a lead. */
bool invitation_of_lead(Context *context, Arena *arena, int64_t lead_id, InvitationShown *shown,
                        bool *found, Err *err);

typedef struct InvitationInput {
    const char *subject, *words, *place; /* as edited; NULL: as begun */
} InvitationInput;

/* To what is agreed with the lead, or its visit; the mail goes in a minute. INPUT: it says nothing,
 * or has a hole (field "words", "subject"); there is no mailbox of theirs (field "to"). CONFLICT:
 * nothing with a time to come is agreed, they are invited already, or it would not go by itself,
 * and why. */
bool invite(Context *context, Arena *arena, int64_t lead_id, const InvitationInput *input,
            InvitationShown *shown, OutboxEntry *entry, Err *err);
/* The appointment is somewhere else, and they are told. CONFLICT: nobody is invited. */
bool invitation_place(Context *context, Arena *arena, int64_t lead_id, const char *place,
                      InvitationShown *shown, Err *err);

/* To the time that they propose: it is agreed, and they are told. Undoable. CONFLICT: none is
 * proposed, or it is behind us. */
bool invitation_agree(Context *context, Arena *arena, int64_t lead_id, InvitationShown *shown,
                      Err *err);

/* A person has told them, by telephone or else, what Beck could not (action/invitation_alarm.h).
 * MISSING: no lead of theirs; CONFLICT: there is nothing to be told, or they are being told right
 * now. */
bool invitation_told(Context *context, Arena *arena, int64_t lead_id, InvitationShown *shown,
                     Err *err);

/* Compares all that is to come with what they have been told. Often. */
bool invitation_look(Context *context, Arena *arena, Err *err);
