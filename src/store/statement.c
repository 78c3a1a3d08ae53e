#include "store/db_driver.h"
#include "store/store_queries.h"

#include <stdlib.h>
#include <string.h>

/* Whether the statement may run now. A transaction that has failed says again why. */
static bool may_run(Db *db, const SqlStatement *statement, Err *err)
{
    if (statement->book != db->book && statement->book != &store_book)
        return err_set(err, ERR_BROKEN, "%s is of another book than the handle", statement->name);
    if (db->txn && db->failed) {
        *err = db->failure;
        return false;
    }
    return true;
}

/* Notes the failure of an open transaction; returns what it was given. */
static bool note_failure(Db *db, bool done, const Err *err)
{
    if (!done && db->txn && !db->failed) {
        db->failed = true;
        db->failure = *err;
    }
    return done;
}

bool statement_run(Db *db, const SqlStatement *statement, const void *in, Err *err)
{
    return may_run(db, statement, err) &&
           note_failure(db, db->driver->run(db, statement, in, err), err);
}

bool statement_change(Db *db, const SqlStatement *statement, const void *in, bool *changed,
                      Err *err)
{
    return may_run(db, statement, err) &&
           note_failure(db, db->driver->change(db, statement, in, changed, err), err);
}

bool statement_one(Db *db, const SqlStatement *statement, const void *in, Arena *arena, void *row,
                   bool *found, Err *err)
{
    if (!may_run(db, statement, err))
        return false;
    bool there;
    if (!note_failure(db, db->driver->one(db, statement, in, arena, row, &there, err), err))
        return false;
    return note_failure(db, statement_found(statement, there, found, err), err);
}

bool statement_many(Db *db, const SqlStatement *statement, const void *in, Arena *arena,
                    SqlRows *rows, Err *err)
{
    return may_run(db, statement, err) &&
           note_failure(db, db->driver->many(db, statement, in, arena, rows, err), err);
}

/* ---- questions asked together -------------------------------------------------------------- */

static bool is_pipelined(const Db *db)
{
    return (db->driver->features & DB_CAN_PIPELINE) != 0;
}

/* The first failure stands; what is asked after it is not. */
static void note_asked(Asks *asks, bool done, const Err *err)
{
    if (done || asks->failed)
        return;
    asks->failed = true;
    asks->err = *err;
}

static void send_ask(Asks *asks, const SqlStatement *statement, const void *in, Answer answer)
{
    Err err;
    bool sent =
        may_run(asks->db, statement, &err) &&
        note_failure(asks->db, asks->db->driver->ask(asks->db, statement, in, answer, &err), &err);
    note_asked(asks, sent, &err);
    asks->waiting = true;
}

void asks_one(Asks *asks, const SqlStatement *statement, const void *in, void *row, bool *found)
{
    Err err;
    if (asks->failed)
        return;
    if (is_pipelined(asks->db))
        send_ask(asks, statement, in, (Answer){.asks = asks, .to = row, .found = found});
    else
        note_asked(asks, statement_one(asks->db, statement, in, asks->arena, row, found, &err),
                   &err);
}

void asks_many(Asks *asks, const SqlStatement *statement, const void *in, void *rows)
{
    Err err;
    SqlRows all;
    if (asks->failed)
        return;
    if (is_pipelined(asks->db)) {
        send_ask(asks, statement, in, (Answer){.asks = asks, .to = rows});
        return;
    }
    bool done = statement_many(asks->db, statement, in, asks->arena, &all, &err);
    if (done)
        memcpy(rows, &all, sizeof all);
    note_asked(asks, done, &err);
}

bool asks_answer(Asks *asks, Err *err)
{
    Db *db = asks->db;
    if (!asks->failed && asks->waiting) {
        Err why;
        note_asked(asks, note_failure(db, db->driver->answer(db, asks, &why), &why), &why);
    }
    asks->waiting = false;
    if (asks->failed)
        *err = asks->err;
    return !asks->failed;
}

void asks_end(Asks *asks)
{
    if (asks->waiting)
        asks->db->driver->ask_no_more(asks->db, asks);
}

/* ---- streams ------------------------------------------------------------------------------- */

Rows *statement_open(Db *db, const SqlStatement *statement, const void *in, Err *err)
{
    if (!may_run(db, statement, err))
        return NULL;
    Rows *rows = db->driver->stream_open(db, statement, in, err);
    note_failure(db, rows != NULL, err);
    if (!rows)
        return NULL;
    rows->db = db;
    rows->statement = statement;
    rows->txn_number = db->txn ? db->txn_number : 0;
    rows->next = db->streams;
    db->streams = rows;
    return rows;
}

bool statement_next(Rows *rows, const SqlStatement *statement, Arena *arena, void *row, bool *more,
                    Err *err)
{
    if (rows->statement != statement)
        return err_set(err, ERR_BROKEN, "rows of %s were read as %s", rows->statement->name,
                       statement->name);
    if (!rows->db)
        return err_set(err, ERR_BROKEN, "%s: its transaction is over", statement->name);
    return note_failure(rows->db, rows->db->driver->stream_next(rows, arena, row, more, err), err);
}

void rows_stop(Rows *rows, bool txn_ends)
{
    Rows **link = &rows->db->streams;
    while (*link != rows)
        link = &(*link)->next;
    *link = rows->next;
    rows->db->driver->stream_stop(rows, txn_ends);
    rows->db = NULL;
}

void rows_close(Rows *rows)
{
    if (rows && rows->db)
        rows_stop(rows, false);
    free(rows);
}

/* Columns may be called what they like (an expression has no name of its own), but none may stand
 * where `out:` has another. */
static bool names_fit(const SqlStatement *statement, const char *const *names, Err *err)
{
    for (unsigned i = 0; i < statement->output_count; i++)
        for (unsigned j = 0; j < statement->output_count; j++) {
            const char *wanted = statement->outputs[j].name;
            if (i != j && !strcmp(names[i], wanted) && strcmp(names[j], wanted) != 0)
                return err_set(err, ERR_BROKEN,
                               "%s: column %u is called %s, but that is column %u of 'out:': they "
                               "are exchanged",
                               statement->name, i + 1, wanted, j + 1);
        }
    return true;
}

bool statement_check(Db *db, const SqlStatement *statement, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    const char *names[SQL_MOST_COLUMNS] = {0};
    return may_run(db, statement, err) &&
           note_failure(db, db->driver->check(db, statement, scratch, names, err), err) &&
           names_fit(statement, names, err);
}
