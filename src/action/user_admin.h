/* Users: who sells and manages, when they are away, and whose leads are whose.
 *
 * A user is never deleted: history names them. Deactivating waits until no open lead is theirs.
 */
#pragma once

#include "action/list_promises.h"
#include "action/touch_card.h"

typedef struct AbsenceShown {
    int64_t id, user_id;
    const char *user_name, *reason;
    Day first, last; /* both away */
} AbsenceShown;

typedef struct UserShown {
    int64_t id, manager_id;
    const char *name, *role, *state, *title, *email, *cell, *postal, *zone, *country, *region,
        *hours, *morning;
    const char *manager_name;
    int64_t open_leads;
    AbsenceShown *absences; /* not over yet */
    size_t absence_count;
} UserShown;

typedef struct UsersShown {
    UserShown *at;
    size_t count;
} UsersShown;

/* In the order of their names; the inactive only with `all`. */
bool list_users(Context *context, Arena *arena, bool all, UsersShown *users, Err *err);

/* "cell", "hours", …: as typed; "" clears what may be empty. */
typedef struct UserField {
    const char *field, *value;
} UserField;

typedef struct UserFieldFacts {
    const char *name, *about;
} UserFieldFacts;
/* The fields there are; ends with a NULL name. */
const UserFieldFacts *user_fields(void);

/* Zone and country are the workspace's where not given, hours mon-fri 9:00-17:00, role rep.
 * CONFLICT: the name is taken. */
bool add_user(Context *context, Arena *arena, const char *name, const UserField *fields,
              size_t count, UserShown *user, Err *err);
/* Audited. Leads are planned by new hours when they next change. */
bool set_user(Context *context, Arena *arena, const char *name, const UserField *fields,
              size_t count, UserShown *user, Err *err);
/* CONFLICT while open leads are theirs (`reassign_leads` first), and for the last admin. */
bool deactivate_user(Context *context, Arena *arena, const char *name, UserShown *user, Err *err);
bool activate_user(Context *context, Arena *arena, const char *name, UserShown *user, Err *err);

typedef struct Reassigned {
    const char *from_name;
    const char *to_name; /* NULL: several */
    int64_t leads, promises;
} Reassigned;

/* All open leads of one user, with their promises, to another; or, `to` NULL, to all other active
 * reps and managers in turn, those with the fewest first. Each is planned anew. Audited; not
 * undoable in one go. */
bool reassign_leads(Context *context, Arena *arena, const char *from, const char *to,
                    Reassigned *reassigned, Err *err);

typedef struct AbsenceInput {
    const char *user; /* NULL: the context's */
    Day first, last;
    const char *reason; /* or NULL */
} AbsenceInput;

typedef struct AbsenceResult {
    AbsenceShown absence;
    int64_t moved;         /* touches that were due in it and no longer are */
    TouchCards standing;   /* those that still are, at most ABSENCE_STANDING */
    PromiseCards promises; /* of ours, due in it: kept before, or handed over, or broken */
} AbsenceResult;

enum { ABSENCE_STANDING = 100 };

/* Spreads what was due over the days around it, promises first. INPUT: it ends before it begins,
 * or is over; CONFLICT: it overlaps another. */
bool add_absence(Context *context, Arena *arena, const AbsenceInput *input, AbsenceResult *result,
                 Err *err);
/* Plans anew what had been spread. MISSING: there is no such absence. */
bool remove_absence(Context *context, Arena *arena, int64_t id, AbsenceResult *result, Err *err);
