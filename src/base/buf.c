#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char empty[1];

Buf buf_new(size_t maximum)
{
    return (Buf){.at = empty, .maximum = maximum};
}

void buf_free(Buf *buf)
{
    if (buf->at != empty)
        free(buf->at);
    *buf = buf_new(buf->maximum);
}

void buf_clear(Buf *buf)
{
    buf_cut(buf, 0);
}

void buf_cut(Buf *buf, size_t length)
{
    buf->length = length;
    buf->over = false;
    if (buf->at != empty)
        buf->at[length] = '\0';
}

/* True when there is room for `count` more bytes and their NUL. */
static bool make_room(Buf *buf, size_t count)
{
    if (buf->over || count > buf->maximum - buf->length) {
        buf->over = true;
        return false;
    }
    size_t needed = buf->length + count + 1;
    if (needed <= buf->capacity)
        return true;
    size_t capacity = buf->capacity ? buf->capacity : 256;
    while (capacity < needed)
        capacity *= 2;
    if (capacity > buf->maximum + 1)
        capacity = buf->maximum + 1;
    char *grown = realloc(buf->at == empty ? NULL : buf->at, capacity);
    if (!grown) {
        fputs("beck: out of memory\n", stderr);
        abort();
    }
    buf->at = grown;
    buf->capacity = capacity;
    return true;
}

void buf_add(Buf *buf, const void *bytes, size_t count)
{
    if (!count || !make_room(buf, count))
        return;
    memcpy(buf->at + buf->length, bytes, count);
    buf->length += count;
    buf->at[buf->length] = '\0';
}

void buf_adds(Buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

void buf_addc(Buf *buf, char c)
{
    buf_add(buf, &c, 1);
}

void buf_vaddf(Buf *buf, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length > 0 && make_room(buf, (size_t)length)) {
        vsnprintf(buf->at + buf->length, (size_t)length + 1, format, again);
        buf->length += (size_t)length;
    }
    va_end(again);
}

void buf_addf(Buf *buf, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    buf_vaddf(buf, format, arguments);
    va_end(arguments);
}

void buf_drop_front(Buf *buf, size_t count)
{
    if (!count)
        return;
    memmove(buf->at, buf->at + count, buf->length - count + 1);
    buf->length -= count;
}
