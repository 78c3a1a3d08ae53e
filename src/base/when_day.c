#include "base/when_part.h"

enum { WEEK = 7, MONTHS = 12, QUARTER_MONTHS = 3 };

/* --- counting --- */

Day when_monday(Day day)
{
    return day - (Day)day_weekday(day);
}

/* Monday to Friday; the one holiday that nearly all the world has, and that "next year" begins
 * with, is known. */
static bool is_workday(Day day)
{
    Civil civil = civil_of_day(day);
    return day_weekday(day) <= FRIDAY && !(civil.month == 1 && civil.day == 1);
}

Day when_add_workdays(Day day, int workdays)
{
    int step = workdays < 0 ? -1 : 1;
    while (workdays && !is_workday(day))
        day -= step; /* from a Saturday, Monday is the first */
    for (int left = workdays * step; left > 0;) {
        day += step;
        left -= is_workday(day);
    }
    return day;
}

static int days_in_month(int year, int month)
{
    return day_of_civil(year, month + 1, 1) - day_of_civil(year, month, 1);
}

Day when_add_months(Day day, int months)
{
    Civil civil = civil_of_day(day);
    int last = days_in_month(civil.year, civil.month + months);
    return day_of_civil(civil.year, civil.month + months, civil.day < last ? civil.day : last);
}

/* --- spans --- */

typedef struct Days {
    Day first, last;
} Days;

static Days months_from(int year, int month, int count)
{
    return (Days){day_of_civil(year, month, 1), day_of_civil(year, month + count, 1) - 1};
}

/* A span of months that has a number within its year ("march", "Q1"), or is `ahead` of now. */
static Days months_of_span(const WhenDay *day, Civil now, int months, int shift)
{
    if (day->number) {
        int year = day->date.year ? day->date.year : now.year + shift;
        return months_from(year, (day->number - 1) * months + 1, months);
    }
    int current = (now.month - 1) / months * months + 1;
    return months_from(now.year, current + (day->ahead + shift) * months, months);
}

static Days days_of_span(const WhenDay *day, Day today, int shift)
{
    Civil now = civil_of_day(today);
    Day monday = when_monday(today) + (day->ahead + shift) * WEEK;
    switch (day->span) {
    case SPAN_WEEK:
        return (Days){monday, monday + SUNDAY};
    case SPAN_WEEKEND:
        return (Days){monday + SATURDAY, monday + SUNDAY};
    case SPAN_MONTH:
        return months_of_span(day, now, 1, shift);
    case SPAN_QUARTER:
        return months_of_span(day, now, QUARTER_MONTHS, shift);
    case SPAN_YEAR:
        break;
    }
    int year = day->date.year ? day->date.year : now.year + day->ahead + shift;
    return months_from(year, 1, MONTHS);
}

static Day of_span(const WhenDay *day, Day today, int shift)
{
    Days days = days_of_span(day, today, shift);
    if (day->span == SPAN_WEEKEND)
        return days.first;
    Day edge = days.first;
    if (day->edge == EDGE_MIDDLE)
        /* Wednesday, the 15th, the 15th of the middle month, the beginning of July. */
        edge += day->span == SPAN_WEEK ? (int)WEDNESDAY : (days.last - days.first - 1) / 2;
    if (day->edge == EDGE_END)
        edge = days.last;
    int step = day->edge == EDGE_END ? -1 : 1;
    while (!day->exact && !is_workday(edge))
        edge += step;
    return edge;
}

/* --- the other kinds --- */

static Day fixed(const WhenDay *day, Day today, int shift)
{
    return day->fixed;
}

static Day of_date(const WhenDay *day, Day today, int shift)
{
    Civil civil = {.year = day->date.year, .month = day->date.month, .day = day->date.day};
    if (!civil.year)
        civil.year = civil_of_day(today).year + shift;
    return civil_valid(civil) ? day_of_civil(civil.year, civil.month, civil.day) : DAY_NONE;
}

static Day of_month(const WhenDay *day, Day today, int shift)
{
    Civil now = civil_of_day(today);
    int month = now.month + day->ahead + shift;
    if (day->date.day < 1 || day->date.day > days_in_month(now.year, month))
        return DAY_NONE;
    return day_of_civil(now.year, month, day->date.day);
}

static Day coming(const WhenDay *day, Day today, int shift)
{
    int distance = ((int)day->weekday - (int)day_weekday(today) + WEEK) % WEEK;
    return today + (distance ? distance : WEEK) + shift * WEEK;
}

static Day of_week(const WhenDay *day, Day today, int shift)
{
    return when_monday(today) + (day->ahead + shift) * WEEK + (int)day->weekday;
}

static Day nth_weekday(const WhenDay *day, Day today, int shift)
{
    Days month = months_of_span(day, civil_of_day(today), 1, shift);
    if (!day->nth)
        return month.last - ((int)day_weekday(month.last) - (int)day->weekday + WEEK) % WEEK;
    Day first = month.first + ((int)day->weekday - (int)day_weekday(month.first) + WEEK) % WEEK;
    Day nth = first + (day->nth - 1) * WEEK;
    return nth <= month.last ? nth : DAY_NONE;
}

Day when_day(const WhenDay *day, Day today, int shift)
{
    static Day (*const kinds[DAY_KINDS])(const WhenDay *, Day, int) = {
        [DAY_FIXED] = fixed,
        [DAY_OF_DATE] = of_date,
        [DAY_OF_MONTH] = of_month,
        [DAY_COMING] = coming,
        [DAY_OF_WEEK] = of_week,
        [DAY_OF_SPAN] = of_span,
        [DAY_NTH_WEEKDAY] = nth_weekday,
    };
    if (shift && (day->kind == DAY_FIXED || day->date.year))
        return DAY_NONE;
    return kinds[day->kind](day, today, shift);
}
