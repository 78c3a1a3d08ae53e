/* Promises inside: for the action room only. */
#pragma once

#include "action/list_promises.h"
#include "follow/terms.h"

/* As move_promise(), inside the caller's transaction. */
bool promise_move_inside(Context *context, Arena *arena, int64_t id, Time due_at, Err *err);
/* One promise as it stands now, with the names around it. MISSING: there is none. */
bool promise_card(Context *context, Arena *arena, int64_t id, PromiseCard *card, Err *err);
/* By what it was promised, or CHANNEL_NONE. */
bool promise_channel(Context *context, Arena *arena, int64_t id, Channel *channel, Err *err);
