#include "action/list_audit.h"

#include "action/audit_inner.h"
#include "action/sign_in_inner.h"
#include "base/text.h"

bool audit_own(Context *context, const char *act, const char *detail, Err *err)
{
    return audit_add(context, context->user, act, detail, err);
}

bool audit_add(Context *context, int64_t user_id, const char *act, const char *detail, Err *err)
{
    int64_t id;
    return context_id(context, &id, err) &&
           sql_audit_insert(
               context->db,
               &(struct audit_insert_in){.workspace = context->workspace,
                                         .id = id,
                                         .user_id = user_id,
                                         .now = context->now,
                                         .act = act,
                                         .detail = detail,
                                         .address = context->address[0] ? context->address : NULL},
               err);
}

bool context_may(const Context *context, Right right, Err *err)
{
    UserRole role;
    if (!context->guarded)
        return true;
    return user_role_named(context->me->role, &role, err) &&
           (user_role_may(role, right) ||
            err_set(err, ERR_DENIED, "that is not for a %s to do", user_role_name(role)));
}

bool list_audit(Context *context, Arena *arena, const AuditQuery *query, AuditShown *audit,
                Err *err)
{
    enum { MOST = 100, MOST_OF_ALL = 1000 };
    int64_t user = 0, most = query->most > 0 ? query->most : MOST;
    most = most < MOST_OF_ALL ? most : MOST_OF_ALL;
    struct audit_list_rows rows;
    if (!context_may(context, RIGHT_AUDIT, err) ||
        (query->user && !context_user_named(context, query->user, &user, err)) ||
        !sql_audit_list(context->db, arena,
                        &(struct audit_list_in){
                            .workspace = context->workspace,
                            .user_id = user,
                            .before = query->before == TIME_NONE ? TIME_LIMIT : query->before,
                            .before_id = query->before_id,
                            .most = most + 1},
                        &rows, err))
        return false;
    bool more = rows.count > (size_t)most;
    AuditShown made = {.at = arena_array(arena, rows.count, sizeof *made.at),
                       .count = more ? (size_t)most : rows.count,
                       .more_before = TIME_NONE};
    for (size_t i = 0; i < made.count; i++)
        made.at[i] = (AuditEntry){.id = rows.at[i].id,
                                  .user_id = rows.at[i].user_id,
                                  .user_name = rows.at[i].user_name,
                                  .at = rows.at[i].at,
                                  .act = rows.at[i].act,
                                  .detail = rows.at[i].detail,
                                  .address = rows.at[i].address};
    if (more) {
        made.more_before = made.at[made.count - 1].at;
        made.more_before_id = made.at[made.count - 1].id;
    }
    *audit = made;
    return true;
}
