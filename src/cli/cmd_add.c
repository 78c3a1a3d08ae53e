/* add */
#include "cli/commands.h"

#include "action/capture_lead.h"
#include "action/capture_text.h"
#include "action/card_photo.h"
#include "action/find_leads.h"
#include "action/show_lead.h"
#include "base/text.h"
#include "base/vec.h"
#include "cli/cli_file.h"
#include "cli/text_lead.h"
#include "view/view_lead.h"
#include "view/view_text_now.h"

static const struct {
    const char *option;
    AddressKind kind;
} ways[] = {
    {"cell", ADDRESS_CELL},     {"office", ADDRESS_OFFICE},
    {"home", ADDRESS_HOME},     {"switchboard", ADDRESS_SWITCHBOARD},
    {"fax", ADDRESS_FAX},       {"email", ADDRESS_EMAIL},
    {"postal", ADDRESS_POSTAL}, {"url", ADDRESS_URL},
    {"sip", ADDRESS_SIP},
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

static bool read_card(Cli *cli, Card *read, Err *err)
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
    if (!cli_time_option(cli, "renews", MORNING_MINUTE, &card.renews_at, err))
        return false;
    *read = card;
    return true;
}

static bool show(Cli *cli, const char *name, const Captured *captured, const TextedNow *texted,
                 Err *err)
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
        doc_set_text(cli->arena, doc, "name", name);
    }
    doc_set_text(cli->arena, doc, "state", states[captured->state]);
    doc_set_text(cli->arena, doc, "said", captured->said);
    if (texted && texted->lead_id)
        doc_set(doc, "texted", view_texted_now(cli->arena, texted));
    else
        doc_set_null(cli->arena, doc, "texted");
    cli_show(cli, doc, text_added);
    return true;
}

static bool add_photo(Cli *cli, const Card *card, const CaptureOptions *options, const char *path,
                      Captured *captured, Err *err)
{
    FileInput photo = {.name = cli_base_name(path)};
    return cli_read_file(cli, path, &photo.bytes, &photo.size, err) &&
           understood(cli,
                      capture_photo(cli->context, cli->arena, card, options, &photo, captured, err),
                      err);
}

static bool add_to_text(Cli *cli, const Card *card, const CaptureOptions *options, const char *path,
                        const char *text_path, Err *err)
{
    FileInput photo = {.name = path ? cli_base_name(path) : NULL},
              text = {.name = cli_base_name(text_path)};
    Captured captured;
    TextedNow texted;
    return (!path || cli_read_file(cli, path, &photo.bytes, &photo.size, err)) &&
           cli_read_file(cli, text_path, &text.bytes, &text.size, err) &&
           understood(cli,
                      capture_text(cli->context, cli->arena, card, options, path ? &photo : NULL,
                                   &text, &captured, &texted, err),
                      err) &&
           show(cli, card->name, &captured, &texted, err);
}

bool cmd_add(Cli *cli, Err *err)
{
    const char *photo = options_text(&cli->given, "photo"),
               *waits = options_text(&cli->given, "card"),
               *text = options_text(&cli->given, "text");
    CaptureOptions options = {.cadence = options_text(&cli->given, "cadence")};
    Card card = {0};
    Draft draft;
    Captured captured = {0};
    int64_t lead_id = 0;
    if (photo && waits)
        return cli_wrong(cli, err, "card", "--photo is of a new card, --card of one that waits");
    if (text && waits)
        return cli_wrong(cli, err, "card",
                         "--text goes with a new card: `beck text` is for others");
    if (!read_card(cli, &card, err))
        return false;
    if (text)
        return add_to_text(cli, &card, &options, photo, text, err);
    if (photo)
        return add_photo(cli, &card, &options, photo, &captured, err) &&
               show(cli, card.name, &captured, NULL, err);
    if (waits)
        return find_one_lead(cli->context, cli->arena, waits, &lead_id, err) &&
               type_card(cli->context, cli->arena, lead_id, &card, &captured, err) &&
               show(cli, card.name, &captured, NULL, err);
    return understood(cli, card_draft(cli->context, cli->arena, &card, &draft, err), err) &&
           capture_lead(cli->context, cli->arena, &draft, &options, &captured, err) &&
           show(cli, text_or(draft.name, draft.company), &captured, NULL, err);
}
