#include "mail/transfer.h"

#include <stdint.h>
#include <string.h>

static const char *const names[] = {
    [TRANSFER_7BIT] = "7bit",
    [TRANSFER_QUOTED] = "quoted-printable",
    [TRANSFER_BASE64] = "base64",
};

const char *transfer_name(Transfer transfer)
{
    return names[transfer];
}

/* --- lines --- */

/* A text that is gone through line by line. Most have no CR, and then memchr() finds the ends. */
typedef struct Lines {
    const char *at, *end;
    bool carriages;
} Lines;

static Lines lines_of(const char *text, size_t length)
{
    return (Lines){text, text + length, memchr(text, '\r', length) != NULL};
}

/* The next line without its end; NULL behind the last. */
static const char *next_line(Lines *lines, size_t *length)
{
    const char *line = lines->at, *end = lines->end, *stop = line;
    if (line == end)
        return NULL;
    if (!lines->carriages)
        stop = memchr(line, '\n', (size_t)(end - line));
    else
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
    if (!stop)
        stop = end;
    *length = (size_t)(stop - line);
    lines->at = stop + (stop < end) + (end - stop > 1 && stop[0] == '\r' && stop[1] == '\n');
    return line;
}

static bool starts_like_mbox(const char *line, size_t length)
{
    return length >= 5 && memcmp(line, "From ", 5) == 0;
}

static bool starts_like_boundary(const char *line, size_t length)
{
    static const char start[] = "--" TRANSFER_BOUNDARY;
    return length >= sizeof start - 1 && memcmp(line, start, sizeof start - 1) == 0;
}

/* What may stand as it is in quoted-printable; a blank or tab at the end of a line may not. */
static bool is_plain(unsigned char c)
{
    return (c >= ' ' && c <= '~' && c != '=') || c == '\t';
}

/* Quoted-printable makes three bytes of each odd one, base64 four of three. */
enum { ODD_WORTH_BASE64 = 6 };

Transfer transfer_for_text(const char *text, size_t length)
{
    size_t odd = 0, count;
    bool quoted = false;
    Lines lines = lines_of(text, length);
    for (const char *line; (line = next_line(&lines, &count));) {
        size_t odd_here = 0;
        for (size_t i = 0; i < count; i++) {
            unsigned char c = (unsigned char)line[i];
            odd_here += (c < ' ' && c != '\t') || c > '~';
        }
        odd += odd_here;
        quoted = quoted || odd_here || count > TRANSFER_COLUMNS || starts_like_mbox(line, count) ||
                 starts_like_boundary(line, count);
    }
    if (!quoted)
        return TRANSFER_7BIT;
    return odd > length / ODD_WORTH_BASE64 ? TRANSFER_BASE64 : TRANSFER_QUOTED;
}

/* --- quoted-printable --- */

static void quote_line(const char *line, size_t length, Buf *out)
{
    static const char hex[] = "0123456789ABCDEF";
    char wire[TRANSFER_COLUMNS + 2];
    size_t filled = 0;
    bool mbox = starts_like_mbox(line, length);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)line[i];
        bool last = i + 1 == length;
        bool quote = !is_plain(c) || (i == 0 && mbox) || (last && (c == ' ' || c == '\t'));
        size_t width = quote ? 3 : 1;
        if (filled + width + !last > TRANSFER_COLUMNS) { /* the last needs no room for a "=" */
            memcpy(wire + filled, "=\r\n", 3);
            buf_add(out, wire, filled + 3);
            filled = 0;
        }
        if (quote) {
            wire[filled] = '=';
            wire[filled + 1] = hex[c >> 4];
            wire[filled + 2] = hex[c & 15];
        } else {
            wire[filled] = (char)c;
        }
        filled += width;
    }
    memcpy(wire + filled, "\r\n", 2);
    buf_add(out, wire, filled + 2);
}

/* --- base64 --- */

size_t transfer_base64(const unsigned char *bytes, size_t count, char *to)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *at = to;
    for (size_t i = 0; i < count; i += 3) {
        size_t left = count - i;
        uint32_t three = (uint32_t)bytes[i] << 16;
        if (left > 1)
            three |= (uint32_t)bytes[i + 1] << 8;
        if (left > 2)
            three |= bytes[i + 2];
        at[0] = digits[three >> 18];
        at[1] = digits[three >> 12 & 63];
        at[2] = left > 1 ? digits[three >> 6 & 63] : '=';
        at[3] = left > 2 ? digits[three & 63] : '=';
        at += 4;
    }
    return (size_t)(at - to);
}

enum { BYTES_A_LINE = TRANSFER_COLUMNS / 4 * 3 };

void transfer_write_bytes(const void *bytes, size_t count, Buf *out)
{
    const unsigned char *from = bytes;
    while (count && !out->over) {
        char line[TRANSFER_COLUMNS + 2];
        size_t taken = count < BYTES_A_LINE ? count : BYTES_A_LINE;
        size_t length = transfer_base64(from, taken, line);
        memcpy(line + length, "\r\n", 2);
        buf_add(out, line, length + 2);
        from += taken;
        count -= taken;
    }
}

/* --- texts --- */

static void each_line(const char *text, size_t length, Buf *out,
                      void (*write)(const char *line, size_t length, Buf *out))
{
    Lines lines = lines_of(text, length);
    size_t count;
    for (const char *line; !out->over && (line = next_line(&lines, &count));)
        write(line, count, out);
}

static void plain_line(const char *line, size_t length, Buf *out)
{
    buf_add(out, line, length);
    buf_add(out, "\r\n", 2);
}

void transfer_write_text(Transfer transfer, const char *text, size_t length, Buf *out)
{
    if (transfer == TRANSFER_7BIT) {
        each_line(text, length, out, plain_line);
    } else if (transfer == TRANSFER_QUOTED) {
        each_line(text, length, out, quote_line);
    } else {
        auto_buf Buf lines = buf_new(out->maximum);
        each_line(text, length, &lines, plain_line);
        out->over = out->over || lines.over;
        transfer_write_bytes(lines.at, lines.length, out);
    }
}
