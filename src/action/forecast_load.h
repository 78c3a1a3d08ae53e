/* Blocks of open leads as situations, loaded by a dozen statements a block: what walking a million
 * of them needs, where lead_load() would ask twenty times for each. For the forecast alone.
 *
 * A situation from here has what plans a lead (state, people, addresses, moves, promises, wakes,
 * content, holds), and lacks what only words need. Of an account's people the first
 * FORECAST_PEOPLE by name are there beside those of the lead. */
#pragma once

#include "action/load_lead.h"

enum { FORECAST_BLOCK = 1000 };

typedef struct ForecastLoader ForecastLoader;

typedef struct ForecastLead {
    Situation situation;
    Day load_day; /* on which its planned call counts; DAY_NONE: it is none */
} ForecastLead;

/* Reads what is the same for all leads. Inside the caller's transaction; lives in `arena`. Owner
 * and cadence 0: all. */
bool forecast_loader_open(Context *context, Arena *arena, int64_t owner_id, int64_t cadence_id,
                          ForecastLoader **loader, Err *err);

/* The next block, in `block`, which the caller resets between; `*count` 0 at the end. */
bool forecast_loader_next(ForecastLoader *loader, Arena *block, ForecastLead **leads, size_t *count,
                          Err *err);
