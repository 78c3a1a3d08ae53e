#include "base/phone.h"
#include "base/module.h"
#include "base/phone_driver.h"
#include "base/text.h"

#include <stdatomic.h>
#include <string.h>

static const PhoneDriver *driver(Err *err)
{
    static _Atomic(const PhoneDriver *) loaded;
    const PhoneDriver *phone = atomic_load_explicit(&loaded, memory_order_acquire);
    if (!phone) {
        phone = module_table("phone", err);
        if (phone)
            atomic_store_explicit(&loaded, phone, memory_order_release);
    }
    return phone;
}

static const char *const complaints[PHONE_READINGS] = {
    [PHONE_NO_NUMBER] = "is no phone number",
    [PHONE_NO_COUNTRY] = "has no country code: write it as +1 202 555 0123",
    [PHONE_TOO_SHORT] = "has too few digits for a phone number",
    [PHONE_TOO_LONG] = "has too many digits for a phone number",
    [PHONE_LOCAL_ONLY] = "lacks its area code",
    [PHONE_WRONG_LENGTH] = "has too few or too many digits for its country",
    [PHONE_NOBODYS] = "is nobody's number: leave it out, or ask for the right one",
};

/* "0049…": the prefix of most countries for calling abroad, read wherever nothing else fits. */
static PhoneReading parse_with_zeros(const PhoneDriver *phone_driver, const char *text,
                                     const char *region, Phone *phone)
{
    char plus[64];
    const char *digits = text + strspn(text, " (");
    size_t length = strlen(digits);
    if (strncmp(digits, "00", 2) != 0 || length > sizeof plus)
        return PHONE_NO_NUMBER;
    plus[0] = '+';
    memcpy(plus + 1, digits + 2, length - 1);
    return phone_driver->parse(plus, region, phone);
}

bool phone_parse(const char *text, const char *region, Phone *phone, Err *err)
{
    const PhoneDriver *phone_driver = driver(err);
    if (!phone_driver)
        return false;
    text = text_or(text, "");
    region = text_or(region, "");
    Phone read = {0};
    PhoneReading reading = phone_driver->parse(text, region, &read);
    if (reading != PHONE_READ && parse_with_zeros(phone_driver, text, region, &read) == PHONE_READ)
        reading = PHONE_READ;
    if (reading != PHONE_READ)
        return err_set(err, ERR_INPUT, "\"%.40s\" %s", text, complaints[reading]);
    *phone = read;
    return true;
}

/* Numbers of North America need no library, so that a list of them does not load it: three digits,
 * three, four, the first from 2. NULL for all others. */
static char *format_north_american(Arena *arena, const char *e164, const char *region)
{
    static const char *const regions[] = {
        "US", "CA", "AG", "AI", "AS", "BB", "BM", "BS", "DM", "DO", "GD", "GU", "JM",
        "KN", "KY", "LC", "MP", "MS", "PR", "SX", "TC", "TT", "VC", "VG", "VI",
    };
    if (!text_starts(e164, "+1") || strlen(e164) != 12 || e164[2] < '2' ||
        strspn(e164 + 2, "0123456789") != 10)
        return NULL;
    const char *digits = e164 + 2;
    for (size_t i = 0; i < sizeof regions / sizeof regions[0]; i++)
        if (text_equal(region, regions[i]))
            return arena_printf(arena, "(%.3s) %.3s-%s", digits, digits + 3, digits + 6);
    return arena_printf(arena, "+1 %.3s-%.3s-%s", digits, digits + 3, digits + 6);
}

char *phone_format(Arena *arena, const char *e164, const char *region)
{
    char *north_american = format_north_american(arena, e164, region);
    if (north_american)
        return north_american;
    char text[64];
    Err ignored;
    const PhoneDriver *phone_driver = driver(&ignored);
    if (!phone_driver || !phone_driver->format(e164, text_or(region, ""), text, sizeof text))
        return arena_strdup(arena, e164);
    return arena_strdup(arena, text);
}
