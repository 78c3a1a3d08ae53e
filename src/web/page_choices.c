#include "web/page_choices.h"

#include "action/cadence_admin.h"
#include "action/content_admin.h"
#include "action/user_admin.h"
#include "base/text.h"
#include "web/page.h"

static void add(Arena *arena, Doc *list, const char *value, const char *said, bool chosen)
{
    Doc *choice = doc_add_object(arena, list);
    doc_set_text(arena, choice, "value", value);
    doc_set_text(arena, choice, "said", said);
    doc_set_bool(arena, choice, "chosen", chosen);
}

void page_choose_users(Request *request, Doc *choices, const char *name, const char *chosen)
{
    Arena *arena = request->arena;
    Doc *list = doc_set_array(arena, choices, name);
    UsersShown users;
    Err err;
    if (!list_users(request->context, arena, false, &users, &err))
        return;
    for (size_t i = 0; i < users.count; i++) {
        const char *id = arena_printf(arena, "%lld", (long long)users.at[i].id);
        add(arena, list, id, users.at[i].name,
            text_equal(chosen, id) || text_equal(chosen, users.at[i].name));
    }
}

void page_choose_cadences(Request *request, Doc *choices, const char *name, const char *chosen)
{
    Arena *arena = request->arena;
    Doc *list = doc_set_array(arena, choices, name);
    CadenceRows cadences;
    Err err;
    if (!list_cadences(request->context, arena, &cadences, &err))
        return;
    for (size_t i = 0; i < cadences.count; i++)
        add(arena, list, cadences.at[i].name, cadences.at[i].title,
            text_equal(chosen, cadences.at[i].name));
}

void page_choose_contents(Request *request, Doc *choices, const char *name)
{
    Arena *arena = request->arena;
    Doc *list = doc_set_array(arena, choices, name);
    ContentRows contents;
    Err err;
    if (!list_contents(request->context, arena, false, &contents, &err))
        return;
    for (size_t i = 0; i < contents.count; i++)
        add(arena, list, arena_printf(arena, "%lld", (long long)contents.at[i].id),
            contents.at[i].title, false);
}

void page_choose_words(Request *request, Doc *choices, const char *name, const char *member,
                       const char *const *values, const char *chosen)
{
    Doc *list = doc_set_array(request->arena, choices, name);
    for (; *values; values++)
        add(request->arena, list, *values, page_word(request->arena, member, *values),
            text_equal(chosen, *values));
}
