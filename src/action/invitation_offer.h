/* InvitationOffer: the invitation to what is agreed (action/invitation.h) as something that can go
 * with an e-mail that is to come, beside its files (action/mail_file.h).
 *
 * What answers it, and what changes later, is as of an invitation by a mail of its own. Whoever is
 * invited already is not invited twice, and a mail let go is not changed any more. When the
 * appointment changes while the mail waits, what the mail says of it may be wrong: a person is
 * asked.
 */
#pragma once

#include "action/context.h"

typedef struct InvitationOffer {
    bool offered;        /* something with a time to come is agreed, or it is going */
    const char *what;    /* is agreed, as it is kept: "meeting"; or NULL */
    const char *channel; /* "phone", "visit" */
    const char *place;   /* as typed; NULL: none is */
    Time starts_at;
    bool going;
    const char *why; /* why it cannot go, half a sentence; NULL: it can */
} InvitationOffer;

/* To what is agreed with a lead, for its next touch. */
bool invitation_offer(Context *context, Arena *arena, int64_t lead_id, InvitationOffer *offer,
                      Err *err);
/* `place` NULL: none is said. MISSING, INPUT (field "touch"): no e-mail that is to come, as
 * mail_files(); CONFLICT: it is let go, nothing is agreed, they are invited already. */
bool invitation_attach(Context *context, Arena *arena, int64_t touch_id, bool goes,
                       const char *place, Err *err);
