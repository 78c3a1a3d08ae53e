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
/* What the law (NULL: none) and the policy's hours leave of that day, which is no LAW_HOLIDAY;
 * a holiday of the weekend has what is left by both. */
LineHours line_law_hours(const CallLaw *law, Hours policy, LawDay day, bool holiday);

/* The rows, for the test that holds them to their order. */
typedef struct LawCountry {
    const CallLaw *laws; /* the first is the country's own */
    size_t count;
} LawCountry;
extern const LawCountry line_law_countries[PLACE_CODES]; /* by place_index() of the code */

/* --- line.c: what is asked about, and the rows of its place, looked up once --- */

typedef enum LineHoursRule {
    LINE_HOURS_FREE,
    LINE_HOURS_LAW,    /* law and policy->call_hours */
    LINE_HOURS_POLICY, /* policy->call_hours alone: an agreed call to an office */
    LINE_HOURS_OFFICE, /* on working days of the place */
    LINE_HOURS_MAIL    /* on working days of the place */
} LineHoursRule;

/* Where they may be, and the tables' rows of it. */
typedef struct LinePlace {
    HolidayCalendar calendar;
    const CallLaw *law;
    const Zone *const *zones;
    size_t zone_count;
} LinePlace;

/* What is asked about, and where. */
typedef struct LineGate {
    const Situation *situation;
    const Policy *policy;
    const Person *person;
    Channel channel;
    Mode mode;
    bool exempt;
    LineHoursRule rule;
    LineHoursRule bound; /* of an exempt touch: nobody goes beyond it */
    bool no_holidays;    /* of the place, besides those the law names */
    bool no_weekends;
    const Zone *owner_zone;
    LinePlace places[2]; /* theirs; by the number's area code, where that is another */
    size_t place_count;
    const Zone *number_zones[PERSON_ZONES];
    LineShift shift;
} LineGate;

static inline bool line_is_workplace(AddressKind kind)
{
    return kind == ADDRESS_OFFICE || kind == ADDRESS_SWITCHBOARD;
}
static inline LineAnswer line_refuse(LineRule rule, Time until, const char *source)
{
    return (LineAnswer){rule, until, source};
}
static const LineAnswer line_any_time = {LINE_OPEN, TIME_LIMIT, NULL};

/* --- line_hours.c --- */

/* An instant and what the wall shows there. */
typedef struct LineWall {
    const Zone *zone;
    Time at;
    int offset;
    Day day;
    int second; /* of the day */
} LineWall;
LineWall line_wall_at(const Zone *zone, Time at);
/* The next instant after wall.at at which the wall shows this minute of this day. */
Time line_wall_ahead(const LineWall *wall, Day day, int minute);

/* The hours of the places: open in every zone that may be theirs, else when the last of them opens.
 */
LineAnswer line_ask_hours(const LineGate *gate, Time at);

/* --- line_cap.c --- */

/* The owner's days and the caps: open until the owner's midnight. */
LineAnswer line_ask_day(const LineGate *gate, Time at);
