/* Card: one lead as a person types it, on the command line, a page or the API, made a draft.
 *
 * What an import would put into the note because it cannot be read, a person hears of at once. */
#pragma once

#include "action/context.h"
#include "action/draft.h"

typedef struct CardAddress {
    AddressKind kind;
    const char *value;
} CardAddress;

typedef struct Card {
    /* A name, or a whole card in one line (action/card_line.h). NULL: the company only. */
    const char *name;
    const char *company, *title, *role, *zone, *source, *product, *value, *referred_by, *note,
        *city, *state, *country, *owner;
    const char *temperature; /* hot, warm, later; NULL: warm */
    const CardAddress *addresses;
    size_t address_count;
    const char *const *promises; /* "send the quote friday 3pm" */
    size_t promise_count;
    Time renews_at; /* TIME_NONE: unknown */
    bool asked_for_texts;
    /* The contact's file that came with it; what is typed goes before it, and what it says
     * otherwise stays in the note. NULL: none. */
    const ExchangeRow *shared;
} Card;

/* Whom it is of: the name typed, else of the file that came with it; NULL: nobody. */
const char *card_name(const Card *card);
const char *card_company(const Card *card);

/* INPUT (field: the member of Card, or the kind of address) says what cannot be read. */
bool card_draft(Context *context, Arena *arena, const Card *card, Draft *draft, Err *err);
