/* Addresses as they are shown, with whether they are suppressed. For the action room only. */
#pragma once

#include "action/load_lead.h"
#include "action/show_lead.h"

/* `ended`: the channels that are, address by address; NULL: not asked for. */
bool addresses_shown(Context *context, Arena *arena, const struct address_get_row *rows,
                     size_t count, AddressShown *shown, ChannelSet *ended, Err *err);
