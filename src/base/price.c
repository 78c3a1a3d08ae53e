#include "base/price.h"

#include <ctype.h>
#include <string.h>

bool price_read(const char *typed, Price *price)
{
    Price made = {0};
    int digits = 0;
    bool behind = false;
    const char *at = typed;
    for (; isdigit((unsigned char)*at) || (*at == '.' && !behind); at++) {
        if (*at == '.') {
            behind = true;
            continue;
        }
        if (++digits > PRICE_DIGITS_MOST)
            return false;
        made.units = made.units * 10 + (*at - '0');
        made.decimals += behind;
    }
    const char *currency = at + strspn(at, " ");
    if (!digits || strlen(currency) >= sizeof made.currency || strpbrk(currency, " .0123456789"))
        return false;
    memcpy(made.currency, currency, strlen(currency));
    *price = made;
    return true;
}

const char *price_times(Arena *arena, const Price *price, size_t count)
{
    enum { CENTS = 2 };
    int64_t sum = price->units * (int64_t)count, unit = 1;
    int decimals = price->decimals;
    for (; decimals && decimals < CENTS; decimals++)
        sum *= 10;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    const char *between = price->currency[0] ? " " : "";
    if (!decimals)
        return arena_printf(arena, "%lld%s%s", (long long)sum, between, price->currency);
    return arena_printf(arena, "%lld.%0*lld%s%s", (long long)(sum / unit), decimals,
                        (long long)(sum % unit), between, price->currency);
}

/* `count` of it, in units of so many decimals. */
static bool scaled(const Price *price, size_t count, int decimals, int64_t *units)
{
    bool over = __builtin_mul_overflow(price->units, (int64_t)count, units);
    for (int i = price->decimals; i < decimals; i++)
        over |= __builtin_mul_overflow(*units, (int64_t)10, units);
    return !over;
}

const char *price_sum(Arena *arena, const Price *one, size_t ones, const Price *other,
                      size_t others)
{
    Price sum = *one;
    int64_t first, second;
    if (sum.decimals < other->decimals)
        sum.decimals = other->decimals;
    return strcmp(one->currency, other->currency) == 0 && scaled(one, ones, sum.decimals, &first) &&
                   scaled(other, others, sum.decimals, &second) &&
                   !__builtin_add_overflow(first, second, &sum.units)
               ? price_times(arena, &sum, 1)
               : NULL;
}
