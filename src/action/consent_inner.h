/* Consent inside: for the action room only. */
#pragma once

#include "action/consent.h"
#include "action/context_inner.h"

/* They agree to channels of an address: a row of the ledger, `ledger_id`. It ends no suppression:
 * what they ended stays ended until that is taken back. */
bool consent_give(Context *context, const char *value_key, ChannelSet channels, const char *how,
                  int64_t *ledger_id, Err *err);
