/* Access: who sees what.
 *
 * A rep sees their own leads and those shared with them or with everybody; a manager also those of
 * the users below, whose chain of managers reaches them; an admin all. A promise and a touch are
 * their lead's. An account and its people are seen by everybody who sees a lead there; one without
 * any lead is nobody's, and seen by all.
 *
 * Held where the context is guarded (context_guard()): a request of the web. The command line
 * belongs to the owner of the file and is not. What is asked for by id is asked about here, once,
 * by whoever took the id from a person (a route; find_one_lead()); lists keep to the scope
 * themselves.
 */
#pragma once

#include "action/context.h"

typedef enum AccessKind {
    ACCESS_LEAD,
    ACCESS_TOUCH, /* to come or been */
    ACCESS_PROMISE,
    ACCESS_ACCOUNT,
    ACCESS_CONTACT,
    ACCESS_FILE, /* its lead's; of a content everybody's */
    ACCESS_KINDS
} AccessKind;

/* One indexed read. What is not there is not seen either; where all is seen nothing is read. */
bool access_thing(Context *context, AccessKind kind, int64_t id, bool *allowed, Err *err);
/* The same as an error: MISSING, as if it were not there. */
bool access_need(Context *context, AccessKind kind, int64_t id, Err *err);
/* Whether the leads of this user are the context's user's to see and to give to others. */
bool access_user(const Context *context, int64_t user_id);
/* DENIED when the lead is not the user's own or of one below: shared is not given. */
bool access_give(Context *context, int64_t lead_id, Err *err);

/* Whether all leads are to be seen. */
bool access_all(const Context *context);

typedef struct LeadShares {
    int64_t lead_id;
    const char *lead_name;
    bool everybody;
    const char *const *names; /* of users, beside that */
    const int64_t *ids;
    size_t count;
} LeadShares;

/* `user` NULL: everybody. Undoable. MISSING: no such lead or user; CONFLICT: it is so already;
 * DENIED: as access_give(). */
bool share_lead(Context *context, Arena *arena, int64_t lead_id, const char *user,
                LeadShares *shares, Err *err);
bool unshare_lead(Context *context, Arena *arena, int64_t lead_id, const char *user,
                  LeadShares *shares, Err *err);
bool lead_shares(Context *context, Arena *arena, int64_t lead_id, LeadShares *shares, Err *err);
