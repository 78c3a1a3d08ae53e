/* Row build: a row while its fields are being found; what tables and cards have in common.
 *
 * Internal to exchange. Values given must be clean (cell.h) and live in the arena.
 */
#pragma once

#include "base/arena.h"
#include "base/vec.h"
#include "exchange/row.h"

typedef struct RowBuild {
    Arena *arena;
    ExchangeRow row;
    VEC(RowAddress) addresses;
    VEC(RowExtra) extras;
} RowBuild;

/* `place` is a member of build->row, or of the build's caller. The first value stays, another one
 * becomes an extra called `name`. */
void row_set(RowBuild *build, const char **place, const char *name, const char *value);
void row_add_extra(RowBuild *build, const char *name, const char *value);
void row_add_note(RowBuild *build, const char *value);
/* One label or group; those that programs put everybody into are left out. */
void row_add_tag(RowBuild *build, const char *tag);

/* NULL when the row has the address already. */
RowAddress *row_add_address(RowBuild *build, RowAddressKind kind, const char *value);
/* "Jane Doe <jane@acme.example>" and "mailto:jane@acme.example" hold an address; the rest of the
 * functions here take it bare. */
const char *row_bare_email(Arena *arena, const char *text);
/* True when the text has that many digits at least. */
bool row_has_digits(const char *text, size_t least);
/* An address of these parts, when they are enough for one; `whole`, when not NULL, is how the file
 * writes it. The first that has a place gives the row's city, state, postcode and country. */
void row_add_postal(RowBuild *build, const RowPostal *parts, const char *whole, const char *label);

/* Addresses that stand where a name belongs are moved, the name is put together, the arrays are
 * handed to the row. `spare_name` (may be NULL) is used where there is no other. */
void row_finish(RowBuild *build, const char *spare_name);
/* After row_finish(): there is a name, a company, an e-mail, a phone or a fax. */
bool row_is_somebody(const ExchangeRow *row);

/* "a" and "b" with the separator between them; `a` may be NULL. */
const char *row_join(Arena *arena, const char *a, const char *separator, const char *b);
