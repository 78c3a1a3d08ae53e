/* Address scan: addresses in running text: found by what may stand in one (RFC 5321), not checked
 * any further. */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct AddressSpan {
    const char *at;
    size_t length;
} AddressSpan;

/* The first address from `from` on, before `end`. */
bool address_scan(const char *from, const char *end, AddressSpan *span);
/* A copy in lower case. */
char *address_scan_copy(Arena *arena, AddressSpan span);
/* The first address in a value, in lower case, or "". */
const char *address_scan_first(Arena *arena, const char *value);
