/* An invitation to what was agreed, as a document. */
#pragma once

#include "action/invitation.h"
#include "base/doc.h"

/* {contact, mailbox, channel, place, starts_at, ends_at, state, live, answer, answered_at,
 * counter_at, telling, untold, said}: `said` is how it stands, as a sentence. */
Doc *view_asked(Arena *arena, const InvitationShown *shown);
/* Sets the member "invitation" of `of`: {what, channel, place, starts_at, going, why}, or null
 * where nothing is agreed. */
void view_invitation_offer(Arena *arena, Doc *of, const InvitationOffer *offer);
/* With the mail that waits (`entry`; NULL: none does). */
Doc *view_invited(Arena *arena, const InvitationShown *shown, const OutboxEntry *entry);
