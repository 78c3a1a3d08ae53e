/* Sharing a lead: who else sees it. */
#include "action/access_inner.h"
#include "action/journal.h"
#include "base/text.h"

bool lead_shares(Context *context, Arena *arena, int64_t lead_id, LeadShares *shares, Err *err)
{
    struct lead_get_row lead;
    struct share_of_lead_rows rows;
    bool found;
    if (!sql_lead_read(context->db, arena,
                       &(struct lead_read_in){.workspace = context->workspace, .id = lead_id},
                       &lead, &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "lead", "there is no lead %lld", (long long)lead_id);
    if (!sql_share_of_lead(
            context->db, arena,
            &(struct share_of_lead_in){.workspace = context->workspace, .lead_id = lead_id}, &rows,
            err))
        return false;
    const char **names = arena_array(arena, rows.count, sizeof *names);
    int64_t *ids = arena_array(arena, rows.count, sizeof *ids);
    LeadShares made = {.lead_id = lead_id, .lead_name = lead.name, .names = names, .ids = ids};
    for (size_t i = 0; i < rows.count; i++) {
        const struct user_list_row *user = context_find_user(context, rows.at[i].user_id);
        made.everybody = made.everybody || !rows.at[i].user_id;
        if (!user)
            continue;
        names[made.count] = user->name;
        ids[made.count++] = user->id;
    }
    *shares = made;
    return true;
}

static bool is_shared(const LeadShares *shares, int64_t user_id)
{
    for (size_t i = 0; i < shares->count; i++)
        if (shares->ids[i] == user_id)
            return true;
    return !user_id && shares->everybody;
}

static bool write_share(Context *context, int64_t lead_id, int64_t user_id, bool shared, Err *err)
{
    return shared ? sql_share_add(context->db,
                                  &(struct share_add_in){.workspace = context->workspace,
                                                         .lead_id = lead_id,
                                                         .user_id = user_id},
                                  err)
                  : sql_share_drop(context->db,
                                   &(struct share_drop_in){.workspace = context->workspace,
                                                           .lead_id = lead_id,
                                                           .user_id = user_id},
                                   err);
}

static bool change(Context *context, Arena *arena, int64_t lead_id, const char *name, bool shared,
                   LeadShares *shares, Err *err)
{
    LeadShares before = {0};
    Journal journal;
    int64_t user_id = 0;
    auto_txn Txn txn = {0};
    if (name && !context_user_named(context, name, &user_id, err))
        return false;
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !access_give(context, lead_id, err) ||
        !lead_shares(context, arena, lead_id, &before, err))
        return false;
    const char *whom = name ? context_find_user(context, user_id)->name : "everybody";
    if (is_shared(&before, user_id) == shared)
        return err_field(err, ERR_CONFLICT, "user", "%s is %s with %s", before.lead_name,
                         shared ? "shared already" : "not shared", whom);
    return journal_open(context, lead_id, &journal, err) &&
           journal_share(&journal, lead_id, user_id, !shared, err) &&
           write_share(context, lead_id, user_id, shared, err) &&
           journal_close(&journal, "share", 0,
                         arena_printf(arena, "%s: %s with %s", before.lead_name,
                                      shared ? "shared" : "no longer shared", whom),
                         err) &&
           lead_shares(context, arena, lead_id, shares, err) && db_commit(&txn, err);
}

bool share_lead(Context *context, Arena *arena, int64_t lead_id, const char *user,
                LeadShares *shares, Err *err)
{
    return change(context, arena, lead_id, user, true, shares, err);
}

bool unshare_lead(Context *context, Arena *arena, int64_t lead_id, const char *user,
                  LeadShares *shares, Err *err)
{
    return change(context, arena, lead_id, user, false, shares, err);
}
