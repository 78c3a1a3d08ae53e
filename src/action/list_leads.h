/* The list of leads, a page at a time: searched, filtered, in four orders.
 *
 * Pages follow each other by cursor (the place of the last lead), never by number, so that a page
 * in the middle of a million costs what the first does. Each owner's leads are walked in an order
 * that an index has, and merged; whether one fits is judged on the way. A filter that hardly any
 * lead fits would walk through all of them: after LIST_WALKED leads a page ends as it is,
 * `partial`, and its cursor goes on from there. Words are looked up first: of what they find the
 * first LIST_FOUND are filtered and sorted.
 */
#pragma once

#include "action/lead_filter.h"
#include "follow/terms.h"

enum {
    LIST_SHOWN = 50,
    LIST_SHOWN_MOST = 500,
    LIST_COUNTED = 1000,
    LIST_WALKED = 10000,
    LIST_FOUND = 2000
};

typedef struct LeadRow {
    int64_t id, account_id, contact_id, owner_id, touch_id;
    const char *name, *account_name, *contact_name, *contact_title, *owner_name;
    const char *source, *product, *cadence, *reason; /* the last of the next touch */
    LeadStatus status;
    Temperature temperature;
    int64_t value_cents; /* TIME_NONE: unknown */
    Time captured_at, last_touched_at;
    Time due_at; /* TIME_NONE: not open */
    Channel channel;
} LeadRow;

typedef struct LeadPage {
    const LeadFilter *filter;
    const char *sort; /* the order used */
    LeadRow *at;
    size_t count;
    bool counted;       /* on the first page only */
    size_t total;       /* leads that fit, LIST_COUNTED at most */
    bool more_than;     /* there are more than `total` */
    bool partial;       /* the walk ended before the page was full */
    const char *cursor; /* of the next page; NULL: this is the last */
} LeadPage;

/* `cursor` NULL: the first page; `limit` 0: LIST_SHOWN. INPUT names the field. */
bool list_leads(Context *context, Arena *arena, const LeadFilter *filter, const char *cursor,
                size_t limit, LeadPage *page, Err *err);
