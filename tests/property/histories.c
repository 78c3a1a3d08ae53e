#include "histories.h"

#include "oracle.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    EVENTS = 10,
    TAIL_EVERY = 100, /* every so manieth world is walked for five years */
    TAIL_YEARS = 5,
    PRONGS_EVERY = 10
};

static bool fails(const World *world, uint64_t seed, const Decision *decision, Tally *tally,
                  const char *broken)
{
    tally->broken = broken;
    if (tally->quiet)
        return false;
    auto_arena Arena *arena = arena_new();
    printf("seed %" PRIu64 ": broken: %s\n", seed, broken);
    printf("  after: %s; now %s\n", world->event, time_rfc3339(arena, world->now));
    printf("  decided: %s by %s (%s), contact %" PRId64 ", address %" PRId64 ", due %s\n",
           concern_name(decision->concern), channel_name(decision->channel),
           mode_name(decision->mode), decision->contact_id, decision->address_id,
           time_rfc3339(arena, decision->due_at));
    for (size_t i = 0; i < decision->why_count && i < DECISION_WHYS; i++)
        printf("    %s\n", plan_say(arena, &world->situation, decision->whys[i], world->now));
    return false;
}

/* --- a history --- */

static WorldKind kind_of(uint64_t seed)
{
    return (WorldKind){.troubles = seed % 4 != 0, .far = seed % 3 != 0};
}

static bool judge(World *world, uint64_t seed, Arena *arena, Decision *decision, bool *open,
                  Tally *tally)
{
    arena_reset(arena);
    const char *broken = oracle_judge(world, arena, decision, open);
    if (broken)
        return fails(world, seed, decision, tally, broken);
    tally->decisions++;
    if (*open)
        tally->concerns[decision->concern]++;
    return true;
}

static bool history(World *world, uint64_t seed, Arena *arena, Tally *tally)
{
    world_make(world, seed, kind_of(seed));
    for (int event = 0; event <= EVENTS; event++) {
        Decision decision;
        bool open;
        if (!judge(world, seed, arena, &decision, &open, tally))
            return false;
        if (!open)
            break;
        world_event(world, &decision);
    }
    return true;
}

/* --- the tail never ends --- */

/* Touch after touch in vain for five years: the lead is touched to the end, and the waits between
 * are no longer than the longest its cadence has. */
static bool tail_walk(World *world, uint64_t seed, Arena *arena, Tally *tally)
{
    enum { LONGEST_DAYS = 200 }; /* the rhythms go up to six months */
    world_make(world, seed, (WorldKind){.troubles = false, .far = seed % 2 == 0});
    world->situation.promise_count = world->situation.wake_count = 0;
    world->situation.sent_count = 0;
    Time end = world->now + (Time)TAIL_YEARS * 366 * DAY_SECONDS;
    while (world->now < end) {
        Decision decision;
        bool open;
        if (!judge(world, seed, arena, &decision, &open, tally))
            return false;
        if (!open || !decision.channel)
            return open || fails(world, seed, &decision, tally, "the tail never ends");
        if (decision.due_at > world->now + (Time)LONGEST_DAYS * DAY_SECONDS)
            return fails(world, seed, &decision, tally, "the tail keeps its rhythm");
        Outcome outcome = world_vain_outcome(world, decision.channel);
        world->event = outcome_name(outcome);
        world_touch(world, &decision, outcome, RESULT_NONE, decision.due_at);
        world->now += 10 * MINUTE;
        tally->walked++;
        /* The log holds the latest; caps look back a week only. */
        if (world->log_count > WORLD_LOG / 2) {
            world->log_count /= 2;
            memmove(world->log, world->log + world->log_count,
                    world->log_count * sizeof *world->log);
            world->situation.content_count = 0; /* what was given is forgotten with it */
        }
    }
    return true;
}

/* --- all three prongs within ten working days of the first talk --- */

static ChannelSet open_prongs(const World *world, const Person *person)
{
    static const Channel prongs[] = {CHANNEL_PHONE, CHANNEL_EMAIL, CHANNEL_TEXT};
    ChannelSet open = 0;
    for (size_t i = 0; i < 3; i++)
        if (oracle_reachable(world, person, prongs[i]))
            open |= CHANNEL_BIT(prongs[i]);
    return open;
}

static bool prong_walk(World *world, uint64_t seed, Arena *arena, Tally *tally)
{
    world_make(world, seed, (WorldKind){.troubles = false, .far = false});
    world->situation.promise_count = world->situation.wake_count = 0;
    world->situation.sent_count = 0;
    const Person *person = &world->people[0];
    if (!world->situation.person_count || person->state != PERSON_HERE ||
        !oracle_reachable(world, person, CHANNEL_PHONE))
        return true;
    Decision talk = {.concern = CONCERN_CADENCE,
                     .channel = CHANNEL_PHONE,
                     .contact_id = person->id,
                     .mode = MODE_PERSON};
    world_touch(world, &talk, OUTCOME_TALKED, RESULT_NOTHING_YET, world->now);
    ChannelSet owed = open_prongs(world, person), used = CHANNEL_BIT(CHANNEL_PHONE);
    Day last = oracle_add_working_days(world, zone_day(world->owner.zone, world->now), 10);
    Decision decision;
    bool open = true;
    while (judge(world, seed, arena, &decision, &open, tally) && open &&
           zone_day(world->owner.zone, decision.due_at) <= last) {
        if (decision.contact_id == person->id)
            used |= CHANNEL_BIT(decision.channel);
        world->event = "a vain touch after the first talk";
        world_touch(world, &decision, world_vain_outcome(world, decision.channel), RESULT_NONE,
                    decision.due_at);
        world->now += 10 * MINUTE;
        tally->prongs++;
    }
    if (world->situation.state.first_talked_at == TIME_NONE || !open)
        return true;
    return (owed & ~used) == 0 ||
           fails(world, seed, &decision, tally,
                 "all three prongs within ten working days of the first talk");
}

/* --- the whole --- */

bool histories_run(uint64_t first, uint64_t count, Tally *tally)
{
    static World of_this_run;
    World *world = &of_this_run;
    auto_arena Arena *arena = arena_new();
    for (uint64_t seed = first; seed < first + count; seed++) {
        if (!history(world, seed, arena, tally) ||
            (seed % PRONGS_EVERY == 0 && !prong_walk(world, seed, arena, tally)) ||
            (seed % TAIL_EVERY == 0 && !tail_walk(world, seed, arena, tally)))
            return false;
    }
    return true;
}
