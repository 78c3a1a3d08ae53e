/* A user's calendar as a document:
 *
 *     {name, events [{uid, category, date, starts_at, ends_at, summary, description, location, url,
 *      busy, alarms [time…]}…], ics}
 *
 * `date` of whole days, else null, and then `starts_at` and `ends_at`; `ics` is the same as
 * iCalendar. */
#pragma once

#include "action/calendar.h"
#include "base/doc.h"

Doc *view_calendar(Arena *arena, const IcalCalendar *calendar, const char *ics);
