/* How fast outcomes are logged, each with its new plan, against a bare loop that writes the same
 * rows with the same durability.
 *
 * Usage: log_bench DATABASE TWIN [COUNT]
 * DATABASE made by make_leads.py, TWIN a copy of it. After each log_outcome() the rows in which the
 * two differ are read (not timed) and written into TWIN in one transaction (timed): the two take
 * turns, so that what disturbs, disturbs both. The bare loop need not delete the oldest undo
 * record.
 */
#include "bare.h"
#include "bench.h"

#include "action/list_today.h"
#include "action/log_outcome.h"

#include <string.h>

enum { USUAL_COUNT = 200, ALL_ROWS = 1000 };

/* What a log may write. `rest` takes the lead's, touch's, contact's and account's id, in that
 * order, as %1$lld … %4$lld. */
static const struct {
    const char *name, *key, *keep, *rest;
} tables[] = {
    {"record", "workspace_id, id", "user_id",
     "WHERE workspace_id = 1 AND lead_id = %1$lld ORDER BY id"},
    {"record_row", "workspace_id, record_id, seq", "table_name",
     "WHERE workspace_id = 1 AND record_id IN (SELECT id FROM record WHERE workspace_id = 1 AND "
     "lead_id = %1$lld)"},
    {"touch", "workspace_id, id", "lead_id", "WHERE workspace_id = 1 AND id = %2$lld"},
    {"dial", "workspace_id, touch_id, seq", "kind", "WHERE workspace_id = 1 AND touch_id = %2$lld"},
    {"address", "workspace_id, id",
     "contact_id, account_id, kind, value, value_key, extension, label, created_at",
     "WHERE workspace_id = 1 AND contact_id = %3$lld"},
    {"contact", "workspace_id, id",
     "account_id, name, name_key, given, family, title, role, reports_to, city, region, postcode, "
     "country, zone, birthday, language, note, created_at",
     "WHERE workspace_id = 1 AND id = %3$lld"},
    {"account", "workspace_id, id",
     "name, name_key, domain, parent_id, sector, city, region, country, zone, created_at",
     "WHERE workspace_id = 1 AND id = %4$lld"},
    {"contact_day", "workspace_id, contact_id, day", "",
     "WHERE workspace_id = 1 AND contact_id = %3$lld"},
    {"user_day", "workspace_id, user_id, day", "", "WHERE workspace_id = 1 AND user_id = 1"},
    {"next_touch", "workspace_id, lead_id", "", "WHERE workspace_id = 1 AND lead_id = %1$lld"},
    {"lead", "workspace_id, id",
     "account_id, contact_id, owner_id, name, source, source_kind, captured_at, product, "
     "value_cents, external_id, note, cadence_id, created_at",
     "WHERE workspace_id = 1 AND id = %1$lld"},
    {"counter", "workspace_id", "", "WHERE workspace_id = 1"},
};
enum { TABLES = sizeof tables / sizeof *tables };

typedef struct Change {
    size_t table;
    const BareCell *cells;
} Change;

static bool same_row(const BareCell *left, const BareCell *right, size_t columns)
{
    for (size_t i = 0; i < columns; i++)
        if (left[i].is_number != right[i].is_number || left[i].number != right[i].number ||
            !left[i].text != !right[i].text || left[i].length != right[i].length ||
            (left[i].text && memcmp(left[i].text, right[i].text, left[i].length) != 0))
            return false;
    return true;
}

static bool is_in(const BareRows *rows, const BareCell *row)
{
    for (size_t i = 0; i < rows->count; i++)
        if (same_row(&rows->cells[i * rows->columns], row, rows->columns))
            return true;
    return false;
}

/* The rows of `from` that `to` does not have. */
static size_t find_changes(Bare *from, Bare *to, Arena *arena, const TouchCard *card,
                           Change changes[ALL_ROWS])
{
    size_t count = 0;
    for (size_t table = 0; table < TABLES; table++) {
        BareRows now, before;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* of the table above */
        const char *rest =
            arena_printf(arena, tables[table].rest, (long long)card->lead_id, (long long)card->id,
                         (long long)card->contact_id, (long long)card->account_id);
#pragma GCC diagnostic pop
        bare_read(from, table, arena, &now, "%s", rest);
        bare_read(to, table, arena, &before, "%s", rest);
        for (size_t i = 0; i < now.count && count < ALL_ROWS; i++) {
            const BareCell *row = &now.cells[i * now.columns];
            if (!is_in(&before, row))
                changes[count++] = (Change){table, row};
        }
    }
    return count;
}

static double write_changes(Bare *to, const Change *changes, size_t count)
{
    double start = bench_seconds();
    bare_run(to, "BEGIN");
    for (size_t i = 0; i < count; i++)
        bare_write(to, changes[i].table, changes[i].cells);
    bare_run(to, "COMMIT");
    return bench_seconds() - start;
}

static double log_one(Context *context, const TouchCard *card, const char *outcome)
{
    auto_arena Arena *arena = arena_new();
    LogAttempt attempt = {.outcome = outcome};
    LogInput input = {.what = arena_printf(arena, "%lld", (long long)card->id),
                      .attempts = &attempt,
                      .attempt_count = 1,
                      .note = "Back from the fair in two weeks.",
                      .at = TIME_NONE,
                      .until = TIME_NONE,
                      .promise_at = TIME_NONE};
    LogResult result;
    Err err;
    double start = bench_seconds();
    bool done = log_outcome(context, arena, &input, &result, &err);
    double took = bench_seconds() - start;
    bench_must(done, &err);
    return took;
}

/* On SQLite an id is a key by itself (the rowid). */
static const char *key_of(const char *key, const char *url)
{
    const char *comma = strchr(key, ',');
    bool id = comma && !strchr(comma + 1, ',');
    return id && !bench_is_postgres(url) ? comma + 2 : key;
}

int main(int count, char **arguments)
{
    static const char *const outcomes[] = {"voicemail", "no_answer", "talked"};
    if (count < 3) {
        fprintf(stderr, "usage: log_bench DATABASE TWIN [COUNT]\n");
        return 2;
    }
    size_t most = count > 3 ? strtoull(arguments[3], NULL, 10) : USUAL_COUNT;
    Context *context = bench_open(arguments[1], INT64_C(1790348400)); /* as make_leads.py */
    Bare *from = bare_open(arguments[1]), *to = bare_open(arguments[2]);
    for (size_t i = 0; i < TABLES; i++) {
        bare_table(from, tables[i].name, NULL, NULL);
        bare_table(to, tables[i].name, key_of(tables[i].key, arguments[2]), tables[i].keep);
    }
    Today today;
    Err err;
    bench_must(
        list_today(context, context_arena(context), &(TodayOptions){.limit = 200}, &today, &err),
        &err);
    double logged = 0, written = 0;
    size_t rows = 0, done = 0;
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < today.touches.count && done < most; i++) {
        const TouchCard *card = &today.touches.at[i];
        Change changes[ALL_ROWS];
        if (card->channel != CHANNEL_PHONE)
            continue;
        logged += log_one(context, card, outcomes[done++ % 3]);
        size_t changed = find_changes(from, to, arena, card, changes);
        written += write_changes(to, changes, changed);
        rows += changed;
        arena_reset(arena);
    }
    printf("log %s: %zu outcomes in %.2f s, %.0f a second, each with its new plan\n",
           bench_is_postgres(arguments[1]) ? "PostgreSQL" : "SQLite", done, logged,
           (double)done / logged);
    printf("  bare loop: the same %zu rows in %.2f s, %.0f a second; log : bare = %.2f of its rate "
           "(at least 0.5)\n",
           rows, written, (double)done / written, written / logged);
    bare_close(from);
    bare_close(to);
    context_close(context);
    return 0;
}
