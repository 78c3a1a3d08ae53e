#include "action/takers.h"

#include "action/access.h"
#include "base/text.h"

static Takers takers_of_role(const Context *context, Arena *arena,
                             const struct owner_loads_rows *loads, int64_t from, bool admins)
{
    Takers takers = {.at = arena_array(arena, context->users.count, sizeof *takers.at)};
    for (size_t i = 0; i < context->users.count; i++) {
        const struct user_list_row *user = &context->users.at[i];
        if (user->id == from || !text_equal(user->state, "active") ||
            !access_user(context, user->id) || text_equal(user->role, "admin") != admins)
            continue;
        Taker *taker = &takers.at[takers.count++];
        taker->id = user->id;
        for (size_t k = 0; k < loads->count; k++)
            if (loads->at[k].owner_id == user->id)
                taker->leads = loads->at[k].leads;
    }
    return takers;
}

bool takers_choose(Context *context, Arena *arena, int64_t from, const char *to, Takers *takers,
                   Err *err)
{
    if (to) {
        int64_t id;
        if (!context_user_named(context, to, &id, err))
            return false;
        const struct user_list_row *user = context_find_user(context, id);
        if (id == from)
            return err_field(err, ERR_INPUT, "to", "they are %s's already", user->name);
        if (!text_equal(user->state, "active"))
            return err_field(err, ERR_INPUT, "to", "%s is not active", user->name);
        *takers = (Takers){.at = arena_make(arena, Taker), .count = 1};
        takers->at[0].id = id;
        return true;
    }
    struct owner_loads_rows loads;
    if (!sql_owner_loads(context->db, arena,
                         &(struct owner_loads_in){.workspace = context->workspace}, &loads, err))
        return false;
    *takers = takers_of_role(context, arena, &loads, from, false);
    if (!takers->count)
        *takers = takers_of_role(context, arena, &loads, from, true);
    if (takers->count)
        return true;
    err_set(err, ERR_MISSING,
            "there is nobody else to give the leads to; add a user first: Settings, People, or "
            "`beck user add NAME`");
    return false;
}

int64_t takers_take(const Takers *takers)
{
    size_t least = 0;
    for (size_t i = 1; i < takers->count; i++)
        if (takers->at[i].leads < takers->at[least].leads)
            least = i;
    takers->at[least].leads++;
    return takers->at[least].id;
}
