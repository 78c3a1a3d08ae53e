/* A backup is one moment, complete and checked, and never overwrites. */
#include "trial.h"
#include "trial_queries.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void fill(Db *db, int64_t first, int64_t last)
{
    Err err = {0};
    struct thing_fill_in in = {.workspace = 1, .first = first, .last = last};
    assert_ok(trial_thing_fill(db, &in, &err), err);
}

static int64_t count(Db *db)
{
    auto_arena Arena *arena = arena_new();
    struct thing_count_row row;
    Err err = {0};
    assert_ok(trial_thing_count(db, arena, &row, NULL, &err), err);
    return row.things;
}

/* Writes through another handle at each report, as a busy dispatcher would. */
typedef struct Meanwhile {
    Db *other;
    int64_t next;
    int64_t reports;
    int64_t done, total;
} Meanwhile;

static void write_meanwhile(int64_t done, int64_t total, void *context)
{
    Meanwhile *meanwhile = context;
    meanwhile->reports++;
    assert_true(done >= meanwhile->done && done <= total);
    meanwhile->done = done;
    meanwhile->total = total;
    fill(meanwhile->other, meanwhile->next, meanwhile->next + 99);
    meanwhile->next += 100;
}

static void test_while_others_write(void **state)
{
    auto_db Db *db = trial_new(DB_SQLITE);
    auto_db Db *other = trial_again();
    Err err = {0};
    enum { ROWS = 300000 };
    fill(db, 1, ROWS);
    Meanwhile meanwhile = {.other = other, .next = ROWS + 1};
    char path[256];
    snprintf(path, sizeof path, "%s", trial_path("copy.db"));
    assert_ok(db_backup(db, path, write_meanwhile, &meanwhile, &err), err);
    assert_true(meanwhile.reports >= 2);
    assert_int_equal(meanwhile.done, meanwhile.total);
    assert_int_equal(count(db), meanwhile.next - 1);

    auto_db Db *copy = db_open_book(path, DB_USE, &trial_book, &err);
    assert_ok(copy, err);
    assert_int_equal(count(copy), ROWS);
    assert_ok(db_quick_check(copy, &err), err);
    fill(copy, ROWS + 1, ROWS + 1);
}

static int files_like(const char *part)
{
    DIR *directory = opendir(trial_path("."));
    assert_non_null(directory);
    int found = 0;
    for (const struct dirent *entry; (entry = readdir(directory));)
        found += strstr(entry->d_name, part) != NULL;
    closedir(directory);
    return found;
}

static void test_never_overwrites(void **state)
{
    auto_db Db *db = trial_new(DB_SQLITE);
    Err err = {0};
    char path[256];
    snprintf(path, sizeof path, "%s", trial_path("kept.db"));
    assert_ok(db_backup(db, path, NULL, NULL, &err), err);
    struct stat before, after;
    assert_int_equal(stat(path, &before), 0);
    assert_int_equal(before.st_mode & 0777, 0600);
    assert_false(db_backup(db, path, NULL, NULL, &err));
    assert_error(err, ERR_CONFLICT, "is there already");
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(after.st_mtime, before.st_mtime);
    assert_int_equal(after.st_ino, before.st_ino);
    assert_false(db_backup(db, trial_path("no/such/copy.db"), NULL, NULL, &err));
    assert_error(err, ERR_INPUT, "cannot be written");
    assert_int_equal(files_like("partial"), 0);
    assert_int_equal(files_like("kept.db"), 1); /* no journal beside it */
}

static void test_not_inside_a_transaction(void **state)
{
    auto_db Db *db = trial_new(DB_SQLITE);
    Err err = {0};
    auto_txn Txn txn = {0};
    assert_ok(db_begin(&txn, db, TXN_WRITE, &err), err);
    assert_false(db_backup(db, trial_path("never.db"), NULL, NULL, &err));
    assert_error(err, ERR_BROKEN, "inside a transaction");
    assert_int_equal(files_like("never"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_while_others_write),
        cmocka_unit_test(test_never_overwrites),
        cmocka_unit_test(test_not_inside_a_transaction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
