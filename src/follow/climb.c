/* The climb of a call (DESIGN §3 "Calls"): one call session, whose dials belong to one touch. */

#include "follow/line.h"
#include "follow/plan_part.h"

#include <string.h>

typedef struct Climb {
    const Situation *situation;
    Time now;
    Dial *dials;
    const Reach **reaches; /* of the dials, to know a number that stands on two cards */
    size_t count, most;
} Climb;

/* The caps have dated the touch as a whole; within the climb, and for a person who calls early,
 * only what binds everyone counts: opt-outs and hours. */
static bool may_dial(const Climb *climb, const Person *person, const Reach *reach)
{
    static const bool is_cap[LINE_RULES] = {
        [LINE_DAY_CAP] = true,
        [LINE_WEEK_CAP] = true,
        [LINE_RING_CAP] = true,
        [LINE_ACCOUNT_CAP] = true,
    };
    LineAnswer answer =
        line_ask(climb->situation, person, reach, CHANNEL_PHONE, MODE_PERSON, false, climb->now);
    if (is_cap[answer.rule])
        answer =
            line_ask(climb->situation, person, reach, CHANNEL_PHONE, MODE_PERSON, true, climb->now);
    return answer.rule == LINE_OPEN;
}

static bool listed(const Climb *climb, const Reach *reach)
{
    for (size_t i = 0; i < climb->count; i++)
        if (climb->reaches[i]->id == reach->id ||
            strcmp(climb->reaches[i]->value, reach->value) == 0)
            return true;
    return false;
}

static void add_numbers(Climb *climb, const Person *person, const Reach *reaches, size_t count,
                        AddressKind kind, bool tired, int64_t before_id)
{
    for (size_t i = 0; i < count && climb->count < climb->most; i++) {
        const Reach *reach = &reaches[i];
        if (reach->kind != kind || reach_is_tired(reach) != tired || listed(climb, reach) ||
            !may_dial(climb, person, reach))
            continue;
        climb->reaches[climb->count] = reach;
        climb->dials[climb->count++] = (Dial){
            .contact_id = person ? person->id : 0,
            .address_id = reach->id,
            .kind = kind,
            .before_id = before_id,
        };
    }
}

static void add_switchboard(Climb *climb, int64_t before_id)
{
    const Situation *situation = climb->situation;
    for (int tired = 0; tired <= 1; tired++)
        add_numbers(climb, NULL, situation->account_reaches, situation->account_reach_count,
                    ADDRESS_SWITCHBOARD, tired, before_id);
}

/* Cell, office, home, then by the network; numbers at which nobody ever is come last. */
static void add_person(Climb *climb, const Person *person, int64_t before_id)
{
    static const AddressKind own[] = {ADDRESS_CELL, ADDRESS_OFFICE, ADDRESS_HOME, ADDRESS_SIP};
    for (int tired = 0; tired <= 1; tired++)
        for (size_t kind = 0; kind < sizeof own / sizeof *own; kind++)
            add_numbers(climb, person, person->reaches, person->reach_count, own[kind], tired,
                        before_id);
}

size_t plan_climb(Arena *arena, const Situation *situation, Time now, const Dial **dials)
{
    int most = situation->policy->dials_per_touch;
    Decision decision;
    *dials = NULL;
    if (most <= 0 || !plan_next(situation, now, &decision))
        return 0;
    Climb climb = {
        .situation = situation,
        .now = now,
        .dials = arena_array(arena, (size_t)most, sizeof *climb.dials),
        .reaches = arena_array(arena, (size_t)most, sizeof(Reach *)),
        .most = (size_t)most,
    };
    const Person *order[PLAN_PEOPLE];
    size_t people =
        plan_people_order(situation, plan_person(situation, decision.contact_id), order);
    int64_t before_id = 0;
    for (size_t i = 0; i < people; i++) {
        size_t before = climb.count;
        add_person(&climb, order[i], before_id);
        if (climb.count > before)
            before_id = order[i]->id;
        if (i == 0)
            add_switchboard(&climb, before_id);
    }
    if (!people)
        add_switchboard(&climb, 0);
    *dials = climb.dials;
    return climb.count;
}

const char *plan_climb_opening(Arena *arena, const char *before, bool left)
{
    return left ? arena_printf(arena,
                               "I just left %s a voicemail, and did not want to wait with this, so "
                               "I thought I would ask you.",
                               before)
                : arena_printf(arena,
                               "I just tried to reach %s and could not, so I thought I would ask "
                               "you.",
                               before);
}

ChannelSet plan_follow_ups(const Situation *situation, Time now)
{
    static const Channel ways[] = {CHANNEL_EMAIL, CHANNEL_TEXT};
    const Person *person = plan_main_person(situation);
    ChannelSet found = 0;
    if (!person || person->state != PERSON_HERE || situation->state.agreed_at > now)
        return 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (plan_way_reaches(situation, person, ways[i]))
            found |= CHANNEL_BIT(ways[i]);
    return found;
}
