/* The rows of a lead, asked for together: what hangs by the lead's id in one go, the rest in a
 * second. For load_lead.c. */
#pragma once

#include "action/load_lead.h"

typedef struct LeadRows {
    bool found; /* the lead itself */
    struct people_of_lead_rows people;
    struct cycle_of_lead_rows cycles;
    struct want_of_lead_rows wants;
    struct hold_list_rows holds;
    struct content_list_rows contents;
    struct address_of_people_rows addresses; /* of all of them, by contact */
    struct moves_of_people_rows moves;       /* by contact, newest first */
    struct moves_of_contact_rows own_moves;  /* … of the only one */
} LeadRows;

/* The lead, its people, its next touch, its promises and wakes. */
void load_rows_of_lead(Asks *asks, const Context *context, int64_t lead_id, LoadMode mode,
                       LoadedLead *loaded, LeadRows *rows);
/* Then the account, everybody's addresses and moves of the days before `today`. Most leads have one
 * person, who is asked for without a list: a fifth of the time of the whole. */
void load_rows_around(Asks *asks, const Context *context, Day today, LoadedLead *loaded,
                      LeadRows *rows);
/* To be called when that is answered: gives each person their addresses. */
void load_rows_share(LoadedLead *loaded, const LeadRows *rows);
/* And holds and contents, where there are `some`. */
void load_rows_common(Asks *asks, const Context *context, const struct SomeThere *some,
                      const LoadedLead *loaded, LeadRows *rows);
