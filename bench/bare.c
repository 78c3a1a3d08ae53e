#include "bare.h"

#include "base/buf.h"
#include "bench.h"

#include <stdarg.h>
#include <string.h>

Bare *bare_open(const char *url)
{
    const BareEngine *engine = bench_is_postgres(url) ? &bare_postgres : &bare_sqlite;
    Bare *bare = engine->open(url);
    bare->engine = engine;
    bare->arena = arena_new();
    return bare;
}

void bare_close(Bare *bare)
{
    arena_free(bare->arena);
    bare->engine->close(bare);
}

/* Whether the word is one of a list by commas. */
static bool is_listed(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = list; at && *at; at += strspn(at, ", ")) {
        size_t end = strcspn(at, ",");
        if (end == length && memcmp(at, word, length) == 0)
            return true;
        at += end;
    }
    return false;
}

size_t bare_table(Bare *bare, const char *name, const char *key, const char *keep)
{
    const char *names[BARE_COLUMNS];
    size_t columns = bare->engine->columns(bare, name, bare->arena, names);
    auto_buf Buf list = buf_new(10000), places = buf_new(10000), changes = buf_new(10000);
    for (size_t i = 0; i < columns; i++) {
        buf_addf(&list, "%s%s", i ? ", " : "", names[i]);
        buf_addf(&places, "%s$%zu", i ? ", " : "", i + 1);
        if (key && !is_listed(key, names[i]) && !is_listed(keep, names[i]))
            buf_addf(&changes, "%s%s = excluded.%s", changes.length ? ", " : "", names[i],
                     names[i]);
    }
    const char *sql =
        key ? arena_printf(bare->arena,
                           "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s",
                           name, list.at, places.at, key, changes.at)
            : arena_printf(bare->arena, "INSERT INTO %s (%s) VALUES (%s)", name, list.at,
                           places.at);
    size_t number = bare->table_count++;
    bare->tables[number] =
        (BareTable){arena_strdup(bare->arena, name), arena_strdup(bare->arena, list.at), columns};
    bare->engine->prepare(bare, number, sql, columns);
    return number;
}

void bare_read(Bare *bare, size_t table, Arena *arena, BareRows *rows, const char *rest, ...)
{
    va_list arguments;
    va_start(arguments, rest);
    const char *where = arena_vprintf(arena, rest, arguments);
    va_end(arguments);
    const BareTable *from = &bare->tables[table];
    bare->engine->read(bare,
                       arena_printf(arena, "SELECT %s FROM %s %s", from->list, from->name, where),
                       arena, rows);
}

static int64_t number_of(const BareCell *cell)
{
    return cell->is_number ? cell->number : cell->text ? strtoll(cell->text, NULL, 10) : 0;
}

size_t bare_ask_all(Bare *bare, const char *sql, Arena *arena, int64_t **numbers)
{
    BareRows rows;
    bare->engine->read(bare, sql, arena, &rows);
    *numbers = arena_array(arena, rows.count, sizeof **numbers);
    for (size_t i = 0; i < rows.count; i++)
        (*numbers)[i] = number_of(&rows.cells[i]);
    return rows.count;
}

int64_t bare_ask(Bare *bare, const char *sql)
{
    auto_arena Arena *scratch = arena_new();
    int64_t *numbers;
    return bare_ask_all(bare, sql, scratch, &numbers) ? numbers[0] : 0;
}
