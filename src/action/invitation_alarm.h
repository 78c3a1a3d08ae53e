/* InvitationAlarm: somebody who was invited, and may not know that the appointment has changed or
 * is off (action/invitation_notice.h): it could not be told, came back, nobody knows, or nothing
 * has told them for NOTICE_LATE_SECONDS. A person tells them, and says so (invitation_told()), or
 * invites them by another mailbox (invite()). Gone with the appointment. */
#pragma once

#include "action/context.h"

enum { INVITATION_ALARMS_SHOWN = 5, NOTICE_LATE_SECONDS = 15 * 60 };

typedef struct InvitationAlarm {
    int64_t lead_id;
    const char *name;  /* whom */
    const char *state; /* "refused", "bounced", "doubtful"; "waits": it is tried again */
    const char *why;
    Time again_at; /* then; or TIME_NONE */
} InvitationAlarm;

typedef struct InvitationAlarms {
    InvitationAlarm at[INVITATION_ALARMS_SHOWN];
    size_t count;
} InvitationAlarms;

/* Of the leads of the context's user: the next ones. Strings live in `arena`. */
bool invitation_alarms(Context *context, Arena *arena, InvitationAlarms *alarms, Err *err);
