/* DAV sync: a user's calendar or address book and Beck, both ways. Waits for the server between
 * transactions. What goes out, comes back and comes in is said by action/calendar_inner.h and
 * action/book_inner.h.
 */
#pragma once

#include "action/context.h"
#include "exchange/multistatus.h"

#include <signal.h>

enum {
    DAV_LEASE_SECONDS = 900,
    DAV_RUN_SECONDS = 300, /* of one synchronization; then the rest waits */
    DAV_REST_SECONDS = 60, /* after a failure, then twice as long each time, … */
    DAV_REST_MOST = 6 * 3600,
    CALENDAR_LOOK_DAYS = 400 /* ahead; and one back */
};

typedef struct DavSynced {
    size_t wrote, removed; /* entries, cards there */
    size_t moved;          /* dates that the calendar has moved here */
    size_t waits, goes_on; /* leads that wait for a meeting now; that do not any more */
    size_t changed, taken; /* people that a card has changed here; cards that became leads */
    size_t refused;        /* entries, cards that the server does not take, again and again */
} DavSynced;

typedef struct DavDue {
    DavKind kind;
    int64_t id, user_id;
} DavDue;

/* Those that are to be synchronized now. */
bool dav_due(Context *context, Arena *arena, DavDue **due, size_t *count, Err *err);
/* The context's user is the account's. `worker`: a number of this run. `stop` as in base/net.h.
 * CONFLICT: another does it just now, or it is off. What the server does wrong is written down and
 * is the error, too; what it refuses of single entries is written down, and the others go on. */
bool dav_sync(Context *context, Arena *arena, DavKind kind, int64_t id, int64_t worker,
              const volatile sig_atomic_t *stop, DavSynced *synced, Err *err);
