/* Packing of answers, by zlib; inside the module `beck-http` only. */
#pragma once

#include <stddef.h>

/* RFC 1952, quick rather than small; NULL when it would not be smaller. To be freed. */
void *http_gzip(const void *bytes, size_t size, size_t *packed);
