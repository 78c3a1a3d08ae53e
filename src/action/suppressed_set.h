/* All suppressions of a workspace in memory, for work that asks for millions of addresses: 24 bytes
 * each. For one address ask suppression_of(). For the action room only. */
#pragma once

#include "action/load_lead.h"

typedef struct SuppressedSet {
    struct Suppressed *at; /* by hash */
    size_t count;
} SuppressedSet;

bool suppressed_set_load(Context *context, Arena *arena, SuppressedSet *set, Err *err);
/* The channels ended for an address: its own and its domain's. */
ChannelSet suppressed_set_ended(const Context *context, const SuppressedSet *set,
                                const char *value_key);
