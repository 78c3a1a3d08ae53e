/* Transactions: all or nothing, one at a time, and errors that say what was refused. */
#include "trial.h"
#include "trial_queries.h"

#include <string.h>

static int64_t count(Db *db)
{
    auto_arena Arena *arena = arena_new();
    struct thing_count_row row;
    Err err = {0};
    assert_ok(trial_thing_count(db, arena, &row, NULL, &err), err);
    return row.things;
}

static bool insert(Db *db, int64_t id, const char *name, Err *err)
{
    struct thing_insert_in in = {.workspace = 1, .id = id, .name = name};
    return trial_thing_insert(db, &in, err);
}

static void test_commit_and_rollback(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_db Db *other = trial_again();
        Err err = {0};
        {
            auto_txn Txn txn = {0};
            assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
            assert_true(db_in_txn(db));
            assert_ok(insert(db, 1, "one", &err), err);
            assert_int_equal(count(db), 1);
            assert_int_equal(count(other), 0);
        }
        assert_false(db_in_txn(db));
        assert_int_equal(count(db), 0);
        auto_txn Txn txn = {0};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        assert_ok(insert(db, 1, "one", &err), err);
        assert_ok(insert(db, 2, "two", &err), err);
        assert_ok(db_commit(&txn, &err), err);
        assert_int_equal(count(other), 2);
        assert_false(db_commit(&txn, &err));
        assert_error(err, ERR_BROKEN, "over");
    }
}

static void test_nested(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        Err err = {0};
        auto_txn Txn outer = {0};
        auto_txn Txn inner = {0};
        assert_ok(db_begin(&outer, db, TXN_WRITE, &err), err);
        assert_ok(insert(db, 1, "one", &err), err);
        assert_false(db_begin(&inner, db, TXN_WRITE, &err));
        assert_error(err, ERR_BROKEN, "inside another");
        db_rollback(&inner);
        assert_true(db_in_txn(db));
        assert_ok(db_commit(&outer, &err), err);
        assert_int_equal(count(db), 1);
    }
}

/* Acts with transactions of their own, as one. */
static void test_joined(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        Err err = {0};
        auto_txn Txn outer = {0};
        assert_ok(db_begin(&outer, db, TXN_WRITE, &err), err);
        db_join(db, true);
        {
            auto_txn Txn inner = {0};
            assert_ok(db_begin(&inner, db, TXN_WRITE, &err), err);
            assert_ok(insert(db, 1, "one", &err), err);
            assert_ok(db_commit(&inner, &err), err);
        }
        /* One that is given up in a part takes back the part alone. */
        assert_ok(db_part_begin(db, &err), err);
        {
            auto_txn Txn inner = {0};
            assert_ok(db_begin(&inner, db, TXN_WRITE, &err), err);
            assert_ok(insert(db, 2, "two", &err), err);
        }
        assert_false(db_part_keep(db, &err));
        assert_error(err, ERR_BROKEN, "given up");
        assert_ok(db_part_undo(db, &err), err);
        assert_ok(db_commit(&outer, &err), err);
        assert_int_equal(count(db), 1);
        /* Without a part it takes back all. */
        assert_ok(db_begin(&outer, db, TXN_WRITE, &err), err);
        assert_ok(insert(db, 3, "three", &err), err);
        {
            auto_txn Txn inner = {0};
            assert_ok(db_begin(&inner, db, TXN_READ, &err), err);
        }
        assert_false(db_commit(&outer, &err));
        assert_int_equal(count(db), 1);
        /* Nobody writes under a name of reading. */
        auto_txn Txn inner = {0};
        assert_ok(db_begin(&outer, db, TXN_READ, &err), err);
        assert_false(db_begin(&inner, db, TXN_WRITE, &err));
        assert_error(err, ERR_BROKEN, "only reads");
    }
}

/* A part that failed is taken back alone. */
static void test_parts(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        Err err = {0};
        assert_false(db_part_begin(db, &err));
        assert_error(err, ERR_BROKEN, "outside of a transaction");
        auto_txn Txn txn = {0};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        assert_ok(insert(db, 1, "one", &err), err);
        assert_ok(db_part_begin(db, &err), err);
        assert_false(db_part_begin(db, &err));
        assert_ok(insert(db, 2, "two", &err), err);
        assert_ok(db_part_keep(db, &err), err);
        assert_ok(db_part_begin(db, &err), err);
        assert_ok(insert(db, 3, "three", &err), err);
        bool kept = insert(db, 4, "two", &err) && db_part_keep(db, &err);
        assert_false(kept);
        assert_error(err, ERR_CONFLICT, "thing_insert");
        assert_ok(db_part_undo(db, &err), err);
        assert_false(db_part_undo(db, &err));
        assert_int_equal(count(db), 2);
        assert_ok(insert(db, 3, "four", &err), err);
        assert_ok(db_commit(&txn, &err), err);
        assert_int_equal(count(db), 3);
    }
}

/* What is left open in a part goes with its transaction. */
static void test_a_part_left_open(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        Err err = {0};
        {
            auto_txn Txn txn = {0};
            assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
            assert_ok(db_part_begin(db, &err), err);
            assert_ok(insert(db, 1, "one", &err), err);
        }
        assert_int_equal(count(db), 0);
        auto_txn Txn txn = {0};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        assert_ok(db_part_begin(db, &err), err);
        assert_ok(db_part_undo(db, &err), err);
        assert_ok(db_commit(&txn, &err), err);
    }
}

static void test_reading_refuses_writes(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_db Db *other = trial_again();
        Err err = {0};
        {
            auto_txn Txn txn = {0};
            assert_ok(db_begin(&txn, db, TXN_READ, &err), err);
            assert_int_equal(count(db), 0);
            assert_ok(insert(other, 1, "one", &err), err);
            assert_int_equal(count(db), 0); /* one picture */
            assert_ok(db_commit(&txn, &err), err);
        }
        assert_int_equal(count(db), 1);
        auto_txn Txn txn = {0};
        assert_ok(db_begin(&txn, db, TXN_READ, &err), err);
        bool wrote = insert(db, 2, "two", &err) && db_commit(&txn, &err);
        assert_false(wrote);
        assert_error(err, ERR_BROKEN, "thing_insert");
        db_rollback(&txn);
        assert_int_equal(count(db), 1);
    }
}

/* The first failure ends a transaction's usefulness, wherever it shows. */
static void test_failure_sticks(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        Err err = {0};
        assert_ok(insert(db, 1, "taken", &err), err);
        auto_txn Txn txn = {0};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        bool done = insert(db, 2, "two", &err) && insert(db, 3, "taken", &err) &&
                    insert(db, 4, "four", &err) && db_commit(&txn, &err);
        assert_false(done);
        assert_error(err, ERR_CONFLICT, "thing_insert: there already is a thing with this");
        assert_string_equal(err.field, "name");
        db_rollback(&txn);

        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        done = insert(db, 3, "taken", &err);
        auto_arena Arena *arena = arena_new();
        struct thing_count_row row;
        memset(&err, 0, sizeof err);
        assert_false(trial_thing_count(db, arena, &row, NULL, &err));
        assert_error(err, ERR_CONFLICT, "thing_insert: there already is a thing with this");
        memset(&err, 0, sizeof err);
        assert_false(db_commit(&txn, &err));
        assert_error(err, ERR_CONFLICT, "thing_insert");
        assert_false(db_in_txn(db));
        assert_int_equal(count(db), 1);
        assert_ok(insert(db, 2, "two", &err), err);
    }
}

static void test_refusals(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        Err err = {0};
        struct thing_insert_in in = {.workspace = 1, .id = 1, .name = "a", .number = 13};
        assert_false(trial_thing_insert(db, &in, &err));
        assert_error(err, ERR_INPUT, "breaks the rule: thing_number");
        in.number = 12;
        in.parent = 99;
        assert_false(trial_thing_insert(db, &in, &err));
        assert_error(err, ERR_CONFLICT, "thing_insert");
        in.parent = 0;
        assert_ok(trial_thing_insert(db, &in, &err), err);
        in.name = "b";
        assert_false(trial_thing_insert(db, &in, &err));
        assert_error(err, ERR_CONFLICT, "id");
        assert_string_equal(err.field, "id");
        assert_int_equal(count(db), 1);
    }
}

static void test_promise_one(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        Err err = {0};
        auto_txn Txn txn = {0};
        struct lead_put_in lead = {.workspace = 1, .id = 12, .status = "new"};
        struct next_touch_put_in next = {.workspace = 1, .lead = 12};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        assert_ok(trial_lead_put(db, &lead, &err), err);
        assert_false(db_commit(&txn, &err));
        assert_error(err, ERR_BROKEN, "lead 12 would fall silent: no next touch");
        assert_false(db_in_txn(db));

        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        assert_ok(trial_lead_put(db, &lead, &err), err);
        assert_ok(trial_next_touch_put(db, &next, &err), err);
        assert_ok(db_commit(&txn, &err), err);

        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        lead.status = "closed";
        assert_ok(trial_lead_put(db, &lead, &err), err);
        assert_false(db_commit(&txn, &err));
        assert_error(err, ERR_BROKEN, "lead 12 has a next touch but is not open");
    }
}

static void test_busy(void **state)
{
    auto_db Db *db = trial_new(DB_SQLITE);
    auto_db Db *other = trial_again();
    Err err = {0};
    auto_txn Txn txn = {0};
    auto_txn Txn second = {0};
    assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
    assert_ok(db_patience(other, 20, &err), err);
    assert_false(db_begin(&second, other, TXN_WRITE, &err));
    assert_error(err, ERR_BUSY, "another process has held");
    assert_int_equal(count(other), 0); /* readers do not wait */
    assert_ok(db_commit(&txn, &err), err);
    assert_ok(db_begin(&second, other, TXN_WRITE, &err), err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commit_and_rollback),
        cmocka_unit_test(test_nested),
        cmocka_unit_test(test_joined),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_a_part_left_open),
        cmocka_unit_test(test_reading_refuses_writes),
        cmocka_unit_test(test_failure_sticks),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_promise_one),
        cmocka_unit_test(test_busy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
