/* By which way: the channels that can reach somebody, in the order to try them. */

#include "follow/line.h"
#include "follow/plan_mutation.h"
#include "follow/plan_part.h"

enum { KINDS_MOST = 5, FALLS_MOST = 6 };

/* The kinds of address that carry a channel, in the order to try them (calls go cell, office, home,
 * SIP, switchboard). `bare`: needs none. */
static const struct {
    AddressKind kinds[KINDS_MOST];
    bool bare;
} carried_by[CHANNELS] = {
    [CHANNEL_PHONE] = {{ADDRESS_CELL, ADDRESS_OFFICE, ADDRESS_HOME, ADDRESS_SIP,
                        ADDRESS_SWITCHBOARD},
                       false},
    [CHANNEL_EMAIL] = {{ADDRESS_EMAIL}, false},
    [CHANNEL_TEXT] = {{ADDRESS_CELL}, false},
    [CHANNEL_FAX] = {{ADDRESS_FAX}, false},
    [CHANNEL_VISIT] = {{ADDRESS_POSTAL}, false},
    [CHANNEL_LETTER] = {{ADDRESS_POSTAL}, false},
    [CHANNEL_GIFT] = {{ADDRESS_POSTAL}, false},
    [CHANNEL_ARTICLE] = {{ADDRESS_URL, ADDRESS_EMAIL, ADDRESS_POSTAL}, true},
};

/* Where a step falls when its channel cannot reach anybody: the next one. */
static const Channel falls_to[CHANNELS][FALLS_MOST] = {
    [CHANNEL_PHONE] = {CHANNEL_EMAIL, CHANNEL_TEXT, CHANNEL_LETTER, CHANNEL_FAX, CHANNEL_VISIT},
    [CHANNEL_EMAIL] = {CHANNEL_PHONE, CHANNEL_TEXT, CHANNEL_LETTER, CHANNEL_FAX, CHANNEL_VISIT},
    [CHANNEL_TEXT] = {CHANNEL_PHONE, CHANNEL_EMAIL, CHANNEL_LETTER, CHANNEL_FAX, CHANNEL_VISIT},
    [CHANNEL_FAX] = {CHANNEL_EMAIL, CHANNEL_PHONE, CHANNEL_LETTER, CHANNEL_TEXT, CHANNEL_VISIT},
    [CHANNEL_VISIT] = {CHANNEL_PHONE, CHANNEL_EMAIL, CHANNEL_TEXT, CHANNEL_LETTER, CHANNEL_FAX},
    [CHANNEL_LETTER] = {CHANNEL_EMAIL, CHANNEL_PHONE, CHANNEL_TEXT, CHANNEL_FAX, CHANNEL_VISIT},
    [CHANNEL_GIFT] = {CHANNEL_LETTER, CHANNEL_PHONE, CHANNEL_EMAIL, CHANNEL_TEXT, CHANNEL_FAX,
                      CHANNEL_VISIT},
    [CHANNEL_ARTICLE] = {CHANNEL_EMAIL, CHANNEL_PHONE, CHANNEL_LETTER, CHANNEL_TEXT, CHANNEL_FAX,
                         CHANNEL_VISIT},
};

/* A way that would open only after so long is left for one that opens sooner. */
enum { PATIENCE_DAYS = 14 };

/* --- addresses --- */

static bool usable(const Situation *situation, const Reach *reach, Channel channel)
{
    const LeadState *state = &situation->state;
    if (reach->state == ADDRESS_BAD && !PLAN_MUTATED(BAD_ADDRESS))
        return false;
    if (reach->suppressed && !PLAN_MUTATED(SUPPRESSED))
        return false;
    if (channel == CHANNEL_FAX)
        return line_fax_basis(situation);
    if (channel != CHANNEL_TEXT || PLAN_MUTATED(EARLY_TEXT))
        return true;
    return reach->text_basis && (state->first_talked_at != TIME_NONE || state->asked_for_texts ||
                                 state->answered_at != TIME_NONE);
}

static const Reach *reach_of(const Situation *situation, const Reach *reaches, size_t count,
                             Channel channel, AddressKind kind)
{
    const Reach *tired = NULL;
    for (size_t i = 0; i < count; i++) {
        if (reaches[i].kind != kind || !usable(situation, &reaches[i], channel))
            continue;
        if (!reach_is_tired(&reaches[i]))
            return &reaches[i];
        if (!tired)
            tired = &reaches[i];
    }
    return tired;
}

const Reach *plan_way_reach(const Situation *situation, const Person *person, Channel channel,
                            AddressKind kind)
{
    const Reach *reach = NULL;
    if (person)
        reach = reach_of(situation, person->reaches, person->reach_count, channel, kind);
    if (!reach && !situation->account_stopped)
        reach = reach_of(situation, situation->account_reaches, situation->account_reach_count,
                         channel, kind);
    return reach;
}

static bool stopped(const Situation *situation, const Person *person, Channel channel)
{
    if (PLAN_MUTATED(STOPPED_WAY))
        return false;
    return situation->account_stopped || (person && (person->stopped & CHANNEL_BIT(channel)));
}

bool plan_way_reaches(const Situation *situation, const Person *person, Channel channel)
{
    if (stopped(situation, person, channel))
        return false;
    for (size_t i = 0; i < KINDS_MOST && carried_by[channel].kinds[i]; i++)
        if (plan_way_reach(situation, person, channel, carried_by[channel].kinds[i]))
            return true;
    return carried_by[channel].bare;
}

AddressKind plan_way_missing(const Situation *situation, const Person *person, Channel channel)
{
    if (!channel || carried_by[channel].bare)
        return ADDRESS_NONE;
    AddressKind kind = carried_by[channel].kinds[0];
    if (!person && channel == CHANNEL_PHONE)
        kind = ADDRESS_SWITCHBOARD;
    const Reach *reaches = person ? person->reaches : situation->account_reaches;
    size_t count = person ? person->reach_count : situation->account_reach_count;
    for (size_t i = 0; i < count; i++)
        if (reaches[i].kind == kind && reaches[i].state != ADDRESS_BAD && !reaches[i].suppressed)
            return ADDRESS_NONE;
    return kind;
}

/* --- the search --- */

typedef struct Search {
    const Situation *situation;
    const Wish *wish;
    Time now;
    Time patience; /* a way at or before this time is good enough */
    Way best;
    bool found;
} Search;

/* Keeps the way when it opens sooner than the best so far; true when it is good enough. */
static bool consider(Search *search, const Person *person, const Reach *reach, Channel channel,
                     Mode mode)
{
    Way way = {.person = person, .reach = reach, .channel = channel, .mode = mode};
    if (!plan_slot_find(search->situation, search->wish, search->now, &way))
        return false;
    if (!search->found || way.at < search->best.at) {
        search->best = way;
        search->found = true;
    }
    return way.at <= search->patience;
}

static bool try_channel(Search *search, const Person *person, Channel channel, Mode mode)
{
    if (stopped(search->situation, person, channel))
        return false;
    for (int tired = 0; tired <= 1; tired++)
        for (size_t i = 0; i < KINDS_MOST && carried_by[channel].kinds[i]; i++) {
            const Reach *reach =
                plan_way_reach(search->situation, person, channel, carried_by[channel].kinds[i]);
            if (reach && reach_is_tired(reach) == tired &&
                consider(search, person, reach, channel, mode))
                return true;
        }
    /* Who has agreed to meet knows where, even if Beck does not. */
    bool meeting = channel == CHANNEL_VISIT && search->wish->concern == CONCERN_AGREED;
    return (carried_by[channel].bare || meeting) && consider(search, person, NULL, channel, mode);
}

/* The wished channel first, then those it falls to. What a machine may not send soon (a hold of
 * machines) a person sends by the same channel. A machine's words are for the one they were written
 * to; whom to speak with instead is asked by a person, and best by phone. */
static bool try_person(Search *search, const Person *person)
{
    const Wish *wish = search->wish;
    bool wished = person == wish->person;
    Channel channel = wished || person ? wish->channel : CHANNEL_PHONE;
    if (wished && wish->mode == MODE_MACHINE && try_channel(search, person, channel, MODE_MACHINE))
        return true;
    if (try_channel(search, person, channel, MODE_PERSON))
        return true;
    for (size_t i = 0; i < FALLS_MOST && falls_to[channel][i]; i++)
        if (try_channel(search, person, falls_to[channel][i], MODE_PERSON))
            return true;
    return false;
}

/* No address is known: the first channel nothing speaks against, whose address is to be found. */
static bool try_without_address(Search *search, const Person *person)
{
    static const Channel order[] = {CHANNEL_PHONE, CHANNEL_EMAIL, CHANNEL_LETTER, CHANNEL_VISIT};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (!stopped(search->situation, person, order[i])) {
            consider(search, person, NULL, order[i], MODE_PERSON);
            return search->found;
        }
    return false;
}

/* Everybody there by the addresses they have, then the account itself. */
static void search_known(Search *search)
{
    const Person *first = search->wish->person;
    bool here = first && (first->state == PERSON_HERE || PLAN_MUTATED(GONE_PERSON));
    /* The common case, before the others are put in order. */
    if (here)
        try_person(search, first);
    if (search->found)
        return;
    const Person *order[PLAN_PEOPLE];
    size_t count = plan_people_order(search->situation, first, order);
    for (size_t i = 0; i < count && !search->found; i++)
        if (order[i] != first)
            try_person(search, order[i]);
    if (!search->found && !search->situation->account_stopped)
        try_person(search, NULL);
}

/* Nobody can be reached by what is known: somebody's address, or the account's, is to be found. */
static void search_unknown(Search *search)
{
    const Situation *situation = search->situation;
    const Person *order[PLAN_PEOPLE];
    size_t count = plan_people_order(situation, search->wish->person, order);
    for (size_t i = 0; i < count && !search->found; i++)
        try_without_address(search, order[i]);
    bool account_left = situation->account_id != 0 || situation->person_count == 0;
    if (!search->found && account_left)
        try_without_address(search, NULL);
}

/* What does not end stops the sending, not the planning: holds that wait for somebody to lift them,
 * and an owner who does not come back. Planned as if they were not there, the touch stands until
 * the hold is lifted or the lead is handed over. Looked at only when nothing else was found, so
 * what ends in more than a year counts as endless too. */
enum { HOLDS_MOST = 32, ABSENCES_MOST = 32, ENDLESS_DAYS = 366 };
typedef struct Hopeful {
    Situation situation;
    Worker owner;
    Hold holds[HOLDS_MOST];
    Absence absences[ABSENCES_MOST];
} Hopeful;

static const Situation *without_endless(const Situation *situation, Time now, Hopeful *hopeful)
{
    Time endless = now + (Time)ENDLESS_DAYS * DAY_SECONDS;
    Day endless_day = plan_owner_day(situation, endless);
    hopeful->situation = *situation;
    hopeful->owner = *situation->owner;
    Worker *owner = &hopeful->owner;
    owner->absences = hopeful->absences;
    owner->absence_count = 0;
    for (size_t i = 0; i < situation->owner->absence_count; i++) {
        const Absence *absence = &situation->owner->absences[i];
        if (absence->last < endless_day && owner->absence_count < ABSENCES_MOST)
            hopeful->absences[owner->absence_count++] = *absence;
    }
    Situation *copy = &hopeful->situation;
    copy->owner = owner;
    copy->holds = hopeful->holds;
    copy->hold_count = 0;
    for (size_t i = 0; i < situation->hold_count && copy->hold_count < HOLDS_MOST; i++) {
        const Hold *hold = &situation->holds[i];
        bool ends = hold->until != TIME_NONE && hold->until < endless;
        /* A hold of machines leaves the way of a person. */
        if (ends || hold->machine_only)
            hopeful->holds[copy->hold_count++] = *hold;
    }
    return copy;
}

void plan_way_find(const Situation *situation, const Wish *wish, Time now, Way *way)
{
    Time from = wish->wanted > now ? wish->wanted : now;
    Search search = {.situation = situation,
                     .wish = wish,
                     .now = now,
                     .patience = from + (Time)PATIENCE_DAYS * DAY_SECONDS};
    Hopeful hopeful;
    if (!wish->desk)
        search_known(&search);
    if (!search.found && !wish->desk) {
        search.situation = without_endless(situation, from, &hopeful);
        search_known(&search);
        if (!search.found)
            search_unknown(&search);
    }
    if (search.found) {
        *way = search.best;
        plan_slot_level(search.situation, wish, now, way);
        return;
    }
    Time desk = plan_slot_desk(situation, from);
    *way = (Way){.channel = CHANNEL_NONE,
                 .mode = MODE_PERSON,
                 .at = desk,
                 .day = plan_owner_day(situation, desk),
                 .latest = desk,
                 .levelled_from = DAY_NONE};
}
