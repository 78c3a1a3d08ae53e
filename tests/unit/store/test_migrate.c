/* Migrations: once each, in order, refused when edited or newer, and nothing half done. */
#include "trial.h"
#include "trial_queries.h"

#include <stdio.h>
#include <string.h>

enum { STEPS = 3 };

/* Three steps in words that both engines understand. */
static const SqlMigration good[STEPS] = {
    {.number = 1, .name = "first", .sha256 = "aa01", .text = "CREATE TABLE one (a bigint);"},
    {.number = 2,
     .name = "second",
     .sha256 = "aa02",
     .text = "-- Two statements.\nCREATE TABLE two (a bigint);\nINSERT INTO two (a) VALUES (1);\n"},
    {.number = 3, .name = "third", .sha256 = "aa03", .text = "INSERT INTO two (a) VALUES (2);"},
};
static const SqlMigration edited[STEPS] = {
    {.number = 1, .name = "first", .sha256 = "aa01", .text = "CREATE TABLE one (a bigint);"},
    {.number = 2, .name = "second", .sha256 = "bb02", .text = "CREATE TABLE two (b bigint);"},
};
static const SqlMigration faulty[STEPS] = {
    {.number = 1, .name = "first", .sha256 = "aa01", .text = "CREATE TABLE one (a bigint);"},
    {.number = 2,
     .name = "second",
     .sha256 = "cc02",
     .text = "CREATE TABLE two (a bigint);\n\nINSERT INTO nowhere (a) VALUES (1);\n"},
};

static SqlBook book_of(const SqlMigration *steps, size_t count)
{
    return (SqlBook){.name = "steps", .migrations = {steps, steps}, .migration_count = count};
}

static int version_of(Db *db)
{
    Err err = {0};
    int version = -1;
    assert_ok(db_schema_version(db, &version, &err), err);
    return version;
}

static void test_forward(void **state)
{
    each_engine(engine)
    {
        const char *url = trial_new_url(engine);
        Err err = {0};
        for (size_t count = 1; count <= STEPS; count++) {
            SqlBook book = book_of(good, count);
            for (int twice = 0; twice < 2; twice++) {
                auto_db Db *db = db_open_book(url, DB_CREATE, &book, &err);
                assert_ok(db, err);
                assert_int_equal(version_of(db), count);
            }
        }
        /* All three at once come to the same. */
        SqlBook book = book_of(good, STEPS);
        auto_db Db *db = db_open_book(trial_new_url(engine), DB_CREATE, &book, &err);
        assert_ok(db, err);
        assert_int_equal(version_of(db), STEPS);
    }
}

static void test_look_changes_nothing(void **state)
{
    each_engine(engine)
    {
        const char *url = trial_new_url(engine);
        Err err = {0};
        SqlBook one = book_of(good, 1), two = book_of(good, 2);
        db_close(db_open_book(url, DB_CREATE, &one, &err));
        auto_db Db *looking = db_open_book(url, DB_LOOK, &two, &err);
        assert_ok(looking, err);
        assert_int_equal(version_of(looking), 1);
        auto_db Db *using = db_open_book(url, DB_USE, &two, &err);
        assert_ok(using, err);
        assert_int_equal(version_of(looking), 2);
    }
}

static void test_newer(void **state)
{
    each_engine(engine)
    {
        const char *url = trial_new_url(engine);
        Err err = {0};
        SqlBook three = book_of(good, 3), two = book_of(good, 2);
        db_close(db_open_book(url, DB_CREATE, &three, &err));
        assert_null(db_open_book(url, DB_USE, &two, &err));
        assert_error(err, ERR_BROKEN, "its schema is version 3, this program knows 2");
    }
}

static void test_edited(void **state)
{
    each_engine(engine)
    {
        const char *url = trial_new_url(engine);
        Err err = {0};
        SqlBook two = book_of(good, 2), other = book_of(edited, 2);
        db_close(db_open_book(url, DB_CREATE, &two, &err));
        assert_null(db_open_book(url, DB_USE, &other, &err));
        assert_error(err, ERR_BROKEN, "migration 0002_second was applied in other words");
        auto_db Db *db = db_open_book(url, DB_USE, &two, &err);
        assert_ok(db, err);
    }
}

static void test_faulty(void **state)
{
    each_engine(engine)
    {
        const char *url = trial_new_url(engine);
        Err err = {0};
        SqlBook one = book_of(good, 1), two = book_of(good, 2), wrong = book_of(faulty, 2);
        db_close(db_open_book(url, DB_CREATE, &one, &err));
        assert_null(db_open_book(url, DB_USE, &wrong, &err));
        assert_error(err, ERR_BROKEN, "migration 0002_second: line 3");
        /* Its first statement is undone, so the right step can follow. */
        auto_db Db *db = db_open_book(url, DB_USE, &two, &err);
        assert_ok(db, err);
        assert_int_equal(version_of(db), 2);
    }
}

static void test_use_needs_init(void **state)
{
    each_engine(engine)
    {
        const char *url = trial_new_url(engine);
        Err err = {0};
        assert_null(db_open_book(url, DB_USE, &trial_book, &err));
        assert_error(err, ERR_MISSING, "beck init");
        auto_db Db *db = db_open_book(url, DB_CREATE, &trial_book, &err);
        assert_ok(db, err);
        assert_int_equal(version_of(db), 1);
        assert_non_null(strstr(db_place(db), engine == DB_SQLITE ? ".db" : "postgresql://"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forward), cmocka_unit_test(test_look_changes_nothing),
        cmocka_unit_test(test_newer),   cmocka_unit_test(test_edited),
        cmocka_unit_test(test_faulty),  cmocka_unit_test(test_use_needs_init),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
