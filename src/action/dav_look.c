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

/* Of a list that the server has cut short (507, RFC 6578 §3.6) nothing is known to be gone. */
static void find_paths(const DavSync *sync, DavLook *look)
{
    enum { CUT_SHORT = 507 };
    look->paths = arena_array(sync->arena, look->things.count, sizeof *look->paths);
    for (size_t i = 0; i < look->things.count; i++) {
        const DavThing *thing = &look->things.at[i];
        look->paths[i] = thing->href ? dav_path(sync->arena, thing->href) : NULL;
        if (look->whole && thing->status == CUT_SHORT) {
            look->whole = false;
            look->holes = true;
        }
    }
}

/* What is asked for at once. */
typedef struct Batch {
    const char *hrefs[DAV_FETCH_MOST], *paths[DAV_FETCH_MOST];
    size_t count;
} Batch;

/* The one of the batch that an answer is of; `count`: none, or one that was answered already. */
static size_t asked_for(const Batch *batch, const bool *answered, const char *path)
{
    size_t i = 0;
    while (i < batch->count && (answered[i] || !text_equal(batch->paths[i], path)))
        i++;
    return i;
}

static bool take_answer(const DavSync *sync, DavLook *look, const DavTaking *taking,
                        const Batch *batch, const Multistatus *found, Err *err)
{
    bool answered[DAV_FETCH_MOST] = {false};
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, sync->context->db, TXN_WRITE, err))
        return false;
    for (size_t i = 0; i < found->count; i++) {
        DavThing thing = found->at[i];
        const char *path = thing.href ? dav_path(sync->arena, thing.href) : NULL;
        size_t at = path ? asked_for(batch, answered, path) : batch->count;
        if (at == batch->count)
            continue; /* nobody has asked for it */
        answered[at] = true;
        thing.etag = thing.etag ? arena_strdup(sync->arena, thing.etag) : NULL;
        if (is_gone(&thing)
                ? !taking->lose(taking->of, batch->paths[at], err)
                : thing.data && !taking->take(taking->of, batch->paths[at], &thing, err))
            return false;
    }
    for (size_t i = 0; i < batch->count; i++)
        look->holes = look->holes || !answered[i];
    return db_commit(&txn, err);
}

/* What is too large to be said at once is asked for in halves; one that is too large by itself is
 * nobody's. The answer, a book with photos, lives no longer than its batch. */
static bool take_batch(const DavSync *sync, DavLook *look, const DavTaking *taking,
                       const Batch *batch, Err *err)
{
    auto_arena Arena *arena = arena_new();
    Multistatus found;
    if (!dav_goes_on(sync, err))
        return false;
    if (dav_fetch(sync->dav, arena, sync->row->url, batch->hrefs, batch->count, &found, err))
        return take_answer(sync, look, taking, batch, &found, err);
    if (!text_equal(err->field, DAV_TOO_MUCH))
        return false;
    for (size_t half = 0; batch->count > 1 && half < 2; half++) {
        size_t from = half ? batch->count / 2 : 0;
        Batch part = {.count = half ? batch->count - from : batch->count / 2};
        memcpy(part.hrefs, batch->hrefs + from, part.count * sizeof *part.hrefs);
        memcpy(part.paths, batch->paths + from, part.count * sizeof *part.paths);
        if (!take_batch(sync, look, taking, &part, err))
            return false;
    }
    return true;
}

static bool take_changed(const DavSync *sync, DavLook *look, const DavTaking *taking, Err *err)
{
    Batch batch = {.count = 0};
    for (size_t i = 0; i < look->things.count; i++) {
        const DavThing *thing = &look->things.at[i];
        const char *path = look->paths[i];
        if (path && !is_gone(thing) && !is_collection(path) &&
            taking->wants(taking->of, path, thing)) {
            batch.hrefs[batch.count] = thing->href;
            batch.paths[batch.count++] = path;
        }
        bool last = i + 1 == look->things.count;
        if (batch.count && (batch.count == DAV_FETCH_MOST || last)) {
            if (!take_batch(sync, look, taking, &batch, err))
                return false;
            batch.count = 0;
        }
    }
    return true;
}

/* How far it was read. Where there are holes, what has changed is asked for again the next time,
 * and all there is in an hour. */
static void stay_behind(const DavSync *sync, DavLook *look)
{
    bool began_whole = look->whole_at != sync->row->whole_at;
    if (!look->holes)
        return;
    look->token = began_whole ? look->token : sync->row->token;
    look->ctag = began_whole ? NULL : sync->row->ctag;
    look->whole_at = began_whole ? look->whole_at - WHOLE_SECONDS + HOUR : look->whole_at;
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
    if (!take_changed(sync, look, taking, err))
        return false;
    stay_behind(sync, look);
    return finish(sync, look, taking, err);
}

bool dav_fetch_one(const DavSync *sync, const char *href, DavThing *thing, bool *there, Err *err)
{
    Multistatus found;
    const char *place = strchr(strstr(href, "://") + 3, '/'), *path = dav_path(sync->arena, href);
    const DavThing *one = NULL;
    if (!dav_fetch(sync->dav, sync->arena, sync->row->url, &place, 1, &found, err))
        return false;
    for (size_t i = 0; i < found.count && !one; i++)
        if (found.at[i].href && text_equal(dav_path(sync->arena, found.at[i].href), path))
            one = &found.at[i];
    if (!one || (!is_gone(one) && !one->data))
        return err_set(err, ERR_BUSY, "%s does not say what has become of what Beck left there",
                       sync->row->url);
    if (one->data && !one->etag)
        return err_set(err, ERR_BUSY,
                       "%s tells no versions (ETag), without which nothing is written over there",
                       sync->row->url);
    *there = !is_gone(one);
    if (*there)
        *thing = *one;
    return true;
}
