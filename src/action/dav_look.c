/* What changed in a collection of a user's: found out, and fetched. */
#include "action/dav_inner.h"
#include "base/text.h"

#include <string.h>

enum { WHOLE_SECONDS = DAY_SECONDS };

bool dav_look(const DavSync *sync, DavLook *look, Err *err)
{
    const struct dav_account_list_row *row = sync->row;
    Time now = sync->context->now;
    bool fresh = row->whole_at != TIME_NONE && now - row->whole_at < WHOLE_SECONDS, valid = false;
    DavState state;
    *look = (DavLook){.token = row->token, .ctag = row->ctag, .whole_at = row->whole_at};
    if (fresh && row->token) {
        if (!dav_changes(sync->dav, sync->arena, row->url, row->token, &valid, &look->things, err))
            return false;
        look->token = valid && look->things.sync_token ? look->things.sync_token : row->token;
        if (valid)
            return true;
    }
    if (!dav_state(sync->dav, sync->arena, row->url, &state, err))
        return false;
    if (fresh && !row->token && state.ctag && text_equal(state.ctag, row->ctag))
        return true;
    look->whole = true;
    look->token = state.sync_token;
    look->ctag = state.ctag;
    look->whole_at = now;
    return true;
}

bool dav_look_lists(const DavLook *look, const char *path)
{
    for (size_t i = 0; i < look->things.count; i++)
        if (look->paths[i] && text_equal(look->paths[i], path))
            return true;
    return false;
}

static bool is_gone(const DavThing *thing)
{
    return thing->status == 404 || thing->status == 410;
}

static bool is_collection(const char *path)
{
    size_t length = strlen(path);
    return length && path[length - 1] == '/';
}

static void find_paths(const DavSync *sync, DavLook *look)
{
    look->paths = arena_array(sync->arena, look->things.count, sizeof *look->paths);
    for (size_t i = 0; i < look->things.count; i++)
        look->paths[i] =
            look->things.at[i].href ? dav_path(sync->arena, look->things.at[i].href) : NULL;
}

static bool take(const DavSync *sync, const DavTaking *taking, const DavThing *thing, Err *err)
{
    const char *path = dav_path(sync->arena, thing->href);
    if (is_gone(thing))
        return taking->lose(taking->of, path, err);
    return !thing->data || taking->take(taking->of, path, thing, err);
}

static bool take_batch(const DavSync *sync, const DavTaking *taking, const char *const *hrefs,
                       size_t count, Err *err)
{
    Multistatus found;
    if (!dav_goes_on(sync, err) ||
        !dav_fetch(sync->dav, sync->arena, sync->row->url, hrefs, count, &found, err))
        return false;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, sync->context->db, TXN_WRITE, err))
        return false;
    for (size_t i = 0; i < found.count; i++)
        if (found.at[i].href && !take(sync, taking, &found.at[i], err))
            return false;
    return db_commit(&txn, err);
}

static bool take_changed(const DavSync *sync, const DavLook *look, const DavTaking *taking,
                         Err *err)
{
    const char *hrefs[DAV_FETCH_MOST];
    size_t count = 0;
    for (size_t i = 0; i < look->things.count; i++) {
        const DavThing *thing = &look->things.at[i];
        const char *path = look->paths[i];
        if (path && !is_gone(thing) && !is_collection(path) &&
            taking->wants(taking->of, path, thing))
            hrefs[count++] = thing->href;
        bool last = i + 1 == look->things.count;
        if (count && (count == DAV_FETCH_MOST || last)) {
            if (!take_batch(sync, taking, hrefs, count, err))
                return false;
            count = 0;
        }
    }
    return true;
}

static bool finish(const DavSync *sync, const DavLook *look, const DavTaking *taking, Err *err)
{
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, sync->context->db, TXN_WRITE, err))
        return false;
    for (size_t i = 0; i < look->things.count; i++)
        if (look->paths[i] && is_gone(&look->things.at[i]) &&
            !taking->lose(taking->of, look->paths[i], err))
            return false;
    return taking->settle(taking->of, err) &&
           sql_dav_account_read(sync->context->db,
                                &(struct dav_account_read_in){.workspace = sync->context->workspace,
                                                              .id = sync->row->id,
                                                              .worker = sync->worker,
                                                              .token = look->token,
                                                              .ctag = look->ctag,
                                                              .whole_at = look->whole_at},
                                err) &&
           db_commit(&txn, err);
}

bool dav_look_take(const DavSync *sync, DavLook *look, const DavTaking *taking, Err *err)
{
    find_paths(sync, look);
    return take_changed(sync, look, taking, err) && finish(sync, look, taking, err);
}

bool dav_fetch_one(const DavSync *sync, const char *href, DavThing *thing, bool *there, Err *err)
{
    Multistatus found;
    const char *path = arena_strdup(sync->arena, strstr(href, "://") + 3);
    path = strchr(path, '/');
    if (!dav_fetch(sync->dav, sync->arena, sync->row->url, &path, 1, &found, err))
        return false;
    *there = found.count == 1 && found.at[0].data && found.at[0].etag;
    if (*there)
        *thing = found.at[0];
    return true;
}
