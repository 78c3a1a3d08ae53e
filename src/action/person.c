/* The people of an account: one more, or what is known of one. */
#include "action/account.h"
#include "action/address_told.h"
#include "action/capture_inner.h"
#include "action/draft.h"
#include "action/journal.h"
#include "action/log_inner.h"
#include "action/person_inner.h"
#include "action/plan_lead.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 200, NOTE_BYTES = 4000 };

typedef struct Changing {
    Context *context;
    Arena *arena;
    Journal journal;
    struct contact_set_in row; /* the person, as they shall be */
} Changing;

/* --- who reports to whom --- */

bool person_check_boss(Context *context, int64_t contact_id, int64_t boss_id, Err *err)
{
    enum { FURTHEST = 200 };
    auto_arena Arena *scratch = arena_new();
    int64_t at = boss_id;
    for (int steps = 0; at && steps < FURTHEST; steps++) {
        struct contact_get_row row;
        bool found;
        if (at == contact_id)
            return err_field(err, ERR_INPUT, "under",
                             steps ? "they would report to themselves, by way of others"
                                   : "nobody reports to oneself");
        if (!sql_contact_get(context->db, scratch,
                             &(struct contact_get_in){.workspace = context->workspace, .id = at},
                             &row, &found, err))
            return false;
        at = found ? row.reports_to : 0;
    }
    return true;
}

/* A person of the account: an id, or the words of a name. */
static bool find_boss(Changing *changing, const char *typed, int64_t *boss_id, Err *err)
{
    Context *context = changing->context;
    struct account_people_rows rows;
    const char *key = text_fold(changing->arena, typed);
    const struct contact_get_row *fits = NULL;
    size_t fitting = 0;
    char *end;
    long long id = strtoll(typed, &end, 10);
    if (!sql_account_people(context->db, changing->arena,
                            &(struct account_people_in){.workspace = context->workspace,
                                                        .account_id = changing->row.account_id,
                                                        .most = ACCOUNT_PEOPLE},
                            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        const struct contact_get_row *row = &rows.at[i];
        bool whole = (!*end && row->id == id) || text_equal(row->name_key, key);
        if (!whole && !(key[0] && strstr(row->name_key, key)))
            continue;
        fits = row;
        fitting = whole ? 1 : fitting + 1;
        if (whole)
            break;
    }
    if (fitting != 1)
        return err_field(err, fitting ? ERR_INPUT : ERR_MISSING, "under",
                         fitting ? "\"%s\" fits several people there; write more of the name"
                                 : "there is nobody \"%s\" there",
                         typed);
    *boss_id = fits->id;
    return true;
}

/* --- addresses --- */

static bool add_address(Changing *changing, AddressKind kind, const char *text, Err *err)
{
    bool made;
    return address_told(changing->context, changing->arena, &changing->journal,
                        &(AddressOwner){.contact_id = changing->row.id}, kind, text, TOLD_BASIS,
                        &made, err) ||
           err_in(err, address_kind_name(kind));
}

static bool set_wrong(Changing *changing, const char *value, Err *err)
{
    struct address_of_contact_rows own;
    size_t same = 0;
    return sql_address_of_contact(
               changing->context->db, changing->arena,
               &(struct address_of_contact_in){.workspace = changing->context->workspace,
                                               .contact_id = changing->row.id},
               &own, err) &&
           address_told_wrong(changing->context, &changing->journal, own.at, own.count, value,
                              &same, err) &&
           (same || err_field(err, ERR_INPUT, "wrong", "%s has no number or address \"%s\"",
                              changing->row.name, value));
}

/* --- fields --- */

typedef bool SetField(Changing *changing, const char *value, Err *err);

static const char *cleaned(Changing *changing, const char *value, size_t most)
{
    const char *clean =
        text_empty(value) ? NULL : text_clean(changing->arena, value, strlen(value), most);
    return text_empty(clean) ? NULL : clean;
}

static bool set_name(Changing *changing, const char *value, Err *err)
{
    const char *name = cleaned(changing, value, NAME_BYTES);
    const char *key = name ? text_fold(changing->arena, name) : "";
    if (!key[0])
        return err_field(err, ERR_INPUT, "name", "a person has a name with a letter in it");
    changing->row.name = name;
    changing->row.name_key = key;
    changing->row.given = changing->row.family = NULL;
    return true;
}

static bool set_title(Changing *changing, const char *value, Err *err)
{
    changing->row.title = cleaned(changing, value, NAME_BYTES);
    return true;
}

static bool set_role(Changing *changing, const char *value, Err *err)
{
    Role role = ROLE_NONE;
    if (!text_empty(value) && !role_find(value, &role))
        return err_field(err, ERR_INPUT, "role",
                         "\"%s\" is no role; there are decides, influences, uses, guards", value);
    changing->row.role = role_name(role);
    return true;
}

static bool set_zone(Changing *changing, const char *value, Err *err)
{
    if (!text_empty(value) && !zone_find(value))
        return err_field(err, ERR_INPUT, "zone",
                         "\"%s\" is no time zone; write it like America/Chicago", value);
    changing->row.zone = text_empty(value) ? NULL : value;
    return true;
}

static bool set_note(Changing *changing, const char *value, Err *err)
{
    changing->row.note = text_empty(value)
                             ? NULL
                             : text_clean_lines(changing->arena, value, strlen(value), NOTE_BYTES);
    return true;
}

static bool set_under(Changing *changing, const char *value, Err *err)
{
    int64_t boss_id = 0;
    if (!text_empty(value) && !changing->row.account_id)
        return err_field(err, ERR_INPUT, "under", "%s has no company where others could be",
                         changing->row.name);
    if (!text_empty(value) &&
        (!find_boss(changing, value, &boss_id, err) ||
         !person_check_boss(changing->context, changing->row.id, boss_id, err)))
        return false;
    changing->row.reports_to = boss_id;
    return true;
}

static const struct {
    PersonFieldFacts field;
    SetField *set; /* NULL: an address of this kind */
    AddressKind kind;
} fields[] = {
    {.field = {"name", "their name"}, .set = set_name},
    {.field = {"title", "what they are there"}, .set = set_title},
    {.field = {"role", "decides, influences, uses or guards"}, .set = set_role},
    {.field = {"under", "to whom they report: a name, or nobody"}, .set = set_under},
    {.field = {"zone", "where they are: America/Chicago"}, .set = set_zone},
    {.field = {"note", "what is known of them"}, .set = set_note},
    {.field = {"cell", "a cell number more"}, .kind = ADDRESS_CELL},
    {.field = {"office", "a number at work more"}, .kind = ADDRESS_OFFICE},
    {.field = {"home", "a number at home more"}, .kind = ADDRESS_HOME},
    {.field = {"sip", "a SIP address more: bob@pbx.example"}, .kind = ADDRESS_SIP},
    {.field = {"fax", "a fax number more"}, .kind = ADDRESS_FAX},
    {.field = {"email", "a mailbox more"}, .kind = ADDRESS_EMAIL},
    {.field = {"postal", "a postal address more"}, .kind = ADDRESS_POSTAL},
    {.field = {"url", "a page of theirs more"}, .kind = ADDRESS_URL},
    {.field = {"wrong", "a number or an address that is not theirs"}, .set = set_wrong},
};

enum { FIELDS = sizeof fields / sizeof *fields };

bool person_field(size_t place, PersonFieldFacts *field)
{
    if (place >= FIELDS)
        return false;
    *field = fields[place].field;
    return true;
}

static bool apply(Changing *changing, const PersonField *given, Err *err)
{
    for (size_t i = 0; i < FIELDS; i++) {
        if (!text_equal(fields[i].field.name, given->field))
            continue;
        return fields[i].set ? fields[i].set(changing, given->value, err)
                             : add_address(changing, fields[i].kind, given->value, err);
    }
    return err_field(err, ERR_INPUT, given->field, "a person has no field \"%s\"", given->field);
}

/* --- the acts --- */

/* Whom to call next, or where, may be another now. */
static bool replan_leads(Changing *changing, Err *err)
{
    Context *context = changing->context;
    struct open_leads_of_person_rows rows;
    auto_arena Arena *scratch = arena_new();
    if (!sql_open_leads_of_person(
            context->db, changing->arena,
            &(struct open_leads_of_person_in){.workspace = context->workspace,
                                              .contact_id = changing->row.id,
                                              .account_id = changing->row.account_id,
                                              .most = ACCOUNT_REPLANNED},
            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++, arena_reset(scratch))
        if (!journal_keep(&changing->journal, JOURNAL_LEAD, rows.at[i].id, err) ||
            !journal_keep(&changing->journal, JOURNAL_NEXT_TOUCH, rows.at[i].id, err) ||
            !lead_replan(context, scratch, rows.at[i].id, err))
            return false;
    return true;
}

static bool is_known(Changing *changing, Err *err)
{
    struct contact_by_name_rows rows;
    if (!sql_contact_by_name(changing->context->db, changing->arena,
                             &(struct contact_by_name_in){.workspace = changing->context->workspace,
                                                          .account_id = changing->row.account_id,
                                                          .name_key = changing->row.name_key},
                             &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].id != changing->row.id)
            return err_field(err, ERR_CONFLICT, "name", "%s is there already", changing->row.name);
    return true;
}

static bool close(Changing *changing, const char *said, Err *err)
{
    return replan_leads(changing, err) &&
           search_refresh_beside(changing->context, 0, changing->row.id, 0, err) &&
           journal_close(&changing->journal, "person", 0,
                         arena_printf(changing->arena, "%s: %s", changing->row.name, said), err);
}

static bool insert(Changing *changing, const PersonInput *input, Err *err)
{
    Context *context = changing->context;
    struct contact_set_in *row = &changing->row;
    *row = (struct contact_set_in){.workspace = context->workspace,
                                   .account_id = input->account_id,
                                   .reports_to = input->reports_to,
                                   .role = ""};
    if (!set_name(changing, input->name, err) || !set_title(changing, input->title, err) ||
        !set_role(changing, input->role, err) || !set_note(changing, input->note, err) ||
        !is_known(changing, err) || !context_id(context, &row->id, err))
        return false;
    return sql_contact_insert(context->db,
                              &(struct contact_insert_in){.workspace = context->workspace,
                                                          .id = row->id,
                                                          .account_id = row->account_id,
                                                          .name = row->name,
                                                          .name_key = row->name_key,
                                                          .title = row->title,
                                                          .role = row->role,
                                                          .reports_to = row->reports_to,
                                                          .state = "here",
                                                          .note = row->note,
                                                          .now = context->now},
                              err) &&
           journal_made(&changing->journal, JOURNAL_CONTACT, row->id, err);
}

/* The boss must be there, and the account. */
static bool check_place(Changing *changing, const PersonInput *input, Err *err)
{
    Context *context = changing->context;
    struct account_get_row account;
    bool found;
    int64_t of_boss = input->account_id;
    if (!sql_account_get(
            context->db, changing->arena,
            &(struct account_get_in){.workspace = context->workspace, .id = input->account_id},
            &account, &found, err))
        return false;
    if (!found || text_empty(account.name_key))
        return err_field(err, ERR_MISSING, "account", "there is no account %lld",
                         (long long)input->account_id);
    if (input->reports_to && !account_of_person(context, input->reports_to, &of_boss, err))
        return false;
    return of_boss == input->account_id ||
           err_field(err, ERR_INPUT, "under", "to whom they report is at another company");
}

bool add_person(Context *context, Arena *arena, const PersonInput *input, int64_t *contact_id,
                Err *err)
{
    Changing changing = {.context = context, .arena = arena};
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !check_place(&changing, input, err) ||
        !journal_open(context, 0, &changing.journal, err) || !insert(&changing, input, err))
        return false;
    for (size_t i = 0; i < input->address_count; i++)
        if (!add_address(&changing, input->addresses[i].kind, input->addresses[i].text, err))
            return false;
    if (!close(&changing, "added", err) || !db_commit(&txn, err))
        return false;
    *contact_id = changing.row.id;
    return true;
}

bool set_person(Context *context, Arena *arena, int64_t contact_id, const PersonField *given,
                size_t count, Err *err)
{
    Changing changing = {.context = context, .arena = arena};
    struct contact_get_row row;
    bool found;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_contact_get(
            context->db, arena,
            &(struct contact_get_in){.workspace = context->workspace, .id = contact_id}, &row,
            &found, err))
        return false;
    if (!found || text_empty(row.name_key))
        return err_field(err, ERR_MISSING, "person", "there is no person %lld",
                         (long long)contact_id);
    changing.row = contact_set_of(context, &row);
    if (!journal_open(context, 0, &changing.journal, err) ||
        !journal_keep(&changing.journal, JOURNAL_CONTACT, contact_id, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!apply(&changing, &given[i], err))
            return false;
    return (text_equal(changing.row.name_key, row.name_key) || is_known(&changing, err)) &&
           sql_contact_set(context->db, &changing.row, err) && close(&changing, "changed", err) &&
           db_commit(&txn, err);
}

bool account_of_person(Context *context, int64_t contact_id, int64_t *account_id, Err *err)
{
    struct contact_get_row row;
    bool found;
    auto_arena Arena *scratch = arena_new();
    if (!sql_contact_get(
            context->db, scratch,
            &(struct contact_get_in){.workspace = context->workspace, .id = contact_id}, &row,
            &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "person", "there is no person %lld",
                         (long long)contact_id);
    *account_id = row.account_id;
    return true;
}
