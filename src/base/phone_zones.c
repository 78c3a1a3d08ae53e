#include "base/phone.h"
#include "base/phone_zone_table.h"

static const PhonePrefix *find_prefix(uint32_t digits)
{
    size_t low = 0, high = phone_prefix_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (phone_prefixes[middle].digits < digits)
            low = middle + 1;
        else
            high = middle;
    }
    return low < phone_prefix_count && phone_prefixes[low].digits == digits ? &phone_prefixes[low]
                                                                            : NULL;
}

size_t phone_zones(const char *e164, const char *const **zones)
{
    enum { LONGEST_PREFIX = 9 };
    uint32_t digits = 0;
    int length = 0;
    for (const char *at = e164 + (e164[0] == '+'); length < LONGEST_PREFIX; at++, length++) {
        if (*at < (length ? '0' : '1') || *at > '9')
            break; /* no country code begins with 0 */
        digits = digits * 10 + (uint32_t)(*at - '0');
    }
    for (; digits; digits /= 10) {
        const PhonePrefix *prefix = find_prefix(digits);
        if (prefix) {
            *zones = &phone_zone_names[prefix->first];
            return prefix->count;
        }
    }
    return 0;
}
