/* Numbers in groups, as people read them. */
#include "base/phone.h"

#include <string.h>

/* The length of a country code (ITU-T E.164, 2016): 1 and 7 have one digit, these two, all others
 * three. */
static size_t country_digits(const char *digits)
{
    static const char *const two[] = {
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
        "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
        "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98", NULL};
    if (digits[0] == '1' || digits[0] == '7')
        return 1;
    for (size_t i = 0; two[i]; i++)
        if (strncmp(digits, two[i], 2) == 0)
            return 2;
    return 3;
}

/* Groups of three, the last of three or four: what people read out in one breath. */
static char *grouped(Arena *arena, const char *e164)
{
    const char *digits = e164 + 1;
    size_t code = country_digits(digits), left = strlen(digits) - code;
    char *said = arena_strndup(arena, e164, code + 1);
    digits += code;
    while (left) {
        size_t group = left == 4 || left < 3 ? left : 3;
        said = arena_printf(arena, "%s %.*s", said, (int)group, digits);
        digits += group;
        left -= group;
    }
    return said;
}

const char *phone_say(Arena *arena, const char *value, const char *region)
{
    size_t length = strlen(value);
    if (value[0] != '+' || length < 8 || strspn(value + 1, "0123456789") != length - 1)
        return value;
    return value[1] == '1' ? phone_format(arena, value, region) : grouped(arena, value);
}
