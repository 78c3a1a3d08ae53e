/* Consent inside: for the action room only. */
#pragma once

#include "action/consent.h"
#include "action/context_inner.h"

/* They agree to channels of an address: a row of the ledger, `ledger_id`. It ends no suppression:
 * what they ended stays ended until that is taken back. */
bool consent_give(Context *context, const char *value_key, ChannelSet channels, const char *how,
                  int64_t *ledger_id, Err *err);

/* How, when and by which user it was written down that somebody may be texted. */
typedef struct TextsAgreed {
    const char *how;
    Time at;
    int64_t user_id;
} TextsAgreed;

/* They agree to be texted at a cell: a row of the ledger, unless it says the same within the day
 * before, and the lawful basis of the address where it has none. `news`: something was written. */
bool consent_texts(Context *context, Arena *arena, const struct address_get_row *cell,
                   const TextsAgreed *agreed, bool *news, Err *err);

/* All that the ledger has of an address, or a domain. */
bool consent_rows(Context *context, Arena *arena, const char *value_key,
                  struct consent_of_rows *rows, Err *err);
