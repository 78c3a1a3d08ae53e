#include "action/user_admin.h"

#include "action/morning.h"
#include "action/sign_in_inner.h"
#include "action/user_inner.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* --- show --- */

bool user_absences(Context *context, Arena *arena, const struct user_list_row *user,
                   AbsenceShown **absences, size_t *count, Err *err)
{
    const Worker *worker;
    struct absence_list_rows rows;
    if (!context_worker(context, user->id, false, &worker, err) ||
        !sql_absence_list(context->db, arena,
                          &(struct absence_list_in){.workspace = context->workspace,
                                                    .user_id = user->id,
                                                    .day = zone_day(worker->zone, context->now)},
                          &rows, err))
        return false;
    *absences = arena_array(arena, rows.count, sizeof **absences);
    *count = rows.count;
    for (size_t i = 0; i < rows.count; i++)
        (*absences)[i] = (AbsenceShown){.id = rows.at[i].id,
                                        .user_id = user->id,
                                        .user_name = user->name,
                                        .reason = rows.at[i].reason,
                                        .first = (Day)rows.at[i].first_day,
                                        .last = (Day)rows.at[i].last_day};
    return true;
}

static bool show_user(Context *context, Arena *arena, const struct owner_loads_rows *loads,
                      const struct user_list_row *user, UserShown *shown, Err *err)
{
    const struct user_list_row *manager = context_find_user(context, user->manager_id);
    *shown = (UserShown){.id = user->id,
                         .manager_id = user->manager_id,
                         .name = user->name,
                         .role = user->role,
                         .state = user->state,
                         .title = user->title,
                         .email = user->email,
                         .cell = user->cell,
                         .postal = user->postal,
                         .zone = user->zone,
                         .country = user->country,
                         .region = user->region,
                         .hours = user->hours,
                         .morning = user->morning,
                         .manager_name = manager ? manager->name : NULL};
    for (size_t i = 0; i < loads->count; i++)
        if (loads->at[i].owner_id == user->id)
            shown->open_leads = loads->at[i].leads;
    return user_absences(context, arena, user, &shown->absences, &shown->absence_count, err);
}

static bool read_loads(Context *context, Arena *arena, struct owner_loads_rows *loads, Err *err)
{
    return sql_owner_loads(context->db, arena,
                           &(struct owner_loads_in){.workspace = context->workspace}, loads, err);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const UserShown *)a)->name, ((const UserShown *)b)->name);
}

bool list_users(Context *context, Arena *arena, bool all, UsersShown *users, Err *err)
{
    struct owner_loads_rows loads;
    if (!read_loads(context, arena, &loads, err))
        return false;
    UsersShown made = {.at = arena_array(arena, context->users.count, sizeof *made.at)};
    for (size_t i = 0; i < context->users.count; i++) {
        const struct user_list_row *user = &context->users.at[i];
        if ((all || text_equal(user->state, "active")) &&
            !show_user(context, arena, &loads, user, &made.at[made.count++], err))
            return false;
    }
    qsort(made.at, made.count, sizeof *made.at, by_name);
    *users = made;
    return true;
}

static bool show_one(Context *context, Arena *arena, int64_t id, UserShown *shown, Err *err)
{
    struct owner_loads_rows loads;
    return read_loads(context, arena, &loads, err) &&
           show_user(context, arena, &loads, context_find_user(context, id), shown, err);
}

/* --- change --- */

static struct user_update_in row_of(const Context *context, const struct user_list_row *user)
{
    return (struct user_update_in){.workspace = context->workspace,
                                   .id = user->id,
                                   .name = user->name,
                                   .name_key = user->name_key,
                                   .role = user->role,
                                   .state = user->state,
                                   .title = user->title,
                                   .email = user->email,
                                   .cell = user->cell,
                                   .postal = user->postal,
                                   .zone = user->zone,
                                   .country = user->country,
                                   .region = user->region,
                                   .hours = user->hours,
                                   .morning = user->morning,
                                   .manager_id = user->manager_id};
}

static const char *said_of(Arena *arena, const char *what, int64_t id)
{
    return arena_printf(arena, "%s user %lld", what, (long long)id);
}

bool add_user(Context *context, Arena *arena, const char *name, const UserField *given,
              size_t count, UserShown *shown, Err *err)
{
    struct user_update_in user = {.role = "rep",
                                  .state = "active",
                                  .zone = zone_name(context->zone),
                                  .country = context->country,
                                  .hours = "mon-fri 9:00-17:00",
                                  .morning = MORNING_USUAL};
    auto_txn Txn txn = {0};
    if (!user_fields_apply(context, arena, &(UserField){"name", name}, 1, &user, err) ||
        !user_fields_apply(context, arena, given, count, &user, err) ||
        !db_begin(&txn, context->db, TXN_WRITE, err) || !context_id(context, &user.id, err))
        return false;
    return sql_user_insert(context->db,
                           &(struct user_insert_in){.workspace = context->workspace,
                                                    .id = user.id,
                                                    .name = user.name,
                                                    .name_key = user.name_key,
                                                    .role = user.role,
                                                    .title = user.title,
                                                    .email = user.email,
                                                    .cell = user.cell,
                                                    .postal = user.postal,
                                                    .zone = user.zone,
                                                    .country = user.country,
                                                    .region = user.region,
                                                    .hours = user.hours,
                                                    .morning = user.morning,
                                                    .manager_id = user.manager_id,
                                                    .now = context->now},
                           err) &&
           audit_own(context, "user", said_of(arena, "added", user.id), err) &&
           context_forget(context, err) && show_one(context, arena, user.id, shown, err) &&
           db_commit(&txn, err);
}

static bool is_last_admin(const Context *context, int64_t id)
{
    size_t others = 0;
    for (size_t i = 0; i < context->users.count; i++) {
        const struct user_list_row *user = &context->users.at[i];
        others +=
            user->id != id && text_equal(user->role, "admin") && text_equal(user->state, "active");
    }
    return text_equal(context_find_user(context, id)->role, "admin") && !others;
}

static bool save(Context *context, Arena *arena, const struct user_update_in *user,
                 const char *what, UserShown *shown, Err *err)
{
    bool admin = text_equal(user->role, "admin") && text_equal(user->state, "active");
    if (!admin && is_last_admin(context, user->id))
        return err_set(err, ERR_CONFLICT,
                       "%s is the only admin; give another user the role admin first", user->name);
    return sql_user_update(context->db, user, err) &&
           audit_own(context, "user", said_of(arena, what, user->id), err) &&
           context_forget(context, err) && show_one(context, arena, user->id, shown, err);
}

bool set_user(Context *context, Arena *arena, const char *name, const UserField *given,
              size_t count, UserShown *shown, Err *err)
{
    int64_t id;
    auto_txn Txn txn = {0};
    if (!context_user_named(context, name, &id, err))
        return false;
    struct user_update_in user = row_of(context, context_find_user(context, id));
    return user_fields_apply(context, arena, given, count, &user, err) &&
           db_begin(&txn, context->db, TXN_WRITE, err) &&
           save(context, arena, &user, "changed", shown, err) && db_commit(&txn, err);
}

static bool owns_nothing(Context *context, Arena *arena, const struct user_update_in *user,
                         Err *err)
{
    struct user_open_leads_row leads;
    if (!sql_user_open_leads(
            context->db, arena,
            &(struct user_open_leads_in){.workspace = context->workspace, .id = user->id}, &leads,
            NULL, err))
        return false;
    return !leads.count || err_set(err, ERR_CONFLICT,
                                   "%s still has %lld open leads; reassign them to somebody first",
                                   user->name, (long long)leads.count);
}

static bool set_state(Context *context, Arena *arena, const char *name, const char *state,
                      UserShown *shown, Err *err)
{
    int64_t id;
    auto_txn Txn txn = {0};
    if (!context_user_named(context, name, &id, err) ||
        !db_begin(&txn, context->db, TXN_WRITE, err))
        return false;
    struct user_update_in user = row_of(context, context_find_user(context, id));
    if (text_equal(user.state, state))
        return err_set(err, ERR_CONFLICT, "%s is %s already", user.name, state);
    if (text_equal(state, "inactive") && !owns_nothing(context, arena, &user, err))
        return false;
    user.state = state;
    return (text_equal(state, "active") || sign_in_ended(context, arena, id, err)) &&
           save(context, arena, &user, text_equal(state, "active") ? "activated" : "deactivated",
                shown, err) &&
           db_commit(&txn, err);
}

bool deactivate_user(Context *context, Arena *arena, const char *name, UserShown *shown, Err *err)
{
    return set_state(context, arena, name, "inactive", shown, err);
}

bool activate_user(Context *context, Arena *arena, const char *name, UserShown *shown, Err *err)
{
    return set_state(context, arena, name, "active", shown, err);
}
