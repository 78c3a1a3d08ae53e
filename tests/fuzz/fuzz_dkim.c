/* DKIM's relaxing of any bytes: it changes nothing the second time, and what servers may do to a
 * mail (blanks, folds, empty lines at the end) does not change it either. */
#include "mail/dkim_part.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void check(bool truth)
{
    if (!truth)
        abort();
}

static bool same(const Buf *a, const Buf *b)
{
    return a->length == b->length && memcmp(a->at, b->at, a->length) == 0;
}

/* Every blank twice, and more lines at the end. */
static void handle(const char *bytes, size_t size, Buf *out)
{
    for (size_t i = 0; i < size; i++) {
        buf_addc(out, bytes[i]);
        if (bytes[i] == ' ')
            buf_adds(out, "\t ");
    }
    buf_adds(out, size ? "\r\n \r\n\r\n" : "");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    auto_buf Buf once = buf_new(2 * size + 16), twice = buf_new(2 * size + 16),
                 handled = buf_new(4 * size + 16), again = buf_new(4 * size + 16);
    dkim_relax_body(bytes, size, &once);
    dkim_relax_body(once.at, once.length, &twice);
    check(!once.over && same(&once, &twice));
    handle(bytes, size, &handled);
    dkim_relax_body(handled.at, handled.length, &again);
    bool cut_within_end = size && (bytes[size - 1] == '\r' || bytes[size - 1] == '\n');
    check(cut_within_end || same(&once, &again));

    buf_clear(&once);
    buf_clear(&twice);
    dkim_relax_field(bytes, size, &once);
    check(!once.over && once.length <= size + 1);
    dkim_relax_field(once.at, once.length, &twice);
    check(same(&once, &twice) || memmem(once.at, once.length, "\r\n", 2));
    return 0;
}
