/* Which days are worked, here and there. */
#include "follow/line_part.h"

static bool workspace_closed(const Policy *policy, Day day)
{
    size_t low = 0, high = policy->closed_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (policy->closed[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low < policy->closed_count && policy->closed[low] == day;
}

bool line_calendar_works(const Policy *policy, HolidayCalendar calendar, Day day)
{
    return !holiday_weekend(calendar, day_weekday(day)) && !holiday_on(calendar, day) &&
           !workspace_closed(policy, day);
}

bool line_working_day(const Policy *policy, const char *country, const char *region, Day day)
{
    return line_calendar_works(policy, holiday_calendar(country, region), day);
}

static bool has_hours(const Worker *owner)
{
    for (size_t weekday = 0; weekday < 7; weekday++)
        if (owner->hours[weekday].from < owner->hours[weekday].to)
            return true;
    return false;
}

LineShift line_shift_of(const Worker *owner, const Policy *policy)
{
    return (LineShift){owner, policy, holiday_calendar(owner->country, owner->region)};
}

bool line_shift_works(const LineShift *shift, Day day)
{
    const Worker *owner = shift->owner;
    Weekday weekday = day_weekday(day);
    if (owner->hours[weekday].from >= owner->hours[weekday].to &&
        (has_hours(owner) || holiday_weekend(shift->calendar, weekday)))
        return false;
    for (size_t at = 0; at < owner->absence_count; at++)
        if (day >= owner->absences[at].first && day <= owner->absences[at].last)
            return false;
    return !holiday_on(shift->calendar, day) && !workspace_closed(shift->policy, day);
}

bool line_owner_works(const Worker *owner, const Policy *policy, Day day)
{
    LineShift shift = line_shift_of(owner, policy);
    return line_shift_works(&shift, day);
}

Day line_shift_next(const LineShift *shift, Day day)
{
    for (Day at = day; at <= day + LINE_SEARCH_DAYS; at++)
        if (line_shift_works(shift, at))
            return at;
    return day;
}

Day line_add_working_days(const Worker *owner, const Policy *policy, Day day, int count)
{
    LineShift shift = line_shift_of(owner, policy);
    if (count <= 0)
        return line_shift_next(&shift, day);
    for (int at = 0; at < count; at++)
        day = line_shift_next(&shift, day + 1);
    return day;
}

int line_working_days_between(const Worker *owner, const Policy *policy, Day from, Day to)
{
    LineShift shift = line_shift_of(owner, policy);
    int count = 0;
    for (Day day = from + 1; day <= to; day++)
        count += line_shift_works(&shift, day);
    return count;
}
