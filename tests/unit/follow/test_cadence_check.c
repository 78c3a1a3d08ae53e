/* The samples in tests/samples/cadences: each bad one says in its first lines what the checker
 * finds in it, as `# finds LINE:COLUMN LEVEL CODE`, and it finds exactly that. */
#include "follow/cadence.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LARGEST_SAMPLE = 64 * 1024 };

static const char *samples(void)
{
    const char *folder = getenv("BECK_CADENCE_SAMPLES");
    assert_non_null(folder);
    return folder;
}

static char *slurp(Arena *arena, const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = arena_alloc(arena, LARGEST_SAMPLE + 1);
    *length = fread(bytes, 1, LARGEST_SAMPLE, file);
    assert_true(*length > 0 && *length < LARGEST_SAMPLE);
    fclose(file);
    return bytes;
}

/* The `# finds` lines of the file, as they stand. */
static char *expected(Arena *arena, const char *source)
{
    char *all = arena_strdup(arena, "");
    for (const char *line = source; *line == '#'; line = strchr(line, '\n') + 1)
        if (!strncmp(line, "# finds ", 8))
            all = arena_printf(arena, "%s%.*s\n", all, (int)strcspn(line, "\n"), line);
    return all;
}

static char *found(Arena *arena, const Findings *findings)
{
    char *all = arena_strdup(arena, "");
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->at[i];
        const char *level = finding->level == FINDING_ERROR ? "error" : "weak";
        all = arena_printf(arena, "%s# finds %d:%d %s %s\n", all, finding->line, finding->column,
                           level, finding->code);
        assert_true(strlen(finding->message) > 20);
    }
    return all;
}

static void finds_exactly_what_is_bad(void **state)
{
    auto_arena Arena *arena = arena_new();
    glob_t paths;
    assert_int_equal(glob(arena_printf(arena, "%s/bad/*.yaml", samples()), 0, NULL, &paths), 0);
    assert_true(paths.gl_pathc >= 50);
    for (size_t i = 0; i < paths.gl_pathc; i++) {
        size_t length;
        char *source = slurp(arena, paths.gl_pathv[i], &length);
        const Cadence *cadence;
        Findings findings;
        Err err = {0};
        assert_true(cadence_read(arena, source, length, &cadence, &findings, &err));
        const char *should = expected(arena, source), *does = found(arena, &findings);
        if (strcmp(should, does) != 0)
            print_error("%s: expected\n%sfound\n%s", paths.gl_pathv[i], should, does);
        assert_string_equal(should, does);
        assert_int_equal(cadence == NULL, strstr(should, " error ") != NULL);
    }
    globfree(&paths);
}

static void finds_nothing_in_the_good_one(void **state)
{
    auto_arena Arena *arena = arena_new();
    size_t length;
    char *source = slurp(arena, arena_printf(arena, "%s/good.yaml", samples()), &length);
    const Cadence *cadence;
    Findings findings;
    Err err = {0};
    assert_true(cadence_read(arena, source, length, &cadence, &findings, &err));
    assert_string_equal(found(arena, &findings), "");
    assert_non_null(cadence);
}

/* The same weakness, wherever an editor puts the words. */
static void finds_the_place_in_every_style(void **state)
{
    static const struct {
        const char *value;
        int line, column;
    } rows[] = {
        {"so, I am circling back", 10, 22},
        {"'it''s me, circling back'", 10, 24},
        {"\"so\\n\\tcircling\\u0020back\"", 10, 20},
        {"\"\xC3\xBC\xE2\x82\xAC \xF0\x9F\x98\x80 circling back\"", 10, 19},
        {"so I am\n      circling back", 11, 7},
        {"|\n      so\n      circling back", 12, 7},
        {">\n      so I am circling\n      back", 11, 15},
        {"|2 # note\n      I am circling back", 11, 12},
        {"\"so I am \\\n      circling back\"", 11, 7},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        auto_arena Arena *arena = arena_new();
        const char *source = arena_printf(arena,
                                          "# A step whose reason says nothing.\n"
                                          "name: place\n"
                                          "title: Where\n"
                                          "\n"
                                          "steps:\n"
                                          "  - key: a\n"
                                          "    channel: letter\n"
                                          "    new: a letter\n"
                                          "    words: A letter.\n"
                                          "    reason: %s\n",
                                          rows[i].value);
        const Cadence *cadence;
        Findings findings;
        Err err = {0};
        assert_true(cadence_read(arena, source, strlen(source), &cadence, &findings, &err));
        const Finding *finding = findings.at;
        while (finding < findings.at + findings.count && strcmp(finding->code, "says_nothing") != 0)
            finding++;
        assert_true(finding < findings.at + findings.count);
        assert_int_equal(finding->line, rows[i].line);
        assert_int_equal(finding->column, rows[i].column);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_exactly_what_is_bad),
        cmocka_unit_test(finds_nothing_in_the_good_one),
        cmocka_unit_test(finds_the_place_in_every_style),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
