/* Vec: a typed array that grows in an arena.
 *
 *     typedef VEC(Person) People;
 *     People people = {0};
 *     Person *person = vec_push(arena, &people);   // zeroed; valid until the next push
 *     vec_each(Person, person, &people) ...
 *
 * An outgrown array stays in the arena until that is reset: at most twice the final size.
 */
#pragma once

#include "base/arena.h"

#include <string.h>

#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type *at;                                                                                  \
        size_t count;                                                                              \
        size_t capacity;                                                                           \
    }

static inline void *vec_grow(Arena *arena, void *at, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return at;
    size_t wider = *capacity ? *capacity * 2 : 8;
    void *grown = arena_array(arena, wider, size);
    if (count)
        memcpy(grown, at, count * size);
    *capacity = wider;
    return grown;
}

#define vec_push(arena, vec)                                                                       \
    ((vec)->at = vec_grow((arena), (vec)->at, (vec)->count, &(vec)->capacity, sizeof *(vec)->at),  \
     (vec)->at + (vec)->count++)

/* (An empty array may be NULL, to which C allows nothing to be added.) */
#define vec_each(type, item, vec)                                                                  \
    for (type *item = (vec)->at; (vec)->count && item < (vec)->at + (vec)->count; item++)
