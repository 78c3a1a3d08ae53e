/* What an engine must offer to be Beck's database. Only this room includes it.
 *
 * db.c and statement.c keep the rules that both engines share (one transaction a handle, a failed
 * one can only be rolled back, streams end with their transaction); a driver talks to its library.
 * Its functions may assume that those rules hold. A driver sees statements as descriptors and moves
 * values between structs and library by offset, without copies on the way in.
 */
#pragma once

#include "store/statement.h"

/* Ids taken from the counter and not yet given out. */
typedef struct IdBlock {
    int64_t workspace;
    int64_t next;
    int64_t left;
    int64_t size;        /* of the next block */
    uint64_t txn_number; /* it was taken in; 0: outside of any */
} IdBlock;

struct Db {
    const struct DbDriver *driver;
    const SqlBook *book; /* the caller's statements; those of sql/store are always there, too */
    size_t first_slot;   /* of the book's statements; the store's come before */
    char *place;         /* for messages; owned */

    Txn *txn; /* the open one */
    TxnMode txn_mode;
    uint64_t txn_number; /* counts transactions, so that a stream knows its own */
    bool in_part;        /* of the open transaction */
    bool joins;          /* db_join() */
    bool failed;         /* the open transaction, or its part, can only be rolled back */
    Err failure;         /* why */
    Rows *streams;       /* those open */
    IdBlock ids;
};

struct Rows {
    Db *db; /* NULL once stopped */
    Rows *next;
    const SqlStatement *statement;
    uint64_t txn_number; /* 0: opened outside of a transaction */
};

enum {
    DB_CAN_BACKUP = 1 << 0,  /* db_backup() and db_quick_check() */
    DB_CAN_PIPELINE = 1 << 1 /* errors of statements without rows may come later; ask() is there */
};

/* Where the answer to a question goes. */
typedef struct Answer {
    Asks *asks;  /* NULL: nobody waits for it any more */
    void *to;    /* a row, or SqlRows */
    bool *found; /* of one row; NULL: it must be there */
} Answer;

typedef struct DbDriver {
    const char *name;
    DbEngine engine;
    unsigned features;

    /* Connects and makes the handle with `slots` places for prepared statements. Sets `place` and
     * none other of the shared members. */
    Db *(*open)(const char *where, DbMode mode, size_t slots, Err *err);
    void (*close)(Db *db); /* frees everything, `place` too */
    /* How long a statement waits for what another process holds. */
    bool (*patience)(Db *db, int milliseconds, Err *err);

    uint64_t (*changes)(Db *db);        /* rows written, from 1 on; NULL: it cannot tell */
    uint64_t (*data_version)(Db *db);   /* NULL: it cannot tell */
    uint64_t (*others_version)(Db *db); /* NULL: it cannot tell */
    bool (*pages)(Db *db, int kibibytes, Err *err); /* NULL: the server keeps them */

    bool (*begin)(Db *db, TxnMode mode, Err *err);
    bool (*commit)(Db *db, Err *err); /* rolls back when it fails */
    void (*rollback)(Db *db);
    /* A savepoint, one at a time: keep waits for what was sent in it. */
    bool (*part_begin)(Db *db, Err *err);
    bool (*part_keep)(Db *db, Err *err);
    bool (*part_undo)(Db *db, Err *err);

    bool (*run)(Db *db, const SqlStatement *statement, const void *in, Err *err);
    bool (*change)(Db *db, const SqlStatement *statement, const void *in, bool *changed, Err *err);
    bool (*one)(Db *db, const SqlStatement *statement, const void *in, Arena *arena, void *row,
                bool *found, Err *err);
    bool (*many)(Db *db, const SqlStatement *statement, const void *in, Arena *arena, SqlRows *rows,
                 Err *err);

    /* Sends a question without waiting. Its answer, or why there is none, is in `answer` once
     * answer() has returned; anything else that waits may bring it sooner. */
    bool (*ask)(Db *db, const SqlStatement *statement, const void *in, Answer answer, Err *err);
    bool (*answer)(Db *db, const Asks *asks, Err *err);
    void (*ask_no_more)(Db *db, const Asks *asks); /* forgets where its answers (NULL:
                                                    * all) were to go */

    Rows *(*stream_open)(Db *db, const SqlStatement *statement, const void *in, Err *err);
    bool (*stream_next)(Rows *rows, Arena *arena, void *row, bool *more, Err *err);
    /* Gives back all but the struct itself, which is freed by free(). `txn_ends`: the transaction
     * it was opened in is about to end. */
    void (*stream_stop)(Rows *rows, bool txn_ends);

    /* Prepares anew, without running; `names` gets what the engine calls the columns. */
    bool (*check)(Db *db, const SqlStatement *statement, Arena *arena,
                  const char *names[SQL_MOST_COLUMNS], Err *err);

    /* Runs a migration's text, many statements; inside a transaction. */
    bool (*script)(Db *db, const char *text, Err *err);
    /* Notes the version where a foreign tool would look for it; inside a transaction. */
    bool (*stamp)(Db *db, int version, Err *err);

    bool (*backup)(Db *db, const char *path, DbProgress *progress, void *context, Err *err);
    bool (*quick_check)(Db *db, Err *err);
    bool (*optimize)(Db *db, Err *err);
} DbDriver;

extern const DbDriver db_sqlite_driver;
/* PostgreSQL's is the table of the module `beck-postgres`. */

/* Where a handle keeps its prepared form of a statement. */
static inline size_t db_slot(const Db *db, const SqlStatement *statement)
{
    return statement->number + (statement->book == db->book ? db->first_slot : 0);
}

/* Tells whether a row is there, or that one which must be is not. */
static inline bool statement_found(const SqlStatement *statement, bool there, bool *found, Err *err)
{
    if (found)
        *found = there;
    return found || there ||
           err_set(err, ERR_BROKEN, "%s: a row that must be there is not", statement->name);
}

/* statement.c: takes a stream out of its handle; the struct stays for rows_close(). */
void rows_stop(Rows *rows, bool txn_ends);

/* ids.c: the open transaction is rolled back, and the counter with it: a block taken in it is void.
 */
void ids_forget(Db *db);

/* migrate.c: brings the database to the book's last migration, or (`mode` DB_LOOK) only refuses one
 * that is newer, edited or none of ours. */
bool migrate(Db *db, DbMode mode, Err *err);
