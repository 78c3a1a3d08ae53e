#include "exchange/csv.h"

#include "exchange/allocate.h"

#include <csv.h>
#include <stdio.h>
#include <string.h>

enum { BROKEN_SHOWN = 2048 };

struct Csv {
    Lines *lines;
    CsvShape shape;
    struct csv_parser strict;
    struct csv_parser lenient;

    /* The row being read. The cells of a row are never longer than its lines. */
    char *text;
    size_t text_length;
    Cell *cells;
    size_t cell_count;
    bool row_done;
    bool too_wide;

    char *decoded; /* the cells as UTF-8, where they were not */
    size_t decoded_room;

    char reason[160];
    Cell shown; /* of a broken row */
};

static void parser_open(struct csv_parser *parser, unsigned char options, CsvShape shape)
{
    csv_init(parser, options);
    csv_set_delim(parser, (unsigned char)shape.delimiter);
    csv_set_quote(parser, (unsigned char)shape.quote);
    csv_set_blk_size(parser, 16 * 1024);
}

Csv *csv_open(Lines *lines, CsvShape shape)
{
    Csv *csv = allocate(sizeof *csv);
    csv->lines = lines;
    csv->shape = shape;
    parser_open(&csv->strict, CSV_STRICT | CSV_STRICT_FINI, shape);
    parser_open(&csv->lenient, CSV_STRICT_FINI, shape);
    csv->text = allocate(LINES_LIMIT);
    csv->cells = allocate(TABLE_CELL_LIMIT * sizeof *csv->cells);
    return csv;
}

void csv_close(Csv *csv)
{
    if (!csv)
        return;
    csv_free(&csv->strict);
    csv_free(&csv->lenient);
    free(csv->text);
    free(csv->cells);
    free(csv->decoded);
    free(csv);
}

void csv_set_width(Csv *csv, size_t width)
{
    csv->shape.width = width;
}

static void take_cell(void *bytes, size_t length, void *context)
{
    Csv *csv = context;
    if (csv->cell_count == TABLE_CELL_LIMIT) {
        csv->too_wide = true;
        return;
    }
    char *to = csv->text + csv->text_length;
    if (length)
        memcpy(to, bytes, length);
    csv->cells[csv->cell_count++] = (Cell){.at = to, .length = length};
    csv->text_length += length;
}

static void take_row(int end, void *context)
{
    (void)end;
    Csv *csv = context;
    csv->row_done = true;
}

static void start_row(Csv *csv)
{
    csv->text_length = 0;
    csv->cell_count = 0;
    csv->row_done = false;
    csv->too_wide = false;
}

/* Puts the parser back to the start of a row, whatever state it was left in. */
static void parser_reset(struct csv_parser *parser)
{
    unsigned char options = parser->options;
    csv_set_opts(parser, 0);
    csv_fini(parser, NULL, NULL, NULL);
    csv_set_opts(parser, options);
}

static bool feed(Csv *csv, struct csv_parser *parser, const char *bytes, size_t length)
{
    return csv_parse(parser, bytes, length, take_cell, take_row, csv) == length;
}

/* The end of the file closes a row, but not a quote. */
static bool feed_end(Csv *csv, struct csv_parser *parser)
{
    return csv_fini(parser, take_cell, take_row, csv) == 0;
}

/* One line as a whole row. */
static bool parse_alone(Csv *csv, struct csv_parser *parser, const Line *line)
{
    start_row(csv);
    bool good = feed(csv, parser, line->at, line->whole) &&
                (csv->row_done || feed_end(csv, parser)) && csv->row_done;
    parser_reset(parser);
    return good;
}

static TableRowState broken(Csv *csv, TableRow *row, const char *start, size_t length,
                            const char *reason)
{
    snprintf(csv->reason, sizeof csv->reason, "%s", reason);
    size_t shown = length < BROKEN_SHOWN ? length : BROKEN_SHOWN;
    while (shown && shown < length && ((unsigned char)start[shown] & 0xC0) == 0x80)
        shown--; /* not within a letter */
    size_t room = (size_t)BROKEN_SHOWN * ENCODING_WIDEST;
    if (csv->decoded_room < room) {
        free(csv->decoded);
        csv->decoded = allocate(room);
        csv->decoded_room = room;
    }
    csv->shown.at = csv->decoded;
    csv->shown.length = encoding_decode(
        lines_encoding(csv->lines) == ENCODING_WINDOWS_1252 ? ENCODING_WINDOWS_1252 : ENCODING_UTF8,
        start, shown, csv->decoded);
    row->cells = (CellRow){.cells = &csv->shown, .count = 1};
    row->reason = csv->reason;
    return TABLE_BROKEN;
}

/* Rejects the first line of the row and goes on with the next. */
static TableRowState reject_line(Csv *csv, TableRow *row, const char *reason, Err *err)
{
    lines_rewind(csv->lines);
    Line first;
    LineState state = lines_next(csv->lines, &first, err);
    if (state == LINE_GOOD)
        return broken(csv, row, first.at, first.length, reason);
    if (state == LINE_FAILED)
        return TABLE_FAILED;
    size_t length;
    const char *start = lines_rest(csv->lines, &length);
    row->line = lines_number(csv->lines);
    TableRowState result = broken(csv, row, start, length, reason);
    return lines_skip(csv->lines, err) ? result : TABLE_FAILED;
}

/* Cells of a narrow text that is not UTF-8 throughout. */
static void decode_cells(Csv *csv, Encoding encoding)
{
    size_t room = csv->text_length * ENCODING_WIDEST;
    if (csv->decoded_room < room) {
        free(csv->decoded);
        csv->decoded = allocate(room);
        csv->decoded_room = room;
    }
    char *to = csv->decoded;
    for (size_t i = 0; i < csv->cell_count; i++) {
        Cell *cell = &csv->cells[i];
        size_t length = encoding_decode(encoding, cell->at, cell->length, to);
        *cell = (Cell){.at = to, .length = length};
        to += length;
    }
}

/* Zero bytes of broken exports would end a string early. */
static void drop_zeros(Csv *csv)
{
    char *end = csv->text + csv->text_length;
    for (char *zero = csv->text; (zero = memchr(zero, '\0', (size_t)(end - zero)));)
        *zero = ' ';
}

static TableRowState finish_row(Csv *csv, TableRow *row)
{
    if (csv->too_wide) {
        size_t length;
        const char *start = lines_pinned(csv->lines, &length);
        return broken(csv, row, start, length, "more than 1,000 columns");
    }
    drop_zeros(csv);
    Encoding encoding = lines_encoding(csv->lines);
    if (!encoding_is_wide(encoding) && !encoding_is_clean(encoding, csv->text, csv->text_length))
        decode_cells(csv, encoding);
    row->cells = (CellRow){.cells = csv->cells, .count = csv->cell_count};
    return TABLE_ROW;
}

/* The row broke the rules of quoting. When it is at fault on one line only, the lenient reading of
 * that line may be what was meant. */
static TableRowState mend_row(Csv *csv, TableRow *row, bool first_line, Err *err)
{
    if (first_line) {
        lines_rewind(csv->lines);
        Line line;
        LineState state = lines_next(csv->lines, &line, err);
        if (state == LINE_FAILED)
            return TABLE_FAILED;
        if (state == LINE_GOOD && parse_alone(csv, &csv->lenient, &line) &&
            (csv->shape.width ? csv->cell_count == csv->shape.width : csv->cell_count > 1))
            return finish_row(csv, row);
        return reject_line(csv, row, "a quote (\") stands where none may be; double it or drop it",
                           err);
    }
    return reject_line(csv, row, "a quote (\") is opened and not closed on this line", err);
}

/* A row over several lines and of another width: true when its second line alone is a whole row,
 * so that an unclosed quote swallowed it. Leaves the cells of the row as they are or broken. */
static bool has_swallowed(Csv *csv, Err *err, TableRowState *failed)
{
    lines_rewind(csv->lines);
    Line line;
    LineState state = lines_next(csv->lines, &line, err);
    if (state == LINE_GOOD)
        state = lines_next(csv->lines, &line, err);
    if (state == LINE_FAILED)
        *failed = TABLE_FAILED;
    return state == LINE_GOOD && parse_alone(csv, &csv->strict, &line) &&
           csv->cell_count == csv->shape.width;
}

static bool is_blank(const Csv *csv, const Line *line)
{
    for (size_t i = 0; i < line->length; i++) {
        char c = line->at[i];
        /* DOS ends a file with a 0x1A, broken disks with zeroes. */
        if (c == csv->shape.delimiter || !memchr(" \t\0\x1A", c, 4))
            return false;
    }
    return true;
}

/* Reads the physical lines of the row that begins at the pin; `lines_read` is how many. */
typedef enum RowEnd { ROW_WHOLE, ROW_FAULT, ROW_OPEN, ROW_OVER, ROW_NONE, ROW_DEAD } RowEnd;

static RowEnd read_row(Csv *csv, TableRow *row, size_t *lines_read, Err *err)
{
    *lines_read = 0;
    for (;;) {
        if (*lines_read == 0)
            lines_pin(csv->lines);
        Line line;
        LineState state = lines_next(csv->lines, &line, err);
        if (state == LINE_FAILED)
            return ROW_DEAD;
        if (state == LINE_LONG)
            return ROW_OVER;
        if (state == LINE_END) {
            if (*lines_read == 0)
                return ROW_NONE;
            bool closed = feed_end(csv, &csv->strict);
            return closed && csv->row_done ? ROW_WHOLE : ROW_OPEN;
        }
        if (*lines_read == 0) {
            if (is_blank(csv, &line))
                continue;
            row->line = line.number;
            start_row(csv);
        }
        ++*lines_read;
        if (!feed(csv, &csv->strict, line.at, line.whole))
            return ROW_FAULT;
        if (csv->row_done)
            return ROW_WHOLE;
    }
}

TableRowState csv_next(Csv *csv, TableRow *row, Err *err)
{
    *row = (TableRow){0};
    size_t lines_read;
    RowEnd end = read_row(csv, row, &lines_read, err);
    if (end != ROW_WHOLE)
        parser_reset(&csv->strict);
    switch (end) {
    case ROW_DEAD:
        return TABLE_FAILED;
    case ROW_NONE:
        return TABLE_END;
    case ROW_FAULT:
        return mend_row(csv, row, lines_read == 1, err);
    case ROW_OPEN:
        return reject_line(csv, row, "a quote (\") is opened and not closed", err);
    case ROW_OVER:
        if (lines_read > 0)
            return reject_line(csv, row, "a quote (\") is opened and not closed within 1 MiB", err);
        return reject_line(csv, row, "the line is longer than 1 MiB", err);
    case ROW_WHOLE:
        break;
    }
    if (lines_read == 1 || !csv->shape.width || csv->cell_count == csv->shape.width)
        return finish_row(csv, row);
    TableRowState failed = TABLE_ROW;
    if (has_swallowed(csv, err, &failed))
        return reject_line(csv, row, "a quote (\") is opened and not closed on this line", err);
    if (failed == TABLE_FAILED)
        return TABLE_FAILED;
    /* A row that is only ragged: read once more. */
    lines_rewind(csv->lines);
    end = read_row(csv, row, &lines_read, err);
    return end == ROW_WHOLE ? finish_row(csv, row) : TABLE_FAILED;
}
