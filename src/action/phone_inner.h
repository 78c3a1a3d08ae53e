/* Phone lines and calls inside: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "action/phone_call.h"
#include "action/phone_line.h"
#include "channel/dialler.h"

typedef struct OpenLine {
    const Dialler *dialler;
    Doc *settings, *secrets;
} OpenLine;

/* A user's line with its secrets opened. */
bool phone_line_open(Context *context, Arena *arena, int64_t user_id, OpenLine *line, Err *err);

/* A call goes on, as its telephone tells: within the caller's transaction. *moved false: that is
 * known already, or too late, and nothing changed. */
bool phone_call_go_on(Context *context, Arena *arena, int64_t id, const CallNews *news, bool *moved,
                      Err *err);
/* No call of the context's user is on any more: of one that nobody can still be on, its end is
 * written. CONFLICT: one is on. Within the caller's transaction. */
bool phone_call_free(Context *context, Arena *arena, Err *err);
