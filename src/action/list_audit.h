/* Audit: who did what, when, and from where. Append-only; ASVS 5.0, 16.3. */
#pragma once

#include "action/context.h"

typedef struct AuditEntry {
    int64_t id, user_id;
    const char *user_name; /* NULL: nobody we know */
    Time at;
    const char *act, *detail, *address;
} AuditEntry;

typedef struct AuditShown {
    AuditEntry *at;
    size_t count;
    Time more_before; /* TIME_NONE: that was all; else hand both back */
    int64_t more_before_id;
} AuditShown;

typedef struct AuditQuery {
    const char *user;  /* a name; NULL: everybody */
    Time before;       /* TIME_NONE: from now back */
    int64_t before_id; /* of the last one shown, which was at `before` */
    int64_t most;      /* 0: 100 */
} AuditQuery;

/* The last first. DENIED without RIGHT_AUDIT. */
bool list_audit(Context *context, Arena *arena, const AuditQuery *query, AuditShown *audit,
                Err *err);
