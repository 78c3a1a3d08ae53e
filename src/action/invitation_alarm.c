#include "action/invitation_alarm.h"

#include "action/invitation_inner.h"
#include "base/text.h"

bool invitation_alarms(Context *context, Arena *arena, InvitationAlarms *alarms, Err *err)
{
    struct invitation_alarms_rows rows;
    if (!sql_invitation_alarms(
            context->db, arena,
            &(struct invitation_alarms_in){.workspace = context->workspace,
                                           .owner_id = context->user,
                                           .now = context->now,
                                           .late = context->now - NOTICE_LATE_SECONDS,
                                           .most = INVITATION_ALARMS_SHOWN},
            &rows, err))
        return false;
    alarms->count = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        const struct invitation_alarms_row *row = &rows.at[i];
        bool waits = text_equal(row->notice_state, "waits");
        alarms->at[i] = (InvitationAlarm){
            .lead_id = row->lead_id,
            .name = row->name,
            .state = row->notice_state,
            .why = text_or(row->notice_why, "nothing sends for you: see Settings, Sending"),
            .again_at = waits && row->notice_at > context->now ? row->notice_at : TIME_NONE};
    }
    return true;
}

bool invitation_told(Context *context, Arena *arena, int64_t lead_id, InvitationShown *shown,
                     Err *err)
{
    InvitationRow row;
    bool found;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !invitation_of_some_lead(context, arena, lead_id, &row, &found, err))
        return false;
    if (!found || text_empty(row.notice_state))
        return err_set(err, ERR_CONFLICT,
                       found ? "nothing is to be told: they know, as far as is known"
                             : "nobody is invited");
    if (!invitation_unknown(&row) && !text_equal(row.notice_state, "waits"))
        return err_set(err, ERR_CONFLICT, "they are being told at this moment: again in a minute");
    if (row.told_sequence >= 0) { /* else it never arrived, and there is nothing that they know */
        row.told_sequence = row.sequence;
        row.told_at = row.starts_at;
        row.told_place = row.place;
    }
    row.notice_state = "";
    row.notice_at = TIME_NONE;
    row.notice_why = NULL;
    if (!invitation_write(context, &row, err) ||
        !sql_touch_event_insert(context->db,
                                &(struct touch_event_insert_in){.workspace = context->workspace,
                                                                .touch_id = row.touch_id,
                                                                .at = context->now,
                                                                .kind = "told_by_hand"},
                                err) ||
        !db_commit(&txn, err))
        return false;
    *shown = invitation_shown(&row, context->now);
    return true;
}
