/* DAV accounts inside: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "action/dav_account.h"
#include "action/dav_sync.h"
#include "channel/dav.h"

/* An account while it is synchronized. */
typedef struct DavSync {
    Context *context;
    Arena *arena; /* for all of it */
    const struct dav_account_list_row *row;
    const Doc *settings;
    int64_t worker;
    Dav *dav;
    const char *path; /* of the collection, ending in "/" */
    int64_t until_tick;
    DavSynced *synced;
} DavSync;

/* False, *err set, once it has taken long enough or was stopped: the rest is done the next time. */
bool dav_goes_on(const DavSync *sync, Err *err);

/* What has changed in the collection, by the best way the server has: since the token, else all of
 * it, where the ctag is another or it was not looked at for a day. */
typedef struct DavLook {
    const char *token, *ctag; /* from here on */
    Time whole_at;
    bool whole;         /* all there is: the caller asks for it, in its own way */
    bool holes;         /* the server has not said all that it was asked for: it is asked again */
    Multistatus things; /* etags, or gone; none: nothing changed */
    const char **paths; /* of the things that have an href; NULL of others */
} DavLook;

bool dav_look(const DavSync *sync, DavLook *look, Err *err);

/* What becomes of it. All but `wants` inside a transaction. */
typedef struct DavTaking {
    void *of;
    bool (*wants)(void *of, const char *path, const DavThing *thing); /* it is to be fetched */
    bool (*take)(void *of, const char *path, const DavThing *thing, Err *err);
    bool (*lose)(void *of, const char *path, Err *err);
    bool (*settle)(void *of, Err *err); /* at the end */
} DavTaking;

/* Fetches what is wanted, a batch a transaction; last writes down how far it was read. */
bool dav_look_take(const DavSync *sync, DavLook *look, const DavTaking *taking, Err *err);
bool dav_look_lists(const DavLook *look, const char *path);
/* What one object is now; `there` false: nothing of that name. */
bool dav_fetch_one(const DavSync *sync, const char *href, DavThing *thing, bool *there, Err *err);

/* One that the context's user may change. MISSING. */
bool dav_account_find(Context *context, Arena *arena, DavKind kind, int64_t id,
                      struct dav_account_list_row *row, Err *err);
/* An account's settings, and its secrets opened; BROKEN. */
bool dav_account_settings(Context *context, Arena *arena, const struct dav_account_list_row *row,
                          Doc **settings, Doc **secrets, Err *err);
/* Opens the connection with what the row has. */
bool dav_account_connect(Context *context, Arena *arena, const struct dav_account_list_row *row,
                         const volatile sig_atomic_t *stop, Dav **dav, Err *err);
const char *dav_account_page(DavKind kind);    /* "Contacts", of Settings */
const char *dav_account_command(DavKind kind); /* "contacts" */
DavKind dav_account_kind(const char *name);    /* as a row says it */
