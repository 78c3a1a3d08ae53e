/* DAV: a collection of a user's server of calendars or of address books, by WebDAV (RFC 4918),
 * CalDAV (RFC 4791) and CardDAV (RFC 6352).
 *
 * One connection, kept, of one thread; every call waits. The login goes to one place alone, the
 * scheme, host and port of the URL that the user typed: a redirect within it is followed, one to
 * anywhere else is told and not followed. A password goes there as it is (Basic) by https, to this
 * machine, or where its user said so; else by digest (RFC 7616), as it does where the server takes
 * nothing else. What is written is named by us and conditional: a new
 * object only where there is none of its name (If-None-Match), a known one only as it was left
 * (If-Match), so that nothing of the user's is written over.
 *
 * Errors, each naming the place: DENIED (field "login") the name, password or token is refused, or
 * the collection cannot be written; MISSING it is not there; INPUT (field "url") it is no server of
 * this kind, or the URL is refused, (field "auth") it takes the password by a way that is not
 * allowed, (field "ca_file") that is no certificate; BUSY no answer, or one that passes (429, 5xx,
 * 507), a certificate that is not to be trusted (base/net.h), or (field DAV_TOO_MUCH) an answer
 * that is larger than any that is read.
 */
#pragma once

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "exchange/multistatus.h"

#include <signal.h>

typedef enum DavLogin {
    DAV_LOGIN_SAFE,   /* by the way that nobody on the way can read */
    DAV_LOGIN_DIGEST, /* by digest, always */
    DAV_LOGIN_BASIC   /* as it is, always */
} DavLogin;

typedef struct DavAccess {
    DavKind kind;                      /* of what is looked for there */
    const char *url;                   /* whose place the login is for */
    const char *login, *password;      /* or … */
    const char *bearer;                /* … the token of the hour */
    DavLogin how;                      /* the password goes there */
    const char *authority;             /* who signed its certificate, PEM; NULL: the system's */
    bool is_private;                   /* in a private network, where http is allowed */
    const volatile sig_atomic_t *stop; /* set, atomically: given up within a second; NULL: never */
} DavAccess;

typedef struct Dav Dav;

#define DAV_TOO_MUCH "answer"

/* What it points to is the caller's until dav_close(). */
bool dav_open(const DavAccess *access, Dav **dav, Err *err);
void dav_close(Dav *dav); /* NULL is allowed */
static inline void dav_cleanup(Dav **dav)
{
    dav_close(*dav);
}
#define auto_dav __attribute__((cleanup(dav_cleanup)))

/* A calendar that may hold events, or an address book. */
typedef struct DavCollection {
    const char *url, *name; /* name: what the server calls it, else the end of the URL */
    bool todos, may_write;
} DavCollection;

typedef struct DavCollections {
    DavCollection *at;
    size_t count;
} DavCollections;

/* Those behind a URL: itself, or those of the user it leads to (RFC 6764: the URL, then
 * /.well-known/caldav or carddav; current-user-principal, calendar-home-set or
 * addressbook-home-set). At least one; MISSING. */
bool dav_collections(Dav *dav, Arena *arena, DavCollections *collections, Err *err);

/* Where a collection stands. */
typedef struct DavState {
    const char *ctag, *sync_token; /* NULL: the server has none */
} DavState;
bool dav_state(Dav *dav, Arena *arena, const char *collection, DavState *state, Err *err);

/* What has changed since the token (RFC 6578): etags of what is there, status 404 of what is gone,
 * and the token from here on. `valid` false: the server does not know the token any more. */
bool dav_changes(Dav *dav, Arena *arena, const char *collection, const char *token, bool *valid,
                 Multistatus *changes, Err *err);
/* The etags of events between two times, and of all tasks where `todos`. */
bool dav_query(Dav *dav, Arena *arena, const char *collection, Time from, Time until, bool todos,
               Multistatus *found, Err *err);
/* The etags of all there is. */
bool dav_list(Dav *dav, Arena *arena, const char *collection, Multistatus *found, Err *err);
/* What these objects say now, by calendar-multiget or addressbook-multiget. */
enum { DAV_FETCH_MOST = 50 };
bool dav_fetch(Dav *dav, Arena *arena, const char *collection, const char *const *hrefs,
               size_t count, Multistatus *found, Err *err);

typedef enum DavPut {
    DAV_DONE,
    DAV_CHANGED, /* it is not as it was left (412): somebody changed it, or it is there already */
    DAV_GONE,    /* it is not there any more */
    DAV_REFUSED  /* this one alone: too large, not understood, a UID that another has */
} DavPut;

/* `etag` NULL: a new one. `*new_etag` NULL: the server does not say. */
bool dav_put(Dav *dav, Arena *arena, const char *href, const char *etag, const char *text,
             DavPut *put, const char **new_etag, Err *err);
/* `etag` NULL: as it is. */
bool dav_delete(Dav *dav, Arena *arena, const char *href, const char *etag, DavPut *put, Err *err);

/* Where it is at its server, decoded: by this, hrefs of one server are compared. */
const char *dav_path(Arena *arena, const char *href);
const char *dav_href(Arena *arena, const char *collection, const char *name);
