/* A touch as it is shown: everything a page, a line of Today or a JSON touch needs (DESIGN §10). */
#pragma once

#include "action/context.h"
#include "follow/plan.h"
#include "follow/rank.h"

typedef struct TouchCard {
    int64_t id, lead_id, owner_id, contact_id, account_id, address_id, content_id, promise_id;
    const char *owner_name;
    const char *lead_name, *lead_source, *account_name, *product;
    LeadStatus lead_status;
    Temperature temperature;
    const char *contact_name, *contact_title;
    Role contact_role;
    AddressKind address_kind;
    const char *address_value, *address_extension; /* NULL: no address known */
    Channel channel;
    Mode mode;
    Concern concern;
    Group group;
    Time due_at;
    const char *reason;
    const Why *whys;
    size_t why_count;
    const char *const *why_said; /* the same as sentences */
    const char *cadence, *step;  /* names; NULL: not from a cadence */
    const char *promise_text;
    Time promise_due_at;
    AddressKind ask_kind; /* the address that is missing */
    bool nothing_new, library_dry;
    Lateness lateness;
    Channel smaller; /* the smaller act for an overdue touch */
    Time last_touched_at;
    const char *answer_text, *answer_subject; /* of an answer: their last mail; NULL: none came by
                                                 mail */
    Time answer_at;
    Rank rank;
} TouchCard;

typedef struct TouchCards {
    TouchCard *at;
    size_t count;
} TouchCards;

/* The next touch of a lead; MISSING when the lead is not open. */
bool touch_card_of_lead(Context *context, Arena *arena, int64_t lead_id, TouchCard *card, Err *err);
