#include "web/http_gzip.h"

#include "base/unconst.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

void *http_gzip(const void *bytes, size_t size, size_t *packed)
{
    enum { LEVEL = 3, WINDOW = 15, AS_GZIP = 16, MEMORY = 8 };
    z_stream stream = {0};
    if (size > UINT_MAX / 2 || deflateInit2(&stream, LEVEL, Z_DEFLATED, WINDOW + AS_GZIP, MEMORY,
                                            Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    unsigned char *out = malloc(size);
    stream.next_in = unconst(bytes); /* zlib only reads, though its type does not say so */
    stream.avail_in = (uInt)size;
    stream.next_out = out;
    stream.avail_out = (uInt)size;
    bool whole = out && deflate(&stream, Z_FINISH) == Z_STREAM_END;
    *packed = size - stream.avail_out;
    deflateEnd(&stream);
    if (!whole) {
        free(out);
        return NULL;
    }
    return out;
}
