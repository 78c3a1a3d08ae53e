/* Two firms that are one: b's people, addresses, leads and subsidiaries become a's. */
#include "action/merge_inner.h"

#include "base/text.h"

typedef struct Two {
    struct account_get_row kept, gone;
    struct address_of_account_rows kept_addresses, gone_addresses;
} Two;

static bool read_firm(Context *context, Arena *arena, int64_t id, struct account_get_row *row,
                      struct address_of_account_rows *addresses, Err *err)
{
    bool found;
    if (!sql_account_get(context->db, arena,
                         &(struct account_get_in){.workspace = context->workspace, .id = id}, row,
                         &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no account %lld", (long long)id);
    return merge_refuse_trace(context, arena, row->name_key, id, err) &&
           sql_address_of_account(
               context->db, arena,
               &(struct address_of_account_in){.workspace = context->workspace, .account_id = id},
               addresses, err);
}

/* Those of b; and those of a, when what binds them changes. */
static bool read_leads(Merging *merging, const Two *two, Err *err)
{
    Context *context = merging->context;
    struct merge_account_leads_rows of_gone, of_kept = {0};
    bool stops = text_equal(two->gone.state, "never") && !text_equal(two->kept.state, "never");
    if (!sql_merge_account_leads(context->db, merging->arena,
                                 &(struct merge_account_leads_in){.workspace = context->workspace,
                                                                  .account_id = merging->gone_id},
                                 &of_gone, err) ||
        (stops &&
         !sql_merge_account_leads(context->db, merging->arena,
                                  &(struct merge_account_leads_in){.workspace = context->workspace,
                                                                   .account_id = merging->kept_id},
                                  &of_kept, err)))
        return false;
    merging->merged->leads = of_gone.count;
    merging->leads.at =
        arena_array(merging->arena, of_gone.count + of_kept.count, sizeof *merging->leads.at);
    for (size_t i = 0; i < of_gone.count; i++)
        merging->leads.at[merging->leads.count++] = of_gone.at[i];
    for (size_t i = 0; i < of_kept.count; i++)
        merging->leads.at[merging->leads.count++] = of_kept.at[i];
    return true;
}

static bool move_leads(Merging *merging, Err *err)
{
    Context *context = merging->context;
    for (size_t i = 0; i < merging->merged->leads; i++)
        if (!sql_lead_set_account(context->db,
                                  &(struct lead_set_account_in){.workspace = context->workspace,
                                                                .id = merging->leads.at[i].lead_id,
                                                                .account_id = merging->kept_id},
                                  err))
            return false;
    return true;
}

static bool move_people(Merging *merging, Err *err)
{
    Context *context = merging->context;
    struct merge_colleagues_rows rows;
    if (!sql_merge_colleagues(context->db, merging->arena,
                              &(struct merge_colleagues_in){.workspace = context->workspace,
                                                            .account_id = merging->gone_id},
                              &rows, err))
        return false;
    merging->merged->contacts = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        struct contact_get_row row;
        if (!sql_contact_get(
                context->db, merging->arena,
                &(struct contact_get_in){.workspace = context->workspace, .id = rows.at[i].id},
                &row, NULL, err))
            return false;
        row.account_id = merging->kept_id;
        if (!merge_write_contact(merging, &row, err))
            return false;
    }
    return true;
}

static bool move_children(Merging *merging, Err *err)
{
    Context *context = merging->context;
    struct merge_children_rows rows;
    if (!sql_merge_children(context->db, merging->arena,
                            &(struct merge_children_in){.workspace = context->workspace,
                                                        .parent_id = merging->gone_id},
                            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        struct account_get_row row;
        if (rows.at[i].id == merging->kept_id)
            continue;
        if (!sql_account_get(
                context->db, merging->arena,
                &(struct account_get_in){.workspace = context->workspace, .id = rows.at[i].id},
                &row, NULL, err))
            return false;
        row.parent_id = merging->kept_id;
        if (!merge_write_account(merging, &row, err))
            return false;
    }
    return true;
}

static void fill(const char **kept, const char *gone)
{
    if (text_empty(*kept))
        *kept = gone;
}

static struct account_get_row filled(struct account_get_row kept,
                                     const struct account_get_row *gone)
{
    fill(&kept.domain, gone->domain);
    fill(&kept.sector, gone->sector);
    fill(&kept.city, gone->city);
    fill(&kept.region, gone->region);
    fill(&kept.country, gone->country);
    fill(&kept.zone, gone->zone);
    if (kept.parent_id == gone->id)
        kept.parent_id = 0;
    if (!kept.parent_id && gone->parent_id != kept.id)
        kept.parent_id = gone->parent_id;
    if (text_equal(gone->state, "never"))
        kept.state = gone->state;
    if (gone->climb_day > kept.climb_day) /* none is the earliest of all */
        kept.climb_day = gone->climb_day;
    if (gone->mail_day > kept.mail_day)
        kept.mail_day = gone->mail_day;
    return kept;
}

static struct account_get_row trace_of(struct account_get_row gone)
{
    gone.parent_id = 0;
    gone.name_key = "";
    return gone;
}

static bool merge_inside(Merging *merging, Err *err)
{
    Context *context = merging->context;
    Two two;
    if (!read_firm(context, merging->arena, merging->kept_id, &two.kept, &two.kept_addresses,
                   err) ||
        !read_firm(context, merging->arena, merging->gone_id, &two.gone, &two.gone_addresses,
                   err) ||
        !read_leads(merging, &two, err) || !merge_begin(merging, err))
        return false;
    struct account_get_row kept = filled(two.kept, &two.gone), gone = trace_of(two.gone);
    merging->gone_key = two.gone.name_key;
    merging->merged->kept_name = two.kept.name;
    merging->merged->gone_name = two.gone.name;
    struct address_of_contact_rows moving = {two.gone_addresses.at, two.gone_addresses.count};
    struct address_of_contact_rows own = {two.kept_addresses.at, two.kept_addresses.count};
    return move_leads(merging, err) && move_people(merging, err) && move_children(merging, err) &&
           merge_holds(merging, "account", err) &&
           /* Undone, the stricter one stays: that errs on the right side. */
           sql_gift_policy_merge(
               merging->context->db,
               &(struct gift_policy_merge_in){.workspace = merging->context->workspace,
                                              .kept_id = merging->kept_id,
                                              .gone_id = merging->gone_id},
               err) &&
           merge_addresses(merging, &moving, &own, true, err) &&
           merge_write_account(merging, &kept, err) && merge_write_account(merging, &gone, err) &&
           merge_finish(
               merging,
               arena_printf(merging->arena, "merged %s into %s", two.gone.name, two.kept.name),
               err);
}

bool merge_accounts(Context *context, Arena *arena, int64_t a, int64_t b, Merged *merged, Err *err)
{
    Merged made = {.kind = DUPLICATE_ACCOUNTS, .kept_id = a, .gone_id = b};
    Merging merging = {.context = context,
                       .arena = arena,
                       .merged = &made,
                       .kept_id = a,
                       .gone_id = b,
                       .image = doc_object(arena)};
    if (a == b)
        return err_set(err, ERR_INPUT, "%lld and %lld are the same already", (long long)a,
                       (long long)b);
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !merge_inside(&merging, err) ||
        !db_commit(&txn, err))
        return false;
    *merged = made;
    return true;
}
