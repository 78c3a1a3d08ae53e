/* Find: leads by any words of them, or by the digits of the number that rings. */
#pragma once

#include "action/context.h"
#include "follow/terms.h"

typedef struct FoundLead {
    int64_t lead_id, contact_id, account_id, touch_id;
    const char *lead_name, *contact_name, *contact_title, *account_name, *owner_name;
    LeadStatus status;
    Channel channel; /* of the next touch */
    Time due_at;     /* TIME_NONE: closed */
} FoundLead;

typedef struct FoundLeads {
    FoundLead *at;
    size_t count;
    bool more; /* there were more than asked for */
} FoundLeads;

/* Every word must be there, as the beginning of one of the lead's. INPUT when there is no word. */
bool find_leads(Context *context, Arena *arena, const char *words, size_t most, FoundLeads *found,
                Err *err);

/* The engine's query for what was typed; "" when it has no word. */
char *search_query(Context *context, Arena *arena, const char *typed);

/* One lead, however it was named: an id ("12", "lead:12", "touch:40"), a number that rings, or
 * words that fit one only. MISSING; INPUT lists those that fit. */
bool find_one_lead(Context *context, Arena *arena, const char *typed, int64_t *lead_id, Err *err);
