/* vCard row: the properties of one card become a row.
 *
 * Internal to exchange.
 */
#pragma once

#include "exchange/row.h"
#include "exchange/vcard_property.h"

typedef struct VcardCard {
    const VcardProperty *properties;
    size_t count;
    const char *agent; /* what is known of the AGENT within, in one line, or NULL */
    bool cut;          /* the file ended within it */
} VcardCard;

/* ROW_GOOD or ROW_REJECTED; line and number are left to the caller. */
void vcard_row(Arena *arena, const VcardCard *card, ExchangeRow *row);
