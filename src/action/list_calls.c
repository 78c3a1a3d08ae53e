#include "action/list_calls.h"

#include "action/access_inner.h"
#include "action/list_today.h"
#include "action/next_inner.h"
#include "action/touch_card_inner.h"
#include "base/text.h"
#include "base/vec.h"

typedef struct CallList {
    Context *context;
    Arena *arena;
    size_t limit;
    Calls *calls;
    VEC(TouchCard) cards;
} CallList;

static bool add_lead(CallList *list, int64_t lead_id, Err *err)
{
    LoadedLead loaded;
    if (!lead_load(list->context, list->arena, lead_id, LOAD_READ, &loaded, err))
        return false;
    if (!text_equal(loaded.next.channel, channel_name(CHANNEL_PHONE)))
        return true;
    if (!next_may_go(list->context, &loaded)) {
        list->calls->asleep++;
        return true;
    }
    return touch_card_of_lead(list->context, list->arena, lead_id,
                              vec_push(list->arena, &list->cards), err);
}

static bool add_groups(CallList *list, int64_t owner_id, Err *err)
{
    for (int group = 0; group < GROUPS; group++) {
        DueTouches due;
        if (!list_due(list->context, list->arena, owner_id, (Group)group, &due, err))
            return false;
        for (size_t i = 0; i < due.count && list->cards.count < list->limit; i++)
            if (!add_lead(list, due.at[i].lead_id, err))
                return false;
    }
    return true;
}

bool list_calls(Context *context, Arena *arena, const char *owner, size_t limit, Calls *calls,
                Err *err)
{
    Calls made = {.now = context->now};
    CallList list = {
        .context = context, .arena = arena, .limit = limit ? limit : CALLS_SHOWN, .calls = &made};
    int64_t owner_id = context->user;
    const Worker *worker;
    /* One picture for all of its statements. */
    auto_txn Txn txn = {0};
    if ((owner && !access_owner_named(context, owner, &owner_id, err)) ||
        !db_begin(&txn, context->db, TXN_READ, err) ||
        !context_worker(context, owner_id, false, &worker, err) ||
        !add_groups(&list, owner_id, err) ||
        !next_numbers(context, arena, worker, &made.call_number, &made.voicemail_number, err) ||
        !db_commit(&txn, err))
        return false;
    made.owner_name = worker->name;
    made.touches = (TouchCards){.at = list.cards.at, .count = list.cards.count};
    *calls = made;
    return true;
}
