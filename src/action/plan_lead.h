/* Planning a lead for real: the planner's decision becomes the lead's row in next_touch, in the
 * caller's transaction. For the action room only. */
#pragma once

#include "action/load_lead.h"

/* Plans and writes. `touch_id` 0 keeps the id of the touch there is (it has not been done yet), or
 * takes a new one. The load of the owner's days is kept. A lead that is no longer open loses its
 * row. `loaded` is as lead_load() left it, its situation.state as it shall be. */
bool lead_plan(Context *context, Arena *arena, LoadedLead *loaded, int64_t touch_id, Err *err);
/* `due_at`: of what is planned now; TIME_NONE: the lead is no longer open, or what was set aside is
 * back as it was. */
bool lead_plan_at(Context *context, Arena *arena, LoadedLead *loaded, int64_t touch_id,
                  Time *due_at, Err *err);

/* Writes a decision made elsewhere (the import makes many). */
bool lead_put_decision(Context *context, Arena *arena, const LoadedLead *loaded,
                       const Decision *decision, int64_t touch_id, Err *err);

/* The sentence a caller can open with. */
const char *lead_reason(Context *context, Arena *arena, const LoadedLead *loaded,
                        const Decision *decision);

/* Loads, plans, writes: after something about the lead has changed. */
bool lead_replan(Context *context, Arena *arena, int64_t lead_id, Err *err);

/* The merge fields (cadence_fields()) of a lead and one of its people (NULL: none known), in words
 * that will be true at `said_at`. */
Doc *merge_fields(Context *context, Arena *arena, const LoadedLead *loaded,
                  const LoadedPerson *person, Time said_at);
/* How a field that nobody has filled begins in a text: "[your cell number]". A person sees it; a
 * machine sends nothing that has it. */
#define MERGE_HOLE "[your "
/* A text of a step over them; "" for a step that has none. Line ends at the end are cut. */
char *merge_text(Arena *arena, const Cadence *cadence, const Mustache *text, const Doc *fields);
