/* Consent inside: for the action room only. */
#pragma once

#include "action/consent.h"
#include "action/context_inner.h"

/* They agree to channels of an address: a row of the ledger, `ledger_id`. It ends no suppression:
 * what they ended stays ended until that is taken back. */
bool consent_give(Context *context, const char *value_key, ChannelSet channels, const char *how,
                  int64_t *ledger_id, Err *err);

/* All that the ledger has of an address, or a domain. */
bool consent_rows(Context *context, Arena *arena, const char *value_key,
                  struct consent_of_rows *rows, Err *err);
