/* iCalendar (RFC 5545, RFC 7986): what other calendars show of Beck's, and what stands in them.
 *
 * libical costs 3.7 ms of start-up (ICU behind it), so it lives in the module `beck-ical`
 * (base/module.h). Written are CRLF, lines folded at 75 octets between characters, texts escaped,
 * times in UTC, so that no VTIMEZONE is needed. Any thread.
 */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/zone.h"

enum { ICAL_ALARMS = 3 };

typedef struct IcalEvent {
    const char *uid; /* stable over all time: calendars know an event again by it */
    bool todo;       /* a task that is due at `starts_at`, instead of an event */
    bool done;       /* … which is completed */
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

typedef enum IcalMethod {
    ICAL_TELLS,    /* PUBLISH */
    ICAL_ASKS,     /* REQUEST: whoever attends is asked to come, or told of what has changed */
    ICAL_CALLS_OFF /* CANCEL */
} IcalMethod;

typedef struct IcalCalendar {
    const char *name, *about;
    int refresh_minutes; /* how often others are asked to look again */
    Time now;
    IcalMethod method;
    bool stored; /* it is an object of a CalDAV collection: without METHOD (RFC 4791 §4.1), name */
    const IcalEvent *events;
    size_t count;
} IcalCalendar;

/* Appends the calendar. BROKEN when the module is missing. */
bool ical_write(Buf *out, const IcalCalendar *calendar, Err *err);

const char *ical_method_name(IcalMethod method); /* "REQUEST" */

/* --- reading ---

   One object as a calendar keeps it: an event or a task with all that is said of its repetitions.
   The bytes are foreign. Repetitions are worked out for a window of time, and at most
   ICAL_OCCURRENCES_MOST of them; those within a day (RRULE of hours and less) count once. */

enum { ICAL_OCCURRENCES_MOST = 64, ICAL_PEOPLE_MOST = 100, ICAL_TEXT_MOST = 300 };

typedef struct IcalPerson {
    const char *mailbox; /* lower case, without "mailto:" */
    bool declined;
} IcalPerson;

/* Once of it. Cancelled ones are left out. */
typedef struct IcalOccurrence {
    Time starts_at, ends_at;
    const char *summary;      /* one line, or NULL */
    const IcalPerson *people; /* organizer and attendees */
    size_t person_count;
} IcalOccurrence;

typedef struct IcalObject {
    const char *uid;
    bool todo, completed; /* a task; ticked off */
    Time first_at;        /* when it starts, or a task is due; TIME_NONE: it does not say */
    IcalOccurrence *at;   /* in no order, of events */
    size_t count;
} IcalObject;

typedef struct IcalWindow {
    Time from, until;
    const Zone *zone; /* where times without a zone are */
} IcalWindow;

/* INPUT: it is no iCalendar object. BROKEN when the module is missing. */
bool ical_read(Arena *arena, const char *text, const IcalWindow *window, IcalObject *object,
               Err *err);

/* What an attendee's calendar answers to an invitation (RFC 5546 §3.2.3, §3.2.7). The bytes are
 * foreign, and anybody may have written them: nothing in it is more than a claim. */
typedef enum IcalPart { ICAL_PART_OPEN, ICAL_PART_YES, ICAL_PART_NO, ICAL_PART_MAYBE } IcalPart;

typedef struct IcalAttendee {
    const char *mailbox; /* as of IcalPerson */
    IcalPart part;
} IcalAttendee;

typedef struct IcalAnswer {
    bool counters; /* METHOD:COUNTER, another time is proposed; else METHOD:REPLY */
    const char *uid;
    int sequence;            /* of the invitation that is answered; 0: it does not say */
    Time stamp;              /* DTSTAMP, when it was written; TIME_NONE: it does not say */
    Time starts_at, ends_at; /* as it says; TIME_NONE: it does not */
    const char *comment;     /* lines, or NULL */
    const IcalAttendee *people;
    size_t person_count;
} IcalAnswer;

/* `zone`: where times without a zone are. INPUT: it is no such answer to one appointment that does
 * not repeat. BROKEN when the module is missing. */
bool ical_read_answer(Arena *arena, const char *text, const Zone *zone, IcalAnswer *answer,
                      Err *err);
