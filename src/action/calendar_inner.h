/* Calendars at servers: for the action room only.
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

#include "action/calendar.h"
#include "action/dav_inner.h"

/* What stands in a user's calendar, with what each is of. */
typedef struct CalendarEntry {
    IcalEvent event;
    int64_t lead_id, promise_id; /* 0: a day's; a touch's */
} CalendarEntry;

typedef struct CalendarEntries {
    CalendarEntry *at;
    size_t count;
} CalendarEntries;

/* How touches stand there that have no time of their own. */
typedef enum CalendarTouches {
    CALENDAR_BY_DAY,
    CALENDAR_EACH,
    CALENDAR_NO_TOUCHES
} CalendarTouches;

/* How long what is agreed lasts there, by its channel; and what stands behind the @ of a UID: no
 * other workspace's. */
Time calendar_lasts(const char *channel);
const char *calendar_place(Context *context, Arena *arena);

bool calendar_draw(Context *context, Arena *arena, int64_t user_id, const char *origin,
                   CalendarTouches touches, CalendarEntries *entries, Err *err);

/* Rows of calendar_item have a state: `there`; `dropped` (its user took it away or ticked it off:
 * it is not written again until it changes); `past` (its time is over and so is what it was of: it
 * stays as a record); `unwanted` (whom it told of was erased: to be taken away). */
bool calendar_is_todo(const DavSync *sync, const char *name); /* setting `name` is "todo" */

/* An item's row as it is by now, in the caller's transaction. */
bool calendar_item_keep(const DavSync *sync, const struct calendar_items_row *item, Err *err);
/* One of our own as it is there now, in the caller's transaction: it may have been moved, or ticked
 * off. `*moved`: the lead or the promise was. */
bool calendar_take_own(DavSync *sync, struct calendar_items_row *item, const DavThing *thing,
                       bool *moved, Err *err);

/* Reads what changed there: meetings, and what became of our own entries. */
bool calendar_read(DavSync *sync, Err *err);
/* Nobody waits for its meetings any more, in the caller's transaction. */
bool calendar_forget_meetings(DavSync *sync, Err *err);
/* Lets leads wait for their meetings, go on after them, and asks how they went. */
bool calendar_apply_meetings(DavSync *sync, Err *err);
/* Writes what is to stand there, and takes away what is not any more. */
bool calendar_write(DavSync *sync, Err *err);
