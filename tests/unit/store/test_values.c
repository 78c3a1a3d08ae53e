/* Values go in and come out unchanged, NULL included, and gives one/many mean what they say. */
#include "trial.h"
#include "trial_queries.h"

#include <math.h>
#include <string.h>

static const struct thing_insert_in full = {
    .workspace = 1,
    .id = 7,
    .name = "Ünïcode 'quoted' \"twice\" \\ and\nlines",
    .number = INT64_MAX,
    .score = -1.5e300,
    .photo = {.at = "\0\1\377 bytes", .length = 9},
};

static void test_every_type(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_arena Arena *arena = arena_new();
        Err err = {0};
        assert_ok(trial_thing_insert(db, &full, &err), err);
        struct thing_insert_in child = full;
        child.id = 8;
        child.name = "";
        child.number = -1;
        child.parent = 7;
        child.photo = (struct Blob){.at = "", .length = 0};
        assert_ok(trial_thing_insert(db, &child, &err), err);

        struct thing_get_row row;
        bool found;
        assert_ok(trial_thing_get(db, arena, &(struct thing_get_in){.workspace = 1, .id = 7}, &row,
                                  &found, &err),
                  err);
        assert_true(found);
        assert_int_equal(row.id, 7);
        assert_string_equal(row.name, full.name);
        assert_true(row.number == INT64_MAX);
        assert_true(row.score == -1.5e300);
        assert_int_equal(row.photo.length, 9);
        assert_memory_equal(row.photo.at, full.photo.at, 9);
        assert_int_equal(row.parent, 0);

        assert_ok(trial_thing_get(db, arena, &(struct thing_get_in){.workspace = 1, .id = 8}, &row,
                                  NULL, &err),
                  err);
        assert_string_equal(row.name, "");
        assert_true(row.number == -1);
        assert_int_equal(row.parent, 7);
        assert_non_null(row.photo.at);
        assert_int_equal(row.photo.length, 0);
    }
}

static void test_null(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_arena Arena *arena = arena_new();
        Err err = {0};
        struct thing_insert_in nothing = {
            .workspace = 1, .id = 1, .name = "bare", .number = INT64_MIN, .score = (double)NAN};
        assert_ok(trial_thing_insert(db, &nothing, &err), err);
        struct thing_get_row row = {.number = 5, .score = 5, .parent = 5, .photo = {"x", 1}};
        assert_ok(trial_thing_get(db, arena, &(struct thing_get_in){.workspace = 1, .id = 1}, &row,
                                  NULL, &err),
                  err);
        assert_true(row.number == INT64_MIN);
        assert_true(isnan(row.score));
        assert_null(row.photo.at);
        assert_int_equal(row.photo.length, 0);
        assert_int_equal(row.parent, 0);

        nothing.id = 2;
        nothing.name = NULL;
        assert_false(trial_thing_insert(db, &nothing, &err));
        assert_error(err, ERR_INPUT, "name of thing");
        assert_string_equal(err.field, "name");
    }
}

static void test_one(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_arena Arena *arena = arena_new();
        Err err = {0};
        struct thing_get_in absent = {.workspace = 1, .id = 99};
        struct thing_get_row row = {.number = 5};
        bool found = true;
        assert_ok(trial_thing_get(db, arena, &absent, &row, &found, &err), err);
        assert_false(found);
        assert_int_equal(row.number, 5);
        assert_false(trial_thing_get(db, arena, &absent, &row, NULL, &err));
        assert_error(err, ERR_BROKEN, "thing_get: a row that must be there");

        assert_ok(trial_thing_insert(db, &full, &err), err);
        struct thing_insert_in child = full;
        child.parent = full.id;
        child.name = "one";
        child.id = 8;
        assert_ok(trial_thing_insert(db, &child, &err), err);
        struct thing_by_parent_in parent = {.workspace = 1, .parent = full.id};
        struct thing_by_parent_row only;
        assert_ok(trial_thing_by_parent(db, arena, &parent, &only, NULL, &err), err);
        assert_int_equal(only.id, 8);
        child.name = "two";
        child.id = 9;
        assert_ok(trial_thing_insert(db, &child, &err), err);
        only.id = 5;
        assert_false(trial_thing_by_parent(db, arena, &parent, &only, &found, &err));
        assert_error(err, ERR_BROKEN, "thing_by_parent: more than one row");
        assert_int_equal(only.id, 5);
    }
}

static void test_many(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_arena Arena *arena = arena_new();
        Err err = {0};
        struct thing_list_in in = {.workspace = 2};
        struct thing_list_rows rows;
        assert_ok(trial_thing_list(db, arena, &in, &rows, &err), err);
        assert_int_equal(rows.count, 0);
        struct thing_fill_in fill = {.workspace = 2, .first = 1, .last = 1000};
        assert_ok(trial_thing_fill(db, &fill, &err), err);
        assert_ok(trial_thing_list(db, arena, &in, &rows, &err), err);
        assert_int_equal(rows.count, 1000);
        assert_int_equal(rows.at[999].id, 1000);
        assert_string_equal(rows.at[0].name, "many 1");
        assert_string_equal(rows.at[999].name, "many 1000");
    }
}

static void test_write_with_rows(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_arena Arena *arena = arena_new();
        Err err = {0};
        assert_ok(trial_thing_insert(db, &full, &err), err);
        struct thing_rename_in in = {.workspace = 1, .id = 7, .name = "renamed"};
        struct thing_rename_row row;
        assert_ok(trial_thing_rename(db, arena, &in, &row, NULL, &err), err);
        assert_string_equal(row.name, "renamed");
        auto_db Db *other = trial_again();
        struct thing_get_row seen;
        assert_ok(trial_thing_get(other, arena, &(struct thing_get_in){.workspace = 1, .id = 7},
                                  &seen, NULL, &err),
                  err);
        assert_string_equal(seen.name, "renamed");
    }
}

static void test_changed(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        bool changed;
        auto_db Db *db = trial_new(engine);
        struct thing_keep_in kept = {.workspace = 1, .id = 3, .name = "old"};
        struct thing_move_in moved = {.workspace = 1, .id = 3, .name = "new", .was = "old"};
        auto_txn Txn txn = {0};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        assert_ok(trial_thing_move(db, &moved, &changed, &err), err);
        assert_false(changed);
        assert_ok(trial_thing_keep(db, &kept, &changed, &err), err);
        assert_true(changed);
        assert_ok(trial_thing_keep(db, &kept, &changed, &err), err);
        assert_false(changed);
        assert_ok(trial_thing_move(db, &moved, &changed, &err), err);
        assert_true(changed);
        assert_ok(db_commit(&txn, &err), err);
        assert_ok(trial_thing_move(db, &moved, &changed, &err), err);
        assert_false(changed);
    }
}

static void test_words_are_no_parameters(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_arena Arena *arena = arena_new();
        Err err = {0};
        struct thing_count_row row;
        assert_ok(trial_thing_count(db, arena, &row, NULL, &err), err);
        assert_int_equal(row.things, 0);
        assert_string_equal(row.words, "a :none; \"b\"");
    }
}

static void test_ids(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        Err err = {0};
        int64_t first;
        assert_ok(ids_take(db, 1, 1, &first, &err), err);
        assert_int_equal(first, 1);
        assert_ok(ids_take(db, 1, 500, &first, &err), err);
        assert_int_equal(first, 2);
        auto_db Db *other = trial_again();
        assert_ok(ids_take(other, 1, 1, &first, &err), err);
        assert_int_equal(first, 502);
        assert_ok(ids_take(other, 2, 3, &first, &err), err);
        assert_int_equal(first, 10000000001);
        first = 77;
        assert_false(ids_take(other, 2, 0, &first, &err));
        assert_int_equal(first, 77);
    }
}

/* A rollback takes the counter back; what the handle still had of it is void. */
static void test_ids_of_a_rollback(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_db Db *other = trial_again();
        Err err = {0};
        int64_t id, mine[8], others;
        for (int i = 0; i < 10; i++)
            assert_ok(ids_take(db, 1, 1, &id, &err), err);
        auto_txn Txn txn = {0};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        for (int i = 0; i < 20; i++)
            assert_ok(ids_take(db, 1, 1, &id, &err), err);
        db_rollback(&txn);
        assert_ok(ids_take(other, 1, 100, &others, &err), err);
        for (int i = 0; i < 8; i++) {
            assert_ok(ids_take(db, 1, 1, &mine[i], &err), err);
            assert_true(mine[i] > 10 && (mine[i] < others || mine[i] >= others + 100));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_type),
        cmocka_unit_test(test_null),
        cmocka_unit_test(test_one),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_write_with_rows),
        cmocka_unit_test(test_changed),
        cmocka_unit_test(test_words_are_no_parameters),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_ids_of_a_rollback),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
