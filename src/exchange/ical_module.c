/* The module `beck-ical`: libical (and expat: multistatus_module.c). */
#include "base/text.h"
#include "exchange/ical_driver.h"

#include <libical/ical.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define PRODUCT "-//Beck//Beck//EN"

static struct icaltimetype in_utc(Time time)
{
    return icaltime_from_timet_with_zone((time_t)time, 0, icaltimezone_get_utc_timezone());
}

static struct icaltimetype on_day(Day day)
{
    Civil civil = civil_of_day(day);
    struct icaltimetype date = icaltime_null_date();
    date.year = civil.year;
    date.month = civil.month;
    date.day = civil.day;
    return date;
}

static void add(icalcomponent *component, icalproperty *property)
{
    icalcomponent_add_property(component, property);
}

/* Names beginning with X- are what calendars knew before RFC 7986. */
static void add_named(icalcomponent *component, const char *name, const char *value)
{
    icalproperty *property = icalproperty_new_x(value);
    icalproperty_set_x_name(property, name);
    add(component, property);
}

static struct icaldurationtype minutes_long(int minutes)
{
    enum { MINUTE_SECONDS = 60 };
    return icaldurationtype_from_int(minutes * MINUTE_SECONDS);
}

/* --- one event --- */

static void add_alarm(icalcomponent *event, Time at, const char *summary)
{
    icalcomponent *alarm = icalcomponent_new_valarm();
    struct icaltriggertype trigger = {.time = in_utc(at),
                                      .duration = icaldurationtype_null_duration()};
    add(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
    add(alarm, icalproperty_new_description(summary));
    add(alarm, icalproperty_new_trigger(trigger));
    icalcomponent_add_component(event, alarm);
}

static void add_when(icalcomponent *event, const IcalEvent *from)
{
    bool whole = from->day != DAY_NONE;
    add(event, icalproperty_new_dtstart(whole ? on_day(from->day) : in_utc(from->starts_at)));
    add(event, icalproperty_new_dtend(whole ? on_day(from->day + 1) : in_utc(from->ends_at)));
    add(event, icalproperty_new_transp(from->busy ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
}

static void add_texts(icalcomponent *event, const IcalEvent *from)
{
    add(event, icalproperty_new_summary(text_or(from->summary, "")));
    if (!text_empty(from->description))
        add(event, icalproperty_new_description(from->description));
    if (!text_empty(from->location))
        add(event, icalproperty_new_location(from->location));
    if (!text_empty(from->url))
        add(event, icalproperty_new_url(from->url));
    if (!text_empty(from->category))
        add(event, icalproperty_new_categories(from->category));
}

/* Who invites whom, and that an answer is hoped for: to nothing that is called off. */
static void add_people(icalcomponent *event, const IcalEvent *from, IcalMethod method)
{
    enum { MAILBOX_MOST = 340 };
    char mailbox[MAILBOX_MOST];
    if (!from->attendee_mailbox)
        return;
    snprintf(mailbox, sizeof mailbox, "mailto:%s", from->organizer_mailbox);
    icalproperty *organizer = icalproperty_new_organizer(mailbox);
    icalproperty_add_parameter(organizer, icalparameter_new_cn(from->organizer_name));
    add(event, organizer);
    snprintf(mailbox, sizeof mailbox, "mailto:%s", from->attendee_mailbox);
    icalproperty *attendee = icalproperty_new_attendee(mailbox);
    icalproperty_add_parameter(attendee, icalparameter_new_cn(from->attendee_name));
    icalproperty_add_parameter(attendee, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
    if (method != ICAL_CALLS_OFF) {
        icalproperty_add_parameter(attendee, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
        icalproperty_add_parameter(attendee, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
    }
    add(event, attendee);
    add(event, icalproperty_new_status(method == ICAL_CALLS_OFF ? ICAL_STATUS_CANCELLED
                                                                : ICAL_STATUS_CONFIRMED));
}

static void add_due(icalcomponent *todo, const IcalEvent *from)
{
    add(todo, icalproperty_new_due(in_utc(from->starts_at)));
    add(todo,
        icalproperty_new_status(from->done ? ICAL_STATUS_COMPLETED : ICAL_STATUS_NEEDSACTION));
    if (from->done)
        add(todo, icalproperty_new_percentcomplete(100));
}

static icalcomponent *event_of(const IcalEvent *from, const IcalCalendar *calendar)
{
    icalcomponent *event = from->todo ? icalcomponent_new_vtodo() : icalcomponent_new_vevent();
    add(event, icalproperty_new_uid(from->uid));
    add(event, icalproperty_new_dtstamp(in_utc(calendar->now)));
    if (from->changed_at != TIME_NONE)
        add(event, icalproperty_new_lastmodified(in_utc(from->changed_at)));
    add(event, icalproperty_new_sequence(from->sequence));
    if (from->todo)
        add_due(event, from);
    else
        add_when(event, from);
    add_texts(event, from);
    add_people(event, from, calendar->method);
    for (size_t i = 0; i < from->alarm_count; i++)
        add_alarm(event, from->alarms[i], text_or(from->summary, ""));
    return event;
}

/* --- the calendar --- */

/* What a calendar is called and how often it is fetched; nobody asks that of an invitation. */
static void describe(icalcomponent *calendar, const IcalCalendar *from)
{
    enum { SHOWN = 32 };
    char every[SHOWN];
    add(calendar, icalproperty_new_name(from->name));
    add_named(calendar, "X-WR-CALNAME", from->name);
    if (!text_empty(from->about))
        add(calendar, icalproperty_new_description(from->about));
    icalproperty *refresh = icalproperty_new_refreshinterval(minutes_long(from->refresh_minutes));
    icalproperty_add_parameter(refresh, icalparameter_new_value(ICAL_VALUE_DURATION));
    add(calendar, refresh);
    snprintf(every, sizeof every, "PT%dM", from->refresh_minutes);
    add_named(calendar, "X-PUBLISHED-TTL", every);
}

static icalcomponent *calendar_of(const IcalCalendar *from)
{
    icalcomponent *calendar = icalcomponent_new_vcalendar();
    add(calendar, icalproperty_new_version("2.0"));
    add(calendar, icalproperty_new_prodid(PRODUCT));
    static const icalproperty_method methods[] = {[ICAL_TELLS] = ICAL_METHOD_PUBLISH,
                                                  [ICAL_ASKS] = ICAL_METHOD_REQUEST,
                                                  [ICAL_CALLS_OFF] = ICAL_METHOD_CANCEL};
    if (!from->stored)
        add(calendar, icalproperty_new_method(methods[from->method]));
    if (from->method == ICAL_TELLS && !from->stored)
        describe(calendar, from);
    for (size_t i = 0; i < from->count; i++)
        icalcomponent_add_component(calendar, event_of(&from->events[i], from));
    return calendar;
}

/* libical makes ids of its own for zones ("/freeassociation…") unless it is told not to. */
static void settle(void)
{
    icaltimezone_set_tzid_prefix("");
    icalerror_set_errors_are_fatal(0);
}

static void settle_once(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, settle);
}

static char *write_calendar(const IcalCalendar *from)
{
    settle_once();
    icalcomponent *calendar = calendar_of(from);
    char *text = icalcomponent_as_ical_string_r(calendar);
    icalcomponent_free(calendar);
    return text;
}

/* --- reading ---------------------------------------------------------------------------------- */

typedef struct Reading {
    Arena *arena;
    const IcalWindow *window;
    icalcomponent *calendar;
    IcalObject *object;
} Reading;

static bool is_null(struct icaltimetype time)
{
    return icaltime_is_null_time(time) || !icaltime_is_valid_time(time);
}

/* Without a zone of its own it is where the reader is; a day without a time begins with the work.
 */
static Time time_of(const Reading *reading, struct icaltimetype time)
{
    enum { MORNING = 9 * 60, YEAR_LEAST = 1900, YEAR_MOST = 9000, HOUR_MINUTES = 60 };
    if (is_null(time) || time.year < YEAR_LEAST || time.year > YEAR_MOST)
        return TIME_NONE;
    if (!time.is_date && (time.zone || icaltime_is_utc(time)))
        return (Time)icaltime_as_timet_with_zone(time, time.zone);
    return zone_time(reading->window->zone, day_of_civil(time.year, time.month, time.day),
                     time.is_date ? MORNING : time.hour * HOUR_MINUTES + time.minute);
}

/* With its TZID looked up. */
static struct icaltimetype date_of(const Reading *reading, icalcomponent *component,
                                   icalproperty_kind kind)
{
    icalproperty *property = icalcomponent_get_first_property(component, kind);
    return property ? icalproperty_get_datetime_with_component(property, reading->calendar)
                    : icaltime_null_time();
}

static Time length_of(const Reading *reading, icalcomponent *component, Time starts_at)
{
    enum { USUAL = HOUR };
    Time ends_at = time_of(reading, date_of(reading, component, ICAL_DTEND_PROPERTY));
    icalproperty *duration = icalcomponent_get_first_property(component, ICAL_DURATION_PROPERTY);
    if (ends_at != TIME_NONE)
        return ends_at > starts_at ? ends_at - starts_at : 0;
    int length =
        duration ? icaldurationtype_as_int(icalproperty_get_duration(duration)) : (int)USUAL;
    return length > 0 ? length : 0;
}

static const char *summary_of(const Reading *reading, icalcomponent *component)
{
    const char *summary = icalcomponent_get_summary(component);
    return summary ? text_clean(reading->arena, summary, strlen(summary), ICAL_TEXT_MOST) : NULL;
}

/* NULL: it is none. */
static const char *mailbox_of(Arena *arena, const char *address)
{
    static const char scheme[] = "mailto:";
    enum { MAILBOX_MOST = 254 };
    if (!address || !text_starts_nocase(address, scheme))
        return NULL;
    const char *from = address + strlen(scheme);
    char *mailbox = text_clean(arena, from, strlen(from), MAILBOX_MOST);
    for (char *at = mailbox; *at; at++)
        *at = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
    return mailbox;
}

static void add_person(const Reading *reading, const char *address, bool declined,
                       IcalPerson *people, size_t *count)
{
    const char *mailbox = mailbox_of(reading->arena, address);
    if (mailbox && *count < ICAL_PEOPLE_MOST)
        people[(*count)++] = (IcalPerson){mailbox, declined};
}

static bool has_declined(icalproperty *attendee)
{
    icalparameter *status = icalproperty_get_first_parameter(attendee, ICAL_PARTSTAT_PARAMETER);
    return status && icalparameter_get_partstat(status) == ICAL_PARTSTAT_DECLINED;
}

static const IcalPerson *people_of(const Reading *reading, icalcomponent *component, size_t *count)
{
    IcalPerson *people = arena_array(reading->arena, ICAL_PEOPLE_MOST, sizeof *people);
    icalproperty *organizer = icalcomponent_get_first_property(component, ICAL_ORGANIZER_PROPERTY);
    *count = 0;
    if (organizer)
        add_person(reading, icalproperty_get_organizer(organizer), false, people, count);
    for (icalproperty *one = icalcomponent_get_first_property(component, ICAL_ATTENDEE_PROPERTY);
         one; one = icalcomponent_get_next_property(component, ICAL_ATTENDEE_PROPERTY))
        add_person(reading, icalproperty_get_attendee(one), has_declined(one), people, count);
    return people;
}

static void add_occurrence(Reading *reading, const IcalOccurrence *what, Time starts_at,
                           Time length)
{
    const IcalWindow *window = reading->window;
    IcalObject *object = reading->object;
    if (starts_at == TIME_NONE || starts_at >= window->until || starts_at + length < window->from ||
        object->count == ICAL_OCCURRENCES_MOST)
        return;
    object->at[object->count] = *what;
    object->at[object->count].starts_at = starts_at;
    object->at[object->count++].ends_at = starts_at + length;
}

static bool is_cancelled(icalcomponent *component)
{
    return icalcomponent_get_status(component) == ICAL_STATUS_CANCELLED;
}

/* Moved or cancelled by a component of its own, or taken out. */
static bool is_told_apart(const Reading *reading, icalcomponent *series, Time starts_at)
{
    for (icalcomponent *one =
             icalcomponent_get_first_component(reading->calendar, ICAL_VEVENT_COMPONENT);
         one; one = icalcomponent_get_next_component(reading->calendar, ICAL_VEVENT_COMPONENT))
        if (time_of(reading, date_of(reading, one, ICAL_RECURRENCEID_PROPERTY)) == starts_at)
            return true;
    for (icalproperty *one = icalcomponent_get_first_property(series, ICAL_EXDATE_PROPERTY); one;
         one = icalcomponent_get_next_property(series, ICAL_EXDATE_PROPERTY))
        if (time_of(reading, icalproperty_get_datetime_with_component(one, reading->calendar)) ==
            starts_at)
            return true;
    return false;
}

/* What comes more than once a day is no series of meetings, and could be counted for ever. */
static bool is_of_days(const struct icalrecurrencetype *rule)
{
    return rule->freq >= ICAL_DAILY_RECURRENCE && rule->freq <= ICAL_YEARLY_RECURRENCE &&
           (rule->by_hour[0] == ICAL_RECURRENCE_ARRAY_MAX ||
            rule->by_hour[1] == ICAL_RECURRENCE_ARRAY_MAX) &&
           (rule->by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX ||
            rule->by_minute[1] == ICAL_RECURRENCE_ARRAY_MAX) &&
           (rule->by_second[0] == ICAL_RECURRENCE_ARRAY_MAX ||
            rule->by_second[1] == ICAL_RECURRENCE_ARRAY_MAX);
}

/* Dates before the window are stepped over. */
static void add_series(Reading *reading, icalcomponent *series, icalproperty *property,
                       const IcalOccurrence *what, struct icaltimetype start, Time length)
{
    enum { STEPS_MOST = 40000 };
    struct icalrecurrencetype rule = icalproperty_get_rrule(property);
    if (!is_of_days(&rule))
        return;
    icalrecur_iterator *walk = icalrecur_iterator_new(rule, start);
    if (!walk)
        return;
    struct icaltimetype next = icalrecur_iterator_next(walk);
    Time first = time_of(reading, start);
    for (int steps = 0; steps < STEPS_MOST && !icaltime_is_null_time(next) &&
                        reading->object->count < ICAL_OCCURRENCES_MOST;
         steps++, next = icalrecur_iterator_next(walk)) {
        next.zone = start.zone;
        Time starts_at = time_of(reading, next);
        if (starts_at == TIME_NONE || starts_at >= reading->window->until)
            break;
        if (starts_at != first && starts_at + length >= reading->window->from &&
            !is_told_apart(reading, series, starts_at))
            add_occurrence(reading, what, starts_at, length);
    }
    icalrecur_iterator_free(walk);
}

static void read_event(Reading *reading, icalcomponent *event)
{
    struct icaltimetype start = date_of(reading, event, ICAL_DTSTART_PROPERTY);
    Time starts_at = time_of(reading, start);
    bool told_apart = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != NULL;
    if (starts_at == TIME_NONE)
        return;
    if (!told_apart)
        reading->object->first_at = starts_at;
    if (is_cancelled(event))
        return;
    Time length = length_of(reading, event, starts_at);
    IcalOccurrence what = {.summary = summary_of(reading, event)};
    what.people = people_of(reading, event, &what.person_count);
    if (told_apart || !is_told_apart(reading, event, starts_at))
        add_occurrence(reading, &what, starts_at, length);
    for (icalproperty *rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
         rule && !told_apart; rule = icalcomponent_get_next_property(event, ICAL_RRULE_PROPERTY))
        add_series(reading, event, rule, &what, start, length);
}

static void read_todo(Reading *reading, icalcomponent *todo)
{
    IcalObject *object = reading->object;
    object->todo = true;
    object->completed = icalcomponent_get_status(todo) == ICAL_STATUS_COMPLETED ||
                        icalcomponent_get_first_property(todo, ICAL_COMPLETED_PROPERTY) != NULL;
    object->first_at = time_of(reading, date_of(reading, todo, ICAL_DUE_PROPERTY));
}

static bool read_components(Reading *reading)
{
    icalcomponent *calendar = reading->calendar;
    const char *uid = NULL;
    for (icalcomponent *one = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT); one;
         one = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT))
        if (icalcomponent_isa(one) == ICAL_VEVENT_COMPONENT ||
            icalcomponent_isa(one) == ICAL_VTODO_COMPONENT)
            uid = text_or(uid, icalcomponent_get_uid(one));
    if (text_empty(uid))
        return false;
    reading->object->uid = text_clean(reading->arena, uid, strlen(uid), ICAL_TEXT_MOST);
    icalcomponent *todo = icalcomponent_get_first_component(calendar, ICAL_VTODO_COMPONENT);
    if (todo)
        read_todo(reading, todo);
    /* A compiterator of its own: what reads an event walks the calendar, too. */
    for (icalcompiter at = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
         icalcompiter_deref(&at); icalcompiter_next(&at))
        read_event(reading, icalcompiter_deref(&at));
    return true;
}

static bool read_object(Arena *arena, const char *text, const IcalWindow *window,
                        IcalObject *object)
{
    settle_once();
    icalcomponent *calendar = icalcomponent_new_from_string(text);
    if (!calendar)
        return false;
    IcalObject made = {.first_at = TIME_NONE,
                       .at = arena_array(arena, ICAL_OCCURRENCES_MOST, sizeof *made.at)};
    Reading reading = {arena, window, calendar, &made};
    bool right =
        icalcomponent_isa(calendar) == ICAL_VCALENDAR_COMPONENT && read_components(&reading);
    icalcomponent_free(calendar);
    if (right)
        *object = made;
    return right;
}

/* --- answers ---------------------------------------------------------------------------------- */

static IcalPart part_of(icalproperty *attendee)
{
    icalparameter *status = icalproperty_get_first_parameter(attendee, ICAL_PARTSTAT_PARAMETER);
    switch (status ? icalparameter_get_partstat(status) : ICAL_PARTSTAT_NEEDSACTION) {
    case ICAL_PARTSTAT_ACCEPTED:
        return ICAL_PART_YES;
    case ICAL_PARTSTAT_DECLINED:
        return ICAL_PART_NO;
    case ICAL_PARTSTAT_TENTATIVE:
        return ICAL_PART_MAYBE;
    default:
        return ICAL_PART_OPEN;
    }
}

static void read_attendees(Arena *arena, icalcomponent *event, IcalAnswer *answer)
{
    IcalAttendee *people = arena_array(arena, ICAL_PEOPLE_MOST, sizeof *people);
    for (icalproperty *one = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY);
         one && answer->person_count < ICAL_PEOPLE_MOST;
         one = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY)) {
        const char *mailbox = mailbox_of(arena, icalproperty_get_attendee(one));
        if (mailbox)
            people[answer->person_count++] = (IcalAttendee){mailbox, part_of(one)};
    }
    answer->people = people;
}

static bool read_answer_event(const Reading *reading, icalcomponent *event, IcalAnswer *answer)
{
    enum { COMMENT_MOST = 2000 };
    const char *uid = icalcomponent_get_uid(event), *comment = icalcomponent_get_comment(event);
    icalproperty *sequence = icalcomponent_get_first_property(event, ICAL_SEQUENCE_PROPERTY);
    if (text_empty(uid) || icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY))
        return false;
    answer->uid = text_clean(reading->arena, uid, strlen(uid), ICAL_TEXT_MOST);
    answer->sequence = sequence ? icalproperty_get_sequence(sequence) : 0;
    answer->stamp = time_of(reading, date_of(reading, event, ICAL_DTSTAMP_PROPERTY));
    answer->starts_at = time_of(reading, date_of(reading, event, ICAL_DTSTART_PROPERTY));
    answer->ends_at = answer->starts_at == TIME_NONE
                          ? TIME_NONE
                          : answer->starts_at + length_of(reading, event, answer->starts_at);
    answer->comment = text_empty(comment) ? NULL
                                          : text_clean_lines(reading->arena, comment,
                                                             strlen(comment), COMMENT_MOST);
    read_attendees(reading->arena, event, answer);
    return answer->person_count > 0;
}

static bool read_answer(Arena *arena, const char *text, const Zone *zone, IcalAnswer *answer)
{
    settle_once();
    icalcomponent *calendar = icalcomponent_new_from_string(text);
    if (!calendar)
        return false;
    const IcalWindow window = {.zone = zone};
    const Reading reading = {.arena = arena, .window = &window, .calendar = calendar};
    bool is_calendar = icalcomponent_isa(calendar) == ICAL_VCALENDAR_COMPONENT;
    icalproperty_method method =
        is_calendar ? icalcomponent_get_method(calendar) : ICAL_METHOD_NONE;
    icalcomponent *event =
        is_calendar ? icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT) : NULL;
    bool alone = event && !icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT);
    IcalAnswer made = {.counters = method == ICAL_METHOD_COUNTER};
    bool right = alone && (made.counters || method == ICAL_METHOD_REPLY) &&
                 read_answer_event(&reading, event, &made);
    icalcomponent_free(calendar);
    if (right)
        *answer = made;
    return right;
}

/* Found by its name: base/module.h. */
extern const IcalDriver beck_module_ical;
__attribute__((visibility("default")))
const IcalDriver beck_module_ical = {.write = write_calendar,
                                     .read = read_object,
                                     .read_answer = read_answer,
                                     .read_multistatus = ical_read_multistatus};
