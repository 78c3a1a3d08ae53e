#include "trial.h"
#include "trial_queries.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char directory[PATH_MAX / 2];
static char url[PATH_MAX];

/* The directory of scratch files holds no directories. */
static void remove_scratch(void)
{
    char command[PATH_MAX];
    snprintf(command, sizeof command, "rm -rf '%s'", directory);
    if (system(command))
        fprintf(stderr, "%s could not be removed\n", directory);
}

const char *trial_path(const char *name)
{
    static char path[PATH_MAX];
    if (!directory[0]) {
        const char *scratch = getenv("TMPDIR");
        snprintf(directory, sizeof directory, "%s/beck-store-XXXXXX", scratch ? scratch : "/tmp");
        assert_non_null(mkdtemp(directory));
        atexit(remove_scratch);
    }
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

size_t trial_engines(void)
{
    static bool said;
    if (getenv("BECK_TEST_POSTGRES"))
        return DB_ENGINES;
    if (!said)
        fputs("PostgreSQL skipped: BECK_TEST_POSTGRES names no server\n", stderr);
    said = true;
    return DB_POSTGRES;
}

/* A schema of PostgreSQL stands for a database. */
static void new_postgres_url(int number)
{
    static const SqlBook empty = {.name = "empty"};
    const char *server = getenv("BECK_TEST_POSTGRES");
    char name[64], text[128];
    snprintf(name, sizeof name, "trial_%d_%d", (int)getpid(), number);
    snprintf(text, sizeof text, "CREATE SCHEMA %s", name);
    Err err = {0};
    Db *db = db_open_book(server, DB_LOOK, &empty, &err);
    assert_ok(db, err);
    assert_ok(db->driver->script(db, text, &err), err);
    db_close(db);
    snprintf(url, sizeof url, "%s%coptions=-csearch_path%%3D%s&application_name=%s", server,
             strchr(server, '?') ? '&' : '?', name, name);
}

const char *trial_new_url(DbEngine engine)
{
    static int number;
    number++;
    char name[64];
    snprintf(name, sizeof name, "trial-%d.db", number);
    if (engine == DB_SQLITE)
        snprintf(url, sizeof url, "%s", trial_path(name));
    else
        new_postgres_url(number);
    return url;
}

Db *trial_new(DbEngine engine)
{
    Err err = {0};
    Db *db = db_open_book(trial_new_url(engine), DB_CREATE, &trial_book, &err);
    assert_ok(db, err);
    return db;
}

Db *trial_again(void)
{
    Err err = {0};
    Db *db = db_open_book(url, DB_USE, &trial_book, &err);
    assert_ok(db, err);
    return db;
}
