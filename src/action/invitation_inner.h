/* Invitations inside: for the action room only. */
#pragma once

#include "action/invitation.h"
#include "action/plan_lead.h"
#include "action/send_inner.h"
#include "exchange/ical.h"

typedef struct invitation_get_row InvitationRow;

/* How long it is in a calendar. */
Time invitation_ends(const char *channel, Time starts_at);
InvitationShown invitation_shown(const InvitationRow *row, Time now);
bool invitation_write(Context *context, const InvitationRow *row, Err *err);
/* What they are told: REQUEST as it is by now, or CANCEL. */
bool invitation_text(Context *context, Arena *arena, const InvitationRow *row, IcalMethod method,
                     const char **text, Err *err);

/* Writes a row that differs from what they have been told, and lets them be told of it; where it
 * does not differ any more, nothing is told. CONFLICT: they are being told right now. */
bool invitation_changed(Context *context, InvitationRow *row, Err *err);

/* --- the mail that carries it (send_claim.c, send_dot.c, send_settle.c) --- */

/* The item gets its iCalendar, where it carries one. `why` (else NULL): the appointment is not what
 * the mail says any more, half a sentence for a person. */
bool invitation_claimed(Context *context, Arena *arena, const LoadedLead *loaded, SendItem *item,
                        const char **why, Err *err);
/* At its dot. */
bool invitation_went(Context *context, Arena *arena, const SendItem *item, Err *err);
/* It did not go after all; the message goes on under `touch_id`, 0: not at all. */
bool invitation_back(Context *context, Arena *arena, const SendItem *item, int64_t touch_id,
                     Err *err);
