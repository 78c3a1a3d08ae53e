#include "action/saved_view.h"

#include "action/list_leads_inner.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>

enum { NAME_MOST = 80, FILTER_MOST = 16 * 1024 };

static bool view_of(Context *context, Arena *arena, const struct saved_view_list_row *row,
                    SavedView *view, Err *err)
{
    const Doc *doc = json_parse(arena, row->filter, strlen(row->filter), err);
    const struct user_list_row *owner = context_find_user(context, row->user_id);
    if (!doc)
        return err_at(err, "the saved view %s", row->name);
    *view = (SavedView){.id = row->id,
                        .name = row->name,
                        .owner_name = owner ? owner->name : NULL,
                        .filter = lead_filter_of_doc(doc),
                        .own = row->user_id == context->user,
                        .shared = row->shared != 0};
    return true;
}

bool list_saved_views(Context *context, Arena *arena, SavedViews *views, Err *err)
{
    struct saved_view_list_rows rows;
    if (!sql_saved_view_list(
            context->db, arena,
            &(struct saved_view_list_in){.workspace = context->workspace, .user_id = context->user},
            &rows, err))
        return false;
    SavedViews made = {.at = arena_array(arena, rows.count, sizeof *made.at), .count = rows.count};
    for (size_t i = 0; i < rows.count; i++)
        if (!view_of(context, arena, &rows.at[i], &made.at[i], err))
            return false;
    *views = made;
    return true;
}

static const SavedView *named(Arena *arena, const SavedViews *views, const char *name, bool own)
{
    const char *key = text_fold(arena, name);
    for (size_t i = 0; i < views->count; i++)
        if ((views->at[i].own || !own) && text_equal(text_fold(arena, views->at[i].name), key))
            return &views->at[i];
    return NULL;
}

bool find_saved_view(Context *context, Arena *arena, const char *name, SavedView *view, Err *err)
{
    SavedViews views;
    if (!list_saved_views(context, arena, &views, err))
        return false;
    const SavedView *found = named(arena, &views, name, true);
    if (!found)
        found = named(arena, &views, name, false);
    if (!found)
        return err_field(err, ERR_MISSING, "view", "there is no view \"%s\"", name);
    *view = *found;
    return true;
}

static bool write_view(Context *context, Arena *arena, const char *name, const LeadFilter *filter,
                       bool shared, Err *err)
{
    auto_buf Buf text = buf_new(FILTER_MOST);
    int64_t id;
    doc_write_json(lead_filter_doc(arena, filter), &text, 0);
    if (text.over)
        return err_field(err, ERR_INPUT, "filter", "that is too long to be kept");
    return context_id(context, &id, err) &&
           sql_saved_view_put(context->db,
                              &(struct saved_view_put_in){.workspace = context->workspace,
                                                          .id = id,
                                                          .user_id = context->user,
                                                          .name = name,
                                                          .name_key = text_fold(arena, name),
                                                          .filter = text.at,
                                                          .shared = shared},
                              err);
}

bool save_view(Context *context, Arena *arena, const char *name, const LeadFilter *filter,
               bool shared, SavedView *view, Err *err)
{
    LeadTest test;
    SavedViews views;
    size_t own = 0;
    const char *clean = text_clean(arena, text_or(name, ""), strlen(text_or(name, "")), NAME_MOST);
    if (text_empty(text_fold(arena, clean)))
        return err_field(err, ERR_INPUT, "name", "a view has a name");
    auto_txn Txn txn = {0};
    if (!lead_test_read(context, arena, filter, &test, err) ||
        !db_begin(&txn, context->db, TXN_WRITE, err) ||
        !list_saved_views(context, arena, &views, err))
        return false;
    for (size_t i = 0; i < views.count; i++)
        own += views.at[i].own;
    if (own >= SAVED_VIEWS_MOST && !named(arena, &views, clean, true))
        return err_field(err, ERR_INPUT, "name", "%d views are enough: remove one first",
                         SAVED_VIEWS_MOST);
    return write_view(context, arena, clean, filter, shared, err) &&
           find_saved_view(context, arena, clean, view, err) && db_commit(&txn, err);
}

bool remove_view(Context *context, int64_t id, Err *err)
{
    SavedViews views;
    auto_arena Arena *scratch = arena_new();
    const SavedView *found = NULL;
    if (!list_saved_views(context, scratch, &views, err))
        return false;
    for (size_t i = 0; i < views.count; i++)
        if (views.at[i].id == id)
            found = &views.at[i];
    if (!found)
        return err_field(err, ERR_MISSING, "view", "there is no view %lld", (long long)id);
    if (!found->own)
        return err_field(err, ERR_DENIED, "view", "this view is %s's", found->owner_name);
    return sql_saved_view_drop(
        context->db, &(struct saved_view_drop_in){.workspace = context->workspace, .id = id}, err);
}
