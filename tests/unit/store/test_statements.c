/* Every statement of Beck is prepared on both engines after the migrations, and its columns are
 * held against its `out:`. All that do not fit are told, not only the first. */
#include "trial.h"

#include "store/queries.h"
#include "store/store_queries.h"

#include <stdio.h>
#include <string.h>

static void check_book(const SqlBook *book, DbEngine engine)
{
    Err err = {0};
    auto_db Db *db = db_open_book(trial_new_url(engine), DB_CREATE, &sql_book, &err);
    assert_ok(db, err);
    int wrong = 0;
    for (size_t i = 0; i < book->statement_count; i++)
        if (!statement_check(db, &book->statements[i], &err)) {
            fprintf(stderr, "%s\n", err.message);
            wrong++;
        }
    assert_int_equal(wrong, 0);
    assert_true(book->statement_count > 0);
}

static void test_beck(void **state)
{
    each_engine(engine) check_book(&sql_book, engine);
}

static void test_store(void **state)
{
    each_engine(engine) check_book(&store_book, engine);
}

/* The check finds what it is there for. */
static void test_misfits_are_found(void **state)
{
    static const struct {
        const char *text;
        const char *told[DB_ENGINES];
    } misfits[] = {
        {"SELECT 1 AS a", {"1 columns", "1 columns"}},
        {"SELECT 1 AS b, 2 AS a", {"exchanged", "exchanged"}},
        {"SELECT 1 AS a, 1.5 AS b", {NULL, "CAST it AS BIGINT"}},
        {"SELECT 1 AS a, CAST(2 AS SMALLINT) AS b", {NULL, NULL}},
        {"SELECT 1 AS a, absent AS b", {"no such column", "absent"}},
    };
    static const SqlField outputs[] = {{.name = "a", .type = SQL_INT},
                                       {.name = "b", .type = SQL_INT}};
    each_engine(engine) for (size_t i = 0; i < sizeof misfits / sizeof *misfits; i++)
    {
        SqlBook book = {.name = "misfit", .statement_count = 1};
        SqlStatement statement = {.name = "misfit", .book = &book, .gives = SQL_ONE};
        statement.outputs = outputs;
        statement.output_count = 2;
        statement.text[engine] = misfits[i].text;
        book.statements = &statement;
        Err err = {0};
        auto_db Db *db = db_open_book(trial_new_url(engine), DB_CREATE, &book, &err);
        assert_ok(db, err);
        bool fits = statement_check(db, &statement, &err);
        const char *told = misfits[i].told[engine];
        assert_true(fits == !told);
        if (told)
            assert_error(err, ERR_BROKEN, told);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beck),
        cmocka_unit_test(test_store),
        cmocka_unit_test(test_misfits_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
