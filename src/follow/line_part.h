/* The parts of the line, for line*.c and their tests alone.
 *
 * line_day.c tells which days are worked, line_law.c in which hours the law of a place lets
 * strangers call or text somebody at home or on a cell phone; line.c answers from both.
 */
#pragma once

#include "follow/holiday.h"
#include "follow/line.h"
#include "follow/place.h"

enum { LINE_SEARCH_DAYS = 2 * 366 }; /* how far ahead anything is looked for */

/* --- line_day.c --- */

/* An owner whose calendar has been looked up: for loops over days. */
typedef struct LineShift {
    const Worker *owner;
    const Policy *policy;
    HolidayCalendar calendar;
} LineShift;

LineShift line_shift_of(const Worker *owner, const Policy *policy);
bool line_shift_works(const LineShift *shift, Day day);
/* The first day from `day` on that is worked; where two years have none, `day`. */
Day line_shift_next(const LineShift *shift, Day day);
/* line_working_day() of a calendar. */
bool line_calendar_works(const Policy *policy, HolidayCalendar calendar, Day day);

/* --- line_law.c --- */

typedef enum LawDay { LAW_WEEKDAY, LAW_SATURDAY, LAW_SUNDAY, LAW_HOLIDAY, LAW_DAYS } LawDay;

typedef struct CallLaw {
    char region[4];           /* ISO 3166-2 without the country; "": the whole of it */
    Hours hours[LAW_DAYS][2]; /* from == to: no window; none: no calls that day */
    const char *source;
} CallLaw;

/* The row that holds at a place, or NULL. A region's row lies within its country's. */
const CallLaw *line_law(const char *country, const char *region);
/* What the law (NULL: none) and the policy's hours leave of that day. */
LineHours line_law_hours(const CallLaw *law, Hours policy, LawDay day);

/* The rows, for the test that holds them to their order. */
typedef struct LawCountry {
    const CallLaw *laws; /* the first is the country's own */
    size_t count;
} LawCountry;
extern const LawCountry line_law_countries[PLACE_CODES]; /* by place_index() of the code */
