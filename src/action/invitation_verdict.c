/* What became of a notice, and of the mail that invites. */
#include "action/invitation_notice.h"

#include "action/invitation_inner.h"
#include "base/text.h"

bool invitation_unknown(const InvitationRow *row)
{
    static const char *const states[] = {"refused", "bounced", "doubtful"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_equal(row->notice_state, states[i]))
            return true;
    return false;
}

/* In the history of the mail that invited them. */
static bool add_event(Context *context, int64_t touch_id, const char *kind, const char *detail,
                      Err *err)
{
    return sql_touch_event_insert(context->db,
                                  &(struct touch_event_insert_in){.workspace = context->workspace,
                                                                  .touch_id = touch_id,
                                                                  .at = context->now,
                                                                  .kind = kind,
                                                                  .detail = detail},
                                  err);
}

static bool add_told(Context *context, const InvitationRow *row, const char *why, Err *err)
{
    return add_event(context, row->touch_id,
                     text_equal(row->state, "cancelled") ? "called_off" : "told_anew", why, err);
}

/* --- what its worker heard -------------------------------------------------------------------- */

bool notice_later(Context *context, int64_t worker, const NoticeClaim *claim, Time until,
                  const char *why, Err *err)
{
    return sql_invitation_again(context->db,
                                &(struct invitation_again_in){.workspace = context->workspace,
                                                              .id = claim->id,
                                                              .worker = worker,
                                                              .at = until,
                                                              .why = why},
                                err);
}

bool notice_refused(Context *context, int64_t worker, const NoticeClaim *claim, int64_t touch_id,
                    const char *why, Err *err)
{
    bool ours;
    return sql_invitation_refused(context->db,
                                  &(struct invitation_refused_in){.workspace = context->workspace,
                                                                  .id = claim->id,
                                                                  .worker = worker,
                                                                  .notice_id = claim->notice_id,
                                                                  .why = why},
                                  &ours, err) &&
           (!ours || add_event(context, touch_id, "untold", why, err));
}

static bool told(Context *context, int64_t worker, const NoticeClaim *claim,
                 const InvitationRow *row, Err *err)
{
    bool ours;
    return sql_invitation_told_now(context->db,
                                   &(struct invitation_told_now_in){.workspace = context->workspace,
                                                                    .id = claim->id,
                                                                    .worker = worker,
                                                                    .notice_id = claim->notice_id},
                                   &ours, err) &&
           (!ours || add_told(context, row, NULL, err));
}

/* Of the worker, or (0) of one that is gone. */
static bool doubt(Context *context, int64_t worker, int64_t id, int64_t touch_id, const char *why,
                  Err *err)
{
    bool ours;
    return sql_invitation_doubt(context->db,
                                &(struct invitation_doubt_in){.workspace = context->workspace,
                                                              .id = id,
                                                              .worker = worker,
                                                              .now = context->now,
                                                              .why = why},
                                &ours, err) &&
           (!ours || add_event(context, touch_id, "told_unsure", why, err));
}

/* The Sent folder gets it when somebody who reads the mailbox comes to it, as of any mail. */
static bool keep_copy(Context *context, const NoticeClaim *claim, const NoticeCame *came, Err *err)
{
    return !claim->copy_to || !came->length ||
           sql_sent_copy_put(context->db,
                             &(struct sent_copy_put_in){.workspace = context->workspace,
                                                        .touch_id = claim->notice_id,
                                                        .mailbox_id = claim->copy_to,
                                                        .message_id = claim->message_id,
                                                        .mail = {came->bytes, came->length},
                                                        .now = context->now},
                             err);
}

bool notice_settle(Context *context, Arena *arena, int64_t worker, const NoticeClaim *claim,
                   const NoticeCame *came, Err *err)
{
    const SendVerdict *verdict = came->verdict;
    InvitationRow row;
    bool found, settled;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_invitation_get(
            context->db, arena,
            &(struct invitation_get_in){.workspace = context->workspace, .id = claim->id}, &row,
            &found, err))
        return false;
    if (!found)
        return true;
    const char *words = text_empty(verdict->words) ? "the server did not say why" : verdict->words;
    switch (verdict->result) {
    case SEND_SENT:
        settled = told(context, worker, claim, &row, err) && keep_copy(context, claim, came, err);
        break;
    case SEND_UNSURE:
        settled = doubt(context, worker, claim->id, row.touch_id,
                        text_or(verdict->words, "the server did not answer"), err);
        break;
    case SEND_REFUSED:
        settled = notice_refused(context, worker, claim, row.touch_id, words, err);
        break;
    default:
        settled = notice_later(context, worker, claim, came->again_at, words, err);
    }
    return settled && db_commit(&txn, err);
}

bool notice_recover(Context *context, Arena *arena, Err *err)
{
    struct invitation_lapsed_rows rows;
    auto_txn Txn txn = {0};
    if (!sql_invitation_lapsed(
            context->db, arena,
            &(struct invitation_lapsed_in){.workspace = context->workspace, .now = context->now},
            &rows, err))
        return false;
    if (!rows.count)
        return true;
    if (!db_begin(&txn, context->db, TXN_WRITE, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (!doubt(context, 0, rows.at[i].id, rows.at[i].touch_id,
                   "the program ended while the server had it", err))
            return false;
    return db_commit(&txn, err);
}

/* --- what is found out ------------------------------------------------------------------------ */

bool notice_went(Context *context, Arena *arena, int64_t notice_id, const char *why, Err *err)
{
    InvitationRow row;
    bool settled, found;
    return sql_invitation_went(context->db,
                               &(struct invitation_went_in){.workspace = context->workspace,
                                                            .notice_id = notice_id},
                               &settled, err) &&
           (!settled ||
            (sql_invitation_of_notice(context->db, arena,
                                      &(struct invitation_of_notice_in){
                                          .workspace = context->workspace, .notice_id = notice_id},
                                      &row, &found, err) &&
             (!found || add_told(context, &row, why, err))));
}

/* Also where its server has not answered yet; one that is to go again has another end. */
bool notice_came_back(Context *context, InvitationRow row, const char *words, Err *err)
{
    if (!add_event(context, row.touch_id, "notice_back", words, err))
        return false;
    if (text_equal(row.notice_state, "waits") || text_equal(row.notice_state, "claimed"))
        return true;
    row.notice_state = "bounced";
    row.notice_at = TIME_NONE;
    row.notice_why = words;
    return invitation_write(context, &row, err);
}

bool invitation_lost(Context *context, Arena *arena, int64_t touch_id, const char *how,
                     const char *words, Err *err)
{
    InvitationRow row;
    bool found;
    if (!sql_invitation_of_touch(
            context->db, arena,
            &(struct invitation_of_touch_in){.workspace = context->workspace, .touch_id = touch_id},
            &row, &found, err))
        return false;
    if (!found || !text_equal(row.state, "open") || text_equal(row.notice_state, "claimed") ||
        text_equal(row.notice_state, "dot"))
        return true;
    row.state = "cancelled";
    row.told_sequence = -1;
    row.told_at = TIME_NONE;
    row.notice_state = how;
    row.notice_at = TIME_NONE;
    row.notice_why = words;
    return invitation_write(context, &row, err);
}
