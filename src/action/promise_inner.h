/* Promises inside: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "action/list_promises.h"

/* A new one, with a number of its own, of which those are told who hook on it. Its lead is the
 * caller's to plan. */
bool promise_put(Context *context, const struct promise_insert_in *row, int64_t *id, Err *err);
/* As move_promise(), inside the caller's transaction. */
bool promise_move_inside(Context *context, Arena *arena, int64_t id, Time due_at, Err *err);
/* Notes how one is kept, by which touch (0: none of ours) and since when it is to be asked about,
 * if it is. */
bool promise_write_kept(Context *context, const struct promise_get_row *row, Channel by,
                        int64_t touch_id, Time at, Err *err);
/* As keep_promise(), the same. */
bool promise_keep_inside(Context *context, Arena *arena, int64_t id, Err *err);
/* One promise as it stands now, with the names around it. MISSING: there is none. */
bool promise_card(Context *context, Arena *arena, int64_t id, PromiseCard *card, Err *err);
/* By what it was promised, or CHANNEL_NONE. */
bool promise_channel(Context *context, Arena *arena, int64_t id, Channel *channel, Err *err);
