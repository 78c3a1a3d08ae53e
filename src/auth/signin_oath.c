#include "auth/signin_part.h"

#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>

bool oath_spell(const unsigned char *secret, size_t count, char *base32, size_t size)
{
    char *made = NULL;
    size_t length;
    if (oath_base32_encode((const char *)secret, count, &made, &length) != OATH_OK)
        return false;
    bool fits = length < size;
    if (fits)
        memcpy(base32, made, length + 1);
    free(made);
    return fits;
}

bool oath_check(const unsigned char *secret, size_t count, int64_t now, unsigned step_seconds,
                const char *digits, uint64_t *step)
{
    enum { STEPS_EITHER_WAY = 1 };
    int place;
    return oath_totp_validate3((const char *)secret, count, (time_t)now, step_seconds, 0,
                               STEPS_EITHER_WAY, &place, step, digits) >= 0;
}
