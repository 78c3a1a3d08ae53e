/* Trials inside: for the action room only. */
#pragma once

#include "action/load_lead.h"
#include "action/trial.h"

/* The lead's planned touch went, to this person: which text it was is written down, where one is
 * tried. Inside the caller's transaction. */
bool trial_note(Context *context, Arena *arena, const LoadedLead *loaded, int64_t contact_id,
                Time at, Err *err);
