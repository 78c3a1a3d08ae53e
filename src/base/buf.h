/* Buf: bytes that grow, up to a stated maximum.
 *
 * Always NUL-terminated behind `length`, so `at` can be read as a string. When the maximum would
 * be passed the bytes are dropped and `over` is set: writers need not check each call, the reader
 * checks once at the end.
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Buf {
    char *at; /* never NULL after buf_init */
    size_t length;
    size_t capacity;
    size_t maximum; /* bytes without the NUL */
    bool over;      /* something did not fit */
} Buf;

Buf buf_new(size_t maximum);
void buf_free(Buf *buf);
void buf_clear(Buf *buf); /* length 0, memory kept */
/* Forgets what came after the first `length` bytes, and that something did not fit. */
void buf_cut(Buf *buf, size_t length);
void buf_add(Buf *buf, const void *bytes, size_t count);
void buf_adds(Buf *buf, const char *text);
void buf_addc(Buf *buf, char c);
void buf_addf(Buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vaddf(Buf *buf, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
void buf_drop_front(Buf *buf, size_t count); /* forgets the first `count` bytes */

#define auto_buf __attribute__((cleanup(buf_free)))
