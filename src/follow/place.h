/* Place: codes of countries and regions as places in tables, for holiday*.c and line*.c: the
 * planner asks for them millions of times, so finding a row is no search.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { PLACE_CODES = 26 * 26 };

/* Of an ISO 3166-1 code; a constant where the letters are. */
#define PLACE(first, second) (((first) - 'A') * 26 + (second) - 'A')

/* −1 when it is no code of two capital letters. */
static inline int place_index(const char *code)
{
    if (!code || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z' || code[2])
        return -1;
    return PLACE(code[0], code[1]);
}

/* Codes of regions are short: compared here, without a call. */
static inline bool place_same(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}
