#include "action/load_rows.h"

#include "base/phone.h"
#include "base/place.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

typedef struct OffsetZone {
    const Zone *zone;
    int offset;
} OffsetZone;

static int by_offset(const void *a, const void *b)
{
    int left = ((const OffsetZone *)a)->offset, right = ((const OffsetZone *)b)->offset;
    return (left > right) - (left < right);
}

/* Of many possible zones only the outermost narrow the common hours. */
static size_t keep_outermost(const char *const *names, size_t count, Time now,
                             const Zone *zones[PERSON_ZONES])
{
    enum { MOST = 64 };
    OffsetZone found[MOST];
    size_t known = 0;
    for (size_t i = 0; i < count && known < MOST; i++) {
        const Zone *zone = zone_find(names[i]);
        if (zone)
            found[known++] = (OffsetZone){zone, zone_offset(zone, now)};
    }
    qsort(found, known, sizeof *found, by_offset);
    size_t kept = 0;
    for (size_t i = 0; i < known; i++)
        if (known <= PERSON_ZONES || i < PERSON_ZONES / 2 || i >= known - PERSON_ZONES / 2)
            zones[kept++] = found[i].zone;
    return kept;
}

size_t zones_of(const char *zone, const char *country, const char *region,
                const char *const *numbers, size_t number_count, Time now,
                const Zone *zones[PERSON_ZONES])
{
    if (zone && (zones[0] = zone_find(zone)))
        return 1;
    const char *names[PLACE_ZONES], *of_number, *ignored;
    /* A list of states that names no country. */
    if (!country && region && number_count && phone_place(numbers[0], &of_number, &ignored))
        country = of_number;
    size_t place = country ? place_zones(country, region, names) : 0;
    if (place == 1 || (place && region))
        return keep_outermost(names, place, now, zones);
    for (size_t i = 0; i < number_count; i++) {
        const char *const *rings;
        size_t count = phone_zones(numbers[i], &rings);
        if (count)
            return keep_outermost(rings, count, now, zones);
    }
    return keep_outermost(names, place, now, zones);
}

/* `ended`: the channels, address by address. */
static const Reach *make_reaches(Arena *arena, const struct address_get_row *rows, size_t count,
                                 const ChannelSet *ended)
{
    Reach *made = arena_array(arena, count, sizeof *made);
    for (size_t i = 0; i < count; i++) {
        const struct address_get_row *row = &rows[i];
        Reach *reach = &made[i];
        reach->id = row->id;
        address_kind_find(row->kind, &reach->kind);
        address_state_find(row->state, &reach->state);
        reach->text_basis = !text_empty(row->text_basis);
        reach->value = row->value;
        reach->unanswered = (int)row->unanswered;
        reach->suppressed = (ended[i] & address_main_channels(reach->kind)) != 0;
    }
    return made;
}

static void set_moves(const struct moves_of_people_row *rows, size_t count, Person *person)
{
    size_t own = 0;
    for (size_t i = 0; i < count && own < MOVE_DAYS; i++)
        if (rows[i].contact_id == person->id)
            person->moves[own++] =
                (MoveDay){(Day)rows[i].day, (int)rows[i].moves, (int)rows[i].rings};
}

static void set_zones(const LoadedLead *loaded, const LoadedPerson *from, Person *person, Time now)
{
    const char *numbers[8];
    size_t count = 0;
    for (size_t i = 0; i < from->addresses.count && count < 8; i++) {
        AddressKind kind = ADDRESS_NONE;
        address_kind_find(from->addresses.at[i].kind, &kind);
        if (kind == ADDRESS_CELL || kind == ADDRESS_OFFICE || kind == ADDRESS_HOME)
            numbers[count++] = from->addresses.at[i].value_key;
    }
    person->zone_count = zones_of(from->contact.zone, from->contact.country, from->contact.region,
                                  numbers, count, now, person->zones);
    if (person->zone_count || !loaded->has_account)
        return;
    const struct account_get_row *account = &loaded->account;
    person->zone_count =
        zones_of(account->zone, account->country, account->region, NULL, 0, now, person->zones);
}

static void set_person(Context *context, Arena *arena, const LoadedLead *loaded,
                       const LoadedPerson *from, const ChannelSet *ended, Person *person)
{
    const struct contact_get_row *row = &from->contact;
    person->id = row->id;
    person->name = row->name;
    if (!text_empty(row->role))
        role_find(row->role, &person->role);
    person->reports_to = row->reports_to;
    person_state_find(row->state, &person->state);
    person->country = row->country          ? row->country
                      : loaded->has_account ? loaded->account.country
                                            : NULL;
    person->region = row->country || row->region ? row->region
                     : loaded->has_account       ? loaded->account.region
                                                 : NULL;
    person->last_touched_at = row->last_touched_at;
    person->last_talked_at = row->last_talked_at;
    person->last_tried_at = row->last_tried_at;
    set_zones(loaded, from, person, context->now);
    person->reaches = make_reaches(arena, from->addresses.at, from->addresses.count, ended);
    person->reach_count = from->addresses.count;
    person->stopped =
        (ChannelSet)row->stopped | channels_ended(from->addresses.at, from->addresses.count, ended);
}

static size_t put_keys(const LoadedLead *loaded, const char **keys)
{
    size_t count = 0;
    for (size_t i = 0; i < loaded->account_addresses.count; i++)
        keys[count++] = loaded->account_addresses.at[i].value_key;
    for (size_t i = 0; i < loaded->person_count; i++)
        for (size_t k = 0; k < loaded->people[i].addresses.count; k++)
            keys[count++] = loaded->people[i].addresses.at[k].value_key;
    return count;
}

static size_t address_count(const LoadedLead *loaded)
{
    size_t count = loaded->account_addresses.count;
    for (size_t i = 0; i < loaded->person_count; i++)
        count += loaded->people[i].addresses.count;
    return count;
}

/* What is ended for each address of each lead: of the account first, then of each person. */
static bool load_ended(Context *context, Arena *arena, const LoadedLead *loaded, size_t count,
                       const struct SomeThere *some, const ChannelSet **ended, Err *err)
{
    size_t all = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        all += address_count(&loaded[i]);
    const char **keys = arena_array(arena, all, sizeof *keys);
    ChannelSet *made = arena_array(arena, all, sizeof *made);
    for (size_t i = 0; i < count; i++)
        at += put_keys(&loaded[i], keys + at);
    *ended = made;
    return !some->suppressions || suppressions_of(context, keys, all, made, err);
}

static void set_people(Context *context, Arena *arena, const LeadRows *rows,
                       const ChannelSet *ended, LoadedLead *loaded)
{
    Person *persons = arena_array(arena, loaded->person_count, sizeof *persons);
    for (size_t i = 0; i < loaded->person_count; i++) {
        set_person(context, arena, loaded, &loaded->people[i], ended, &persons[i]);
        if (loaded->person_count == 1)
            set_moves(rows->own_moves.at, rows->own_moves.count, &persons[i]);
        else
            set_moves(rows->moves.at, rows->moves.count, &persons[i]);
        ended += loaded->people[i].addresses.count;
    }
    loaded->situation.people = persons;
    loaded->situation.person_count = loaded->person_count;
}

static void set_account(Arena *arena, const ChannelSet *ended, LoadedLead *loaded)
{
    Situation *situation = &loaded->situation;
    situation->account_climb_day = situation->account_mail_day = DAY_NONE;
    if (!loaded->has_account)
        return;
    const struct address_of_account_rows *rows = &loaded->account_addresses;
    situation->account_reaches = make_reaches(arena, rows->at, rows->count, ended);
    situation->account_reach_count = rows->count;
    situation->account_id = loaded->account.id;
    situation->account_name = loaded->account.name;
    situation->account_stopped = text_equal(loaded->account.state, "never");
    if (loaded->account.climb_day != TIME_NONE)
        situation->account_climb_day = (Day)loaded->account.climb_day;
    if (loaded->account.mail_day != TIME_NONE)
        situation->account_mail_day = (Day)loaded->account.mail_day;
}

static void set_holds(Arena *arena, const struct hold_list_rows *rows, Situation *situation)
{
    Hold *holds = arena_array(arena, rows->count, sizeof *holds);
    static const char *const scopes[HOLD_SCOPES] = {"workspace", "sender", "account", "contact",
                                                    "lead"};
    for (size_t i = 0; i < rows->count; i++) {
        holds[i] = (Hold){.id = rows->at[i].id,
                          .scope_id = rows->at[i].scope_id,
                          .machine_only = rows->at[i].machine_only != 0,
                          .channels = (ChannelSet)rows->at[i].channels,
                          .until = rows->at[i].until,
                          .reason = rows->at[i].reason};
        for (int scope = 0; scope < HOLD_SCOPES; scope++)
            if (text_equal(scopes[scope], rows->at[i].scope))
                holds[i].scope = (HoldScope)scope;
    }
    situation->holds = holds;
    situation->hold_count = rows->count;
}

static void set_promises(Arena *arena, const struct promise_of_lead_rows *rows,
                         Situation *situation)
{
    OpenPromise *promises = arena_array(arena, rows->count, sizeof *promises);
    SentPromise *sent = arena_array(arena, rows->count, sizeof *sent);
    size_t count = 0, sent_count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        if (text_equal(rows->at[i].state, "open"))
            promises[count++] = (OpenPromise){.id = rows->at[i].id,
                                              .contact_id = rows->at[i].contact_id,
                                              .ours = text_equal(rows->at[i].side, "ours"),
                                              .text = rows->at[i].text,
                                              .due_at = rows->at[i].due_at};
        else if (rows->at[i].unproved_at) {
            sent[sent_count] = (SentPromise){.id = rows->at[i].id,
                                             .contact_id = rows->at[i].contact_id,
                                             .text = rows->at[i].text,
                                             .sent_at = rows->at[i].unproved_at};
            channel_find(text_or(rows->at[i].kept_by, ""), &sent[sent_count++].channel);
        }
    }
    situation->promises = promises;
    situation->promise_count = count;
    situation->sent = sent;
    situation->sent_count = sent_count;
}

static void set_wakes(Arena *arena, const struct cycle_of_lead_rows *cycles,
                      const struct want_of_lead_rows *wants, Situation *situation)
{
    Wake *wakes = arena_array(arena, cycles->count + wants->count, sizeof *wakes);
    size_t count = 0;
    for (size_t i = 0; i < cycles->count; i++)
        if (text_equal(cycles->at[i].state, "open")) {
            wakes[count] = (Wake){.id = cycles->at[i].id,
                                  .text = cycles->at[i].text,
                                  .at = cycles->at[i].at,
                                  .ahead_days = (int)cycles->at[i].ahead_days};
            wake_kind_find(cycles->at[i].kind, &wakes[count++].kind);
        }
    for (size_t i = 0; i < wants->count; i++)
        if (text_equal(wants->at[i].state, "open"))
            wakes[count++] = (Wake){.id = wants->at[i].id,
                                    .kind = WAKE_WANT,
                                    .text = wants->at[i].text,
                                    .at = wants->at[i].at};
    situation->wakes = wakes;
    situation->wake_count = count;
}

static void set_contents(Arena *arena, const struct content_list_rows *rows, Situation *situation)
{
    ContentItem *items = arena_array(arena, rows->count, sizeof *items);
    for (size_t i = 0; i < rows->count; i++)
        items[i] = (ContentItem){.id = rows->at[i].id,
                                 .kind = rows->at[i].kind,
                                 .title = rows->at[i].title,
                                 .url = rows->at[i].url,
                                 .channels = (ChannelSet)rows->at[i].channels,
                                 .given = rows->at[i].given != 0};
    situation->contents = items;
    situation->content_count = rows->count;
}

/* What the lead's own row says, and who owns it. */
static bool read_head(Context *context, bool full_load, LoadedLead *loaded, Err *err)
{
    const struct lead_get_row *lead = &loaded->lead;
    Situation *situation = &loaded->situation;
    if (!context_cadence(context, lead->cadence_id, &situation->cadence, err) ||
        !context_worker(context, lead->owner_id, full_load, &situation->owner, err) ||
        !context_policy(context, &situation->policy, err))
        return false;
    situation->lead_id = lead->id;
    situation->contact_id = lead->contact_id;
    situation->state = lead_state_of(lead, situation->cadence);
    source_kind_find(lead->source_kind, &situation->source);
    situation->source_text = lead->source;
    temperature_find(lead->temperature, &situation->temperature);
    situation->product = lead->product;
    situation->value_cents = lead->value_cents == TIME_NONE ? 0 : lead->value_cents;
    return true;
}

/* The rows, all there, as the rules see them. */
static void set_situation(Context *context, Arena *arena, const LeadRows *rows,
                          const ChannelSet *ended, LoadedLead *loaded)
{
    Situation *situation = &loaded->situation;
    loaded->place = lead_place_of(context, &loaded->lead);
    set_account(arena, ended, loaded);
    set_people(context, arena, rows, ended + loaded->account_addresses.count, loaded);
    set_holds(arena, &rows->holds, situation);
    set_promises(arena, &loaded->promises, situation);
    set_wakes(arena, &rows->cycles, &rows->wants, situation);
    set_contents(arena, &rows->contents, situation);
}

static bool has_person(const LoadedLead *loaded, int64_t id)
{
    for (size_t i = 0; i < loaded->person_count; i++)
        if (loaded->people[i].contact.id == id)
            return true;
    return false;
}

static void keep_people(Arena *arena, const struct people_of_lead_rows *rows, LoadedLead *loaded)
{
    loaded->people = arena_array(arena, rows->count, sizeof *loaded->people);
    for (size_t i = 0; i < rows->count; i++)
        if (!has_person(loaded, rows->at[i].id))
            loaded->people[loaded->person_count++].contact = rows->at[i];
}

/* Leads, and whether there are holds, contents and suppressions at all. */
static bool load_heads(Context *context, Arena *arena, const int64_t *ids, size_t count,
                       LoadMode mode, LoadedLead *loaded, LeadRows *rows, struct SomeThere *some,
                       Err *err)
{
    struct some_there_row there;
    auto_asks Asks asks = {.db = context->db, .arena = arena};
    *some = context->some;
    if (!some->known)
        sql_some_there_ask(&asks, &(struct some_there_in){.workspace = context->workspace}, &there,
                           NULL);
    for (size_t i = 0; i < count; i++)
        load_rows_of_lead(&asks, context, ids[i], mode, &loaded[i], &rows[i]);
    if (!asks_answer(&asks, err))
        return false;
    if (!some->known)
        *some = some_of_row(&there);
    for (size_t i = 0; i < count; i++) {
        if (!rows[i].found)
            return err_field(err, ERR_MISSING, "lead", "there is no lead %lld", (long long)ids[i]);
        keep_people(arena, &rows[i].people, &loaded[i]);
        if (!read_head(context, mode == LOAD_FULL, &loaded[i], err))
            return false;
    }
    return true;
}

bool leads_load(Context *context, Arena *arena, const int64_t *ids, size_t count, LoadMode mode,
                LoadedLead *loaded, Err *err)
{
    LoadedLead *made = arena_array(arena, count, sizeof *made);
    LeadRows *rows = arena_array(arena, count, sizeof *rows);
    struct SomeThere some;
    const ChannelSet *ended;
    auto_asks Asks asks = {.db = context->db, .arena = arena};
    if (!load_heads(context, arena, ids, count, mode, made, rows, &some, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        Day today = zone_day(made[i].situation.owner->zone, context->now);
        load_rows_around(&asks, context, today, &made[i], &rows[i]);
        load_rows_common(&asks, context, &some, &made[i], &rows[i]);
    }
    if (!asks_answer(&asks, err))
        return false;
    for (size_t i = 0; i < count; i++)
        load_rows_share(&made[i], &rows[i]);
    if (!load_ended(context, arena, made, count, &some, &ended, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        set_situation(context, arena, &rows[i], ended, &made[i]);
        ended += address_count(&made[i]);
        loaded[i] = made[i];
    }
    return true;
}

bool lead_load(Context *context, Arena *arena, int64_t lead_id, LoadMode mode, LoadedLead *loaded,
               Err *err)
{
    return leads_load(context, arena, &lead_id, 1, mode, loaded, err);
}

bool lead_load_again(Context *context, LoadedLead *loaded, Err *err)
{
    return read_head(context, false, loaded, err);
}

/* A new person who can be reached is whom the first touch goes to: the colleagues wait. */
bool lead_load_fresh(Context *context, Arena *arena, const FreshLead *fresh, LoadMode mode,
                     LoadedLead *loaded, Err *err)
{
    LoadedLead made = {.lead = fresh->lead,
                       .has_account = fresh->has_account,
                       .account = fresh->account,
                       .account_addresses = fresh->account_addresses,
                       .people = arena_make(arena, LoadedPerson),
                       .person_count = 1};
    LeadRows rows = {0};
    const ChannelSet *ended;
    auto_asks Asks asks = {.db = context->db, .arena = arena};
    *made.people = fresh->person;
    load_rows_common(&asks, context, &context->some, &made, &rows);
    if (!read_head(context, mode == LOAD_FULL, &made, err) || !asks_answer(&asks, err) ||
        !load_ended(context, arena, &made, 1, &context->some, &ended, err))
        return false;
    set_situation(context, arena, &rows, ended, &made);
    *loaded = made;
    return true;
}
