/* The module `beck-ical`: libical. */
#include "base/text.h"
#include "exchange/ical_driver.h"

#include <libical/ical.h>
#include <pthread.h>
#include <stdio.h>

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

/* Who invites whom, and that an answer is hoped for. */
static void add_people(icalcomponent *event, const IcalEvent *from)
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
    icalproperty_add_parameter(attendee, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
    icalproperty_add_parameter(attendee, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
    add(event, attendee);
}

static icalcomponent *event_of(const IcalEvent *from, Time now)
{
    icalcomponent *event = icalcomponent_new_vevent();
    add(event, icalproperty_new_uid(from->uid));
    add(event, icalproperty_new_dtstamp(in_utc(now)));
    if (from->changed_at != TIME_NONE)
        add(event, icalproperty_new_lastmodified(in_utc(from->changed_at)));
    add(event, icalproperty_new_sequence(from->sequence));
    add_when(event, from);
    add_texts(event, from);
    add_people(event, from);
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
    add(calendar,
        icalproperty_new_method(from->invites ? ICAL_METHOD_REQUEST : ICAL_METHOD_PUBLISH));
    if (!from->invites)
        describe(calendar, from);
    for (size_t i = 0; i < from->count; i++)
        icalcomponent_add_component(calendar, event_of(&from->events[i], from->now));
    return calendar;
}

/* libical makes ids of its own for zones ("/freeassociation…") unless it is told not to. */
static void settle(void)
{
    icaltimezone_set_tzid_prefix("");
    icalerror_set_errors_are_fatal(0);
}

static char *write_calendar(const IcalCalendar *from)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, settle);
    icalcomponent *calendar = calendar_of(from);
    char *text = icalcomponent_as_ical_string_r(calendar);
    icalcomponent_free(calendar);
    return text;
}

/* Found by its name: base/module.h. */
extern const IcalDriver beck_module_ical;
__attribute__((visibility("default")))
const IcalDriver beck_module_ical = {.write = write_calendar};
