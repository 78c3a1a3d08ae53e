/* What the touch to do now and the block of calls ask alike: for the action room only. */
#pragma once

#include "action/load_lead.h"

/* Whether the lead's planned touch may go at this time: a call to a place where it is night waits
 * for its hours. */
bool next_may_go(const Context *context, const LoadedLead *loaded);

/* "Voicemail 17", "Call 23": how many this user has today, the one to come included. */
bool next_numbers(Context *context, Arena *arena, const Worker *owner, size_t *calls,
                  size_t *voicemails, Err *err);
