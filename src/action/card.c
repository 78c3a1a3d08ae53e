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

/* A draft puts into its note what it cannot read: then there are fewer of that kind. */
static bool is_read(const Card *card, AddressKind kind, const Draft *draft)
{
    size_t given = 0;
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

static bool check(const ExchangeRow *row, Err *err)
{
    if (text_empty(row->name) && text_empty(row->company))
        return err_field(err, ERR_INPUT, "name", "a lead needs a name, or at least a company");
    if (row->time_zone && !zone_find(row->time_zone))
        return err_field(err, ERR_INPUT, "zone",
                         "\"%s\" is no time zone; write it like America/Chicago", row->time_zone);
    if (row->country && !place_country(row->country))
        return err_field(err, ERR_INPUT, "country", "there is no country \"%s\"", row->country);
    if (row->value && draft_money(row->value) == TIME_NONE)
        return err_field(err, ERR_INPUT, "value", "\"%s\" is no sum; write 12500 or 12.5k",
                         row->value);
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

bool card_draft(Context *context, Arena *arena, const Card *card, Draft *draft, Err *err)
{
    CardLine line = {.name = card->name};
    DraftHabit habit = {.country = context_country(context),
                        .zone = context_zone(context),
                        .now = context_now(context)};
    if (card->name)
        card_line_read(arena, card->name, &line);
    ExchangeRow row = {.state = ROW_GOOD,
                       .name = line.name,
                       .title = text_or(card->title, line.title),
                       .role = card->role,
                       .time_zone = card->zone,
                       .company = text_or(card->company, line.company),
                       .source = card->source,
                       .product = card->product,
                       .value = card->value,
                       .temperature = card->temperature,
                       .referred_by = card->referred_by,
                       .note = card->note,
                       .city = card->city,
                       .state_name = card->state,
                       .country = card->country};
    /* A row knows dates as files write them. */
    if (card->renews_at != TIME_NONE)
        row.renews = day_iso(arena, zone_day(context_zone(context), card->renews_at));
    read_addresses(arena, card, &line, &row);
    if (!check(&row, err) || !draft_from_row(arena, &row, &habit, draft, err) ||
        !check_addresses(context, arena, card, draft, err) ||
        !read_promises(context, arena, card, draft, err))
        return false;
    draft->owner = card->owner;
    draft->asked_for_texts = draft->asked_for_texts || card->asked_for_texts;
    return true;
}
