/* Db: one handle on the database, whichever engine holds it.
 *
 * SQLite is named by a path or `sqlite:PATH`, PostgreSQL by `postgres://…` or `postgresql://…`
 * (libpq is loaded then, and only then; behind PgBouncer only in its session mode, because
 * statements stay prepared). A handle belongs to one thread; threads open their own and
 * pass ids, not rows. Statements are written in sql/queries and called through the typed functions
 * of the generated store/queries.h; store/statement.h says how those behave.
 *
 * Every write of more than one statement stands in a transaction:
 *
 *     auto_txn Txn txn = {0};
 *     if (!db_begin(&txn, db, TXN_WRITE, err))
 *         return false;
 *     ...
 *     return db_commit(&txn, err);         // leaving the scope before here rolls back
 *
 * Rules that hold on both engines:
 * - A transaction in which a statement failed can only be rolled back: what comes after it, the
 *   commit too, fails with the first error. Expected clashes are written as ON CONFLICT in SQL.
 * - On PostgreSQL a statement that gives nothing is sent without waiting; its error appears at the
 *   next statement that gives rows, or at the commit, and names the statement it belongs to.
 * - Deferred keys (a lead without its next touch) are refused at the commit.
 * - A write outside of a transaction is one of its own.
 *
 * Errors: MISSING no such database; INPUT the path is something else, or a value was refused by the
 * schema (with the column as field where it is known); CONFLICT something unique is there already,
 * or something referred to is gone; BUSY another process holds it, or the engine asks to try the
 * whole transaction again; BROKEN damage, a newer Beck's database, a lost connection, a full disk
 * (then db_disk_full() is true).
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Db Db;

typedef enum DbEngine { DB_SQLITE, DB_POSTGRES, DB_ENGINES } DbEngine;

typedef enum DbMode {
    DB_USE,    /* must be there; brought up to this program's schema */
    DB_CREATE, /* made when missing (`beck init`); doing it twice changes nothing */
    DB_SHARE,  /* as DB_USE, and never alone with the file: for who lives long beside others */
    DB_LOOK    /* must be there; nothing is migrated, so statements may not fit it (doctor) */
} DbMode;

/* NULL on failure. `url` is not kept. */
Db *db_open(const char *url, DbMode mode, Err *err);
void db_close(Db *db); /* NULL is allowed; an open transaction is rolled back */

static inline void db_cleanup(Db **db)
{
    db_close(*db);
}
/* `auto_db Db *db = db_open(...)` closes it at the end of the scope. */
#define auto_db __attribute__((cleanup(db_cleanup)))

/* How long a statement waits for what another process holds before it is BUSY: 5 s at first. */
bool db_patience(Db *db, int milliseconds, Err *err);

/* How many pages a handle keeps in memory, at most: SQLite's 16 MiB are for one handle that does
 * all the work; of the several of a server each needs few, for the machine's own cache serves them
 * all.
 */
bool db_pages(Db *db, int kibibytes, Err *err);

DbEngine db_engine(const Db *db);
/* For messages: the path, or the URL without its password. */
const char *db_place(const Db *db);
/* The disk was full: the web answers 507, the command line says what to do. */
bool db_disk_full(const Err *err);
/* There is no connection to the server, or it was lost: in a while there may be one again. */
bool db_lost(const Err *err);
/* Two transactions were in each other's way and this one was taken back whole: it may be done again
 * at once, from its beginning. Only PostgreSQL has that. */
bool db_collided(const Err *err);

typedef enum TxnMode {
    TXN_READ, /* one unchanging picture for several statements; writes are refused */
    TXN_WRITE /* takes SQLite's write lock at once */
} TxnMode;

typedef struct Txn {
    Db *db;     /* NULL once it is over */
    bool inner; /* it has joined another */
} Txn;

/* `txn` must be zeroed or over, and stay where it is. A second one on the same handle is BROKEN. */
bool db_begin(Txn *txn, Db *db, TxnMode mode, Err *err);
/* False: nothing of the transaction has happened, unless the message says that the connection was
 * lost in the very moment. The transaction is over in both cases. */
bool db_commit(Txn *txn, Err *err);
void db_rollback(Txn *txn); /* nothing when it is over */
bool db_in_txn(const Db *db);

#define auto_txn __attribute__((cleanup(db_rollback)))

/* From now on, while true, a transaction begun inside the open one joins it instead of being
 * BROKEN: its commit only says that its own part is whole, its rollback lets the outer one (or the
 * part of it) be taken back only. So several acts, or an act and the note that it was done, are
 * one. */
void db_join(Db *db, bool joins);

/* A part of the open transaction that may fail alone: db_part_undo() takes back what came since
 * db_part_begin(), a failed statement too, and the transaction goes on as it was; db_part_keep()
 * lets it stand, or fails with its first error. A part ends before another begins. Rows streamed in
 * a part are closed in it. Where the transaction itself has failed before, undo does, too. */
bool db_part_begin(Db *db, Err *err);
bool db_part_keep(Db *db, Err *err);
bool db_part_undo(Db *db, Err *err);

/* Takes `count` ids of the workspace from its one counter: *first … *first + count - 1, never given
 * twice to rows that stay. A handle that asks often takes more at once and keeps them for later, so
 * ids have gaps, and those of two handles do not tell which came first. */
bool ids_take(Db *db, int64_t workspace, int64_t count, int64_t *first, Err *err);
/* Before a transaction that will take many: takes them now, so that the counter is not locked until
 * that ends. Where there is but one writer at a time, nothing is done. */
bool ids_reserve(Db *db, int64_t workspace, int64_t count, Err *err);

/* Differs from what it was once another connection has changed the database, and once this one has;
 * costs a look at shared memory. 0: the engine cannot tell (PostgreSQL). */
uint64_t db_data_version(Db *db);
/* The same of other connections alone: asked in two transactions of this handle, it tells whether
 * anybody else has committed between them. 0: the engine cannot tell (PostgreSQL). */
uint64_t db_others_version(Db *db);

/* Counts what this handle has written; 0: the engine cannot tell (PostgreSQL). */
uint64_t db_changes(Db *db);
/* In a transaction that others have joined: one of them failed or gave up, having written nothing
 * since `mark` (db_changes()): true, and it is as if it had never begun. */
bool db_forgive(Db *db, uint64_t mark);

/* The number of the last migration; 0 for a database without any. */
bool db_schema_version(Db *db, int *version, Err *err);

/* Told now and then; `total` may grow. */
typedef void DbProgress(int64_t done, int64_t total, void *context);

/* A copy of the whole database at one instant, into a new file, while others go on writing. The
 * file appears under its name only when it is complete, synced and checked; one that is there
 * already is CONFLICT. `progress` may be NULL. PostgreSQL: INPUT, naming pg_dump. */
bool db_backup(Db *db, const char *path, DbProgress *progress, void *context, Err *err);

/* Reads every page and index of a SQLite file (minutes for a large one); BROKEN names the first
 * damage. PostgreSQL checks its pages itself: true at once. */
bool db_quick_check(Db *db, Err *err);

/* Fresh statistics for the query planner, where they are old: after an import, and once a day. Not
 * inside a transaction. BUSY: others wrote all the time; nothing is lost by leaving it. */
bool db_optimize(Db *db, Err *err);
