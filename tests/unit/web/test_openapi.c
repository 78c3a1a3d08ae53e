/* The document of the API and the table of routes fit together: every schema that is named is
 * there, every one that is there is named, and every operation says what it takes and gives. */
#include "web/openapi.h"
#include "web/route.h"
#include "web/schema.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char root[] = "#/components/schemas/";

static Arena *arena;
static Doc *document, *schemas;

static int set_up(void **state)
{
    arena = arena_new();
    document = openapi_document(arena, "https://beck.example");
    schemas = doc_own(doc_own(document, "components"), "schemas");
    return 0;
}

static int tear_down(void **state)
{
    arena_free(arena);
    return 0;
}

/* Whether what stands here, or below it, has a $ref to the schema of this name (its own words do
 * not count); NULL: to one that there is not. */
static bool refers(const Doc *doc, const char *name)
{
    if (name && doc == doc_get(schemas, name))
        return false;
    const char *ref = doc_text(doc, "$ref");
    if (ref && text_starts(ref, root)) {
        const char *named = ref + sizeof root - 1;
        if (name ? text_equal(named, name) : !doc_get(schemas, named)) {
            if (!name)
                print_error("there is no schema %s\n", named);
            return true;
        }
    }
    for (const Doc *each = doc->first; each; each = each->next)
        if (refers(each, name))
            return true;
    return false;
}

static void test_every_schema_that_is_named_is_there(void **state)
{
    assert_false(refers(document, NULL));
}

static void test_every_schema_that_is_there_is_named(void **state)
{
    assert_true(schemas->count > 100);
    for (const Doc *schema = schemas->first; schema; schema = schema->next)
        if (!refers(document, schema->name))
            fail_msg("nobody names the schema %s", schema->name);
}

static void test_every_member_says_what_it_is(void **state)
{
    for (const Doc *schema = schemas->first; schema; schema = schema->next) {
        assert_non_null(doc_text(schema, "description"));
        const Doc *words = doc_get(schema, "enum");
        for (const Doc *word = words ? words->first : NULL; word; word = word->next)
            assert_true(word->text[0] && !text_equal(word->text, "?"));
    }
}

/* A row of the API has a document or bytes, or says that there is nothing. */
static void test_every_row_says_what_it_gives(void **state)
{
    const Route *route;
    for (size_t i = 0; (route = route_at(i)) != NULL; i++) {
        if (!(route->faces & FACE_API))
            continue;
        assert_non_null(route->about);
        assert_false(route->answers && route->gives);
        if (route->status && route->status != 204 && !route->answers && !route->gives)
            fail_msg("%s answers %d without a schema", route->path, route->status);
        for (const char *at = route->path; (at = strchr(at, '{')) != NULL; at++) {
            const RouteName *name = route_name(at + 1, strcspn(at + 1, "}"));
            if (!name || !name->about)
                fail_msg("nothing says what stands in the braces of %s", route->path);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_schema_that_is_named_is_there, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_every_schema_that_is_there_is_named, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_every_member_says_what_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_row_says_what_it_gives, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
