/* Streams: any number of rows in constant memory, other statements meanwhile, one moment. */
#include "trial.h"
#include "trial_queries.h"

#include <string.h>

static void fill(Db *db, int64_t first, int64_t last)
{
    Err err = {0};
    struct thing_fill_in in = {.workspace = 1, .first = first, .last = last};
    assert_ok(trial_thing_fill(db, &in, &err), err);
}

static const struct thing_scan_in all = {.workspace = 1, .prefix = "many "};

/* Reads on to the end; how many rows there were. The ids must come in order. */
static int64_t read_rest(Rows *rows, int64_t after)
{
    auto_arena Arena *arena = arena_new();
    ArenaMark mark = arena_mark(arena);
    Err err = {0};
    struct thing_scan_row row;
    for (int64_t count = 0;; count++) {
        bool more;
        assert_ok(trial_thing_scan_next(rows, arena, &row, &more, &err), err);
        if (!more) {
            assert_ok(trial_thing_scan_next(rows, arena, &row, &more, &err), err);
            assert_false(more);
            return count;
        }
        assert_int_equal(row.id, after + count + 1);
        assert_string_equal(row.name, arena_printf(arena, "many %d", (int)row.id));
        assert_true(arena_used(arena) < 1000);
        arena_rewind(arena, mark);
    }
}

static void test_sizes(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        Err err = {0};
        const int64_t sizes[] = {0, 1, 255, 256, 257, 512, 5000};
        int64_t there = 0;
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            if (sizes[i])
                fill(db, there + 1, sizes[i]);
            there = sizes[i];
            auto_rows Rows *rows = trial_thing_scan_open(db, &all, &err);
            assert_ok(rows, err);
            assert_int_equal(read_rest(rows, 0), sizes[i]);
        }
    }
}

/* The parameters need to live only during the call that opens. */
static Rows *open_with_short_lived(Db *db, Err *err)
{
    char prefix[8];
    memcpy(prefix, "many ", sizeof "many ");
    struct thing_scan_in in = {.workspace = 1, .prefix = prefix};
    Rows *rows = trial_thing_scan_open(db, &in, err);
    memset(prefix, 'x', sizeof prefix);
    return rows;
}

static void test_others_run_meanwhile(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_arena Arena *arena = arena_new();
        Err err = {0};
        fill(db, 1, 1000);
        auto_rows Rows *rows = open_with_short_lived(db, &err);
        assert_ok(rows, err);
        struct thing_scan_row row;
        bool more;
        for (int i = 1; i <= 600; i++) {
            assert_ok(trial_thing_scan_next(rows, arena, &row, &more, &err), err);
            assert_int_equal(row.id, i);
            if (i % 100)
                continue;
            auto_txn Txn txn = {0};
            assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
            struct thing_rename_in in = {.workspace = 1, .id = i + 300};
            in.name = arena_printf(arena, "renamed %d", i);
            struct thing_rename_row renamed;
            assert_ok(trial_thing_rename(db, arena, &in, &renamed, NULL, &err), err);
            if (i == 200)
                db_rollback(&txn);
            else
                assert_ok(db_commit(&txn, &err), err);
        }
        fill(db, 1001, 1100);
        /* One moment: neither the new names nor the new rows are in it. */
        assert_int_equal(read_rest(rows, 600), 400);
    }
}

static void test_two_at_once(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        Err err = {0};
        fill(db, 1, 700);
        auto_rows Rows *first = trial_thing_scan_open(db, &all, &err);
        assert_ok(first, err);
        fill(db, 701, 800);
        auto_rows Rows *second = trial_thing_scan_open(db, &all, &err);
        assert_ok(second, err);
        assert_int_equal(read_rest(first, 0), 700);
        assert_int_equal(read_rest(second, 0), 800);
    }
}

static void test_inside_a_transaction(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_arena Arena *arena = arena_new();
        Err err = {0};
        struct thing_scan_row row;
        bool more;
        auto_rows Rows *rows = NULL;
        {
            auto_txn Txn txn = {0};
            assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
            fill(db, 1, 600); /* its own rows are seen */
            auto_rows Rows *whole = trial_thing_scan_open(db, &all, &err);
            assert_ok(whole, err);
            assert_int_equal(read_rest(whole, 0), 600);
            rows = trial_thing_scan_open(db, &all, &err);
            assert_ok(rows, err);
            assert_ok(trial_thing_scan_next(rows, arena, &row, &more, &err), err);
            assert_ok(db_commit(&txn, &err), err);
        }
        assert_false(trial_thing_scan_next(rows, arena, &row, &more, &err));
        assert_error(err, ERR_BROKEN, "thing_scan: its transaction is over");
        fill(db, 601, 602);
    }
}

static void test_closed_early(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        auto_arena Arena *arena = arena_new();
        Err err = {0};
        fill(db, 1, 1000);
        for (int i = 0; i < 20; i++) {
            auto_rows Rows *rows = trial_thing_scan_open(db, &all, &err);
            assert_ok(rows, err);
            struct thing_scan_row row;
            bool more;
            assert_ok(trial_thing_scan_next(rows, arena, &row, &more, &err), err);
            assert_int_equal(row.id, 1);
        }
        fill(db, 1001, 1001);
        rows_close(NULL);
    }
}

/* A statement that fails while a stream is open in the same transaction is not forgotten. */
static void test_failure_beside_a_stream(void **state)
{
    each_engine(engine)
    {
        auto_db Db *db = trial_new(engine);
        Err err = {0};
        fill(db, 1, 10);
        auto_txn Txn txn = {0};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        bool done;
        {
            auto_rows Rows *rows = trial_thing_scan_open(db, &all, &err);
            assert_ok(rows, err);
            struct thing_insert_in taken = {.workspace = 1, .id = 5, .name = "other"};
            done = trial_thing_insert(db, &taken, &err);
        }
        done = done && db_commit(&txn, &err);
        assert_false(done);
        assert_error(err, ERR_CONFLICT, "thing_insert");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),        cmocka_unit_test(test_others_run_meanwhile),
        cmocka_unit_test(test_two_at_once),  cmocka_unit_test(test_inside_a_transaction),
        cmocka_unit_test(test_closed_early), cmocka_unit_test(test_failure_beside_a_stream),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
