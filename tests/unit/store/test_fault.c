/* Whatever write fails, and wherever the power is cut: a transaction happened as a whole or not at
 * all, one that was reported as done stays, and the file is sound. */
#include "trial.h"
#include "trial_queries.h"

#include "fault_vfs.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROWS = 40, TRANSACTIONS = 6 };

/* One transaction: ROWS things and a lead with its next touch. `number` counts from 0. */
static bool work(Db *db, int number, Err *err)
{
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, db, TXN_WRITE, err))
        return false;
    for (int i = 0; i < ROWS; i++) {
        char name[400];
        int64_t id = number * ROWS + i + 1;
        snprintf(name, sizeof name, "%0300lld", (long long)id);
        struct thing_insert_in in = {.workspace = 1, .id = id, .name = name};
        if (!trial_thing_insert(db, &in, err))
            return false;
    }
    struct lead_put_in lead = {.workspace = 1, .id = number + 1, .status = "new"};
    struct next_touch_put_in next = {.workspace = 1, .lead = number + 1};
    return trial_lead_put(db, &lead, err) && trial_next_touch_put(db, &next, err) &&
           db_commit(&txn, err);
}

static int64_t count(Db *db)
{
    auto_arena Arena *arena = arena_new();
    struct thing_count_row row;
    Err err = {0};
    assert_ok(trial_thing_count(db, arena, &row, NULL, &err), err);
    return row.things;
}

/* The fault strikes at the first write, the second, …, until it comes too late for the transaction.
 */
static void fail_everywhere(FaultKind kind, bool (*expected)(const Err *))
{
    for (long at = 1;; at++) {
        auto_db Db *db = trial_new(DB_SQLITE);
        Err err = {0};
        assert_ok(work(db, 0, &err), err);
        fault_set(kind, at);
        bool done = work(db, 1, &err);
        bool struck = fault_happened();
        fault_set(FAULT_NONE, 0);
        if (!done && !expected(&err))
            fail_msg("write %ld: kind %d: %s", at, err.kind, err.message);
        assert_int_equal(count(db), done ? 2 * ROWS : ROWS);
        if (!done)
            assert_ok(work(db, 1, &err), err); /* the same handle goes on */
        assert_ok(db_quick_check(db, &err), err);
        assert_int_equal(count(db), 2 * ROWS);
        if (!struck) {
            assert_true(at > 3);
            return;
        }
    }
}

static bool is_disk_full(const Err *err)
{
    return db_disk_full(err) && strstr(err->message, "the disk is full");
}

static bool is_disk_fault(const Err *err)
{
    return err->kind == ERR_BROKEN && strstr(err->message, "disk could not be read or written");
}

static void test_disk_full(void **state)
{
    fail_everywhere(FAULT_FULL, is_disk_full);
}

static void test_disk_fault(void **state)
{
    fail_everywhere(FAULT_IO, is_disk_fault);
}

/* A child writes until the power is cut, and reports each commit through the pipe. */
static int run_until_cut(const char *path, FaultKind kind, long at, int *reported)
{
    int ends[2], status = -1;
    char byte;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (!child) {
        close(ends[0]);
        Err err = {0};
        fault_set(kind, at);
        Db *db = db_open_book(path, DB_CREATE, &trial_book, &err);
        for (int i = 0; db && i < TRANSACTIONS; i++)
            if (!work(db, i, &err) || write(ends[1], "x", 1) != 1)
                _exit(1);
        db_close(db);
        _exit(db ? 0 : 1);
    }
    close(ends[1]);
    *reported = 0;
    while (read(ends[0], &byte, 1) == 1)
        ++*reported;
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void cut_everywhere(FaultKind kind)
{
    char path[256], name[64];
    int cuts = 0;
    for (long at = 1;; at++) {
        snprintf(name, sizeof name, "cut-%d-%ld.db", (int)kind, at);
        snprintf(path, sizeof path, "%s", trial_path(name));
        int reported;
        int code = run_until_cut(path, kind, at, &reported);
        assert_true(code == 0 || code == FAULT_EXIT);
        Err err = {0};
        auto_db Db *db = db_open_book(path, DB_CREATE, &trial_book, &err);
        assert_ok(db, err);
        assert_ok(db_quick_check(db, &err), err);
        int64_t things = count(db);
        assert_int_equal(things % ROWS, 0);
        assert_true(things / ROWS == reported || things / ROWS == reported + 1);
        if (things / ROWS < TRANSACTIONS)
            assert_ok(work(db, (int)(things / ROWS), &err), err);
        if (code == 0)
            break;
        cuts++;
    }
    assert_true(cuts > TRANSACTIONS * 5);
}

static void test_power_cut(void **state)
{
    cut_everywhere(FAULT_CUT);
}

static void test_torn_writes(void **state)
{
    cut_everywhere(FAULT_TORN);
}

/* A full disk while the backup is written: an error, and nothing left behind. */
static void test_backup_on_full_disk(void **state)
{
    auto_db Db *db = trial_new(DB_SQLITE);
    Err err = {0};
    assert_ok(work(db, 0, &err), err);
    char path[256];
    snprintf(path, sizeof path, "%s", trial_path("copy.db"));
    int failures = 0;
    for (long at = 1;; at++) {
        fault_set(FAULT_FULL, at);
        bool done = db_backup(db, path, NULL, NULL, &err);
        bool struck = fault_happened();
        fault_set(FAULT_NONE, 0);
        assert_true(done == (access(path, F_OK) == 0));
        if (done && !struck)
            break;
        if (!done && !db_disk_full(&err))
            fail_msg("write %ld: %s", at, err.message);
        failures += !done;
        unlink(path);
    }
    assert_true(failures > 3);
    auto_db Db *copy = db_open_book(path, DB_USE, &trial_book, &err);
    assert_ok(copy, err);
    assert_int_equal(count(copy), ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_disk_full),           cmocka_unit_test(test_disk_fault),
        cmocka_unit_test(test_power_cut),           cmocka_unit_test(test_torn_writes),
        cmocka_unit_test(test_backup_on_full_disk),
    };
    fault_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
