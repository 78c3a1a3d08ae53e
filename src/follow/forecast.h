/* Forecast: the planner walked into the future, one lead at a time. Pure.
 *
 * It is the same plan_next() as live planning; between two touches the outcome is assumed and
 * applied by outcome_apply(). Assumed is the ordinary course: nobody writes to us, mail arrives, a
 * visit meets somebody, a promise is kept and a wake done by its touch, and of the calls so many in
 * a hundred are answered or end in a voicemail as ForecastOdds says. Which call ends how follows
 * from the lead's id and the number of the touch, so that a forecast says the same twice.
 *
 * Each lead is walked by itself, against the load its owner has when the walk begins: who walks
 * many counts the calls of one walk into that load before the next.
 */
#pragma once

#include "follow/plan.h"

/* Of a hundred calls; the rest nobody answers. */
typedef struct ForecastOdds {
    int talked;    /* somebody spoke, and said nothing yet */
    int voicemail; /* a message was left */
} ForecastOdds;

/* 15 talks and 55 voicemails of a hundred calls. */
ForecastOdds forecast_odds_default(void);

/* Called for each touch in its order; `day` is the owner's. The decision lives until it returns. */
typedef void ForecastVisit(void *context, const Decision *touch, Day day);

/* The touches from `now` to before `until`; how many. Works in `scratch` and rewinds it. */
size_t forecast_walk(Arena *scratch, const Situation *situation, Time now, Time until,
                     ForecastOdds odds, ForecastVisit *visit, void *context);
