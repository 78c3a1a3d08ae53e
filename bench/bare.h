/* The bare loops Beck is measured against: rows that Beck wrote, written again by plain prepared
 * statements into a twin database with the same schema, indexes, search and durability.
 *
 * Reading the rows is not timed; binding, writing and committing them is. PostgreSQL gets them in
 * pipeline mode: a bare loop that waited for each answer would be no peer. Everything that fails
 * ends the process.
 */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Bare Bare;

/* NULL: text is NULL and it is no number. From PostgreSQL everything comes as text. */
typedef struct BareCell {
    const char *text;
    size_t length;
    int64_t number;
    bool is_number;
} BareCell;

typedef struct BareRows {
    const BareCell *cells; /* count × columns, row by row */
    size_t count, columns;
} BareRows;

enum { BARE_TABLES = 16, BARE_COLUMNS = 64 };

typedef struct BareEngine {
    Bare *(*open)(const char *url);
    void (*close)(Bare *bare);
    void (*run)(Bare *bare, const char *sql); /* BEGIN, COMMIT and kin */
    /* The table's columns but for generated ones, in order. */
    size_t (*columns)(Bare *bare, const char *table, Arena *arena, const char **names);
    void (*read)(Bare *bare, const char *sql, Arena *arena, BareRows *rows);
    void (*prepare)(Bare *bare, size_t table, const char *sql, size_t columns);
    void (*write)(Bare *bare, size_t table, const BareCell *cells);
} BareEngine;

typedef struct BareTable {
    const char *name;
    const char *list; /* its columns, by commas */
    size_t columns;
} BareTable;

struct Bare {
    const BareEngine *engine;
    Arena *arena;
    BareTable tables[BARE_TABLES];
    size_t table_count;
};

extern const BareEngine bare_sqlite, bare_postgres;

/* A path, or a URL of PostgreSQL. */
Bare *bare_open(const char *url);
void bare_close(Bare *bare);
static inline void bare_run(Bare *bare, const char *sql)
{
    bare->engine->run(bare, sql);
}
/* Makes a table's insert ready and gives its number. With `key` (columns, by commas) a row that is
 * there is updated, but for the key and for the columns in `keep`, which no update of Beck's
 * touches. */
size_t bare_table(Bare *bare, const char *name, const char *key, const char *keep);
/* Rows of a table; `rest` is SQL from WHERE on. They live in `arena`. */
void bare_read(Bare *bare, size_t table, Arena *arena, BareRows *rows, const char *rest, ...)
    __attribute__((format(printf, 5, 6)));
/* The first number a query gives. */
int64_t bare_ask(Bare *bare, const char *sql);
/* All rows of a query's only column, as numbers. */
size_t bare_ask_all(Bare *bare, const char *sql, Arena *arena, int64_t **numbers);
static inline void bare_write(Bare *bare, size_t table, const BareCell *cells)
{
    bare->engine->write(bare, table, cells);
}
