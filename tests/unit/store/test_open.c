/* What is no database of Beck's is refused in words that help. */
#include "trial.h"
#include "trial_queries.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void write_file(const char *path, const void *bytes, size_t count)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
}

/* Writes into the file at `offset`. */
static void overwrite(const char *path, long offset, const void *bytes, size_t count)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, offset, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
}

static void refused(const char *url, DbMode mode, ErrKind kind, const char *part)
{
    Err err = {0};
    assert_null(db_open_book(url, mode, &trial_book, &err));
    assert_error(err, kind, part);
}

static void test_paths(void **state)
{
    refused(trial_path("absent.db"), DB_USE, ERR_MISSING, "run 'beck init'");
    refused(trial_path("."), DB_USE, ERR_INPUT, "is a directory");
    refused(trial_path("."), DB_CREATE, ERR_INPUT, "is a directory");
    refused(trial_path("no/such/place.db"), DB_CREATE, ERR_MISSING, "there is no directory");
    refused("/dev/null", DB_USE, ERR_INPUT, "no ordinary file");
    refused("sqlite:", DB_USE, ERR_INPUT, "names no database");
    refused("", DB_USE, ERR_INPUT, "names no database");
    write_file(trial_path("empty.db"), "", 0);
    refused(trial_path("empty.db"), DB_USE, ERR_MISSING, "is empty");
    Err err = {0};
    auto_db Db *db = db_open_book(trial_path("empty.db"), DB_CREATE, &trial_book, &err);
    assert_ok(db, err);
    assert_int_equal(db_engine(db), DB_SQLITE);
    char url[256];
    snprintf(url, sizeof url, "sqlite:%s", trial_path("empty.db"));
    auto_db Db *again = db_open_book(url, DB_USE, &trial_book, &err);
    assert_ok(again, err);
    assert_string_equal(db_place(again), trial_path("empty.db"));
}

static void test_no_database(void **state)
{
    char letter[5000];
    memset(letter, 'x', sizeof letter);
    write_file(trial_path("letter.txt"), letter, sizeof letter);
    refused(trial_path("letter.txt"), DB_USE, ERR_INPUT, "this is not a database");
    refused(trial_path("letter.txt"), DB_CREATE, ERR_INPUT, "this is not a database");
}

static void test_foreign(void **state)
{
    db_close(trial_new(DB_SQLITE));
    char path[256];
    snprintf(path, sizeof path, "%s", trial_path("foreign.db"));
    Err err = {0};
    auto_db Db *db = trial_again();
    assert_ok(db_backup(db, path, NULL, NULL, &err), err);
    overwrite(path, 68, "Fire", 4); /* the application id */
    refused(path, DB_USE, ERR_INPUT, "of another program");
    refused(path, DB_CREATE, ERR_INPUT, "of another program");
    overwrite(path, 68, "\0\0\0", 4);
    refused(path, DB_CREATE, ERR_INPUT, "of another program");
}

/* Damage in the middle is found by the check, and by whoever reads there. */
static void test_damaged(void **state)
{
    auto_arena Arena *arena = arena_new();
    Err err = {0};
    char path[256];
    snprintf(path, sizeof path, "%s", trial_path("damaged.db"));
    Db *db = db_open_book(path, DB_CREATE, &trial_book, &err);
    assert_ok(db, err);
    struct thing_fill_in fill = {.workspace = 1, .first = 1, .last = 20000};
    assert_ok(trial_thing_fill(db, &fill, &err), err);
    assert_ok(db_quick_check(db, &err), err);
    db_close(db);

    struct stat facts;
    assert_int_equal(stat(path, &facts), 0);
    char noise[4096];
    memset(noise, 0xa5, sizeof noise);
    for (long page = 20; page < 60; page++)
        overwrite(path, page * 4096, noise, sizeof noise);
    db = db_open_book(path, DB_USE, &trial_book, &err);
    assert_ok(db, err);
    assert_false(db_quick_check(db, &err));
    assert_error(err, ERR_BROKEN, "damaged");
    struct thing_list_rows rows = {.count = 7};
    assert_false(trial_thing_list(db, arena, &(struct thing_list_in){.workspace = 1}, &rows, &err));
    assert_error(err, ERR_BROKEN, "damaged");
    assert_int_equal(rows.count, 7);
    db_close(db);

    overwrite(path, 100, noise, 500); /* the schema itself */
    refused(path, DB_USE, ERR_BROKEN, "damaged");
    assert_int_equal(truncate(path, facts.st_size / 2), 0);
    refused(path, DB_USE, ERR_BROKEN, "damaged");
}

/* Somebody without the right to write is told so (root has it always). */
static void test_read_only(void **state)
{
    if (geteuid() != 0) {
        fputs("test_read_only skipped: only root can become somebody else\n", stderr);
        return;
    }
    Err err = {0};
    char path[256];
    snprintf(path, sizeof path, "%s", trial_path("mine.db"));
    db_close(db_open_book(path, DB_CREATE, &trial_book, &err));
    assert_int_equal(chmod(trial_path("."), 0755), 0);
    assert_int_equal(chmod(path, 0444), 0);
    pid_t child = fork();
    if (!child) {
        if (setgid(65534) || setuid(65534))
            _exit(2);
        Db *db = db_open_book(path, DB_USE, &trial_book, &err);
        _exit(!db && err.kind == ERR_BROKEN && strstr(err.message, "can only be read") ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

/* It is the writer before it looks: it waits for another, where it would else fail at once as soon
 * as another's commit came between its reading and its writing. */
static void test_counting_waits_for_its_turn(void **state)
{
    Err err = {0};
    auto_db Db *db = trial_new(DB_SQLITE);
    auto_db Db *other = trial_again();
    assert_ok(db_patience(db, 50, &err), err);
    auto_txn Txn txn = {0};
    assert_ok(db_begin(&txn, other, TXN_WRITE, &err), err);
    assert_false(db_optimize(db, &err));
    assert_int_equal(err.kind, ERR_BUSY);
    assert_ok(db_commit(&txn, &err), err);
    assert_ok(db_optimize(db, &err), err);
}

static void test_postgres_urls(void **state)
{
    if (trial_engines() == DB_POSTGRES)
        return;
    refused("postgresql://[::1/beck", DB_USE, ERR_INPUT, "cannot be read");
    Err err = {0};
    const char *url = "postgresql://seller:geheim@127.0.0.1:1/beck?connect_timeout=2";
    assert_null(db_open_book(url, DB_USE, &trial_book, &err));
    assert_error(err, ERR_BROKEN, "postgresql://seller@127.0.0.1:1/beck cannot be reached");
    assert_null(strstr(err.message, "geheim"));
    auto_db Db *db = trial_new(DB_POSTGRES);
    assert_int_equal(db_engine(db), DB_POSTGRES);
    assert_false(db_backup(db, "copy.db", NULL, NULL, &err));
    assert_error(err, ERR_INPUT, "pg_dump");
    assert_ok(db_quick_check(db, &err), err);
    assert_ok(db_optimize(db, &err), err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_no_database),
        cmocka_unit_test(test_foreign),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_read_only),
        cmocka_unit_test(test_postgres_urls),
        cmocka_unit_test(test_counting_waits_for_its_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
