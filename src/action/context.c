#include "action/context_inner.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *context_default_database(Arena *arena)
{
    const char *given = getenv("BECK_DB");
    if (!text_empty(given))
        return arena_strdup(arena, given);
    const char *data = getenv("XDG_DATA_HOME");
    if (!text_empty(data))
        return arena_printf(arena, "%s/beck/beck.db", data);
    const char *home = getenv("HOME");
    return arena_printf(arena, "%s/.local/share/beck/beck.db", text_or(home, "."));
}

static bool choose_workspace(Context *context, const char *name, Err *err)
{
    struct workspace_list_rows all;
    if (!sql_workspace_list(context->db, context->arena, &all, err))
        return false;
    if (!all.count)
        return err_set(err, ERR_MISSING, "%s has no workspace yet; make one by `beck init`",
                       db_place(context->db));
    if (!name && all.count > 1)
        return err_field(err, ERR_INPUT, "workspace",
                         "there are %zu workspaces here; say which by --workspace NAME", all.count);
    for (size_t i = 0; i < all.count; i++)
        if (!name || text_equal_nocase(all.at[i].name, name)) {
            context->workspace = all.at[i].workspace;
            return true;
        }
    return err_field(err, ERR_MISSING, "workspace",
                     "there is no workspace \"%s\" here; the first is \"%s\"", name,
                     all.at[0].name);
}

static bool read_workspace(Context *context, Err *err)
{
    struct workspace_get_row row;
    if (!sql_workspace_get(context->db, context->arena,
                           &(struct workspace_get_in){.workspace = context->workspace}, &row, NULL,
                           err))
        return false;
    if (row.secret.length != sizeof context->secret)
        return err_set(err, ERR_BROKEN, "%s: the workspace's secret is damaged; take a backup",
                       db_place(context->db));
    memcpy(context->secret, row.secret.at, sizeof context->secret);
    context->house = row.house;
    context->webhooks = row.webhooks != 0;
    context->workspace_name = row.name;
    context->country = row.country;
    context->zone = zone_find(row.zone);
    if (!context->zone)
        context->zone = zone_utc();
    return true;
}

const struct user_list_row *context_find_user(const Context *context, int64_t id)
{
    for (size_t i = 0; i < context->users.count; i++)
        if (context->users.at[i].id == id)
            return &context->users.at[i];
    return NULL;
}

static bool no_such_user(Context *context, const char *name, Err *err)
{
    Buf names = buf_new(400);
    for (size_t i = 0; i < context->users.count && i < 12; i++)
        buf_addf(&names, "%s%s", i ? ", " : "", context->users.at[i].name);
    err_field(err, ERR_MISSING, "user", "there is no user \"%s\"; there are %s%s", name, names.at,
              context->users.count > 12 ? ", …" : "");
    buf_free(&names);
    return false;
}

bool context_user_named(Context *context, const char *name, int64_t *id, Err *err)
{
    char *end;
    long long typed = strtoll(name, &end, 10);
    if (!*end && end != name && context_find_user(context, typed)) {
        *id = typed;
        return true;
    }
    const char *key = text_fold(context->arena, name);
    const struct user_list_row *fits = NULL;
    size_t fitting = 0;
    for (size_t i = 0; i < context->users.count; i++) {
        const struct user_list_row *user = &context->users.at[i];
        if (text_equal(user->name_key, key) || text_equal_nocase(user->email, name)) {
            *id = user->id;
            return true;
        }
        if (key[0] && strstr(user->name_key, key)) {
            fits = user;
            fitting++;
        }
    }
    if (!fitting)
        return no_such_user(context, name, err);
    if (fitting > 1)
        return err_field(err, ERR_INPUT, "user", "\"%s\" fits %zu users; write more of the name",
                         name, fitting);
    *id = fits->id;
    return true;
}

static bool read_users(Context *context, Err *err)
{
    return sql_user_list(context->db, context->arena,
                         &(struct user_list_in){.workspace = context->workspace}, &context->users,
                         err);
}

static bool choose_user(Context *context, const char *name, Err *err)
{
    if (!context->users.count)
        return err_set(err, ERR_MISSING, "%s has no user; run `beck init`", db_place(context->db));
    if (name)
        return context_user_named(context, name, &context->user, err);
    context->user = context->users.at[0].id;
    return true;
}

static bool fill(Context *context, const ContextOptions *options, Err *err)
{
    const char *database =
        options->database ? options->database : context_default_database(context->arena);
    context->db = db_open(database, options->shares ? DB_SHARE : DB_USE, err);
    if (!context->db ||
        (options->pages_kibibytes && !db_pages(context->db, options->pages_kibibytes, err)) ||
        !choose_workspace(context, options->workspace, err) || !read_workspace(context, err) ||
        !read_users(context, err) || !choose_user(context, options->user, err))
        return false;
    context->me = context_find_user(context, context->user);
    return true;
}

bool context_open(const ContextOptions *options, Context **context, Err *err)
{
    Context *opened = calloc(1, sizeof *opened);
    if (!opened)
        return err_set(err, ERR_BROKEN, "out of memory");
    opened->arena = arena_new();
    opened->now = options->now == TIME_NONE ? clock_now() : options->now;
    if (!fill(opened, options, err)) {
        context_close(opened);
        return false;
    }
    *context = opened;
    return true;
}

void context_close(Context *context)
{
    if (!context)
        return;
    db_close(context->db);
    arena_free(context->arena);
    free(context);
}

static void forget_all(Context *context)
{
    context->policy = NULL;
    context->settings_read = false;
    context->trials_read = false;
    context->cadences = NULL;
    context->workers = NULL;
}

bool context_forget(Context *context, Err *err)
{
    forget_all(context);
    if (!sql_workspace_house_changed(
            context->db, &(struct workspace_house_changed_in){.workspace = context->workspace},
            err) ||
        !read_users(context, err))
        return false;
    context->me = context_find_user(context, context->user);
    return true;
}

/* What is kept grows with what is asked, and is thrown away as a whole now and then. */
static bool renew(Context *context, Err *err)
{
    forget_all(context);
    context->house = -1; /* should it fail, the next request begins here again */
    context->users = (struct user_list_rows){0};
    arena_reset(context->arena);
    return read_workspace(context, err) && read_users(context, err);
}

/* What others changed. Nobody can while a transaction of ours writes: then once is enough. */
static bool look_at_house(Context *context, Err *err)
{
    enum { KEPT_MOST = 512 * 1024 };
    struct workspace_house_row row;
    if (context->together.db && context->looked)
        return true;
    context->workers = NULL;
    if (!sql_workspace_house(context->db, context->arena,
                             &(struct workspace_house_in){.workspace = context->workspace}, &row,
                             NULL, err))
        return false;
    context->looked = context->together.db;
    return (row.house == context->house && arena_used(context->arena) <= KEPT_MOST) ||
           renew(context, err);
}

bool context_begin(Context *context, int64_t user, Time now, Err *err)
{
    if (!look_at_house(context, err))
        return false;
    const struct user_list_row *me = context_find_user(context, user);
    if (!me || !text_equal(me->state, "active"))
        return err_set(err, ERR_DENIED, "there is no such user any more");
    context->me = me;
    context->user = user;
    context->address[0] = '\0';
    if (context->now != now)
        context_set_now(context, now);
    return true;
}

uint64_t context_data_version(Context *context)
{
    return db_data_version(context->db);
}

bool context_together(Context *context, Err *err)
{
    if (!db_begin(&context->together, context->db, TXN_WRITE, err))
        return false;
    context->looked = false;
    db_join(context->db, true);
    return true;
}

bool context_together_end(Context *context, Err *err)
{
    db_join(context->db, false);
    return db_commit(&context->together, err);
}

void context_together_drop(Context *context)
{
    db_join(context->db, false);
    db_rollback(&context->together);
}

uint64_t context_together_mark(Context *context)
{
    return db_changes(context->db);
}

bool context_together_forgive(Context *context, uint64_t mark)
{
    context->workers = NULL; /* what they counted has not happened */
    return db_forgive(context->db, mark);
}

Arena *context_arena(Context *context)
{
    return context->arena;
}

Time context_now(const Context *context)
{
    return context->now;
}

void context_set_now(Context *context, Time now)
{
    context->now = now;
    context->workers = NULL; /* their load begins at the day that was */
}

const Zone *context_zone(const Context *context)
{
    const Zone *zone = zone_find(context->me->zone);
    return zone ? zone : context->zone;
}

const char *context_country(const Context *context)
{
    return context->country;
}

void context_guard(Context *context, bool guarded)
{
    context->guarded = guarded;
}

void context_from(Context *context, const char *address)
{
    snprintf(context->address, sizeof context->address, "%s", address);
}

bool context_guarded(const Context *context)
{
    return context->guarded;
}

int64_t context_user(const Context *context)
{
    return context->user;
}

const char *context_user_role(const Context *context)
{
    return context->me->role;
}

int64_t context_first_user(const Context *context)
{
    for (size_t i = 0; i < context->users.count; i++)
        if (text_equal(context->users.at[i].state, "active"))
            return context->users.at[i].id;
    return 0;
}

const char *context_name_of(const Context *context, int64_t user)
{
    const struct user_list_row *found = context_find_user(context, user);
    return found ? found->name : NULL;
}

const char *context_user_name(const Context *context)
{
    return context->me->name;
}

const char *context_place(const Context *context)
{
    return db_place(context->db);
}

bool context_collided(const Err *err)
{
    return db_collided(err);
}

bool context_disk_full(const Err *err)
{
    return db_disk_full(err);
}

bool context_lost(const Err *err)
{
    return db_lost(err);
}

bool context_id(Context *context, int64_t *id, Err *err)
{
    return ids_take(context->db, context->workspace, 1, id, err);
}
