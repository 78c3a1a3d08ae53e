#include "cli/text_grid.h"

#include "base/text.h"

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

static void test_columns_stand_under_each_other(void **state)
{
    static const GridColumn columns[] = {
        {.title = "id", .align = GRID_RIGHT}, {.title = "name"}, {.title = "owner"}};
    Grid *grid = grid_new(arena, columns, 3);
    const char *const cells[] = {"7", "Zoë", "Ann", "1200", "東京", "Mary", "3", "Jo", ""};
    for (size_t i = 0; i < 9; i++)
        grid_cell(grid, PAGE_PLAIN, cells[i]);
    assert_int_equal(grid_rows(grid), 3);
    grid_print(grid, &page, 2);
    assert_string_equal(page.out.at, "    id  name  owner\n"
                                     "     7  Zoë   Ann\n"
                                     "  1200  東京  Mary\n"
                                     "     3  Jo\n");
}

static void test_empty_columns_are_left_out(void **state)
{
    static const GridColumn columns[] = {{.title = "a"}, {.title = "b"}, {.title = "c"}};
    Grid *grid = grid_new(arena, columns, 3);
    grid_cell(grid, PAGE_PLAIN, "1");
    grid_cell(grid, PAGE_PLAIN, NULL);
    grid_cell(grid, PAGE_PLAIN, "3");
    grid_print(grid, &page, 0);
    assert_string_equal(page.out.at, "a  c\n1  3\n");
}

static void test_nothing_prints_nothing(void **state)
{
    static const GridColumn columns[] = {{.title = "a"}};
    grid_print(grid_new(arena, columns, 1), &page, 0);
    assert_string_equal(page.out.at, "");
}

static void test_the_widest_gives_room(void **state)
{
    static const GridColumn columns[] = {{0}, {.least = 10}, {.least = 10}};
    Grid *grid = grid_new(arena, columns, 3);
    grid_cell(grid, PAGE_PLAIN, "+1 202 555 0123");
    grid_cell(grid, PAGE_PLAIN, "a name that is far too long");
    grid_cell(grid, PAGE_PLAIN, "short enough");
    grid_print(grid, &page, 0);
    /* 15 + 2 + … + 2 + …: the number stays whole. */
    assert_string_equal(page.out.at, "+1 202 555 0123  a name th…  short enou…\n");
    assert_int_equal(text_columns(page.out.at), 40);
}

static void test_never_below_the_least(void **state)
{
    static const GridColumn columns[] = {{0}, {.least = 8}};
    Grid *grid = grid_new(arena, columns, 2);
    grid_cell(grid, PAGE_PLAIN, "a number that may not be cut in any case");
    grid_cell(grid, PAGE_PLAIN, "twelve chars");
    grid_print(grid, &page, 0);
    assert_string_equal(page.out.at, "a number that may not be cut in any case  twelve …\n");
}

static void test_cells_have_one_line(void **state)
{
    static const GridColumn columns[] = {{0}, {0}};
    Grid *grid = grid_new(arena, columns, 2);
    grid_cell(grid, PAGE_PLAIN, "two\nlines");
    grid_cellf(grid, PAGE_PLAIN, "%d", 5);
    grid_print(grid, &page, 0);
    assert_string_equal(page.out.at, "two lines  5\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_columns_stand_under_each_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_empty_columns_are_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_prints_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_widest_gives_room, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_never_below_the_least, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cells_have_one_line, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
