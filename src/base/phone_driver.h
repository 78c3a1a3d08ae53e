/* What the module `beck-phone` gives base/phone.c: the table `beck_module_phone`.
 *
 * The module calls nothing of the program's; any thread may call it.
 */
#pragma once

#include "base/phone.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum PhoneReading {
    PHONE_READ,
    PHONE_NO_NUMBER,  /* no digits that make a number */
    PHONE_NO_COUNTRY, /* neither a country code nor a region that has one */
    PHONE_TOO_SHORT,
    PHONE_TOO_LONG,
    PHONE_LOCAL_ONLY,   /* an area code is missing */
    PHONE_WRONG_LENGTH, /* fits no numbers of that country */
    PHONE_NOBODYS,      /* long enough, and what is typed where a form wants a number */
    PHONE_READINGS
} PhoneReading;

typedef struct PhoneDriver {
    PhoneReading (*parse)(const char *text, const char *region, Phone *phone);
    /* False when the number cannot be read or does not fit into `size` bytes. */
    bool (*format)(const char *e164, const char *region, char *text, size_t size);
} PhoneDriver;
