#include "action/load_lead.h"

#include "base/phone.h"
#include "base/place.h"
#include "base/text.h"
#include "base/vec.h"

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
    const char *names[PLACE_ZONES];
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

/* `stopped` gets the channels that are ended for the person: those that no address still carries.
 * An end of texts is the person's, whichever of the cells it came from. */
static bool load_reaches(Context *context, Arena *arena, const struct address_get_row *rows,
                         size_t count, const Reach **reaches, ChannelSet *stopped, Err *err)
{
    ChannelSet all_ended = 0, carried = 0;
    Reach *made = arena_array(arena, count, sizeof *made);
    for (size_t i = 0; i < count; i++) {
        Reach *reach = &made[i];
        reach->id = rows[i].id;
        address_kind_find(rows[i].kind, &reach->kind);
        address_state_find(rows[i].state, &reach->state);
        reach->text_basis = !text_empty(rows[i].text_basis);
        reach->value = rows[i].value;
        ChannelSet ended, own = address_channels(reach->kind);
        if (!suppression_of(context, rows[i].value_key, &ended, err))
            return false;
        reach->suppressed = (ended & address_main_channels(reach->kind)) != 0;
        all_ended |= ended & own;
        if (!reach->suppressed)
            carried |= own & ~ended & ~CHANNEL_BIT(CHANNEL_TEXT);
    }
    *stopped = all_ended & ~carried;
    *reaches = made;
    return true;
}

static bool load_moves(Context *context, Person *person, Day today, Err *err)
{
    if (today == DAY_NONE)
        return true; /* a new person */
    ArenaMark mark = arena_mark(context->arena);
    struct contact_moves_rows moves;
    if (!sql_contact_moves(context->db, context->arena,
                           &(struct contact_moves_in){.workspace = context->workspace,
                                                      .contact_id = person->id,
                                                      .from_day = today - MOVE_DAYS},
                           &moves, err))
        return false;
    for (size_t i = 0; i < moves.count && i < MOVE_DAYS; i++)
        person->moves[i] =
            (MoveDay){(Day)moves.at[i].day, (int)moves.at[i].moves, (int)moves.at[i].rings};
    arena_rewind(context->arena, mark);
    return true;
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

static bool load_person(Context *context, Arena *arena, const LoadedLead *loaded,
                        const LoadedPerson *from, Person *person, Day today, Err *err)
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
    ChannelSet stopped = 0;
    if (!load_reaches(context, arena, from->addresses.at, from->addresses.count, &person->reaches,
                      &stopped, err))
        return false;
    person->reach_count = from->addresses.count;
    person->stopped = (ChannelSet)row->stopped | stopped;
    return load_moves(context, person, today, err);
}

typedef VEC(LoadedPerson) LoadedPeople;

static bool has_person(const LoadedPeople *people, int64_t id)
{
    vec_each (LoadedPerson, person, people) {
        if (person->contact.id == id)
            return true;
    }
    return false;
}

static bool add_person(Context *context, Arena *arena, LoadedPeople *people, int64_t id, Err *err)
{
    if (!id || has_person(people, id))
        return true;
    struct contact_get_row row;
    bool found;
    if (!sql_contact_get(context->db, arena,
                         &(struct contact_get_in){.workspace = context->workspace, .id = id}, &row,
                         &found, err))
        return false;
    if (found) {
        LoadedPerson *person = vec_push(arena, people);
        person->contact = row;
    }
    return true;
}

static bool add_people(Context *context, Arena *arena, const LoadedLead *loaded,
                       LoadedPeople *people, Err *err)
{
    struct contact_of_lead_rows involved;
    if (!add_person(context, arena, people, loaded->lead.contact_id, err) ||
        !sql_contact_of_lead(context->db, arena,
                             &(struct contact_of_lead_in){.workspace = context->workspace,
                                                          .lead_id = loaded->lead.id},
                             &involved, err))
        return false;
    for (size_t i = 0; i < involved.count; i++)
        if (!add_person(context, arena, people, involved.at[i].id, err))
            return false;
    if (!loaded->has_account)
        return true;
    struct contact_of_account_rows colleagues;
    if (!sql_contact_of_account(context->db, arena,
                                &(struct contact_of_account_in){.workspace = context->workspace,
                                                                .account_id = loaded->account.id,
                                                                .most = LOADED_PEOPLE},
                                &colleagues, err))
        return false;
    for (size_t i = 0; i < colleagues.count; i++)
        if (!has_person(people, colleagues.at[i].id)) {
            LoadedPerson *person = vec_push(arena, people);
            person->contact = colleagues.at[i];
        }
    return true;
}

static bool load_people(Context *context, Arena *arena, LoadedLead *loaded, Day today, Err *err)
{
    LoadedPeople people = {0};
    if (!add_people(context, arena, loaded, &people, err))
        return false;
    Person *persons = arena_array(arena, people.count, sizeof *persons);
    for (size_t i = 0; i < people.count; i++)
        if (!sql_address_of_contact(
                context->db, arena,
                &(struct address_of_contact_in){.workspace = context->workspace,
                                                .contact_id = people.at[i].contact.id},
                &people.at[i].addresses, err) ||
            !load_person(context, arena, loaded, &people.at[i], &persons[i], today, err))
            return false;
    loaded->people = people.at;
    loaded->person_count = people.count;
    loaded->situation.people = persons;
    loaded->situation.person_count = people.count;
    return true;
}

static bool load_account(Context *context, Arena *arena, LoadedLead *loaded, Err *err)
{
    Situation *situation = &loaded->situation;
    situation->account_climb_day = situation->account_mail_day = DAY_NONE;
    if (!loaded->lead.account_id)
        return true;
    struct address_of_account_rows rows;
    if ((!loaded->has_account &&
         !sql_account_get(context->db, arena,
                          &(struct account_get_in){.workspace = context->workspace,
                                                   .id = loaded->lead.account_id},
                          &loaded->account, &loaded->has_account, err)) ||
        !sql_address_of_account(
            context->db, arena,
            &(struct address_of_account_in){.workspace = context->workspace,
                                            .account_id = loaded->lead.account_id},
            &rows, err))
        return false;
    ChannelSet stopped = 0;
    loaded->account_addresses = rows;
    if (!load_reaches(context, arena, rows.at, rows.count, &situation->account_reaches, &stopped,
                      err))
        return false;
    situation->account_reach_count = rows.count;
    situation->account_id = loaded->account.id;
    situation->account_name = loaded->account.name;
    situation->account_stopped = text_equal(loaded->account.state, "never");
    if (loaded->account.climb_day != TIME_NONE)
        situation->account_climb_day = (Day)loaded->account.climb_day;
    if (loaded->account.mail_day != TIME_NONE)
        situation->account_mail_day = (Day)loaded->account.mail_day;
    return true;
}

static bool load_holds(Context *context, Arena *arena, LoadedLead *loaded, Err *err)
{
    struct hold_list_rows rows;
    if (!sql_hold_list(context->db, arena,
                       &(struct hold_list_in){.workspace = context->workspace,
                                              .account_id = loaded->lead.account_id,
                                              .contact_id = loaded->lead.contact_id,
                                              .lead_id = loaded->lead.id,
                                              .now = context->now},
                       &rows, err))
        return false;
    Hold *holds = arena_array(arena, rows.count, sizeof *holds);
    static const char *const scopes[HOLD_SCOPES] = {"workspace", "sender", "account", "contact",
                                                    "lead"};
    for (size_t i = 0; i < rows.count; i++) {
        holds[i] = (Hold){.id = rows.at[i].id,
                          .scope_id = rows.at[i].scope_id,
                          .machine_only = rows.at[i].machine_only != 0,
                          .channels = (ChannelSet)rows.at[i].channels,
                          .until = rows.at[i].until,
                          .reason = rows.at[i].reason};
        for (int scope = 0; scope < HOLD_SCOPES; scope++)
            if (text_equal(scopes[scope], rows.at[i].scope))
                holds[i].scope = (HoldScope)scope;
    }
    loaded->situation.holds = holds;
    loaded->situation.hold_count = rows.count;
    return true;
}

static bool load_promises(Context *context, Arena *arena, LoadedLead *loaded, Err *err)
{
    struct promise_of_lead_rows rows;
    if (!sql_promise_of_lead(context->db, arena,
                             &(struct promise_of_lead_in){.workspace = context->workspace,
                                                          .lead_id = loaded->lead.id},
                             &rows, err))
        return false;
    OpenPromise *promises = arena_array(arena, rows.count, sizeof *promises);
    size_t count = 0;
    for (size_t i = 0; i < rows.count; i++)
        if (text_equal(rows.at[i].state, "open"))
            promises[count++] = (OpenPromise){.id = rows.at[i].id,
                                              .contact_id = rows.at[i].contact_id,
                                              .ours = text_equal(rows.at[i].side, "ours"),
                                              .text = rows.at[i].text,
                                              .due_at = rows.at[i].due_at};
    loaded->situation.promises = promises;
    loaded->situation.promise_count = count;
    return true;
}

static bool load_wakes(Context *context, Arena *arena, LoadedLead *loaded, Err *err)
{
    struct cycle_of_lead_rows cycles;
    struct want_of_lead_rows wants;
    if (!sql_cycle_of_lead(
            context->db, arena,
            &(struct cycle_of_lead_in){.workspace = context->workspace, .lead_id = loaded->lead.id},
            &cycles, err) ||
        !sql_want_of_lead(
            context->db, arena,
            &(struct want_of_lead_in){.workspace = context->workspace, .lead_id = loaded->lead.id},
            &wants, err))
        return false;
    Wake *wakes = arena_array(arena, cycles.count + wants.count, sizeof *wakes);
    size_t count = 0;
    for (size_t i = 0; i < cycles.count; i++)
        if (text_equal(cycles.at[i].state, "open")) {
            wakes[count] = (Wake){.id = cycles.at[i].id,
                                  .text = cycles.at[i].text,
                                  .at = cycles.at[i].at,
                                  .ahead_days = (int)cycles.at[i].ahead_days};
            wake_kind_find(cycles.at[i].kind, &wakes[count++].kind);
        }
    for (size_t i = 0; i < wants.count; i++)
        if (text_equal(wants.at[i].state, "open"))
            wakes[count++] = (Wake){.id = wants.at[i].id,
                                    .kind = WAKE_WANT,
                                    .text = wants.at[i].text,
                                    .at = wants.at[i].at};
    loaded->situation.wakes = wakes;
    loaded->situation.wake_count = count;
    return true;
}

static bool load_contents(Context *context, Arena *arena, LoadedLead *loaded, Err *err)
{
    struct content_list_rows rows;
    if (!sql_content_list(context->db, arena,
                          &(struct content_list_in){.workspace = context->workspace,
                                                    .contact_id = loaded->lead.contact_id},
                          &rows, err))
        return false;
    ContentItem *items = arena_array(arena, rows.count, sizeof *items);
    for (size_t i = 0; i < rows.count; i++)
        items[i] = (ContentItem){.id = rows.at[i].id,
                                 .kind = rows.at[i].kind,
                                 .title = rows.at[i].title,
                                 .url = rows.at[i].url,
                                 .channels = (ChannelSet)rows.at[i].channels,
                                 .given = rows.at[i].given != 0};
    loaded->situation.contents = items;
    loaded->situation.content_count = rows.count;
    return true;
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

static bool load_head(Context *context, Arena *arena, int64_t lead_id, LoadMode mode,
                      LoadedLead *loaded, Err *err)
{
    bool found;
    bool read =
        mode == LOAD_READ
            ? sql_lead_read(context->db, arena,
                            &(struct lead_read_in){.workspace = context->workspace, .id = lead_id},
                            &loaded->lead, &found, err)
            : sql_lead_get(context->db, arena,
                           &(struct lead_get_in){.workspace = context->workspace, .id = lead_id},
                           &loaded->lead, &found, err);
    if (!read)
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "lead", "there is no lead %lld", (long long)lead_id);
    return read_head(context, mode == LOAD_FULL, loaded, err);
}

static bool load_rest(Context *context, Arena *arena, LoadedLead *loaded, Err *err)
{
    Day today = zone_day(loaded->situation.owner->zone, context->now);
    return load_people(context, arena, loaded, today, err) &&
           load_promises(context, arena, loaded, err) && load_wakes(context, arena, loaded, err) &&
           sql_next_touch_of_lead(context->db, arena,
                                  &(struct next_touch_of_lead_in){.workspace = context->workspace,
                                                                  .lead_id = loaded->lead.id},
                                  &loaded->next, &loaded->has_next, err);
}

bool lead_load(Context *context, Arena *arena, int64_t lead_id, LoadMode mode, LoadedLead *loaded,
               Err *err)
{
    LoadedLead made = {0};
    if (!load_head(context, arena, lead_id, mode, &made, err) ||
        !load_account(context, arena, &made, err) || !load_rest(context, arena, &made, err) ||
        !load_holds(context, arena, &made, err) || !load_contents(context, arena, &made, err))
        return false;
    *loaded = made;
    return true;
}

/* A new person who can be reached is whom the first touch goes to: the colleagues wait. */
bool lead_load_fresh(Context *context, Arena *arena, const FreshLead *fresh, LoadedLead *loaded,
                     Err *err)
{
    LoadedLead made = {
        .lead = fresh->lead, .has_account = fresh->has_account, .account = fresh->account};
    Person *person = arena_make(arena, Person);
    made.people = arena_make(arena, LoadedPerson);
    *made.people = fresh->person;
    made.situation.people = person;
    made.person_count = made.situation.person_count = 1;
    if (!read_head(context, true, &made, err) || !load_account(context, arena, &made, err) ||
        !load_person(context, arena, &made, made.people, person, DAY_NONE, err) ||
        (context->some.holds && !load_holds(context, arena, &made, err)) ||
        (context->some.contents && !load_contents(context, arena, &made, err)))
        return false;
    *loaded = made;
    return true;
}
