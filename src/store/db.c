#include "store/db_driver.h"

#include "base/module.h"
#include "store/queries.h"
#include "store/refusal.h"
#include "store/store_queries.h"

#include <stdlib.h>
#include <string.h>

/* How a URL names its engine. What has none of these in front is a path. */
typedef struct Scheme {
    const char *prefix;
    bool keeps_prefix;      /* the driver wants the whole URL */
    const DbDriver *driver; /* NULL: in a module */
    const char *module;
} Scheme;

static const Scheme schemes[] = {
    {.prefix = "sqlite:", .driver = &db_sqlite_driver},
    {.prefix = "postgres://", .keeps_prefix = true, .module = "postgres"},
    {.prefix = "postgresql://", .keeps_prefix = true, .module = "postgres"},
};
static const Scheme path_scheme = {.prefix = "", .driver = &db_sqlite_driver};

static const Scheme *scheme_of(const char *url)
{
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (!strncmp(url, schemes[i].prefix, strlen(schemes[i].prefix)))
            return &schemes[i];
    return &path_scheme;
}

Db *db_open_book(const char *url, DbMode mode, const SqlBook *book, Err *err)
{
    const Scheme *scheme = scheme_of(url);
    const DbDriver *driver = scheme->driver ? scheme->driver : module_table(scheme->module, err);
    if (!driver)
        return NULL;
    const char *where = scheme->keeps_prefix ? url : url + strlen(scheme->prefix);
    if (!where[0]) {
        err_set(err, ERR_INPUT, "'%s' names no database: give a path or postgres://HOST/NAME", url);
        return NULL;
    }
    size_t slots = store_book.statement_count + book->statement_count;
    Db *db = driver->open(where, mode, slots, err);
    if (!db)
        return NULL;
    db->driver = driver;
    db->book = book;
    db->first_slot = store_book.statement_count;
    if (!migrate(db, mode, err)) {
        db_close(db);
        return NULL;
    }
    return db;
}

Db *db_open(const char *url, DbMode mode, Err *err)
{
    return db_open_book(url, mode, &sql_book, err);
}

void db_close(Db *db)
{
    if (!db)
        return;
    if (db->txn)
        db_rollback(db->txn);
    while (db->streams)
        rows_stop(db->streams, false);
    db->driver->close(db);
}

bool db_patience(Db *db, int milliseconds, Err *err)
{
    return db->driver->patience(db, milliseconds, err);
}

uint64_t db_data_version(Db *db)
{
    return db->driver->data_version ? db->driver->data_version(db) : 0;
}

uint64_t db_others_version(Db *db)
{
    return db->driver->others_version ? db->driver->others_version(db) : 0;
}

uint64_t db_changes(Db *db)
{
    return db->driver->changes ? db->driver->changes(db) : 0;
}

bool db_forgive(Db *db, uint64_t mark)
{
    if (!db->txn || !mark || db_changes(db) != mark || db->in_part)
        return false;
    db->failed = false;
    return true;
}

bool db_pages(Db *db, int kibibytes, Err *err)
{
    return !db->driver->pages || db->driver->pages(db, kibibytes, err);
}

DbEngine db_engine(const Db *db)
{
    return db->driver->engine;
}

const char *db_place(const Db *db)
{
    return db->place;
}

bool db_disk_full(const Err *err)
{
    return err->kind == ERR_BROKEN && !strcmp(err->field, REFUSAL_DISK);
}

bool db_lost(const Err *err)
{
    return err->kind == ERR_BROKEN && !strcmp(err->field, REFUSAL_LOST);
}

bool db_collided(const Err *err)
{
    return err->kind == ERR_BUSY && !strcmp(err->field, REFUSAL_COLLISION);
}

/* ---- transactions -------------------------------------------------------------------------- */

void db_join(Db *db, bool joins)
{
    db->joins = joins;
}

/* A transaction for reading only cannot be joined by one that writes. */
static bool join(Txn *txn, Db *db, TxnMode mode, Err *err)
{
    if (mode == TXN_WRITE && db->txn_mode == TXN_READ)
        return err_set(err, ERR_BROKEN, "a transaction that writes joined one that only reads");
    if (db->failed) {
        *err = db->failure;
        return false;
    }
    *txn = (Txn){.db = db, .inner = true};
    return true;
}

bool db_begin(Txn *txn, Db *db, TxnMode mode, Err *err)
{
    if (db->txn && db->joins && !txn->db)
        return join(txn, db, mode, err);
    if (db->txn || txn->db)
        return err_set(err, ERR_BROKEN, "a transaction was begun inside another one");
    if (!db->driver->begin(db, mode, err))
        return false;
    txn->db = db;
    db->txn = txn;
    db->txn_mode = mode;
    db->txn_number++;
    db->failed = db->in_part = false;
    return true;
}

/* What was opened in the transaction ends before it does. */
static void stop_streams(Db *db)
{
    for (Rows *rows = db->streams, *next; rows; rows = next) {
        next = rows->next;
        if (rows->txn_number == db->txn_number)
            rows_stop(rows, true);
    }
}

/* Notes a failure that leaves the whole transaction without use. */
static bool txn_lost(Db *db, const Err *err)
{
    db->failed = true;
    db->failure = *err;
    return false;
}

/* What joined was given up: what it did so far may not be kept. */
static void give_up(Db *db)
{
    Err err;
    if (!db->failed) {
        err_set(&err, ERR_BROKEN, "a part of the transaction was given up");
        txn_lost(db, &err);
    }
}

bool db_commit(Txn *txn, Err *err)
{
    Db *db = txn->db;
    if (!db)
        return err_set(err, ERR_BROKEN, "a transaction that is over was committed");
    if (txn->inner) {
        txn->db = NULL;
        if (db->failed)
            *err = db->failure;
        return !db->failed;
    }
    if (db->failed) {
        *err = db->failure;
        db_rollback(txn);
        return false;
    }
    stop_streams(db);
    bool done = db->driver->commit(db, err);
    if (!done)
        ids_forget(db);
    txn->db = NULL;
    db->txn = NULL;
    return done;
}

void db_rollback(Txn *txn)
{
    Db *db = txn->db;
    if (!db)
        return;
    if (txn->inner) {
        txn->db = NULL;
        give_up(db);
        return;
    }
    stop_streams(db);
    db->driver->rollback(db);
    ids_forget(db);
    txn->db = NULL;
    db->txn = NULL;
    db->failed = db->in_part = false;
}

bool db_part_begin(Db *db, Err *err)
{
    if (!db->txn || db->in_part)
        return err_set(err, ERR_BROKEN, "a part was begun outside of a transaction or in a part");
    if (db->failed) {
        *err = db->failure;
        return false;
    }
    if (!db->driver->part_begin(db, err))
        return txn_lost(db, err);
    db->in_part = true;
    return true;
}

bool db_part_keep(Db *db, Err *err)
{
    if (!db->in_part)
        return err_set(err, ERR_BROKEN, "a part that is over was kept");
    if (db->failed) {
        *err = db->failure;
        return false;
    }
    if (!db->driver->part_keep(db, err))
        return txn_lost(db, err);
    db->in_part = false;
    return true;
}

bool db_part_undo(Db *db, Err *err)
{
    if (!db->in_part)
        return err_set(err, ERR_BROKEN, "a part that is over was undone");
    if (!db->driver->part_undo(db, err))
        return txn_lost(db, err);
    ids_forget(db);
    db->in_part = db->failed = false;
    return true;
}

bool db_in_txn(const Db *db)
{
    return db->txn != NULL;
}

/* ---- services ------------------------------------------------------------------------------ */

bool db_backup(Db *db, const char *path, DbProgress *progress, void *context, Err *err)
{
    if (!(db->driver->features & DB_CAN_BACKUP))
        return err_set(err, ERR_INPUT,
                       "a PostgreSQL database is saved with its own tool: pg_dump --format=custom "
                       "--file=%s '%s'",
                       path, db->place);
    if (db->txn)
        return err_set(err, ERR_BROKEN, "a backup was asked for inside a transaction");
    return db->driver->backup(db, path, progress, context, err);
}

bool db_quick_check(Db *db, Err *err)
{
    return !(db->driver->features & DB_CAN_BACKUP) || db->driver->quick_check(db, err);
}

bool db_optimize(Db *db, Err *err)
{
    return db->driver->optimize(db, err);
}
