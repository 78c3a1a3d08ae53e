/* Guess: what a value looks like, where no name of a column tells.
 *
 * Internal to exchange. Cautious questions about one cell; a column is taken for something when
 * most of its values say so (columns.c).
 */
#pragma once

#include "exchange/columns.h"

#include <stdbool.h>

bool guess_is_email(Cell cell);   /* one address: a@b.c */
bool guess_is_phone(Cell cell);   /* seven to twenty digits among + ( ) - . / x and blanks */
bool guess_is_url(Cell cell);     /* http://, https:// or www. */
bool guess_is_date(Cell cell);    /* digits with / - . : */
bool guess_is_number(Cell cell);  /* nothing but a number */
bool guess_is_person(Cell cell);  /* two to four words of letters */
bool guess_is_word(Cell cell);    /* one word of letters */
bool guess_is_company(Cell cell); /* ends in GmbH, Inc., Ltd … */
bool guess_is_honorific(Cell cell);
bool guess_is_country(Cell cell);

/* None of the names of columns, but a value: what a header never has. */
bool guess_is_value(Cell cell);
/* How many of the cells of one column are not empty, and of these, how many say yes. */
typedef bool (*GuessQuestion)(Cell cell);
size_t guess_count(const CellRow *rows, size_t row_count, size_t column, GuessQuestion question,
                   size_t *filled);
