#include "store/refusal.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* The two deferred keys that carry DESIGN §2's first promise; broken by a program, never by a
 * person. Whether the row that refers or the one referred to is to blame, the key's last column is
 * one of these, and of no other key of these tables. */
typedef struct PromiseKey {
    const char *table;
    const char *words;
} PromiseKey;

static const PromiseKey promise_keys[] = {
    {.table = "lead", .words = "would fall silent: no next touch"},
    {.table = "next_touch", .words = "has a next touch but is not open"},
};
static const char *const promise_columns[] = {"open_id", "lead_id"};

/* The last of the columns of a key: the others are the workspace and what narrows it. */
static const char *last_column(const char *columns)
{
    const char *blank = strrchr(columns, ' ');
    return blank ? blank + 1 : columns;
}

static const char *promise_words(const Refusal *refusal)
{
    const char *column = last_column(text_or(refusal->column, ""));
    if (!text_equal(column, promise_columns[0]) && !text_equal(column, promise_columns[1]))
        return NULL;
    for (size_t i = 0; i < sizeof promise_keys / sizeof *promise_keys; i++)
        if (text_equal(promise_keys[i].table, refusal->table))
            return promise_keys[i].words;
    return NULL;
}

/* The column that a check named TABLE_COLUMN_check or TABLE_COLUMN speaks of, or "". */
static void column_of_check(const Refusal *refusal, char *column, size_t size)
{
    const char *name = text_or(refusal->constraint, "");
    const char *table = text_or(refusal->table, "");
    size_t skip = strlen(table);
    if (skip && text_starts(name, table) && name[skip] == '_')
        name += skip + 1;
    size_t length = strlen(name);
    if (text_ends_nocase(name, "_check"))
        length -= strlen("_check");
    column[0] = '\0';
    if (!length || length >= size)
        return;
    for (size_t i = 0; i < length; i++)
        if (!islower((unsigned char)name[i]) && !isdigit((unsigned char)name[i]) && name[i] != '_')
            return; /* an expression */
    memcpy(column, name, length);
    column[length] = '\0';
}

static bool refuse_unique(Err *err, const Refusal *refusal)
{
    const char *columns = text_or(refusal->column, "key");
    return err_field(err, ERR_CONFLICT, last_column(columns),
                     "%s: there already is a %s with this %s", refusal->statement,
                     text_or(refusal->table, "row"), columns);
}

static bool refuse_foreign(Err *err, const Refusal *refusal)
{
    const char *promise = promise_words(refusal);
    if (promise)
        return err_set(err, ERR_BROKEN, "%s: lead %s %s", refusal->statement,
                       text_or(refusal->key, "(unknown)"), promise);
    if (text_empty(refusal->parent))
        return err_set(err, ERR_CONFLICT,
                       "%s: a row it refers to is not there, or others still refer to it%s%s",
                       refusal->statement, text_empty(refusal->table) ? "" : ": table ",
                       text_or(refusal->table, ""));
    return err_set(err, ERR_CONFLICT, "%s: %s refers to %s %s, which is not there",
                   refusal->statement, text_or(refusal->table, "a row"), refusal->parent,
                   text_or(refusal->key, "(unknown)"));
}

static bool refuse_check(Err *err, const Refusal *refusal)
{
    char column[sizeof err->field];
    column_of_check(refusal, column, sizeof column);
    return err_field(err, ERR_INPUT, column, "%s: %s%sbreaks the rule: %s", refusal->statement,
                     text_or(refusal->table, ""), text_empty(refusal->table) ? "" : " ",
                     text_or(refusal->constraint, "unknown"));
}

static bool refuse_not_null(Err *err, const Refusal *refusal)
{
    const char *column = text_or(refusal->column, "");
    return err_field(err, ERR_INPUT, column, "%s: %s of %s may not be empty", refusal->statement,
                     text_or(column, "a column"), text_or(refusal->table, "a table"));
}

bool refusal_set(Err *err, const Refusal *refusal)
{
    static bool (*const set[REFUSED_KINDS])(Err *, const Refusal *) = {
        [REFUSED_UNIQUE] = refuse_unique,
        [REFUSED_FOREIGN] = refuse_foreign,
        [REFUSED_CHECK] = refuse_check,
        [REFUSED_NOT_NULL] = refuse_not_null,
    };
    return set[refusal->kind](err, refusal);
}

bool refusal_disk_full(Err *err, const char *place)
{
    return err_field(
        err, ERR_BROKEN, REFUSAL_DISK,
        "%s: the disk is full, or this user's share of it; what was committed before is "
        "safe: free some space and do it again",
        place);
}
