/* Merge fields of cadence texts, beyond the public table: lookups and the data for a trial. Private
 * to cadence*.c. */
#pragma once

#include "follow/cadence_draft.h"

const CadenceField *cadence_field(const char *name); /* NULL when there is none */

/* Adds the finding "there is no merge field …". */
void cadence_field_find_unknown(Draft *draft, Place place, const char *name);

/* What a trial is rendered with: the fields that are always known, or a value for every field. The
 * cell number is CADENCE_TRIAL_CELL, one word, found nowhere else. */
#define CADENCE_TRIAL_CELL "555-0142"
const Doc *cadence_field_trial(Arena *arena, bool full);
