#include "action/card.h"

#include "action/card_line.h"
#include "base/place.h"
#include "base/said_when.h"
#include "base/text.h"
#include "base/vec.h"

enum { EVENING_MINUTE = 17 * 60 }; /* of a promise whose day alone was said */

typedef VEC(RowAddress) RowAddresses;

static const RowAddressKind in_row[ADDRESS_KINDS] = {
    [ADDRESS_CELL] = ROW_CELL,     [ADDRESS_OFFICE] = ROW_OFFICE,
    [ADDRESS_HOME] = ROW_HOME,     [ADDRESS_SWITCHBOARD] = ROW_SWITCHBOARD,
    [ADDRESS_FAX] = ROW_FAX,       [ADDRESS_EMAIL] = ROW_EMAIL,
    [ADDRESS_POSTAL] = ROW_POSTAL, [ADDRESS_URL] = ROW_URL,
    [ADDRESS_SIP] = ROW_SIP,
};

static void read_addresses(Arena *arena, const Card *card, const CardLine *line, ExchangeRow *row)
{
    RowAddresses addresses = {0};
    for (size_t i = 0; i < line->address_count; i++)
        *vec_push(arena, &addresses) = line->addresses[i];
    for (size_t i = 0; i < card->address_count; i++)
        *vec_push(arena, &addresses) = (RowAddress){.kind = in_row[card->addresses[i].kind],
                                                    .kind_known = true,
                                                    .value = card->addresses[i].value};
    for (size_t i = 0; i < row->address_count; i++)
        *vec_push(arena, &addresses) = row->addresses[i];
    row->addresses = addresses.at;
    row->address_count = addresses.count;
}

static size_t count_kind(const DraftAddress *addresses, size_t count, AddressKind kind)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += addresses[i].kind == kind;
    return found;
}

/* A draft puts into its note what it cannot read: then there are fewer of that kind, unless a file
 * brings some of its own. */
static bool is_read(const Card *card, AddressKind kind, const Draft *draft)
{
    size_t given = 0;
    if (card->shared)
        return false;
    for (size_t i = 0; i < card->address_count; i++)
        given += card->addresses[i].kind == kind;
    return given <= count_kind(draft->addresses, draft->address_count, kind) +
                        count_kind(draft->company_addresses, draft->company_address_count, kind);
}

static bool check_addresses(Context *context, Arena *arena, const Card *card, const Draft *draft,
                            Err *err)
{
    const char *place = card->country ? place_country(card->country) : NULL;
    for (size_t i = 0; i < card->address_count; i++) {
        const CardAddress *given = &card->addresses[i];
        DraftAddress ignored;
        if (!is_read(card, given->kind, draft) &&
            !draft_address(arena, given->kind, given->value,
                           text_or(place, context_country(context)), &ignored, err))
            return err_in(err, address_kind_name(given->kind));
    }
    return true;
}

static bool check(const Card *card, const ExchangeRow *row, Err *err)
{
    if (text_empty(row->name) && text_empty(row->company))
        return err_field(err, ERR_INPUT, "name", "a lead needs a name, or at least a company");
    if (card->zone && !zone_find(card->zone))
        return err_field(err, ERR_INPUT, "zone",
                         "\"%s\" is no time zone; write it like America/Chicago", card->zone);
    if (card->country && !place_country(card->country))
        return err_field(err, ERR_INPUT, "country", "there is no country \"%s\"", card->country);
    if (card->value && draft_money(card->value) == TIME_NONE)
        return err_field(err, ERR_INPUT, "value", "\"%s\" is no sum; write 12500 or 12.5k",
                         card->value);
    return true;
}

static bool read_promises(Context *context, Arena *arena, const Card *card, Draft *draft, Err *err)
{
    DraftPromise *promises = arena_array(arena, card->promise_count, sizeof *promises);
    for (size_t i = 0; i < card->promise_count; i++) {
        SaidWhen said;
        if (!said_when(arena, card->promises[i], context_now(context), context_zone(context),
                       context_country(context), EVENING_MINUTE, &said, err))
            return err_in(err, "promise");
        promises[i] = (DraftPromise){said.text, said.at};
    }
    draft->promises = promises;
    draft->promise_count = card->promise_count;
    return true;
}

/* --- what is typed, and the file that came with it ----------------------------------------------
 */

typedef struct Beside {
    Arena *arena;
    VEC(RowExtra) extras;
} Beside;

/* What is typed; the other stays in the note where it is not the same. */
static const char *typed_or(Beside *beside, const char *label, const char *typed,
                            const char *shared)
{
    if (text_empty(typed))
        return shared;
    if (!text_empty(shared) && !text_equal_nocase(typed, shared))
        *vec_push(beside->arena, &beside->extras) = (RowExtra){label, shared};
    return typed;
}

/* A name is in one piece where it was typed. */
static void put_name(Beside *beside, const char *typed, ExchangeRow *row)
{
    const char *shared = row->name;
    row->name = typed_or(beside, "name", typed, shared);
    if (!text_equal_nocase(row->name, shared))
        row->given = row->middle = row->family = row->prefix = row->suffix = NULL;
}

static const char *both_notes(Arena *arena, const char *shared, const char *typed)
{
    if (text_empty(typed))
        return shared;
    return text_empty(shared) ? typed : arena_printf(arena, "%s\n\n%s", shared, typed);
}

static void put_typed(Context *context, Arena *arena, const Card *card, const CardLine *line,
                      ExchangeRow *row)
{
    Beside beside = {.arena = arena};
    for (size_t i = 0; i < row->extra_count; i++)
        *vec_push(arena, &beside.extras) = row->extras[i];
    put_name(&beside, line->name, row);
    row->company =
        typed_or(&beside, "company", text_or(card->company, line->company), row->company);
    row->title = typed_or(&beside, "title", text_or(card->title, line->title), row->title);
    row->role = typed_or(&beside, "role", card->role, row->role);
    row->time_zone = typed_or(&beside, "zone", card->zone, row->time_zone);
    row->city = typed_or(&beside, "city", card->city, row->city);
    row->state_name = typed_or(&beside, "state", card->state, row->state_name);
    row->country = typed_or(&beside, "country", card->country, row->country);
    row->source = typed_or(&beside, "source", card->source, row->source);
    row->product = typed_or(&beside, "product", card->product, row->product);
    row->value = typed_or(&beside, "value", card->value, row->value);
    row->temperature = typed_or(&beside, "temperature", card->temperature, row->temperature);
    row->referred_by = typed_or(&beside, "referred by", card->referred_by, row->referred_by);
    row->note = both_notes(arena, row->note, card->note);
    /* A row knows dates as files write them. */
    if (card->renews_at != TIME_NONE)
        row->renews =
            typed_or(&beside, "renews",
                     day_iso(arena, zone_day(context_zone(context), card->renews_at)), row->renews);
    row->extras = beside.extras.at;
    row->extra_count = beside.extras.count;
    read_addresses(arena, card, line, row);
}

const char *card_name(const Card *card)
{
    return text_or(card->name, card->shared ? card->shared->name : NULL);
}

const char *card_company(const Card *card)
{
    return text_or(card->company, card->shared ? card->shared->company : NULL);
}

bool card_draft(Context *context, Arena *arena, const Card *card, Draft *draft, Err *err)
{
    CardLine line = {0};
    DraftHabit habit = {.country = context_country(context),
                        .zone = context_zone(context),
                        .now = context_now(context)};
    ExchangeRow row = {.state = ROW_GOOD};
    if (card->shared)
        row = *card->shared;
    if (card->name && !card_line_read(arena, card->name, &line, err))
        return false;
    put_typed(context, arena, card, &line, &row);
    if (!check(card, &row, err) || !draft_from_row(arena, &row, &habit, draft, err) ||
        !check_addresses(context, arena, card, draft, err) ||
        !read_promises(context, arena, card, draft, err))
        return false;
    draft->owner = card->owner;
    draft->told = true;
    draft->texts_agreed = card->asked_for_texts;
    draft->texts_agreed_at = context_now(context);
    draft->texts_agreed_by = context_user(context);
    draft->asked_for_texts = draft->asked_for_texts || card->asked_for_texts;
    return true;
}
