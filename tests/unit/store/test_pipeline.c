/* What only PostgreSQL does: errors that come later, locks of rows, lost connections. */
#include "trial.h"
#include "trial_queries.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
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

static bool rename_thing(Db *db, int64_t id, const char *name, Err *err)
{
    auto_arena Arena *arena = arena_new();
    struct thing_rename_in in = {.workspace = 1, .id = id, .name = name};
    struct thing_rename_row row;
    return trial_thing_rename(db, arena, &in, &row, NULL, err);
}

/* Inserts `rows` things in one transaction; the one with the id `wrong` takes a name again. */
static bool insert_many(Db *db, int64_t rows, int64_t wrong, Err *err)
{
    auto_txn Txn txn = {0};
    char name[32];
    if (!db_begin(&txn, db, TXN_WRITE, err))
        return false;
    for (int64_t id = 1; id <= rows; id++) {
        snprintf(name, sizeof name, "thing %lld", (long long)(id == wrong ? 1 : id));
        if (!insert(db, id, name, err))
            return false;
    }
    return db_commit(&txn, err);
}

static void test_many_in_one_transaction(void **state)
{
    auto_db Db *db = trial_new(DB_POSTGRES);
    Err err = {0};
    assert_ok(insert_many(db, 5000, 0, &err), err);
    assert_int_equal(count(db), 5000);
}

/* Wherever in the queue the error is, it names its statement and nothing stays. */
static void test_error_in_the_queue(void **state)
{
    auto_db Db *db = trial_new(DB_POSTGRES);
    const int64_t places[] = {2, 100, 127, 128, 129, 255, 256, 257, 700, 1000};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        Err err = {0};
        assert_false(insert_many(db, 1000, places[i], &err));
        assert_error(err, ERR_CONFLICT,
                     "thing_insert: there already is a thing with this "
                     "workspace_id, name");
        assert_int_equal(count(db), 0);
    }
    Err err = {0};
    assert_ok(insert_many(db, 1000, 0, &err), err);
}

/* A statement with rows tells of the queued one before it, not of itself. */
static void test_error_found_by_a_reader(void **state)
{
    auto_db Db *db = trial_new(DB_POSTGRES);
    Err err = {0};
    auto_txn Txn txn = {0};
    assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
    struct thing_insert_in in = {.workspace = 1, .id = 1, .name = "x", .number = 13};
    assert_ok(trial_thing_insert(db, &in, &err), err); /* only queued */
    auto_arena Arena *arena = arena_new();
    struct thing_count_row row;
    assert_false(trial_thing_count(db, arena, &row, NULL, &err));
    assert_error(err, ERR_INPUT, "thing_insert: thing breaks the rule: thing_number");
    assert_string_equal(err.field, "number");
    assert_false(db_commit(&txn, &err));
    assert_error(err, ERR_INPUT, "thing_insert");
}

static void test_values_refused(void **state)
{
    auto_db Db *db = trial_new(DB_POSTGRES);
    Err err = {0};
    assert_false(insert(db, 1, "bad \xff bytes", &err));
    assert_error(err, ERR_INPUT, "thing_insert: a value does not fit");
    struct thing_insert_in orphan = {.workspace = 1, .id = 1, .name = "x", .parent = 99};
    assert_false(trial_thing_insert(db, &orphan, &err));
    assert_error(err, ERR_CONFLICT, "thing_insert: thing refers to thing 99, which is not there");
}

static void test_locked_row(void **state)
{
    auto_db Db *db = trial_new(DB_POSTGRES);
    auto_db Db *other = trial_again();
    Err err = {0};
    assert_ok(insert(db, 1, "one", &err), err);
    auto_txn Txn txn = {0};
    assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
    assert_ok(rename_thing(db, 1, "uno", &err), err);
    assert_ok(db_patience(other, 50, &err), err);
    assert_false(rename_thing(other, 1, "eins", &err));
    assert_error(err, ERR_BUSY, "thing_rename: another process has held");
    assert_ok(db_commit(&txn, &err), err);
    assert_ok(rename_thing(other, 1, "eins", &err), err);
}

/* One of two transactions that wait for each other is told to try again. */
typedef struct Dancer {
    Db *db;
    int64_t then;               /* 1 or 2: the thing it takes after the other one */
    const char *first, *second; /* new names */
    pthread_barrier_t *barrier;
    bool done;
    Err err;
} Dancer;

static void *dance(void *context)
{
    Dancer *dancer = context;
    auto_txn Txn txn = {0};
    bool begun = db_begin(&txn, dancer->db, TXN_WRITE, &dancer->err) &&
                 rename_thing(dancer->db, 3 - dancer->then, dancer->first, &dancer->err);
    pthread_barrier_wait(dancer->barrier);
    dancer->done = begun && rename_thing(dancer->db, dancer->then, dancer->second, &dancer->err) &&
                   db_commit(&txn, &dancer->err);
    return NULL;
}

static void test_deadlock(void **state)
{
    auto_db Db *db = trial_new(DB_POSTGRES);
    auto_db Db *other = trial_again();
    Err err = {0};
    assert_ok(insert(db, 1, "one", &err), err);
    struct thing_insert_in two = {.workspace = 1, .id = 2, .name = "two"};
    assert_ok(trial_thing_insert(db, &two, &err), err);
    pthread_barrier_t barrier;
    assert_int_equal(pthread_barrier_init(&barrier, NULL, 2), 0);
    Dancer a = {.db = db, .then = 2, .first = "a1", .second = "a2", .barrier = &barrier};
    Dancer b = {.db = other, .then = 1, .first = "b2", .second = "b1", .barrier = &barrier};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, dance, &b), 0);
    dance(&a);
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_barrier_destroy(&barrier);
    assert_true(a.done != b.done);
    const Err *told = a.done ? &b.err : &a.err;
    assert_error(*told, ERR_BUSY, "two transactions waited for each other");
}

/* Ends the server's side of all connections of this test but `db`'s. */
static void cut_connections(Db *db)
{
    Err err = {0};
    assert_ok(db->driver->script(db,
                                 "SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity AS a, "
                                 "pg_stat_activity AS own WHERE own.pid = pg_backend_pid() AND "
                                 "a.application_name = own.application_name AND a.pid <> own.pid",
                                 &err),
              err);
}

static void test_lost_connection(void **state)
{
    auto_db Db *db = trial_new(DB_POSTGRES);
    auto_db Db *saboteur = trial_again();
    Err err = {0};
    assert_ok(insert(db, 1, "one", &err), err);
    {
        auto_txn Txn txn = {0};
        assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
        assert_ok(insert(db, 2, "two", &err), err);
        assert_int_equal(count(db), 2);
        cut_connections(saboteur);
        bool done = insert(db, 3, "three", &err) && db_commit(&txn, &err);
        assert_false(done);
        assert_error(err, ERR_BROKEN, "lost");
    }
    /* The handle connects again by itself, and knows its statements anew. */
    assert_int_equal(count(db), 1);
    assert_ok(insert(db, 2, "two", &err), err);
    cut_connections(saboteur);
    assert_false(insert(db, 3, "three", &err));
    assert_error(err, ERR_BROKEN, "it is opened again at the next try");
    assert_ok(insert(db, 3, "three", &err), err);
    assert_int_equal(count(saboteur), 3);
}

static void test_stream_of_a_lost_connection(void **state)
{
    auto_db Db *db = trial_new(DB_POSTGRES);
    auto_db Db *saboteur = trial_again();
    auto_arena Arena *arena = arena_new();
    Err err = {0};
    struct thing_fill_in fill = {.workspace = 1, .first = 1, .last = 1000};
    assert_ok(trial_thing_fill(db, &fill, &err), err);
    struct thing_scan_in in = {.workspace = 1, .prefix = "many "};
    auto_rows Rows *rows = trial_thing_scan_open(db, &in, &err);
    assert_ok(rows, err);
    cut_connections(saboteur);
    struct thing_scan_row row;
    bool more = true;
    int read = 0;
    while (trial_thing_scan_next(rows, arena, &row, &more, &err) && more)
        read++;
    assert_true(more && read < 1000); /* it failed: it did not end as if that were all */
    assert_error(err, ERR_BROKEN, "lost");
    assert_false(trial_thing_scan_next(rows, arena, &row, &more, &err));
    assert_int_equal(count(db), 1000);
}

int main(void)
{
    if (trial_engines() == DB_POSTGRES)
        return 0;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_in_one_transaction),
        cmocka_unit_test(test_error_in_the_queue),
        cmocka_unit_test(test_error_found_by_a_reader),
        cmocka_unit_test(test_values_refused),
        cmocka_unit_test(test_locked_row),
        cmocka_unit_test(test_deadlock),
        cmocka_unit_test(test_lost_connection),
        cmocka_unit_test(test_stream_of_a_lost_connection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
