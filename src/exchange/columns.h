/* Columns: what the columns of a table mean, found from their names.
 *
 * Known are the exports of Google Contacts (both), Outlook, LinkedIn, HubSpot, Salesforce (leads,
 * contacts, opportunities; labels and API names) and Pipedrive, and what people write themselves
 * in English, German, French and Spanish. A name is looked up
 *   1. in what the user said: `--map COL=FIELD` (COL: the column's name, or its number from 1),
 *   2. in a table of whole names ("First Name", "Nachname", "Société" …),
 *   3. by a small grammar of words for addresses ("Business Fax 2", "Téléphone portable",
 *      "E-mail 1 - Value", "Other Postal Code"): every word must be understood, so that "E-mail
 *      verified by" is no e-mail,
 *   4. by the values, where no column of that kind was found (e-mail addresses, phone numbers).
 * What remains is unused: reported, and its values come as extras of the row.
 *
 * Context decides some: `Title` beside `Job Title` is an honorific (Outlook); `Name` beside
 * `Industry` and no person is a company.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "exchange/row.h"

#include <stdbool.h>
#include <stddef.h>

/* What a table is about. Found from the columns; only a reading aid, the rows are the same. */
typedef enum TableKind {
    TABLE_PEOPLE,
    TABLE_ACCOUNTS,      /* companies without persons */
    TABLE_USERS,         /* sellers: `name`, `manager`; their office as an extra */
    TABLE_OPPORTUNITIES, /* deals: `external_id`, `owner`, `company`, `stage`, `value` */
    TABLE_PRODUCTS,      /* `product` and `value` */
    TABLE_KINDS
} TableKind;

const char *table_kind_name(TableKind kind); /* "people", … */

/* One column, for --dry-run. */
typedef struct Column {
    const char *header; /* as in the file; "column 3" where it has no name */
    const char *field;  /* a name of columns_field_names(), or NULL: unused */
    const char *detail; /* "label of column 4", "street of business", or NULL */
    const char *sample; /* the first value in the rows looked at, cut; NULL when all were empty */
    /* How sure, in percent: 100 by --map, 95 a known name, 85 by the grammar, 60 guessed from
     * context or values, 0 unused. */
    int sure;
} Column;

typedef struct ColumnMap ColumnMap;

/* A cell as read: UTF-8 without a NUL, neither in it nor behind it. */
typedef struct Cell {
    const char *at;
    size_t length;
} Cell;

typedef struct CellRow {
    const Cell *cells;
    size_t count;
} CellRow;

/* The names --map takes, ending with NULL: every field of ExchangeRow, every kind of address, the
 * four do_not_*, `extra` and `ignore`. */
const char *const *columns_field_names(void);
/* What a field is, in a few words, for help; NULL when there is none of that name. */
const char *columns_field_about(const char *name);

/* How much a row looks like a header: the number of its cells whose names are known, less those
 * that look like values; 0 when any looks like an e-mail address, a phone number or a URL. */
size_t columns_header_score(Arena *scratch, CellRow row);

/* Maps `header` to fields. `samples` are rows after it (may be 0). `maps` are the `--map` texts,
 * "COL=FIELD". `named` is false when the file has no header: cells of `header` are then the first
 * row's, and only numbers and values tell. The map and all it names live in `arena`.
 * INPUT (field "map"): no such column or field, with "did you mean"; or no column of meaning. */
bool columns_map(Arena *arena, CellRow header, bool named, const CellRow *samples,
                 size_t sample_count, const char *const *maps, size_t map_count, ColumnMap **map,
                 Err *err);

TableKind columns_kind(const ColumnMap *map);
const Column *columns_list(const ColumnMap *map, size_t *count);

/* Fills `out` from one row: fields and addresses, or ROW_REJECTED when it names nobody. `number`
 * and `line` are left to the caller. Does not fail. */
void columns_read(const ColumnMap *map, Arena *arena, CellRow row, ExchangeRow *out);
