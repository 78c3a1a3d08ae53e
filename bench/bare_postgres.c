/* In pipeline mode: statements are sent without waiting, their answers read every now and then and
 * at the end of each transaction. */
#include "bare.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PENDING = 256 };

typedef struct PgBare {
    Bare base;
    PGconn *link;
    size_t pending;
} PgBare;

static void must(PgBare *bare, bool done, const char *what)
{
    if (done)
        return;
    fprintf(stderr, "bench: %s: %s\n", what, PQerrorMessage(bare->link));
    exit(1);
}

static void check_result(PgBare *bare, PGresult *result, const char *what)
{
    ExecStatusType status = PQresultStatus(result);
    must(bare,
         status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_PIPELINE_SYNC,
         what);
    PQclear(result);
}

/* Reads all answers up to here. */
static void settle(PgBare *bare)
{
    must(bare, PQpipelineSync(bare->link), "sync");
    for (size_t i = 0; i < bare->pending; i++) {
        check_result(bare, PQgetResult(bare->link), "write");
        PQgetResult(bare->link); /* the NULL behind each */
    }
    check_result(bare, PQgetResult(bare->link), "sync");
    bare->pending = 0;
}

static Bare *open_url(const char *url)
{
    PgBare *bare = calloc(1, sizeof *bare);
    if (!bare)
        abort();
    bare->link = PQconnectdb(url);
    must(bare, PQstatus(bare->link) == CONNECTION_OK, "connect");
    must(bare, PQenterPipelineMode(bare->link), "pipeline");
    return &bare->base;
}

static void close_url(Bare *base)
{
    PgBare *bare = (PgBare *)base;
    PQfinish(bare->link);
    free(bare);
}

/* BEGIN goes with what follows; a COMMIT is waited for. */
static void run(Bare *base, const char *sql)
{
    PgBare *bare = (PgBare *)base;
    must(bare, PQsendQueryParams(bare->link, sql, 0, NULL, NULL, NULL, NULL, 0), sql);
    bare->pending++;
    if (strcmp(sql, "BEGIN") != 0)
        settle(bare);
}

static void read_rows(Bare *base, const char *sql, Arena *arena, BareRows *rows)
{
    PgBare *bare = (PgBare *)base;
    settle(bare);
    must(bare, PQsendQueryParams(bare->link, sql, 0, NULL, NULL, NULL, NULL, 0), sql);
    must(bare, PQpipelineSync(bare->link), sql);
    PGresult *result = PQgetResult(bare->link);
    must(bare, PQresultStatus(result) == PGRES_TUPLES_OK, sql);
    size_t columns = (size_t)PQnfields(result), count = (size_t)PQntuples(result);
    BareCell *cells = arena_array(arena, count * columns, sizeof *cells);
    for (size_t i = 0; i < count * columns; i++) {
        int row = (int)(i / columns), column = (int)(i % columns);
        size_t length = (size_t)PQgetlength(result, row, column);
        if (!PQgetisnull(result, row, column))
            cells[i] =
                (BareCell){.text = arena_strndup(arena, PQgetvalue(result, row, column), length),
                           .length = length};
    }
    PQclear(result);
    PQgetResult(bare->link);
    check_result(bare, PQgetResult(bare->link), sql);
    *rows = (BareRows){cells, count, columns};
}

static size_t columns_of(Bare *base, const char *table, Arena *arena, const char **names)
{
    BareRows rows;
    read_rows(base,
              arena_printf(arena,
                           "SELECT column_name FROM information_schema.columns "
                           "WHERE table_name = '%s' AND table_schema = 'public' "
                           "AND is_generated = 'NEVER' ORDER BY ordinal_position",
                           table),
              arena, &rows);
    for (size_t i = 0; i < rows.count; i++)
        names[i] = rows.cells[i].text;
    return rows.count;
}

static void name_of(size_t table, char name[16])
{
    snprintf(name, 16, "w%zu", table);
}

static void prepare(Bare *base, size_t table, const char *sql, size_t columns)
{
    PgBare *bare = (PgBare *)base;
    char name[16];
    name_of(table, name);
    must(bare, PQsendPrepare(bare->link, name, sql, 0, NULL), sql);
    bare->pending++;
    settle(bare);
}

static void write_row(Bare *base, size_t table, const BareCell *cells)
{
    PgBare *bare = (PgBare *)base;
    const char *values[BARE_COLUMNS];
    char name[16];
    name_of(table, name);
    size_t columns = base->tables[table].columns;
    for (size_t i = 0; i < columns; i++)
        values[i] = cells[i].text;
    must(bare, PQsendQueryPrepared(bare->link, name, (int)columns, values, NULL, NULL, 0),
         base->tables[table].name);
    if (++bare->pending == MOST_PENDING)
        settle(bare);
}

const BareEngine bare_postgres = {open_url,  close_url, run,      columns_of,
                                  read_rows, prepare,   write_row};
