/* Migrations: numbered steps, each in its own transaction, noted in schema_migration together with
 * the SHA-256 of its file. There is no way back but a backup. */
#include "store/db_driver.h"
#include "store/store_queries.h"

#include <string.h>

/* What was applied so far; none where the list does not exist yet. */
static bool read_ledger(Db *db, Arena *arena, struct ledger_list_rows *applied, Err *err)
{
    struct ledger_exists_row ledger;
    if (!store_ledger_exists(db, arena, &ledger, NULL, err))
        return false;
    *applied = (struct ledger_list_rows){0};
    return !ledger.tables || store_ledger_list(db, arena, applied, err);
}

/* Refuses what this program cannot continue: a newer schema, or steps that were edited. */
static bool ledger_fits(const Db *db, const struct ledger_list_rows *applied, Err *err)
{
    const SqlMigration *steps = db->book->migrations[db->driver->engine];
    size_t known = db->book->migration_count;
    for (size_t i = 0; i < applied->count && i < known; i++) {
        const struct ledger_list_row *row = &applied->at[i];
        if (row->number != steps[i].number || strcmp(row->sha256, steps[i].sha256) != 0)
            return err_set(
                err, ERR_BROKEN,
                "%s: migration %04lld_%s was applied in other words than this program "
                "has for it (%.12s, here %.12s): an applied migration may not be edited; "
                "put its file back and write the change as a new one",
                db->place, (long long)row->number, row->name, row->sha256, steps[i].sha256);
    }
    if (applied->count > known)
        return err_set(err, ERR_BROKEN,
                       "%s was written by a newer Beck: its schema is version %zu, this program "
                       "knows %zu: install that Beck, or restore a backup made before",
                       db->place, applied->count, known);
    return true;
}

static bool apply(Db *db, const SqlMigration *step, Err *err)
{
    struct ledger_add_in in = {.number = step->number, .name = step->name, .sha256 = step->sha256};
    return db->driver->script(db, step->text, err) && store_ledger_add(db, &in, err) &&
           db->driver->stamp(db, step->number, err);
}

/* Applies the next step; `done` when there was none left, perhaps because another process has
 * applied it since. */
static bool migrate_once(Db *db, Arena *scratch, bool *done, Err *err)
{
    auto_txn Txn txn = {0};
    struct schema_lock_row lock;
    struct ledger_list_rows applied;
    if (!db_begin(&txn, db, TXN_WRITE, err) || !store_schema_lock(db, scratch, &lock, NULL, err) ||
        !store_ledger_create(db, err) || !read_ledger(db, scratch, &applied, err) ||
        !ledger_fits(db, &applied, err))
        return false;
    *done = applied.count == db->book->migration_count;
    if (*done)
        return true;
    const SqlMigration *step = &db->book->migrations[db->driver->engine][applied.count];
    if (!apply(db, step, err) || !db_commit(&txn, err))
        return err_at(err, "%s: migration %04d_%s", db->place, step->number, step->name);
    return true;
}

bool migrate(Db *db, DbMode mode, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    struct ledger_list_rows applied;
    if (!read_ledger(db, scratch, &applied, err) || !ledger_fits(db, &applied, err))
        return false;
    if (mode == DB_LOOK || applied.count == db->book->migration_count)
        return true;
    if (mode != DB_CREATE && !applied.count)
        return err_set(err, ERR_MISSING, "%s holds no data of Beck yet: run 'beck init'",
                       db->place);
    for (bool done = false; !done;)
        if (!migrate_once(db, scratch, &done, err))
            return false;
    return true;
}

bool db_schema_version(Db *db, int *version, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    struct ledger_list_rows applied;
    if (!read_ledger(db, scratch, &applied, err))
        return false;
    *version = applied.count ? (int)applied.at[applied.count - 1].number : 0;
    return true;
}
