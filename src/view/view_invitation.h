/* An invitation to what was agreed, as a document. */
#pragma once

#include "action/invitation.h"
#include "base/doc.h"

/* {contact, mailbox, channel, place, starts_at, ends_at, state, live, answer, answered_at,
 * counter_at, notice, said}: `said` is how it stands, as a sentence; `notice` what is told them of
 * a change, {state, why, said, way}, or null where they know. */
Doc *view_asked(Arena *arena, const InvitationShown *shown);
/* Why they may not know of a change, half a sentence: "it could not be told: 550 no such user". */
const char *view_notice_why(Arena *arena, const char *state, const char *why);
/* Sets the member "invitation" of `of`: {what, channel, place, starts_at, going, why}, or null
 * where nothing is agreed. */
void view_invitation_offer(Arena *arena, Doc *of, const InvitationOffer *offer);
/* With the mail that waits (`entry`; NULL: none does). */
Doc *view_invited(Arena *arena, const InvitationShown *shown, const OutboxEntry *entry);
