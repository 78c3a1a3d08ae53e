/* Grid: rows whose columns stand under each other, as narrow as their cells allow and never wider
 * than the page.
 *
 *     Grid *grid = grid_new(arena, columns, 3);
 *     grid_cell(grid, PAGE_PLAIN, "12"); … three cells a row
 *     grid_print(grid, page);
 *
 * Columns that may be cut give room, the widest first, but none below its `least`. */
#pragma once

#include "cli/text_page.h"

typedef enum GridAlign { GRID_LEFT, GRID_RIGHT } GridAlign;

typedef struct GridColumn {
    const char *title; /* NULL in all columns: no line of titles */
    GridAlign align;
    int least; /* may be cut down to so many columns; 0: is never cut */
} GridColumn;

typedef struct Grid Grid;

enum { GRID_COLUMNS_MOST = 16 };

/* `columns` must live as long as the grid. */
Grid *grid_new(Arena *arena, const GridColumn *columns, size_t count);
/* The text must live as long as the grid; NULL is empty. Line ends become blanks. */
void grid_cell(Grid *grid, PageStyle style, const char *text);
void grid_cellf(Grid *grid, PageStyle style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
size_t grid_rows(const Grid *grid);
/* Every line led by `indent` blanks. Columns whose cells are all empty are left out. */
void grid_print(Grid *grid, Page *page, int indent);
