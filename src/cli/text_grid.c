#include "cli/text_grid.h"

#include "base/text.h"
#include "base/vec.h"

typedef struct Cell {
    PageStyle style;
    const char *text;
    int columns;
} Cell;

struct Grid {
    Arena *arena;
    const GridColumn *columns;
    size_t count;
    VEC(Cell) cells;
};

enum { GRID_GAP = 2 };

Grid *grid_new(Arena *arena, const GridColumn *columns, size_t count)
{
    Grid *grid = arena_make(arena, Grid);
    grid->arena = arena;
    grid->columns = columns;
    grid->count = count;
    return grid;
}

static const char *one_line(Arena *arena, const char *text)
{
    text = text_or(text, "");
    if (!text_find_nocase(text, "\n"))
        return text;
    char *line = arena_strdup(arena, text);
    for (char *at = line; *at; at++)
        if (*at == '\n')
            *at = ' ';
    return line;
}

void grid_cell(Grid *grid, PageStyle style, const char *text)
{
    text = one_line(grid->arena, text);
    Cell *cell = vec_push(grid->arena, &grid->cells);
    *cell = (Cell){style, text, text_columns(text)};
}

void grid_cellf(Grid *grid, PageStyle style, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    grid_cell(grid, style, arena_vprintf(grid->arena, format, arguments));
    va_end(arguments);
}

size_t grid_rows(const Grid *grid)
{
    return grid->cells.count / grid->count;
}

/* As wide as its widest cell; 0: nothing stands in it. */
static void natural_widths(const Grid *grid, int widths[GRID_COLUMNS_MOST])
{
    for (size_t column = 0; column < grid->count; column++) {
        widths[column] = 0;
        for (size_t i = column; i < grid->cells.count; i += grid->count)
            if (grid->cells.at[i].columns > widths[column])
                widths[column] = grid->cells.at[i].columns;
        const char *title = grid->columns[column].title;
        if (widths[column] && title && text_columns(title) > widths[column])
            widths[column] = text_columns(title);
    }
}

static int total_width(const Grid *grid, const int widths[GRID_COLUMNS_MOST])
{
    int total = 0;
    for (size_t column = 0; column < grid->count; column++)
        if (widths[column])
            total += widths[column] + (total ? GRID_GAP : 0);
    return total;
}

static int widest_that_gives(const Grid *grid, const int widths[GRID_COLUMNS_MOST])
{
    int widest = -1;
    for (size_t column = 0; column < grid->count; column++) {
        int least = grid->columns[column].least;
        if (least && widths[column] > least && (widest < 0 || widths[column] > widths[widest]))
            widest = (int)column;
    }
    return widest;
}

static void print_cell(const Grid *grid, Page *page, size_t column, int width, const Cell *cell,
                       bool last)
{
    const char *text = cell->text;
    int columns = cell->columns;
    if (columns > width && grid->columns[column].least) {
        text = text_cut(grid->arena, text, width);
        columns = text_columns(text);
    }
    bool right = grid->columns[column].align == GRID_RIGHT;
    if (right)
        page_blanks(page, width - columns);
    page_add(page, cell->style, text);
    if (!right && !last)
        page_blanks(page, width - columns);
}

/* No blanks at the end of a line: what stands behind the last cell is left out. */
static size_t last_cell(const Grid *grid, const int *widths, const Cell *cells)
{
    size_t last = 0;
    for (size_t column = 0; column < grid->count; column++)
        if (widths[column] && cells[column].columns)
            last = column;
    return last;
}

static void print_row(const Grid *grid, Page *page, int indent, const int widths[GRID_COLUMNS_MOST],
                      const Cell *cells)
{
    size_t last = last_cell(grid, widths, cells);
    bool first = true;
    page_blanks(page, indent);
    for (size_t column = 0; column <= last; column++) {
        if (!widths[column])
            continue;
        page_blanks(page, first ? 0 : GRID_GAP);
        first = false;
        print_cell(grid, page, column, widths[column], &cells[column], column == last);
    }
    page_end(page);
}

static void print_titles(const Grid *grid, Page *page, int indent,
                         const int widths[GRID_COLUMNS_MOST])
{
    Cell titles[GRID_COLUMNS_MOST];
    bool any = false;
    for (size_t column = 0; column < grid->count; column++) {
        const char *title = text_or(grid->columns[column].title, "");
        titles[column] = (Cell){PAGE_DIM, title, text_columns(title)};
        any = any || title[0];
    }
    if (any)
        print_row(grid, page, indent, widths, titles);
}

void grid_print(Grid *grid, Page *page, int indent)
{
    int widths[GRID_COLUMNS_MOST] = {0};
    natural_widths(grid, widths);
    int over = total_width(grid, widths) - (page->width - indent), widest;
    while (over-- > 0 && (widest = widest_that_gives(grid, widths)) >= 0)
        widths[widest]--;
    if (grid->cells.count)
        print_titles(grid, page, indent, widths);
    for (size_t i = 0; i + grid->count <= grid->cells.count; i += grid->count)
        print_row(grid, page, indent, widths, &grid->cells.at[i]);
}
