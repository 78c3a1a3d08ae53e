/* Invitations inside: for the action room only. */
#pragma once

#include "action/invitation.h"
#include "action/invitation_notice.h"
#include "action/plan_lead.h"
#include "action/send_inner.h"
#include "exchange/ical.h"

typedef struct invitation_get_row InvitationRow;

enum { INVITATION_PLACE_BYTES = 300 };

/* The newest of a lead, as invitation_of_lead(). */
bool invitation_newest(Context *context, Arena *arena, int64_t lead_id, InvitationRow *row,
                       bool *found, Err *err);

/* The same. MISSING: there is no such lead. */
bool invitation_of_some_lead(Context *context, Arena *arena, int64_t lead_id, InvitationRow *row,
                             bool *found, Err *err);
/* Those whose mail has not gone. */
bool invitation_drop_planned(Context *context, int64_t lead_id, Err *err);
/* What an appointment is by: a visit, a call. */
bool invitation_is_met(const char *channel);

typedef struct InvitationNew {
    int64_t lead_id, owner_id, touch_id;
    const char *mailbox, *name, *channel;
    const char *place, *place_typed; /* by a person, or NULL */
    Time starts_at;
} InvitationNew;

/* Planned, to go with the mail of the touch. CONFLICT: its owner has no mailbox to invite from. */
bool invitation_make(Context *context, Arena *arena, const InvitationNew *made, InvitationRow *row,
                     Err *err);

/* As a person lets the mail go, so the invitation goes: of what is agreed by now. `why`: it cannot,
 * half a sentence; else NULL. */
bool invitation_fix(Context *context, Arena *arena, int64_t touch_id, const InvitationOffer *offer,
                    const char **why, Err *err);
/* When what the mail of a touch invites to is, or TIME_NONE. */
bool invitation_of_mail(Context *context, Arena *arena, int64_t touch_id, Time *starts_at,
                        Err *err);
/* invitation_attach() inside the caller's transaction. */
bool invitation_attach_inside(Context *context, Arena *arena, int64_t lead_id, int64_t touch_id,
                              bool goes, const char *place, Err *err);

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

/* --- what became of it (invitation_verdict.c) --- */

/* What told them last was refused, came back or is in doubt: they may not know, and nothing goes to
 * them by itself. */
bool invitation_unknown(const InvitationRow *row);
/* The mail of the touch did not arrive, and what it invited to is an invitation no more: nobody has
 * been asked, and whoever comes by another mailbox is asked anew. `how`: "refused", "bounced". */
bool invitation_lost(Context *context, Arena *arena, int64_t touch_id, const char *how,
                     const char *words, Err *err);
/* What a notice's worker heard: to go again, or never. */
bool notice_later(Context *context, int64_t worker, const NoticeClaim *claim, Time until,
                  const char *why, Err *err);
bool notice_refused(Context *context, int64_t worker, const NoticeClaim *claim, int64_t touch_id,
                    const char *why, Err *err);
/* The last notice of `row` came back. */
bool notice_came_back(Context *context, InvitationRow row, const char *words, Err *err);

/* --- the mail that carries it (invitation_mail.c, for send_claim.c, send_dot.c, send_settle.c) ---
 */

/* The item gets its iCalendar, where it carries one. `why` (else NULL): the appointment is not what
 * the mail says any more, half a sentence for a person. */
bool invitation_claimed(Context *context, Arena *arena, const LoadedLead *loaded, SendItem *item,
                        const char **why, Err *err);
/* At its dot. */
bool invitation_went(Context *context, Arena *arena, const SendItem *item, Err *err);
/* It did not go after all; the message goes on under `touch_id`, 0: not at all. */
bool invitation_back(Context *context, Arena *arena, const SendItem *item, int64_t touch_id,
                     Err *err);
