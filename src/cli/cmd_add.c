/* add */
#include "cli/commands.h"

#include "action/capture_lead.h"
#include "action/card.h"
#include "action/show_lead.h"
#include "base/text.h"
#include "base/vec.h"
#include "cli/text_lead.h"
#include "view/view_lead.h"

static const struct {
    const char *option;
    AddressKind kind;
} ways[] = {
    {"cell", ADDRESS_CELL},     {"office", ADDRESS_OFFICE},
    {"home", ADDRESS_HOME},     {"switchboard", ADDRESS_SWITCHBOARD},
    {"fax", ADDRESS_FAX},       {"email", ADDRESS_EMAIL},
    {"postal", ADDRESS_POSTAL}, {"url", ADDRESS_URL},
};

static void read_addresses(Cli *cli, Card *card)
{
    VEC(CardAddress) addresses = {0};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const char *const *values;
        size_t count = options_all(cli->arena, &cli->given, ways[i].option, &values);
        for (size_t j = 0; j < count; j++)
            *vec_push(cli->arena, &addresses) = (CardAddress){ways[i].kind, values[j]};
    }
    card->addresses = addresses.at;
    card->address_count = addresses.count;
}

/* What the card calls its members the command line calls its options. */
static bool understood(Cli *cli, bool read, Err *err)
{
    if (!read && err->kind == ERR_INPUT && err->field[0] && !text_equal(err->field, "name"))
        err_at(err, "--%s", err->field);
    return cli_understood(cli, read);
}

static bool read_draft(Cli *cli, Draft *draft, Err *err)
{
    const Given *given = &cli->given;
    bool hot = options_flag(given, "hot"), later = options_flag(given, "later");
    Card card = {.name = cli_argument(cli, 0),
                 .title = options_text(given, "title"),
                 .role = options_text(given, "role"),
                 .zone = options_text(given, "zone"),
                 .company = options_text(given, "company"),
                 .source = options_text(given, "source"),
                 .product = options_text(given, "product"),
                 .value = options_text(given, "value"),
                 .temperature = hot     ? "hot"
                                : later ? "later"
                                        : NULL,
                 .referred_by = options_text(given, "referred-by"),
                 .note = options_text(given, "note"),
                 .city = options_text(given, "city"),
                 .state = options_text(given, "state"),
                 .country = options_text(given, "country"),
                 .owner = options_text(given, "owner"),
                 .asked_for_texts = options_flag(given, "texts-ok")};
    if (hot && later)
        return cli_wrong(cli, err, "hot", "--hot and --later cannot both be meant");
    read_addresses(cli, &card);
    card.promise_count = options_all(cli->arena, given, "promise", &card.promises);
    return cli_time_option(cli, "renews", MORNING_MINUTE, &card.renews_at, err) &&
           understood(cli, card_draft(cli->context, cli->arena, &card, draft, err), err);
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
