#include "store/db_driver.h"
#include "store/store_queries.h"

/* A handle that asks often takes larger blocks, so that an import does not ask for each row and
 * PostgreSQL's counter is not locked by every transaction; a command that asks once wastes none. */
enum { LARGEST_BLOCK = 256 };

static bool take_block(Db *db, int64_t workspace, int64_t count, int64_t *first, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    struct ids_take_in in = {.workspace = workspace, .count = count};
    struct ids_take_row row;
    if (!store_ids_take(db, scratch, &in, &row, NULL, err))
        return false;
    *first = row.first;
    return true;
}

bool ids_reserve(Db *db, int64_t workspace, int64_t count, Err *err)
{
    IdBlock *block = &db->ids;
    int64_t next;
    if (db->driver->engine == DB_SQLITE || (block->workspace == workspace && block->left >= count))
        return true;
    if (!take_block(db, workspace, count, &next, err))
        return false;
    block->workspace = workspace;
    block->next = next;
    block->left = count;
    block->txn_number = 0;
    return true;
}

bool ids_take(Db *db, int64_t workspace, int64_t count, int64_t *first, Err *err)
{
    IdBlock *block = &db->ids;
    if (count < 1)
        return err_set(err, ERR_BROKEN, "%lld ids were asked for", (long long)count);
    if (block->workspace != workspace || block->left < count) {
        int64_t size = block->size < count ? count : block->size;
        int64_t wider = block->size < LARGEST_BLOCK / 2 ? block->size * 2 : LARGEST_BLOCK;
        int64_t next;
        if (!take_block(db, workspace, size, &next, err))
            return false;
        *block = (IdBlock){.workspace = workspace,
                           .next = next,
                           .left = size,
                           .size = wider ? wider : 1,
                           .txn_number = db->txn ? db->txn_number : 0};
    }
    *first = block->next;
    block->next += count;
    block->left -= count;
    return true;
}

void ids_forget(Db *db)
{
    if (db->ids.txn_number == db->txn_number)
        db->ids.left = 0;
}
