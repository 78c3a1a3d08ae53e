/* Many leads at once: a cadence, another owner, or their end.
 *
 * One transaction, one record of undo. What cannot be done to a lead (it is closed, it runs that
 * cadence, it is not the user's to give) is told, and no reason not to do it to the others.
 */
#pragma once

#include "action/lead_filter.h"

enum { BATCH_MOST = 500 };

typedef enum BatchAct {
    BATCH_ENROL,  /* in `cadence`, from its first step */
    BATCH_ASSIGN, /* to `to`; NULL: spread over all active reps and managers, the fewest leads first
                   */
    BATCH_CLOSE,  /* `because` */
    BATCH_ACTS
} BatchAct;
const char *batch_act_name(BatchAct act); /* "enrol", "assign", "close" */
bool batch_act_find(const char *name, BatchAct *act);

typedef struct BatchInput {
    BatchAct act;
    const int64_t *ids; /* NULL: those of `filter` */
    size_t count;
    const LeadFilter *filter; /* the first BATCH_MOST that fit */
    const char *cadence, *to, *because;
} BatchInput;

typedef struct BatchRefused {
    int64_t lead_id;
    const char *why;
} BatchRefused;

typedef struct BatchResult {
    BatchAct act;
    size_t done;
    BatchRefused *refused;
    size_t refused_count;
    bool more;        /* more than BATCH_MOST fit the filter: do it again for the next */
    const char *said; /* "14 leads: cadence show" */
} BatchResult;

/* INPUT: no leads, too many, no reason, …; then nothing is done. Undoable, as one. */
bool manage_leads(Context *context, Arena *arena, const BatchInput *input, BatchResult *result,
                  Err *err);
