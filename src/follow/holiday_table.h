/* The rows of holiday_table.c, for holiday.c alone. */
#pragma once

#include "follow/holiday.h"
#include "follow/place.h"

#include <stdatomic.h>
#include <stddef.h>

typedef enum HolidayKind {
    HOLIDAY_FIXED, /* month, day */
    HOLIDAY_FROM, /* the first `weekday` on or after month, day: the 4th Thursday of November is the
                     first from the 22nd, the last Monday of May the first from the 25th */
    HOLIDAY_EASTER,            /* `offset` days after Easter Sunday */
    HOLIDAY_FRIDAY_ELSE_MONDAY /* month, day when that is a Friday, else the first Monday from it */
} HolidayKind;

/* What happens when it falls on a weekend. The day itself stays a holiday. */
typedef enum HolidayShift {
    SHIFT_NONE,
    SHIFT_NEAREST, /* Saturday: the Friday before too; Sunday: the Monday after too */
    SHIFT_SUNDAY,  /* Sunday: the Monday after too; Saturday: nothing */
    SHIFT_NEXT     /* either: the next weekday that is not a holiday itself */
} HolidayShift;

typedef struct HolidayRule {
    const char *name;
    HolidayKind kind;
    int month, day; /* FIXED, FROM */
    Weekday weekday;
    int offset; /* EASTER */
    HolidayShift shift;
    const char *regions; /* NULL: everywhere; "BW BY": there; "!BW BY": everywhere else. "-" is the
                            calendar of the country when no region is known */
    int first, last;     /* years; 0: open */
    int every;           /* only in years divisible by it; 0: all */
} HolidayRule;

enum { HOLIDAY_FIRST_YEAR = 2000, HOLIDAY_LAST_YEAR = 2069, HOLIDAY_WORDS = 400 };

/* One bit a day from 1 January of the first year. Filled on first use; filling twice at once is
 * harmless, both write the same. */
struct HolidayBits {
    atomic_bool ready;
    _Atomic uint64_t words[HOLIDAY_WORDS];
};

#define WEEKDAY_BIT(weekday) (1u << (weekday))

struct HolidayCountry {
    unsigned weekend; /* bits of Weekday; 0: no row */
    const HolidayRule *rules;
    size_t rule_count;
    const char *const *regions; /* those with rules of their own; NULL-terminated */
    HolidayBits *bits;          /* the country's, then one a region */
    const char *source;
};

/* By place_index() of the code. */
extern const HolidayCountry holiday_countries[PLACE_CODES];
