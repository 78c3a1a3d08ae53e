/* Every statement of Beck is prepared on both engines after the migrations, and its columns are
 * held against its `out:`. All that do not fit are told, not only the first. */
#include "trial.h"

#include "store/queries.h"
#include "store/store_queries.h"

#include <stdio.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beck),
        cmocka_unit_test(test_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
