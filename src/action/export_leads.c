/* Export of leads: a row each as CSV, which `beck import` reads again; a block at a time. */
#include "action/export_address.h"
#include "action/load_lead.h"
#include "action/suppressed_set.h"
#include "base/text.h"
#include "exchange/csv_write.h"

/* The n-th address of a kind that is not known to be bad, or NULL. */
static const char *nth(Arena *arena, AddressRows rows, const char *kind, size_t place)
{
    for (size_t i = 0; i < rows.count; i++)
        if (text_equal(rows.at[i].kind, kind) && !text_equal(rows.at[i].state, "bad") && !place--)
            return export_number(arena, &rows.at[i]);
    return NULL;
}

typedef struct LeadRow {
    Arena *arena;
    const struct export_leads_row *lead;
    AddressRows own, company;
    ChannelSet stopped;
} LeadRow;

typedef const char *Cell(const LeadRow *row);

static const char *yes(const LeadRow *row, Channel channel)
{
    return row->stopped & CHANNEL_BIT(channel) ? "yes" : NULL;
}

static const char *cell_name(const LeadRow *row)
{
    return row->lead->contact_id ? row->lead->contact_name : NULL;
}
static const char *cell_given(const LeadRow *row)
{
    return row->lead->given;
}
static const char *cell_family(const LeadRow *row)
{
    return row->lead->family;
}
static const char *cell_title(const LeadRow *row)
{
    return row->lead->title;
}
static const char *cell_role(const LeadRow *row)
{
    return row->lead->role;
}
static const char *cell_company(const LeadRow *row)
{
    return row->lead->company;
}
static const char *cell_industry(const LeadRow *row)
{
    return row->lead->sector;
}
static const char *cell_cell(const LeadRow *row)
{
    return nth(row->arena, row->own, "cell", 0);
}
static const char *cell_office(const LeadRow *row)
{
    return nth(row->arena, row->own, "office", 0);
}
static const char *cell_home(const LeadRow *row)
{
    return nth(row->arena, row->own, "home", 0);
}
static const char *cell_sip(const LeadRow *row)
{
    return nth(row->arena, row->own, "sip", 0);
}
static const char *cell_switchboard(const LeadRow *row)
{
    return nth(row->arena, row->company, "switchboard", 0);
}
static const char *cell_fax(const LeadRow *row)
{
    const char *own = nth(row->arena, row->own, "fax", 0);
    return own ? own : nth(row->arena, row->company, "fax", 0);
}
static const char *cell_email(const LeadRow *row)
{
    const char *own = nth(row->arena, row->own, "email", 0);
    return own ? own : nth(row->arena, row->company, "email", 0);
}
static const char *cell_email_2(const LeadRow *row)
{
    return nth(row->arena, row->own, "email", 1);
}
static const char *cell_postal(const LeadRow *row)
{
    const char *own = nth(row->arena, row->own, "postal", 0);
    return own ? own : nth(row->arena, row->company, "postal", 0);
}
static const char *cell_website(const LeadRow *row)
{
    const char *own = nth(row->arena, row->own, "url", 0);
    return own ? own : nth(row->arena, row->company, "url", 0);
}
static const char *cell_birthday(const LeadRow *row)
{
    return row->lead->birthday;
}
static const char *cell_language(const LeadRow *row)
{
    return row->lead->language;
}
static const char *cell_zone(const LeadRow *row)
{
    return row->lead->zone;
}
static const char *cell_source(const LeadRow *row)
{
    return row->lead->source;
}
static const char *cell_owner(const LeadRow *row)
{
    return row->lead->owner;
}
/* What asked never to be contacted is closed to every program, and marked below. */
static const char *cell_status(const LeadRow *row)
{
    return text_equal(row->lead->status, "never") ? "closed" : row->lead->status;
}
static const char *cell_temperature(const LeadRow *row)
{
    return row->lead->temperature;
}
static const char *cell_product(const LeadRow *row)
{
    return row->lead->product;
}
static const char *cell_value(const LeadRow *row)
{
    enum { CENTS = 100 };
    int64_t cents = row->lead->value_cents;
    return cents == TIME_NONE ? NULL
                              : arena_printf(row->arena, "%lld.%02lld", (long long)(cents / CENTS),
                                             (long long)(cents % CENTS));
}
static const char *cell_created(const LeadRow *row)
{
    return time_rfc3339(row->arena, row->lead->captured_at);
}
static const char *cell_external_id(const LeadRow *row)
{
    return row->lead->external_id;
}
static const char *cell_note(const LeadRow *row)
{
    return row->lead->note;
}
static const char *cell_no_call(const LeadRow *row)
{
    return yes(row, CHANNEL_PHONE);
}
static const char *cell_no_email(const LeadRow *row)
{
    return yes(row, CHANNEL_EMAIL);
}
static const char *cell_no_text(const LeadRow *row)
{
    return yes(row, CHANNEL_TEXT);
}
static const char *cell_no_fax(const LeadRow *row)
{
    return yes(row, CHANNEL_FAX);
}

/* The names are those `beck import` knows without --map. */
static const struct {
    const char *name;
    Cell *cell;
} columns[] = {
    {"Name", cell_name},
    {"First Name", cell_given},
    {"Last Name", cell_family},
    {"Job Title", cell_title},
    {"Role", cell_role},
    {"Company", cell_company},
    {"Industry", cell_industry},
    {"Cell", cell_cell},
    {"Office Phone", cell_office},
    {"Home Phone", cell_home},
    {"SIP Address", cell_sip},
    {"Main Phone", cell_switchboard},
    {"Fax", cell_fax},
    {"Email", cell_email},
    {"Email 2", cell_email_2},
    {"Address", cell_postal},
    {"Website", cell_website},
    {"Birthday", cell_birthday},
    {"Language", cell_language},
    {"Time Zone", cell_zone},
    {"Lead Source", cell_source},
    {"Owner", cell_owner},
    {"Lead Status", cell_status},
    {"Temperature", cell_temperature},
    {"Product", cell_product},
    {"Value", cell_value},
    {"Created", cell_created},
    {"External ID", cell_external_id},
    {"Notes", cell_note},
    {"Do Not Call", cell_no_call},
    {"Do Not Email", cell_no_email},
    {"Do Not Text", cell_no_text},
    {"Do Not Fax", cell_no_fax},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* A channel is closed when the person said so, or no address of theirs is left for it. */
static ChannelSet stopped_of(const Context *context, const SuppressedSet *suppressed,
                             const struct export_leads_row *lead, AddressRows own)
{
    if (text_equal(lead->status, "never") || text_equal(lead->state, "never"))
        return EVERY_CHANNEL;
    ChannelSet ended = 0, open = 0;
    for (size_t i = 0; i < own.count; i++) {
        AddressKind kind;
        if (!address_kind_find(own.at[i].kind, &kind))
            continue;
        ChannelSet channels = address_channels(kind);
        ChannelSet stopped = suppressed_set_ended(context, suppressed, own.at[i].value_key);
        ended |= channels & stopped;
        open |= channels & ~stopped;
    }
    ChannelSet said = lead->contact_id ? (ChannelSet)lead->stopped : 0;
    return said | (ended & ~open);
}

static bool write_lead(Exporting *exporting, const LeadRow *row, Err *err)
{
    const char *cells[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = columns[i].cell(row);
    csv_write_row(exporting->line, cells, COLUMNS);
    return export_row(exporting, err);
}

static bool write_leads(Exporting *exporting, Arena *arena, const SuppressedSet *suppressed,
                        const struct export_leads_rows *leads, Err *err)
{
    Context *context = exporting->context;
    AddressRows own, company;
    int64_t *contacts = arena_array(arena, leads->count, sizeof *contacts);
    int64_t *accounts = arena_array(arena, leads->count, sizeof *accounts);
    for (size_t i = 0; i < leads->count; i++) {
        contacts[i] = leads->at[i].contact_id;
        accounts[i] = leads->at[i].account_id;
    }
    if (!export_contact_addresses(context, arena, contacts, leads->count, &own, err) ||
        !export_account_addresses(context, arena, accounts, leads->count, &company, err))
        return false;
    for (size_t i = 0; i < leads->count; i++) {
        const struct export_leads_row *lead = &leads->at[i];
        LeadRow row = {.arena = arena,
                       .lead = lead,
                       .own = export_addresses_of(own, lead->contact_id),
                       .company = export_addresses_of(company, lead->account_id)};
        row.stopped = stopped_of(context, suppressed, lead, row.own);
        if (!write_lead(exporting, &row, err))
            return false;
    }
    return true;
}

static bool write_head(Exporting *exporting, Err *err)
{
    const char *cells[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = columns[i].name;
    csv_write_row(exporting->line, cells, COLUMNS);
    if (!export_row(exporting, err))
        return false;
    exporting->exported->rows = 0; /* it is no lead */
    return true;
}

bool export_leads(Exporting *exporting, Err *err)
{
    Context *context = exporting->context;
    auto_arena Arena *kept = arena_new();
    auto_arena Arena *block = arena_new();
    SuppressedSet suppressed;
    int64_t after = 0;
    if (!suppressed_set_load(context, kept, &suppressed, err) || !write_head(exporting, err))
        return false;
    for (;; arena_reset(block)) {
        struct export_leads_rows leads;
        if (!sql_export_leads(context->db, block,
                              &(struct export_leads_in){.workspace = context->workspace,
                                                        .owner_id = exporting->owner_id,
                                                        .owners = exporting->owners,
                                                        .after = after,
                                                        .most = EXPORT_BLOCK},
                              &leads, err) ||
            !write_leads(exporting, block, &suppressed, &leads, err))
            return false;
        if (!leads.count)
            return true;
        after = leads.at[leads.count - 1].id;
    }
}
