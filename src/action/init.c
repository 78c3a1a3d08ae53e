#include "action/context_inner.h"

#include "action/morning.h"
#include "base/digest.h"
#include "base/phone.h"
#include "base/text.h"
#include "follow/cadence_builtin.h"

#include <ctype.h>
#include <errno.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folders above a database in the default place are made; elsewhere a wrong path is an error of
 * the person who typed it. */
static bool make_folders(Arena *arena, const char *path, Err *err)
{
    char *copy = arena_strdup(arena, path);
    for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(copy, 0700) != 0 && errno != EEXIST)
            return err_set(err, ERR_BROKEN, "the folder %s cannot be made: %s", copy,
                           strerror(errno));
        *slash = '/';
    }
    return true;
}

static const char *login_name(Arena *arena)
{
    enum { ENTRY_BYTES = 16384 };
    char *bytes = arena_alloc(arena, ENTRY_BYTES);
    struct passwd memory;
    struct passwd *entry = NULL;
    if (getpwuid_r(getuid(), &memory, bytes, ENTRY_BYTES, &entry) != 0 || !entry)
        return "me";
    /* GECOS: "Ann Ford,,," */
    const char *gecos = text_or(entry->pw_gecos, "");
    size_t length = strcspn(gecos, ",");
    return length ? arena_strndup(arena, gecos, length) : arena_strdup(arena, entry->pw_name);
}

/* Two letters, in capitals; NULL when they are none. */
static const char *country_code(Arena *arena, const char *given)
{
    if (strlen(given) != 2 || !isalpha((unsigned char)given[0]) ||
        !isalpha((unsigned char)given[1]))
        return NULL;
    char *upper = arena_strdup(arena, given);
    upper[0] = (char)toupper((unsigned char)upper[0]);
    upper[1] = (char)toupper((unsigned char)upper[1]);
    return upper;
}

static bool check_input(Arena *arena, const InitOptions *options, const char **zone,
                        const char **country, Err *err)
{
    *zone = options->zone ? options->zone : zone_name(zone_local());
    if (!zone_find(*zone))
        return err_field(err, ERR_INPUT, "zone",
                         "\"%s\" is no time zone; write it like Europe/Berlin or America/Chicago",
                         *zone);
    char by_zone[3] = "US";
    if (!options->country)
        zone_country(*zone, by_zone);
    *country = country_code(arena, text_or(options->country, by_zone));
    if (!*country)
        return err_field(err, ERR_INPUT, "country",
                         "\"%s\" is no country; write its two letters, like US or DE",
                         options->country);
    Phone phone;
    return !options->cell || phone_parse(options->cell, *country, &phone, err) ||
           err_at(err, "the cell number");
}

static bool insert_cadences(Db *db, int64_t workspace, Time now, Err *err)
{
    size_t count;
    const CadenceBuiltin *builtin = cadence_builtin(&count);
    int64_t id;
    if (!ids_take(db, workspace, (int64_t)count, &id, err))
        return false;
    auto_arena Arena *scratch = arena_new();
    for (size_t i = 0; i < count; i++) {
        const Cadence *cadence;
        if (!cadence_load(scratch, builtin[i].source, builtin[i].length, &cadence, err))
            return err_at(err, "the cadence %s that comes with Beck", builtin[i].name);
        if (!sql_cadence_insert(db,
                                &(struct cadence_insert_in){.workspace = workspace,
                                                            .id = id + (int64_t)i,
                                                            .name = builtin[i].name,
                                                            .title = cadence->title,
                                                            .source = builtin[i].source,
                                                            .builtin = 1,
                                                            .now = now},
                                err))
            return false;
    }
    return true;
}

static bool insert_user(Arena *arena, Db *db, const InitOptions *options, InitResult *result,
                        Err *err)
{
    return ids_take(db, result->workspace_id, 1, &result->user_id, err) &&
           sql_user_insert(db,
                           &(struct user_insert_in){.workspace = result->workspace_id,
                                                    .id = result->user_id,
                                                    .name = result->user,
                                                    .name_key = text_fold(arena, result->user),
                                                    .role = "admin",
                                                    .email = options->email,
                                                    .cell = options->cell,
                                                    .postal = options->postal,
                                                    .zone = result->zone,
                                                    .country = result->country,
                                                    .hours = "mon-fri 9:00-17:00",
                                                    .morning = MORNING_USUAL,
                                                    .now = options->now},
                           err);
}

static bool fill_database(Arena *arena, Db *db, const InitOptions *options, InitResult *result,
                          Err *err)
{
    unsigned char secret[DIGEST_KEY_BYTES];
    random_fill(secret, sizeof secret);
    auto_txn Txn txn = {0};
    struct workspace_list_rows there;
    if (!db_begin(&txn, db, TXN_WRITE, err) || !sql_workspace_list(db, arena, &there, err))
        return false;
    if (there.count) {
        /* So it was before this one began. */
        result->made = false;
        return db_commit(&txn, err);
    }
    return sql_workspace_insert(db,
                                &(struct workspace_insert_in){.workspace = result->workspace_id,
                                                              .name = result->workspace,
                                                              .country = result->country,
                                                              .zone = result->zone,
                                                              .secret = {secret, sizeof secret},
                                                              .now = options->now},
                                err) &&
           insert_user(arena, db, options, result, err) &&
           insert_cadences(db, result->workspace_id, options->now, err) && db_commit(&txn, err);
}

static bool read_back(Arena *arena, Db *db, InitResult *result, Err *err)
{
    struct workspace_list_rows all;
    struct workspace_get_row workspace;
    struct user_list_rows users;
    if (!sql_workspace_list(db, arena, &all, err))
        return false;
    if (!all.count)
        return err_set(err, ERR_BROKEN, "%s has a schema and no workspace", db_place(db));
    result->workspace_id = all.at[0].workspace;
    if (!sql_workspace_get(db, arena, &(struct workspace_get_in){.workspace = result->workspace_id},
                           &workspace, NULL, err) ||
        !sql_user_list(db, arena, &(struct user_list_in){.workspace = result->workspace_id}, &users,
                       err))
        return false;
    result->workspace = workspace.name;
    result->zone = workspace.zone;
    result->country = workspace.country;
    result->user = users.count ? users.at[0].name : "";
    result->user_id = users.count ? users.at[0].id : 0;
    result->place = arena_strdup(arena, db_place(db));
    return true;
}

bool init_database(Arena *arena, const InitOptions *options, InitResult *result, Err *err)
{
    InitResult made = {.workspace_id = 1, .made = true};
    made.workspace = text_or(options->workspace, COMPANY_UNNAMED);
    made.user = options->user ? options->user : login_name(arena);
    if (text_empty(text_fold(arena, made.user)))
        return err_field(err, ERR_INPUT, "user", "a user needs a name with a letter in it");
    if (!check_input(arena, options, &made.zone, &made.country, err))
        return false;
    const char *database = options->database ? options->database : context_default_database(arena);
    if (!options->database && !strstr(database, "://") && !make_folders(arena, database, err))
        return false;
    InitOptions dated = *options;
    if (dated.now == TIME_NONE)
        dated.now = clock_now();
    auto_db Db *db = db_open(database, DB_CREATE, err);
    struct workspace_list_rows there;
    if (!db || !sql_workspace_list(db, arena, &there, err))
        return false;
    if (there.count)
        made.made = false;
    else if (!fill_database(arena, db, &dated, &made, err)) {
        if (err->kind != ERR_CONFLICT)
            return false;
        made.made = false; /* another process was quicker */
    }
    if (!read_back(arena, db, &made, err))
        return false;
    *result = made;
    return true;
}
