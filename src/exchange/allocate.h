/* Allocate: large buffers that a reader keeps for its life and mostly never touches.
 *
 * Internal to exchange. An arena would write zeroes over all of it; the system's pages are zero
 * already. Out of memory ends the process, as in base/arena.h. Freed by free().
 */
#pragma once

#include <stdio.h>
#include <stdlib.h>

static inline void *allocate(size_t size)
{
    void *memory = calloc(1, size);
    if (!memory) {
        fputs("beck: out of memory\n", stderr);
        abort();
    }
    return memory;
}
