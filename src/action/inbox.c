#include "action/inbox.h"

#include "action/access_inner.h"
#include "action/find_leads.h"
#include "action/receive_inner.h"
#include "base/text.h"

#include <string.h>

InboxMail inbox_mail_of(const struct received_get_row *row)
{
    InboxMail mail = {
        .id = row->id,
        .at = row->at,
        .state = row->state,
        .placed = row->placed,
        .from_name = row->from_name,
        .from_address = row->from_address,
        .subject = row->subject,
        .text = row->body,
        .about = row->about,
        .reason = row->reason,
        .hard = row->hard != 0,
        .until = row->back_day == TIME_NONE ? DAY_NONE : (Day)row->back_day,
        .lead_id = row->lead_id,
        .touch_id = row->touch_id,
        .contact_id = row->contact_id,
        .lead_name = row->lead_name,
        .contact_name = row->contact_name,
        .did = row->did,
    };
    reading_kind_find(row->kind, &mail.kind);
    channel_find(row->channel, &mail.channel);
    return mail;
}

/* One more row than is shown was asked for. */
static Inbox inbox_of(Arena *arena, const struct received_get_row *rows, size_t count, size_t most,
                      size_t bytes)
{
    Inbox inbox = {.more = count > most, .count = count > most ? most : count};
    inbox.at = arena_array(arena, inbox.count, sizeof *inbox.at);
    for (size_t i = 0; i < inbox.count; i++) {
        inbox.at[i] = inbox_mail_of(&rows[i]);
        inbox.at[i].text = text_clean_lines(arena, rows[i].body, strlen(rows[i].body), bytes);
    }
    return inbox;
}

bool inbox_list(Context *context, Arena *arena, const char *kind, size_t most, Inbox *inbox,
                Err *err)
{
    struct received_list_rows rows;
    if (!sql_received_list(context->db, arena,
                           &(struct received_list_in){.workspace = context->workspace,
                                                      .owners = access_owners(context, arena),
                                                      .user_id = context->user,
                                                      .kind = kind,
                                                      .most = (int64_t)most + 1},
                           &rows, err))
        return false;
    *inbox = inbox_of(arena, rows.at, rows.count, most, INBOX_TEXT_BYTES);
    return true;
}

bool inbox_asking(Context *context, Arena *arena, size_t most, Inbox *inbox, Err *err)
{
    struct received_asking_rows rows;
    if (!sql_received_asking(context->db, arena,
                             &(struct received_asking_in){.workspace = context->workspace,
                                                          .owners = access_owners(context, arena),
                                                          .user_id = context->user,
                                                          .most = (int64_t)most + 1},
                             &rows, err))
        return false;
    *inbox = inbox_of(arena, rows.at, rows.count, most, INBOX_TEXT_BYTES);
    return true;
}

bool inbox_of_lead(Context *context, Arena *arena, int64_t lead_id, size_t most, Inbox *inbox,
                   Err *err)
{
    struct received_of_lead_rows rows;
    if (!sql_received_of_lead(context->db, arena,
                              &(struct received_of_lead_in){.workspace = context->workspace,
                                                            .lead_id = lead_id,
                                                            .most = (int64_t)most + 1},
                              &rows, err))
        return false;
    *inbox = inbox_of(arena, rows.at, rows.count, most, RECEIVE_BODY_BYTES);
    return true;
}

/* --- what a person says of it ----------------------------------------------------------------- */

bool inbox_seen(Context *context, Arena *arena, int64_t id, struct received_get_row *row, Err *err)
{
    bool found, seen = false;
    if (!sql_received_get(context->db, arena,
                          &(struct received_get_in){.workspace = context->workspace, .id = id}, row,
                          &found, err))
        return false;
    if (found && row->lead_id && !access_thing(context, ACCESS_LEAD, row->lead_id, &seen, err))
        return false;
    return (found && (row->lead_id ? seen : access_all(context))) ||
           err_field(err, ERR_MISSING, "received", "there is no mail %lld in the inbox",
                     (long long)id);
}

static bool find_asking(Context *context, Arena *arena, int64_t id, struct received_get_row *row,
                        Err *err)
{
    if (!inbox_seen(context, arena, id, row, err))
        return false;
    return text_equal(row->state, "asks") ||
           err_field(err, ERR_CONFLICT, "received", "it was looked at already: %s", row->did);
}

bool inbox_write(Context *context, struct received_get_row *row, const char *state, const char *did,
                 Err *err)
{
    row->state = state;
    row->did = did;
    return sql_received_set(context->db,
                            &(struct received_set_in){.workspace = context->workspace,
                                                      .id = row->id,
                                                      .state = state,
                                                      .placed = row->placed,
                                                      .lead_id = row->lead_id,
                                                      .touch_id = row->touch_id,
                                                      .contact_id = row->contact_id,
                                                      .did = did},
                            err);
}

bool inbox_ignore(Context *context, Arena *arena, int64_t id, InboxMail *mail, Err *err)
{
    struct received_get_row row;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !find_asking(context, arena, id, &row, err) ||
        !inbox_write(context, &row, "ignored",
                     arena_printf(arena, "%s ignores it", context_user_name(context)), err) ||
        !db_commit(&txn, err))
        return false;
    *mail = inbox_mail_of(&row);
    return true;
}

bool inbox_do(Context *context, Arena *arena, struct received_get_row *row, Err *err)
{
    Receiving receiving = {.context = context, .arena = arena, .did = ""};
    InboxMail mail = inbox_mail_of(row);
    if (!receive_from_row(&receiving, &mail, err) || !receive_act(&receiving, err))
        return false;
    row->placed = placed_name(PLACED_PERSON);
    row->touch_id = receiving.made_id     ? receiving.made_id
                    : receiving.has_touch ? receiving.touch.id
                                          : 0;
    row->contact_id = receiving.contact_id;
    return inbox_write(context, row, "done", receiving.did, err);
}

bool inbox_take(Context *context, Arena *arena, int64_t id, int64_t lead_id, InboxMail *mail,
                Err *err)
{
    struct received_get_row row;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !find_asking(context, arena, id, &row, err))
        return false;
    if (!lead_id && !row.lead_id)
        return err_field(err, ERR_INPUT, "lead", "say which lead it belongs to");
    if (lead_id && lead_id != row.lead_id) {
        if (!access_need(context, ACCESS_LEAD, lead_id, err))
            return false;
        row.lead_id = lead_id;
        row.touch_id = row.contact_id = 0;
    }
    if (!inbox_do(context, arena, &row, err) ||
        !sql_received_get(context->db, arena,
                          &(struct received_get_in){.workspace = context->workspace, .id = id},
                          &row, NULL, err) ||
        !db_commit(&txn, err))
        return false;
    *mail = inbox_mail_of(&row);
    return true;
}

bool inbox_forget(Context *context, Err *err)
{
    return sql_received_forget(
        context->db,
        &(struct received_forget_in){.workspace = context->workspace,
                                     .before =
                                         context->now - (Time)INBOX_STRANGER_DAYS * DAY_SECONDS},
        err);
}
