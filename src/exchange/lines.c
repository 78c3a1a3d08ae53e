#include "exchange/lines.h"

#include "exchange/allocate.h"

#include <string.h>

enum { CHUNK = 128 * 1024, WIDE_ROOM = CHUNK / 2 * 3 + 6 };

struct Lines {
    Input *input;
    Encoding encoding;
    WideDecoder wide;
    size_t mark; /* bytes of the byte order mark still to be dropped */
    char *raw;   /* a chunk before it is decoded; wide encodings only */

    /* The window: [pin, end) of `held` is what may still be needed, `at` the next line. */
    char *held;
    size_t room;
    size_t pin;
    size_t at;
    size_t end;
    bool finished;

    uint64_t number; /* of the line at `at` */
    uint64_t pin_number;
    size_t searched; /* [at, searched) holds no LF */
};

Lines *lines_open(Input *input)
{
    Lines *lines = allocate(sizeof *lines);
    size_t length;
    const char *first = input_first(input, &length);
    lines->input = input;
    lines->encoding = encoding_detect(first, length, length < INPUT_PEEK, &lines->mark);
    lines->wide.encoding = lines->encoding;
    if (encoding_is_wide(lines->encoding))
        lines->raw = allocate(CHUNK);
    /* The limit, once more as much so that moving it to the front is rare, and a chunk. Untouched
     * pages cost nothing. */
    lines->room = 2 * LINES_LIMIT + WIDE_ROOM;
    lines->held = allocate(lines->room);
    lines->number = lines->pin_number = 1;
    return lines;
}

void lines_close(Lines *lines)
{
    if (!lines)
        return;
    free(lines->raw);
    free(lines->held);
    free(lines);
}

Encoding lines_encoding(const Lines *lines)
{
    return lines->encoding;
}

/* Reads one chunk more behind `end`. */
static bool fill(Lines *lines, Err *err)
{
    if (lines->room - lines->end < WIDE_ROOM) {
        memmove(lines->held, lines->held + lines->pin, lines->end - lines->pin);
        lines->at -= lines->pin;
        lines->searched -= lines->pin;
        lines->end -= lines->pin;
        lines->pin = 0;
    }
    char *to = lines->held + lines->end;
    char *raw = lines->raw ? lines->raw : to;
    size_t got = 0;
    if (!input_read(lines->input, raw, CHUNK, &got, err))
        return false;
    lines->finished = got == 0;
    if (lines->mark && got) {
        /* The first read gives at least what was looked at: the whole mark. */
        got -= lines->mark;
        memmove(raw, raw + lines->mark, got);
        lines->mark = 0;
    }
    if (lines->raw)
        got = lines->finished ? encoding_finish_wide(&lines->wide, to)
                              : encoding_decode_wide(&lines->wide, raw, got, to);
    lines->end += got;
    return true;
}

/* The first line end at or behind `at`, and the length of it; 0 when more bytes are needed. */
static size_t find_end(Lines *lines, size_t *end_at)
{
    const char *held = lines->held;
    const char *lf = memchr(held + lines->searched, '\n', lines->end - lines->searched);
    size_t before = lf ? (size_t)(lf - held) : lines->end;
    const char *cr = memchr(held + lines->searched, '\r', before - lines->searched);
    if (cr) {
        size_t place = (size_t)(cr - held);
        if (place + 1 == lines->end && !lines->finished) {
            lines->searched = place;
            return 0;
        }
        *end_at = place;
        return place + 1 < lines->end && held[place + 1] == '\n' ? 2 : 1;
    }
    if (lf) {
        *end_at = before;
        return 1;
    }
    lines->searched = lines->end;
    return 0;
}

static void move_on(Lines *lines, size_t to)
{
    lines->at = to;
    lines->searched = to;
    lines->number++;
}

LineState lines_next(Lines *lines, Line *line, Err *err)
{
    for (;;) {
        size_t end_at = 0;
        size_t end_length = find_end(lines, &end_at);
        if (!end_length && lines->finished) {
            if (lines->at == lines->end)
                return LINE_END;
            end_at = lines->end;
        }
        size_t known = end_length || lines->finished ? end_at + end_length : lines->end;
        if (known - lines->pin > LINES_LIMIT) {
            lines->searched = lines->at;
            return LINE_LONG;
        }
        if (end_length || lines->finished) {
            *line = (Line){.at = lines->held + lines->at,
                           .length = end_at - lines->at,
                           .whole = known - lines->at,
                           .number = lines->number};
            move_on(lines, known);
            return LINE_GOOD;
        }
        if (!fill(lines, err))
            return LINE_FAILED;
    }
}

void lines_pin(Lines *lines)
{
    lines->pin = lines->at;
    lines->pin_number = lines->number;
}

void lines_rewind(Lines *lines)
{
    lines->at = lines->searched = lines->pin;
    lines->number = lines->pin_number;
}

bool lines_skip(Lines *lines, Err *err)
{
    for (;;) {
        size_t end_at = 0;
        size_t end_length = find_end(lines, &end_at);
        if (end_length || lines->finished) {
            move_on(lines, end_length ? end_at + end_length : lines->end);
            lines_pin(lines);
            return true;
        }
        /* Nothing of this line is needed any more, but for a CR that may be half a line end. */
        lines->pin = lines->at = lines->searched;
        if (!fill(lines, err))
            return false;
    }
}

uint64_t lines_number(const Lines *lines)
{
    return lines->number;
}

const char *lines_rest(const Lines *lines, size_t *length)
{
    *length = lines->end - lines->at;
    return lines->held + lines->at;
}

const char *lines_pinned(const Lines *lines, size_t *length)
{
    *length = lines->at - lines->pin;
    return lines->held + lines->pin;
}
