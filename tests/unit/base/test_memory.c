/* Arena, Buf, Vec and Err: what everything else stands on. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_arena_aligns_and_zeroes(void **state)
{
    auto_arena Arena *arena = arena_new();
    for (size_t size = 1; size < 3000; size += 7) {
        unsigned char *memory = arena_alloc(arena, size);
        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xA5, size); /* to be zeroed again after a reset */
    }
    arena_reset(arena);
    assert_int_equal(arena_used(arena), 0);
    unsigned char *again = arena_alloc(arena, 5000);
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(again[i], 0);
}

static void test_arena_rewinds(void **state)
{
    auto_arena Arena *arena = arena_new();
    char *kept = arena_strdup(arena, "kept");
    size_t used = arena_used(arena);
    ArenaMark mark = arena_mark(arena);
    for (int i = 0; i < 100; i++)
        arena_alloc(arena, 10000);
    assert_true(arena_used(arena) >= used + 1000000);
    arena_rewind(arena, mark);
    assert_int_equal(arena_used(arena), used);
    char *next = arena_alloc(arena, 8);
    arena_rewind(arena, mark);
    assert_ptr_equal(arena_alloc(arena, 8), next);
    assert_string_equal(kept, "kept");
}

static void test_arena_makes_texts(void **state)
{
    auto_arena Arena *arena = arena_new();
    assert_null(arena_strdup(arena, NULL));
    assert_string_equal(arena_strndup(arena, "abcdef", 3), "abc");
    assert_string_equal(arena_strndup(arena, "", 0), "");
    char wide[2000];
    memset(wide, 'x', sizeof wide - 1);
    wide[sizeof wide - 1] = '\0';
    assert_int_equal(strlen(arena_printf(arena, "%s%d", wide, 42)), sizeof wide + 1);
}

static void test_buf_grows_to_its_maximum(void **state)
{
    auto_buf Buf buf = buf_new(1000);
    assert_string_equal(buf.at, "");
    for (int i = 0; i < 100; i++)
        buf_adds(&buf, "0123456789");
    assert_int_equal(buf.length, 1000);
    assert_false(buf.over);
    assert_int_equal(buf.at[1000], '\0');
    buf_addc(&buf, 'x');
    assert_true(buf.over);
    assert_int_equal(buf.length, 1000);
    buf_clear(&buf);
    assert_false(buf.over);
    buf_addf(&buf, "%d%%", 7);
    assert_string_equal(buf.at, "7%");
}

static void test_buf_drops_its_front(void **state)
{
    auto_buf Buf buf = buf_new(100);
    buf_adds(&buf, "abcdef");
    buf_drop_front(&buf, 2);
    assert_string_equal(buf.at, "cdef");
    buf_drop_front(&buf, 4);
    assert_string_equal(buf.at, "");
    buf_drop_front(&buf, 0);
    buf_add(&buf, "a\0b", 3);
    assert_int_equal(buf.length, 3);
}

static void test_vec_keeps_what_was_pushed(void **state)
{
    typedef VEC(int) Numbers;
    auto_arena Arena *arena = arena_new();
    Numbers numbers = {0};
    for (int i = 0; i < 1000; i++)
        *vec_push(arena, &numbers) = i;
    assert_int_equal(numbers.count, 1000);
    int expected = 0;
    vec_each (int, number, &numbers)
        assert_int_equal(*number, expected++);
    assert_int_equal(expected, 1000);
}

static void test_err_names_field_and_place(void **state)
{
    Err err = {0};
    assert_false(err_field(&err, ERR_INPUT, "cell", "\"%s\" is no number", "x"));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_string_equal(err.field, "cell");
    assert_false(err_at(&err, "line %d", 3));
    assert_string_equal(err.message, "line 3: \"x\" is no number");
    assert_false(err_set(&err, ERR_BUSY, "later"));
    assert_string_equal(err.field, "");
    assert_true(err_kind_facts(ERR_BUSY)->retry);
    assert_int_equal(err_kind_facts(ERR_MISSING)->http_status, 404);
}

static void test_err_cuts_long_messages(void **state)
{
    char text[5000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    Err err = {0};
    err_set(&err, ERR_INPUT, "%s", text);
    assert_int_equal(strlen(err.message), sizeof err.message - 1);
    err_at(&err, "%s", text);
    assert_true(strlen(err.message) < sizeof err.message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arena_aligns_and_zeroes),
        cmocka_unit_test(test_arena_rewinds),
        cmocka_unit_test(test_arena_makes_texts),
        cmocka_unit_test(test_buf_grows_to_its_maximum),
        cmocka_unit_test(test_buf_drops_its_front),
        cmocka_unit_test(test_vec_keeps_what_was_pushed),
        cmocka_unit_test(test_err_names_field_and_place),
        cmocka_unit_test(test_err_cuts_long_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
