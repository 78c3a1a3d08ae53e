/* The module beck-xlsx: rows out of a sheet, and the table of xlsx.h. */
#include "exchange/xlsx.h"

#include "exchange/allocate.h"
#include "exchange/xlsx_book.h"
#include "exchange/xlsx_xml.h"

#include <string.h>

static const uint64_t sheet_bytes = UINT64_C(4) * 1024 * 1024 * 1024;

/* A cell of the current row: a shared string, or a piece of the row's text. */
typedef struct SheetCell {
    const char *shared;
    size_t start;
    size_t length;
} SheetCell;

struct Xlsx {
    XlsxBook book;
    XlsxXml *xml;
    bool finished;

    /* The current row. */
    uint64_t line;
    SheetCell cells[TABLE_CELL_LIMIT];
    Cell out[TABLE_CELL_LIMIT];
    size_t width; /* cells up to the last that has a value */
    size_t bytes;
    Buf text;
    bool has_row;
    bool too_wide;
    bool too_long;

    /* The current cell. */
    size_t column;
    char type[12];
    size_t style;
    Buf value;
    bool in_value;
    int phonetic;
};

/* "BC23" is column 54, counted from 0; `column` stays when there are no letters. */
static size_t read_column(const char *reference, size_t column)
{
    size_t found = 0;
    const char *at = reference;
    for (; *at >= 'A' && *at <= 'Z' && found < 100 * 1000; at++)
        found = found * 26 + (size_t)(*at - 'A') + 1;
    return at == reference ? column : found - 1;
}

static void start_row(Xlsx *xlsx, const char **attributes)
{
    const char *number = xlsx_xml_attribute(attributes, "r");
    uint64_t line = number ? strtoull(number, NULL, 10) : 0;
    xlsx->line = line ? line : xlsx->line + 1;
    memset(xlsx->cells, 0, xlsx->width * sizeof xlsx->cells[0]);
    xlsx->width = 0;
    xlsx->bytes = 0;
    xlsx->too_wide = false;
    xlsx->too_long = false;
    xlsx->column = 0;
    buf_clear(&xlsx->text);
}

static void start_cell(Xlsx *xlsx, const char **attributes)
{
    const char *reference = xlsx_xml_attribute(attributes, "r");
    const char *type = xlsx_xml_attribute(attributes, "t");
    const char *style = xlsx_xml_attribute(attributes, "s");
    if (reference)
        xlsx->column = read_column(reference, xlsx->column);
    snprintf(xlsx->type, sizeof xlsx->type, "%s", type ? type : "n");
    xlsx->style = style ? strtoul(style, NULL, 10) : 0;
    buf_clear(&xlsx->value);
}

static void on_start(void *context, const char *name, const char **attributes)
{
    Xlsx *xlsx = context;
    if (strcmp(name, "row") == 0)
        start_row(xlsx, attributes);
    else if (strcmp(name, "c") == 0)
        start_cell(xlsx, attributes);
    else if (strcmp(name, "rPh") == 0)
        xlsx->phonetic++;
    else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
        xlsx->in_value = xlsx->phonetic == 0;
}

static void on_text(void *context, const char *bytes, size_t length)
{
    Xlsx *xlsx = context;
    if (xlsx->in_value)
        buf_add(&xlsx->value, bytes, length);
}

/* Writes what the cell holds behind the row's text; shared strings are only pointed at. */
static SheetCell read_cell(Xlsx *xlsx)
{
    SheetCell cell = {.start = xlsx->text.length};
    const char *type = xlsx->type, *value = xlsx->value.at;
    if (strcmp(type, "s") == 0) {
        cell.shared = xlsx_book_string(&xlsx->book, strtoul(value, NULL, 10), &cell.length);
        return cell;
    }
    if (strcmp(type, "str") == 0 || strcmp(type, "inlineStr") == 0) {
        xlsx_add_text(&xlsx->text, value, xlsx->value.length);
    } else if (strcmp(type, "b") == 0) {
        buf_adds(&xlsx->text, strcmp(value, "1") == 0 ? "true" : "false");
    } else if (strcmp(type, "d") == 0) {
        buf_adds(&xlsx->text, value);
    } else if (strcmp(type, "n") == 0) {
        const XlsxBook *book = &xlsx->book;
        XlsxStyle style = xlsx->style < book->style_count ? book->styles[xlsx->style] : XLSX_PLAIN;
        xlsx_style_write(&xlsx->text, value, style, book->from_1904);
    } /* "e" is an error: #N/A */
    cell.length = xlsx->text.length - cell.start;
    return cell;
}

static void end_cell(Xlsx *xlsx)
{
    if (!xlsx->value.length && !xlsx->value.over)
        return;
    SheetCell cell = read_cell(xlsx);
    xlsx->bytes += cell.length;
    xlsx->too_long |= xlsx->value.over || xlsx->text.over || xlsx->bytes > TABLE_ROW_LIMIT;
    if (!cell.length)
        return;
    if (xlsx->column >= TABLE_CELL_LIMIT) {
        xlsx->too_wide = true;
        return;
    }
    xlsx->cells[xlsx->column] = cell;
    if (xlsx->column >= xlsx->width)
        xlsx->width = xlsx->column + 1;
}

static void on_end(void *context, const char *name)
{
    Xlsx *xlsx = context;
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        xlsx->in_value = false;
    } else if (strcmp(name, "rPh") == 0) {
        xlsx->phonetic -= xlsx->phonetic > 0;
    } else if (strcmp(name, "c") == 0) {
        end_cell(xlsx);
        xlsx->column++;
    } else if (strcmp(name, "row") == 0 && (xlsx->width || xlsx->too_wide || xlsx->too_long)) {
        xlsx->has_row = true;
        xlsx_xml_pause(xlsx->xml);
    }
}

static const XlsxXmlHandler sheet_handler = {on_start, on_end, on_text};

static TableRowState give_row(Xlsx *xlsx, TableRow *row)
{
    *row = (TableRow){.line = xlsx->line};
    if (xlsx->too_wide || xlsx->too_long) {
        row->reason = xlsx->too_wide ? "more than 1,000 columns" : "the row is longer than 1 MiB";
        return TABLE_BROKEN;
    }
    for (size_t i = 0; i < xlsx->width; i++) {
        const SheetCell *cell = &xlsx->cells[i];
        xlsx->out[i].at = cell->shared ? cell->shared : xlsx->text.at + cell->start;
        xlsx->out[i].length = cell->length;
    }
    row->cells = (CellRow){.cells = xlsx->out, .count = xlsx->width};
    return TABLE_ROW;
}

static TableRowState next(Xlsx *xlsx, TableRow *row, Err *err)
{
    *row = (TableRow){0};
    if (xlsx->finished)
        return TABLE_END;
    xlsx->has_row = false;
    if (!xlsx_xml_read(xlsx->xml, &xlsx->finished, err)) {
        err_at(err, "%s, behind row %llu", xlsx_zip_name(xlsx->book.zip),
               (unsigned long long)xlsx->line);
        return TABLE_FAILED;
    }
    return xlsx->has_row ? give_row(xlsx, row) : TABLE_END;
}

static bool sheet_open(Xlsx *xlsx, size_t index, Err *err)
{
    xlsx_xml_close(xlsx->xml);
    xlsx->xml = NULL;
    XlsxPart *part;
    if (!xlsx_part_open(xlsx->book.zip, xlsx->book.sheets[index].path, sheet_bytes, &part, err))
        return false;
    xlsx->xml = xlsx_xml_open(part, &sheet_handler, xlsx);
    xlsx->finished = false;
    xlsx->line = 0;
    xlsx->in_value = false;
    xlsx->phonetic = 0;
    return true;
}

static void close_book(Xlsx *xlsx)
{
    if (!xlsx)
        return;
    xlsx_xml_close(xlsx->xml);
    xlsx_book_close(&xlsx->book);
    buf_free(&xlsx->text);
    buf_free(&xlsx->value);
    free(xlsx);
}

static bool open_book(FILE *file, const char *name, Xlsx **xlsx, Err *err)
{
    Xlsx *made = allocate(sizeof *made);
    made->text = buf_new(TABLE_ROW_LIMIT);
    made->value = buf_new(TABLE_ROW_LIMIT);
    if (!xlsx_book_open(file, name, &made->book, err)) {
        free(made);
        return false;
    }
    *xlsx = made;
    return true;
}

static size_t sheet_count(const Xlsx *xlsx)
{
    return xlsx->book.sheet_count;
}

static const char *sheet_name(const Xlsx *xlsx, size_t index)
{
    return xlsx->book.sheets[index].name;
}

static void progress(const Xlsx *xlsx, uint64_t *bytes, uint64_t *total)
{
    const XlsxPart *part = xlsx_xml_part(xlsx->xml);
    *bytes = xlsx_part_taken(part);
    *total = xlsx_part_total(part);
}

const XlsxModule beck_module_xlsx __attribute__((visibility("default"))) = {
    .open = open_book,
    .close = close_book,
    .sheet_count = sheet_count,
    .sheet_name = sheet_name,
    .sheet_open = sheet_open,
    .next = next,
    .progress = progress,
};
