/* Price: what one of many costs, as somebody types it ("0.0079 USD"), and what so many of them
 * cost. Exact: a whole number of the last digit that was typed. */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PRICE_DIGITS_MOST = 11, PRICE_CURRENCY_BYTES = 9 };

typedef struct Price {
    int64_t units;                       /* of the last digit */
    int decimals;                        /* digits behind the point */
    char currency[PRICE_CURRENCY_BYTES]; /* as typed; "" */
} Price;

/* False: it is none. */
bool price_read(const char *typed, Price *price);
/* "0.0158 USD": at least two digits behind the point where there are any. */
const char *price_times(Arena *arena, const Price *price, size_t count);
/* So many of one and so many of another, together; NULL: in two currencies, or too many digits. */
const char *price_sum(Arena *arena, const Price *one, size_t ones, const Price *other,
                      size_t others);
