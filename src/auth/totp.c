#include "auth/totp.h"

#include "auth/signin_driver.h"
#include "base/buf.h"

#include <string.h>

/* RFC 3986: all but the unreserved characters as %XX. */
static void add_escaped(Buf *url, const char *text)
{
    for (const char *at = text; *at; at++)
        if (strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"))
            buf_addc(url, *at);
        else
            buf_addf(url, "%%%02X", (unsigned char)*at);
}

bool totp_spelled(Arena *arena, const unsigned char secret[TOTP_BYTES], const char *company,
                  const char *user, const char **base32, const char **url, Err *err)
{
    char spelled[64];
    const SigninDriver *driver = signin_driver(err);
    if (!driver)
        return false;
    if (!driver->totp_spell(secret, TOTP_BYTES, spelled, sizeof spelled))
        return err_set(err, ERR_BROKEN, "liboath could not spell a secret of %d bytes", TOTP_BYTES);
    auto_buf Buf made = buf_new(4096);
    buf_adds(&made, "otpauth://totp/");
    add_escaped(&made, company);
    buf_addc(&made, ':');
    add_escaped(&made, user);
    buf_addf(&made, "?secret=%s&issuer=", spelled);
    add_escaped(&made, company);
    *base32 = arena_strdup(arena, spelled);
    *url = arena_strdup(arena, made.at);
    return true;
}

bool totp_right(const unsigned char secret[TOTP_BYTES], Time now, const char *digits,
                int64_t last_step, int64_t *step, bool *right, Err *err)
{
    char typed[TOTP_DIGITS + 1] = {0};
    size_t count = 0;
    bool readable = digits != NULL;
    for (; readable && *digits; digits++) {
        if (*digits == ' ')
            continue;
        readable = *digits >= '0' && *digits <= '9' && count < TOTP_DIGITS;
        if (readable)
            typed[count++] = *digits;
    }
    const SigninDriver *driver = signin_driver(err);
    if (!driver)
        return false;
    uint64_t found = 0;
    *right = readable && count == TOTP_DIGITS && now >= TOTP_STEP &&
             driver->totp_check(secret, TOTP_BYTES, now, TOTP_STEP, typed, &found) &&
             (int64_t)found > last_step;
    if (*right)
        *step = (int64_t)found;
    return true;
}
