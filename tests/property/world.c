#include "world.h"

#include "follow/line.h"

#include "follow/cadence_builtin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const zones[] = {"Europe/Berlin",       "America/New_York",
                                    "America/Los_Angeles", "Asia/Tokyo",
                                    "Asia/Kolkata",        "Australia/Lord_Howe",
                                    "Africa/Casablanca",   "Pacific/Auckland",
                                    "America/Sao_Paulo",   "UTC"};
static const char *const content_kinds[] = {"article", "case-study", "photo", "offer"};

static int64_t new_id(World *world)
{
    return ++world->next_id;
}

/* --- the cadence --- */

static Step make_step(Random *random)
{
    static const char *const keys[] = {"hello", "photo", "case", "question", "visit", "letter"};
    static const Channel channels[] = {CHANNEL_PHONE,  CHANNEL_PHONE,  CHANNEL_PHONE, CHANNEL_EMAIL,
                                       CHANNEL_EMAIL,  CHANNEL_EMAIL,  CHANNEL_TEXT,  CHANNEL_TEXT,
                                       CHANNEL_FAX,    CHANNEL_LETTER, CHANNEL_GIFT,  CHANNEL_VISIT,
                                       CHANNEL_ARTICLE};
    static const Wait waits[] = {
        {0, WAIT_MINUTES},      {10, WAIT_MINUTES},     {1, WAIT_DAYS},
        {3, WAIT_DAYS},         {1, WAIT_WORKING_DAYS}, {2, WAIT_WORKING_DAYS},
        {5, WAIT_WORKING_DAYS}, {14, WAIT_DAYS},        {1, WAIT_MONTHS}};
    static const Wait windows[] = {{0, WAIT_DAYS},
                                   {0, WAIT_DAYS},
                                   {2, WAIT_WORKING_DAYS},
                                   {5, WAIT_WORKING_DAYS},
                                   {4, WAIT_DAYS}};
    Channel channel = RANDOM_OF(random, channels);
    bool machine = (MACHINE_CHANNELS & CHANNEL_BIT(channel)) && random_chance(random, 60);
    Step step = {
        .key = RANDOM_OF(random, keys),
        .channel = channel,
        .after = RANDOM_OF(random, waits),
        .window = RANDOM_OF(random, windows),
        .mode = machine ? MODE_MACHINE : MODE_PERSON,
        .personal = random_chance(random, 15),
        .reason = "I promised you the price list.",
    };
    step.news = random_chance(random, 60) ? "the price list" : NULL;
    step.content_kind = random_chance(random, 40) ? RANDOM_OF(random, content_kinds) : NULL;
    if (random_chance(random, 40))
        step.must = 1u << random_below(random, 10);
    if (random_chance(random, 30))
        step.must_not = (1u << random_below(random, 10)) & ~step.must;
    return step;
}

/* Those that come with Beck, read once. */
static const Cadence *shipped_cadence(Random *random)
{
    enum { MOST = 32 };
    static const Cadence *read[MOST];
    static size_t count;
    if (!count) {
        const CadenceBuiltin *builtin = cadence_builtin(&count);
        Arena *arena = arena_new(); /* lives as long as the program */
        for (size_t i = 0; i < count && i < MOST; i++) {
            Findings findings;
            Err err;
            if (!cadence_read(arena, builtin[i].source, builtin[i].length, &read[i], &findings,
                              &err))
                abort();
        }
    }
    return read[random_below(random, (int)count)];
}

static void random_cadence(World *world)
{
    static const Wait rhythms[][4] = {
        {{1, WAIT_DAYS}, {7, WAIT_DAYS}, {1, WAIT_MONTHS}, {3, WAIT_MONTHS}},
        {{7, WAIT_DAYS}, {7, WAIT_DAYS}, {1, WAIT_MONTHS}, {1, WAIT_MONTHS}},
        {{5, WAIT_WORKING_DAYS}, {14, WAIT_DAYS}, {2, WAIT_MONTHS}, {6, WAIT_MONTHS}},
        {{0, WAIT_DAYS}, {0, WAIT_DAYS}, {1, WAIT_DAYS}, {1, WAIT_DAYS}},
    };
    static const Wait floors[] = {{0, WAIT_DAYS}, {0, WAIT_DAYS}, {7, WAIT_DAYS}, {1, WAIT_MONTHS}};
    Random *random = &world->random;
    size_t steps = (size_t)random_below(random, WORLD_STEPS + 1);
    size_t tail = (size_t)random_between(random, 1, 4);
    for (size_t i = 0; i < steps; i++)
        world->steps[i] = make_step(random);
    for (size_t i = 0; i < tail; i++)
        world->tail[i] = make_step(random);
    memcpy(world->rhythm, RANDOM_OF(random, rhythms), sizeof world->rhythm);
    world->cadence = (Cadence){
        .name = "random",
        .steps = world->steps,
        .step_count = steps,
        .rhythm = world->rhythm,
        .rhythm_count = (size_t)random_between(random, 1, 4),
        .floor = RANDOM_OF(random, floors),
        .tail = world->tail,
        .tail_count = tail,
    };
}

static const Cadence *make_cadence(World *world)
{
    random_cadence(world);
    int draw = random_below(&world->random, 100);
    return draw < 2 ? NULL : draw < 40 ? shipped_cadence(&world->random) : &world->cadence;
}

/* --- people and addresses --- */

static Reach make_reach(World *world, AddressKind kind)
{
    Random *random = &world->random;
    Reach reach = {.id = new_id(world), .kind = kind};
    /* Some stand on two cards: the switchboard as somebody's office number. */
    char *value = world->values[reach.id % WORLD_VALUES];
    snprintf(value, sizeof world->values[0], "+999301%d",
             random_chance(random, 5) ? 0 : (int)reach.id);
    reach.value = value;
    reach.state = (AddressState)random_below(random, 2);
    if (random_chance(random, 12))
        reach.state = ADDRESS_BAD;
    reach.suppressed = world->kind.troubles && random_chance(random, 6);
    reach.text_basis = kind == ADDRESS_CELL && random_chance(random, 60);
    return reach;
}

static void make_place(World *world, Person *person)
{
    /* `or_zone`: where a number might ring as well. */
    static const struct {
        const char *zone, *country, *region, *or_zone;
    } places[] = {
        {"Europe/Berlin", "DE", "BY", NULL},
        {"Europe/Berlin", "DE", NULL, NULL},
        {"Europe/Paris", "FR", NULL, NULL},
        {"America/New_York", "US", "NY", NULL},
        {"America/New_York", "US", "FL", "America/Chicago"},
        {"America/Chicago", "US", "TX", "America/Denver"},
        {"America/Los_Angeles", "US", "CA", "America/New_York"},
        {"Asia/Tokyo", "JP", NULL, NULL},
        {"Asia/Kolkata", "IN", NULL, NULL},
        {"Europe/London", "GB", NULL, NULL},
        {"Australia/Lord_Howe", "AU", NULL, "Australia/Perth"},
        {"America/Sao_Paulo", "BR", NULL, "America/Manaus"},
    };
    Random *random = &world->random;
    person->country = world->owner.country;
    if (!world->kind.far)
        return;
    int place = random_below(random, (int)(sizeof places / sizeof *places));
    person->country = places[place].country;
    person->region = places[place].region;
    if (random_chance(random, 80))
        person->zones[person->zone_count++] = zone_find(places[place].zone);
    if (places[place].or_zone && random_chance(random, 30))
        person->zones[person->zone_count++] = zone_find(places[place].or_zone);
}

static void add_person(World *world)
{
    static const AddressKind kinds[] = {ADDRESS_CELL,  ADDRESS_OFFICE, ADDRESS_HOME,   ADDRESS_FAX,
                                        ADDRESS_EMAIL, ADDRESS_EMAIL,  ADDRESS_POSTAL, ADDRESS_SIP};
    Random *random = &world->random;
    size_t at = world->situation.person_count;
    if (at == WORLD_PEOPLE)
        return;
    Person *person = &world->people[at];
    *person = (Person){
        .id = new_id(world),
        .name = "Bob",
        .role = (Role)random_below(random, ROLES),
        .reports_to =
            at && random_chance(random, 50) ? world->people[random_below(random, (int)at)].id : 0,
        .reaches = world->reaches[at],
        .last_touched_at = TIME_NONE,
        .last_talked_at = TIME_NONE,
        .last_tried_at = TIME_NONE,
    };
    if (random_chance(random, 8))
        person->state = (PersonState)random_below(random, PERSON_STATES);
    if (world->kind.troubles && random_chance(random, 8))
        person->stopped = (ChannelSet)random_bits(random) & EVERY_CHANNEL;
    make_place(world, person);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (random_chance(random, 45))
            world->reaches[at][person->reach_count++] = make_reach(world, kinds[i]);
    world->situation.person_count++;
}

/* --- the owner and the rest --- */

static void make_owner(World *world)
{
    static const Hours shifts[] = {
        {9 * 60, 17 * 60}, {8 * 60, 18 * 60}, {8 * 60 + 30, 16 * 60 + 30}, {10 * 60, 19 * 60}};
    static const char *const countries[] = {"DE", "US", "JP", "GB"};
    Random *random = &world->random;
    Worker *owner = &world->owner;
    *owner = (Worker){.id = 1, .name = "Ann", .absences = world->absences};
    owner->zone = zone_find(RANDOM_OF(random, zones));
    owner->country = RANDOM_OF(random, countries);
    Hours shift = RANDOM_OF(random, shifts);
    for (int day = MONDAY; day <= SUNDAY; day++)
        owner->hours[day] = day <= FRIDAY ? shift : (Hours){0, 0};
    if (world->kind.troubles && random_chance(random, 15)) {
        owner->hours[random_below(random, 5)] = (Hours){0, 0};
        owner->hours[SATURDAY] = shift;
    }
    if (world->kind.troubles && random_chance(random, 3))
        memset(owner->hours, 0, sizeof owner->hours);
}

static Day owner_day(const World *world, Time at)
{
    return zone_day(world->owner.zone, at);
}

static void add_absence(World *world)
{
    Worker *owner = &world->owner;
    if (owner->absence_count == WORLD_ABSENCES)
        return;
    Random *random = &world->random;
    Day first = owner_day(world, world->now) + random_between(random, -3, 20);
    Day last = first + random_between(random, 0, 25);
    if (random_chance(random, 3))
        last = first + 5000;
    world->absences[owner->absence_count++] = (Absence){first, last};
}

static void add_load(World *world)
{
    Random *random = &world->random;
    Worker *owner = &world->owner;
    int most = world->policy.dials_per_day + 10;
    bool full = random_chance(random, 50);
    for (size_t i = 0; i < WORLD_LOAD; i++)
        world->dials[i] = (uint16_t)random_between(random, full ? most - 15 : 0, most);
    owner->load = (Load){owner_day(world, world->now) - random_below(random, 3),
                         (size_t)random_between(random, 1, WORLD_LOAD), world->dials};
}

static void add_hold(World *world)
{
    static const char *const reasons[] = {"pause", "out of office", "armed after a restore",
                                          "unsubscribed", REPLY_HOLD_REASON};
    Random *random = &world->random;
    Situation *situation = &world->situation;
    if (situation->hold_count == WORLD_HOLDS)
        return;
    Hold *hold = &world->holds[situation->hold_count++];
    *hold = (Hold){
        .id = new_id(world),
        .scope = (HoldScope)random_below(random, HOLD_SCOPES),
        .machine_only = random_chance(random, 50),
        .until = world->now + (Time)random_between(random, -5, 60) * DAY_SECONDS,
        .reason = RANDOM_OF(random, reasons),
    };
    if (random_chance(random, 25))
        hold->channels = (ChannelSet)random_bits(random) & EVERY_CHANNEL;
    if (random_chance(random, 20))
        hold->until = TIME_NONE;
    if (hold->scope == HOLD_CONTACT && situation->person_count)
        hold->scope_id = world->people[random_below(random, (int)situation->person_count)].id;
}

static void add_promise(World *world)
{
    Random *random = &world->random;
    Situation *situation = &world->situation;
    if (situation->promise_count == WORLD_PROMISES)
        return;
    OpenPromise *promise = &world->promises[situation->promise_count++];
    *promise = (OpenPromise){
        .id = new_id(world),
        .ours = random_chance(random, 60),
        .text = random_chance(random, 30) ? "the letter" : "the price list",
        .due_at = world->now + random_between(random, -2 * DAY_SECONDS, 12 * DAY_SECONDS),
    };
    if (random_chance(random, 60) && situation->person_count)
        promise->contact_id = world->people[random_below(random, (int)situation->person_count)].id;
}

static void add_sent(World *world)
{
    Random *random = &world->random;
    Situation *situation = &world->situation;
    if (situation->sent_count == WORLD_PROMISES)
        return;
    SentPromise *sent = &world->sent[situation->sent_count++];
    *sent = (SentPromise){
        .id = new_id(world),
        .text = "the drawings",
        .channel = random_chance(random, 70) ? CHANNEL_EMAIL : CHANNEL_FAX,
        .sent_at = world->now - random_below(random, 4 * DAY_SECONDS),
    };
    if (random_chance(random, 60) && situation->person_count)
        sent->contact_id = world->people[random_below(random, (int)situation->person_count)].id;
}

static void add_wake(World *world)
{
    Random *random = &world->random;
    Situation *situation = &world->situation;
    if (situation->wake_count == WORLD_WAKES)
        return;
    world->wakes[situation->wake_count++] = (Wake){
        .id = new_id(world),
        .kind = (WakeKind)random_below(random, WAKE_KINDS),
        .text = "the lease of the press",
        .at = world->now + (Time)random_between(random, -10, 200) * DAY_SECONDS,
        .ahead_days = random_below(random, 90),
    };
}

static void make_lead(World *world)
{
    Random *random = &world->random;
    Situation *situation = &world->situation;
    LeadState *state = &situation->state;
    *state = (LeadState){
        .status = LEAD_NEW,
        .captured_at = world->now - random_below(random, 6 * DAY_SECONDS),
        .first_talked_at = TIME_NONE,
        .last_talked_at = TIME_NONE,
        .last_touched_at = TIME_NONE,
        .answered_at = TIME_NONE,
        .our_answer_at = TIME_NONE,
        .agreed_at = TIME_NONE,
        .retry_at = TIME_NONE,
        .rest_until = TIME_NONE,
        .step_at = TIME_NONE,
    };
    if (random_chance(random, 70))
        state->step_at = state->captured_at;
    situation->lead_id = new_id(world);
    situation->account_id = random_chance(random, 80) ? new_id(world) : 0;
    situation->source = (SourceKind)random_below(random, SOURCE_KINDS);
    situation->temperature = (Temperature)random_below(random, TEMPERATURES);
    situation->account_climb_day = situation->account_mail_day = DAY_NONE;
    if (world->kind.troubles && random_chance(random, 25))
        situation->queue_place = (size_t)random_below(random, 400);
    state->asked_for_texts = situation->source == SOURCE_WEB && random_chance(random, 50);
}

void world_make(World *world, uint64_t seed, WorldKind kind)
{
    memset(world, 0, sizeof *world);
    Random *random = &world->random;
    random->state = seed * UINT64_C(0xD1B54A32D192ED03) + 1;
    world->kind = kind;
    world->event = "made";
    /* Somewhere in 2024 to 2030; changes of clocks and the turn of years lie within. */
    world->now = INT64_C(1704067200) + random_below(random, 6 * 365) * (Time)DAY_SECONDS +
                 random_below(random, DAY_SECONDS);
    make_owner(world);
    world->policy = policy_default();
    world->policy.closed = world->closed;
    Situation *situation = &world->situation;
    situation->owner = &world->owner;
    situation->policy = &world->policy;
    situation->people = world->people;
    situation->account_reaches = world->account_reaches;
    situation->holds = world->holds;
    situation->promises = world->promises;
    situation->sent = world->sent;
    situation->wakes = world->wakes;
    situation->contents = world->contents;
    make_lead(world);
    situation->cadence = make_cadence(world);
    for (int people = random_chance(random, 5) ? 0 : random_between(random, 1, 4); people; people--)
        add_person(world);
    if (situation->person_count)
        situation->contact_id = world->people[0].id;
    if (situation->account_id) {
        static const AddressKind kinds[] = {ADDRESS_SWITCHBOARD, ADDRESS_POSTAL, ADDRESS_FAX};
        for (size_t i = 0; i < 3; i++)
            if (random_chance(random, 40))
                world->account_reaches[situation->account_reach_count++] =
                    make_reach(world, kinds[i]);
    }
    for (int items = random_below(random, 5); items; items--)
        world->contents[situation->content_count++] = (ContentItem){
            .id = new_id(world),
            .kind = RANDOM_OF(random, content_kinds),
            .title = "How Huber did it",
            .channels = random_chance(random, 30) ? CHANNEL_BIT(CHANNEL_EMAIL) : 0,
        };
    if (random_chance(random, 20))
        add_wake(world);
    if (random_chance(random, 25))
        add_promise(world);
    if (random_chance(random, 15))
        add_sent(world);
    if (!kind.troubles)
        return;
    Day today = owner_day(world, world->now);
    while (world->policy.closed_count < WORLD_CLOSED && random_chance(random, 50)) {
        Day last =
            world->policy.closed_count ? world->closed[world->policy.closed_count - 1] : today - 5;
        world->closed[world->policy.closed_count++] = last + random_between(random, 1, 10);
    }
    if (random_chance(random, 25))
        add_absence(world);
    if (random_chance(random, 30))
        add_hold(world);
    if (random_chance(random, 40))
        add_load(world);
    situation->account_stopped = random_chance(random, 1);
}

/* --- what follows from a touch --- */

static Person *person_of(World *world, int64_t id)
{
    for (size_t i = 0; id && i < world->situation.person_count; i++)
        if (world->people[i].id == id)
            return &world->people[i];
    return NULL;
}

static Reach *reach_of(World *world, int64_t id)
{
    for (size_t person = 0; person < world->situation.person_count; person++)
        for (size_t i = 0; i < world->people[person].reach_count; i++)
            if (world->reaches[person][i].id == id)
                return &world->reaches[person][i];
    for (size_t i = 0; i < world->situation.account_reach_count; i++)
        if (world->account_reaches[i].id == id)
            return &world->account_reaches[i];
    return NULL;
}

/* The last days with moves, as the store's loader would hand them over. */
static void show_moves(World *world, Person *person)
{
    memset(person->moves, 0, sizeof person->moves);
    size_t days = 0;
    for (size_t i = world->log_count; i-- > 0;) {
        const Entry *entry = &world->log[i];
        if (entry->contact_id != person->id || (!entry->move && !entry->ring))
            continue;
        size_t at = 0;
        while (at < days && person->moves[at].day != entry->day)
            at++;
        if (at == MOVE_DAYS)
            continue;
        if (at == days)
            person->moves[days++].day = entry->day;
        person->moves[at].moves += entry->move;
        person->moves[at].rings += entry->ring;
    }
}

static void drop_promise(World *world, size_t place)
{
    world->promises[place] = world->promises[--world->situation.promise_count];
}

static void drop_sent(World *world, size_t place)
{
    world->sent[place] = world->sent[--world->situation.sent_count];
}

static void drop_hold(World *world, size_t place)
{
    world->holds[place] = world->holds[--world->situation.hold_count];
}

static void apply_suppression(World *world, const SuppressionEffect *effect)
{
    if (effect->account)
        world->situation.account_stopped = true;
    Reach *reach = reach_of(world, effect->address_id);
    Person *person = person_of(world, effect->contact_id);
    if (reach)
        reach->suppressed = true;
    if (person)
        person->stopped |= effect->channels;
}

static void apply_effects(World *world, const OutcomeInput *input, const Effects *effects)
{
    Situation *situation = &world->situation;
    situation->state = effects->state;
    for (size_t i = 0; i < effects->address_count; i++) {
        Reach *reach = reach_of(world, effects->addresses[i].address_id);
        if (reach)
            reach->state = effects->addresses[i].state;
    }
    for (size_t i = 0; i < effects->suppression_count; i++)
        apply_suppression(world, &effects->suppressions[i]);
    for (size_t i = 0; i < effects->hold_count && situation->hold_count < WORLD_HOLDS; i++)
        world->holds[situation->hold_count++] = effects->holds[i];
    for (size_t i = situation->hold_count; effects->lift_reply_hold && i-- > 0;)
        if (strcmp(world->holds[i].reason, REPLY_HOLD_REASON) == 0)
            drop_hold(world, i);
    Person *person = person_of(world, input->contact_id);
    if (person && effects->changed_person)
        person->state = effects->person;
    situation->account_stopped |= effects->account_stopped || effects->household_stopped;
    if (effects->wakes && situation->wake_count < WORLD_WAKES) {
        world->wakes[situation->wake_count] = effects->wake;
        world->wakes[situation->wake_count++].id = new_id(world);
    }
}

static void note(World *world, const OutcomeInput *input, const Decision *decision,
                 const Effects *effects)
{
    Situation *situation = &world->situation;
    Person *person = person_of(world, input->contact_id);
    Day day = owner_day(world, input->at);
    const OutcomeFacts *facts = outcome_facts(input->outcome);
    bool went = !facts->inbound && input->outcome != OUTCOME_SKIPPED;
    if (world->log_count < WORLD_LOG)
        world->log[world->log_count++] = (Entry){
            .day = day,
            .contact_id = input->contact_id,
            .content_id = went ? decision->content_id : 0,
            .channel = input->channel,
            .mode = decision->mode,
            .outcome = input->outcome,
            .move = effects->counts_move,
            .ring = effects->counts_ring,
        };
    if (person) {
        show_moves(world, person);
        if (facts->real)
            person->last_touched_at = input->at;
        if (facts->human)
            person->last_talked_at = input->at;
        else if (went && input->channel == CHANNEL_PHONE)
            person->last_tried_at = input->at;
    }
    if (!went)
        return;
    if (input->channel == CHANNEL_PHONE)
        situation->account_climb_day = day;
    if (input->channel == CHANNEL_EMAIL && decision->mode == MODE_MACHINE)
        situation->account_mail_day = day;
    for (size_t i = 0; i < situation->content_count; i++)
        if (decision->content_id && world->contents[i].id == decision->content_id)
            world->contents[i].given = true;
}

void world_touch(World *world, const Decision *decision, Outcome outcome, Result result, Time at)
{
    Situation *situation = &world->situation;
    bool asked = decision == &world->text;
    Random *random = &world->random;
    world->now = at;
    if (!decision->channel)
        return;
    OutcomeInput input = {
        .channel = decision->channel,
        .outcome = outcome,
        .result = result,
        .excuse = outcome == OUTCOME_SKIPPED ? (Excuse)random_below(random, EXCUSES) : EXCUSE_NONE,
        .concern = decision->concern,
        .contact_id = decision->contact_id,
        .address_id = decision->address_id,
        .step_place = decision->step_place,
        .planned = true,
        .asked = asked,
        .machine = decision->mode == MODE_MACHINE,
        .at = at,
        .until = random_chance(random, 40) ? at + (Time)random_between(random, 1, 120) * DAY_SECONDS
                                           : TIME_NONE,
        .whole_company = random_chance(random, 20),
    };
    Effects effects;
    Err err;
    if (!outcome_apply(situation, &input, &effects, &err))
        return;
    apply_effects(world, &input, &effects);
    note(world, &input, decision, &effects);
    if (outcome == OUTCOME_SKIPPED)
        return;
    for (size_t i = situation->promise_count; i-- > 0;)
        if (world->promises[i].id == decision->promise_id && random_chance(random, 80))
            drop_promise(world, i);
    for (size_t i = situation->sent_count; i-- > 0;)
        if (world->sent[i].id == decision->promise_id)
            drop_sent(world, i);
    for (size_t i = situation->wake_count; i-- > 0;)
        if (world->wakes[i].id == decision->wake_id)
            world->wakes[i] = world->wakes[--situation->wake_count];
}

Outcome world_vain_outcome(World *world, Channel channel)
{
    if (channel == CHANNEL_PHONE)
        return random_chance(&world->random, 60) ? OUTCOME_VOICEMAIL : OUTCOME_NO_ANSWER;
    return channel == CHANNEL_VISIT ? OUTCOME_NOT_IN : OUTCOME_SENT;
}

/* --- events --- */

static Outcome any_outcome(World *world, Channel channel)
{
    for (;;) {
        Outcome outcome = (Outcome)random_between(&world->random, 1, OUTCOMES - 1);
        const OutcomeFacts *facts = outcome_facts(outcome);
        /* Ends are rare in life, and would end most histories here. */
        bool rare = outcome == OUTCOME_DECEASED || outcome == OUTCOME_GONE;
        if ((!facts->channels || facts->channels & CHANNEL_BIT(channel)) &&
            (!rare || random_chance(&world->random, 10)))
            return outcome;
    }
}

static Result any_result(World *world, Outcome outcome)
{
    if (!outcome_facts(outcome)->results)
        return RESULT_NONE;
    Result result = (Result)random_between(&world->random, 1, RESULTS - 1);
    return result == RESULT_NEVER && random_chance(&world->random, 80) ? RESULT_NOTHING_YET
                                                                       : result;
}

static Time touch_time(World *world, const Decision *decision)
{
    Random *random = &world->random;
    if (random_chance(random, 15))
        return world->now; /* early */
    Time at = decision->due_at > world->now ? decision->due_at : world->now;
    return random_chance(random, 20) ? at + random_below(random, 4 * DAY_SECONDS) : at;
}

static void event_done(World *world, const Decision *decision)
{
    Outcome outcome = any_outcome(world, decision->channel);
    world->event = outcome_name(outcome);
    Time at = touch_time(world, decision);
    world_touch(world, decision, outcome, any_result(world, outcome), at);
    world->now += random_between(&world->random, 0, 2 * HOUR);
}

static void event_ordinary(World *world, const Decision *decision)
{
    Outcome outcome = world_vain_outcome(world, decision->channel);
    world->event = outcome_name(outcome);
    world_touch(world, decision, outcome, RESULT_NONE, touch_time(world, decision));
    world->now += random_between(&world->random, 0, 2 * HOUR);
}

static void event_from_them(World *world, const Decision *decision)
{
    static const struct {
        Outcome outcome;
        Channel channel;
    } ways[] = {{OUTCOME_THEY_CALLED, CHANNEL_PHONE},
                {OUTCOME_THEY_TEXTED, CHANNEL_TEXT},
                {OUTCOME_THEY_WROTE, CHANNEL_EMAIL},
                {OUTCOME_THEY_CAME, CHANNEL_VISIT}};
    Situation *situation = &world->situation;
    int way = random_below(&world->random, 4);
    OutcomeInput input = {
        .channel = ways[way].channel,
        .outcome = ways[way].outcome,
        .result = any_result(world, ways[way].outcome),
        .contact_id =
            situation->person_count
                ? world->people[random_below(&world->random, (int)situation->person_count)].id
                : 0,
        .at = world->now,
        .until = TIME_NONE,
    };
    world->event = outcome_name(input.outcome);
    Effects effects;
    Err err;
    if (!outcome_apply(situation, &input, &effects, &err))
        return;
    apply_effects(world, &input, &effects);
    note(world, &input, decision, &effects);
}

static void event_promise(World *world)
{
    world->event = "a promise";
    if (world->situation.promise_count && random_chance(&world->random, 40))
        drop_promise(world,
                     (size_t)random_below(&world->random, (int)world->situation.promise_count));
    else
        add_promise(world);
}

static void event_sent(World *world)
{
    world->event = "a promise was sent, or arrived";
    if (world->situation.sent_count && random_chance(&world->random, 50))
        drop_sent(world, (size_t)random_below(&world->random, (int)world->situation.sent_count));
    else
        add_sent(world);
}

static void event_hold(World *world)
{
    world->event = "a hold";
    if (world->situation.hold_count && random_chance(&world->random, 60))
        drop_hold(world, (size_t)random_below(&world->random, (int)world->situation.hold_count));
    else
        add_hold(world);
}

static void event_clock(World *world)
{
    bool back = random_chance(&world->random, 50);
    world->event = back ? "the clock was set back" : "time passed";
    Time by = random_chance(&world->random, 30)
                  ? random_between(&world->random, 0, 600) * (Time)DAY_SECONDS
                  : random_between(&world->random, 0, 3 * DAY_SECONDS);
    world->now += back ? -by : by;
}

static void event_people(World *world)
{
    world->event = "people changed";
    Situation *situation = &world->situation;
    add_person(world);
    Person *person = &world->people[random_below(&world->random, (int)situation->person_count)];
    if (random_chance(&world->random, 15))
        person->state = (PersonState)random_below(&world->random, PERSON_STATES);
    size_t at = (size_t)(person - world->people);
    if (person->reach_count < WORLD_REACHES)
        world->reaches[at][person->reach_count++] =
            make_reach(world, (AddressKind)random_between(&world->random, 1, ADDRESS_KINDS - 1));
}

/* --- a text they ask for during a call or a visit, which is set aside for it --- */

static const ContentItem *content_for(World *world, Channel channel)
{
    Situation *situation = &world->situation;
    if (!situation->content_count || random_chance(&world->random, 40))
        return NULL;
    const ContentItem *item =
        &world->contents[random_below(&world->random, (int)situation->content_count)];
    bool carried = !item->channels || item->channels & CHANNEL_BIT(channel);
    return carried && !item->given ? item : NULL;
}

static const Reach *cell_of(const Person *person)
{
    for (size_t i = 0; i < person->reach_count; i++)
        if (person->reaches[i].kind == ADDRESS_CELL)
            return &person->reaches[i];
    return NULL;
}

static LineRule text_line(const World *world, const Person *person, const Reach *cell)
{
    return line_ask(&world->situation, person, cell, CHANNEL_TEXT, MODE_PERSON, true, world->now)
        .rule;
}

/* As they say it, the number is theirs, and that they asked is its basis. */
static void event_asked(World *world, const Decision *decision)
{
    Person *person = person_of(world, decision->contact_id);
    const Reach *cell = person ? cell_of(person) : NULL;
    world->event = "they ask for a text";
    if (!cell || world->text.channel ||
        (decision->channel != CHANNEL_PHONE && decision->channel != CHANNEL_VISIT))
        return;
    Reach *said = reach_of(world, cell->id);
    said->state = ADDRESS_GOOD;
    said->text_basis = true;
    if (text_line(world, person, cell) != LINE_OPEN)
        return;
    const ContentItem *item = content_for(world, CHANNEL_TEXT);
    world->text = (Decision){.concern = CONCERN_PROMISE,
                             .channel = CHANNEL_TEXT,
                             .mode = MODE_MACHINE,
                             .contact_id = person->id,
                             .address_id = cell->id,
                             .content_id = item ? item->id : 0,
                             .due_at = world->now};
}

/* The worker comes to it, whatever has been since: what it stood in the place of is planned as if
 * it had not been. */
static bool text_goes(World *world)
{
    const Person *person = person_of(world, world->text.contact_id);
    const Reach *cell = reach_of(world, world->text.address_id);
    if (!world->text.channel || random_chance(&world->random, 40))
        return false;
    bool goes = person && person->state == PERSON_HERE && cell &&
                text_line(world, person, cell) == LINE_OPEN &&
                plan_next(&world->situation, world->now, &world->aside);
    if (goes) {
        world->event = "the text they asked for goes";
        world->text_prong = world->situation.state.first_talked_at != TIME_NONE &&
                            !(world->situation.state.prongs & CHANNEL_BIT(CHANNEL_TEXT));
        world_touch(world, &world->text, OUTCOME_SENT, RESULT_NONE, world->now);
        world->text_went = true;
    }
    world->text = (Decision){0};
    return goes;
}

void world_event(World *world, const Decision *decision)
{
    world->text_went = false;
    if (text_goes(world))
        return;
    int draw = random_below(&world->random, 100);
    int odds = world->kind.troubles ? 100 : 78; /* without troubles the last rows do not happen */
    draw = draw * odds / 100;
    if (draw < 35)
        event_ordinary(world, decision);
    else if (draw < 62)
        event_done(world, decision);
    else if (draw < 68)
        event_from_them(world, decision);
    else if (draw < 72)
        event_promise(world);
    else if (draw < 73)
        event_sent(world);
    else if (draw < 75)
        random_chance(&world->random, 40) ? add_wake(world) : event_asked(world, decision);
    else if (draw < 78)
        event_people(world);
    else if (draw < 83)
        event_hold(world);
    else if (draw < 90)
        event_clock(world);
    else if (draw < 94)
        add_absence(world);
    else
        add_load(world);
}
