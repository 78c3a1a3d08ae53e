/* Calendar: a user's promises, agreed times and days, for the calendar of a telephone or a desk to
 * subscribe to (/calendar/TOKEN.ics). Read-only: what is done is logged in Beck.
 *
 * - A promise of ours stands at its time, with an alarm the evening before (18:00 where the user
 * is) and one two hours before; one of theirs stands there without.
 * - What was agreed (a meeting, "call me in March") stands at its time for half an hour, with an
 *   alarm a quarter of an hour before, and makes its user busy.
 * - A visit stands at its time for an hour, without making anybody busy: the day's order is its own
 *   (action/visits.h).
 * - All else is one event a day, whole-day and free: "12 calls, 3 e-mails", with whom in its text.
 *   Forty dials as forty appointments would hide the one that matters. Of the next two weeks; what
 * is overdue counts for today.
 */
#pragma once

#include "action/context.h"
#include "exchange/ical.h"

enum {
    CALENDAR_DAYS = 14,     /* of calls and letters */
    CALENDAR_AHEAD = 400,   /* days: promises and what was agreed */
    CALENDAR_TOUCHES = 2000 /* are looked at, at most */
};

/* `origin`: where this Beck is reached, for links; NULL: none. MISSING: there is no such user. */
bool calendar_events(Context *context, Arena *arena, int64_t user_id, const char *origin,
                     IcalCalendar *calendar, Err *err);
/* One touch to come as such a calendar, to be opened by another program. `invites`: its contact is
 * asked to come, by the mailbox of its owner. MISSING: it is not to come; CONFLICT: it has neither
 * an agreed time nor a visit, or a mailbox is missing. */
bool calendar_touch(Context *context, Arena *arena, int64_t touch_id, const char *origin,
                    bool invites, IcalCalendar *calendar, Err *err);
/* The same as iCalendar. */
bool calendar_document(Context *context, Arena *arena, int64_t user_id, const char *origin,
                       const char **text, size_t *length, Err *err);
bool calendar_text(Arena *arena, const IcalCalendar *calendar, const char **text, size_t *length,
                   Err *err);
