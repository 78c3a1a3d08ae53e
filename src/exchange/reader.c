#include "exchange/reader.h"

#include "base/module.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/csv.h"
#include "exchange/input.h"
#include "exchange/lines.h"
#include "exchange/sniff.h"
#include "exchange/vcard.h"
#include "exchange/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

enum {
    ROWS_AHEAD = 200,              /* looked at for header and meaning before the first is given */
    BYTES_AHEAD = 2 * 1024 * 1024, /* of them, at most */
    HEADER_WITHIN = 30,            /* rows of preamble before a header, at most */
};

/* A row kept while the header is looked for. */
typedef struct RowAhead {
    TableRowState state;
    TableRow row;
} RowAhead;

struct Reader {
    Arena *arena; /* the reader itself, its facts, the rows ahead */
    Input *input;
    ReaderFacts facts;
    ColumnMap *map;

    Lines *lines;
    Csv *csv;
    Vcard *vcard;
    const XlsxModule *xlsx_module;
    Xlsx *xlsx;

    CellRow header; /* none when the file has none */
    VEC(RowAhead) ahead;
    size_t ahead_next;
    uint64_t rows;
};

/* --- rows of cells, from whatever there is --- */

static TableRowState next_cells(Reader *reader, TableRow *row, Err *err)
{
    if (reader->xlsx)
        return reader->xlsx_module->next(reader->xlsx, row, err);
    return csv_next(reader->csv, row, err);
}

static void keep_row(Reader *reader, TableRowState state, const TableRow *row)
{
    RowAhead *kept = vec_push(reader->arena, &reader->ahead);
    kept->state = state;
    kept->row = *row;
    Cell *cells = arena_array(reader->arena, row->cells.count, sizeof *cells);
    for (size_t i = 0; i < row->cells.count; i++) {
        Cell cell = row->cells.cells[i];
        cells[i].at = arena_strndup(reader->arena, cell.at, cell.length);
        cells[i].length = cell.length;
    }
    kept->row.cells.cells = cells;
    kept->row.reason = arena_strdup(reader->arena, row->reason);
}

/* Reads the first rows; the end is kept too. */
static bool look_ahead(Reader *reader, Err *err)
{
    reader->ahead.count = 0;
    reader->ahead_next = 0;
    size_t before = arena_used(reader->arena);
    while (reader->ahead.count < ROWS_AHEAD && arena_used(reader->arena) - before < BYTES_AHEAD) {
        TableRow row;
        TableRowState state = next_cells(reader, &row, err);
        if (state == TABLE_FAILED)
            return false;
        keep_row(reader, state, &row);
        if (state == TABLE_END)
            break;
    }
    return true;
}

/* --- the header --- */

/* The names a `--map` speaks of count like known ones. */
static size_t count_mapped(Arena *scratch, CellRow row, const ReaderOptions *options)
{
    size_t count = 0;
    for (size_t i = 0; i < options->map_count; i++) {
        const char *equals = strrchr(options->maps[i], '=');
        size_t length = equals ? (size_t)(equals - options->maps[i]) : 0;
        const char *name = text_fold(scratch, arena_strndup(scratch, options->maps[i], length));
        for (size_t j = 0; j < row.count && *name; j++) {
            const char *cell = arena_strndup(scratch, row.cells[j].at, row.cells[j].length);
            if (strcmp(text_fold(scratch, cell), name) == 0) {
                count++;
                break;
            }
        }
    }
    return count;
}

static bool has_number(const char *text)
{
    return text[strcspn(text, "0123456789")] != '\0';
}

/* Without a known name a first row is still a header when it has text in every cell, no digits,
 * and the rows below it have addresses where it has none. */
static bool is_header_of_strange_names(const Reader *reader, size_t index)
{
    const RowAhead *first = &reader->ahead.at[index];
    for (size_t i = 0; i < first->row.cells.count; i++) {
        Cell cell = first->row.cells.cells[i];
        if (!cell.length || has_number(cell.at) || memchr(cell.at, '@', cell.length))
            return false;
    }
    for (size_t i = index + 1; i < reader->ahead.count; i++) {
        CellRow row = reader->ahead.at[i].row.cells;
        for (size_t j = 0; j < row.count && j < first->row.cells.count; j++)
            if (memchr(row.cells[j].at, '@', row.cells[j].length))
                return true;
    }
    return false;
}

/* The row that looks most like a header; ahead.count when none does. */
static size_t find_header(const Reader *reader, const ReaderOptions *options)
{
    auto_arena Arena *scratch = arena_new();
    size_t best = reader->ahead.count, best_score = 0, first = reader->ahead.count;
    for (size_t i = 0; i < reader->ahead.count && i < HEADER_WITHIN; i++) {
        const RowAhead *row = &reader->ahead.at[i];
        if (row->state != TABLE_ROW)
            continue;
        if (first == reader->ahead.count)
            first = i;
        arena_reset(scratch);
        size_t score = columns_header_score(scratch, row->row.cells) +
                       count_mapped(scratch, row->row.cells, options) * 2;
        /* One known name is enough only at the top, or in a narrow table. */
        if (score == 1 && i != first && row->row.cells.count > 2)
            continue;
        if (score > best_score) {
            best_score = score;
            best = i;
        }
    }
    if (best == reader->ahead.count && first < reader->ahead.count &&
        is_header_of_strange_names(reader, first))
        best = first;
    return best;
}

/* The row with empty cells behind it. */
static CellRow widen(Arena *arena, CellRow row, size_t width)
{
    Cell *cells = arena_array(arena, width, sizeof *cells);
    for (size_t i = 0; i < width; i++)
        cells[i] = i < row.count ? row.cells[i] : (Cell){.at = ""};
    return (CellRow){.cells = cells, .count = width};
}

static bool map_columns(Reader *reader, const ReaderOptions *options, Err *err)
{
    size_t header = find_header(reader, options);
    bool named = header < reader->ahead.count;
    size_t first = named ? header + 1 : 0;

    size_t sample_count = 0, widest = 0;
    CellRow *samples = arena_array(reader->arena, reader->ahead.count, sizeof *samples);
    for (size_t i = first; i < reader->ahead.count; i++) {
        if (reader->ahead.at[i].state != TABLE_ROW)
            continue;
        samples[sample_count] = reader->ahead.at[i].row.cells;
        widest = samples[sample_count].count > widest ? samples[sample_count].count : widest;
        sample_count++;
    }
    if (!named && !sample_count)
        return err_set(err, ERR_INPUT, "%s has no rows; there is nothing to read",
                       input_name(reader->input));
    CellRow head =
        named ? reader->ahead.at[header].row.cells : widen(reader->arena, samples[0], widest);
    if (!columns_map(reader->arena, head, named, samples, sample_count, options->maps,
                     options->map_count, &reader->map, err))
        return err_at(err, "%s", input_name(reader->input));
    reader->header = named ? head : (CellRow){0};
    reader->facts.header_line = named ? reader->ahead.at[header].row.line : 0;
    reader->ahead_next = first;
    reader->facts.table = columns_kind(reader->map);
    reader->facts.columns = columns_list(reader->map, &reader->facts.column_count);
    if (reader->csv)
        csv_set_width(reader->csv, head.count);
    return true;
}

/* --- opening --- */

/* The first bytes as UTF-8 for csv_sniff(). */
static CsvShape sniff_shape(Reader *reader)
{
    auto_arena Arena *scratch = arena_new();
    size_t length, mark;
    const char *first = input_first(reader->input, &length);
    bool whole = length < INPUT_PEEK;
    Encoding encoding = encoding_detect(first, length, whole, &mark);
    first += mark;
    length -= mark;
    char *text = arena_alloc(scratch, length * ENCODING_WIDEST + 6);
    if (encoding_is_wide(encoding)) {
        WideDecoder decoder = {.encoding = encoding};
        length = encoding_decode_wide(&decoder, first, length, text);
    } else {
        length = encoding_decode(encoding, first, length, text);
    }
    return csv_sniff(text, length, whole);
}

static bool open_csv(Reader *reader, const ReaderOptions *options, Err *err)
{
    CsvShape shape = sniff_shape(reader);
    reader->csv = csv_open(reader->lines, shape);
    reader->facts.delimiter = shape.delimiter;
    for (size_t i = 0; i < shape.said_lines; i++)
        if (!lines_skip(reader->lines, err))
            return false;
    return look_ahead(reader, err) && map_columns(reader, options, err);
}

/* True when the sheet has a header and columns of a meaning; else forgets what was read of it. */
static bool try_sheet(Reader *reader, const ReaderOptions *options)
{
    Err no_meaning;
    return find_header(reader, options) < reader->ahead.count &&
           map_columns(reader, options, &no_meaning);
}

/* The first sheet with a header that says something; else the first that has rows. */
static bool open_sheet(Reader *reader, const ReaderOptions *options, Err *err)
{
    const XlsxModule *xlsx = reader->xlsx_module;
    size_t count = xlsx->sheet_count(reader->xlsx), with_rows = count;
    for (size_t i = 0; i < count; i++) {
        ArenaMark mark = arena_mark(reader->arena);
        if (!xlsx->sheet_open(reader->xlsx, i, err) || !look_ahead(reader, err))
            return false;
        if (try_sheet(reader, options)) {
            reader->facts.sheet = xlsx->sheet_name(reader->xlsx, i);
            return true;
        }
        if (with_rows == count && reader->ahead.count > 1)
            with_rows = i;
        memset(&reader->ahead, 0, sizeof reader->ahead);
        arena_rewind(reader->arena, mark);
    }
    if (with_rows == count)
        return err_set(err, ERR_INPUT, "%s has no sheet with rows in it; there is nothing to read",
                       input_name(reader->input));
    reader->facts.sheet = xlsx->sheet_name(reader->xlsx, with_rows);
    return xlsx->sheet_open(reader->xlsx, with_rows, err) && look_ahead(reader, err) &&
           map_columns(reader, options, err);
}

static bool open_xlsx(Reader *reader, const ReaderOptions *options, Err *err)
{
    FILE *file;
    reader->facts.encoding = "UTF-8";
    reader->xlsx_module = module_table("xlsx", err);
    return reader->xlsx_module && input_file(reader->input, XLSX_FILE_LIMIT, &file, err) &&
           reader->xlsx_module->open(file, input_name(reader->input), &reader->xlsx, err) &&
           open_sheet(reader, options, err);
}

static bool skip_rows(Reader *reader, uint64_t skip, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    while (reader->rows < skip) {
        arena_reset(scratch);
        ExchangeRow row;
        if (!reader_next(reader, scratch, &row, err))
            return false;
        if (row.state == ROW_END)
            return true;
    }
    return true;
}

static bool open_kind(Reader *reader, const ReaderOptions *options, Err *err)
{
    if (!sniff_kind(reader->input, &reader->facts.kind, err))
        return false;
    if (reader->facts.kind == FILE_XLSX)
        return open_xlsx(reader, options, err);
    reader->lines = lines_open(reader->input);
    reader->facts.encoding = encoding_name(lines_encoding(reader->lines));
    if (reader->facts.kind == FILE_CSV)
        return open_csv(reader, options, err);
    reader->vcard = vcard_open(reader->lines);
    return true;
}

bool reader_open_fd(int fd, const char *name, const ReaderOptions *options, Reader **reader,
                    Err *err)
{
    Input *input;
    if (!input_open(fd, name, &input, err))
        return false;
    Arena *arena = arena_new();
    Reader *made = arena_make(arena, Reader);
    made->arena = arena;
    made->input = input;
    if (open_kind(made, options, err) && skip_rows(made, options->skip, err)) {
        *reader = made;
        return true;
    }
    reader_close(made);
    return false;
}

bool reader_open(const char *path, const ReaderOptions *options, Reader **reader, Err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        ErrKind kind = errno == ENOENT || errno == ENOTDIR ? ERR_MISSING
                       : errno == EACCES || errno == EPERM ? ERR_DENIED
                                                           : ERR_BROKEN;
        return err_set(err, kind, "%s cannot be opened: %s", path, strerror(errno));
    }
    return reader_open_fd(fd, path, options, reader, err);
}

void reader_close(Reader *reader)
{
    if (!reader)
        return;
    if (reader->xlsx)
        reader->xlsx_module->close(reader->xlsx);
    vcard_close(reader->vcard);
    csv_close(reader->csv);
    lines_close(reader->lines);
    input_close(reader->input);
    arena_free(reader->arena);
}

/* --- reading --- */

static TableRowState next_row(Reader *reader, TableRow *row, Err *err)
{
    if (reader->ahead_next == reader->ahead.count)
        return next_cells(reader, row, err);
    const RowAhead *ahead = &reader->ahead.at[reader->ahead_next];
    *row = ahead->row;
    if (ahead->state != TABLE_END)
        reader->ahead_next++;
    return ahead->state;
}

static const char *const *broken_cells(Arena *arena, CellRow cells)
{
    const char **copies = arena_array(arena, cells.count, sizeof *copies);
    for (size_t i = 0; i < cells.count; i++)
        copies[i] = text_clean_lines(arena, cells.cells[i].at, cells.cells[i].length, SIZE_MAX);
    return copies;
}

/* Files put together from several exports have the header in their middle too. */
static bool is_header_again(CellRow header, CellRow row)
{
    if (!header.count || header.count != row.count)
        return false;
    for (size_t i = 0; i < row.count; i++)
        if (header.cells[i].length != row.cells[i].length ||
            memcmp(header.cells[i].at, row.cells[i].at, row.cells[i].length) != 0)
            return false;
    return true;
}

static bool next_of_table(Reader *reader, Arena *arena, ExchangeRow *out, Err *err)
{
    TableRow row;
    switch (next_row(reader, &row, err)) {
    case TABLE_FAILED:
        return false;
    case TABLE_END:
        *out = (ExchangeRow){.state = ROW_END};
        return true;
    case TABLE_BROKEN:
        *out = (ExchangeRow){.state = ROW_REJECTED,
                             .reason = arena_strdup(arena, row.reason),
                             .cells = broken_cells(arena, row.cells),
                             .cell_count = row.cells.count};
        break;
    case TABLE_ROW:
        columns_read(reader->map, arena, row.cells, out);
        if (is_header_again(reader->header, row.cells))
            *out = (ExchangeRow){.state = ROW_REJECTED,
                                 .reason = "the header is repeated here",
                                 .cells = out->cells,
                                 .cell_count = out->cell_count};
        break;
    }
    out->line = row.line;
    return true;
}

bool reader_next(Reader *reader, Arena *arena, ExchangeRow *row, Err *err)
{
    ExchangeRow next;
    if (reader->vcard ? !vcard_next(reader->vcard, arena, &next, err)
                      : !next_of_table(reader, arena, &next, err))
        return false;
    if (next.state != ROW_END)
        next.number = ++reader->rows;
    *row = next;
    return true;
}

const ReaderFacts *reader_facts(const Reader *reader)
{
    return &reader->facts;
}

ReaderProgress reader_progress(const Reader *reader)
{
    ReaderProgress progress = {
        .bytes = input_taken(reader->input),
        .total = input_total(reader->input),
        .rows = reader->rows,
    };
    if (reader->xlsx)
        reader->xlsx_module->progress(reader->xlsx, &progress.bytes, &progress.total);
    return progress;
}
