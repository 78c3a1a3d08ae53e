/* A touch that is to come, by the id that a person gave. */
#pragma once

#include "action/context.h"

/* Its lead. MISSING: there is no such touch; CONFLICT: it has been, or is set aside
 * for a text (action/text_now.h). Whether the user may see it is
 * asked before (access.h). */
bool touch_coming(Context *context, Arena *arena, int64_t touch_id, int64_t *lead_id, Err *err);
/* The same for one of many, where the others go on: `*why` says why not, in `arena`; NULL: it
 * comes. What the user may not see is not there. */
bool touch_coming_why(Context *context, Arena *arena, int64_t touch_id, int64_t *lead_id,
                      const char **why, Err *err);
