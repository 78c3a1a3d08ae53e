/* What is inside a Context: for the action room only.
 *
 * Users, settings and cadences are read once and kept; an action that changes them says so
 * (context_forget()).
 */
#pragma once

#include "action/context.h"
#include "follow/cadence.h"
#include "follow/situation.h"
#include "store/queries.h"

struct Context {
    Arena *arena;
    Db *db;
    Time now;
    Txn together;  /* context_together() */
    bool looked;   /* in it, at what others changed */
    int64_t house; /* workspace.house as it was when users, settings and cadences were read */
    int64_t workspace;
    const char *workspace_name;
    const char *country;
    const Zone *zone; /* the workspace's */
    unsigned char secret[32];
    int64_t user;
    bool webhooks; /* there are any to be told: as house */
    bool guarded;
    char address[64]; /* context_from(); "": not from the network */
    struct user_list_rows users;
    const struct user_list_row *me;
    const Policy *policy;              /* NULL until asked for */
    struct setting_list_rows settings; /* of the workspace */
    bool settings_read;
    struct trial_kept_list_rows trials_kept; /* action/trial.h */
    bool trials_read;
    struct CachedCadence *cadences; /* those used so far, a list */
    struct CachedWorker *workers;
    struct SomeThere {
        bool known; /* within a batch only */
        bool holds, suppressions, contents, merges;
    } some; /* whether there are any at all: most imports meet none */
};

static inline struct SomeThere some_of_row(const struct some_there_row *row)
{
    return (struct SomeThere){.holds = row->holds != 0,
                              .suppressions = row->suppressions != 0,
                              .contents = row->contents != 0,
                              .merges = row->merges != 0};
}

/* The user with this id; NULL when there is none. */
const struct user_list_row *context_find_user(const Context *context, int64_t id);
/* By name: the whole of it, a part that fits one only, or an id. MISSING with those there are. */
bool context_user_named(Context *context, const char *name, int64_t *id, Err *err);

/* A setting of the workspace, or its default (action/setting.h). */
bool context_setting(Context *context, const char *name, const char **value, Err *err);
/* One that is yes or no. */
bool context_flag(Context *context, const char *name, bool *flag, Err *err);
bool context_policy(Context *context, const Policy **policy, Err *err);

/* The cadence, read and parsed; kept. MISSING when there is none. */
bool context_cadence(Context *context, int64_t id, const Cadence **cadence, Err *err);
bool context_cadence_named(Context *context, const char *name, const Cadence **cadence, Err *err);
/* The default for a kind of source: a setting. */
bool context_cadence_for(Context *context, SourceKind kind, const Cadence **cadence, Err *err);

/* The user as the planner sees one, with the load of the next days. The load is kept up to date by
 * context_worker_dials(), in the database too. `full`: the load of all days to come, for releasing
 * a list; else of the next LOAD_DAYS. */
enum { LOAD_DAYS = 130 };
bool context_worker(Context *context, int64_t user, bool full, const Worker **worker, Err *err);
bool context_worker_dials(Context *context, int64_t user, Day day, int dials, Err *err);
/* Counts a dial that a forecast expects, in the Context only: forget the workers afterwards. */
void context_worker_expect(Context *context, int64_t user, Day day, int dials);
/* In a batch of many leads, inside one transaction, dials are only counted, and a day's row is
 * written once at its end; whether there are holds, suppressions and contents is asked once. A
 * batch that fails is dropped: what was counted has not happened. */
bool context_batch_begin(Context *context, Err *err);
bool context_batch_end(Context *context, Err *err);
void context_batch_drop(Context *context);

/* Users, settings or cadences were changed: forgets them and the workers, so that they are read
 * again when next asked for, and lets the contexts of other threads and processes know. */
bool context_forget(Context *context, Err *err);

/* The next id of the workspace; the handle takes them from the counter in blocks. */
bool context_id(Context *context, int64_t *id, Err *err);
