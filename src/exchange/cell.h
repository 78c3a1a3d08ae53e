/* Cell: the text in a cell as a person means it.
 *
 * Internal to exchange. What spreadsheets wrap around a text to keep it from being counted with
 * (="00123", '+49 30 …) is taken off; what stands for nothing (N/A, NULL, a dash) is nothing.
 * Formulas stay what they are, inert text.
 */
#pragma once

#include "base/arena.h"
#include "exchange/columns.h"

/* One line, trimmed; NULL when nothing is said. `text` is NUL-terminated behind `length` and lives
 * in the arena: it is given back itself where nothing had to change. */
const char *cell_line(Arena *arena, const char *text, size_t length);
/* The same with its line ends. */
const char *cell_lines(Arena *arena, const char *text, size_t length);

/* What spreadsheets take for a formula: it begins with = + - @, or with one of their full-width
 * twins. */
bool cell_is_formula(const char *text);
/* The next place behind `from` where a program that breaks cells at semicolons or tabs would find
 * one: of the formula, or of the apostrophes before it. The length when there is none. */
size_t cell_formula_after(const char *text, size_t from);

/* The rest of the list in `*at`, one item after another: up to " ::: " (Google), a line end, or one
 * of `separators`; blanks around are not part of it. False at the end. */
bool cell_next_item(const char **at, const char *separators, Cell *item);

/* Yes, true, 1, x, ja, oui, sí, a date …: anything but nothing and the words for no. */
bool cell_is_yes(const char *text);
