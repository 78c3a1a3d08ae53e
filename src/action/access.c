#include "action/access_inner.h"

#include "base/buf.h"
#include "base/text.h"

/* Their parameters and rows are alike. */
static const struct {
    const char *noun;
    unsigned statement;
    bool free; /* seen by all where no lead is behind it */
} kinds[ACCESS_KINDS] = {
    [ACCESS_LEAD] = {"lead", SQL_ACCESS_LEAD, false},
    [ACCESS_TOUCH] = {"touch", SQL_ACCESS_TOUCH, false},
    [ACCESS_PROMISE] = {"promise", SQL_ACCESS_PROMISE, false},
    [ACCESS_ACCOUNT] = {"account", SQL_ACCESS_ACCOUNT, true},
    [ACCESS_FILE] = {"file", SQL_ACCESS_FILE, true},
    [ACCESS_CONTACT] = {"person", SQL_ACCESS_CONTACT, true},
};

static bool ask(Context *context, Arena *arena, AccessKind kind, int64_t id,
                struct access_lead_rows *rows, Err *err)
{
    const struct access_lead_in in = {
        .workspace = context->workspace, .id = id, .user_id = context->user};
    SqlRows all;
    if (!statement_many(context->db, &sql_book.statements[kinds[kind].statement], &in, arena, &all,
                        err))
        return false;
    *rows = (struct access_lead_rows){all.at, all.count};
    return true;
}

bool access_all(const Context *context)
{
    return !context->guarded || text_equal(context->me->role, "admin");
}

/* The chain of managers cannot be longer than there are users; a ring of them ends there, too. */
static bool is_below(const Context *context, int64_t user_id)
{
    const struct user_list_row *user = context_find_user(context, user_id);
    for (size_t steps = 0; user && user->manager_id && steps < context->users.count; steps++) {
        if (user->manager_id == context->user)
            return true;
        user = context_find_user(context, user->manager_id);
    }
    return false;
}

bool access_user(const Context *context, int64_t user_id)
{
    return access_all(context) || user_id == context->user ||
           (text_equal(context->me->role, "manager") && is_below(context, user_id));
}

const char *access_owners(const Context *context, Arena *arena)
{
    enum { ID_BYTES = 21 };
    if (access_all(context))
        return NULL;
    auto_buf Buf list = buf_new((context->users.count + 1) * ID_BYTES);
    buf_addc(&list, ',');
    for (size_t i = 0; i < context->users.count; i++)
        if (access_user(context, context->users.at[i].id))
            buf_addf(&list, "%lld,", (long long)context->users.at[i].id);
    return arena_strndup(arena, list.at, list.length);
}

bool access_owner_named(Context *context, const char *name, int64_t *id, Err *err)
{
    int64_t found;
    if (!context_user_named(context, name, &found, err))
        return false;
    if (!access_user(context, found))
        return err_field(err, ERR_DENIED, "owner", "the leads of %s are not yours to see",
                         context_find_user(context, found)->name);
    *id = found;
    return true;
}

bool access_thing(Context *context, AccessKind kind, int64_t id, bool *allowed, Err *err)
{
    struct access_lead_rows rows;
    auto_arena Arena *scratch = arena_new();
    if (access_all(context)) {
        *allowed = true;
        return true;
    }
    if (!ask(context, scratch, kind, id, &rows, err))
        return false;
    bool seen = kinds[kind].free && !rows.count;
    for (size_t i = 0; i < rows.count; i++)
        seen = seen || rows.at[i].shared || access_user(context, rows.at[i].owner_id);
    *allowed = seen;
    return true;
}

bool access_need(Context *context, AccessKind kind, int64_t id, Err *err)
{
    bool allowed;
    if (!access_thing(context, kind, id, &allowed, err))
        return false;
    return allowed || err_field(err, ERR_MISSING, kinds[kind].noun, "there is no %s %lld",
                                kinds[kind].noun, (long long)id);
}

bool access_give(Context *context, int64_t lead_id, Err *err)
{
    struct access_lead_rows rows;
    auto_arena Arena *scratch = arena_new();
    if (access_all(context))
        return true;
    if (!ask(context, scratch, ACCESS_LEAD, lead_id, &rows, err))
        return false;
    if (rows.count && access_user(context, rows.at[0].owner_id))
        return true;
    if (rows.count && rows.at[0].shared)
        return err_field(err, ERR_DENIED, "lead",
                         "this lead is shared with you: only its owner, and who manages them, may "
                         "give it away");
    return err_field(err, ERR_MISSING, "lead", "there is no lead %lld", (long long)lead_id);
}
