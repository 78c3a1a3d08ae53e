/* The rows of a lead, asked for together: what hangs by the lead's id in one go, the rest in a
 * second. For load_lead.c. */
#pragma once

#include "action/load_lead.h"

typedef struct LeadRows {
    bool found; /* the lead itself */
    struct people_of_lead_rows people;
    struct promise_of_lead_rows promises;
    struct cycle_of_lead_rows cycles;
    struct want_of_lead_rows wants;
    struct hold_list_rows holds;
    struct content_list_rows contents;
    struct contact_moves_rows *moves; /* as loaded.people; NULL: none of them has any */
} LeadRows;

/* The lead, its people, its next touch, its promises and wakes. */
void load_rows_of_lead(Asks *asks, const Context *context, int64_t lead_id, LoadMode mode,
                       LoadedLead *loaded, LeadRows *rows);
/* Then the account, everybody's addresses and moves of the days before `today`. */
void load_rows_around(Asks *asks, const Context *context, Day today, LoadedLead *loaded,
                      LeadRows *rows);
/* And holds and contents, where there are `some`. */
void load_rows_common(Asks *asks, const Context *context, const struct SomeThere *some,
                      const LoadedLead *loaded, LeadRows *rows);
