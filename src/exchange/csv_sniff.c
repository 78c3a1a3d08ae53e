/* csv_sniff(): the delimiter and quote of a CSV file, from its first bytes. */
#include "exchange/csv.h"

#include "base/arena.h"

#include <string.h>

enum { LINES_LOOKED_AT = 100, HEADERS_LOOKED_AT = 20, WIDEST = TABLE_CELL_LIMIT };

typedef struct Text {
    const char *at;
    const char *end;
} Text;

/* The next line without its end; empty lines are passed over. */
static bool next_line(Text *text, bool whole, Text *line)
{
    while (text->at < text->end && (*text->at == '\n' || *text->at == '\r'))
        text->at++;
    if (text->at == text->end)
        return false;
    const char *start = text->at;
    while (text->at < text->end && *text->at != '\n' && *text->at != '\r')
        text->at++;
    *line = (Text){start, text->at};
    /* The last line of a look may be half of one. */
    return whole || text->at < text->end;
}

/* Splits one line by itself: what is left of a cell with line ends does no harm among a hundred. */
static size_t split(Text line, char delimiter, char quote, Cell *cells)
{
    size_t count = 0;
    for (const char *at = line.at; count < WIDEST; at++) {
        while (at < line.end && *at == ' ')
            at++;
        bool quoted = at < line.end && *at == quote;
        at += quoted;
        const char *start = at;
        while (quoted && at < line.end && (*at != quote || (at + 1 < line.end && at[1] == quote)))
            at += *at == quote ? 2 : 1;
        const char *end = at;
        while (at < line.end && *at != delimiter)
            at++;
        if (!quoted)
            end = at;
        while (end > start && end[-1] == ' ')
            end--;
        cells[count++] = (Cell){.at = start, .length = (size_t)(end - start)};
        if (at == line.end)
            break;
    }
    return count;
}

typedef struct Trial {
    size_t header; /* the most cells of a line with names of columns */
    size_t width;  /* of that line, else of most lines */
    size_t even;   /* lines of that width */
} Trial;

static Trial try_delimiter(Arena *arena, Text text, bool whole, char delimiter, char quote)
{
    Trial trial = {0};
    size_t *widths = arena_array(arena, WIDEST + 1, sizeof *widths);
    Cell *cells = arena_array(arena, WIDEST, sizeof *cells);
    Text line;
    for (int i = 0; i < LINES_LOOKED_AT && next_line(&text, whole, &line); i++) {
        size_t count = split(line, delimiter, quote, cells);
        widths[count]++;
        if (i >= HEADERS_LOOKED_AT || count < 2)
            continue;
        ArenaMark mark = arena_mark(arena);
        size_t score = columns_header_score(arena, (CellRow){.cells = cells, .count = count});
        arena_rewind(arena, mark);
        if (score > trial.header) {
            trial.header = score;
            trial.width = count;
        }
    }
    for (size_t width = 2; width <= WIDEST && !trial.header; width++)
        if (widths[width] > widths[trial.width] || !trial.width)
            trial.width = widths[width] ? width : trial.width;
    trial.even = trial.width ? widths[trial.width] : 0;
    return trial;
}

/* Names of columns count most, then how many lines are alike, then how wide they are. */
static bool is_better(const Trial *a, const Trial *b)
{
    if (a->header != b->header)
        return a->header > b->header;
    if (a->even != b->even)
        return a->even > b->even;
    return a->width > b->width;
}

/* Single quotes quote only where cells both begin and end with them, and no double quote does. */
static char find_quote(Text text)
{
    size_t begins = 0, ends = 0;
    for (const char *at = text.at; at < text.end; at++) {
        bool first = at == text.at || strchr(",;\t|\n\r", at[-1]);
        bool last = at + 1 == text.end || strchr(",;\t|\n\r", at[1]);
        if (*at == '"' && first)
            return '"';
        begins += *at == '\'' && first;
        ends += *at == '\'' && last;
    }
    return begins >= 2 && ends == begins ? '\'' : '"';
}

/* Excel's own way to say it: a first line "sep=;". */
static bool says_delimiter(Text text, char *delimiter)
{
    static const char word[] = "sep=";
    size_t length = sizeof word - 1;
    if ((size_t)(text.end - text.at) < length + 2 || strncasecmp(text.at, word, length) != 0 ||
        (text.at[length + 1] != '\r' && text.at[length + 1] != '\n'))
        return false;
    *delimiter = text.at[length];
    return true;
}

CsvShape csv_sniff(const char *bytes, size_t length, bool whole)
{
    static const char delimiters[] = {',', ';', '\t', '|'};
    auto_arena Arena *arena = arena_new();
    Text text = {bytes, bytes + length};
    CsvShape shape = {.delimiter = ',', .quote = find_quote(text)};
    if (says_delimiter(text, &shape.delimiter)) {
        shape.said_lines = 1;
        text.at += strlen("sep=;");
        shape.width = try_delimiter(arena, text, whole, shape.delimiter, shape.quote).width;
        return shape;
    }
    Trial best = {0};
    for (size_t i = 0; i < sizeof delimiters; i++) {
        Trial trial = try_delimiter(arena, text, whole, delimiters[i], shape.quote);
        if (is_better(&trial, &best)) {
            best = trial;
            shape.delimiter = delimiters[i];
        }
    }
    shape.width = best.width;
    return shape;
}
