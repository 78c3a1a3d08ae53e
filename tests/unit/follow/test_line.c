/* The line: who may be touched when. Legal hours by state and country, both DST changes, several
 * zones, working days and holidays, caps, holds, stops, and what exempt touches are free of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/text.h"
#include "follow/line_part.h"

#include <string.h>

static const char *zone_here; /* of the row under test, for messages */

static const Zone *zone_named(const char *name)
{
    const Zone *zone = zone_find(name);
    if (!zone)
        fail_msg("no zone %s", name);
    return zone;
}

static int digits(const char *text, int count)
{
    int number = 0;
    for (int at = 0; at < count; at++)
        number = number * 10 + text[at] - '0';
    return number;
}

static Day day_at(const char *wall)
{
    return day_of_civil(digits(wall, 4), digits(wall + 5, 2), digits(wall + 8, 2));
}

/* "2026-11-23 10:00" on the wall there. */
static Time time_at(const char *zone, const char *wall)
{
    return zone_time(zone_named(zone), day_at(wall),
                     digits(wall + 11, 2) * 60 + digits(wall + 14, 2));
}

static void assert_time(Time time, const char *zone, const char *wall)
{
    if (time == time_at(zone, wall))
        return;
    Civil civil = zone_civil(zone_named(zone), time == TIME_NONE ? 0 : time);
    fail_msg("%s: %s%04d-%02d-%02d %02d:%02d:%02d, not %s", zone_here ? zone_here : zone,
             time == TIME_NONE ? "never " : "", civil.year, civil.month, civil.day, civil.hour,
             civil.minute, civil.second, wall);
}

/* A seller in New York, a contact in a place, one address. */
typedef struct Scene {
    Policy policy;
    Worker owner;
    Person person;
    Reach reach;
    Situation situation;
} Scene;

static void set_scene(Scene *scene, const char *zone, const char *country, const char *region,
                      AddressKind kind)
{
    *scene = (Scene){.policy = policy_default()};
    scene->owner =
        (Worker){.id = 1, .name = "Sue", .zone = zone_named("America/New_York"), .country = "US"};
    for (int weekday = MONDAY; weekday <= FRIDAY; weekday++)
        scene->owner.hours[weekday] = (Hours){9 * 60, 17 * 60};
    /* Of whom the place is known the number says nothing more: it is toll-free. */
    scene->reach = (Reach){.id = 7,
                           .kind = kind,
                           .text_basis = true,
                           .value = country ? "+18005550100" : "+12025550100"};
    scene->person = (Person){.id = 5,
                             .name = "Bob",
                             .country = country,
                             .region = region,
                             .reaches = &scene->reach,
                             .reach_count = 1,
                             .last_touched_at = TIME_NONE,
                             .last_talked_at = TIME_NONE,
                             .last_tried_at = TIME_NONE};
    if (zone)
        scene->person.zones[scene->person.zone_count++] = zone_named(zone);
    scene->situation = (Situation){
        .lead_id = 3,
        .account_id = 2,
        .contact_id = 5,
        .people = &scene->person,
        .person_count = 1,
        .owner = &scene->owner,
        .policy = &scene->policy,
        .account_climb_day = DAY_NONE,
        .account_mail_day = DAY_NONE,
        .state = {.first_talked_at = 1000,
                  .last_talked_at = 1000,
                  .last_touched_at = TIME_NONE,
                  .answered_at = TIME_NONE,
                  .our_answer_at = TIME_NONE,
                  .agreed_at = TIME_NONE,
                  .retry_at = TIME_NONE,
                  .rest_until = TIME_NONE},
    };
}

static LineAnswer ask(const Scene *scene, Channel channel, Mode mode, bool exempt, Time at)
{
    return line_ask(&scene->situation, &scene->person, &scene->reach, channel, mode, exempt, at);
}

static Time open_after(const Scene *scene, Channel channel, Mode mode, bool exempt, Time from)
{
    return line_open_after(&scene->situation, &scene->person, &scene->reach, channel, mode, exempt,
                           from);
}

/* --- the law --- */

typedef struct LawRow {
    const char *country, *region, *day; /* of which day */
    int from, to;                       /* minutes; equal: closed */
    const char *source;                 /* begins so */
} LawRow;

#define AT(hour) ((hour)*60)

/* 2026-11-23 is a Monday, the 28th a Saturday, the 29th a Sunday, the 26th Thanksgiving. */
static const LawRow law_rows[] = {
    {"US", NULL, "2026-11-23", AT(8), AT(21), "47 CFR"},
    {"US", "CA", "2026-11-29", AT(8), AT(21), "47 CFR"},
    {"US", "AL", "2026-11-23", AT(8), AT(20), "Ala."},
    {"US", "AL", "2026-11-29", 0, 0, "Ala."},
    {"US", "AL", "2026-11-26", 0, 0, "Ala."},
    {"US", "CT", "2026-11-23", AT(9), AT(20), "Conn."},
    {"US", "FL", "2026-11-23", AT(8), AT(20), "Fla."},
    {"US", "FL", "2026-11-29", AT(8), AT(20), "Fla."},
    {"US", "KY", "2026-11-23", AT(10), AT(21), "KRS"},
    {"US", "LA", "2026-11-28", AT(8), AT(20), "La."},
    {"US", "LA", "2026-11-29", 0, 0, "La."},
    {"US", "MA", "2026-11-23", AT(8), AT(20), "M.G.L."},
    {"US", "MD", "2026-11-23", AT(8), AT(20), "Md."},
    {"US", "MN", "2026-11-23", AT(9), AT(21), "Minn."},
    {"US", "MS", "2026-11-23", AT(8), AT(20), "Miss."},
    {"US", "MS", "2026-11-29", 0, 0, "Miss."},
    {"US", "NM", "2026-11-23", AT(9), AT(21), "N.M."},
    {"US", "NV", "2026-11-23", AT(9), AT(20), "NRS"},
    {"US", "OK", "2026-11-23", AT(8), AT(20), "15 O.S."},
    {"US", "OR", "2026-11-23", AT(8), AT(20), "ORS"},
    {"US", "PA", "2026-11-23", AT(8), AT(21), "73 P.S."},
    {"US", "PA", "2026-11-26", 0, 0, "73 P.S."},
    {"US", "RI", "2026-11-23", AT(9), AT(18), "R.I."},
    {"US", "RI", "2026-11-28", AT(10), AT(17), "R.I."},
    {"US", "RI", "2026-11-29", 0, 0, "R.I."},
    {"US", "SD", "2026-11-28", AT(9), AT(21), "SDCL"},
    {"US", "SD", "2026-11-29", 0, 0, "SDCL"},
    {"US", "TX", "2026-11-23", AT(9), AT(21), "Tex."},
    {"US", "TX", "2026-11-29", AT(12), AT(21), "Tex."},
    {"US", "UT", "2026-11-29", 0, 0, "Utah"},
    {"US", "WA", "2026-11-23", AT(8), AT(20), "RCW"},
    {"US", "WY", "2026-11-23", AT(8), AT(20), "Wyo."},
    {"AU", "NSW", "2026-11-23", AT(9), AT(20), "Telecomm"},
    {"AU", "NSW", "2026-11-28", AT(9), AT(17), "Telecomm"},
    {"AU", "NSW", "2026-12-25", 0, 0, "Telecomm"},
    {"BR", NULL, "2026-11-28", AT(10), AT(16), "SART"},
    {"CA", "ON", "2026-11-23", AT(9), AT(21), "policy"}, /* until 21:30 by law */
    {"CA", "ON", "2026-11-29", AT(10), AT(18), "CRTC"},
    {"DE", "BY", "2026-11-28", AT(10), AT(16), "DDV"},
    {"DE", "BY", "2026-11-29", 0, 0, "DDV"},
    {"ES", NULL, "2026-11-23", AT(9), AT(21), "RDLeg"},
    {"ES", NULL, "2026-11-28", 0, 0, "RDLeg"},
    {"FR", NULL, "2026-11-28", 0, 0, "décret"},
    {"GB", NULL, "2026-11-29", AT(9), AT(21), "DMA"},
    {"IN", NULL, "2026-11-23", AT(10), AT(21), "TRAI"},
    {"IT", NULL, "2026-11-28", AT(10), AT(19), "Codice"},
    {"NL", NULL, "2026-11-28", AT(10), AT(16), "Code"},
    {"NO", NULL, "2026-11-28", 0, 0, "markeds"},
    {"ZA", NULL, "2026-11-28", AT(9), AT(13), "Consumer"},
    {"JP", NULL, "2026-11-29", AT(8), AT(21), "policy"},
    {NULL, NULL, "2026-11-29", AT(8), AT(21), "policy"},
};

static void hours_by_law(void **state)
{
    Policy policy = policy_default();
    for (size_t at = 0; at < sizeof law_rows / sizeof *law_rows; at++) {
        const LawRow *row = &law_rows[at];
        LineHours hours =
            line_call_hours(&policy, ADDRESS_CELL, row->country, row->region, day_at(row->day));
        bool same = row->from == row->to ? hours.count == 0
                                         : hours.count == 1 && hours.windows[0].from == row->from &&
                                               hours.windows[0].to == row->to;
        if (!same || strncmp(hours.source, row->source, strlen(row->source)) != 0)
            fail_msg("%s %s %s: %zu windows, %d–%d by %s", row->country, row->region, row->day,
                     hours.count, hours.windows[0].from, hours.windows[0].to, hours.source);
    }
}

static bool row_for(const char *country, const char *region)
{
    for (size_t at = 0; at < sizeof law_rows / sizeof *law_rows; at++)
        if (text_equal(law_rows[at].country, country) && text_equal(law_rows[at].region, region))
            return true;
    return false;
}

/* A region never leaves more than its country. */
static void assert_within(const CallLaw *inner, const CallLaw *outer)
{
    for (int day = 0; day < LAW_DAYS; day++) {
        Hours in = inner->hours[day][0], out = outer->hours[day][0];
        assert_true(in.from == in.to || (in.from >= out.from && in.to <= out.to));
        assert_true(inner->hours[day][1].to == 0 && outer->hours[day][1].to == 0);
    }
}

static void every_state_is_tested(void **state)
{
    for (int place = 0; place < PLACE_CODES; place++) {
        const LawCountry *country = &line_law_countries[place];
        const char code[] = {(char)('A' + place / 26), (char)('A' + place % 26), '\0'};
        for (size_t at = 0; at < country->count; at++) {
            const CallLaw *law = &country->laws[at];
            assert_true((at == 0) == (law->region[0] == '\0'));
            assert_true(strlen(law->source) > 8);
            if (at) {
                assert_within(law, &country->laws[0]);
                if (!row_for(code, law->region))
                    fail_msg("no row for %s-%s", code, law->region);
            }
            for (int day = 0; day < LAW_DAYS; day++)
                for (int window = 0; window < 2; window++) {
                    Hours hours = law->hours[day][window];
                    assert_true(hours.from <= hours.to && hours.to <= 24 * 60);
                }
        }
    }
}

static void france_has_two_windows(void **state)
{
    Policy policy = policy_default();
    LineHours hours = line_call_hours(&policy, ADDRESS_CELL, "FR", NULL, day_at("2026-11-23"));
    assert_int_equal(hours.count, 2);
    assert_int_equal(hours.windows[0].from, AT(10));
    assert_int_equal(hours.windows[0].to, AT(13));
    assert_int_equal(hours.windows[1].from, AT(14));
    assert_int_equal(hours.windows[1].to, AT(20));

    policy.call_hours = (Hours){AT(12), AT(13)}; /* a policy may be stricter still */
    hours = line_call_hours(&policy, ADDRESS_CELL, "FR", NULL, day_at("2026-11-23"));
    assert_int_equal(hours.count, 1);
    assert_int_equal(hours.windows[0].from, AT(12));
    assert_string_equal(hours.source, "policy: call hours");

    Scene scene;
    set_scene(&scene, "Europe/Paris", "FR", NULL, ADDRESS_CELL);
    scene.owner.zone = zone_named("Europe/Paris");
    scene.owner.country = "FR";
    LineAnswer answer =
        ask(&scene, CHANNEL_PHONE, MODE_PERSON, false, time_at("Europe/Paris", "2026-11-23 13:10"));
    assert_int_equal(answer.rule, LINE_QUIET);
    assert_time(answer.until, "Europe/Paris", "2026-11-23 14:00");
    assert_true(strstr(answer.source, "2022-1313") != NULL);
    assert_time(open_after(&scene, CHANNEL_PHONE, MODE_PERSON, false,
                           time_at("Europe/Paris", "2026-11-27 20:00")),
                "Europe/Paris", "2026-11-30 10:00");
}

static void offices_keep_office_hours(void **state)
{
    Policy policy = policy_default();
    LineHours hours = line_call_hours(&policy, ADDRESS_OFFICE, "US", "FL", day_at("2026-11-23"));
    assert_int_equal(hours.windows[0].from, 8 * 60 + 30);
    assert_int_equal(hours.windows[0].to, 17 * 60 + 30);
    assert_int_equal(
        line_call_hours(&policy, ADDRESS_SWITCHBOARD, "US", "FL", day_at("2026-11-26")).count, 0);
    assert_int_equal(
        line_call_hours(&policy, ADDRESS_OFFICE, "SA", NULL, day_at("2026-11-29")).count,
        1); /* Sunday */
    assert_int_equal(
        line_call_hours(&policy, ADDRESS_OFFICE, "SA", NULL, day_at("2026-11-27")).count,
        0); /* Friday */
}

/* --- wall time --- */

typedef struct OpenRow {
    const char *zone, *country, *region;
    AddressKind kind;
    Channel channel;
    Mode mode;
    const char *from, *opens; /* walls of the contact's zone */
} OpenRow;

static const OpenRow open_rows[] = {
    /* The night before spring forward, in four places; the wall says 8:00 all the same. */
    {"America/New_York", "US", NULL, ADDRESS_CELL, CHANNEL_TEXT, MODE_PERSON, "2026-03-06 22:00",
     "2026-03-09 08:00"},
    {"America/Denver", "US", "CO", ADDRESS_CELL, CHANNEL_TEXT, MODE_MACHINE, "2026-03-08 01:30",
     "2026-03-09 08:00"},
    {"Europe/Berlin", "DE", "BY", ADDRESS_EMAIL, CHANNEL_EMAIL, MODE_MACHINE, "2026-03-28 12:00",
     "2026-03-30 08:00"},
    {"Australia/Sydney", "AU", "NSW", ADDRESS_EMAIL, CHANNEL_EMAIL, MODE_MACHINE,
     "2026-10-03 12:00", "2026-10-06 08:00"}, /* Labour Day on the 5th */
    /* And before autumn's. */
    {"America/Chicago", "US", "IL", ADDRESS_EMAIL, CHANNEL_EMAIL, MODE_MACHINE, "2026-10-30 18:00",
     "2026-11-02 08:00"},
    {"Europe/London", "GB", NULL, ADDRESS_EMAIL, CHANNEL_EMAIL, MODE_MACHINE, "2026-10-25 01:30",
     "2026-10-26 08:00"},
    {"America/Santiago", "CL", NULL, ADDRESS_EMAIL, CHANNEL_EMAIL, MODE_MACHINE, "2026-04-04 23:30",
     "2026-04-06 08:00"}, /* the hour before midnight comes twice */
    {"Asia/Kolkata", "IN", NULL, ADDRESS_EMAIL, CHANNEL_EMAIL, MODE_MACHINE, "2026-01-23 18:00",
     "2026-01-27 08:00"}, /* a weekend, then Republic Day */
    {"Asia/Riyadh", "SA", NULL, ADDRESS_EMAIL, CHANNEL_EMAIL, MODE_MACHINE, "2026-11-26 18:00",
     "2026-11-29 08:00"}, /* Friday and Saturday off */
    {"Europe/Berlin", "DE", "BY", ADDRESS_EMAIL, CHANNEL_EMAIL, MODE_MACHINE, "2026-06-03 18:00",
     "2026-06-05 08:00"}, /* Corpus Christi */
    {"Europe/Berlin", "DE", "HH", ADDRESS_EMAIL, CHANNEL_EMAIL, MODE_MACHINE, "2026-06-03 18:00",
     "2026-06-04 08:00"},
    {"Europe/Berlin", "DE", NULL, ADDRESS_FAX, CHANNEL_FAX, MODE_MACHINE, "2026-12-24 18:00",
     "2026-12-28 08:00"},
    /* Calls: office hours on working days, cells by the law of the place. */
    {"America/New_York", "US", "NY", ADDRESS_OFFICE, CHANNEL_PHONE, MODE_PERSON, "2026-11-25 17:30",
     "2026-11-27 08:30"}, /* over Thanksgiving */
    {"America/New_York", "US", "NY", ADDRESS_CELL, CHANNEL_PHONE, MODE_PERSON, "2026-11-25 21:00",
     "2026-11-27 08:00"},
    {"America/Los_Angeles", "US", "WA", ADDRESS_CELL, CHANNEL_PHONE, MODE_PERSON,
     "2026-11-23 20:00", "2026-11-24 08:00"},
    {"America/Los_Angeles", "US", "WA", ADDRESS_CELL, CHANNEL_PHONE, MODE_PERSON,
     "2026-11-23 19:59", "2026-11-23 19:59"},
    {"America/New_York", "US", "CT", ADDRESS_HOME, CHANNEL_PHONE, MODE_PERSON, "2026-11-23 08:59",
     "2026-11-23 09:00"},
    {"America/New_York", "US", "NY", ADDRESS_POSTAL, CHANNEL_VISIT, MODE_PERSON, "2026-11-27 17:30",
     "2026-11-30 08:30"},
    /* No hours: a person may write at night, a letter goes when the owner works. */
    {"Europe/Berlin", "DE", NULL, ADDRESS_EMAIL, CHANNEL_EMAIL, MODE_PERSON, "2026-11-24 03:00",
     "2026-11-24 06:00"}, /* it is Monday evening in New York: open at once */
    {"America/New_York", "US", NULL, ADDRESS_POSTAL, CHANNEL_LETTER, MODE_PERSON,
     "2026-11-21 10:00", "2026-11-23 00:00"},
};

static void walls_and_days(void **state)
{
    for (size_t at = 0; at < sizeof open_rows / sizeof *open_rows; at++) {
        const OpenRow *row = &open_rows[at];
        Scene scene;
        set_scene(&scene, row->zone, row->country, row->region, row->kind);
        zone_here = row->from;
        Time from = time_at(row->zone, row->from);
        Time opens = open_after(&scene, row->channel, row->mode, false, from);
        if (row->channel == CHANNEL_EMAIL && row->mode == MODE_PERSON) {
            assert_true(opens == from);
            continue;
        }
        assert_time(opens, row->zone, row->opens);
        /* What is open was closed the second before, unless it was open from the start. */
        assert_int_equal(ask(&scene, row->channel, row->mode, false, opens).rule, LINE_OPEN);
        if (opens > from)
            assert_int_not_equal(ask(&scene, row->channel, row->mode, false, opens - 1).rule,
                                 LINE_OPEN);
    }
    zone_here = NULL;
}

/* In the hour that comes twice every question still leads forward. */
static void repeated_hour_moves_on(void **state)
{
    Scene scene;
    set_scene(&scene, "America/New_York", "US", NULL, ADDRESS_CELL);
    scene.owner.hours[SUNDAY] = (Hours){0, 24 * 60};
    scene.policy.call_hours = (Hours){70, 100}; /* 1:10 to 1:40, twice on 2026-11-01 */
    scene.policy.mail_hours = scene.policy.call_hours;
    Time midnight = time_at("America/New_York", "2026-11-01 00:00");
    int opened = 0;
    for (Time at = midnight; at < midnight + 4 * HOUR; at += MINUTE) {
        /* Exempt and to an office: the policy's hours alone, no law. */
        scene.reach.kind = ADDRESS_OFFICE;
        LineAnswer answer = ask(&scene, CHANNEL_PHONE, MODE_PERSON, true, at);
        assert_true(answer.until > at);
        opened += answer.rule == LINE_OPEN;
    }
    assert_int_equal(opened, 60);
}

static void several_zones_intersect(void **state)
{
    Scene scene;
    set_scene(&scene, NULL, "US", NULL, ADDRESS_CELL);
    scene.person.zones[0] = zone_named("America/New_York");
    scene.person.zones[1] = zone_named("America/Los_Angeles");
    scene.person.zone_count = 2;
    /* 8:00 in Los Angeles is 11:00 in New York, where 21:00 closes. */
    LineAnswer answer = ask(&scene, CHANNEL_PHONE, MODE_PERSON, false,
                            time_at("America/New_York", "2026-11-23 08:30"));
    assert_int_equal(answer.rule, LINE_QUIET);
    assert_time(answer.until, "America/Los_Angeles", "2026-11-23 08:00");
    answer = ask(&scene, CHANNEL_PHONE, MODE_PERSON, false,
                 time_at("America/New_York", "2026-11-23 20:59"));
    assert_int_equal(answer.rule, LINE_OPEN);
    assert_time(answer.until, "America/New_York", "2026-11-23 21:00");
    assert_time(open_after(&scene, CHANNEL_PHONE, MODE_PERSON, false,
                           time_at("America/New_York", "2026-11-23 21:00")),
                "America/New_York", "2026-11-24 11:00");

    /* Office hours of Paris and Auckland never meet: not by this address. */
    scene.reach.kind = ADDRESS_OFFICE;
    scene.person.zones[0] = zone_named("Europe/Paris");
    scene.person.zones[1] = zone_named("Pacific/Auckland");
    assert_true(open_after(&scene, CHANNEL_PHONE, MODE_PERSON, false,
                           time_at("Europe/Paris", "2026-11-23 09:00")) == TIME_NONE);

    /* No zone known: the owner's. */
    scene.person.zone_count = 0;
    assert_time(open_after(&scene, CHANNEL_PHONE, MODE_PERSON, false,
                           time_at("America/New_York", "2026-11-23 06:00")),
                "America/New_York", "2026-11-23 08:30");
}

static void unknown_people_and_places(void **state)
{
    Scene scene;
    set_scene(&scene, "Europe/Berlin", "DE", "BY", ADDRESS_SWITCHBOARD);
    /* The switchboard of an account is where its main contact is. */
    LineAnswer answer = line_ask(&scene.situation, NULL, &scene.reach, CHANNEL_PHONE, MODE_PERSON,
                                 false, time_at("Europe/Berlin", "2026-11-23 18:00"));
    assert_int_equal(answer.rule, LINE_QUIET);
    assert_time(answer.until, "Europe/Berlin", "2026-11-24 08:30");
    /* A number not known yet: an office's. */
    assert_int_equal(line_ask(&scene.situation, &scene.person, NULL, CHANNEL_PHONE, MODE_PERSON,
                              false, time_at("Europe/Berlin", "2026-11-23 18:00"))
                         .rule,
                     LINE_QUIET);
    /* Nobody known at all, no country: the owner's place. */
    scene.situation.person_count = 0;
    assert_time(line_open_after(&scene.situation, NULL, NULL, CHANNEL_PHONE, MODE_PERSON, false,
                                time_at("America/New_York", "2026-11-26 12:00")),
                "America/New_York", "2026-11-27 08:30");
}

/* --- stops, holds, caps --- */

static void stops_are_for_ever(void **state)
{
    Time at = time_at("America/New_York", "2026-11-23 10:00");
    static const struct {
        const char *what;
        LineRule rule;
        Channel channel;
    } rows[] = {
        {"suppressed", LINE_SUPPRESSED, CHANNEL_PHONE}, {"bad", LINE_BAD, CHANNEL_PHONE},
        {"never", LINE_STOPPED, CHANNEL_LETTER},        {"deceased", LINE_STOPPED, CHANNEL_GIFT},
        {"gone", LINE_STOPPED, CHANNEL_PHONE},          {"account", LINE_STOPPED, CHANNEL_PHONE},
        {"channel", LINE_STOPPED, CHANNEL_TEXT},        {"basis", LINE_NO_BASIS, CHANNEL_TEXT},
    };
    for (size_t of = 0; of < sizeof rows / sizeof *rows; of++) {
        Scene scene;
        set_scene(&scene, "America/New_York", "US", NULL, ADDRESS_CELL);
        const char *what = rows[of].what;
        scene.reach.suppressed = strcmp(what, "suppressed") == 0;
        scene.reach.state = strcmp(what, "bad") == 0 ? ADDRESS_BAD : ADDRESS_GOOD;
        scene.person.state = strcmp(what, "never") == 0      ? PERSON_NEVER
                             : strcmp(what, "deceased") == 0 ? PERSON_DECEASED
                             : strcmp(what, "gone") == 0     ? PERSON_GONE
                                                             : PERSON_HERE;
        scene.situation.account_stopped = strcmp(what, "account") == 0;
        scene.person.stopped = strcmp(what, "channel") == 0 ? CHANNEL_BIT(CHANNEL_TEXT) : 0;
        scene.reach.text_basis = strcmp(what, "basis") != 0;
        for (int exempt = 0; exempt < 2; exempt++) { /* they bind everyone */
            LineAnswer answer = ask(&scene, rows[of].channel, MODE_PERSON, exempt, at);
            if (answer.rule != rows[of].rule || answer.until != TIME_NONE)
                fail_msg("%s: %s", what, line_rule_name(answer.rule));
            assert_non_null(answer.source);
            assert_true(open_after(&scene, rows[of].channel, MODE_PERSON, exempt, at) == TIME_NONE);
        }
    }
}

static void texts_wait_for_the_first_talk(void **state)
{
    Scene scene;
    set_scene(&scene, "America/New_York", "US", NULL, ADDRESS_CELL);
    Time at = time_at("America/New_York", "2026-11-23 10:00");
    scene.situation.state.first_talked_at = TIME_NONE;
    assert_int_equal(ask(&scene, CHANNEL_TEXT, MODE_PERSON, false, at).rule, LINE_TOO_EARLY);
    assert_int_equal(ask(&scene, CHANNEL_TEXT, MODE_PERSON, true, at).rule, LINE_OPEN);
    scene.situation.state.asked_for_texts = true;
    assert_int_equal(ask(&scene, CHANNEL_TEXT, MODE_PERSON, false, at).rule, LINE_OPEN);
    scene.situation.state.asked_for_texts = false;
    scene.situation.state.first_talked_at = at - DAY_SECONDS;
    assert_int_equal(ask(&scene, CHANNEL_TEXT, MODE_PERSON, false, at).rule, LINE_OPEN);
}

static void holds_bind_whom_they_name(void **state)
{
    Time at = time_at("America/New_York", "2026-11-23 10:00"), until = at + 3 * HOUR;
    static const struct {
        Hold hold;
        Channel channel;
        Mode mode;
        bool exempt, binds;
    } rows[] = {
        {{.scope = HOLD_LEAD}, CHANNEL_PHONE, MODE_PERSON, false, true},
        {{.scope = HOLD_LEAD}, CHANNEL_PHONE, MODE_PERSON, true, false},
        {{.scope = HOLD_LEAD}, CHANNEL_EMAIL, MODE_MACHINE, true, true},
        {{.scope = HOLD_WORKSPACE}, CHANNEL_PHONE, MODE_PERSON, true, true},
        {{.scope = HOLD_ACCOUNT, .machine_only = true}, CHANNEL_EMAIL, MODE_MACHINE, false, true},
        {{.scope = HOLD_ACCOUNT, .machine_only = true}, CHANNEL_PHONE, MODE_PERSON, false, false},
        {{.scope = HOLD_CONTACT, .scope_id = 5}, CHANNEL_PHONE, MODE_PERSON, false, true},
        {{.scope = HOLD_CONTACT, .scope_id = 6}, CHANNEL_PHONE, MODE_PERSON, false, false},
        {{.scope = HOLD_SENDER, .channels = CHANNEL_BIT(CHANNEL_EMAIL)},
         CHANNEL_EMAIL,
         MODE_MACHINE,
         false,
         true},
        {{.scope = HOLD_SENDER, .channels = CHANNEL_BIT(CHANNEL_EMAIL)},
         CHANNEL_PHONE,
         MODE_PERSON,
         false,
         false},
    };
    for (size_t of = 0; of < sizeof rows / sizeof *rows; of++) {
        Scene scene;
        set_scene(&scene, "America/New_York", "US", NULL, ADDRESS_CELL);
        Hold hold = rows[of].hold;
        hold.until = until;
        scene.situation.holds = &hold;
        scene.situation.hold_count = 1;
        LineAnswer answer = ask(&scene, rows[of].channel, rows[of].mode, rows[of].exempt, at);
        if (answer.rule != (rows[of].binds ? LINE_HELD : LINE_OPEN))
            fail_msg("row %zu: %s", of, line_rule_name(answer.rule));
        if (rows[of].binds)
            assert_true(answer.until == until);
        assert_int_equal(ask(&scene, rows[of].channel, rows[of].mode, rows[of].exempt, until).rule,
                         LINE_OPEN);
        hold.until = TIME_NONE; /* until a person lifts it */
        assert_true((open_after(&scene, rows[of].channel, rows[of].mode, rows[of].exempt, at) ==
                     TIME_NONE) == rows[of].binds);
    }

    Scene scene;
    set_scene(&scene, "America/New_York", "US", NULL, ADDRESS_CELL);
    Hold holds[] = {{.scope = HOLD_LEAD, .until = at + HOUR}, {.scope = HOLD_LEAD, .until = until}};
    scene.situation.holds = holds;
    scene.situation.hold_count = 2;
    assert_true(ask(&scene, CHANNEL_PHONE, MODE_PERSON, false, at).until == until);
}

static void caps_count_moves_and_rings(void **state)
{
    const char *here = "America/New_York";
    Time monday = time_at(here, "2026-11-16 10:00");
    Day day = day_at("2026-11-16");
    Scene scene;
    set_scene(&scene, here, "US", NULL, ADDRESS_CELL);

    scene.person.moves[3] = (MoveDay){day, 1, 0};
    LineAnswer answer = ask(&scene, CHANNEL_PHONE, MODE_PERSON, false, monday);
    assert_int_equal(answer.rule, LINE_DAY_CAP);
    assert_time(answer.until, here, "2026-11-17 00:00");
    assert_int_equal(ask(&scene, CHANNEL_PHONE, MODE_PERSON, true, monday).rule, LINE_OPEN);
    assert_time(open_after(&scene, CHANNEL_PHONE, MODE_PERSON, false, monday), here,
                "2026-11-17 08:00");

    /* A voicemail with its e-mail is one move, on the day it was left. */
    scene.situation.state.voicemail_last = true;
    scene.situation.state.last_touched_at = monday - HOUR;
    assert_int_equal(ask(&scene, CHANNEL_EMAIL, MODE_PERSON, false, monday).rule, LINE_OPEN);
    assert_int_equal(ask(&scene, CHANNEL_PHONE, MODE_PERSON, false, monday).rule, LINE_DAY_CAP);
    scene.situation.state.last_touched_at = monday - DAY_SECONDS;
    assert_int_equal(ask(&scene, CHANNEL_EMAIL, MODE_PERSON, false, monday).rule, LINE_DAY_CAP);

    /* Four in seven days: the 10th, 11th, 12th, 13th; the 17th is the first day with three. */
    for (int at = 0; at < 4; at++)
        scene.person.moves[at] = (MoveDay){day_at("2026-11-10") + at, 1, 0};
    answer = ask(&scene, CHANNEL_PHONE, MODE_PERSON, false, monday);
    assert_int_equal(answer.rule, LINE_WEEK_CAP);
    assert_time(answer.until, here, "2026-11-17 00:00");
    assert_time(open_after(&scene, CHANNEL_PHONE, MODE_PERSON, false, monday), here,
                "2026-11-17 08:00");

    /* Rings without a message are no moves; two a day, of calls. */
    memset(scene.person.moves, 0, sizeof scene.person.moves);
    scene.person.moves[0] = (MoveDay){day, 0, 2};
    assert_int_equal(ask(&scene, CHANNEL_PHONE, MODE_PERSON, false, monday).rule, LINE_RING_CAP);
    assert_int_equal(ask(&scene, CHANNEL_EMAIL, MODE_PERSON, false, monday).rule, LINE_OPEN);
    scene.person.moves[0].rings = 1;
    assert_int_equal(ask(&scene, CHANNEL_PHONE, MODE_PERSON, false, monday).rule, LINE_OPEN);

    /* The account: one climb and one machine e-mail a day; a busy line goes on with its climb. */
    scene.situation.account_climb_day = day;
    assert_int_equal(ask(&scene, CHANNEL_PHONE, MODE_PERSON, false, monday).rule, LINE_ACCOUNT_CAP);
    scene.situation.state.retry_at = monday + 10 * MINUTE;
    assert_int_equal(ask(&scene, CHANNEL_PHONE, MODE_PERSON, false, monday).rule, LINE_OPEN);
    scene.situation.account_mail_day = day;
    assert_int_equal(ask(&scene, CHANNEL_EMAIL, MODE_MACHINE, false, monday).rule,
                     LINE_ACCOUNT_CAP);
    assert_int_equal(ask(&scene, CHANNEL_EMAIL, MODE_PERSON, false, monday).rule, LINE_OPEN);
}

/* Days are the owner's: 22:00 in Los Angeles is the next day in New York. */
static void caps_are_on_the_owners_calendar(void **state)
{
    Scene scene;
    set_scene(&scene, "Asia/Tokyo", "JP", NULL, ADDRESS_CELL);
    Time at = time_at("Asia/Tokyo", "2026-11-24 09:00"); /* Monday 19:00 in New York */
    scene.person.moves[0] = (MoveDay){day_at("2026-11-24"), 1, 0};
    assert_int_equal(ask(&scene, CHANNEL_PHONE, MODE_PERSON, false, at).rule, LINE_OPEN);
    scene.person.moves[0].day = day_at("2026-11-23");
    assert_int_equal(ask(&scene, CHANNEL_PHONE, MODE_PERSON, false, at).rule, LINE_DAY_CAP);
}

static void exempt_is_free_of_policy_only(void **state)
{
    Scene scene;
    set_scene(&scene, "America/New_York", "US", "AL", ADDRESS_OFFICE);
    Time sunday = time_at("America/New_York", "2026-11-29 19:00");
    assert_int_equal(ask(&scene, CHANNEL_PHONE, MODE_PERSON, false, sunday).rule, LINE_CLOSED_DAY);
    assert_int_equal(ask(&scene, CHANNEL_PHONE, MODE_PERSON, true, sunday).rule, LINE_OPEN);
    scene.reach.kind = ADDRESS_CELL; /* Alabama: no calls on Sundays, promised or not */
    LineAnswer answer = ask(&scene, CHANNEL_PHONE, MODE_PERSON, true, sunday);
    assert_int_equal(answer.rule, LINE_LAW_DAY);
    assert_string_equal(answer.source, "Ala. Code § 8-19A-14");
    assert_time(answer.until, "America/New_York", "2026-11-30 08:00");
    assert_int_equal(ask(&scene, CHANNEL_VISIT, MODE_PERSON, true, sunday).rule, LINE_OPEN);
    assert_int_equal(ask(&scene, CHANNEL_EMAIL, MODE_MACHINE, true, sunday).rule, LINE_OPEN);
}

/* What the law closes is told from what our policy closes, whichever closes the day first. */
static void the_law_is_told_from_the_policy(void **state)
{
    static const struct {
        const char *zone, *country, *region;
        AddressKind kind;
        Channel channel;
        const char *wall;
        LineRule rule, exempt;
    } rows[] = {
        /* Our Sunday, and theirs by law. */
        {"America/New_York", "US", "AL", ADDRESS_CELL, CHANNEL_PHONE, "2026-11-29 13:00",
         LINE_LAW_DAY, LINE_LAW_DAY},
        {"America/New_York", "US", "AL", ADDRESS_CELL, CHANNEL_TEXT, "2026-11-29 03:30",
         LINE_LAW_DAY, LINE_LAW_DAY},
        {"America/New_York", "US", "LA", ADDRESS_CELL, CHANNEL_TEXT, "2026-11-26 12:00",
         LINE_LAW_DAY, LINE_LAW_DAY},
        {"America/New_York", "US", "PA", ADDRESS_HOME, CHANNEL_PHONE, "2026-12-25 12:00",
         LINE_LAW_DAY, LINE_LAW_DAY},
        {"Europe/Paris", "FR", NULL, ADDRESS_CELL, CHANNEL_PHONE, "2026-11-28 12:00", LINE_LAW_DAY,
         LINE_LAW_DAY},
        /* Our Sunday or holiday alone: then the hours of the law. */
        {"America/New_York", "US", "NY", ADDRESS_CELL, CHANNEL_PHONE, "2026-11-29 13:00",
         LINE_CLOSED_DAY, LINE_OPEN},
        {"America/New_York", "US", "NY", ADDRESS_CELL, CHANNEL_PHONE, "2026-11-29 03:30",
         LINE_QUIET, LINE_QUIET},
        {"America/New_York", "US", "TX", ADDRESS_CELL, CHANNEL_TEXT, "2026-11-29 11:30", LINE_QUIET,
         LINE_QUIET},
        {"America/New_York", "US", "NY", ADDRESS_CELL, CHANNEL_TEXT, "2026-11-26 21:00", LINE_QUIET,
         LINE_QUIET},
        /* The law says nothing of an office: the hours of calls do. */
        {"America/New_York", "US", "AL", ADDRESS_OFFICE, CHANNEL_PHONE, "2026-11-29 13:00",
         LINE_CLOSED_DAY, LINE_OPEN},
        {"America/New_York", "US", "AL", ADDRESS_OFFICE, CHANNEL_PHONE, "2026-11-29 03:30",
         LINE_QUIET, LINE_QUIET},
        {"America/New_York", "US", "NY", ADDRESS_OFFICE, CHANNEL_PHONE, "2026-11-23 18:30",
         LINE_QUIET, LINE_OPEN},
        {"America/New_York", "US", "AL", ADDRESS_POSTAL, CHANNEL_VISIT, "2026-11-29 03:30",
         LINE_CLOSED_DAY, LINE_OPEN},
    };
    for (size_t of = 0; of < sizeof rows / sizeof *rows; of++) {
        Scene scene;
        set_scene(&scene, rows[of].zone, rows[of].country, rows[of].region, rows[of].kind);
        Time at = time_at(rows[of].zone, rows[of].wall);
        LineAnswer answer = ask(&scene, rows[of].channel, MODE_PERSON, false, at);
        LineAnswer exempt = ask(&scene, rows[of].channel, MODE_PERSON, true, at);
        if (answer.rule != rows[of].rule || exempt.rule != rows[of].exempt)
            fail_msg("row %zu: %s, exempt %s", of, line_rule_name(answer.rule),
                     line_rule_name(exempt.rule));
        assert_true(answer.until > at && exempt.until > at);
        assert_non_null(answer.source);
    }
    /* A holiday on a weekend is both: 2022-12-25 is a Sunday. */
    static const struct {
        const char *region, *day;
        int from, to;
    } both[] = {{"MS", "2022-12-25", 0, 0},
                {"SD", "2022-12-25", 0, 0},
                {"TX", "2022-12-25", AT(12), AT(21)},
                {"MS", "2026-12-25", AT(8), AT(20)},
                {"PA", "2022-12-25", 0, 0}};
    for (size_t of = 0; of < sizeof both / sizeof *both; of++) {
        Policy policy = policy_default();
        LineHours hours =
            line_call_hours(&policy, ADDRESS_CELL, "US", both[of].region, day_at(both[of].day));
        assert_int_equal(hours.count, both[of].from < both[of].to);
        assert_int_equal(hours.windows[0].from, both[of].from);
        assert_int_equal(hours.windows[0].to, both[of].to);
    }
    /* Where we have no call hours at all, it is not the law that says so. */
    Scene scene;
    set_scene(&scene, "America/New_York", "US", "NY", ADDRESS_CELL);
    scene.policy.call_hours = (Hours){6 * 60, 7 * 60};
    Time noon = time_at("America/New_York", "2026-11-23 12:00");
    assert_int_equal(ask(&scene, CHANNEL_PHONE, MODE_PERSON, true, noon).rule, LINE_QUIET);
}

/* The state of the area code and the one of the address bind, each by its own wall. */
static void the_area_code_binds_beside_the_address(void **state)
{
    Scene scene;
    static const char *const la = "America/Los_Angeles", *const ny = "America/New_York";
    set_scene(&scene, la, "US", "CA", ADDRESS_CELL);
    scene.reach.value = "+13055550100"; /* Florida: 8 to 20 */
    for (int channel = 0; channel < 2; channel++) {
        Channel by = channel ? CHANNEL_TEXT : CHANNEL_PHONE;
        LineAnswer answer = ask(&scene, by, MODE_PERSON, true, time_at(ny, "2026-11-23 20:30"));
        assert_int_equal(answer.rule, LINE_QUIET);
        assert_string_equal(answer.source, "Fla. Stat. § 501.616(6)");
        assert_time(open_after(&scene, by, MODE_PERSON, true, time_at(ny, "2026-11-23 20:30")), la,
                    "2026-11-24 08:00");
        answer = ask(&scene, by, MODE_PERSON, true, time_at(la, "2026-11-23 10:00"));
        assert_int_equal(answer.rule, LINE_OPEN);
        assert_time(answer.until, ny, "2026-11-23 20:00");
        assert_int_equal(ask(&scene, by, MODE_PERSON, true, time_at(ny, "2026-11-23 10:00")).rule,
                         LINE_QUIET); /* 7:00 in Los Angeles */
    }
    scene.reach.kind = ADDRESS_OFFICE; /* of offices the law says nothing */
    assert_int_equal(
        ask(&scene, CHANNEL_PHONE, MODE_PERSON, true, time_at(ny, "2026-11-23 20:30")).rule,
        LINE_OPEN);

    /* A state that closes Sundays, by the area code alone: also where but a zone is known. */
    set_scene(&scene, la, "US", NULL, ADDRESS_CELL);
    scene.reach.value = "+12055550100";
    assert_int_equal(
        ask(&scene, CHANNEL_TEXT, MODE_PERSON, true, time_at(la, "2026-11-29 10:00")).rule,
        LINE_LAW_DAY);
    /* The same state, another country, a number that is nowhere's: the address alone. */
    static const char *const others[] = {"+14155550100", "+16045550100", "+447400123456",
                                         "+18005550100"};
    for (size_t of = 0; of < sizeof others / sizeof *others; of++) {
        set_scene(&scene, la, "US", "CA", ADDRESS_CELL);
        scene.reach.value = others[of];
        LineAnswer answer =
            ask(&scene, CHANNEL_TEXT, MODE_PERSON, true, time_at(la, "2026-11-23 12:00"));
        assert_int_equal(answer.rule, LINE_OPEN);
        assert_time(answer.until, la, "2026-11-23 21:00");
    }
}

/* Of whom but a number is known its country's holidays bind, not the owner's. */
static void the_number_s_holidays_bind(void **state)
{
    Scene scene;
    static const char *const sydney = "Australia/Sydney";
    (void)state;
    set_scene(&scene, sydney, NULL, NULL, ADDRESS_CELL);
    scene.reach.value = "+61412345678";
    Time boxing = time_at(sydney, "2026-12-28 12:00"); /* the Saturday's, on a Monday */
    assert_int_equal(ask(&scene, CHANNEL_TEXT, MODE_PERSON, true, boxing).rule, LINE_LAW_DAY);
    assert_time(open_after(&scene, CHANNEL_TEXT, MODE_PERSON, true, boxing), sydney,
                "2026-12-29 09:00");
    /* Thanksgiving is the owner's. */
    Time thanks = time_at(sydney, "2026-11-26 12:00");
    assert_int_equal(ask(&scene, CHANNEL_TEXT, MODE_MACHINE, false, thanks).rule, LINE_OPEN);
    assert_int_equal(ask(&scene, CHANNEL_TEXT, MODE_MACHINE, false, boxing).rule, LINE_LAW_DAY);
}

static void owners_days(void **state)
{
    Scene scene;
    set_scene(&scene, "America/New_York", "US", NULL, ADDRESS_CELL);
    const Absence absences[] = {{day_at("2026-11-30"), day_at("2026-12-04")}};
    const Day closed[] = {day_at("2026-11-24"), day_at("2026-12-07")};
    scene.owner.absences = absences;
    scene.owner.absence_count = 1;
    scene.policy.closed = closed;
    scene.policy.closed_count = 2;
    const Worker *owner = &scene.owner;
    const Policy *policy = &scene.policy;

    static const struct {
        const char *day;
        bool works;
    } rows[] = {
        {"2026-11-23", true},  {"2026-11-24", false}, {"2026-11-25", true},  {"2026-11-26", false},
        {"2026-11-27", true},  {"2026-11-28", false}, {"2026-11-30", false}, {"2026-12-04", false},
        {"2026-12-07", false}, {"2026-12-08", true},
    };
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++)
        assert_int_equal(line_owner_works(owner, policy, day_at(rows[at].day)), rows[at].works);

    Day monday = day_at("2026-11-23");
    assert_int_equal(line_add_working_days(owner, policy, monday, 0), monday);
    assert_int_equal(line_add_working_days(owner, policy, monday + 1, 0), monday + 2);
    assert_int_equal(line_add_working_days(owner, policy, monday, 1), monday + 2);
    assert_int_equal(line_add_working_days(owner, policy, monday, 2), monday + 4);
    assert_int_equal(line_add_working_days(owner, policy, monday, 3), day_at("2026-12-08"));
    assert_int_equal(line_working_days_between(owner, policy, monday, monday), 0);
    assert_int_equal(line_working_days_between(owner, policy, monday, monday + 4), 2);
    assert_int_equal(line_working_days_between(owner, policy, monday, day_at("2026-12-08")), 3);
    assert_int_equal(line_working_days_between(owner, policy, monday + 4, monday), 0);

    LineAnswer answer = ask(&scene, CHANNEL_LETTER, MODE_PERSON, false,
                            time_at("America/New_York", "2026-11-28 10:00"));
    assert_int_equal(answer.rule, LINE_CLOSED_DAY);
    assert_time(answer.until, "America/New_York", "2026-12-08 00:00");

    /* An owner without hours works the week of the country; one who never does stops nothing. */
    memset(scene.owner.hours, 0, sizeof scene.owner.hours);
    assert_true(line_owner_works(owner, policy, monday));
    assert_false(line_owner_works(owner, policy, monday + 5));
    const Absence always[] = {{0, day_at("2100-01-01")}};
    scene.owner.absences = always;
    assert_true(open_after(&scene, CHANNEL_LETTER, MODE_PERSON, false,
                           time_at("America/New_York", "2026-11-28 10:00")) == TIME_NONE);
    assert_true(open_after(&scene, CHANNEL_LETTER, MODE_PERSON, true,
                           time_at("America/New_York", "2026-11-28 10:00")) != TIME_NONE);

    assert_true(line_working_day(policy, "DE", "HH", day_at("2026-06-04")));
    assert_false(line_working_day(policy, "DE", "BY", day_at("2026-06-04")));
    assert_false(line_working_day(policy, "DE", "BY", day_at("2026-12-07")));
}

/* Whatever is asked, the answer leads forward, names its source, and line_open_after() agrees with
 * line_ask() minute by minute. */
static void stepping_agrees_with_minutes(void **state)
{
    static const struct {
        const char *zone, *country, *region;
        AddressKind kind;
        Channel channel;
        Mode mode;
    } rows[] = {
        {"Europe/Paris", "FR", NULL, ADDRESS_CELL, CHANNEL_PHONE, MODE_PERSON},
        {"America/New_York", "US", "RI", ADDRESS_CELL, CHANNEL_TEXT, MODE_MACHINE},
        {"Australia/Lord_Howe", "AU", "NSW", ADDRESS_OFFICE, CHANNEL_PHONE, MODE_PERSON},
        {"Asia/Kathmandu", "NP", NULL, ADDRESS_EMAIL, CHANNEL_EMAIL, MODE_MACHINE},
        {"Pacific/Apia", "WS", NULL, ADDRESS_POSTAL, CHANNEL_VISIT, MODE_PERSON},
    };
    for (size_t of = 0; of < sizeof rows / sizeof *rows; of++) {
        Scene scene;
        set_scene(&scene, rows[of].zone, rows[of].country, rows[of].region, rows[of].kind);
        Time first = time_at(rows[of].zone, "2026-03-25 00:00");
        Time last = time_at(rows[of].zone, "2026-04-12 00:00");
        Time opens = TIME_NONE;
        for (Time at = last; at >= first; at -= 5 * MINUTE) {
            LineAnswer answer = ask(&scene, rows[of].channel, rows[of].mode, false, at);
            assert_true(answer.until > at);
            if (answer.rule == LINE_OPEN)
                opens = at;
            else
                assert_non_null(answer.source);
            if (opens != TIME_NONE)
                assert_true(open_after(&scene, rows[of].channel, rows[of].mode, false, at) ==
                            opens);
        }
    }
}

static void rules_have_names(void **state)
{
    for (int rule = 0; rule < LINE_RULES; rule++)
        assert_true(strlen(line_rule_name((LineRule)rule)) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_by_law),
        cmocka_unit_test(every_state_is_tested),
        cmocka_unit_test(france_has_two_windows),
        cmocka_unit_test(offices_keep_office_hours),
        cmocka_unit_test(walls_and_days),
        cmocka_unit_test(repeated_hour_moves_on),
        cmocka_unit_test(several_zones_intersect),
        cmocka_unit_test(unknown_people_and_places),
        cmocka_unit_test(stops_are_for_ever),
        cmocka_unit_test(texts_wait_for_the_first_talk),
        cmocka_unit_test(holds_bind_whom_they_name),
        cmocka_unit_test(caps_count_moves_and_rings),
        cmocka_unit_test(caps_are_on_the_owners_calendar),
        cmocka_unit_test(exempt_is_free_of_policy_only),
        cmocka_unit_test(the_law_is_told_from_the_policy),
        cmocka_unit_test(the_area_code_binds_beside_the_address),
        cmocka_unit_test(the_number_s_holidays_bind),
        cmocka_unit_test(owners_days),
        cmocka_unit_test(stepping_agrees_with_minutes),
        cmocka_unit_test(rules_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
