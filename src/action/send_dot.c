#include "action/send_inner.h"
#include "action/send_kept.h"

#include "action/invitation_inner.h"
#include "action/log_inner.h"
#include "base/text.h"

#include <string.h>

/* Ours still, and the touch that is to come. */
static bool is_ours(Context *context, const SendWorker *worker, const SendItem *item, bool *ours,
                    Err *err)
{
    return sql_sending_dot(
        context->db,
        &(struct sending_dot_in){.workspace = context->workspace,
                                 .touch_id = item->touch_id,
                                 .worker = send_number(worker),
                                 .leased_until = context->now + SEND_LEASE_SECONDS},
        ours, err);
}

/* Its dot was written and is not said. */
static bool withdraw(Context *context, const SendWorker *worker, const SendItem *item, Err *err)
{
    bool found;
    return sql_sending_drop(context->db,
                            &(struct sending_drop_in){.workspace = context->workspace,
                                                      .touch_id = item->touch_id,
                                                      .worker = send_number(worker),
                                                      .state = "dot"},
                            &found, err);
}

/* One transaction's dots. */
typedef struct Dotting {
    Context *context;
    Arena *arena;
    SendWorker *worker;
    SendGate gate;
} Dotting;

static bool write_dot(Dotting *dotting, SendItem *item, LoadedLead *loaded, Err *err)
{
    Context *context = dotting->context;
    LoadedLead *before = arena_make(dotting->arena, LoadedLead);
    *before = *loaded;
    item->before = before;
    item->day = zone_day(loaded->situation.owner->zone, context->now);
    return log_machine(context, dotting->arena, loaded, OUTCOME_SENT, &item->next_id, &item->moved,
                       err);
}

/* The words may have been written anew while the mail was on its way to its dot. */
static bool mark_sent(const Dotting *dotting, const SendItem *item, bool *marked, Err *err)
{
    return sql_message_sent(dotting->context->db,
                            &(struct message_sent_in){.workspace = dotting->context->workspace,
                                                      .touch_id = item->touch_id,
                                                      .subject = item->subject,
                                                      .body = item->body,
                                                      .now = dotting->context->now},
                            marked, err);
}

/* A lead that is planned anew keeps the number of its touch: it must be this mail still, to this
 * person at this mailbox. */
static bool is_planned(const SendItem *item, const LoadedLead *loaded)
{
    const LoadedPerson *person;
    const struct address_get_row *address;
    return loaded->has_next && loaded->next.touch_id == item->touch_id &&
           text_equal(loaded->next.mode, "machine") &&
           text_equal(loaded->next.channel, channel_name(item->channel)) &&
           send_whom(loaded, &person, &address) && person->contact.id == item->contact_id &&
           address->id == item->address_id && !strcmp(address->value, item->to);
}

/* Between claim and dot all may have changed: the sender was paused, the lead planned anew, the
 * person has said stop. */
static bool may_go(Dotting *dotting, const SendItem *item, LoadedLead *loaded, size_t *place,
                   bool *goes, Err *err)
{
    Context *context = dotting->context;
    *goes = false;
    bool sends = send_gate_find(&dotting->gate, item->sender_id, place) &&
                 send_gate_room(context, &dotting->gate, *place) > 0;
    return !is_planned(item, loaded) || !sends ||
           send_ask_line(context, dotting->arena, loaded, goes, err);
}

static bool dot_one(Dotting *dotting, SendItem *item, LoadedLead *loaded, bool *go, Err *err)
{
    size_t place = 0;
    if (!may_go(dotting, item, loaded, &place, go, err) ||
        (*go && !mark_sent(dotting, item, go, err)) ||
        (*go && (!send_files_went(dotting->context, item, err) ||
                 !invitation_went(dotting->context, dotting->arena, item, err))))
        return false;
    if (!*go)
        return withdraw(dotting->context, dotting->worker, item, err);
    dotting->gate.sent[place]++;
    item->sender_day = sender_day(dotting->context, &dotting->gate.senders.at[place]);
    return write_dot(dotting, item, loaded, err);
}

/* What one of them changes, another one must see. */
static bool dot_all(Dotting *dotting, SendItem *const *items, const size_t *ours, size_t count,
                    SendLoaded *loaded, bool *go, size_t *dots, Err *err)
{
    for (size_t i = 0; i < count; i++) {
        const int64_t lead = loaded[i].lead.lead.id;
        if ((send_is_written(dotting->worker, &loaded[i]) &&
             !send_load(dotting->context, dotting->arena, dotting->worker, &lead, 1, &loaded[i],
                        err)) ||
            !dot_one(dotting, items[ours[i]], &loaded[i].lead, &go[ours[i]], err))
            return false;
        send_wrote(dotting->worker, &loaded[i].lead);
        *dots += go[ours[i]];
    }
    return true;
}

/* As they were claimed, where that is still true; the others are loaded together. */
static bool find_leads(Dotting *dotting, SendItem *const *items, const size_t *ours, size_t count,
                       SendLoaded *loaded, Err *err)
{
    uint64_t others = db_others_version(dotting->context->db);
    int64_t *ids = arena_array(dotting->arena, count, sizeof *ids);
    size_t *missing = arena_array(dotting->arena, count, sizeof *missing), missing_count = 0;
    SendLoaded *made = arena_array(dotting->arena, count, sizeof *made);
    for (size_t i = 0; i < count; i++) {
        const SendItem *item = items[ours[i]];
        if (send_still_true(dotting->context, dotting->worker, others, item->loaded)) {
            loaded[i] = *item->loaded;
            if (!lead_load_again(dotting->context, &loaded[i].lead, err))
                return false;
        } else {
            ids[missing_count] = item->lead_id;
            missing[missing_count++] = i;
        }
    }
    if (!send_load(dotting->context, dotting->arena, dotting->worker, ids, missing_count, made,
                   err))
        return false;
    for (size_t i = 0; i < missing_count; i++)
        loaded[missing[i]] = made[i];
    return true;
}

bool send_dots_begin(Context *context, Arena *arena, Err *err)
{
    struct sending_count_lock_row row;
    bool found;
    return sql_sending_count_lock(context->db, arena,
                                  &(struct sending_count_lock_in){.workspace = context->workspace},
                                  &row, &found, err);
}

bool send_dots(Context *context, Arena *arena, SendWorker *worker, Standing *standing,
               SendItem *const *items, size_t count, bool *go, Err *err)
{
    size_t dots = 0;
    Dotting dotting = {.context = context, .arena = arena, .worker = worker};
    size_t *ours = arena_array(arena, count, sizeof *ours), found = 0;
    SendLoaded *loaded = arena_array(arena, count, sizeof *loaded);
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !send_gate_read(context, arena, &dotting.gate, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        bool is_mine;
        if (!is_ours(context, worker, items[i], &is_mine, err))
            return false;
        go[i] = false;
        ours[found] = i;
        found += is_mine;
    }
    return find_leads(&dotting, items, ours, found, loaded, err) &&
           dot_all(&dotting, items, ours, found, loaded, go, &dots, err) &&
           (!dots || standing_count(context, arena, standing, dots, err)) &&
           send_gate_write(context, &dotting.gate, err) && db_commit(&txn, err);
}
