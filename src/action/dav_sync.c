#include "action/dav_sync.h"

#include "action/book_inner.h"
#include "action/calendar_inner.h"
#include "base/digest.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

bool dav_due(Context *context, Arena *arena, DavDue **due, size_t *count, Err *err)
{
    struct dav_account_due_rows rows;
    if (!sql_dav_account_due(
            context->db, arena,
            &(struct dav_account_due_in){.workspace = context->workspace, .now = context->now},
            &rows, err))
        return false;
    *due = arena_array(arena, rows.count, sizeof **due);
    for (size_t i = 0; i < rows.count; i++)
        (*due)[i] = (DavDue){dav_account_kind(rows.at[i].kind), rows.at[i].id, rows.at[i].user_id};
    *count = rows.count;
    return true;
}

bool dav_goes_on(const DavSync *sync, Err *err)
{
    return clock_ticking() < sync->until_tick ||
           err_field(err, ERR_BUSY, "later", "%s takes long: the rest is done the next time",
                     sync->row->url);
}

static bool claim(const DavSync *sync, DavKind kind, Err *err)
{
    Context *context = sync->context;
    bool found;
    if (!sql_dav_account_claim(
            context->db,
            &(struct dav_account_claim_in){.workspace = context->workspace,
                                           .id = sync->row->id,
                                           .worker = sync->worker,
                                           .now = context->now,
                                           .leased_until = context->now + DAV_LEASE_SECONDS},
            &found, err))
        return false;
    return found ||
           err_set(err, ERR_CONFLICT,
                   text_equal(sync->row->state, "on")
                       ? "%s %lld is looked at just now by another program"
                       : "%s %lld is paused: Settings, %s, or `beck %s resume %lld`",
                   dav_account_noun(kind), (long long)sync->row->id, dav_account_page(kind),
                   dav_account_command(kind), (long long)sync->row->id);
}

/* Later each time, and not all at once. */
static Time rest_until(const Context *context, int64_t failures)
{
    enum { DOUBLINGS = 9 };
    uint32_t chance = 0;
    int64_t rest = failures < DOUBLINGS ? (int64_t)DAV_REST_SECONDS << failures : DAV_REST_MOST;
    rest = rest < DAV_REST_MOST ? rest : DAV_REST_MOST;
    random_fill(&chance, sizeof chance);
    return context->now + rest + chance % (rest / 4 + 1);
}

static bool write_down(const DavSync *sync, const Err *why, Err *err)
{
    enum { WHY_BYTES = 1000 };
    Context *context = sync->context;
    bool person = (why->kind == ERR_DENIED && !text_equal(why->field, "grant")) ||
                  why->kind == ERR_INPUT || why->kind == ERR_MISSING;
    return sql_dav_account_down(
        context->db,
        &(struct dav_account_down_in){
            .workspace = context->workspace,
            .id = sync->row->id,
            .worker = sync->worker,
            .state = person ? "off" : "on",
            .why = text_clean(sync->arena, why->message, strlen(why->message), WHY_BYTES),
            .rests_until = rest_until(context, sync->row->failures)},
        err);
}

static bool finish(const DavSync *sync, Err *err)
{
    Context *context = sync->context;
    const char *minutes, *why = NULL;
    if (sync->synced->refused)
        why = arena_printf(
            sync->arena, "%zu of what Beck has for it, its server does not take; all else goes on",
            sync->synced->refused);
    return context_setting(context, "calendar_minutes", &minutes, err) &&
           sql_dav_account_done(
               context->db,
               &(struct dav_account_done_in){
                   .workspace = context->workspace,
                   .id = sync->row->id,
                   .worker = sync->worker,
                   .now = context->now,
                   .why = why,
                   .rests_until = context->now + strtol(minutes, NULL, 10) * (Time)MINUTE},
               err);
}

static bool both_ways(DavSync *sync, DavKind kind, const volatile sig_atomic_t *stop, Err *err)
{
    Doc *settings, *secrets;
    size_t length = strlen(sync->row->url);
    const char *path = dav_path(sync->arena, sync->row->url);
    sync->path =
        length && sync->row->url[length - 1] == '/' ? path : arena_printf(sync->arena, "%s/", path);
    if (!dav_account_settings(sync->context, sync->arena, sync->row, &settings, &secrets, err))
        return false;
    sync->settings = settings;
    return dav_account_connect(sync->context, sync->arena, sync->row, stop, &sync->dav, err) &&
           (kind == DAV_CONTACTS ? book_read(sync, err) && book_write(sync, err)
                                 : calendar_read(sync, err) && calendar_write(sync, err));
}

bool dav_sync(Context *context, Arena *arena, DavKind kind, int64_t id, int64_t worker,
              const volatile sig_atomic_t *stop, DavSynced *synced, Err *err)
{
    struct dav_account_list_row row;
    Err why;
    *synced = (DavSynced){0};
    DavSync sync = {.context = context,
                    .arena = arena,
                    .row = &row,
                    .worker = worker,
                    .until_tick = clock_ticking() + DAV_RUN_SECONDS * INT64_C(1000),
                    .synced = synced};
    if (!dav_account_find(context, arena, kind, id, &row, err) || !claim(&sync, kind, err))
        return false;
    bool right = both_ways(&sync, kind, stop, &why);
    dav_close(sync.dav);
    if (right)
        return finish(&sync, err);
    if (!write_down(&sync, &why, err))
        return false;
    *err = why;
    return false;
}
