/* Invitations as they are written, and what calendars answer to them (RFC 5545, 5546), at the
 * edges. */
#include "exchange/ical.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { STARTS_AT = 1795190400 /* 2026-11-20T16:00:00Z */ };

/* --- writing ---------------------------------------------------------------------------------- */

static const char *written(Arena *arena, const IcalEvent *event, IcalMethod method)
{
    enum { MOST = 64 * 1024 };
    Err err;
    auto_buf Buf out = buf_new(MOST);
    const IcalCalendar calendar = {.now = 0, .method = method, .events = event, .count = 1};
    assert_true(ical_write(&out, &calendar, &err));
    return arena_strndup(arena, out.at, out.length);
}

/* As a reader puts them together again (RFC 5545 §3.1). */
static const char *unfolded(Arena *arena, const char *text)
{
    char *made = arena_strdup(arena, text), *to = made;
    for (const char *at = text; *at;)
        if (!strncmp(at, "\r\n ", 3))
            at += 3;
        else
            *to++ = *at++;
    *to = '\0';
    return made;
}

static IcalEvent invitation(const char *summary, const char *name)
{
    return (IcalEvent){.uid = "appointment-1@sample.example",
                       .starts_at = STARTS_AT,
                       .ends_at = STARTS_AT + 3600,
                       .day = DAY_NONE,
                       .summary = summary,
                       .location = "Hall 5, stand 12; \"right\"",
                       .busy = true,
                       .changed_at = TIME_NONE,
                       .sequence = 3,
                       .organizer_name = "Mary \"Moll\" Hill, Labels",
                       .organizer_mailbox = "mary@sample.example",
                       .attendee_name = name,
                       .attendee_mailbox = "ann@ford.example"};
}

static void expect_whole(const char *line, const char *end)
{
    while (line < end)
        assert_true(utf8_next(&line, end) >= 0);
}

/* No line over 75 octets, and none ends in the midst of a character. */
static void expect_lines(const char *text)
{
    enum { LINE_MOST = 75 };
    while (*text) {
        const char *end = strstr(text, "\r\n");
        assert_non_null(end);
        assert_in_range(end - text, 1, LINE_MOST);
        expect_whole(text, end);
        text = end + 2;
    }
}

static void test_long_and_foreign_words_are_folded_between_characters(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    const char *phrase = "Gespräch über Größen: 価格表と納期、それから見積り — ";
    const char *summary = arena_printf(arena, "%s%s%s%s%s", phrase, phrase, phrase, phrase, phrase);
    const IcalEvent event = invitation(summary, "Änne Øster-Łukasiewicz 山田");
    const char *text = written(arena, &event, ICAL_ASKS), *whole = unfolded(arena, text);
    expect_lines(text);
    assert_non_null(strstr(whole, arena_printf(arena, "\r\nSUMMARY:%s\r\n", summary)));
    assert_non_null(strstr(whole, "Änne Øster-Łukasiewicz 山田"));
    assert_non_null(strstr(whole, "\r\nLOCATION:Hall 5\\, stand 12\\; \"right\"\r\n"));
    assert_non_null(strstr(whole, "\r\nSEQUENCE:3\r\n"));
    assert_non_null(strstr(whole, "\r\nDTSTART:20261120T160000Z\r\n"));
    assert_null(strstr(whole, "VTIMEZONE"));
}

/* A parameter's value holds no quotes (RFC 5545 §3.2), and nobody's name writes a line of its own.
 */
static void test_a_name_stays_a_name(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    const IcalEvent event =
        invitation("Our meeting\r\nATTENDEE:mailto:eve@other.example", "Ann\r\nX-EVIL:1");
    const char *whole = unfolded(arena, written(arena, &event, ICAL_ASKS));
    assert_null(strstr(whole, "\nATTENDEE:mailto:eve"));
    assert_null(strstr(whole, "\nX-EVIL"));
    const char *organizer = strstr(whole, "\r\nORGANIZER");
    assert_non_null(organizer);
    size_t quotes = 0;
    for (const char *at = organizer + 2; *at != '\r'; at++)
        quotes += *at == '"';
    assert_int_equal(quotes, 2);
    assert_non_null(strstr(organizer, "mailto:mary@sample.example\r\n"));
}

static void test_called_off_asks_for_no_answer(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    const IcalEvent event = invitation("Our meeting", "Ann Ford");
    const char *whole = unfolded(arena, written(arena, &event, ICAL_CALLS_OFF));
    assert_non_null(strstr(whole, "\r\nMETHOD:CANCEL\r\n"));
    assert_non_null(strstr(whole, "\r\nSTATUS:CANCELLED\r\n"));
    assert_null(strstr(whole, "RSVP"));
}

/* --- reading ---------------------------------------------------------------------------------- */

#define CALENDAR(method, lines)                                                                    \
    "BEGIN:VCALENDAR\r\nPRODID:-//x//EN\r\nVERSION:2.0\r\nMETHOD:" method "\r\n" lines             \
    "END:VCALENDAR\r\n"
#define EVENT(lines)                                                                               \
    "BEGIN:VEVENT\r\nUID:one@sample.example\r\nDTSTAMP:20261116T170000Z\r\n" lines "END:"          \
    "VEVENT\r\n"
#define ANN(part) "ATTENDEE;PARTSTAT=" part ";CN=Ann:mailto:Ann@Ford.example\r\n"

/* Outlook's, whose names of zones are its own. */
#define ZONE                                                                                       \
    "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\n"                                          \
    "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"      \
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"                       \
    "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"      \
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
#define AT(when) "DTSTART;TZID=W. Europe Standard Time:" when "\r\n"

static IcalAnswer answer_of(Arena *arena, const char *text)
{
    Err err;
    IcalAnswer answer;
    assert_true(ical_read_answer(arena, text, zone_find("America/Chicago"), &answer, &err));
    return answer;
}

static void refused(const char *text)
{
    auto_arena Arena *arena = arena_new();
    Err err;
    IcalAnswer answer;
    assert_false(ical_read_answer(arena, text, zone_utc(), &answer, &err));
    assert_int_equal(err.kind, ERR_INPUT);
}

static void test_a_zone_of_their_own_in_summer_and_in_winter(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    IcalAnswer winter =
        answer_of(arena, CALENDAR("COUNTER", ZONE EVENT(AT("20261120T170000") ANN("TENTATIVE"))));
    assert_true(winter.counters);
    assert_int_equal(winter.starts_at, STARTS_AT);
    assert_int_equal(winter.ends_at, STARTS_AT + 3600);
    IcalAnswer summer =
        answer_of(arena, CALENDAR("COUNTER", ZONE EVENT(AT("20260717T170000") ANN("TENTATIVE"))));
    assert_int_equal(summer.starts_at, 1784300400); /* 15:00Z */
}

static void test_times_without_a_zone_and_whole_days_are_where_the_reader_is(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    IcalAnswer floating = answer_of(
        arena, CALENDAR("COUNTER", EVENT("DTSTART:20261120T100000\r\n" ANN("TENTATIVE"))));
    assert_int_equal(floating.starts_at, STARTS_AT);
    IcalAnswer day = answer_of(
        arena, CALENDAR("COUNTER", EVENT("DTSTART;VALUE=DATE:20261120\r\n" ANN("TENTATIVE"))));
    assert_int_equal(day.starts_at, STARTS_AT - 3600); /* nine in the morning */
    IcalAnswer none = answer_of(arena, CALENDAR("REPLY", EVENT(ANN("ACCEPTED"))));
    assert_true(none.starts_at == TIME_NONE && none.ends_at == TIME_NONE);
}

static void test_what_they_write_along_keeps_its_lines(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    IcalAnswer answer = answer_of(
        arena, CALENDAR("REPLY", EVENT("SEQUENCE:2\r\nCOMMENT:Leider nein\\, ich bin\r\n"
                                       "  im Urlaub.\\nGrüße\\; Änne\r\n" ANN("DECLINED"))));
    assert_string_equal(answer.comment, "Leider nein, ich bin im Urlaub.\nGrüße; Änne");
    assert_int_equal(answer.sequence, 2);
    assert_int_equal(answer.stamp, 1794848400);
    assert_int_equal(answer.person_count, 1);
    assert_string_equal(answer.people[0].mailbox, "ann@ford.example");
    assert_int_equal(answer.people[0].part, ICAL_PART_NO);
}

/* Who was asked has passed it on: that is no answer of theirs, and whose it is can be told apart.
 */
static void test_a_delegate_is_somebody_else(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    IcalAnswer answer = answer_of(
        arena,
        CALENDAR("REPLY",
                 EVENT("ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:jo@ford.example\":mailto:"
                       "ann@ford.example\r\nATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM=\"mailto:ann@"
                       "ford.example\":mailto:jo@ford.example\r\n")));
    assert_int_equal(answer.person_count, 2);
    assert_int_equal(answer.people[0].part, ICAL_PART_OPEN);
    assert_string_equal(answer.people[1].mailbox, "jo@ford.example");
    assert_int_equal(answer.people[1].part, ICAL_PART_YES);
}

static void test_spelled_otherwise(void **state)
{
    (void)state;
    auto_arena Arena *arena = arena_new();
    IcalAnswer answer = answer_of(
        arena, "begin:vcalendar\nversion:2.0\nmethod:reply\nbegin:vevent\nuid:one@sample.example\n"
               "organizer:mailto:other@else.example\nattendee;partstat=accepted:MAILTO:ANN@ford."
               "example\nattendee;partstat=x-later:urn:uuid:1\nend:vevent\nend:vcalendar\n");
    assert_string_equal(answer.uid, "one@sample.example");
    assert_int_equal(answer.person_count, 1);
    assert_int_equal(answer.people[0].part, ICAL_PART_YES);
    assert_true(answer.stamp == TIME_NONE);
    assert_int_equal(answer.sequence, 0);
}

static void test_what_is_no_answer_to_one_appointment(void **state)
{
    (void)state;
    refused("");
    refused("no calendar at all");
    refused(CALENDAR("REPLY", ""));
    refused(CALENDAR("REPLY", EVENT("")));
    refused(CALENDAR("REPLY", EVENT("ATTENDEE;PARTSTAT=ACCEPTED:tel:+12025550143\r\n")));
    refused(CALENDAR("REQUEST", EVENT(ANN("ACCEPTED"))));
    refused(CALENDAR("DECLINECOUNTER", EVENT(ANN("ACCEPTED"))));
    refused(CALENDAR("REPLY", EVENT(ANN("ACCEPTED")) EVENT(ANN("DECLINED"))));
    refused(CALENDAR("REPLY", EVENT("RECURRENCE-ID:20261120T160000Z\r\n" ANN("ACCEPTED"))));
    refused(CALENDAR("REPLY", "BEGIN:VTODO\r\nUID:one\r\n" ANN("ACCEPTED") "END:VTODO\r\n"));
    refused("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" EVENT(ANN("ACCEPTED")) "END:VCALENDAR\r\n");
    refused(CALENDAR("REPLY", "BEGIN:VEVENT\r\n" ANN("ACCEPTED") "END:VEVENT\r\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long_and_foreign_words_are_folded_between_characters),
        cmocka_unit_test(test_a_name_stays_a_name),
        cmocka_unit_test(test_called_off_asks_for_no_answer),
        cmocka_unit_test(test_a_zone_of_their_own_in_summer_and_in_winter),
        cmocka_unit_test(test_times_without_a_zone_and_whole_days_are_where_the_reader_is),
        cmocka_unit_test(test_what_they_write_along_keeps_its_lines),
        cmocka_unit_test(test_a_delegate_is_somebody_else),
        cmocka_unit_test(test_spelled_otherwise),
        cmocka_unit_test(test_what_is_no_answer_to_one_appointment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
