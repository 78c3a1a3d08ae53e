/* Phone hooks: where a telephone that was told to dial (channel/dialler.h: hook) tells how the call
 * goes on.
 *
 *     /hooks/calls/MARK    event=ringing | answered | ended | recording
 *                          why=busy, "no answer", 486 …    of ended
 *                          recording=https://…             of recording, and of ended
 *
 * MARK (mail/mark.h) is of one call: who was not told it finds none, and that of another says
 * nothing of it. Where the line has the secret `signing`, reports are signed besides, as
 * https://www.standardwebhooks.com says, by posts whose time is within five minutes of ours. A
 * report moves its call on (follow/call_stage.h) or brings its recording, once: what is forged,
 * repeated, too late or not to be understood is refused, is logged, and changes nothing. A mark is
 * good for a day.
 */
#pragma once

#include "action/context.h"

#include <stddef.h>

typedef struct PhoneReport {
    const char *event, *why, *recording; /* ""; cleaned by nobody yet */
    /* Of a post, as it came; NULL: there was no such header. */
    const char *id, *timestamp, *signature;
    const void *body;
    size_t length;
} PhoneReport;

/* NULL: nobody knows where Beck is reached (the setting public_url). In `arena`. */
const char *phone_hook_link(Context *context, Arena *arena, int64_t call_id);

/* MISSING: no such mark, or it is over; DENIED: not signed by the telephone; INPUT: not understood;
 * CONFLICT: known already. */
bool phone_hook_report(Context *context, Arena *arena, const char *mark, const PhoneReport *report,
                       Err *err);
