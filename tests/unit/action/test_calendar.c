/* A user's calendar: what stands in it, and that other programs can read it. */
#include "office.h"

#include "action/calendar.h"
#include "action/late_promise.h"
#include "base/text.h"

#include <string.h>

static const char *document(Office *office, int64_t user)
{
    Err err = {0};
    const char *text;
    size_t length;
    assert_ok(calendar_document(office->context, office->arena, user, "https://beck.example", &text,
                                &length, &err),
              err);
    assert_int_equal(strlen(text), length);
    return text;
}

/* RFC 5545 §3.1: lines end with CRLF, have 75 octets at most, and are cut between characters. */
static const char *unfolded(Office *office, const char *text)
{
    Buf whole = buf_new(1 << 20);
    while (*text) {
        const char *end = strstr(text, "\r\n");
        assert_non_null(end);
        size_t length = (size_t)(end - text);
        assert_true(length <= 75);
        assert_true(text_is_utf8(text, length));
        assert_null(memchr(text, '\n', length));
        bool folded = *text == ' ' && whole.length;
        if (folded)
            whole.length -= 1; /* the line end that was none */
        buf_add(&whole, text + folded, length - folded);
        buf_addc(&whole, '\n');
        text = end + 2;
    }
    const char *kept = arena_strndup(office->arena, whole.at, whole.length);
    buf_free(&whole);
    return kept;
}

/* The event in which a line begins so; fails without. */
static const char *event_with(Office *office, const char *calendar, const char *line)
{
    for (const char *at = calendar; (at = strstr(at, "BEGIN:VEVENT\n")); at++) {
        const char *end = strstr(at, "END:VEVENT\n");
        assert_non_null(end);
        const char *event = arena_strndup(office->arena, at, (size_t)(end - at));
        if (strstr(event, arena_printf(office->arena, "\n%s", line)))
            return event;
    }
    fail_msg("no event has %s:\n%s", line, calendar);
    return NULL;
}

#define assert_line(event, line)                                                                   \
    do {                                                                                           \
        if (!strstr(event, "\n" line "\n"))                                                        \
            fail_msg("no line %s in:\n%s", line, event);                                           \
    } while (0)

static void test_promises_and_agreed_times(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(&office, (Card){.name = "Jürgen Müller-Lüdenscheidt",
                                                      .company = "Bäder; Söhne, und Töchter",
                                                      .cell = "+1 617 555 0100",
                                                      .source = "Show"});
        PromiseCard promise;
        LatePromise moved;
        /* Friday, 6 March 2026, 15:00 in New York. */
        assert_ok(
            make_promise(office.context, office.arena,
                         &(PromiseInput){.lead_id = lead.lead,
                                         .text = "send the quote; both pages, \\signed",
                                         .due_at = OFFICE_NOW + 4 * (Time)DAY_SECONDS + 5 * HOUR},
                         &promise, &err),
            err);
        const char *raw = document(&office, context_user(office.context));
        const char *calendar = unfolded(&office, raw);
        assert_true(text_starts(calendar, "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:"));
        assert_line(calendar, "X-WR-CALNAME:Beck: Ann Ford");
        assert_line(calendar, "NAME:Beck: Ann Ford");
        assert_line(calendar, "REFRESH-INTERVAL;VALUE=DURATION:PT15M");
        const char *uid = arena_printf(office.arena, "UID:promise-%lld@", (long long)promise.id);
        const char *event = event_with(&office, calendar, uid);
        assert_line(event, "DTSTART:20260306T200000Z");
        assert_line(event, "DTEND:20260306T201500Z");
        assert_line(event, "TRANSP:TRANSPARENT");
        assert_line(event, "SEQUENCE:0");
        assert_non_null(strstr(event, "\nSUMMARY:Promised: send the quote\\; both pages\\, "
                                      "\\\\signed (Jürgen Müller-Lüdenscheidt\\, Bäder\\; "
                                      "Söhne\\, und Töchter)\n"));
        /* The evening before, in New York: 18:00 is 23:00 UTC; two hours before. */
        assert_line(event, "TRIGGER;VALUE=DATE-TIME:20260305T230000Z");
        assert_line(event, "TRIGGER;VALUE=DATE-TIME:20260306T180000Z");
        assert_non_null(
            strstr(event, arena_printf(office.arena, "\nURL:https://beck.example/leads/%lld\n",
                                       (long long)lead.lead)));

        /* Moved: the same event, at another time. */
        assert_ok(late_promise(office.context, office.arena, promise.id,
                               &(LateInput){.due_at = promise.due_at + DAY_SECONDS}, &moved, &err),
                  err);
        calendar = unfolded(&office, document(&office, context_user(office.context)));
        event = event_with(&office, calendar, uid);
        assert_line(event, "SEQUENCE:1");
        assert_line(event, "DTSTART:20260307T200000Z");
        assert_ok(
            keep_promise(office.context, office.arena, promise.id, CHANNEL_NONE, &promise, &err),
            err);
        calendar = document(&office, context_user(office.context));
        assert_null(strstr(calendar, "UID:promise-"));

        /* A time agreed on makes busy. */
        LogResult logged;
        LogInput input = {.what = arena_printf(office.arena, "lead:%lld", (long long)lead.lead),
                          .attempts = &(LogAttempt){.outcome = "talked"},
                          .attempt_count = 1,
                          .result = "meeting",
                          .at = TIME_NONE,
                          .until = OFFICE_NOW + 8 * (Time)DAY_SECONDS,
                          .promise_at = TIME_NONE};
        assert_ok(log_outcome(office.context, office.arena, &input, &logged, &err), err);
        assert_string_equal(office_next(&office, lead.lead).concern, "agreed");
        calendar = unfolded(&office, document(&office, context_user(office.context)));
        event =
            event_with(&office, calendar,
                       arena_printf(office.arena, "UID:appointment-%lld@", (long long)lead.lead));
        assert_line(event, "TRANSP:OPAQUE");
        assert_line(event, "DTSTART:20260310T150000Z");
        assert_line(event, "TRIGGER;VALUE=DATE-TIME:20260310T144500Z");
        office_close(&office);
    }
}

static void test_days_of_calls(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        for (int i = 0; i < 25; i++)
            office_capture(&office,
                           (Card){.name = arena_printf(office.arena, "Person Number%d", i),
                                  .cell = arena_printf(office.arena, "+1 617 555 01%02d", i),
                                  .source = "list"});
        const char *calendar = unfolded(&office, document(&office, context_user(office.context)));
        size_t days = 0;
        for (const char *at = calendar; (at = strstr(at, "\nUID:day-")); at++)
            days++;
        assert_in_range(days, 1, CALENDAR_DAYS);
        const char *event = event_with(&office, calendar, "UID:day-2026-03-0");
        assert_non_null(strstr(event, "\nDTSTART;VALUE=DATE:2026030"));
        assert_line(event, "TRANSP:TRANSPARENT");
        assert_non_null(strstr(event, " calls"));
        assert_non_null(strstr(event, "DESCRIPTION:Call Person Number"));
        assert_null(strstr(event, "BEGIN:VALARM"));

        /* Of its user alone; and of nobody. */
        int64_t mary = office_user(&office, "Mary Poe");
        assert_null(strstr(document(&office, mary), "BEGIN:VEVENT"));
        const char *text;
        size_t length;
        assert_false(
            calendar_document(office.context, office.arena, 987654, NULL, &text, &length, &err));
        assert_int_equal(err.kind, ERR_MISSING);
        office_close(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_promises_and_agreed_times),
        cmocka_unit_test(test_days_of_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
