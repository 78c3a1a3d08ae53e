/* World: one lead with everything around it, made at random and moved on by random events, as a
 * history of following up would. The planner sees world->situation; the oracle sees all of it.
 *
 * Two worlds of the same seed are the same. A World holds pointers into itself: never copy one.
 */
#pragma once

#include "follow/outcome.h"
#include "follow/plan.h"

#include "random.h"

enum {
    WORLD_PEOPLE = 6,
    WORLD_REACHES = 8,
    WORLD_STEPS = 10,
    WORLD_HOLDS = 8,
    WORLD_PROMISES = 6,
    WORLD_WAKES = 4,
    WORLD_CONTENTS = 8,
    WORLD_ABSENCES = 4,
    WORLD_LOAD = 60,
    WORLD_CLOSED = 4,
    WORLD_VALUES = 128,
    WORLD_LOG = 1024
};

/* What has been: the oracle counts from it, never from what the planner is told. */
typedef struct Entry {
    Day day; /* of the owner */
    int64_t contact_id, content_id;
    Channel channel;
    Mode mode;
    Outcome outcome;
    bool move, ring;
} Entry;

/* What a world may hold. */
typedef struct WorldKind {
    bool troubles; /* holds, absences, load, stops, wrong clocks, caps already used */
    bool far;      /* contacts in other zones than the owner */
} WorldKind;

typedef struct World {
    Random random;
    WorldKind kind;
    Time now;
    Situation situation;
    Person people[WORLD_PEOPLE];
    Reach reaches[WORLD_PEOPLE][WORLD_REACHES];
    Reach account_reaches[WORLD_REACHES];
    char values[WORLD_VALUES][16]; /* of addresses, by id */
    Hold holds[WORLD_HOLDS];
    OpenPromise promises[WORLD_PROMISES];
    SentPromise sent[WORLD_PROMISES];
    Wake wakes[WORLD_WAKES];
    ContentItem contents[WORLD_CONTENTS];
    Absence absences[WORLD_ABSENCES];
    uint16_t dials[WORLD_LOAD];
    Day closed[WORLD_CLOSED];
    Worker owner;
    Policy policy;
    Cadence cadence;
    Step steps[WORLD_STEPS], tail[WORLD_STEPS];
    Wait rhythm[4];
    Entry log[WORLD_LOG];
    size_t log_count;
    int64_t next_id;
    Decision text;   /* that they asked for by a call or a visit, and that waits; channel 0: none */
    Decision aside;  /* what it stood in the place of, as it was planned right before it went */
    bool text_went;  /* it was the last event … */
    bool text_prong; /* … and the first text since they talked */
    const char *event; /* the last one, for the report of a failure */
} World;

void world_make(World *world, uint64_t seed, WorldKind kind);
/* One thing happens: the touch is done, they answer, somebody promises, the clock goes wrong … */
void world_event(World *world, const Decision *decision);
/* The touch is done at `at` with this outcome and result, and all that follows is noted. */
void world_touch(World *world, const Decision *decision, Outcome outcome, Result result, Time at);
/* An ordinary outcome of that channel in which nobody of theirs speaks. */
Outcome world_vain_outcome(World *world, Channel channel);
