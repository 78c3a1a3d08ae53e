#include "action/card_line.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Arena *arena;
static CardLine card;
static Err err;

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

static void assert_name(const char *line)
{
    assert_true(card_line_read(arena, line, &card, &err));
    assert_string_equal(card.name, line);
    assert_null(card.company);
    assert_int_equal(card.address_count, 0);
}

static void test_a_street(void **state)
{
    assert_true(
        card_line_read(arena,
                       "Bob Miller, plant manager, Acme Foods, cell 312 555 0101, 5 Oak St, "
                       "Chicago IL 60611, bob@acme.example",
                       &card, &err));
    assert_string_equal(card.company, "Acme Foods");
    assert_int_equal(card.address_count, 3);
    assert_address(1, ROW_POSTAL, true, "5 Oak St, Chicago IL 60611");
    assert_true(
        card_line_read(arena, "Eva Ohm, Ohm GmbH, Hauptstr. 5a, 10115 Berlin", &card, &err));
    assert_string_equal(card.company, "Ohm GmbH");
    assert_address(0, ROW_POSTAL, true, "Hauptstr. 5a, 10115 Berlin");
    assert_true(card_line_read(arena, "Jo, Studio 54, owner, jo@studio.example", &card, &err));
    assert_int_equal(card.address_count, 1);
    assert_true(card_line_read(arena, "Jo, Acme, 7 Oak St, Leeds, jo@acme.example", &card, &err));
    assert_address(0, ROW_POSTAL, true, "7 Oak St, Leeds");
}

static void test_more_than_a_card_has(void **state)
{
    assert_false(card_line_read(arena, "Jo, owner, Acme, Leeds, jo@acme.example", &card, &err));
    assert_string_equal(err.field, "name");
    assert_false(card_line_read(
        arena, "Jo,b@c,b@c,b@c,b@c,b@c,b@c,b@c,b@c,b@c,b@c,b@c,b@c,b@c,b@c,b@c,b@c", &card, &err));
    assert_non_null(strstr(err.message, "16 parts"));
    assert_name(
        "Jo, and, all, of, her, many, friends, who, came, along, to, the, show, in, the, end, too");
}

static void test_a_whole_card(void **state)
{
    assert_true(card_line_read(arena,
                               "Ann Ford, Head of Purchasing, Ford Pumps, cell 202 555 0123; "
                               "Tel.: +1 (202) 555-0100 ext. 7 | e-mail: ann@ford.example, "
                               "www.ford.example",
                               &card, &err));
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
    assert_true(card_line_read(arena, "Ann Ford, Ford Pumps, ann@ford.example", &card, &err));
    assert_null(card.title);
    assert_string_equal(card.company, "Ford Pumps");
    assert_true(card_line_read(arena, "Ann Ford, 0171 3456789", &card, &err));
    assert_null(card.company);
    assert_address(0, ROW_OFFICE, false, "0171 3456789");
    assert_true(card_line_read(arena, "Ann Ford, Area 51 Ltd, <ann@ford.example>", &card, &err));
    assert_string_equal(card.company, "Area 51 Ltd");
    assert_address(0, ROW_EMAIL, true, "ann@ford.example");
}

static void test_a_name_is_no_card(void **state)
{
    assert_name("Ann Ford");
    assert_name("Ford, Ann");
    assert_name("Studio 54, New York");
    assert_name("Route 1234567 Ltd");
    assert_name("");
    assert_name(", ;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_whole_card, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_street, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_more_than_a_card_has, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_missing_is_not_guessed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_name_is_no_card, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
