/* The list of leads, walked: for lists and for batches. For the action room only. */
#pragma once

#include "action/context_inner.h"
#include "action/list_leads.h"
#include "follow/terms.h"

typedef enum LeadSort {
    SORT_DUE,      /* first due first */
    SORT_CAPTURED, /* newest first */
    SORT_NAME,
    SORT_TOUCHED, /* longest silent first */
    LEAD_SORTS
} LeadSort;

/* What was due before is late for this owner. */
typedef struct LateBefore {
    int64_t owner_id;
    Time before;
} LateBefore;

/* A filter understood. */
typedef struct LeadTest {
    LeadSort sort;
    unsigned statuses; /* a bit each */
    int64_t owner_id;  /* 0: all */
    int64_t cadence_id;
    const char *source_key, *product_key; /* folded; NULL: any */
    const char *source_kind, *temperature, *channel;
    Time silent_before; /* TIME_NONE: any */
    LateBefore *late;   /* of every user; NULL: late or not */
    size_t late_count;
    const char *query; /* search_query(); NULL: none */
    bool all_open;     /* nothing is asked for but the owner: all that are open fit */
} LeadTest;

/* INPUT, MISSING, DENIED name the field. */
bool lead_test_read(Context *context, Arena *arena, const LeadFilter *filter, LeadTest *test,
                    Err *err);
bool lead_test_fits(Arena *scratch, const LeadTest *test, const struct list_captured_row *row);

/* Where a row stands in the order. */
typedef struct LeadPlace {
    int64_t key;      /* not by name */
    const char *text; /* by name */
    int64_t id;
} LeadPlace;
LeadPlace lead_place(LeadSort sort, const struct list_captured_row *row);
int lead_place_compare(LeadSort sort, const LeadPlace *a, const LeadPlace *b);

/* "d1763000000-42": the order, the key, the lead. INPUT: of another order, or none. */
char *lead_cursor_make(Arena *arena, LeadSort sort, const LeadPlace *place);
bool lead_cursor_read(Arena *arena, LeadSort sort, const char *cursor, LeadPlace *place, Err *err);

/* What is shown of leads, in the order of their ids given; each must be there. */
bool lead_rows(Context *context, Arena *arena, const int64_t *ids, size_t count, LeadRow **rows,
               Err *err);

/* The leads seen that may fit, in order, one after another. */
typedef struct LeadWalk LeadWalk;
/* `after` NULL: from the first. */
bool lead_walk_open(Context *context, Arena *arena, const LeadTest *test, const LeadPlace *after,
                    LeadWalk **walk, Err *err);
/* NULL: there are no more. The row stays until the arena's end. */
bool lead_walk_next(LeadWalk *walk, const struct list_captured_row **row, Err *err);
