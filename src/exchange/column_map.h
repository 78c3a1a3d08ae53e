/* Column map: what is known of each column, between mapping (columns.c), its settling by context
 * (column_context.c) and the reading of rows (columns_read.c).
 *
 * Internal to exchange.
 */
#pragma once

#include "exchange/columns.h"
#include "exchange/fields.h"
#include "exchange/words.h"

enum { COLUMN_NONE = -1 };

typedef struct Target {
    const char *header; /* as in the file, one line; never empty */
    const char *folded;
    Field field;
    int sure;
    unsigned hints; /* NameHint */
    bool by_user;

    /* Addresses. */
    WordPart part;
    unsigned qualifiers;
    unsigned number;
    unsigned line;
    bool kind_known;
    bool whole;
    int label;     /* the column whose cells say of what kind this one's are, or COLUMN_NONE */
    int extension; /* the column with the extension of this one's phone, or COLUMN_NONE */
    int group;     /* postal: the parts of one address have the same; else COLUMN_NONE */
} Target;

struct ColumnMap {
    TableKind kind;
    Target *targets;
    Column *columns; /* the same, for people */
    size_t count;
    size_t *order; /* the columns with texts, the surest first; then the rest as in the file */
    int groups;
};

/* Settles what depends on other columns or on values, groups what belongs together, and finds the
 * kind of the table. `named` false: there is no header, all is found by values. `rows` are samples.
 */
void column_context(Arena *arena, ColumnMap *map, bool named, const CellRow *rows, size_t count);
