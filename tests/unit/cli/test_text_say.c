#include "cli/text_say.h"

#include "cli/progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Arena *arena;
static Page page;

static int set_up(void **state)
{
    arena = arena_new();
    page = page_new(arena, 80, false, 0, zone_utc());
    page.country = "US";
    return 0;
}

static int tear_down(void **state)
{
    page_free(&page);
    arena_free(arena);
    return 0;
}

static void test_groups_numbers(void **state)
{
    assert_string_equal(say_address(&page, "+12025550123", NULL), "(202) 555-0123");
    assert_string_equal(say_address(&page, "+12025550123", "45"), "(202) 555-0123 ext. 45");
    assert_string_equal(say_address(&page, "+442079460123", NULL), "+44 207 946 0123");
    assert_string_equal(say_address(&page, "+35312345678", NULL), "+353 123 456 78");
    assert_string_equal(say_address(&page, "+78121234567", NULL), "+7 812 123 4567");
    assert_string_equal(say_address(&page, "ann@acme.example", ""), "ann@acme.example");
    assert_string_equal(say_address(&page, "+12", NULL), "+12");
    assert_string_equal(say_address(&page, NULL, NULL), "");
}

static Doc *touch(const char *name, const char *title, const char *account)
{
    Doc *doc = doc_object(arena), *lead = doc_set_object(arena, doc, "lead");
    doc_set_text(arena, lead, "name", "the lead");
    doc_set_text(arena, lead, "account", account);
    if (name) {
        Doc *contact = doc_set_object(arena, doc, "contact");
        doc_set_text(arena, contact, "name", name);
        doc_set_text(arena, contact, "title", title);
    } else {
        doc_set_null(arena, doc, "contact");
    }
    return doc;
}

static void test_says_who(void **state)
{
    assert_string_equal(say_who(arena, touch("Jack Hill", "Buyer", "Acme"), 60),
                        "Jack Hill, Buyer · Acme");
    /* The title goes before the company does. */
    assert_string_equal(say_who(arena, touch("Jack Hill", "Buyer", "Acme"), 20),
                        "Jack Hill · Acme");
    assert_string_equal(say_who(arena, touch("Jack Hill", "Buyer", "Acme"), 12), "Jack Hill ·…");
    assert_string_equal(say_who(arena, touch(NULL, NULL, "Acme"), 60), "the lead · Acme");
    assert_string_equal(say_who(arena, touch("Acme", NULL, "Acme"), 60), "Acme");
}

static void test_says_figures(void **state)
{
    assert_string_equal(say_sum(arena, 0), "0");
    assert_string_equal(say_sum(arena, 999), "999");
    assert_string_equal(say_sum(arena, 12500), "12,500");
    assert_string_equal(say_sum(arena, 1234567.5), "1,234,567.50");
    assert_string_equal(say_sum(arena, -1000), "-1,000");
    assert_string_equal(say_count(arena, 1, "lead", NULL), "1 lead");
    assert_string_equal(say_count(arena, 2000, "lead", NULL), "2,000 leads");
    assert_string_equal(say_count(arena, 0, "address", "addresses"), "0 addresses");
}

static void test_reads_times(void **state)
{
    Doc *doc = doc_object(arena);
    doc_set_time(arena, doc, "at", 1795443000);
    doc_set_time(arena, doc, "never", TIME_NONE);
    assert_int_equal(say_time(doc, "at"), 1795443000);
    assert_true(say_time(doc, "never") == TIME_NONE);
    assert_true(say_time(doc, "absent") == TIME_NONE);
    page.now = 1795443000;
    assert_string_equal(say_now(&page), "Monday 23 November 14:10");
    assert_string_equal(say_when(&page, doc, "at"), "today 14:10");
}

static void test_says_days(void **state)
{
    assert_string_equal(say_day(arena, "2026-11-23", 1), "Mon 23 Nov");
    assert_string_equal(say_day(arena, "2026-12-01", 1), "Tue 1 Dec");
    assert_string_equal(say_day(arena, "2026-12-01", 2), "Tue  1 Dec");
    assert_string_equal(say_day(arena, "soon", 1), "soon");
}

static void test_progress_tells_rate_and_time_left(void **state)
{
    assert_string_equal(progress_line(arena, 80, 500, 0, 0, 0, 0), "500 rows");
    assert_string_equal(progress_line(arena, 80, 500, 50, 100, 0, 0),
                        "██████████░░░░░░░░░░  50 %  500 rows");
    assert_string_equal(progress_line(arena, 80, 500, 50, 100, 0, 5),
                        "██████████░░░░░░░░░░  50 %  500 rows, 100/s, 0:06 left");
    /* What an earlier run had done says nothing of this one's pace. */
    assert_string_equal(progress_line(arena, 80, 1000, 50, 100, 40, 10),
                        "██████████░░░░░░░░░░  50 %  1000 rows, 100/s, 0:51 left");
    assert_string_equal(progress_line(arena, 80, 5, 100, 100, 0, 4),
                        "████████████████████ 100 %  5 rows, 1/s");
    assert_string_equal(progress_line(arena, 10, 500, 0, 0, 0, 1), "500 rows…");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_groups_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_says_who, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_says_figures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_reads_times, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_says_days, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_progress_tells_rate_and_time_left, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
