/* add */
#include "cli/commands.h"

#include "action/capture_lead.h"
#include "action/show_lead.h"
#include "base/place.h"
#include "base/text.h"
#include "base/vec.h"
#include "cli/card_line.h"
#include "cli/text_lead.h"
#include "view/view_lead.h"

typedef VEC(RowAddress) RowAddresses;

static const struct {
    const char *option;
    RowAddressKind in_row;
    AddressKind kind;
} ways[] = {
    {"cell", ROW_CELL, ADDRESS_CELL},       {"office", ROW_OFFICE, ADDRESS_OFFICE},
    {"home", ROW_HOME, ADDRESS_HOME},       {"switchboard", ROW_SWITCHBOARD, ADDRESS_SWITCHBOARD},
    {"fax", ROW_FAX, ADDRESS_FAX},          {"email", ROW_EMAIL, ADDRESS_EMAIL},
    {"postal", ROW_POSTAL, ADDRESS_POSTAL}, {"url", ROW_URL, ADDRESS_URL},
};

/* What an import would put into the note because it cannot be read, a person hears of at once. */
static bool read_addresses(Cli *cli, const CardLine *card, ExchangeRow *row, Err *err)
{
    RowAddresses addresses = {0};
    for (size_t i = 0; i < card->address_count; i++)
        *vec_push(cli->arena, &addresses) = card->addresses[i];
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const char *const *values;
        size_t count = options_all(cli->arena, &cli->given, ways[i].option, &values);
        for (size_t j = 0; j < count; j++) {
            DraftAddress ignored;
            const char *country = row->country ? place_country(row->country) : NULL;
            if (!cli_understood(cli, draft_address(cli->arena, ways[i].kind, values[j],
                                                   text_or(country, context_country(cli->context)),
                                                   &ignored, err)))
                return err_at(err, "--%s", ways[i].option);
            RowAddress *address = vec_push(cli->arena, &addresses);
            *address = (RowAddress){.kind = ways[i].in_row, .kind_known = true, .value = values[j]};
        }
    }
    row->addresses = addresses.at;
    row->address_count = addresses.count;
    return true;
}

static bool check_words(Cli *cli, const ExchangeRow *row, Err *err)
{
    if (text_empty(row->name) && text_empty(row->company))
        return cli_wrong(cli, err, "NAME", "a lead needs a name: beck add NAME, or --company NAME");
    if (row->time_zone && !zone_find(row->time_zone))
        return cli_wrong(cli, err, "zone",
                         "--zone: \"%s\" is no time zone; write it like America/Chicago",
                         row->time_zone);
    if (row->country && !place_country(row->country))
        return cli_wrong(cli, err, "country", "--country: there is no country \"%s\"",
                         row->country);
    if (row->value && draft_money(row->value) == TIME_NONE)
        return cli_wrong(cli, err, "value", "--value: \"%s\" is no sum; write 12500 or 12.5k",
                         row->value);
    if (options_flag(&cli->given, "hot") && options_flag(&cli->given, "later"))
        return cli_wrong(cli, err, "hot", "--hot and --later cannot both be meant");
    return true;
}

/* A row knows dates as files write them. */
static bool read_renewal(Cli *cli, ExchangeRow *row, Err *err)
{
    Time at;
    if (!cli_time_option(cli, "renews", MORNING_MINUTE, &at, err))
        return false;
    if (at != TIME_NONE)
        row->renews = day_iso(cli->arena, zone_day(context_zone(cli->context), at));
    return true;
}

static bool read_row(Cli *cli, ExchangeRow *row, Err *err)
{
    const Given *given = &cli->given;
    CardLine card = {.name = cli_argument(cli, 0)};
    if (card.name)
        card_line_read(cli->arena, card.name, &card);
    bool hot = options_flag(given, "hot"), later = options_flag(given, "later");
    *row = (ExchangeRow){.state = ROW_GOOD,
                         .name = card.name,
                         .title = text_or(options_text(given, "title"), card.title),
                         .role = options_text(given, "role"),
                         .time_zone = options_text(given, "zone"),
                         .company = text_or(options_text(given, "company"), card.company),
                         .source = options_text(given, "source"),
                         .product = options_text(given, "product"),
                         .value = options_text(given, "value"),
                         .temperature = hot     ? "hot"
                                        : later ? "later"
                                                : NULL,
                         .referred_by = options_text(given, "referred-by"),
                         .note = options_text(given, "note"),
                         .city = options_text(given, "city"),
                         .state_name = options_text(given, "state"),
                         .country = options_text(given, "country")};
    return check_words(cli, row, err) && read_renewal(cli, row, err) &&
           read_addresses(cli, &card, row, err);
}

static bool read_promises(Cli *cli, Draft *draft, Err *err)
{
    const char *const *texts;
    size_t count = options_all(cli->arena, &cli->given, "promise", &texts);
    DraftPromise *promises = arena_array(cli->arena, count, sizeof *promises);
    for (size_t i = 0; i < count; i++) {
        SaidWhen said;
        if (!cli_said_when(cli, "--promise", texts[i], &said, err))
            return false;
        promises[i] = (DraftPromise){said.text, said.at};
    }
    draft->promises = promises;
    draft->promise_count = count;
    return true;
}

static bool read_draft(Cli *cli, Draft *draft, Err *err)
{
    ExchangeRow row;
    DraftHabit habit = {.country = context_country(cli->context),
                        .zone = context_zone(cli->context),
                        .now = cli->now};
    if (!read_row(cli, &row, err) || !draft_from_row(cli->arena, &row, &habit, draft, err) ||
        !read_promises(cli, draft, err))
        return false;
    draft->owner = options_text(&cli->given, "owner");
    draft->asked_for_texts = draft->asked_for_texts || options_flag(&cli->given, "texts-ok");
    return true;
}

static bool show(Cli *cli, const Draft *draft, const Captured *captured, Err *err)
{
    static const char *const states[] = {[CAPTURE_ADDED] = "added",
                                         [CAPTURE_UPDATED] = "updated",
                                         [CAPTURE_DUPLICATE] = "duplicate"};
    LeadShown lead;
    Doc *doc;
    if (captured->lead_id) {
        if (!show_lead(cli->context, cli->arena, captured->lead_id, &lead, err))
            return false;
        doc = view_lead(cli->arena, &lead);
    } else {
        doc = doc_object(cli->arena);
        doc_set_null(cli->arena, doc, "id");
        doc_set_text(cli->arena, doc, "name", draft->name ? draft->name : draft->company);
    }
    doc_set_text(cli->arena, doc, "state", states[captured->state]);
    doc_set_text(cli->arena, doc, "said", captured->said);
    cli_show(cli, doc, text_added);
    return true;
}

bool cmd_add(Cli *cli, Err *err)
{
    Draft draft;
    Captured captured;
    CaptureOptions options = {.cadence = options_text(&cli->given, "cadence")};
    return read_draft(cli, &draft, err) &&
           capture_lead(cli->context, cli->arena, &draft, &options, &captured, err) &&
           show(cli, &draft, &captured, err);
}
