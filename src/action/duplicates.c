#include "action/duplicates.h"

#include "action/access.h"
#include "action/address_shown.h"
#include "action/duplicate_set.h"
#include "action/load_lead.h"
#include "action/merge_inner.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>

const char *duplicate_kind_name(DuplicateKind kind)
{
    return kind == DUPLICATE_ACCOUNTS ? "account" : "contact";
}

/* --- one side of a pair --- */

static bool show_addresses(Context *context, Arena *arena, const struct address_get_row *rows,
                           size_t count, DuplicateSide *side, Err *err)
{
    side->addresses = arena_array(arena, count, sizeof *side->addresses);
    side->address_count = count;
    return addresses_shown(context, arena, rows, count, side->addresses, NULL, err);
}

static bool show_contact(Context *context, Arena *arena, int64_t id, DuplicateSide *side, Err *err)
{
    struct contact_get_row row;
    struct address_of_contact_rows addresses;
    struct duplicate_contact_facts_row facts;
    if (!sql_contact_get(context->db, arena,
                         &(struct contact_get_in){.workspace = context->workspace, .id = id}, &row,
                         NULL, err) ||
        !sql_address_of_contact(
            context->db, arena,
            &(struct address_of_contact_in){.workspace = context->workspace, .contact_id = id},
            &addresses, err) ||
        !sql_duplicate_contact_facts(
            context->db, arena,
            &(struct duplicate_contact_facts_in){.workspace = context->workspace, .id = id}, &facts,
            NULL, err))
        return false;
    *side = (DuplicateSide){.id = id,
                            .name = row.name,
                            .title = row.title,
                            .birthday = row.birthday,
                            .city = row.city,
                            .region = row.region,
                            .postcode = row.postcode,
                            .country = row.country,
                            .leads = facts.leads,
                            .last_note = facts.touch_note ? facts.touch_note
                                         : row.note       ? row.note
                                                          : facts.lead_note,
                            .last_touched_at = row.last_touched_at};
    person_state_find(row.state, &side->state);
    if (row.account_id) {
        struct account_get_row account;
        if (!sql_account_get(
                context->db, arena,
                &(struct account_get_in){.workspace = context->workspace, .id = row.account_id},
                &account, NULL, err))
            return false;
        side->account_name = account.name;
    }
    return show_addresses(context, arena, addresses.at, addresses.count, side, err);
}

static bool show_account(Context *context, Arena *arena, int64_t id, DuplicateSide *side, Err *err)
{
    struct account_get_row row;
    struct address_of_account_rows addresses;
    struct duplicate_account_facts_row facts;
    if (!sql_account_get(context->db, arena,
                         &(struct account_get_in){.workspace = context->workspace, .id = id}, &row,
                         NULL, err) ||
        !sql_address_of_account(
            context->db, arena,
            &(struct address_of_account_in){.workspace = context->workspace, .account_id = id},
            &addresses, err) ||
        !sql_duplicate_account_facts(
            context->db, arena,
            &(struct duplicate_account_facts_in){.workspace = context->workspace, .id = id}, &facts,
            NULL, err))
        return false;
    *side = (DuplicateSide){.id = id,
                            .name = row.name,
                            .city = row.city,
                            .region = row.region,
                            .country = row.country,
                            .leads = facts.leads,
                            .contacts = facts.contacts,
                            .last_note = facts.touch_note ? facts.touch_note : facts.lead_note,
                            .last_touched_at = facts.last_touched_at};
    return show_addresses(context, arena, addresses.at, addresses.count, side, err);
}

/* The one with more history is kept, else the one with more ways to reach it, else the older. */
static bool keeps_first(const DuplicateSide *a, const DuplicateSide *b)
{
    if (a->last_touched_at != b->last_touched_at)
        return a->last_touched_at > b->last_touched_at;
    if (a->leads != b->leads)
        return a->leads > b->leads;
    if (a->address_count != b->address_count)
        return a->address_count > b->address_count;
    return a->id < b->id;
}

/* --- what was judged --- */

static int by_ids(const void *a, const void *b)
{
    const struct not_duplicate_list_row *left = a, *right = b;
    if (left->a_id != right->a_id)
        return (left->a_id > right->a_id) - (left->a_id < right->a_id);
    return (left->b_id > right->b_id) - (left->b_id < right->b_id);
}

static bool is_judged(const struct not_duplicate_list_rows *judged, int64_t a, int64_t b)
{
    struct not_duplicate_list_row pair = {.a_id = a < b ? a : b, .b_id = a < b ? b : a};
    return judged->count &&
           bsearch(&pair, judged->at, judged->count, sizeof *judged->at, by_ids) != NULL;
}

/* --- all together --- */

typedef struct Found {
    DuplicateKind kind;
    int64_t a, b;
    AlikePair pair;
} Found;

typedef VEC(Found) FoundPairs;

static bool find_kind(Context *context, Arena *arena, DuplicateKind kind, double least,
                      FoundPairs *found, int64_t *compared, Err *err)
{
    DuplicateSet set;
    AlikePairs pairs;
    struct not_duplicate_list_rows judged;
    /* The records are needed only until the pairs are known. */
    auto_arena Arena *records = arena_new();
    if (!duplicate_set_load(context, records, kind, &set, err) ||
        !sql_not_duplicate_list(context->db, records,
                                &(struct not_duplicate_list_in){.workspace = context->workspace},
                                &judged, err) ||
        !alike_find(arena, set.records, set.count, least, &pairs, err))
        return false;
    for (size_t i = 0; i < pairs.count; i++) {
        const AlikePair *pair = &pairs.at[i];
        int64_t a = set.ids[pair->a], b = set.ids[pair->b];
        if (is_judged(&judged, a, b))
            continue;
        Found *entry = vec_push(arena, found);
        *entry = (Found){.kind = kind, .a = a, .b = b, .pair = *pair};
    }
    *compared = (int64_t)set.count;
    return true;
}

static int by_score(const void *a, const void *b)
{
    const Found *left = a, *right = b;
    if (left->pair.score != right->pair.score)
        return left->pair.score < right->pair.score ? 1 : -1;
    if (left->a != right->a)
        return (left->a > right->a) - (left->a < right->a);
    return (left->b > right->b) - (left->b < right->b);
}

static bool show_pair(Context *context, Arena *arena, const Found *found, DuplicatePair *pair,
                      Err *err)
{
    DuplicateSide a, b;
    bool shown = found->kind == DUPLICATE_CONTACTS
                     ? show_contact(context, arena, found->a, &a, err) &&
                           show_contact(context, arena, found->b, &b, err)
                     : show_account(context, arena, found->a, &a, err) &&
                           show_account(context, arena, found->b, &b, err);
    if (!shown)
        return false;
    bool first = keeps_first(&a, &b);
    *pair = (DuplicatePair){.kind = found->kind,
                            .a = first ? a : b,
                            .b = first ? b : a,
                            .score = found->pair.score,
                            .why = found->pair.why,
                            .why_count = found->pair.why_count};
    return true;
}

static AccessKind access_kind(DuplicateKind kind)
{
    return kind == DUPLICATE_CONTACTS ? ACCESS_CONTACT : ACCESS_ACCOUNT;
}

/* Of a pair both must be seen: merged, one of them is gone. */
static bool drop_unseen(Context *context, FoundPairs *found, Err *err)
{
    size_t kept = 0;
    if (access_all(context))
        return true;
    for (size_t i = 0; i < found->count; i++) {
        Found pair = found->at[i];
        AccessKind kind = access_kind(pair.kind);
        bool a, b = false;
        if (!access_thing(context, kind, pair.a, &a, err) ||
            (a && !access_thing(context, kind, pair.b, &b, err)))
            return false;
        if (a && b)
            found->at[kept++] = pair;
    }
    found->count = kept;
    return true;
}

bool find_duplicates(Context *context, Arena *arena, const DuplicateOptions *options,
                     Duplicates *duplicates, Err *err)
{
    Duplicates made = {0};
    FoundPairs found = {0};
    double least = options->least > 0 ? options->least : ALIKE_THRESHOLD;
    size_t most = options->most ? options->most : DUPLICATES_MOST;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_READ, err) ||
        (!options->accounts_only &&
         !find_kind(context, arena, DUPLICATE_CONTACTS, least, &found, &made.contacts, err)) ||
        (!options->contacts_only &&
         !find_kind(context, arena, DUPLICATE_ACCOUNTS, least, &found, &made.accounts, err)))
        return false;
    if (!drop_unseen(context, &found, err))
        return false;
    if (found.count)
        qsort(found.at, found.count, sizeof *found.at, by_score);
    made.total = found.count;
    made.pair_count = found.count < most ? found.count : most;
    made.pairs = arena_array(arena, made.pair_count, sizeof *made.pairs);
    for (size_t i = 0; i < made.pair_count; i++)
        if (!show_pair(context, arena, &found.at[i], &made.pairs[i], err))
            return false;
    if (!db_commit(&txn, err))
        return false;
    *duplicates = made;
    return true;
}

/* --- judging --- */

static bool kind_of(Context *context, Arena *arena, int64_t id, DuplicateKind *kind, Err *err)
{
    struct contact_get_row contact;
    struct account_get_row account;
    bool is_contact, is_account = false;
    if (!sql_contact_get(context->db, arena,
                         &(struct contact_get_in){.workspace = context->workspace, .id = id},
                         &contact, &is_contact, err) ||
        (!is_contact &&
         !sql_account_get(context->db, arena,
                          &(struct account_get_in){.workspace = context->workspace, .id = id},
                          &account, &is_account, err)))
        return false;
    *kind = is_contact ? DUPLICATE_CONTACTS : DUPLICATE_ACCOUNTS;
    if (!is_contact && !is_account)
        return err_set(err, ERR_MISSING, "there is no person and no account %lld", (long long)id);
    return access_need(context, access_kind(*kind), id, err);
}

static bool kind_of_both(Context *context, Arena *arena, int64_t a, int64_t b, DuplicateKind *kind,
                         Err *err)
{
    DuplicateKind other;
    if (!kind_of(context, arena, a, kind, err) || !kind_of(context, arena, b, &other, err))
        return false;
    return *kind == other || err_set(err, ERR_INPUT, "%lld is a person and %lld an account",
                                     (long long)(*kind == DUPLICATE_CONTACTS ? a : b),
                                     (long long)(*kind == DUPLICATE_CONTACTS ? b : a));
}

bool merge_any(Context *context, Arena *arena, int64_t a, int64_t b, Merged *merged, Err *err)
{
    DuplicateKind kind;
    if (!kind_of_both(context, arena, a, b, &kind, err))
        return false;
    return kind == DUPLICATE_CONTACTS ? merge_contacts(context, arena, a, b, merged, err)
                                      : merge_accounts(context, arena, a, b, merged, err);
}

bool not_duplicates(Context *context, int64_t a, int64_t b, Err *err)
{
    DuplicateKind kind;
    auto_arena Arena *scratch = arena_new();
    if (a == b)
        return err_set(err, ERR_INPUT, "%lld and %lld are the same", (long long)a, (long long)b);
    return kind_of_both(context, scratch, a, b, &kind, err) &&
           sql_not_duplicate_add(context->db,
                                 &(struct not_duplicate_add_in){.workspace = context->workspace,
                                                                .a_id = a < b ? a : b,
                                                                .b_id = a < b ? b : a,
                                                                .user_id = context->user,
                                                                .now = context->now},
                                 err);
}
