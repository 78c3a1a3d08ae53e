/* How fast the planner decides: one core, a show cadence, one person with three addresses.
 *
 * Usage: plan_bench [LEADS]
 * Prints decisions a second over leads at all places of the cadence, and how long the forecast of
 * LEADS (default 100,000) leads over 30 days takes.
 */
#include "follow/cadence.h"
#include "follow/cadence_builtin.h"
#include "follow/forecast.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LEADS = 100000, SHAPES = 1024, ROUNDS = 2000, FORECAST_DAYS = 30 };

static double seconds(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static const Cadence *show_cadence(Arena *arena)
{
    size_t count;
    const CadenceBuiltin *builtin = cadence_builtin(&count);
    for (size_t i = 0; i < count; i++) {
        const Cadence *cadence;
        Findings findings;
        Err err;
        if (strcmp(builtin[i].name, "show") == 0 &&
            cadence_read(arena, builtin[i].source, builtin[i].length, &cadence, &findings, &err))
            return cadence;
    }
    return NULL;
}

static const Reach reaches[] = {
    {.id = 1, .kind = ADDRESS_CELL, .text_basis = true, .value = "+4915112345678"},
    {.id = 2, .kind = ADDRESS_OFFICE, .value = "+498912345678"},
    {.id = 3, .kind = ADDRESS_EMAIL, .value = "bob@example.com"},
};

typedef struct Bench {
    Worker owner;
    Policy policy;
    Person people[SHAPES];
    Situation situations[SHAPES];
} Bench;

/* Leads at every place of the cadence, some talked with, some tried. */
static void fill(Bench *bench, const Cadence *cadence, Time now)
{
    size_t places = cadence->step_count + cadence->tail_count;
    bench->owner = (Worker){.id = 1, .zone = zone_find("Europe/Berlin"), .country = "DE"};
    for (int day = MONDAY; day <= FRIDAY; day++)
        bench->owner.hours[day] = (Hours){9 * 60, 17 * 60};
    bench->policy = policy_default();
    for (size_t i = 0; i < SHAPES; i++) {
        Time before = now - (Time)(i % 11) * DAY_SECONDS;
        bool talked = i % 3 == 0, tried = i % 2 == 0;
        bench->people[i] = (Person){
            .id = 1,
            .name = "Bob",
            .country = "DE",
            .zones = {bench->owner.zone},
            .zone_count = 1,
            .reaches = reaches,
            .reach_count = 3,
            .last_touched_at = before,
            .last_talked_at = talked ? before : TIME_NONE,
            .last_tried_at = tried ? before : TIME_NONE,
        };
        bench->situations[i] = (Situation){
            .lead_id = (int64_t)i + 1,
            .account_id = 1,
            .source = SOURCE_SHOW,
            .contact_id = 1,
            .people = &bench->people[i],
            .person_count = 1,
            .cadence = cadence,
            .owner = &bench->owner,
            .policy = &bench->policy,
            .account_climb_day = DAY_NONE,
            .account_mail_day = DAY_NONE,
            .state = {.status = LEAD_WORKING,
                      .captured_at = now - 30 * (Time)DAY_SECONDS,
                      .first_talked_at = talked ? before : TIME_NONE,
                      .last_talked_at = talked ? before : TIME_NONE,
                      .last_touched_at = before,
                      .answered_at = TIME_NONE,
                      .our_answer_at = TIME_NONE,
                      .agreed_at = TIME_NONE,
                      .retry_at = TIME_NONE,
                      .rest_until = TIME_NONE,
                      .prongs = talked ? CHANNEL_BIT(CHANNEL_PHONE) : 0,
                      .step_at = before,
                      .step = i % places},
        };
    }
}

static void decide(const Bench *bench, Time now)
{
    int64_t sum = 0;
    double start = seconds();
    for (size_t round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < SHAPES; i++) {
            Decision decision;
            plan_next(&bench->situations[i], now + (Time)round * MINUTE, &decision);
            sum += decision.due_at;
        }
    double took = seconds() - start, count = (double)ROUNDS * SHAPES;
    printf("plan: %.0f decisions in %.2f s: %.0f a second, %.0f ns each (sum %" PRId64 ")\n", count,
           took, count / took, took / count * 1e9, sum);
}

static void count_touch(void *context, const Decision *touch, Day day)
{
    size_t *touches = context;
    touches[touch->channel]++;
}

static void forecast(const Bench *bench, Time now, size_t leads)
{
    auto_arena Arena *scratch = arena_new();
    size_t touches[CHANNELS] = {0}, all = 0;
    Time until = now + FORECAST_DAYS * (Time)DAY_SECONDS;
    double start = seconds();
    for (size_t i = 0; i < leads; i++)
        all += forecast_walk(scratch, &bench->situations[i % SHAPES], now, until,
                             forecast_odds_default(), count_touch, touches);
    double took = seconds() - start;
    printf("forecast: %zu leads, %d days: %zu touches in %.2f s; a million leads %.1f s;", leads,
           FORECAST_DAYS, all, took, took / (double)leads * 1e6);
    for (Channel channel = CHANNEL_PHONE; channel < CHANNELS; channel++)
        if (touches[channel])
            printf(" %zu %s", touches[channel], channel_name(channel));
    putchar('\n');
}

int main(int count, char **arguments)
{
    static Bench bench;
    auto_arena Arena *arena = arena_new();
    const Cadence *cadence = show_cadence(arena);
    if (!cadence)
        return 1;
    Time now = INT64_C(1773129600); /* Tuesday 2026-03-10 08:00 UTC */
    fill(&bench, cadence, now);
    decide(&bench, now);
    forecast(&bench, now, count > 1 ? strtoull(arguments[1], NULL, 10) : LEADS);
    return 0;
}
