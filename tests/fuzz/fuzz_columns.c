/* Any header, any rows below it, any --map: the map is made or refused, and every row is read. The
 * first line of the input is a --map, the second the header. */
#include "exchange/columns.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { ROWS = 8, CELLS = 24 };

/* The next line, cut at commas. */
static size_t take_row(const char **at, const char *end, Cell *cells)
{
    size_t count = 0;
    const char *start = *at;
    for (; *at < end && count < CELLS; ++*at) {
        if (**at != ',' && **at != '\n')
            continue;
        cells[count++] = (Cell){start, (size_t)(*at - start)};
        start = *at + 1;
        if (**at == '\n') {
            ++*at;
            return count;
        }
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_arena Arena *arena = arena_new();
    /* Cells are UTF-8 without zero bytes: that is what csv and xlsx see to. */
    char *text = text_clean_lines(arena, (const char *)data, size, SIZE_MAX);
    const char *at = text, *end = text + strlen(text);
    Cell map_cell[CELLS], cells[ROWS][CELLS];
    size_t map_count = take_row(&at, end, map_cell);
    const char *map_text =
        map_count ? arena_strndup(arena, map_cell[0].at, map_cell[0].length) : NULL;
    CellRow rows[ROWS];
    size_t count = 0;
    for (; count < ROWS; count++) {
        size_t width = take_row(&at, end, cells[count]);
        if (!width)
            break;
        rows[count] = (CellRow){cells[count], width};
    }
    if (!count)
        return 0;
    columns_header_score(arena, rows[0]);
    for (int named = 0; named < 2; named++) {
        ColumnMap *map;
        Err err = {0};
        bool with_map = map_text && *map_text;
        if (!columns_map(arena, rows[0], named, rows + named, count - (size_t)named, &map_text,
                         with_map, &map, &err)) {
            if (err.kind != ERR_INPUT)
                abort();
            continue;
        }
        size_t width;
        const Column *columns = columns_list(map, &width);
        if (width != rows[0].count || columns_kind(map) >= TABLE_KINDS)
            abort();
        for (size_t i = 0; i < width; i++)
            if (!*columns[i].header || columns[i].sure < 0 || columns[i].sure > 100)
                abort();
        for (size_t i = 0; i < count; i++) {
            ExchangeRow row;
            columns_read(map, arena, rows[i], &row);
            if (row.state == ROW_END || (row.name && !*row.name) || (row.note && !*row.note))
                abort();
        }
    }
    return 0;
}
