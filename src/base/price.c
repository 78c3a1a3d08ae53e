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
