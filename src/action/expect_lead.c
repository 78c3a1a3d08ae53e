#include "action/expect_lead.h"

#include "action/plan_lead.h"
#include "base/vec.h"
#include "follow/forecast.h"

typedef struct Expecting {
    Context *context;
    Arena *arena;
    const LoadedLead *loaded;
    VEC(ExpectedTouch) touches;
} Expecting;

static const LoadedPerson *person_of(const LoadedLead *loaded, int64_t id)
{
    for (size_t i = 0; i < loaded->person_count; i++)
        if (loaded->people[i].contact.id == id)
            return &loaded->people[i];
    return NULL;
}

static void note(void *context, const Decision *touch, Day day)
{
    Expecting *expecting = context;
    const LoadedPerson *person = person_of(expecting->loaded, touch->contact_id);
    ExpectedTouch *expected = vec_push(expecting->arena, &expecting->touches);
    *expected = (ExpectedTouch){
        .at = touch->due_at,
        .day = day,
        .channel = touch->channel,
        .mode = touch->mode,
        .concern = touch->concern,
        .step = touch->step ? touch->step->key : NULL,
        .contact_name = person ? person->contact.name : NULL,
        .reason = lead_reason(expecting->context, expecting->arena, expecting->loaded, touch)};
}

/* The first of them is planned: as it stands, not as it would be planned now. */
static void set_next(Expecting *expecting)
{
    const LoadedLead *loaded = expecting->loaded;
    if (!expecting->touches.count || !loaded->has_next)
        return;
    ExpectedTouch *first = &expecting->touches.at[0];
    const LoadedPerson *person = person_of(loaded, loaded->next.contact_id);
    first->next = true;
    first->at = loaded->next.due_at;
    first->day = zone_day(loaded->situation.owner->zone, first->at);
    first->step = loaded->next.step_key;
    first->contact_name = person ? person->contact.name : NULL;
    first->reason = loaded->next.reason;
    channel_find(loaded->next.channel, &first->channel);
    mode_find(loaded->next.mode, &first->mode);
    concern_find(loaded->next.concern, &first->concern);
}

bool expect_lead(Context *context, Arena *arena, int64_t lead_id, int days,
                 ExpectedTouches *expected, Err *err)
{
    const ForecastOdds nobody_answers = {.voicemail = 100};
    LoadedLead loaded;
    auto_txn Txn txn = {0};
    days = days ? days : EXPECTED_DAYS;
    if (days < 1 || days > EXPECTED_DAYS_MOST)
        return err_field(err, ERR_INPUT, "days", "1 to %d days, not %d", EXPECTED_DAYS_MOST, days);
    if (!db_begin(&txn, context->db, TXN_READ, err) ||
        !lead_load(context, arena, lead_id, LOAD_READ, &loaded, err) || !db_commit(&txn, err))
        return false;
    Expecting expecting = {.context = context, .arena = arena, .loaded = &loaded};
    const Zone *zone = loaded.situation.owner->zone;
    Time until = zone_time(zone, zone_day(zone, context->now) + days, 0);
    auto_arena Arena *scratch = arena_new();
    /* Planned anew it must find its own place free. */
    if (loaded.has_next && loaded.next.load_day != TIME_NONE)
        context_worker_expect(context, loaded.lead.owner_id, (Day)loaded.next.load_day, -1);
    if (loaded.has_next)
        forecast_walk(scratch, &loaded.situation, context->now, until, nobody_answers, note,
                      &expecting);
    context->workers = NULL; /* what was expected is not planned */
    set_next(&expecting);
    *expected = (ExpectedTouches){.lead_id = lead_id,
                                  .lead_name = loaded.lead.name,
                                  .days = days,
                                  .at = expecting.touches.at,
                                  .count = expecting.touches.count};
    return true;
}
