#include "action/card_line.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static Arena *arena;
static CardLine card;

static int set_up(void **state)
{
    arena = arena_new();
    card = (CardLine){0};
    return 0;
}

static int tear_down(void **state)
{
    arena_free(arena);
    return 0;
}

static void assert_address(size_t place, RowAddressKind kind, bool known, const char *value)
{
    assert_true(place < card.address_count);
    assert_int_equal(card.addresses[place].kind, kind);
    assert_int_equal(card.addresses[place].kind_known, known);
    assert_string_equal(card.addresses[place].value, value);
}

static void test_a_whole_card(void **state)
{
    assert_true(card_line_read(arena,
                               "Ann Ford, Head of Purchasing, Ford Pumps, cell 202 555 0123; "
                               "Tel.: +1 (202) 555-0100 ext. 7 | e-mail: ann@ford.example, "
                               "www.ford.example",
                               &card));
    assert_string_equal(card.name, "Ann Ford");
    assert_string_equal(card.title, "Head of Purchasing");
    assert_string_equal(card.company, "Ford Pumps");
    assert_int_equal(card.address_count, 4);
    assert_address(0, ROW_CELL, true, "202 555 0123");
    assert_address(1, ROW_OFFICE, false, "+1 (202) 555-0100 ext. 7");
    assert_address(2, ROW_EMAIL, true, "ann@ford.example");
    assert_address(3, ROW_URL, true, "www.ford.example");
}

static void test_what_is_missing_is_not_guessed(void **state)
{
    assert_true(card_line_read(arena, "Ann Ford, Ford Pumps, ann@ford.example", &card));
    assert_null(card.title);
    assert_string_equal(card.company, "Ford Pumps");
    assert_true(card_line_read(arena, "Ann Ford, 0171 3456789", &card));
    assert_null(card.company);
    assert_address(0, ROW_OFFICE, false, "0171 3456789");
    assert_true(card_line_read(arena, "Ann Ford, Area 51 Ltd, <ann@ford.example>", &card));
    assert_string_equal(card.company, "Area 51 Ltd");
    assert_address(0, ROW_EMAIL, true, "ann@ford.example");
}

static void test_a_name_is_no_card(void **state)
{
    assert_false(card_line_read(arena, "Ann Ford", &card));
    assert_false(card_line_read(arena, "Ford, Ann", &card));
    assert_false(card_line_read(arena, "Studio 54, New York", &card));
    assert_false(card_line_read(arena, "Route 1234567 Ltd", &card));
    assert_false(card_line_read(arena, "", &card));
    assert_false(card_line_read(arena, ", ;", &card));
    assert_false(card_line_read(arena, "a, b, c, d, ann@ford.example", &card));
    assert_null(card.name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_whole_card, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_missing_is_not_guessed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_name_is_no_card, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
