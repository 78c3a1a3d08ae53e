#include "action/lead_ahead.h"

#include "action/load_lead.h"
#include "action/plan_lead.h"
#include "follow/forecast.h"

typedef struct Walk {
    Context *context;
    Arena *arena;
    const LoadedLead *loaded;
    LeadAhead *ahead;
    size_t seen;
} Walk;

static void add_touch(void *context, const Decision *touch, Day day)
{
    (void)day;
    Walk *walk = context;
    LeadAhead *ahead = walk->ahead;
    if (walk->seen++ == 0 || ahead->count == AHEAD_TOUCHES)
        return;
    ahead->at[ahead->count++] =
        (AheadTouch){.at = touch->due_at,
                     .channel = touch->channel,
                     .mode = touch->mode,
                     .reason = lead_reason(walk->context, walk->arena, walk->loaded, touch)};
}

bool lead_ahead(Context *context, Arena *arena, int64_t lead_id, LeadAhead *ahead, Err *err)
{
    LoadedLead loaded;
    LeadAhead made = {.at = arena_array(arena, AHEAD_TOUCHES, sizeof *made.at)};
    if (!lead_load(context, arena, lead_id, LOAD_READ, &loaded, err))
        return false;
    Walk walk = {.context = context, .arena = arena, .loaded = &loaded, .ahead = &made};
    if (loaded.has_next) {
        auto_arena Arena *scratch = arena_new();
        forecast_walk(scratch, &loaded.situation, context->now,
                      context->now + (Time)AHEAD_DAYS * DAY_SECONDS, forecast_odds_default(),
                      add_touch, &walk);
    }
    *ahead = made;
    return true;
}
