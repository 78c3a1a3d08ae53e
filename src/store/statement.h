/* Statements: named SQL as data, and how one is run. tool/embed_sql.py makes a typed function from
 * each statement of sql/queries; those call the functions below, nobody else does.
 *
 *     gives none     bool sql_NAME(db, &in, err)
 *     gives changed  bool sql_NAME(db, &in, &changed, err)              whether it wrote any row
 *     gives one      bool sql_NAME(db, arena, &in, &row, &found, err)
 *     gives many     bool sql_NAME(db, arena, &in, &rows, err)          rows.at[0 … rows.count - 1]
 *     gives stream   Rows *sql_NAME_open(db, &in, err)
 *                    bool sql_NAME_next(rows, arena, &row, &more, err)
 *
 * A statement without `in:` has no such argument. Values and NULL:
 *
 *     int    int64_t        NULL is INT64_MIN (so is TIME_NONE)
 *     id     int64_t        NULL is 0
 *     real   double         NULL is NAN
 *     text   const char *   NULL is NULL; UTF-8
 *     blob   struct Blob    NULL is .at == NULL; an empty blob has .at != NULL
 *
 * A member left out of a designated initialiser is zero: NULL for id, text and blob, but 0 for int.
 * Strings and blobs of rows live in the arena; those of `in` need to live only during the call.
 * `changed` costs less than RETURNING, for which SQLite makes a table at each run.
 * `found` NULL means that the row must be there: absence is BROKEN. More than one row where one is
 * given is BROKEN, too. On failure rows are untouched.
 *
 * A stream gives any number of rows in constant memory when the caller rewinds the arena, and other
 * statements may run on the handle meanwhile. Opened outside of a transaction it is a picture of
 * that moment and lives until it is closed; opened inside one it ends with it, and rows that it has
 * yet to give must not be changed meanwhile.
 *
 *     auto_rows Rows *rows = sql_lead_scan_open(db, &in, err);
 *     if (!rows)
 *         return false;
 *     for (bool more;;) {
 *         if (!sql_lead_scan_next(rows, arena, &row, &more, err))
 *             return false;
 *         if (!more)
 *             break;
 *         ...
 *     }
 *
 * Questions that do not wait for each other are asked together, which on PostgreSQL is one round
 * trip for all of them:
 *
 *     auto_asks Asks asks = {.db = db, .arena = arena};
 *     sql_lead_get_ask(&asks, &in, &lead, &found);      gives one
 *     sql_want_of_lead_ask(&asks, &other, &wants);      gives many
 *     if (!asks_answer(&asks, err))
 *         return false;
 *
 * Each sees what was written before it was asked, and nothing of what is written after. `in` need
 * live only during the call; what the answers go to lives until asks_answer(), or until `asks`
 * ends, and must not be looked at before. The first failure is that of asks_answer().
 */
#pragma once

#include "store/db.h"

struct Blob {
    const void *at;
    size_t length;
};

typedef enum SqlType { SQL_INT, SQL_ID, SQL_REAL, SQL_TEXT, SQL_BLOB } SqlType;
typedef enum SqlGives { SQL_NONE, SQL_CHANGED, SQL_ONE, SQL_MANY, SQL_STREAM } SqlGives;

/* A parameter or a column, and where it is in its struct. */
typedef struct SqlField {
    const char *name;
    SqlType type;
    unsigned offset;
} SqlField;

enum { SQL_MOST_PARAMETERS = 64, SQL_MOST_COLUMNS = 64 }; /* the generator refuses more */

typedef struct SqlBook SqlBook;

typedef struct SqlStatement {
    const char *name;
    const SqlBook *book;
    unsigned number; /* its index in the book */
    SqlGives gives;
    const SqlField *inputs;
    unsigned input_count;
    const SqlField *outputs;
    unsigned output_count;
    size_t row_size;
    const char *text[DB_ENGINES];
} SqlStatement;

typedef struct SqlMigration {
    int number; /* from 1, without a gap */
    const char *name;
    const char *sha256; /* of the file, 64 hexadecimal digits */
    const char *text;
} SqlMigration;

/* What one run of the generator made. */
struct SqlBook {
    const char *name;
    const SqlStatement *statements;
    size_t statement_count;
    const SqlMigration *migrations[DB_ENGINES];
    size_t migration_count;
};

typedef struct SqlRows {
    void *at;
    size_t count;
} SqlRows;

/* The rows of a stream. */
typedef struct Rows Rows;
void rows_close(Rows *rows); /* NULL is allowed; before db_close() */
static inline void rows_cleanup(Rows **rows)
{
    rows_close(*rows);
}
#define auto_rows __attribute__((cleanup(rows_cleanup)))

bool statement_run(Db *db, const SqlStatement *statement, const void *in, Err *err);
bool statement_change(Db *db, const SqlStatement *statement, const void *in, bool *changed,
                      Err *err);
bool statement_one(Db *db, const SqlStatement *statement, const void *in, Arena *arena, void *row,
                   bool *found, Err *err);
bool statement_many(Db *db, const SqlStatement *statement, const void *in, Arena *arena,
                    SqlRows *rows, Err *err);
Rows *statement_open(Db *db, const SqlStatement *statement, const void *in, Err *err);
bool statement_next(Rows *rows, const SqlStatement *statement, Arena *arena, void *row, bool *more,
                    Err *err);

/* Questions under way. Stays where it is while any are. */
typedef struct Asks {
    Db *db;
    Arena *arena; /* of the answers */
    bool waiting; /* answers are still to come */
    bool failed;
    Err err;
} Asks;

void asks_one(Asks *asks, const SqlStatement *statement, const void *in, void *row, bool *found);
/* `rows`: as SqlRows, whatever the type of the rows. */
void asks_many(Asks *asks, const SqlStatement *statement, const void *in, void *rows);
/* Waits for all answers. More may be asked afterwards. */
bool asks_answer(Asks *asks, Err *err);
/* Answers that have not come go nowhere. */
void asks_end(Asks *asks);
#define auto_asks __attribute__((cleanup(asks_end)))

/* Prepares the statement without running it, and holds its columns against `out:`: as many, none
 * exchanged, on PostgreSQL of fitting types. For the test that does so with every statement. */
bool statement_check(Db *db, const SqlStatement *statement, Err *err);

/* db_open() with another book than that of sql/: for the tests of this room. */
Db *db_open_book(const char *url, DbMode mode, const SqlBook *book, Err *err);
