/* The lead as a log has left it, told from what was written: asking for it again is a third of the
 * work of a log, and two round trips to a server of another machine. */
#include "action/log_inner.h"

#include "base/text.h"

#include <string.h>

static bool knows_address(const Logging *logging, int64_t id)
{
    const Situation *situation = &logging->loaded.situation;
    for (size_t i = 0; i < situation->account_reach_count; i++)
        if (situation->account_reaches[i].id == id)
            return true;
    for (size_t i = 0; i < situation->person_count; i++)
        for (size_t k = 0; k < situation->people[i].reach_count; k++)
            if (situation->people[i].reaches[k].id == id)
                return true;
    return !id;
}

/* Nothing but the lead's own state, its person's times and moves, and what was given. */
static bool is_plain(const Logging *logging, const Cadence *cadence)
{
    const Effects *effects = &logging->effects;
    const LogInput *input = logging->input;
    const Tried *main = logging->main;
    bool around = effects->address_count || effects->suppression_count || effects->hold_count ||
                  effects->lift_reply_hold || effects->changed_person || effects->account_stopped ||
                  effects->household_stopped || effects->wakes;
    bool learned = input->promise || input->set_count || input->gave_count ||
                   logging->search_changed || logging->search_contact || logging->search_account;
    bool settles =
        logging->loaded.situation.sent_count ||
        (logging->planned && (logging->loaded.next.promise_id || logging->loaded.next.wake_id));
    return !around && !learned && !settles && logging->tried_count == 1 &&
           cadence == logging->loaded.situation.cadence && lead_is_open(effects->state.status) &&
           knows_address(logging, main->address_id) &&
           (!main->contact_id || log_loaded_person(logging, main->contact_id));
}

static Time later(Time a, Time b)
{
    return a == TIME_NONE || (b != TIME_NONE && b > a) ? b : a;
}

static void count_move(Person *person, Day day, bool move, bool ring)
{
    MoveDay *place = &person->moves[0];
    for (size_t i = 0; i < MOVE_DAYS; i++) {
        MoveDay *at = &person->moves[i];
        bool is_free = !at->moves && !at->rings;
        if (!is_free && at->day == day) {
            place = at;
            break;
        }
        if (is_free || at->day < place->day)
            place = at;
        if (is_free)
            break;
    }
    if ((place->moves || place->rings) && place->day != day)
        *place = (MoveDay){0};
    place->day = day;
    place->moves += move;
    place->rings += ring;
}

static void touch_person(const Logging *logging, Person *person)
{
    const Tried *main = logging->main;
    const OutcomeFacts *facts = outcome_facts(main->outcome);
    const Zone *zone = logging->loaded.situation.owner->zone;
    Day day = zone_day(zone, logging->at);
    bool unanswered = main->channel == CHANNEL_PHONE && !facts->human && !facts->inbound;
    bool move = logging->effects.counts_move, ring = logging->effects.counts_ring;
    if (main->outcome != OUTCOME_SKIPPED) {
        person->last_touched_at =
            later(person->last_touched_at, facts->real ? logging->at : TIME_NONE);
        person->last_talked_at =
            later(person->last_talked_at, facts->human ? logging->at : TIME_NONE);
        person->last_tried_at = later(person->last_tried_at, unanswered ? logging->at : TIME_NONE);
    }
    if ((move || ring) && day >= zone_day(zone, logging->context->now) - MOVE_DAYS)
        count_move(person, day, move, ring);
}

/* The number rang, and nobody was there. */
static const Reach *ring(const Logging *logging, const Reach *reaches, size_t count)
{
    Reach *made = arena_array(logging->arena, count, sizeof *made);
    for (size_t i = 0; i < count; i++) {
        made[i] = reaches[i];
        made[i].unanswered += made[i].id == logging->main->address_id;
    }
    return made;
}

static void set_reaches(const Logging *logging, Situation *situation)
{
    Person *people = arena_array(logging->arena, situation->person_count, sizeof *people);
    for (size_t i = 0; i < situation->person_count; i++) {
        people[i] = situation->people[i];
        people[i].reaches = ring(logging, people[i].reaches, people[i].reach_count);
    }
    situation->people = people;
    situation->account_reaches =
        ring(logging, situation->account_reaches, situation->account_reach_count);
}

static void set_people(const Logging *logging, Situation *situation)
{
    Person *people = arena_array(logging->arena, situation->person_count, sizeof *people);
    for (size_t i = 0; i < situation->person_count; i++) {
        people[i] = situation->people[i];
        if (people[i].id == logging->main->contact_id)
            touch_person(logging, &people[i]);
    }
    situation->people = people;
}

static void set_given(const Logging *logging, Situation *situation)
{
    ContentItem *items = arena_array(logging->arena, situation->content_count, sizeof *items);
    for (size_t i = 0; i < situation->content_count; i++) {
        items[i] = situation->contents[i];
        items[i].given = items[i].given || items[i].id == logging->given_id;
    }
    if (logging->main->contact_id == situation->contact_id)
        situation->contents = items;
}

bool log_after(const Logging *logging, const Cadence *cadence, LoadedLead *after)
{
    bool is_log = logging->main != NULL; /* else the lead was changed by hand */
    if (!is_log || logging->beside || !is_plain(logging, cadence))
        return false;
    *after = logging->loaded;
    Situation *situation = &after->situation;
    situation->state = logging->effects.state;
    set_people(logging, situation);
    if (log_rang_in_vain(logging->main))
        set_reaches(logging, situation);
    if (logging->given_id)
        set_given(logging, situation);
    if (logging->climb_day && logging->climb_day > situation->account_climb_day)
        situation->account_climb_day = logging->climb_day;
    if (logging->mail_day && logging->mail_day > situation->account_mail_day)
        situation->account_mail_day = logging->mail_day;
    return true;
}
