/* Calendars inside: for the action room only. */
#pragma once

#include "action/calendar.h"
#include "action/calendar_account.h"
#include "action/calendar_sync.h"
#include "action/context_inner.h"
#include "channel/dav.h"

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

bool calendar_draw(Context *context, Arena *arena, int64_t user_id, const char *origin,
                   CalendarTouches touches, CalendarEntries *entries, Err *err);

/* An account while it is synchronized. Rows of calendar_item have a state: `there`; `dropped` (its
 * user took it away or ticked it off: it is not written again until it changes); `past` (its time
 * is over and so is what it was of: it stays as a record); `unwanted` (whom it told of was erased:
 * to be taken away). */
typedef struct CalendarSync {
    Context *context;
    Arena *arena; /* for all of it */
    const struct calendar_account_list_row *row;
    const Doc *settings;
    int64_t worker;
    Dav *dav;
    const char *path; /* of the collection, ending in "/" */
    int64_t until_tick;
    CalendarSynced *synced;
} CalendarSync;

/* False, *err set, once it has taken long enough or was stopped: the rest is done the next time. */
bool calendar_goes_on(const CalendarSync *sync, Err *err);
bool calendar_is_todo(const CalendarSync *sync, const char *name); /* setting `name` is "todo" */

/* An item's row as it is by now, in the caller's transaction. */
bool calendar_item_keep(const CalendarSync *sync, const struct calendar_items_row *item, Err *err);
/* One of our own as it is there now, in the caller's transaction: it may have been moved, or ticked
 * off. `*moved`: the lead or the promise was. */
bool calendar_take_own(CalendarSync *sync, struct calendar_items_row *item, const DavThing *thing,
                       bool *moved, Err *err);

/* Reads what changed there: meetings, and what became of our own entries. */
bool calendar_read(CalendarSync *sync, Err *err);
/* Lets leads wait for their meetings, go on after them, and asks how they went. */
bool calendar_apply_meetings(CalendarSync *sync, Err *err);
/* Writes what is to stand there, and takes away what is not any more. */
bool calendar_write(CalendarSync *sync, Err *err);

/* One that the context's user may change. MISSING. */
bool calendar_find(Context *context, Arena *arena, int64_t id,
                   struct calendar_account_list_row *row, Err *err);
/* An account's settings, and its secrets opened; BROKEN. */
bool calendar_settings(Context *context, Arena *arena, const struct calendar_account_list_row *row,
                       Doc **settings, Doc **secrets, Err *err);
/* Opens the connection with what the row has. */
bool calendar_connect(Context *context, Arena *arena, const struct calendar_account_list_row *row,
                      const volatile sig_atomic_t *stop, Dav **dav, Err *err);
