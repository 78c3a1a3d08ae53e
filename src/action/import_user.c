/* A table of sellers: each row becomes a user, each manager named in it one as well. */
#include "action/capture_inner.h"

#include "action/morning.h"
#include "base/text.h"

static bool find_user(const Context *context, const char *key, int64_t *id)
{
    for (size_t i = 0; i < context->users.count; i++)
        if (text_equal(context->users.at[i].name_key, key)) {
            *id = context->users.at[i].id;
            return true;
        }
    return false;
}

static bool add_user(Context *context, const Draft *draft, const char *name, const char *key,
                     const char *role, int64_t manager, int64_t *id, Err *err)
{
    const char *email = NULL, *cell = NULL;
    for (size_t i = 0; draft && i < draft->address_count; i++) {
        if (draft->addresses[i].kind == ADDRESS_EMAIL)
            email = draft->addresses[i].value;
        if (draft->addresses[i].kind == ADDRESS_CELL)
            cell = draft->addresses[i].value;
    }
    return context_id(context, id, err) &&
           sql_user_insert(context->db,
                           &(struct user_insert_in){.workspace = context->workspace,
                                                    .id = *id,
                                                    .name = name,
                                                    .name_key = key,
                                                    .role = role,
                                                    .email = email,
                                                    .cell = cell,
                                                    .zone = zone_name(context->zone),
                                                    .country = context->country,
                                                    .hours = "mon-fri 9:00-17:00",
                                                    .morning = MORNING_USUAL,
                                                    .manager_id = manager,
                                                    .now = context->now},
                           err) &&
           context_forget(context, err);
}

bool capture_user(Context *context, Arena *arena, const Draft *draft, const char *manager,
                  Captured *captured, Err *err)
{
    int64_t manager_id = 0, id;
    if (!draft->name)
        return err_set(err, ERR_INPUT, "a seller needs a name");
    *captured = (Captured){.state = CAPTURE_DUPLICATE, .said = "is a user already"};
    const char *manager_key = text_empty(manager) ? "" : text_fold(arena, manager);
    if (manager_key[0] && !find_user(context, manager_key, &manager_id)) {
        if (!add_user(context, NULL, manager, manager_key, "manager", 0, &manager_id, err))
            return false;
    }
    if (find_user(context, draft->name_key, &id))
        return true;
    captured->state = CAPTURE_ADDED;
    return add_user(context, draft, draft->name, draft->name_key, "rep", manager_id, &id, err);
}
