#include "base/region.h"
#include "base/text.h"

/* Canada writes both ways; CLDR's "M/d" is what its English speakers use between themselves. */
static const char *const month_first[] = {
    "AS", "CA", "CN", "FM", "GU", "HU", "JP", "KP", "KR", "LT", "MH",
    "MN", "MP", "PA", "PH", "PR", "PW", "TW", "UM", "US", "VI",
};

bool region_month_first(const char *region)
{
    for (unsigned i = 0; i < sizeof month_first / sizeof month_first[0]; i++)
        if (text_equal_nocase(region, month_first[i]))
            return true;
    return false;
}
