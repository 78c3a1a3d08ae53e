#include "action/account.h"

#include "action/access_inner.h"
#include "action/address_shown.h"
#include "action/find_leads.h"
#include "action/gift.h"
#include "action/id_list.h"
#include "action/list_leads_inner.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* --- the tree --- */

typedef struct Tree {
    Arena *arena;
    const struct account_people_rows *rows;
    AccountPerson *people; /* as they came in */
    bool *placed;
    VEC(AccountPerson) ordered;
} Tree;

/* Whom to call first: the never touched, then the longest untouched; who left comes last. */
static int by_turn(const void *a, const void *b)
{
    const AccountPerson *left = *(AccountPerson *const *)a, *right = *(AccountPerson *const *)b;
    bool left_gone = left->shown.state != PERSON_HERE,
         right_gone = right->shown.state != PERSON_HERE;
    if (left_gone != right_gone)
        return left_gone - right_gone;
    /* TIME_NONE is the least there is. */
    if (left->shown.last_touched_at != right->shown.last_touched_at)
        return left->shown.last_touched_at < right->shown.last_touched_at ? -1 : 1;
    return (left->shown.id > right->shown.id) - (left->shown.id < right->shown.id);
}

/* Those under `boss` and all under them. Everybody is placed once, so that a ring ends. */
static void place_under(Tree *tree, int64_t boss, int depth)
{
    size_t count = 0;
    AccountPerson **under = arena_array(tree->arena, tree->rows->count, sizeof(AccountPerson *));
    for (size_t i = 0; i < tree->rows->count; i++)
        if (!tree->placed[i] && tree->people[i].reports_to_id == boss) {
            tree->placed[i] = true;
            under[count++] = &tree->people[i];
        }
    if (count)
        qsort(under, count, sizeof(AccountPerson *), by_turn);
    for (size_t i = 0; i < count; i++) {
        under[i]->depth = depth;
        *(AccountPerson *)vec_push(tree->arena, &tree->ordered) = *under[i];
        place_under(tree, under[i]->shown.id, depth + 1);
    }
}

static const struct contact_get_row *find_row(const struct account_people_rows *rows, int64_t id)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->at[i].id == id)
            return &rows->at[i];
    return NULL;
}

static AccountPerson person_of(const struct account_people_rows *rows,
                               const struct contact_get_row *row)
{
    const struct contact_get_row *boss = find_row(rows, row->reports_to);
    AccountPerson person = {.shown = {.id = row->id,
                                      .name = row->name,
                                      .title = row->title,
                                      .reports_to = boss ? boss->name : NULL,
                                      .zone = row->zone,
                                      .stopped = (ChannelSet)row->stopped,
                                      .last_touched_at = row->last_touched_at,
                                      .last_talked_at = row->last_talked_at},
                            .reports_to_id = boss ? boss->id : 0};
    if (!text_empty(row->role))
        role_find(row->role, &person.shown.role);
    person_state_find(row->state, &person.shown.state);
    return person;
}

/* What stands in a ring (an older Beck allowed it) is shown from its first one on. */
static void place_all(Tree *tree, AccountShown *account)
{
    place_under(tree, 0, 0);
    for (size_t i = 0; i < tree->rows->count; i++)
        if (!tree->placed[i]) {
            tree->people[i].reports_to_id = 0;
            place_under(tree, 0, 0);
        }
    account->people = tree->ordered.at;
    account->person_count = tree->ordered.count;
}

/* Those of a person, which stand together, and what is ended by them. */
static void give_addresses(const struct address_of_people_rows *rows, AddressShown *shown,
                           const ChannelSet *ended, PersonShown *person)
{
    size_t first = 0, count = 0;
    while (first < rows->count && rows->at[first].contact_id != person->id)
        first++;
    while (first + count < rows->count && rows->at[first + count].contact_id == person->id)
        count++;
    if (!count)
        return;
    person->addresses = &shown[first];
    person->address_count = count;
    person->stopped |= channels_ended(&rows->at[first], count, &ended[first]);
}

static bool fill_people(Context *context, Arena *arena, AccountShown *account, Err *err)
{
    struct account_people_rows rows;
    struct address_of_people_rows addresses;
    if (!sql_account_people(context->db, arena,
                            &(struct account_people_in){.workspace = context->workspace,
                                                        .account_id = account->id,
                                                        .most = ACCOUNT_PEOPLE + 1},
                            &rows, err))
        return false;
    account->people_more = rows.count > ACCOUNT_PEOPLE;
    rows.count = account->people_more ? ACCOUNT_PEOPLE : rows.count;
    int64_t *ids = arena_array(arena, rows.count, sizeof *ids);
    for (size_t i = 0; i < rows.count; i++)
        ids[i] = rows.at[i].id;
    if (!sql_address_of_people(
            context->db, arena,
            &(struct address_of_people_in){.workspace = context->workspace,
                                           .ids = id_list(arena, ids, rows.count)},
            &addresses, err))
        return false;
    AddressShown *shown = arena_array(arena, addresses.count, sizeof *shown);
    ChannelSet *ended = arena_array(arena, addresses.count, sizeof *ended);
    if (!addresses_shown(context, arena, addresses.at, addresses.count, shown, ended, err))
        return false;
    Tree tree = {.arena = arena,
                 .rows = &rows,
                 .people = arena_array(arena, rows.count, sizeof *tree.people),
                 .placed = arena_array(arena, rows.count, sizeof *tree.placed)};
    for (size_t i = 0; i < rows.count; i++) {
        AccountPerson *person = &tree.people[i];
        *person = person_of(&rows, &rows.at[i]);
        give_addresses(&addresses, shown, ended, &person->shown);
    }
    place_all(&tree, account);
    return true;
}

/* --- what is around it --- */

static bool fill_family(Context *context, Arena *arena, int64_t parent_id, AccountShown *account,
                        Err *err)
{
    struct account_get_row parent;
    struct account_children_rows children;
    bool found;
    if (!sql_account_get(context->db, arena,
                         &(struct account_get_in){.workspace = context->workspace, .id = parent_id},
                         &parent, &found, err) ||
        !sql_account_children(context->db, arena,
                              &(struct account_children_in){.workspace = context->workspace,
                                                            .parent_id = account->id,
                                                            .most = ACCOUNT_CHILDREN},
                              &children, err))
        return false;
    if (found)
        account->parent = (AccountName){parent.id, parent.name};
    account->children = arena_array(arena, children.count, sizeof *account->children);
    account->child_count = children.count;
    for (size_t i = 0; i < children.count; i++)
        account->children[i] = (AccountName){children.at[i].id, children.at[i].name};
    return true;
}

static bool fill_leads(Context *context, Arena *arena, AccountShown *account, Err *err)
{
    struct account_leads_rows rows;
    struct account_lead_count_row all;
    if (!sql_account_leads(context->db, arena,
                           &(struct account_leads_in){.workspace = context->workspace,
                                                      .account_id = account->id,
                                                      .owners = access_owners(context, arena),
                                                      .user_id = context->user,
                                                      .most = ACCOUNT_LEADS},
                           &rows, err) ||
        !sql_account_lead_count(context->db, arena,
                                &(struct account_lead_count_in){.workspace = context->workspace,
                                                                .account_id = account->id},
                                &all, NULL, err))
        return false;
    int64_t *ids = arena_array(arena, rows.count, sizeof *ids);
    for (size_t i = 0; i < rows.count; i++)
        ids[i] = rows.at[i].id;
    account->lead_count = rows.count;
    account->leads_of_others = rows.count < ACCOUNT_LEADS ? all.count - (int64_t)rows.count : 0;
    return lead_rows(context, arena, ids, rows.count, &account->leads, err);
}

static bool fill_addresses(Context *context, Arena *arena, AccountShown *account, Err *err)
{
    struct address_of_account_rows rows;
    if (!sql_address_of_account(context->db, arena,
                                &(struct address_of_account_in){.workspace = context->workspace,
                                                                .account_id = account->id},
                                &rows, err))
        return false;
    account->addresses = arena_array(arena, rows.count, sizeof *account->addresses);
    account->address_count = rows.count;
    return addresses_shown(context, arena, rows.at, rows.count, account->addresses, NULL, err);
}

bool show_account(Context *context, Arena *arena, int64_t account_id, AccountShown *account,
                  Err *err)
{
    struct account_get_row row;
    bool found;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_READ, err) ||
        !sql_account_get(
            context->db, arena,
            &(struct account_get_in){.workspace = context->workspace, .id = account_id}, &row,
            &found, err))
        return false;
    if (!found || text_empty(row.name_key))
        return err_field(err, ERR_MISSING, "account", "there is no account %lld",
                         (long long)account_id);
    AccountShown made = {.id = row.id,
                         .name = row.name,
                         .domain = row.domain,
                         .sector = row.sector,
                         .city = row.city,
                         .region = row.region,
                         .country = row.country,
                         .zone = row.zone,
                         .never = text_equal(row.state, "never")};
    if (!fill_family(context, arena, row.parent_id, &made, err) ||
        !fill_addresses(context, arena, &made, err) || !fill_people(context, arena, &made, err) ||
        !fill_leads(context, arena, &made, err) ||
        !gift_policy_said(context, arena, account_id, &made.gifts, err) || !db_commit(&txn, err))
        return false;
    *account = made;
    return true;
}

/* --- found --- */

static bool account_of_id(const char *typed, int64_t *id)
{
    static const char word[] = "account:";
    char *end;
    if (!text_starts_nocase(typed, word))
        return false;
    *id = strtoll(typed + sizeof word - 1, &end, 10);
    return !*end && *id > 0;
}

static bool account_of_lead(Context *context, Arena *arena, const char *typed, int64_t *id,
                            Err *err)
{
    int64_t lead_id;
    struct lead_get_row lead;
    if (!find_one_lead(context, arena, typed, &lead_id, err) ||
        !sql_lead_read(context->db, arena,
                       &(struct lead_read_in){.workspace = context->workspace, .id = lead_id},
                       &lead, NULL, err))
        return false;
    *id = lead.account_id;
    return *id || err_field(err, ERR_MISSING, "account", "%s has no company", lead.name);
}

static bool account_of_words(Context *context, Arena *arena, const char *typed, int64_t *id,
                             Err *err)
{
    enum { LOOKED_AT = 200 };
    FoundLeads found;
    const FoundLead *first = NULL;
    if (!find_leads(context, arena, typed, LOOKED_AT, &found, err))
        return false;
    for (size_t i = 0; i < found.count; i++) {
        const FoundLead *lead = &found.at[i];
        if (first && lead->account_id && lead->account_id != first->account_id)
            return err_field(
                err, ERR_INPUT, "account",
                "\"%s\" fits several accounts: %s (account:%lld), %s (account:%lld)%s; "
                "write more, or the id",
                typed, first->account_name, (long long)first->account_id, lead->account_name,
                (long long)lead->account_id, found.count > 2 ? ", …" : "");
        if (!first && lead->account_id)
            first = lead;
    }
    if (!first)
        return err_field(err, ERR_MISSING, "account", "there is no account \"%s\"", typed);
    *id = first->account_id;
    return true;
}

bool find_one_account(Context *context, Arena *arena, const char *typed, int64_t *account_id,
                      Err *err)
{
    int64_t id = 0;
    if (!account_of_id(typed, &id) &&
        !(text_starts_nocase(typed, "lead:") ? account_of_lead(context, arena, typed, &id, err)
                                             : account_of_words(context, arena, typed, &id, err)))
        return false;
    if (!access_need(context, ACCESS_ACCOUNT, id, err))
        return false;
    *account_id = id;
    return true;
}
