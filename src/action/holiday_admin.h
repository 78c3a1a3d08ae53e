/* Holidays: the days on which this company is closed beside the public ones of its country. What
 * was due on a new one is planned anew, promises first; what was agreed stays where it is. */
#pragma once

#include "action/context.h"

typedef struct HolidayShown {
    Day day;
    const char *name;
    bool own; /* the company's; else a public one of its country */
} HolidayShown;

typedef struct HolidaysShown {
    HolidayShown *at; /* ascending */
    size_t count;
} HolidaysShown;

enum { HOLIDAYS_AHEAD = 366 }; /* days from today that are looked at */

bool list_holidays(Context *context, Arena *arena, HolidaysShown *holidays, Err *err);

typedef struct HolidayResult {
    HolidayShown holiday;
    int64_t moved; /* touches that are due at another time now */
} HolidayResult;

/* Both are audited. NULL for `name` is "closed"; a day that is one already gets the new name.
 * INPUT: it is past. */
bool add_holiday(Context *context, Arena *arena, Day day, const char *name, HolidayResult *result,
                 Err *err);
/* What was planned stays where it is. MISSING: it is none of the company's own. */
bool remove_holiday(Context *context, Arena *arena, Day day, HolidayResult *result, Err *err);
