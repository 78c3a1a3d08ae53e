/* What was recorded, and what comes next, as a document: {touch {id, channel, outcome, result, at,
 * contact, state, said, flagged}, lead {id, name, status, open}, next: touch | null}. Beside the
 * contract: questions [text…], smaller (the channel of a smaller act, or null).
 *
 * Of several: {logs: [the same…]}.
 *
 * The same of what was taken back: touch.state is "undone", and undone [{said, at, touch_id,
 * lead_id}…] has all of them, newest first. */
#pragma once

#include "action/log_outcome.h"
#include "base/doc.h"

Doc *view_log(Arena *arena, const LogResult *result);
Doc *view_logs(Arena *arena, const LogResult *results, size_t count);
/* `next` is the next touch of the lead of the last one undone, NULL when it is not open. */
Doc *view_undone(Arena *arena, const Undone *undone, size_t count, const TouchCard *next);
/* {lead {id, name, status}, next: touch}: what a person changed about a lead. */
Doc *view_changed(Arena *arena, const TouchCard *next);
