#include "follow/forecast.h"

#include "follow/outcome.h"
#include "follow/plan_part.h"

#include <string.h>

enum {
    TOUCHES_MOST = 4096, /* of one walk */
    TOUCH_MINUTES = 10,  /* so long after a touch the next one is planned */
    HUNDRED = 100
};

ForecastOdds forecast_odds_default(void)
{
    return (ForecastOdds){.talked = 15, .voicemail = 55};
}

/* A situation of its own, which the walk may change. */
typedef struct Walk {
    Situation situation;
    Person *people;
    OpenPromise *promises;
    Wake *wakes;
    ContentItem *contents;
    Hold *holds;
} Walk;

static void *copied(Arena *arena, const void *from, size_t count, size_t size)
{
    void *copy = arena_array(arena, count ? count : 1, size);
    if (count)
        memcpy(copy, from, count * size);
    return copy;
}

static Walk walk_begin(Arena *arena, const Situation *situation)
{
    Walk walk = {.situation = *situation};
    Situation *own = &walk.situation;
    own->people = walk.people = copied(arena, own->people, own->person_count, sizeof *own->people);
    own->promises = walk.promises =
        copied(arena, own->promises, own->promise_count, sizeof *own->promises);
    own->wakes = walk.wakes = copied(arena, own->wakes, own->wake_count, sizeof *own->wakes);
    own->contents = walk.contents =
        copied(arena, own->contents, own->content_count, sizeof *own->contents);
    own->holds = walk.holds = copied(arena, own->holds, own->hold_count, sizeof *own->holds);
    return walk;
}

/* --- what is assumed --- */

/* SplitMix64 (Steele, Lea, Flood 2014): every bit of the input moves the whole output. */
static uint64_t mixed(uint64_t bits)
{
    bits += UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94D049BB133111EB);
    return bits ^ (bits >> 31);
}

static Outcome assumed_outcome(const Situation *situation, Channel channel, size_t number,
                               ForecastOdds odds)
{
    if (channel == CHANNEL_VISIT)
        return OUTCOME_MET;
    if (channel != CHANNEL_PHONE)
        return OUTCOME_SENT;
    int draw = (int)(mixed(mixed((uint64_t)situation->lead_id) + number) % HUNDRED);
    if (draw < odds.talked)
        return OUTCOME_TALKED;
    return draw < odds.talked + odds.voicemail ? OUTCOME_VOICEMAIL : OUTCOME_NO_ANSWER;
}

/* --- what follows from it --- */

static void count_on(Person *person, Day day, bool move, bool ring)
{
    MoveDay *slot = &person->moves[0];
    for (size_t i = 0; i < MOVE_DAYS; i++) {
        MoveDay *other = &person->moves[i];
        bool empty = !other->moves && !other->rings;
        if (!empty && other->day == day) {
            slot = other;
            break;
        }
        bool slot_empty = !slot->moves && !slot->rings;
        if (!slot_empty && (empty || other->day < slot->day))
            slot = other;
    }
    if (slot->day != day)
        *slot = (MoveDay){.day = day};
    slot->moves += move;
    slot->rings += ring;
}

static void drop_promise(Walk *walk, int64_t id)
{
    size_t kept = 0;
    for (size_t i = 0; i < walk->situation.promise_count; i++)
        if (walk->promises[i].id != id)
            walk->promises[kept++] = walk->promises[i];
    walk->situation.promise_count = kept;
}

static void drop_wake(Walk *walk, int64_t id)
{
    size_t kept = 0;
    for (size_t i = 0; i < walk->situation.wake_count; i++)
        if (walk->wakes[i].id != id)
            walk->wakes[kept++] = walk->wakes[i];
    walk->situation.wake_count = kept;
}

static void drop_reply_holds(Walk *walk)
{
    size_t kept = 0;
    for (size_t i = 0; i < walk->situation.hold_count; i++) {
        const char *reason = walk->holds[i].reason;
        if (!reason || strcmp(reason, REPLY_HOLD_REASON) != 0)
            walk->holds[kept++] = walk->holds[i];
    }
    walk->situation.hold_count = kept;
}

static void note_person(Walk *walk, const Decision *touch, Day day, Outcome outcome,
                        const Effects *effects)
{
    for (size_t i = 0; touch->contact_id && i < walk->situation.person_count; i++) {
        Person *person = &walk->people[i];
        if (person->id != touch->contact_id)
            continue;
        person->last_touched_at = touch->due_at;
        if (outcome_facts(outcome)->human)
            person->last_talked_at = touch->due_at;
        else if (touch->channel == CHANNEL_PHONE)
            person->last_tried_at = touch->due_at;
        if (effects->counts_move || effects->counts_ring)
            count_on(person, day, effects->counts_move, effects->counts_ring);
    }
}

static bool walk_on(Walk *walk, const Decision *touch, Day day, Outcome outcome)
{
    Situation *situation = &walk->situation;
    bool human = outcome_facts(outcome)->human;
    OutcomeInput input = {
        .channel = touch->channel,
        .outcome = outcome,
        .result = human ? RESULT_NOTHING_YET : RESULT_NONE,
        .concern = touch->concern,
        .contact_id = touch->contact_id,
        .address_id = touch->address_id,
        .step_place = touch->step_place,
        .planned = true,
        .machine = touch->mode == MODE_MACHINE,
        .at = touch->due_at,
        .until = TIME_NONE,
    };
    Effects effects;
    Err err;
    if (!outcome_apply(situation, &input, &effects, &err))
        return false;
    situation->state = effects.state;
    if (effects.lift_reply_hold)
        drop_reply_holds(walk);
    if (touch->promise_id)
        drop_promise(walk, touch->promise_id);
    if (touch->wake_id)
        drop_wake(walk, touch->wake_id);
    if (touch->channel == CHANNEL_PHONE)
        situation->account_climb_day = day;
    if (touch->channel == CHANNEL_EMAIL && touch->mode == MODE_MACHINE)
        situation->account_mail_day = day;
    for (size_t i = 0; touch->content_id && i < situation->content_count; i++)
        if (walk->contents[i].id == touch->content_id)
            walk->contents[i].given = true;
    note_person(walk, touch, day, outcome, &effects);
    return true;
}

size_t forecast_walk(Arena *scratch, const Situation *situation, Time now, Time until,
                     ForecastOdds odds, ForecastVisit *visit, void *context)
{
    ArenaMark mark = arena_mark(scratch);
    Walk walk = walk_begin(scratch, situation);
    size_t count = 0;
    Decision touch;
    while (count < TOUCHES_MOST && plan_next(&walk.situation, now, &touch) &&
           touch.due_at < until) {
        Day day = plan_owner_day(situation, touch.due_at);
        visit(context, &touch, day);
        Outcome outcome = assumed_outcome(situation, touch.channel, count++, odds);
        /* At the owner's desk nothing goes out, so nothing follows. */
        if (!touch.channel || !walk_on(&walk, &touch, day, outcome))
            break;
        now = touch.due_at + (Time)TOUCH_MINUTES * MINUTE;
    }
    arena_rewind(scratch, mark);
    return count;
}
