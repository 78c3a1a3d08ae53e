#include "action/forecast_load.h"

#include "action/access_inner.h"
#include "action/forecast_leads.h"
#include "action/id_list.h"
#include "action/suppressed_set.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

struct ForecastLoader {
    Context *context;
    int64_t owner_id, cadence_id, after;
    const char *owners;
    struct content_list_rows contents;
    Hold *holds; /* by scope_id: those of the workspace, 0, first */
    size_t hold_count;
    SuppressedSet suppressed;
    const Policy *policy;
};

/* One block while it is put together. */
typedef struct Block {
    ForecastLoader *loader;
    Arena *arena;
    struct forecast_leads_rows leads;
    VEC(int64_t) contacts, accounts; /* ids, each once, ascending */
    struct forecast_involved_rows involved;
    struct forecast_colleagues_rows colleagues;
    struct forecast_contacts_rows people;
    struct forecast_accounts_rows firms;
    struct forecast_contact_addresses_rows addresses;
    struct forecast_account_addresses_rows firm_addresses;
    struct moves_of_people_rows moves;
    struct forecast_given_rows given;
    struct forecast_promises_rows promises;
    struct forecast_wakes_rows wakes;
    struct forecast_dials_rows dials;
} Block;

/* --- what is the same for all --- */

static int by_scope_id(const void *a, const void *b)
{
    const Hold *left = a, *right = b;
    if (left->scope_id != right->scope_id)
        return (left->scope_id > right->scope_id) - (left->scope_id < right->scope_id);
    return (left->id > right->id) - (left->id < right->id);
}

static bool read_holds(ForecastLoader *loader, Arena *arena, Err *err)
{
    static const char *const scopes[HOLD_SCOPES] = {"workspace", "sender", "account", "contact",
                                                    "lead"};
    Context *context = loader->context;
    struct hold_list_all_rows rows;
    if (!sql_hold_list_all(
            context->db, arena,
            &(struct hold_list_all_in){.workspace = context->workspace, .now = context->now}, &rows,
            err))
        return false;
    loader->holds = arena_array(arena, rows.count, sizeof *loader->holds);
    loader->hold_count = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        loader->holds[i] = (Hold){.id = rows.at[i].id,
                                  .scope_id = rows.at[i].scope_id,
                                  .machine_only = rows.at[i].machine_only != 0,
                                  .channels = (ChannelSet)rows.at[i].channels,
                                  .until = rows.at[i].until,
                                  .reason = rows.at[i].reason};
        for (int scope = 0; scope < HOLD_SCOPES; scope++)
            if (text_equal(scopes[scope], rows.at[i].scope))
                loader->holds[i].scope = (HoldScope)scope;
    }
    qsort(loader->holds, loader->hold_count, sizeof *loader->holds, by_scope_id);
    return true;
}

bool forecast_loader_open(Context *context, Arena *arena, int64_t owner_id, int64_t cadence_id,
                          ForecastLoader **loader, Err *err)
{
    ForecastLoader *made = arena_make(arena, ForecastLoader);
    made->context = context;
    made->owner_id = owner_id;
    made->owners = access_owners(context, arena);
    made->cadence_id = cadence_id;
    if (!context_policy(context, &made->policy, err) ||
        !sql_content_list(context->db, arena,
                          &(struct content_list_in){.workspace = context->workspace},
                          &made->contents, err) ||
        !read_holds(made, arena, err) ||
        !suppressed_set_load(context, arena, &made->suppressed, err))
        return false;
    *loader = made;
    return true;
}

/* --- the rows of a block --- */

static const char *lead_list(const Block *block)
{
    int64_t *ids = arena_array(block->arena, block->leads.count, sizeof *ids);
    for (size_t i = 0; i < block->leads.count; i++)
        ids[i] = block->leads.at[i].id;
    return id_list(block->arena, ids, block->leads.count);
}

static void add_id(Block *block, int64_t contact_id)
{
    *(int64_t *)vec_push(block->arena, &block->contacts) = contact_id;
}

static bool read_leads(Block *block, Err *err)
{
    ForecastLoader *loader = block->loader;
    if (!sql_forecast_leads(loader->context->db, block->arena,
                            &(struct forecast_leads_in){.workspace = loader->context->workspace,
                                                        .owner_id = loader->owner_id,
                                                        .owners = loader->owners,
                                                        .cadence_id = loader->cadence_id,
                                                        .after = loader->after,
                                                        .most = FORECAST_BLOCK},
                            &block->leads, err))
        return false;
    if (block->leads.count)
        loader->after = block->leads.at[block->leads.count - 1].id;
    for (size_t i = 0; i < block->leads.count; i++) {
        add_id(block, block->leads.at[i].contact_id);
        *(int64_t *)vec_push(block->arena, &block->accounts) = block->leads.at[i].account_id;
    }
    block->accounts.count = id_list_once(block->accounts.at, block->accounts.count);
    return true;
}

static bool read_people(Block *block, const char *leads, const char *accounts, Err *err)
{
    Db *db = block->loader->context->db;
    int64_t workspace = block->loader->context->workspace;
    if (!sql_forecast_involved(db, block->arena,
                               &(struct forecast_involved_in){.workspace = workspace, .ids = leads},
                               &block->involved, err) ||
        !sql_forecast_colleagues(db, block->arena,
                                 &(struct forecast_colleagues_in){.workspace = workspace,
                                                                  .ids = accounts,
                                                                  .most = FORECAST_PEOPLE},
                                 &block->colleagues, err))
        return false;
    for (size_t i = 0; i < block->involved.count; i++)
        add_id(block, block->involved.at[i].contact_id);
    for (size_t i = 0; i < block->colleagues.count; i++)
        add_id(block, block->colleagues.at[i].contact_id);
    block->contacts.count = id_list_once(block->contacts.at, block->contacts.count);
    return true;
}

static bool read_of_contacts(Block *block, const char *contacts, Err *err)
{
    const Context *context = block->loader->context;
    Db *db = context->db;
    int64_t workspace = context->workspace;
    Day today = zone_day(context->zone, context->now);
    return sql_forecast_contacts(
               db, block->arena,
               &(struct forecast_contacts_in){.workspace = workspace, .ids = contacts},
               &block->people, err) &&
           sql_forecast_contact_addresses(
               db, block->arena,
               &(struct forecast_contact_addresses_in){.workspace = workspace, .ids = contacts},
               &block->addresses, err) &&
           sql_moves_of_people(db, block->arena,
                               &(struct moves_of_people_in){.workspace = workspace,
                                                            .ids = contacts,
                                                            .from_day = today - MOVE_DAYS},
                               &block->moves, err) &&
           (!block->loader->contents.count ||
            sql_forecast_given(db, block->arena,
                               &(struct forecast_given_in){.workspace = workspace, .ids = contacts},
                               &block->given, err));
}

static bool read_block(Block *block, Err *err)
{
    Db *db = block->loader->context->db;
    int64_t workspace = block->loader->context->workspace;
    if (!read_leads(block, err))
        return false;
    const char *leads = lead_list(block);
    const char *accounts = id_list(block->arena, block->accounts.at, block->accounts.count);
    if (!read_people(block, leads, accounts, err))
        return false;
    const char *contacts = id_list(block->arena, block->contacts.at, block->contacts.count);
    return read_of_contacts(block, contacts, err) &&
           sql_forecast_accounts(
               db, block->arena,
               &(struct forecast_accounts_in){.workspace = workspace, .ids = accounts},
               &block->firms, err) &&
           sql_forecast_account_addresses(
               db, block->arena,
               &(struct forecast_account_addresses_in){.workspace = workspace, .ids = accounts},
               &block->firm_addresses, err) &&
           sql_forecast_promises(
               db, block->arena,
               &(struct forecast_promises_in){.workspace = workspace, .ids = leads},
               &block->promises, err) &&
           sql_forecast_wakes(db, block->arena,
                              &(struct forecast_wakes_in){.workspace = workspace, .ids = leads},
                              &block->wakes, err) &&
           sql_forecast_dials(db, block->arena,
                              &(struct forecast_dials_in){.workspace = workspace, .ids = leads},
                              &block->dials, err);
}

/* --- rows into situations --- */

/* The rows of one id, in rows sorted by it. Every row of a block begins with that id. */
typedef struct Span {
    size_t first, count;
} Span;

static Span span_of(const void *rows, size_t count, size_t size, int64_t id)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int64_t at;
        memcpy(&at, (const char *)rows + middle * size, sizeof at);
        if (at < id)
            low = middle + 1;
        else
            high = middle;
    }
    Span span = {low, 0};
    for (size_t i = low; i < count; i++, span.count++) {
        int64_t at;
        memcpy(&at, (const char *)rows + i * size, sizeof at);
        if (at != id)
            break;
    }
    return span;
}
#define SPAN(rows, id) span_of((rows).at, (rows).count, sizeof *(rows).at, (id))

static Reach reach_of(const ForecastLoader *loader,
                      const struct forecast_contact_addresses_row *row, ChannelSet *all_ended,
                      ChannelSet *carried)
{
    Reach reach = {.id = row->id,
                   .value = row->value,
                   .text_basis = !text_empty(row->text_basis),
                   .unanswered = (int)row->unanswered};
    address_kind_find(row->kind, &reach.kind);
    address_state_find(row->state, &reach.state);
    ChannelSet own = address_channels(reach.kind);
    ChannelSet ended = suppressed_set_ended(loader->context, &loader->suppressed, row->value_key);
    reach.suppressed = (ended & address_main_channels(reach.kind)) != 0;
    *all_ended |= ended & own;
    if (!reach.suppressed)
        *carried |= own & ~ended & ~CHANNEL_BIT(CHANNEL_TEXT);
    return reach;
}

static void set_reaches(const Block *block, Person *person, const char *numbers[PERSON_ZONES],
                        size_t *number_count)
{
    Span span = SPAN(block->addresses, person->id);
    Reach *reaches = arena_array(block->arena, span.count, sizeof *reaches);
    ChannelSet ended = 0, carried = 0;
    for (size_t i = 0; i < span.count; i++) {
        const struct forecast_contact_addresses_row *row = &block->addresses.at[span.first + i];
        reaches[i] = reach_of(block->loader, row, &ended, &carried);
        bool rings = reaches[i].kind == ADDRESS_CELL || reaches[i].kind == ADDRESS_OFFICE ||
                     reaches[i].kind == ADDRESS_HOME;
        if (rings && *number_count < PERSON_ZONES)
            numbers[(*number_count)++] = row->value_key;
    }
    person->reaches = reaches;
    person->reach_count = span.count;
    person->stopped |= ended & ~carried;
}

static const struct forecast_accounts_row *firm_of(const Block *block, int64_t id)
{
    Span span = SPAN(block->firms, id);
    return span.count ? &block->firms.at[span.first] : NULL;
}

static void set_person(const Block *block, const struct forecast_accounts_row *firm,
                       const struct forecast_contacts_row *row, Person *person)
{
    Time now = block->loader->context->now;
    *person = (Person){.id = row->id,
                       .name = row->name,
                       .reports_to = row->reports_to,
                       .country = row->country ? row->country
                                  : firm       ? firm->country
                                               : NULL,
                       .region = row->country || row->region ? row->region
                                 : firm                      ? firm->region
                                                             : NULL,
                       .stopped = (ChannelSet)row->stopped,
                       .last_touched_at = row->last_touched_at,
                       .last_talked_at = row->last_talked_at,
                       .last_tried_at = row->last_tried_at};
    if (!text_empty(row->role))
        role_find(row->role, &person->role);
    person_state_find(row->state, &person->state);
    const char *numbers[PERSON_ZONES];
    size_t number_count = 0;
    set_reaches(block, person, numbers, &number_count);
    person->zone_count =
        zones_of(row->zone, row->country, row->region, numbers, number_count, now, person->zones);
    if (!person->zone_count && firm)
        person->zone_count =
            zones_of(firm->zone, firm->country, firm->region, NULL, 0, now, person->zones);
    Span moves = SPAN(block->moves, row->id);
    for (size_t i = 0; i < moves.count && i < MOVE_DAYS; i++) {
        const struct moves_of_people_row *move = &block->moves.at[moves.first + i];
        person->moves[i] = (MoveDay){(Day)move->day, (int)move->moves, (int)move->rings};
    }
}

typedef struct People {
    Person *at;
    size_t count;
} People;

static void add_person(const Block *block, const struct forecast_accounts_row *firm, People *people,
                       int64_t id)
{
    for (size_t i = 0; i < people->count; i++)
        if (people->at[i].id == id)
            return;
    Span span = SPAN(block->people, id);
    if (span.count)
        set_person(block, firm, &block->people.at[span.first], &people->at[people->count++]);
}

static void set_people(const Block *block, const struct forecast_leads_row *lead,
                       Situation *situation)
{
    const struct forecast_accounts_row *firm = firm_of(block, lead->account_id);
    Span involved = SPAN(block->involved, lead->id);
    Span colleagues = firm ? SPAN(block->colleagues, lead->account_id) : (Span){0, 0};
    People people = {
        .at = arena_array(block->arena, 1 + involved.count + colleagues.count, sizeof *people.at)};
    if (lead->contact_id)
        add_person(block, firm, &people, lead->contact_id);
    for (size_t i = 0; i < involved.count; i++)
        add_person(block, firm, &people, block->involved.at[involved.first + i].contact_id);
    for (size_t i = 0; i < colleagues.count; i++)
        add_person(block, firm, &people, block->colleagues.at[colleagues.first + i].contact_id);
    situation->people = people.at;
    situation->person_count = people.count;
}

static void set_firm(const Block *block, int64_t account_id, Situation *situation)
{
    const struct forecast_accounts_row *firm = firm_of(block, account_id);
    situation->account_climb_day = situation->account_mail_day = DAY_NONE;
    if (!firm)
        return;
    situation->account_id = firm->id;
    situation->account_name = firm->name;
    situation->account_stopped = text_equal(firm->state, "never");
    if (firm->climb_day != TIME_NONE)
        situation->account_climb_day = (Day)firm->climb_day;
    if (firm->mail_day != TIME_NONE)
        situation->account_mail_day = (Day)firm->mail_day;
    Span span = SPAN(block->firm_addresses, firm->id);
    Reach *reaches = arena_array(block->arena, span.count, sizeof *reaches);
    ChannelSet ended = 0, carried = 0; /* of persons only */
    for (size_t i = 0; i < span.count; i++)
        reaches[i] =
            reach_of(block->loader, &block->firm_addresses.at[span.first + i], &ended, &carried);
    situation->account_reaches = reaches;
    situation->account_reach_count = span.count;
}

static void set_promises(const Block *block, Situation *situation)
{
    Span span = SPAN(block->promises, situation->lead_id);
    OpenPromise *promises = arena_array(block->arena, span.count, sizeof *promises);
    for (size_t i = 0; i < span.count; i++) {
        const struct forecast_promises_row *row = &block->promises.at[span.first + i];
        promises[i] = (OpenPromise){.id = row->id,
                                    .contact_id = row->contact_id,
                                    .ours = text_equal(row->side, "ours"),
                                    .text = row->text,
                                    .due_at = row->due_at};
    }
    situation->promises = promises;
    situation->promise_count = span.count;
}

static void set_wakes(const Block *block, Situation *situation)
{
    Span span = SPAN(block->wakes, situation->lead_id);
    Wake *wakes = arena_array(block->arena, span.count, sizeof *wakes);
    for (size_t i = 0; i < span.count; i++) {
        const struct forecast_wakes_row *row = &block->wakes.at[span.first + i];
        wakes[i] = (Wake){
            .id = row->id, .text = row->text, .at = row->at, .ahead_days = (int)row->ahead_days};
        wake_kind_find(row->kind, &wakes[i].kind);
    }
    situation->wakes = wakes;
    situation->wake_count = span.count;
}

static void set_contents(const Block *block, Situation *situation)
{
    const struct content_list_rows *library = &block->loader->contents;
    ContentItem *items = arena_array(block->arena, library->count, sizeof *items);
    Span given = SPAN(block->given, situation->contact_id);
    for (size_t i = 0; i < library->count; i++) {
        items[i] = (ContentItem){.id = library->at[i].id,
                                 .kind = library->at[i].kind,
                                 .title = library->at[i].title,
                                 .url = library->at[i].url,
                                 .channels = (ChannelSet)library->at[i].channels};
        for (size_t k = 0; k < given.count; k++)
            items[i].given |= block->given.at[given.first + k].content_id == items[i].id;
    }
    situation->contents = items;
    situation->content_count = library->count;
}

/* Ids name one thing only, so a hold's scope is told by its id alone. */
static size_t add_holds(const ForecastLoader *loader, int64_t scope_id, Hold *holds, size_t most)
{
    size_t low = 0, high = loader->hold_count, count = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (loader->holds[middle].scope_id < scope_id)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < loader->hold_count && loader->holds[low].scope_id == scope_id && count < most;
         low++)
        if (loader->holds[low].scope != HOLD_SENDER)
            holds[count++] = loader->holds[low];
    return count;
}

static void set_holds(const Block *block, Situation *situation)
{
    enum { HOLDS_MOST = 32 };
    const ForecastLoader *loader = block->loader;
    if (!loader->hold_count)
        return;
    Hold *holds = arena_array(block->arena, HOLDS_MOST, sizeof *holds);
    size_t count = add_holds(loader, 0, holds, HOLDS_MOST);
    if (situation->account_id)
        count += add_holds(loader, situation->account_id, holds + count, HOLDS_MOST - count);
    count += add_holds(loader, situation->lead_id, holds + count, HOLDS_MOST - count);
    for (size_t i = 0; i < situation->person_count; i++)
        count += add_holds(loader, situation->people[i].id, holds + count, HOLDS_MOST - count);
    situation->holds = holds;
    situation->hold_count = count;
}

static bool set_situation(const Block *block, const struct forecast_leads_row *lead,
                          Situation *situation, Err *err)
{
    Context *context = block->loader->context;
    /* The same columns of the same table: the generator names the two rows apart. */
    _Static_assert(sizeof(struct lead_get_row) == sizeof *lead, "one row type");
    struct lead_get_row row;
    memcpy(&row, lead, sizeof row);
    if (!context_cadence(context, lead->cadence_id, &situation->cadence, err) ||
        !context_worker(context, lead->owner_id, false, &situation->owner, err))
        return false;
    situation->policy = block->loader->policy;
    situation->lead_id = lead->id;
    situation->contact_id = lead->contact_id;
    situation->state = lead_state_of(&row, situation->cadence);
    source_kind_find(lead->source_kind, &situation->source);
    situation->source_text = lead->source;
    temperature_find(lead->temperature, &situation->temperature);
    situation->product = lead->product;
    situation->value_cents = lead->value_cents == TIME_NONE ? 0 : lead->value_cents;
    set_firm(block, lead->account_id, situation);
    set_people(block, lead, situation);
    set_promises(block, situation);
    set_wakes(block, situation);
    set_contents(block, situation);
    set_holds(block, situation);
    return true;
}

bool forecast_loader_next(ForecastLoader *loader, Arena *arena, ForecastLead **leads, size_t *count,
                          Err *err)
{
    Block block = {.loader = loader, .arena = arena};
    if (!read_block(&block, err))
        return false;
    ForecastLead *made = arena_array(arena, block.leads.count, sizeof *made);
    for (size_t i = 0; i < block.leads.count; i++) {
        if (!set_situation(&block, &block.leads.at[i], &made[i].situation, err))
            return false;
        Span dial = SPAN(block.dials, block.leads.at[i].id);
        made[i].load_day = dial.count ? (Day)block.dials.at[dial.first].load_day : DAY_NONE;
    }
    *leads = made;
    *count = block.leads.count;
    return true;
}
