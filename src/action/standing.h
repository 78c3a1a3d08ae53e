/* Standing: whether this machine may send for this database, or it is a copy (DESIGN §6).
 *
 * A database counts its dots, in the transactions that write them (`sending_count`). Each machine
 * that sends keeps, outside of it (base/high_mark.h), the highest count it has committed and the
 * place it was committed at: the file's path, the PostgreSQL server's identity and schema. The
 * order is: commit, mark on the disk, dot. So what was sent is never missing from the mark.
 *
 * - Nothing was ever sent: the machine makes its mark and sends.
 * - Same place, and the count is not below the mark: it sends.
 * - Below the mark: an older copy was put in its place. Elsewhere: a copy was put beside it, or
 *   moved. Both stand under a hold on the workspace that a person lifts by arming.
 * - No mark, where it has sent from this very place: a further machine of the company, or one that
 *   lost its files. Others go on; this one sends nothing until it is armed.
 *
 * Arming moves the mark to where the database stands, so that of a database and its copy on one
 * machine the one armed last sends, and the other asks. What a container or machine that is made
 * anew each time does not keep, it asks for each time: $BECK_STATE belongs on a volume that is not
 * restored together with the database.
 *
 * Who arms under another home, or on another machine, than the one that sends, arms nobody: the
 * database remembers the file that the last arming wrote, and who looks for another one says so.
 */
#pragma once

#include "action/context.h"

#define ARMING_HOLD_REASON "this database may be a copy: arm it to send from here"

typedef struct Standing {
    bool looked, good;
    const char *why;       /* not good: static */
    const char *elsewhere; /* not good: the last arming was of that file, not of ours; or NULL */
    int64_t hold_id;       /* not good, and everybody waits: lifted, it is armed */
    const char *path, *place;
    int64_t known; /* the count as we know it, on the disk */
    int64_t next;  /* … as the open transaction leaves it */
} Standing;

/* Looks, and asks where it must. Strings live in `arena`: one that lives as long as `standing`. */
bool standing_look(Context *context, Arena *arena, Standing *standing, Err *err);
/* So many dots more, in the transaction that writes them. CONFLICT: the database is not what it was
 * any more; `standing` is not good from now on. */
bool standing_count(Context *context, Arena *arena, Standing *standing, size_t dots, Err *err);
/* They are committed: before one is said. False: none may be said. */
bool standing_keep(Standing *standing, Err *err);

typedef struct StandingShown {
    bool armed;
    const char *why;  /* it is not */
    const char *file; /* that says so, and its machine; NULL: `why` says what is wrong with it */
    const char *armed_file; /* not armed: what the last arming was of, where that is another one */
    Time armed_at;          /* … */
    Time since;             /* everybody waits; TIME_NONE: this machine alone does not send */
    int64_t due;            /* messages that would go at once, at most STANDING_DUE_MOST */
    Time oldest;            /* since when the first of them is due */
    int64_t behind;         /* dots that are missing here, at least */
} StandingShown;

enum { STANDING_DUE_MOST = 10000 };

/* As this machine sees it; nothing is changed. */
bool standing_show(Context *context, Arena *arena, StandingShown *shown, Err *err);
/* `why` nothing is sent, where everybody waits, or this machine does and no other sends what is
 * due; NULL: it is. */
bool standing_why(Context *context, Arena *arena, const char **why, Err *err);
/* A person says that it is the one to send. Audited. Needs RIGHT_SETTINGS. Armed already changes
 * nothing. */
bool standing_arm(Context *context, Arena *arena, StandingShown *shown, Err *err);
