#include "base/buf.h"
#include "base/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Arena *arena;

static int set_up(void **state)
{
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(arena);
    return 0;
}

static const YamlNode *parsed(const char *source)
{
    Err err = {0};
    const YamlNode *root = yaml_parse(arena, source, strlen(source), &err);
    if (!root)
        fail_msg("%s: %s", source, err.message);
    return root;
}

static void stands_at(const YamlNode *node, int line, int column)
{
    assert_non_null(node);
    assert_int_equal(node->line, line);
    assert_int_equal(node->column, column);
}

static void test_reads_a_cadence(void **state)
{
    const YamlNode *root = parsed("name: Persistent\n"
                                  "# a comment\n"
                                  "steps:\n"
                                  "  - channel: phone\n"
                                  "    wait: 1 day\n"
                                  "  - channel: \"email\"\n"
                                  "    words: |\n"
                                  "      Hi {{name}},\n"
                                  "\n"
                                  "      bye\n"
                                  "tail: [day, week]\n"
                                  "empty:\n");
    assert_int_equal(root->kind, YAML_MAP);
    assert_int_equal(root->count, 4);
    stands_at(root, 1, 1);
    const YamlNode *name = yaml_get(root, "name");
    assert_string_equal(name->text, "Persistent");
    assert_false(name->quoted);
    stands_at(name, 1, 7);
    assert_int_equal(name->key_line, 1);
    assert_int_equal(name->key_column, 1);

    const YamlNode *steps = yaml_get(root, "steps");
    assert_int_equal(steps->kind, YAML_LIST);
    assert_int_equal(steps->count, 2);
    assert_int_equal(steps->key_line, 3);
    const YamlNode *second = steps->first->next;
    stands_at(second, 6, 5);
    assert_string_equal(yaml_get(second, "channel")->text, "email");
    assert_true(yaml_get(second, "channel")->quoted);
    assert_string_equal(yaml_get(second, "words")->text, "Hi {{name}},\n\nbye\n");
    assert_true(yaml_get(second, "words")->quoted);
    assert_string_equal(yaml_get(steps->first, "wait")->text, "1 day");

    const YamlNode *tail = yaml_get(root, "tail");
    assert_string_equal(tail->first->next->text, "week");
    stands_at(tail->first->next, 11, 13);
    assert_string_equal(yaml_get(root, "empty")->text, "");
    assert_null(yaml_get(root, "absent"));
    assert_null(yaml_get(tail, "day"));
    assert_null(yaml_get(NULL, "day"));
}

static void test_counts_columns_in_characters(void **state)
{
    const YamlNode *root = parsed("\xEF\xBB\xBFé: [ü, x]\n");
    stands_at(yaml_get(root, "é")->first->next, 1, 8);
}

static void test_reads_lists_and_texts_alone(void **state)
{
    assert_string_equal(parsed("alone")->text, "alone");
    assert_int_equal(parsed("- 1\n- 2\n")->count, 2);
    assert_int_equal(parsed("---\na: 1\n...\n")->kind, YAML_MAP);
    assert_int_equal(parsed("{}")->count, 0);
}

static void refuses(const char *source, size_t length, const char *says)
{
    Err err = {0};
    assert_null(yaml_parse(arena, source, length, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    if (!strstr(err.message, says))
        fail_msg("%s: %s", source, err.message);
}

static void test_refuses(void **state)
{
    static const struct {
        const char *source, *says;
    } cases[] = {
        {"", "nothing here"},
        {"# only a comment\n", "nothing here"},
        {"a: 1\nb: 2\na: 3\n", "line 3, column 1: the key \"a\" stands in line 1 already"},
        {"a: &x 1\nb: *x\n", "line 1, column 4: an anchor"},
        {"b: *x\n", "line 1, column 4: an alias"},
        {"a: !!str 1\n", "line 1, column 4: a tag"},
        {"a: !local {}\n", "line 1, column 4: a tag"},
        {"? [a, b]\n: 1\n", "line 1, column 3: a key must be a plain word"},
        {"a: 1\n---\nb: 2\n", "second document"},
        {"a: [1, 2\nb: 3\n", "line 2, column "},
        {"a:\n\t- b\n", "line 2, column 1: "},
        {"a: \"x\n", "line 2, column 1: "},
        {"a: \xFF\n", "UTF-8"},
        {"a: \x01\n", "UTF-8"},
        {"a: \"\\0\"\n", "line 1, column 4: a text may not contain"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        refuses(cases[i].source, strlen(cases[i].source), cases[i].says);
    refuses("a: 1\0b", 6, "UTF-8");
}

static const char *many_keys(int count)
{
    auto_buf Buf text = buf_new(100000);
    for (int i = 0; i < count; i++)
        buf_addf(&text, "k%d: x\n", i);
    return arena_strdup(arena, text.at);
}

static const char *repeated(const char *part, int times)
{
    auto_buf Buf text = buf_new(8 * 1024 * 1024);
    for (int i = 0; i < times; i++)
        buf_adds(&text, part);
    return arena_strdup(arena, text.at);
}

static void test_limits(void **state)
{
    const char *deep = arena_printf(arena, "%s%s", repeated("[", 32), repeated("]", 32));
    assert_int_equal(parsed(deep)->kind, YAML_LIST);
    const char *deeper = repeated("[", 33);
    refuses(deeper, strlen(deeper), "deeper");
    const char *endless = repeated("[", 500000);
    refuses(endless, strlen(endless), "deeper");

    assert_int_equal(parsed(repeated("- x\n", 19999))->count, 19999);
    const char *many = repeated("- x\n", 20000);
    refuses(many, strlen(many), "too many entries");

    assert_int_equal(parsed(many_keys(1000))->count, 1000);
    const char *keys = many_keys(1001);
    refuses(keys, strlen(keys), "1,000 keys");

    const char *long_text = repeated("x", 1024 * 1024 + 1);
    refuses(long_text, strlen(long_text), "1 MiB");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_a_cadence),
        cmocka_unit_test(test_counts_columns_in_characters),
        cmocka_unit_test(test_reads_lists_and_texts_alone),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
