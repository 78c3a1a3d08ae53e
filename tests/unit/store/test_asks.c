/* Questions asked together: in order among the writes, their failures, and those nobody waits for.
 */
#include "trial.h"
#include "trial_queries.h"

#include <stdio.h>
#include <string.h>

static bool insert(Db *db, int64_t id, const char *name, int64_t parent, Err *err)
{
    return trial_thing_insert(
        db, &(struct thing_insert_in){.workspace = 1, .id = id, .name = name, .parent = parent},
        err);
}

static Db *with_things(DbEngine engine)
{
    Db *db = trial_new(engine);
    Err err = {0};
    assert_ok(insert(db, 1, "one", 0, &err), err);
    assert_ok(insert(db, 2, "two", 1, &err), err);
    assert_ok(insert(db, 3, "three", 1, &err), err);
    return db;
}

static void get(Asks *asks, int64_t id, struct thing_get_row *row, bool *found)
{
    trial_thing_get_ask(asks, &(struct thing_get_in){.workspace = 1, .id = id}, row, found);
}

static void test_answers(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = with_things(engine);
        auto_arena Arena *arena = arena_new();
        auto_asks Asks asks = {.db = db, .arena = arena};
        struct thing_get_row two, none;
        struct thing_list_rows all;
        bool found_two, found_none;
        Err err = {0};
        get(&asks, 2, &two, &found_two);
        get(&asks, 9, &none, &found_none);
        trial_thing_list_ask(&asks, &(struct thing_list_in){.workspace = 1}, &all);
        assert_ok(asks_answer(&asks, &err), err);
        assert_true(found_two && !found_none);
        assert_string_equal(two.name, "two");
        assert_int_equal(all.count, 3);
        assert_string_equal(all.at[2].name, "three");
    }
}

/* Each sees what was written before it, and nothing of what comes after. */
static void test_among_writes(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = with_things(engine);
        auto_arena Arena *arena = arena_new();
        struct thing_list_rows before, after;
        Err err = {0};
        auto_txn Txn txn = {0};
        auto_asks Asks asks = {.db = db, .arena = arena};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        trial_thing_list_ask(&asks, &(struct thing_list_in){.workspace = 1}, &before);
        assert_ok(insert(db, 4, "four", 0, &err), err);
        trial_thing_list_ask(&asks, &(struct thing_list_in){.workspace = 1}, &after);
        assert_ok(insert(db, 5, "five", 0, &err), err);
        assert_ok(asks_answer(&asks, &err), err);
        assert_int_equal(before.count, 3);
        assert_int_equal(after.count, 4);
        assert_ok(db_commit(&txn, &err), err);
    }
}

/* More than go into a connection's queue, and more bytes than into its buffers. */
static void test_many(void **state)
{
    enum { MANY = 2000 };
    static struct thing_list_rows all[MANY];
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_arena Arena *arena = arena_new();
        auto_asks Asks asks = {.db = db, .arena = arena};
        Err err = {0};
        assert_ok(trial_thing_fill(
                      db, &(struct thing_fill_in){.workspace = 1, .first = 1, .last = 200}, &err),
                  err);
        for (size_t i = 0; i < MANY; i++)
            trial_thing_list_ask(&asks, &(struct thing_list_in){.workspace = 1}, &all[i]);
        assert_ok(asks_answer(&asks, &err), err);
        for (size_t i = 0; i < MANY; i++)
            assert_int_equal(all[i].count, 200);
        assert_string_equal(all[MANY - 1].at[199].name, "many 200");
    }
}

/* The first failure is told, by the answer and by the transaction. */
static void test_failures(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = with_things(engine);
        auto_arena Arena *arena = arena_new();
        struct thing_by_parent_row child;
        struct thing_get_row row;
        bool found;
        Err err = {0};
        auto_txn Txn txn = {0};
        auto_asks Asks asks = {.db = db, .arena = arena};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        get(&asks, 1, &row, &found);
        trial_thing_by_parent_ask(&asks, &(struct thing_by_parent_in){.workspace = 1, .parent = 1},
                                  &child, &found);
        get(&asks, 8, &row, NULL);
        assert_false(asks_answer(&asks, &err));
        assert_error(err, ERR_BROKEN, "thing_by_parent: more than one row");
        assert_false(db_commit(&txn, &err));
        assert_error(err, ERR_BROKEN, "thing_by_parent: more than one row");

        auto_asks Asks must = {.db = db, .arena = arena};
        get(&must, 9, &row, NULL);
        assert_false(asks_answer(&must, &err));
        assert_error(err, ERR_BROKEN, "thing_get: a row that must be there is not");
    }
}

/* What fails between the questions fails their answer, whoever finds it. */
static void test_write_that_fails(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = with_things(engine);
        auto_arena Arena *arena = arena_new();
        struct thing_list_rows all;
        Err err = {0};
        auto_txn Txn txn = {0};
        auto_asks Asks asks = {.db = db, .arena = arena};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        (void)insert(db, 4, "one", 0, &err); /* the name is taken: told now or later */
        trial_thing_list_ask(&asks, &(struct thing_list_in){.workspace = 1}, &all);
        err = (Err){0};
        assert_false(asks_answer(&asks, &err));
        assert_error(err, ERR_CONFLICT, "thing_insert: there already is a thing");
    }
}

/* Left before the answers came: they go nowhere, and the handle goes on. */
static void test_left(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = with_things(engine);
        auto_arena Arena *arena = arena_new();
        struct thing_list_rows left = {0}, all = {0};
        Err err = {0};
        auto_txn Txn txn = {0};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        {
            auto_asks Asks asks = {.db = db, .arena = arena};
            trial_thing_list_ask(&asks, &(struct thing_list_in){.workspace = 1}, &left);
        }
        struct thing_list_rows untouched = left;
        assert_ok(trial_thing_list(db, arena, &(struct thing_list_in){.workspace = 1}, &all, &err),
                  err);
        assert_int_equal(all.count, 3);
        assert_ptr_equal(left.at, untouched.at);
        assert_int_equal(left.count, untouched.count);
        assert_ok(db_commit(&txn, &err), err);
    }
}

/* Something else that waits brings the answers too; they stay until they are looked at. */
static void test_answered_sooner(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = with_things(engine);
        auto_arena Arena *arena = arena_new();
        auto_asks Asks asks = {.db = db, .arena = arena};
        struct thing_get_row two = {.name = ""}, three = {.name = ""};
        bool found = false;
        Err err = {0};
        get(&asks, 2, &two, &found);
        assert_ok(trial_thing_get(db, arena, &(struct thing_get_in){.workspace = 1, .id = 3},
                                  &three, NULL, &err),
                  err);
        assert_ok(asks_answer(&asks, &err), err);
        assert_true(found);
        assert_string_equal(two.name, "two");
        assert_string_equal(three.name, "three");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_among_writes),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_write_that_fails),
        cmocka_unit_test(test_left),
        cmocka_unit_test(test_answered_sooner),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
