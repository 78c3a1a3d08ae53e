/* Several processes, and several threads, on one database. */
#include "trial.h"
#include "trial_queries.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PROCESSES = 4, EACH = 50 };

/* What a child does; false ends it with the message on standard error. */
typedef bool Work(const char *url, int number, Err *err);

static pid_t start(Work *work, const char *url, int number)
{
    pid_t child = fork();
    if (child)
        return child;
    Err err = {0};
    bool done = work(url, number, &err);
    if (!done)
        fprintf(stderr, "process %d: %s\n", number, err.message);
    _exit(done ? 0 : 1);
}

/* Runs it in several processes at once; each must succeed. */
static void run_all(Work *work, const char *url)
{
    pid_t children[PROCESSES];
    for (int i = 0; i < PROCESSES; i++)
        children[i] = start(work, url, i);
    for (int i = 0; i < PROCESSES; i++) {
        int status = -1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
}

static bool create(const char *url, int number, Err *err)
{
    auto_db Db *db = db_open_book(url, DB_CREATE, &trial_book, err);
    int version = 0;
    return db && db_schema_version(db, &version, err) && version == 1;
}

static bool insert_one(Db *db, int number, int i, Err *err)
{
    auto_txn Txn txn = {0};
    char name[32];
    snprintf(name, sizeof name, "%d of %d", i, number);
    struct thing_insert_in in = {.workspace = 1, .name = name};
    return db_begin(&txn, db, TXN_WRITE, err) && ids_take(db, 1, 1, &in.id, err) &&
           trial_thing_insert(db, &in, err) && db_commit(&txn, err);
}

static bool insert(const char *url, int number, Err *err)
{
    auto_db Db *db = db_open_book(url, DB_USE, &trial_book, err);
    for (int i = 0; i < EACH; i++)
        if (!db || !insert_one(db, number, i, err))
            return false;
    return true;
}

static int64_t count(Db *db)
{
    auto_arena Arena *arena = arena_new();
    struct thing_count_row row;
    Err err = {0};
    assert_ok(trial_thing_count(db, arena, &row, NULL, &err), err);
    return row.things;
}

static void test_created_once(void **state)
{
    each_engine(engine)
    {
        char url[512];
        for (int round = 0; round < 5; round++) {
            snprintf(url, sizeof url, "%s", trial_new_url(engine));
            run_all(create, url);
        }
    }
}

/* Ids are unique or the inserts would clash. */
static void test_all_write(void **state)
{
    each_engine(engine)
    {
        char url[512];
        snprintf(url, sizeof url, "%s", trial_new_url(engine));
        Err err = {0};
        db_close(db_open_book(url, DB_CREATE, &trial_book, &err));
        run_all(insert, url);
        auto_db Db *db = trial_again();
        assert_int_equal(count(db), PROCESSES * EACH);
    }
}

/* A thread's part of the same: a handle of its own. */
typedef struct Thread {
    pthread_t id;
    const char *url;
    int number;
    bool done;
    Err err;
} Thread;

static void *run_thread(void *context)
{
    Thread *thread = context;
    thread->done = insert(thread->url, thread->number, &thread->err);
    return NULL;
}

static void test_threads(void **state)
{
    each_engine(engine)
    {
        char url[512];
        snprintf(url, sizeof url, "%s", trial_new_url(engine));
        Err err = {0};
        db_close(db_open_book(url, DB_CREATE, &trial_book, &err));
        Thread threads[PROCESSES];
        for (int i = 0; i < PROCESSES; i++) {
            threads[i] = (Thread){.url = url, .number = i};
            assert_int_equal(pthread_create(&threads[i].id, NULL, run_thread, &threads[i]), 0);
        }
        for (int i = 0; i < PROCESSES; i++) {
            assert_int_equal(pthread_join(threads[i].id, NULL), 0);
            assert_ok(threads[i].done, threads[i].err);
        }
        auto_db Db *db = trial_again();
        assert_int_equal(count(db), PROCESSES * EACH);
    }
}

/* Says through the pipe that it is in the middle of a transaction, and waits to be killed. */
static bool stall(const char *url, int number, Err *err)
{
    auto_db Db *db = db_open_book(url, DB_USE, &trial_book, err);
    auto_txn Txn txn = {0};
    struct thing_insert_in in = {.workspace = 1, .id = 1000, .name = "never"};
    if (!db || !db_begin(&txn, db, TXN_WRITE, err) || !trial_thing_insert(db, &in, err))
        return false;
    count(db);
    if (write(number, "x", 1) == 1)
        pause();
    return true;
}

static void test_killed_in_the_middle(void **state)
{
    each_engine(engine)
    {
        char url[512], byte;
        snprintf(url, sizeof url, "%s", trial_new_url(engine));
        Err err = {0};
        db_close(db_open_book(url, DB_CREATE, &trial_book, &err));
        int ends[2], status;
        assert_int_equal(pipe(ends), 0);
        pid_t child = start(stall, url, ends[1]);
        assert_int_equal(read(ends[0], &byte, 1), 1);
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        close(ends[0]);
        close(ends[1]);
        auto_db Db *db = trial_again();
        assert_int_equal(count(db), 0);
        assert_ok(insert_one(db, 0, 0, &err), err);
        assert_int_equal(count(db), 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_created_once),
        cmocka_unit_test(test_all_write),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_killed_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
