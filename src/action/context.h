/* Context: who acts, when, on which database. Every action's first argument.
 *
 * Opened once a command, request or job; belongs to one thread. Its arena lives as long as it does
 * and holds what actions return unless they take an arena of their own. `now` stands still: the
 * edge sets it (`--now`, or the machine's clock at the start of the request).
 */
#pragma once

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/zone.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Context Context;

typedef struct ContextOptions {
    const char *database;  /* path or URL; NULL: context_default_database() */
    const char *user;      /* a name, or enough of it; NULL: the first user */
    const char *workspace; /* a name; NULL: the only one */
    Time now;              /* TIME_NONE: the machine's clock */
    int pages_kibibytes;   /* of the database, kept in memory at most (db_pages()); 0: the usual */
    bool shares; /* never alone with the file, as on a full disk: who lives long beside others */
} ContextOptions;

/* $BECK_DB, else $XDG_DATA_HOME/beck/beck.db, else ~/.local/share/beck/beck.db. */
const char *context_default_database(Arena *arena);

/* MISSING names `beck init` when there is no database, and the users there are when there is none
 * of that name. */
bool context_open(const ContextOptions *options, Context **context, Err *err);
void context_close(Context *context); /* NULL is allowed */

static inline void context_cleanup(Context **context)
{
    context_close(*context);
}
#define auto_context __attribute__((cleanup(context_cleanup)))

/* A server's context at its next request: another user, another time. What changed of users,
 * settings and cadences since, here or in another process, is seen. Outside of any transaction, or
 * inside of one that joins (context_together()). DENIED: there is no such active user. */
bool context_begin(Context *context, int64_t user, Time now, Err *err);
/* A number that differs once anything in the database has changed (SQLite: through another
 * connection); asking costs microseconds. 0: the engine cannot tell. */
uint64_t context_data_version(Context *context);

/* Several acts, or an act and what was answered to it, as one transaction: between
 * context_together() and context_together_end() the acts' own transactions join it. */
bool context_together(Context *context, Err *err);
bool context_together_end(Context *context, Err *err); /* false: none of it has happened */
void context_together_drop(Context *context);          /* nothing when there is none */
/* An act of several failed: true when it had not written anything since `mark`
 * (context_together_mark()), so that the others may go on as if it had never begun. */
uint64_t context_together_mark(Context *context);
bool context_together_forgive(Context *context, uint64_t mark);

Arena *context_arena(Context *context);
Time context_now(const Context *context);
void context_set_now(Context *context, Time now); /* a walk through time, a server's next request */
const Zone *context_zone(const Context *context); /* the user's */
const char *context_country(const Context *context);
/* A request of the web: what its user may not see is kept from them (action/access.h). */
void context_guard(Context *context, bool guarded);
bool context_guarded(const Context *context);
/* From which address of the network it came, for the audit; until the next context_begin(). */
void context_from(Context *context, const char *address);
int64_t context_user(const Context *context);
const char *context_user_role(const Context *context); /* "rep", "manager", "admin" */
int64_t context_first_user(const Context *context);    /* who is active: as whom machines act */
const char *context_user_name(const Context *context);
const char *context_name_of(const Context *context, int64_t user); /* NULL: there is none */
/* What texts call the company: the setting, else the workspace's name. */
const char *context_company(Context *context);
/* What it sells, where a lead does not say: the setting, or NULL. */
const char *context_product(Context *context);
/* An act failed because PostgreSQL took it back whole, being in the way of another: with a context
 * of its own it may be done again at once. */
bool context_collided(const Err *err);
/* The disk is full: an act that failed for it did nothing. */
bool context_disk_full(const Err *err);
/* The database cannot be reached, or the connection to it was lost. */
bool context_lost(const Err *err);
/* For messages: the path, or the URL without its password. */
const char *context_place(const Context *context);

/* A company that was given no name; `beck doctor` says so. */
#define COMPANY_UNNAMED "My company"

typedef struct InitOptions {
    const char *database;
    const char *workspace; /* the company's name; NULL: COMPANY_UNNAMED */
    const char *user;      /* NULL: the login name */
    const char *email, *cell, *postal;
    const char *zone;    /* NULL: the machine's */
    const char *country; /* NULL: from the zone, else "US" */
    Time now;
} InitOptions;

typedef struct InitResult {
    int64_t workspace_id, user_id;
    const char *workspace, *user, *place, *zone, *country;
    bool made; /* false: it was there already, nothing changed */
} InitResult;

/* Makes the database, the first user and the cadences that come with Beck. Doing it twice changes
 * nothing. Strings of the result live in `arena`. */
bool init_database(Arena *arena, const InitOptions *options, InitResult *result, Err *err);
