#include "action/around.h"
#include "action/aside_inner.h"
#include "action/capture_inner.h"
#include "action/journal.h"
#include "action/log_outcome.h"
#include "action/plan_lead.h"
#include "action/webhook_inner.h"
#include "base/text.h"

/* Of what others were told by, or are about to: how it is set right, when it cannot be taken back.
 */
static const char *way_out(const struct record_last_row *record)
{
    return text_equal(record->kind, "invitation")
               ? "; log the time that stands by now (`beck log`), and they are told of it"
               : "";
}

/* Something that came later on the same lead stands on what would be taken away. */
static bool check_lead(Context *context, Arena *arena, const struct record_last_row *record,
                       int64_t lead_id, Err *err)
{
    struct record_later_row later;
    struct record_mailed_row mailed;
    if (!sql_record_later(context->db, arena,
                          &(struct record_later_in){.workspace = context->workspace,
                                                    .lead_id = lead_id,
                                                    .id = record->id},
                          &later, NULL, err) ||
        !sql_record_mailed(context->db, arena,
                           &(struct record_mailed_in){.workspace = context->workspace,
                                                      .lead_id = lead_id,
                                                      .at = record->at},
                           &mailed, NULL, err))
        return false;
    if (mailed.count)
        return err_set(err, ERR_CONFLICT,
                       "\"%s\" cannot be undone: a message went, or is on its way, after it%s",
                       record->said, way_out(record));
    return !later.count ||
           err_set(err, ERR_CONFLICT,
                   "\"%s\" cannot be undone: something was recorded on %s after it%s", record->said,
                   record->lead_id ? "that lead"
                                   : arena_printf(arena, "lead %lld", (long long)lead_id),
                   way_out(record));
}

/* A merge looks for itself (merge_restore()). */
static bool check_later(Context *context, Arena *arena, const struct record_last_row *record,
                        Err *err)
{
    struct record_leads_rows leads;
    if (record->lead_id)
        return check_lead(context, arena, record, record->lead_id, err);
    if (text_equal(record->kind, "merge"))
        return true;
    if (!sql_record_leads(
            context->db, arena,
            &(struct record_leads_in){.workspace = context->workspace, .record_id = record->id},
            &leads, err))
        return false;
    for (size_t i = 0; i < leads.count; i++)
        if (!check_lead(context, arena, record, leads.at[i].lead_id, err))
            return false;
    return true;
}

/* What was put back may be a person's or an account's, with leads of their own. */
static bool refresh_words(Context *context, Arena *arena, int64_t lead_id, Err *err)
{
    struct lead_get_row lead;
    return search_refresh(context, arena, lead_id, err) &&
           sql_lead_get(context->db, arena,
                        &(struct lead_get_in){.workspace = context->workspace, .id = lead_id},
                        &lead, NULL, err) &&
           search_refresh_beside(context, lead_id, lead.contact_id, lead.account_id, err);
}

/* What is set aside for a text is planned as all is now. */
static bool plan_beside(Context *context, Arena *arena, int64_t record_id, Err *err)
{
    struct record_leads_rows leads;
    if (!sql_record_leads(
            context->db, arena,
            &(struct record_leads_in){.workspace = context->workspace, .record_id = record_id},
            &leads, err))
        return false;
    for (size_t i = 0; i < leads.count; i++) {
        int64_t lead_id = leads.at[i].lead_id, text_id;
        if (!aside_text(context, arena, lead_id, &text_id, err) ||
            (text_id && !lead_replan(context, arena, lead_id, err)))
            return false;
    }
    return true;
}

static bool undo_one(Context *context, Arena *arena, const struct record_last_row *record,
                     Undone *undone, Err *err)
{
    if (!check_later(context, arena, record, err) || !journal_restore(context, record->id, err) ||
        !plan_beside(context, arena, record->id, err))
        return false;
    if (record->touch_id &&
        !sql_touch_event_insert(context->db,
                                &(struct touch_event_insert_in){.workspace = context->workspace,
                                                                .touch_id = record->touch_id,
                                                                .at = context->now,
                                                                .kind = "undone"},
                                err))
        return false;
    if (record->lead_id && (!refresh_words(context, arena, record->lead_id, err) ||
                            !around_settle(context, record->lead_id, NULL, 0, NULL, err)))
        return false;
    if (record->lead_id &&
        !webhook_tell(context, WEBHOOK_RECORD_UNDONE, record->lead_id, record->touch_id, err))
        return false;
    *undone = (Undone){.said = record->said,
                       .lead_id = record->lead_id,
                       .touch_id = record->touch_id,
                       .at = record->at};
    return true;
}

bool undo_records(Context *context, Arena *arena, size_t count, Undone **undone,
                  size_t *undone_count, Err *err)
{
    struct record_last_rows records;
    if (!count || count > RECORDS_KEPT)
        return err_field(err, ERR_INPUT, "count", "undo takes 1 to %d records back, not %zu",
                         RECORDS_KEPT, count);
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_record_last(context->db, arena,
                         &(struct record_last_in){.workspace = context->workspace,
                                                  .user_id = context->user,
                                                  .most = (int64_t)count},
                         &records, err))
        return false;
    if (!records.count)
        return err_set(err, ERR_MISSING, "there is nothing to undo");
    if (records.count < count)
        return err_set(err, ERR_MISSING, "there are only %zu records left to undo", records.count);
    Undone *made = arena_array(arena, count, sizeof *made);
    for (size_t i = 0; i < count; i++)
        if (!undo_one(context, arena, &records.at[i], &made[i], err))
            return false;
    if (!db_commit(&txn, err))
        return false;
    context->workers = NULL;
    *undone = made;
    *undone_count = count;
    return true;
}
