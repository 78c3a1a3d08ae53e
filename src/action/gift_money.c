/* Sums of gifts: whole numbers of a currency's smallest unit. */
#include "action/gift.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { DIGITS_MOST = 12 };

/* ISO 4217: those that do not have two. */
static int decimals_of(const char *currency)
{
    static const char none[] =
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    if (text_empty(currency))
        return 2;
    static const char three[] = "BHD IQD JOD KWD LYD OMR TND";
    return strstr(none, currency) ? 0 : strstr(three, currency) ? 3 : 2;
}

int64_t gift_sum_read(const char *typed, const char *currency)
{
    int decimals = decimals_of(currency), behind = -1, digits = 0;
    int64_t sum = 0;
    const char *at = text_or(typed, "");
    for (; isdigit((unsigned char)*at) || (*at == '.' && behind < 0); at++) {
        if (*at == '.') {
            behind = 0;
            continue;
        }
        sum = sum * 10 + (*at - '0');
        behind += behind >= 0;
        if (++digits > DIGITS_MOST || behind > decimals)
            return TIME_NONE;
    }
    if (*at || !digits || behind == 0)
        return TIME_NONE;
    for (int i = behind < 0 ? 0 : behind; i < decimals; i++)
        sum *= 10;
    return sum;
}

const char *gift_sum_say(Arena *arena, int64_t sum, const char *currency)
{
    int decimals = decimals_of(currency);
    int64_t unit = 1;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    const char *minus = sum < 0 ? "-" : "";
    int64_t all = sum < 0 ? -sum : sum;
    if (!decimals)
        return arena_printf(arena, "%s%lld %s", minus, (long long)all, currency);
    return arena_printf(arena, "%s%lld.%0*lld %s", minus, (long long)(all / unit), decimals,
                        (long long)(all % unit), currency);
}
