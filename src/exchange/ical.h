/* iCalendar out (RFC 5545, RFC 7986): what other calendars show of Beck's.
 *
 * libical costs 3.7 ms of start-up (ICU behind it), so it lives in the module `beck-ical`
 * (base/module.h). Written are CRLF, lines folded at 75 octets between characters, texts escaped,
 * times in UTC, so that no VTIMEZONE is needed. Any thread.
 */
#pragma once

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"

enum { ICAL_ALARMS = 3 };

typedef struct IcalEvent {
    const char *uid; /* stable over all time: calendars know an event again by it */
    Time starts_at, ends_at;
    Day day;                                  /* instead: a whole day; DAY_NONE of timed events */
    const char *summary;                      /* one line */
    const char *description, *location, *url; /* or NULL */
    const char *category;                     /* or NULL */
    bool busy;                                /* else it lets others make appointments */
    Time alarms[ICAL_ALARMS];
    size_t alarm_count;
    Time changed_at; /* TIME_NONE: unknown */
    int sequence;    /* grows whenever it is moved */
    /* Of an invitation (RFC 5546 §3.2.2), all there or none. */
    const char *organizer_name, *organizer_mailbox;
    const char *attendee_name, *attendee_mailbox;
} IcalEvent;

typedef struct IcalCalendar {
    const char *name, *about;
    int refresh_minutes; /* how often others are asked to look again */
    Time now;
    bool invites; /* its events are asked for (METHOD:REQUEST), not told */
    const IcalEvent *events;
    size_t count;
} IcalCalendar;

/* Appends the calendar. BROKEN when the module is missing. */
bool ical_write(Buf *out, const IcalCalendar *calendar, Err *err);
