/* The table of phone prefixes and the zones they ring in, written at build by tool/phone_zones.py.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct PhonePrefix {
    uint32_t digits; /* the first digits of a number, country code first: 1202 */
    uint16_t first;  /* of its zones in phone_zone_names */
    uint16_t count;
} PhonePrefix;

extern const char *const phone_zone_names[];
extern const PhonePrefix phone_prefixes[]; /* by digits, ascending */
extern const size_t phone_prefix_count;
