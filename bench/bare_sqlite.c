/* With the settings of Beck's own connections (store/db_sqlite.c): the same durability and cache.
 */
#include "bare.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct SqliteBare {
    Bare base;
    sqlite3 *connection;
    sqlite3_stmt *writes[BARE_TABLES];
} SqliteBare;

static void must(SqliteBare *bare, bool done, const char *what)
{
    if (done)
        return;
    fprintf(stderr, "bench: %s: %s\n", what, sqlite3_errmsg(bare->connection));
    exit(1);
}

static void run(Bare *base, const char *sql)
{
    SqliteBare *bare = (SqliteBare *)base;
    must(bare, sqlite3_exec(bare->connection, sql, NULL, NULL, NULL) == SQLITE_OK, sql);
}

static Bare *open_path(const char *url)
{
    SqliteBare *bare = calloc(1, sizeof *bare);
    if (!bare)
        abort();
    must(bare, sqlite3_open(url, &bare->connection) == SQLITE_OK, url);
    run(&bare->base, "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;"
                     "PRAGMA wal_autocheckpoint=8192; PRAGMA journal_size_limit=67108864;"
                     "PRAGMA cache_size=-16384; PRAGMA mmap_size=0; PRAGMA busy_timeout=5000");
    return &bare->base;
}

static void close_path(Bare *base)
{
    SqliteBare *bare = (SqliteBare *)base;
    for (size_t i = 0; i < BARE_TABLES; i++)
        sqlite3_finalize(bare->writes[i]);
    sqlite3_close(bare->connection);
    free(bare);
}

static sqlite3_stmt *prepared(SqliteBare *bare, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    must(bare, sqlite3_prepare_v2(bare->connection, sql, -1, &statement, NULL) == SQLITE_OK, sql);
    return statement;
}

static size_t columns_of(Bare *base, const char *table, Arena *arena, const char **names)
{
    char sql[100];
    snprintf(sql, sizeof sql, "SELECT name FROM pragma_table_info('%s')", table);
    sqlite3_stmt *statement = prepared((SqliteBare *)base, sql);
    size_t count = 0;
    while (sqlite3_step(statement) == SQLITE_ROW)
        names[count++] = arena_strdup(arena, (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return count;
}

static BareCell cell_of(sqlite3_stmt *statement, int column, Arena *arena)
{
    int type = sqlite3_column_type(statement, column);
    if (type == SQLITE_NULL)
        return (BareCell){0};
    if (type == SQLITE_INTEGER)
        return (BareCell){.number = sqlite3_column_int64(statement, column), .is_number = true};
    const char *text = (const char *)sqlite3_column_text(statement, column);
    size_t length = (size_t)sqlite3_column_bytes(statement, column);
    return (BareCell){.text = arena_strndup(arena, text, length), .length = length};
}

static void read_rows(Bare *base, const char *sql, Arena *arena, BareRows *rows)
{
    SqliteBare *bare = (SqliteBare *)base;
    sqlite3_stmt *statement = prepared(bare, sql);
    size_t columns = (size_t)sqlite3_column_count(statement), count = 0, capacity = 2;
    BareCell *cells = arena_array(arena, capacity * columns, sizeof *cells);
    int code;
    for (; (code = sqlite3_step(statement)) == SQLITE_ROW; count++) {
        if (count == capacity) {
            BareCell *wider = arena_array(arena, 2 * capacity * columns, sizeof *cells);
            memcpy(wider, cells, capacity * columns * sizeof *cells);
            cells = wider;
            capacity *= 2;
        }
        for (size_t i = 0; i < columns; i++)
            cells[count * columns + i] = cell_of(statement, (int)i, arena);
    }
    must(bare, code == SQLITE_DONE, sql);
    sqlite3_finalize(statement);
    *rows = (BareRows){cells, count, columns};
}

static void prepare(Bare *base, size_t table, const char *sql, size_t columns)
{
    SqliteBare *bare = (SqliteBare *)base;
    bare->writes[table] = prepared(bare, sql);
}

static void write_row(Bare *base, size_t table, const BareCell *cells)
{
    SqliteBare *bare = (SqliteBare *)base;
    sqlite3_stmt *statement = bare->writes[table];
    for (size_t i = 0; i < base->tables[table].columns; i++) {
        int place = (int)i + 1;
        if (cells[i].is_number)
            sqlite3_bind_int64(statement, place, cells[i].number);
        else
            sqlite3_bind_text(statement, place, cells[i].text, (int)cells[i].length, SQLITE_STATIC);
    }
    must(bare, sqlite3_step(statement) == SQLITE_DONE, base->tables[table].name);
    sqlite3_reset(statement);
}

const BareEngine bare_sqlite = {open_path, close_path, run,      columns_of,
                                read_rows, prepare,    write_row};
