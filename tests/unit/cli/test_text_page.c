#include "cli/text_page.h"

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
    page = page_new(arena, 40, false, 0, zone_utc());
    return 0;
}

static int tear_down(void **state)
{
    page_free(&page);
    arena_free(arena);
    return 0;
}

static void test_width_has_bounds(void **state)
{
    Page narrow = page_new(arena, 3, false, 0, zone_utc());
    Page wide = page_new(arena, 500, false, 0, zone_utc());
    assert_int_equal(narrow.width, PAGE_NARROW);
    assert_int_equal(wide.width, PAGE_WIDE);
    page_free(&narrow);
    page_free(&wide);
}

static void test_wraps_beside_labels(void **state)
{
    page_labelled(&page, "Say", 6, PAGE_PLAIN,
                  "words that are too many for one line of forty columns");
    assert_string_equal(page.out.at, "Say   words that are too many for one\n"
                                     "      line of forty columns\n");
    buf_clear(&page.out);
    page_labelled(&page, "Say", 6, PAGE_PLAIN, "");
    page_labelled(&page, "Say", 6, PAGE_PLAIN, NULL);
    assert_string_equal(page.out.at, "");
    page_labelled(&page, "a label too long", 6, PAGE_PLAIN, "and a text that needs two lines");
    assert_string_equal(page.out.at, "a label too long and a text that needs\n"
                                     "                 two lines\n");
}

static void test_keeps_own_lines(void **state)
{
    page_wrapped(&page, PAGE_PLAIN, 2, "first\n\nthird");
    assert_string_equal(page.out.at, "  first\n\n  third\n");
}

static void test_hangs_behind_what_stands(void **state)
{
    page_add(&page, PAGE_PLAIN, "Done");
    page_hanging(&page, 4, 6, PAGE_PLAIN, "text");
    page_add(&page, PAGE_PLAIN, "Done");
    page_hanging(&page, 4, 6, PAGE_PLAIN, "");
    assert_string_equal(page.out.at, "Done  text\nDone\n");
}

static void test_sides_fill_the_line(void **state)
{
    page_sides(&page, PAGE_PLAIN, "left", PAGE_PLAIN, "right");
    assert_string_equal(page.out.at, "left                               right\n");
    buf_clear(&page.out);
    page_sides(&page, PAGE_PLAIN, "a left side that is much too long for it", PAGE_PLAIN, "right");
    assert_string_equal(page.out.at, "a left side that is much too lon…  right\n");
    buf_clear(&page.out);
    page_sides(&page, PAGE_PLAIN, "left", PAGE_PLAIN, "");
    assert_string_equal(page.out.at, "left\n");
}

static void test_gap_is_one_line(void **state)
{
    page_gap(&page);
    assert_string_equal(page.out.at, "");
    page_add(&page, PAGE_PLAIN, "a");
    page_end(&page);
    page_gap(&page);
    page_gap(&page);
    page_heading(&page, "b");
    assert_string_equal(page.out.at, "a\n\nb\n");
}

static void test_colours_when_wished(void **state)
{
    page_add(&page, PAGE_BAD, "plain");
    page.colour = true;
    page_add(&page, PAGE_BAD, "red");
    page_add(&page, PAGE_PLAIN, "none");
    page_add(&page, PAGE_BAD, "");
    assert_string_equal(page.out.at, "plain\033[31mred\033[0mnone");
}

/* Names come from files of strangers. */
static void test_nothing_drives_the_terminal(void **state)
{
    page_add(&page, PAGE_PLAIN, "Ann\033[2J\007Ford\r\x7F");
    assert_null(strchr(page.out.at, '\033'));
    assert_null(strchr(page.out.at, '\007'));
    assert_null(strchr(page.out.at, '\r'));
    assert_null(strchr(page.out.at, '\x7F'));
    assert_string_equal(page_harmless(arena, "a\xC2\x9B"
                                             "b"),
                        "a\uFFFDb"); /* CSI in one byte */
    assert_string_equal(page_harmless(arena, "a\u202Eb"), "a\uFFFDb");
    assert_string_equal(page_harmless(arena, "bad \xFF byte"), "bad \uFFFD byte");
    assert_string_equal(page_harmless(arena, "Zoë 東京\nnext"), "Zoë 東京\nnext");
    assert_string_equal(page_harmless(arena, NULL), "");
}

static void test_says_times(void **state)
{
    page.now = 1764500400; /* 2025-11-30T11:00:00Z */
    assert_string_equal(page_when(&page, page.now + HOUR), "today 12:00");
    assert_string_equal(page_when(&page, TIME_NONE), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_width_has_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wraps_beside_labels, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_keeps_own_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hangs_behind_what_stands, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sides_fill_the_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_gap_is_one_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_colours_when_wished, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_drives_the_terminal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_says_times, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
