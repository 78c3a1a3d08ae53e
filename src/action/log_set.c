/* What was learned: the --set fields. */
#include "action/address_told.h"
#include "action/consent_inner.h"
#include "action/draft.h"
#include "action/log_inner.h"
#include "action/person_inner.h"

#include "base/place.h"
#include "base/text.h"
#include "base/when.h"
#include "follow/alike.h"

#include <string.h>

typedef bool SetField(Logging *logging, const char *value, Err *err);

bool log_add_address(Logging *logging, int64_t contact_id, int64_t account_id, AddressKind kind,
                     const char *text, const char *text_basis, Err *err)
{
    bool made;
    if (!address_told(logging->context, logging->arena, logging->journal,
                      &(AddressOwner){contact_id, account_id}, kind, text, text_basis, &made, err))
        return false;
    logging->search_changed |= made;
    if (made && contact_id)
        logging->search_contact = contact_id;
    else if (made)
        logging->search_account = account_id;
    return true;
}

/* The person the answer is about: whom the touch reached. */
static int64_t person_of(const Logging *logging)
{
    return logging->main && logging->main->contact_id ? logging->main->contact_id
                                                      : logging->loaded.lead.contact_id;
}

static int64_t meant_for(const Logging *logging)
{
    const LoadedLead *loaded = &logging->loaded;
    return loaded->has_next && loaded->next.contact_id ? loaded->next.contact_id
                                                       : loaded->lead.contact_id;
}

static bool add_own(Logging *logging, AddressKind kind, const char *value, Err *err)
{
    int64_t contact = person_of(logging), account = logging->loaded.lead.account_id;
    if (!contact && !account)
        return err_field(err, ERR_INPUT, "set",
                         "this lead has neither a person nor an account; name "
                         "one first by --set person=NAME");
    return log_add_address(logging, contact, account, kind, value, TOLD_BASIS, err);
}

static bool set_switchboard(Logging *logging, const char *value, Err *err)
{
    if (!logging->loaded.lead.account_id)
        return err_field(err, ERR_INPUT, "set",
                         "a switchboard belongs to an account, and this lead has none; "
                         "--set company=NAME first");
    return log_add_address(logging, 0, logging->loaded.lead.account_id, ADDRESS_SWITCHBOARD, value,
                           NULL, err);
}

bool log_begin_contact(Logging *logging, int64_t id, struct contact_set_in *row, Err *err)
{
    struct contact_get_row found;
    if (!id)
        return err_field(err, ERR_INPUT, "set",
                         "this lead has no person yet; --set person=NAME first");
    if (!journal_keep(logging->journal, JOURNAL_CONTACT, id, err) ||
        !sql_contact_get(
            logging->context->db, logging->arena,
            &(struct contact_get_in){.workspace = logging->context->workspace, .id = id}, &found,
            NULL, err))
        return false;
    *row = contact_set_of(logging->context, &found);
    return true;
}

static bool set_title(Logging *logging, const char *value, Err *err)
{
    struct contact_set_in row;
    if (!log_begin_contact(logging, person_of(logging), &row, err))
        return false;
    row.title = value;
    logging->search_changed = true;
    logging->search_contact = person_of(logging);
    return sql_contact_set(logging->context->db, &row, err);
}

static bool set_name(Logging *logging, const char *value, Err *err)
{
    struct contact_set_in row;
    if (!log_begin_contact(logging, person_of(logging), &row, err))
        return false;
    row.name = value;
    row.name_key = text_fold(logging->arena, value);
    row.given = row.family = NULL;
    logging->search_changed = true;
    logging->search_contact = person_of(logging);
    return sql_contact_set(logging->context->db, &row, err);
}

static bool set_role(Logging *logging, const char *value, Err *err)
{
    struct contact_set_in row;
    Role role;
    if (!role_find(value, &role))
        return err_field(err, ERR_INPUT, "role",
                         "\"%s\" is no role; there are decides, influences, uses, guards", value);
    if (!log_begin_contact(logging, person_of(logging), &row, err))
        return false;
    row.role = role_name(role);
    return sql_contact_set(logging->context->db, &row, err);
}

static bool set_zone(Logging *logging, const char *value, Err *err)
{
    struct contact_set_in row;
    if (!zone_find(value))
        return err_field(err, ERR_INPUT, "zone",
                         "\"%s\" is no time zone; write it like America/Chicago", value);
    if (!log_begin_contact(logging, person_of(logging), &row, err))
        return false;
    row.zone = value;
    return sql_contact_set(logging->context->db, &row, err);
}

/* A person of the account, by name; a new one is made. */
static bool person_with_role(Logging *logging, const char *card, Role role, int64_t *id, Err *err)
{
    struct contact_set_in row;
    if (!log_person_card(logging, card, id, err))
        return false;
    if (!role)
        return true;
    if (!log_begin_contact(logging, *id, &row, err))
        return false;
    row.role = role_name(role);
    return sql_contact_set(logging->context->db, &row, err);
}

static bool set_decides(Logging *logging, const char *value, Err *err)
{
    int64_t id;
    bool self = text_equal_nocase(value, "yes") || text_equal_nocase(value, "they do");
    return self ? set_role(logging, "decides", err)
                : person_with_role(logging, value, ROLE_DECIDES, &id, err);
}

/* "Who works under Bob?": the named one reports to whom the touch reached; who was reached
 * themselves, through a receptionist, to whom it was for. */
static bool set_under(Logging *logging, const char *value, Err *err)
{
    int64_t id, boss = person_of(logging);
    struct contact_set_in row;
    if (!log_person_card(logging, value, &id, err))
        return false;
    if (id == boss)
        boss = meant_for(logging);
    if (!person_check_boss(logging->context, id, boss, err))
        return false;
    if (!log_begin_contact(logging, id, &row, err))
        return false;
    row.reports_to = boss;
    return sql_contact_set(logging->context->db, &row, err);
}

static bool set_person(Logging *logging, const char *value, Err *err)
{
    int64_t id;
    if (!log_person_card(logging, value, &id, err))
        return false;
    if (!logging->loaded.lead.contact_id)
        logging->loaded.lead.contact_id = id;
    logging->search_changed = true;
    return true;
}

static bool set_successor(Logging *logging, const char *value, Err *err)
{
    int64_t id;
    if (!log_person_card(logging, value, &id, err))
        return false;
    logging->loaded.lead.contact_id = id;
    logging->search_changed = true;
    return true;
}

static bool parse_when(Logging *logging, const char *value, Time *at, Err *err)
{
    enum { MORNING = 9 * 60 };
    When when;
    if (!when_parse(value, logging->context->now, logging->loaded.situation.owner->zone,
                    logging->context->country, MORNING, &when, err))
        return false;
    *at = when.at;
    return true;
}

static bool add_cycle(Logging *logging, WakeKind kind, const char *when, Err *err)
{
    enum { AHEAD_DAYS = 60 };
    Context *context = logging->context;
    Time at;
    int64_t id;
    return parse_when(logging, when, &at, err) && context_id(context, &id, err) &&
           sql_cycle_insert(
               context->db,
               &(struct cycle_insert_in){.workspace = context->workspace,
                                         .id = id,
                                         .lead_id = logging->loaded.lead.id,
                                         .kind = wake_kind_name(kind),
                                         .text = "", /* the product is what it is about */
                                         .at = at,
                                         .ahead_days = AHEAD_DAYS},
               err) &&
           journal_made(logging->journal, JOURNAL_CYCLE, id, err);
}

static bool set_cycle(Logging *logging, const char *value, Err *err)
{
    return add_cycle(logging, WAKE_RENEWAL, value, err);
}

static bool set_contract_end(Logging *logging, const char *value, Err *err)
{
    return add_cycle(logging, WAKE_CONTRACT_END, value, err);
}

/* A want is taken up a quarter later unless a cycle comes first. */
static bool set_want(Logging *logging, const char *value, Err *err)
{
    enum { LATER_DAYS = 90 };
    Context *context = logging->context;
    int64_t id;
    return context_id(context, &id, err) &&
           sql_want_insert(
               context->db,
               &(struct want_insert_in){.workspace = context->workspace,
                                        .id = id,
                                        .lead_id = logging->loaded.lead.id,
                                        .text = value,
                                        .at = context->now + (Time)LATER_DAYS * DAY_SECONDS},
               err) &&
           journal_made(logging->journal, JOURNAL_WANT, id, err);
}

static bool set_lead_row(Logging *logging, const char *temperature, const char *product,
                         int64_t value_cents, Err *err)
{
    struct lead_get_row *lead = &logging->loaded.lead;
    logging->search_changed |= product != NULL;
    /* Kept for the next --set of the same lead. */
    lead->temperature = text_or(temperature, lead->temperature);
    lead->product = text_or(product, lead->product);
    lead->value_cents = value_cents != TIME_NONE ? value_cents : lead->value_cents;
    return sql_lead_set(logging->context->db,
                        &(struct lead_set_in){.workspace = logging->context->workspace,
                                              .id = lead->id,
                                              .name = lead->name,
                                              .name_key = lead->name_key,
                                              .source = lead->source,
                                              .source_kind = lead->source_kind,
                                              .temperature = lead->temperature,
                                              .product = lead->product,
                                              .value_cents = lead->value_cents,
                                              .note = lead->note},
                        err);
}

static bool set_product(Logging *logging, const char *value, Err *err)
{
    return set_lead_row(logging, NULL, value, TIME_NONE, err);
}

static bool set_value(Logging *logging, const char *value, Err *err)
{
    int64_t cents = draft_money(value);
    if (cents == TIME_NONE)
        return err_field(err, ERR_INPUT, "value", "\"%s\" is no sum; write it like 12500 or 12.5k",
                         value);
    return set_lead_row(logging, NULL, NULL, cents, err);
}

static bool set_temperature(Logging *logging, const char *value, Err *err)
{
    Temperature temperature;
    if (!temperature_find(value, &temperature))
        return err_field(err, ERR_INPUT, "temperature", "\"%s\" is none of hot, warm, later",
                         value);
    logging->loaded.situation.temperature = temperature;
    return set_lead_row(logging, temperature_name(temperature), NULL, TIME_NONE, err);
}

static bool set_texts(Logging *logging, const char *value, Err *err)
{
    bool yes = text_equal_nocase(value, "yes"), no = text_equal_nocase(value, "no");
    if (!yes && !no)
        return err_field(err, ERR_INPUT, "texts", "texts takes yes or no, not \"%s\"", value);
    const LoadedPerson *person = log_loaded_person(logging, person_of(logging));
    logging->effects.state.asked_for_texts = yes;
    for (size_t i = 0; person && i < person->addresses.count; i++) {
        const struct address_get_row *row = &person->addresses.at[i];
        int64_t ledger_id;
        if (!text_equal(row->kind, "cell"))
            continue;
        if ((yes && (!consent_give(logging->context, row->value_key, CHANNEL_BIT(CHANNEL_TEXT),
                                   "they agreed to texts", &ledger_id, err) ||
                     !journal_suppression(logging->journal, ledger_id, err))) ||
            !journal_keep(logging->journal, JOURNAL_ADDRESS, row->id, err) ||
            !sql_address_set_basis(
                logging->context->db,
                &(struct address_set_basis_in){.workspace = logging->context->workspace,
                                               .id = row->id,
                                               .text_basis = yes ? "they agreed to texts" : NULL},
                err))
            return false;
    }
    return true;
}

/* They asked for no more of them, by whichever way: their own numbers, and no colleague's. */
static bool set_faxes(Logging *logging, const char *value, Err *err)
{
    const LoadedPerson *person = log_loaded_person(logging, person_of(logging));
    if (!text_equal_nocase(value, "no"))
        return err_field(err, ERR_INPUT, "faxes",
                         "faxes takes no, where they asked for no more of them, not \"%s\"; "
                         "Undo, or `beck undo`, takes that back",
                         value);
    for (size_t i = 0; person && i < person->addresses.count; i++) {
        const struct address_get_row *row = &person->addresses.at[i];
        int64_t ledger_id;
        if (text_equal(row->kind, "fax") &&
            (!suppression_add(logging->context, row->value_key,
                              &(Suppressing){.channels = CHANNEL_BIT(CHANNEL_FAX),
                                             .why = "asked for no more faxes",
                                             .source = "told to us",
                                             .at = logging->context->now},
                              &ledger_id, err) ||
             !journal_suppression(logging->journal, ledger_id, err)))
            return false;
    }
    return true;
}

/* A person's of the lead, or the account's. */
static bool set_wrong(Logging *logging, const char *value, Err *err)
{
    const LoadedLead *loaded = &logging->loaded;
    size_t same = 0;
    for (size_t i = 0; i < loaded->person_count; i++)
        if (!address_told_wrong(logging->context, logging->journal, loaded->people[i].addresses.at,
                                loaded->people[i].addresses.count, value, &same, err))
            return false;
    if (!address_told_wrong(logging->context, logging->journal, loaded->account_addresses.at,
                            loaded->account_addresses.count, value, &same, err))
        return false;
    logging->spoiled = true;
    return same || err_field(err, ERR_INPUT, "wrong",
                             "nobody of this lead has a number or an address \"%s\"; `beck show "
                             "%lld` has those there are",
                             value, (long long)loaded->lead.id);
}

static bool set_company(Logging *logging, const char *value, Err *err)
{
    Context *context = logging->context;
    struct account_get_row account;
    struct contact_set_in row;
    bool found;
    int64_t id;
    const char *key = text_or(alike_company_key(logging->arena, value), value);
    if (!sql_account_by_key(
            context->db, logging->arena,
            &(struct account_by_key_in){.workspace = context->workspace, .name_key = key}, &account,
            &found, err))
        return false;
    id = found ? account.id : 0;
    if (!found && (!context_id(context, &id, err) ||
                   !sql_account_insert(context->db,
                                       &(struct account_insert_in){.workspace = context->workspace,
                                                                   .id = id,
                                                                   .name = value,
                                                                   .name_key = key,
                                                                   .now = context->now},
                                       err)))
        return false;
    logging->search_changed = true;
    if (person_of(logging)) {
        if (!log_begin_contact(logging, person_of(logging), &row, err))
            return false;
        row.account_id = id;
        if (!sql_contact_set(context->db, &row, err))
            return false;
    }
    logging->loaded.lead.account_id = id;
    return sql_lead_set_account(context->db,
                                &(struct lead_set_account_in){.workspace = context->workspace,
                                                              .id = logging->loaded.lead.id,
                                                              .account_id = id},
                                err);
}

/* An address of the person, by its kind; or what a function does. */
static const struct {
    LogField field;
    SetField *set;
    AddressKind address;
} fields[] = {
    {.field = {"cell", "their cell number"}, .address = ADDRESS_CELL},
    {.field = {"office", "their number at work"}, .address = ADDRESS_OFFICE},
    {.field = {"home", "their number at home"}, .address = ADDRESS_HOME},
    {.field = {"sip", "their SIP address: bob@pbx.example"}, .address = ADDRESS_SIP},
    {.field = {"fax", "their fax number"}, .address = ADDRESS_FAX},
    {.field = {"email", "their e-mail address"}, .address = ADDRESS_EMAIL},
    {.field = {"postal", "their postal address"}, .address = ADDRESS_POSTAL},
    {.field = {"url", "their page on the web"}, .address = ADDRESS_URL},
    {.field = {"switchboard", "the account's main number"}, .set = set_switchboard},
    {.field = {"wrong", "a number or an address that is not theirs"}, .set = set_wrong},
    {.field = {"name", "their name, mended"}, .set = set_name},
    {.field = {"title", "their title"}, .set = set_title},
    {.field = {"role", "decides, influences, uses or guards"}, .set = set_role},
    {.field = {"zone", "where they are: America/Chicago"}, .set = set_zone},
    {.field = {"company", "the account they are at"}, .set = set_company},
    {.field = {"decides", "who decides: a name, or yes; also NAME, TITLE, NUMBER"},
     .set = set_decides},
    {.field = {"under", "who works under them: NAME, or NAME, TITLE, NUMBER"}, .set = set_under},
    {.field = {"person", "someone else there to know: NAME, TITLE, NUMBER"}, .set = set_person},
    {.field = {"replaced_by", "who came in their place: NAME, TITLE, NUMBER"},
     .set = set_successor},
    {.field = {"cycle", "when they buy again: a date"}, .set = set_cycle},
    {.field = {"contract_end", "when their contract elsewhere ends: a date"},
     .set = set_contract_end},
    {.field = {"want", "what else they could use"}, .set = set_want},
    {.field = {"product", "what the lead is about"}, .set = set_product},
    {.field = {"value", "what it is worth: 12500, 12.5k"}, .set = set_value},
    {.field = {"temperature", "hot, warm or later"}, .set = set_temperature},
    {.field = {"texts", "whether they agreed to texts: yes or no"}, .set = set_texts},
    {.field = {"faxes", "no: they asked for no more of them"}, .set = set_faxes},
};

enum { FIELD_COUNT = sizeof fields / sizeof *fields };

bool log_set_field(size_t place, LogField *field)
{
    if (place >= FIELD_COUNT)
        return false;
    *field = fields[place].field;
    return true;
}

bool log_write_set(Logging *logging, const LogSet *set, Err *err)
{
    const char *names[FIELD_COUNT + 1];
    const char *value = text_clean(logging->arena, set->value, strlen(set->value), 500);
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        names[i] = fields[i].field.name;
        if (!text_equal(names[i], set->field))
            continue;
        if (text_empty(value))
            return err_field(err, ERR_INPUT, "set", "--set %s= says nothing", set->field);
        return fields[i].set ? fields[i].set(logging, value, err)
                             : add_own(logging, fields[i].address, value, err);
    }
    names[FIELD_COUNT] = NULL;
    const char *near = text_nearest(set->field, names);
    return err_field(
        err, ERR_INPUT, "set",
        "there is no field \"%s\"%s%s%s; the lead's page, or `beck help log`, has those "
        "there are",
        set->field, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}
