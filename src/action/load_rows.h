/* The rows of a lead, asked for together: what hangs by the lead's id in one go, the rest in a
 * second. For load_lead.c. */
#pragma once

#include "action/load_lead.h"

typedef struct LeadRows {
    struct promise_of_lead_rows promises;
    struct cycle_of_lead_rows cycles;
    struct want_of_lead_rows wants;
    struct hold_list_rows holds;
    struct content_list_rows contents;
    struct contact_moves_rows *moves; /* as loaded.people; NULL: none of them has any */
    struct SomeThere some;            /* what there is at all */
} LeadRows;

/* The lead, its people, its next touch, its promises and wakes. MISSING when there is no such lead.
 */
bool load_rows_of_lead(Context *context, Arena *arena, int64_t lead_id, LoadMode mode,
                       LoadedLead *loaded, LeadRows *rows, Err *err);
/* The account, everybody's addresses and moves of the days before `today`, holds and contents. */
bool load_rows_around(Context *context, Arena *arena, Day today, LoadedLead *loaded, LeadRows *rows,
                      Err *err);
/* Holds and contents alone: for a lead of a batch, of which all else is known. */
bool load_rows_common(Context *context, Arena *arena, const LoadedLead *loaded, LeadRows *rows,
                      Err *err);
