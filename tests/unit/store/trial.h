/* A database of its own for each test, on each engine, with the small schema of sql/. */
#pragma once

#include "store/db_driver.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* How many engines the tests run on: PostgreSQL only where BECK_TEST_POSTGRES names a server (said
 * once on standard error when it is not). */
size_t trial_engines(void);

/* The URL of a new, empty database of the engine. Static; the next call replaces it. */
const char *trial_new_url(DbEngine engine);
/* A new database with the trial schema. */
Db *trial_new(DbEngine engine);
/* Another handle on the database that trial_new() made last. */
Db *trial_again(void);
/* A path in this program's directory of scratch files, which is removed at the end. Static. */
const char *trial_path(const char *name);

#define assert_ok(call, err)                                                                       \
    do {                                                                                           \
        if (!(call))                                                                               \
            fail_msg("%s: %s", #call, (err).message);                                              \
    } while (0)
#define assert_error(err, wanted_kind, part)                                                       \
    do {                                                                                           \
        if ((err).kind != (wanted_kind) || !strstr((err).message, part))                           \
            fail_msg("wanted '%s', kind %d; got kind %d: %s", part, wanted_kind, (err).kind,       \
                     (err).message);                                                               \
    } while (0)
/* Runs the test's body once for each engine. */
#define each_engine(engine) for (DbEngine engine = DB_SQLITE; engine < trial_engines(); engine++)
