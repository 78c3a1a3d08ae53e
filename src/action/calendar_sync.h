/* Calendar sync: a user's calendar and Beck, both ways. Waits for the server between transactions.
 *
 * **Out.** What was agreed and visits are events; promises and the touches of the day are events,
 * tasks or nothing, as the account says. Names come from the touch or promise, and each request
 * says what it expects to find (If-None-Match, If-Match): stopped at any moment nothing is there
 * twice, and nothing that Beck did not write is changed. What is over stays there as a record.
 *
 * **Back.** Where the user has moved one of these their time holds: the lead's date or the promise
 * moves, undoable. One they ticked off is kept (a promise). One they took away stays away.
 *
 * **In.** A meeting with somebody of a lead as organizer or attendee, known by their e-mail
 * address: the lead's next touch waits for it ("meeting", `why` names the calendar), as for any
 * agreed date; once it is over the touch asks how it went. One that is moved moves the lead's date,
 * one that is cancelled gives back what was there before. Of a meeting that repeats the next time
 * counts. A date that people agreed in Beck and that is earlier comes first.
 */
#pragma once

#include "action/context.h"

#include <signal.h>

enum {
    CALENDAR_LEASE_SECONDS = 900,
    CALENDAR_RUN_SECONDS = 300, /* of one synchronization; then the rest waits */
    CALENDAR_REST_SECONDS = 60, /* after a failure, then twice as long each time, … */
    CALENDAR_REST_MOST = 6 * 3600,
    CALENDAR_LOOK_DAYS = 400 /* ahead; and one back */
};

typedef struct CalendarSynced {
    size_t wrote, removed; /* entries there */
    size_t moved;          /* dates that the calendar has moved here */
    size_t waits, goes_on; /* leads that wait for a meeting now; that do not any more */
} CalendarSynced;

typedef struct CalendarDue {
    int64_t id, user_id;
} CalendarDue;

/* Those that are to be synchronized now. */
bool calendar_due(Context *context, Arena *arena, CalendarDue **due, size_t *count, Err *err);
/* The context's user is the account's. `worker`: a number of this run. `stop` as in base/net.h.
 * CONFLICT: another does it just now, or it is off. What the server does wrong is written down and
 * is the error, too. */
bool calendar_sync(Context *context, Arena *arena, int64_t id, int64_t worker,
                   const volatile sig_atomic_t *stop, CalendarSynced *synced, Err *err);
