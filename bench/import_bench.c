/* How fast people come in, against a bare loop that writes the same rows.
 *
 * Usage: import_bench FILE.csv DATABASE TWIN
 * Imports the file into DATABASE, then writes the rows it made into TWIN, row by row in the order
 * Beck made them, as many leads to a transaction. Both are made here and must not be there.
 */
#include "bare.h"
#include "bench.h"

#include "action/import_batch.h"
#include "action/import_leads.h"

static const struct {
    const char *name, *key; /* the column that tells when a row was made */
} tables[] = {
    {"account", "id"}, {"contact", "id"},          {"address", "id"},
    {"lead", "id"},    {"search_text", "lead_id"}, {"next_touch", "touch_id"},
};
enum { TABLES = sizeof tables / sizeof *tables };

typedef struct Copy {
    Bare *from, *to;
    size_t rows;
    double seconds;
} Copy;

/* Rows with first < key ≤ last, of all tables. */
static void copy_batch(Copy *copy, Arena *arena, int64_t first, int64_t last)
{
    BareRows rows[TABLES];
    int64_t *keys[TABLES];
    size_t next[TABLES] = {0};
    for (size_t i = 0; i < TABLES; i++) {
        const char *range = arena_printf(
            arena, "WHERE workspace_id = 1 AND %s > %lld AND %s <= %lld ORDER BY %s", tables[i].key,
            (long long)first, tables[i].key, (long long)last, tables[i].key);
        bare_read(copy->from, i, arena, &rows[i], "%s", range);
        bare_ask_all(
            copy->from,
            arena_printf(arena, "SELECT %s FROM %s %s", tables[i].key, tables[i].name, range),
            arena, &keys[i]);
        copy->rows += rows[i].count;
    }
    double start = bench_seconds();
    bare_run(copy->to, "BEGIN");
    for (;;) {
        size_t least = TABLES;
        for (size_t i = 0; i < TABLES; i++)
            if (next[i] < rows[i].count &&
                (least == TABLES || keys[i][next[i]] < keys[least][next[least]]))
                least = i;
        if (least == TABLES)
            break;
        bare_write(copy->to, least, &rows[least].cells[next[least]++ * rows[least].columns]);
    }
    bare_run(copy->to, "COMMIT");
    copy->seconds += bench_seconds() - start;
}

/* The owner's load: a row a day, written once. */
static void copy_load(Copy *copy, Arena *arena)
{
    size_t table = bare_table(copy->from, "user_day", NULL, NULL);
    bare_table(copy->to, "user_day", NULL, NULL);
    BareRows rows;
    bare_read(copy->from, table, arena, &rows, "WHERE workspace_id = 1");
    double start = bench_seconds();
    bare_run(copy->to, "BEGIN");
    for (size_t i = 0; i < rows.count; i++)
        bare_write(copy->to, table, &rows.cells[i * rows.columns]);
    bare_run(copy->to, "COMMIT");
    copy->seconds += bench_seconds() - start;
    copy->rows += rows.count;
}

static Copy write_again(const char *from, const char *to)
{
    auto_arena Arena *arena = arena_new();
    Copy copy = {.from = bare_open(from), .to = bare_open(to)};
    for (size_t i = 0; i < TABLES; i++) {
        bare_table(copy.from, tables[i].name, NULL, NULL);
        bare_table(copy.to, tables[i].name, NULL, NULL);
    }
    int64_t *ends; /* the last id of each lead is its touch's */
    auto_arena Arena *kept = arena_new();
    size_t leads = bare_ask_all(
        copy.from, "SELECT touch_id FROM next_touch WHERE workspace_id = 1 ORDER BY touch_id", kept,
        &ends);
    size_t counted_at = 0;
    int64_t done = bare_ask(copy.to, "SELECT next_id FROM counter WHERE workspace_id = 1") - 1;
    for (size_t i = 0; i < leads; i += BATCH_ROWS) {
        int64_t last = ends[i + BATCH_ROWS < leads ? i + BATCH_ROWS - 1 : leads - 1];
        copy_batch(&copy, arena, done, last);
        if (i >= counted_at && bench_is_postgres(to)) {
            double start = bench_seconds();
            bare_run(copy.to, "ANALYZE"); /* at the same sizes as the import */
            copy.seconds += bench_seconds() - start;
            counted_at = (i + BATCH_ROWS) * 10 - BATCH_ROWS;
        }
        done = last;
        arena_reset(arena);
    }
    copy_load(&copy, arena);
    bare_close(copy.from);
    bare_close(copy.to);
    return copy;
}

int main(int count, char **arguments)
{
    if (count != 4) {
        fprintf(stderr, "usage: import_bench FILE.csv DATABASE TWIN\n");
        return 2;
    }
    const Time now = INT64_C(1790337600); /* Friday 2026-09-25 12:00 UTC */
    const char *url = arguments[2];
    bench_init(url, now);
    bench_init(arguments[3], now);
    Context *context = bench_open(url, now);
    ImportResult result;
    ImportOptions options = {.paths = (const char *const[]){arguments[1]}, .path_count = 1};
    Err err;
    double start = bench_seconds();
    bench_must(import_leads(context, context_arena(context), &options, &result, &err), &err);
    double took = bench_seconds() - start, peak = bench_peak();
    context_close(context);
    Copy copy = write_again(url, arguments[3]);
    double rows = (double)result.read;
    printf("import %s: %.0f rows (%llu added, %llu updated, %llu duplicates, %llu rejected) in "
           "%.1f s, %.0f a second, peak %.0f MiB\n",
           bench_is_postgres(url) ? "PostgreSQL" : "SQLite", rows, (unsigned long long)result.added,
           (unsigned long long)result.updated, (unsigned long long)result.duplicates,
           (unsigned long long)result.rejected, took, rows / took, peak);
    printf("  bare loop: the same %zu rows of tables in %.1f s, %.0f leads a second; "
           "import : bare = %.2f (at most 2)\n",
           copy.rows, copy.seconds, rows / copy.seconds, took / copy.seconds);
    return 0;
}
