/* Holds as people set and lift them: pause and resume. The planner and the sending transaction read
 * them; leads they bear on are planned anew. */
#pragma once

#include "action/context.h"
#include "follow/situation.h"

typedef struct HoldShown {
    int64_t id;
    HoldScope scope;
    int64_t scope_id;
    const char *scope_name; /* of the account, contact or lead; NULL for the workspace */
    bool machine_only;
    ChannelSet channels; /* 0: all */
    Time until;          /* TIME_NONE: until a person lifts it */
    const char *reason;
    Time made_at;
} HoldShown;

typedef struct HoldsShown {
    HoldShown *at;
    size_t count;
} HoldsShown;

bool list_holds(Context *context, Arena *arena, HoldsShown *holds, Err *err);

typedef struct PauseInput {
    HoldScope scope;     /* HOLD_WORKSPACE, HOLD_ACCOUNT, HOLD_CONTACT or HOLD_LEAD */
    int64_t scope_id;    /* 0 for the workspace */
    bool machine_only;   /* people may still touch */
    ChannelSet channels; /* 0: all */
    Time until;          /* TIME_NONE: until somebody resumes */
    const char *reason;
} PauseInput;

typedef struct HoldResult {
    HoldShown hold;
    int64_t replanned; /* leads */
    bool more;         /* more than HOLD_REPLANS_MOST: the rest is planned when it next changes;
                          nothing is sent against a hold meanwhile */
} HoldResult;

enum { HOLD_REPLANS_MOST = 20000 };

/* Audited. MISSING: there is no such account, contact or lead. INPUT: no reason, or an end that is
 * past. */
bool pause_touches(Context *context, Arena *arena, const PauseInput *input, HoldResult *result,
                   Err *err);
/* MISSING: there is no such hold, or it is over. */
bool resume_touches(Context *context, Arena *arena, int64_t hold_id, HoldResult *result, Err *err);
const char *hold_scope_name(HoldScope scope);
bool hold_scope_find(const char *name, HoldScope *scope);
