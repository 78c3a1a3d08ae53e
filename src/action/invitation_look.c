/* What they have been told of an appointment, and what it is by now. */
#include "action/invitation_inner.h"

#include "base/text.h"
#include "follow/outcome.h"

#include <string.h>

typedef struct invitation_standing_row Stands;

bool invitation_changed(Context *context, InvitationRow *row, Err *err)
{
    bool waits = text_equal(row->notice_state, "waits");
    bool same = !text_equal(row->state, "cancelled") && row->starts_at == row->told_at &&
                text_equal(row->place, row->told_place);
    if (row->told_sequence < 0)
        return invitation_write(context, row, err); /* the mail will say it */
    if (text_equal(row->notice_state, "dot"))
        return err_set(err, ERR_CONFLICT, "they are being told at this moment: again in a minute");
    row->sequence = row->told_sequence + !same;
    row->notice_state = same ? "" : "waits";
    row->notice_at = same ? TIME_NONE : context->now + SEND_WAIT_SECONDS;
    row->notice_why = NULL;
    return (same || waits || context_id(context, &row->notice_id, err)) &&
           invitation_write(context, row, err);
}

bool invitation_of_some_lead(Context *context, Arena *arena, int64_t lead_id, InvitationRow *row,
                             bool *found, Err *err)
{
    struct lead_get_row lead;
    bool is_lead;
    if (!sql_lead_get(context->db, arena,
                      &(struct lead_get_in){.workspace = context->workspace, .id = lead_id}, &lead,
                      &is_lead, err))
        return false;
    *found = false;
    return is_lead
               ? invitation_newest(context, arena, lead_id, row, found, err)
               : err_field(err, ERR_MISSING, "lead", "there is no lead %lld", (long long)lead_id);
}

bool invitation_place(Context *context, Arena *arena, int64_t lead_id, const char *place,
                      InvitationShown *shown, Err *err)
{
    InvitationRow row;
    bool found;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !invitation_of_some_lead(context, arena, lead_id, &row, &found, err))
        return false;
    if (!found || row.starts_at <= context->now ||
        !(text_equal(row.state, "open") || text_equal(row.state, "planned")))
        return err_set(err, ERR_CONFLICT, "nobody is invited to anything that is to come");
    row.place = text_clean(arena, place, strlen(place), INVITATION_PLACE_BYTES);
    row.place_typed = 1;
    if (!invitation_changed(context, &row, err) || !db_commit(&txn, err))
        return false;
    *shown = invitation_shown(&row, context->now);
    return true;
}

/* An earlier meeting that somebody's calendar has; ours comes back once that is over. */
static bool waits_for_another(const Stands *stands)
{
    static const char meeting[] = AGREED_MEETING " (in the calendar of ";
    const char *agreed = text_or(stands->agreed, "");
    return text_starts(agreed, meeting) || text_starts(agreed, AGREED_MET);
}

/* Also where they wait for a time to come, and what stands in the lead is over since long: theirs
 * was taken back (undo), and nobody would be there. */
static bool is_off(const Context *context, const Stands *stands)
{
    enum { OVER_SECONDS = DAY_SECONDS / 2 };
    Channel channel;
    return !stands->open_id || stands->agreed_at == TIME_NONE ||
           stands->agreed_at + OVER_SECONDS <= context->now ||
           !channel_find(text_or(stands->agreed_channel, ""), &channel) ||
           (channel != CHANNEL_VISIT && channel != CHANNEL_PHONE && channel != CHANNEL_NONE);
}

static const char *place_now(const Stands *stands)
{
    bool comes = text_equal(stands->concern, concern_name(CONCERN_AGREED));
    return comes && !stands->place_typed && stands->place[0] ? text_or(stands->address, "")
                                                             : stands->place;
}

static bool differs(const Context *context, const Stands *stands)
{
    bool off = is_off(context, stands), was_off = text_equal(stands->state, "cancelled");
    if (!off && (waits_for_another(stands) || stands->agreed_at <= context->now))
        return false;
    return off != was_off || (!off && (stands->agreed_at != stands->starts_at ||
                                       !text_equal(place_now(stands), stands->place)));
}

static bool take(Context *context, Arena *arena, const Stands *stands, Err *err)
{
    InvitationRow row;
    bool found;
    if (!sql_invitation_get(
            context->db, arena,
            &(struct invitation_get_in){.workspace = context->workspace, .id = stands->id}, &row,
            &found, err))
        return false;
    if (!found)
        return true;
    row.state = is_off(context, stands) ? "cancelled" : "open";
    if (!is_off(context, stands)) {
        row.starts_at = stands->agreed_at;
        row.place = place_now(stands);
        if (text_equal(stands->agreed_channel, channel_name(CHANNEL_VISIT)) ||
            text_equal(stands->agreed_channel, channel_name(CHANNEL_PHONE)))
            row.channel = stands->agreed_channel;
    }
    return invitation_changed(context, &row, err);
}

static bool read_standing(Context *context, Arena *arena, struct invitation_standing_rows *rows,
                          Err *err)
{
    return sql_invitation_standing(
        context->db, arena,
        &(struct invitation_standing_in){.workspace = context->workspace, .now = context->now},
        rows, err);
}

/* Mostly nothing has changed: no transaction is begun for that. */
bool invitation_look(Context *context, Arena *arena, Err *err)
{
    struct invitation_standing_rows rows;
    bool any = false;
    auto_txn Txn txn = {0};
    if (!read_standing(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        any |= differs(context, &rows.at[i]);
    if (!any)
        return true;
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !read_standing(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (differs(context, &rows.at[i]) && !take(context, arena, &rows.at[i], err))
            return false;
    return db_commit(&txn, err);
}
