#include "action/forecast_leads.h"

#include "action/access_inner.h"
#include "action/forecast_load.h"
#include "follow/forecast.h"
#include "follow/line.h"

#include <string.h>

enum { WORKDAY_MINUTES = 8 * 60 }; /* of an owner for whom no hours were ever set */

typedef struct Forecasting {
    Context *context;
    ForecastResult *result;
    bool *owners; /* by place in context->users: leads of theirs were walked */
} Forecasting;

int forecast_minutes(Channel channel)
{
    static const int minutes[CHANNELS] = {
        [CHANNEL_NONE] = 3,    [CHANNEL_PHONE] = 6, [CHANNEL_EMAIL] = 4,
        [CHANNEL_TEXT] = 2,    [CHANNEL_FAX] = 4,   [CHANNEL_VISIT] = 60,
        [CHANNEL_LETTER] = 10, [CHANNEL_GIFT] = 10, [CHANNEL_ARTICLE] = 3,
    };
    return minutes[(unsigned)channel < CHANNELS ? channel : CHANNEL_NONE];
}

/* One lead's walk. */
typedef struct Walking {
    Forecasting *forecasting;
    int64_t owner_id;
} Walking;

/* A call of one walk fills the day for the walks after it, as it would in life. */
static void fill_day(const Walking *walking, const Decision *touch, Day day)
{
    if (touch->channel == CHANNEL_PHONE && touch->mode == MODE_PERSON)
        context_worker_expect(walking->forecasting->context, walking->owner_id, day, 1);
}

static void count_touch(void *context, const Decision *touch, Day day)
{
    const Walking *walking = context;
    ForecastResult *result = walking->forecasting->result;
    fill_day(walking, touch, day);
    int64_t place = (int64_t)day - result->first;
    if (place < 0)
        place = 0; /* an owner further west, where it is still yesterday */
    if (place >= (int64_t)result->day_count)
        return;
    ForecastDay *on = &result->days[place];
    on->touches[touch->channel]++;
    on->all++;
    if (touch->mode == MODE_MACHINE)
        on->machine++;
    else
        on->minutes_needed += forecast_minutes(touch->channel);
}

static void note_owner(const Forecasting *forecasting, int64_t owner_id)
{
    const Context *context = forecasting->context;
    for (size_t i = 0; i < context->users.count; i++)
        if (context->users.at[i].id == owner_id)
            forecasting->owners[i] = true;
}

static void walk_one(Forecasting *forecasting, Arena *scratch, const ForecastLead *lead, Time until)
{
    Context *context = forecasting->context;
    Walking walking = {.forecasting = forecasting, .owner_id = lead->situation.owner->id};
    /* Planned anew it must find its own place free. */
    if (lead->load_day != DAY_NONE)
        context_worker_expect(context, walking.owner_id, lead->load_day, -1);
    forecast_walk(scratch, &lead->situation, context->now, until, forecast_odds_default(),
                  count_touch, &walking);
    note_owner(forecasting, walking.owner_id);
}

static bool walk_all(Forecasting *forecasting, ForecastLoader *loader,
                     const ForecastOptions *options, int64_t total, Time until, Err *err)
{
    ForecastResult *result = forecasting->result;
    auto_arena Arena *block = arena_new();
    auto_arena Arena *scratch = arena_new();
    for (;;) {
        ForecastLead *leads;
        size_t count;
        if (!forecast_loader_next(loader, block, &leads, &count, err))
            return false;
        if (!count)
            return true;
        for (size_t i = 0; i < count; i++)
            walk_one(forecasting, scratch, &leads[i], until);
        result->leads += (int64_t)count;
        if (options->told)
            options->told(result->leads, total, options->told_context);
        arena_reset(block);
    }
}

/* Of today only what is left of it. */
static int64_t minutes_of(const Worker *worker, Day day, Time now)
{
    Hours hours = worker->hours[day_weekday(day)];
    int length = hours.to > hours.from ? hours.to - hours.from : WORKDAY_MINUTES;
    if (zone_day(worker->zone, now) != day || hours.to <= hours.from)
        return length;
    int minute = zone_minute(worker->zone, now);
    int from = minute > hours.from ? minute : hours.from;
    return hours.to > from ? hours.to - from : 0;
}

static bool add_capacity(const Forecasting *forecasting, int64_t user_id, Err *err)
{
    Context *context = forecasting->context;
    ForecastResult *result = forecasting->result;
    const Worker *worker;
    const Policy *policy;
    if (!context_worker(context, user_id, false, &worker, err) ||
        !context_policy(context, &policy, err))
        return false;
    for (size_t i = 0; i < result->day_count; i++) {
        Day day = result->first + (Day)i;
        if (!line_owner_works(worker, policy, day))
            continue;
        result->days[i].calls_capacity += policy->dials_per_day;
        result->days[i].minutes_available += minutes_of(worker, day, context->now);
    }
    return true;
}

static double used(const ForecastDay *day)
{
    if (!day->minutes_needed)
        return 0;
    return day->minutes_available ? (double)day->minutes_needed / (double)day->minutes_available
                                  : -1;
}

static void sum_up(ForecastResult *result)
{
    ForecastDay *all = &result->all;
    all->day = DAY_NONE;
    for (size_t i = 0; i < result->day_count; i++) {
        ForecastDay *day = &result->days[i];
        day->utilisation = used(day);
        for (int channel = 0; channel < CHANNELS; channel++)
            all->touches[channel] += day->touches[channel];
        all->all += day->all;
        all->machine += day->machine;
        all->calls_capacity += day->calls_capacity;
        all->minutes_available += day->minutes_available;
        all->minutes_needed += day->minutes_needed;
    }
    all->utilisation = used(all);
}

static bool forecast(Forecasting *forecasting, Arena *arena, const ForecastOptions *options,
                     int64_t owner_id, int64_t cadence_id, Time until, Err *err)
{
    Context *context = forecasting->context;
    ForecastLoader *loader;
    struct forecast_count_row count = {0};
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_READ, err) ||
        (options->told &&
         !sql_forecast_count(context->db, arena,
                             &(struct forecast_count_in){.workspace = context->workspace,
                                                         .owner_id = owner_id,
                                                         .owners = access_owners(context, arena),
                                                         .cadence_id = cadence_id},
                             &count, NULL, err)) ||
        !forecast_loader_open(context, arena, owner_id, cadence_id, &loader, err) ||
        !walk_all(forecasting, loader, options, count.leads, until, err))
        return false;
    for (size_t i = 0; i < context->users.count; i++) {
        if (!forecasting->owners[i] && context->users.at[i].id != owner_id)
            continue;
        forecasting->result->owners++;
        if (!add_capacity(forecasting, context->users.at[i].id, err))
            return false;
    }
    return db_commit(&txn, err);
}

bool forecast_leads(Context *context, Arena *arena, const ForecastOptions *options,
                    ForecastResult *result, Err *err)
{
    int days = options->days ? options->days : FORECAST_DAYS;
    int64_t owner_id = 0;
    const Cadence *cadence = NULL;
    if (days < 1 || days > FORECAST_DAYS_MOST)
        return err_field(err, ERR_INPUT, "days", "a forecast is for 1 to %d days, not %d",
                         FORECAST_DAYS_MOST, days);
    if ((options->owner && !access_owner_named(context, options->owner, &owner_id, err)) ||
        (options->cadence && !context_cadence_named(context, options->cadence, &cadence, err)))
        return false;
    const Zone *zone = context_zone(context);
    ForecastResult made = {.first = zone_day(zone, context->now), .day_count = (size_t)days};
    made.days = arena_array(arena, made.day_count, sizeof *made.days);
    for (size_t i = 0; i < made.day_count; i++)
        made.days[i].day = made.first + (Day)i;
    Forecasting forecasting = {
        .context = context,
        .result = &made,
        .owners = arena_array(arena, context->users.count, sizeof *forecasting.owners)};
    if (!forecast(&forecasting, arena, options, owner_id, cadence ? cadence->id : 0,
                  zone_time(zone, made.first + days, 0), err))
        return false;
    sum_up(&made);
    context->workers = NULL; /* what was expected is not planned */
    *result = made;
    return true;
}
