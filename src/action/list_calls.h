/* Calls: the block of calls that may be made now, in the order of Today, one behind the other. */
#pragma once

#include "action/touch_card.h"

enum { CALLS_SHOWN = 40, CALLS_MOST = 200 };

typedef struct Calls {
    Time now;
    const char *owner_name;
    TouchCards touches;
    size_t asleep;                        /* due, but it is night, or a holiday, at their place */
    size_t call_number, voicemail_number; /* "Call 23": the next of this user today */
} Calls;

/* `owner` NULL: the context's user. `limit` 0: CALLS_SHOWN. What is due, whatever for, and goes by
 * telephone. */
bool list_calls(Context *context, Arena *arena, const char *owner, size_t limit, Calls *calls,
                Err *err);
