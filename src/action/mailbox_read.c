#include "action/mailbox_read.h"

#include "action/mailbox_inner.h"
#include "base/digest.h"
#include "base/text.h"

#include <string.h>

enum { WHY_BYTES = 1000 };

/* Of a server, in whatever charset it said it, cut anywhere. */
static const char *why_of(Arena *arena, const Err *why)
{
    return text_clean(arena, why->message, strlen(why->message), WHY_BYTES);
}

static bool is_free(const Context *context, int64_t worker, const struct mailbox_list_row *row)
{
    bool rests = row->rests_until != TIME_NONE && row->rests_until > context->now;
    bool taken = row->worker && row->worker != worker && row->leased_until > context->now;
    return text_equal(row->state, "on") && !rests && !taken;
}

/* A lease that has most of its time before it is not written anew. */
static bool take(Context *context, int64_t worker, const struct mailbox_list_row *row, bool *taken,
                 Err *err)
{
    *taken = row->worker == worker &&
             row->leased_until - context->now > MAILBOX_LEASE_SECONDS * 2 / 3 &&
             row->leased_until - context->now <= MAILBOX_LEASE_SECONDS;
    return *taken || sql_mailbox_claim(context->db,
                                       &(struct mailbox_claim_in){
                                           .workspace = context->workspace,
                                           .id = row->id,
                                           .worker = worker,
                                           .now = context->now,
                                           .leased_until = context->now + MAILBOX_LEASE_SECONDS},
                                       taken, err);
}

bool mailbox_claims(Context *context, Arena *arena, int64_t worker, size_t most,
                    MailboxClaims *claims, Err *err)
{
    size_t room = most;
    struct mailbox_list_rows rows;
    if (!sql_mailbox_list(context->db, arena,
                          &(struct mailbox_list_in){.workspace = context->workspace}, &rows, err))
        return false;
    MailboxClaims made = {.at = arena_array(arena, rows.count, sizeof *made.at)};
    for (size_t i = 0; i < rows.count; i++)
        room -= room && rows.at[i].worker == worker && is_free(context, worker, &rows.at[i]);
    for (size_t i = 0; i < rows.count; i++) {
        const struct mailbox_list_row *row = &rows.at[i];
        bool free = is_free(context, worker, row), own = row->worker == worker, taken = false;
        made.left += free && !own && !room;
        if (free && (own || room) && !take(context, worker, row, &taken, err))
            return false;
        room -= taken && !own;
        if (taken)
            made.at[made.count++] = (MailboxClaim){.id = row->id,
                                                   .address = row->address,
                                                   .driver = row->driver,
                                                   .turn = row->turn,
                                                   .sender_id = row->sender_id,
                                                   .row = row};
    }
    *claims = made;
    return true;
}

bool mailbox_access(Context *context, Arena *arena, const MailboxClaim *claim,
                    MailboxAccess *access, Err *err)
{
    struct mailbox_folders_rows rows;
    MailboxAccess made;
    if (!mailbox_settings(context, arena, claim->row, &made.settings, &made.secrets, err) ||
        !sql_mailbox_folders(
            context->db, arena,
            &(struct mailbox_folders_in){.workspace = context->workspace, .mailbox_id = claim->id},
            &rows, err))
        return false;
    made.places = arena_array(arena, rows.count, sizeof *made.places);
    made.place_count = rows.count;
    for (size_t i = 0; i < rows.count; i++)
        made.places[i] = (ReceiverPlace){.folder = rows.at[i].name,
                                         .validity = rows.at[i].validity,
                                         .uid = rows.at[i].uid,
                                         .read_at = rows.at[i].read_at,
                                         .tried_uid = rows.at[i].tried_uid};
    *access = made;
    return true;
}

bool mailbox_leave(Context *context, int64_t worker, int64_t id, Err *err)
{
    return sql_mailbox_leave(
        context->db,
        &(struct mailbox_leave_in){.workspace = context->workspace, .id = id, .worker = worker},
        err);
}

bool mailbox_write_place(Context *context, int64_t worker, int64_t id, int64_t turn,
                         const ReceiverPlace *place, Err *err)
{
    return sql_mailbox_place(context->db,
                             &(struct mailbox_place_in){.workspace = context->workspace,
                                                        .mailbox_id = id,
                                                        .worker = worker,
                                                        .turn = turn,
                                                        .name = place->folder,
                                                        .validity = place->validity,
                                                        .uid = place->uid,
                                                        .read_at = place->read_at,
                                                        .why = place->why},
                             err);
}

bool mailbox_tried(Context *context, Arena *arena, int64_t worker, int64_t id,
                   const ReceiverPlace *place, int64_t *tries, Err *err)
{
    struct mailbox_tried_row row;
    bool found;
    if (!sql_mailbox_tried(context->db, arena,
                           &(struct mailbox_tried_in){.workspace = context->workspace,
                                                      .mailbox_id = id,
                                                      .worker = worker,
                                                      .name = place->folder,
                                                      .validity = place->validity,
                                                      .uid = place->uid},
                           &row, &found, err))
        return false;
    *tries = found ? row.tries : 0;
    return true;
}

bool mailbox_was_read(Context *context, int64_t worker, int64_t id, Err *err)
{
    return sql_mailbox_read(
        context->db,
        &(struct mailbox_read_in){
            .workspace = context->workspace, .id = id, .worker = worker, .now = context->now},
        err);
}

static Time rest_until(const Context *context, int64_t failures)
{
    uint32_t chance = 0;
    int64_t rest = failures < 7 ? (int64_t)MAILBOX_REST_SECONDS << failures : MAILBOX_REST_MOST;
    rest = rest < MAILBOX_REST_MOST ? rest : MAILBOX_REST_MOST;
    random_fill(&chance, sizeof chance);
    return context->now + rest + chance % (rest / 4 + 1);
}

bool mailbox_went_down(Context *context, Arena *arena, int64_t worker, int64_t id, const Err *why,
                       Err *err)
{
    struct mailbox_list_rows rows;
    bool person =
        (why->kind == ERR_DENIED && !text_equal(why->field, "grant")) || why->kind == ERR_INPUT;
    int64_t failures = 0;
    if (!sql_mailbox_list(context->db, arena,
                          &(struct mailbox_list_in){.workspace = context->workspace}, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].id == id)
            failures = rows.at[i].failures;
    return sql_mailbox_down(context->db,
                            &(struct mailbox_down_in){.workspace = context->workspace,
                                                      .id = id,
                                                      .worker = worker,
                                                      .state = person ? "off" : "on",
                                                      .why = why_of(arena, why),
                                                      .rests_until = rest_until(context, failures)},
                            err);
}

bool mailbox_set_aside(Context *context, int64_t id, const ReceiverPlace *place, Time at,
                       size_t size, const Err *why, Err *err)
{
    auto_arena Arena *arena = arena_new();
    return sql_mailbox_aside_put(context->db,
                                 &(struct mailbox_aside_put_in){.workspace = context->workspace,
                                                                .mailbox_id = id,
                                                                .folder = place->folder,
                                                                .validity = place->validity,
                                                                .uid = place->uid,
                                                                .at = at,
                                                                .size = (int64_t)size,
                                                                .why = why_of(arena, why)},
                                 err);
}

/* --- copies of what was sent ------------------------------------------------------------------ */

bool sent_copies_fade(Context *context, Err *err)
{
    return sql_sent_copy_fade(
        context->db,
        &(struct sent_copy_fade_in){.workspace = context->workspace,
                                    .before = context->now - SENT_COPY_DAYS * (Time)DAY_SECONDS},
        err);
}

bool sent_copies_waiting(Context *context, Arena *arena, int64_t **mailbox_ids, size_t *count,
                         Err *err)
{
    struct sent_copy_mailboxes_rows rows;
    if (!sql_sent_copy_mailboxes(context->db, arena,
                                 &(struct sent_copy_mailboxes_in){.workspace = context->workspace},
                                 &rows, err))
        return false;
    int64_t *ids = arena_array(arena, rows.count, sizeof *ids);
    for (size_t i = 0; i < rows.count; i++)
        ids[i] = rows.at[i].mailbox_id;
    *mailbox_ids = ids;
    *count = rows.count;
    return true;
}

bool sent_copy_find(Context *context, Arena *arena, int64_t mailbox_id, int64_t after,
                    ReceiverCopy *copy, bool *found, Err *err)
{
    struct sent_copy_next_row row;
    if (!sql_sent_copy_next(context->db, arena,
                            &(struct sent_copy_next_in){.workspace = context->workspace,
                                                        .mailbox_id = mailbox_id,
                                                        .after = after},
                            &row, found, err))
        return false;
    if (*found)
        *copy = (ReceiverCopy){.id = row.touch_id,
                               .message_id = row.message_id,
                               .at = row.sent_at,
                               .bytes = row.mail.at,
                               .length = row.mail.length};
    return true;
}

bool sent_copy_settle(Context *context, Arena *arena, int64_t mailbox_id, int64_t id, bool copied,
                      Err *err)
{
    struct sent_copy_next_row row;
    bool found;
    if (!sql_sent_copy_next(context->db, arena,
                            &(struct sent_copy_next_in){.workspace = context->workspace,
                                                        .mailbox_id = mailbox_id,
                                                        .after = id - 1},
                            &row, &found, err))
        return false;
    if (!found || row.touch_id != id)
        return true;
    return copied || row.tries + 1 >= SENT_COPY_TRIES
               ? sql_sent_copy_drop(
                     context->db,
                     &(struct sent_copy_drop_in){.workspace = context->workspace, .touch_id = id},
                     err)
               : sql_sent_copy_refused(context->db,
                                       &(struct sent_copy_refused_in){
                                           .workspace = context->workspace, .touch_id = id},
                                       err);
}
