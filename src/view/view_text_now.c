#include "view/view_text_now.h"

#include "view/view_lint.h"

static void set_named(Arena *arena, Doc *doc, const char *member, int64_t id, const char *name)
{
    Doc *named = doc_set_object(arena, doc, member);
    doc_set_id(arena, named, "id", id);
    doc_set_text(arena, named, "name", name);
}

static void set_way(Arena *arena, Doc *doc, bool machine, Time later_at, const char *later_why,
                    const char *why)
{
    doc_set_text(arena, doc, "by", mode_name(machine ? MODE_MACHINE : MODE_PERSON));
    doc_set_time(arena, doc, "later_at", machine ? later_at : TIME_NONE);
    doc_set_text(arena, doc, "later_why", machine && later_at != TIME_NONE ? later_why : NULL);
    doc_set_text(arena, doc, "why", machine ? NULL : why);
}

Doc *view_text_now(Arena *arena, const TextNow *draft)
{
    Doc *doc = doc_object(arena);
    set_named(arena, doc, "lead", draft->lead_id, draft->lead_name);
    set_named(arena, doc, "contact", draft->contact_id, draft->contact_name);
    doc_set_text(arena, doc, "cell", draft->cell);
    doc_set_text(arena, doc, "suggested", draft->suggested);
    set_way(arena, doc, draft->machine, draft->later_at, draft->later_why, draft->why);
    doc_set_bool(arena, doc, "pictures", draft->pictures);
    doc_set_text(arena, doc, "part_cost", draft->costs.part_cost);
    doc_set_text(arena, doc, "picture_cost", draft->costs.picture_cost);
    doc_set_bool(arena, doc, "linkable", draft->linkable);
    Doc *files = doc_set_array(arena, doc, "files");
    for (size_t i = 0; i < draft->files.count; i++) {
        const FileShown *from = &draft->files.at[i];
        Doc *file = doc_add_object(arena, files);
        doc_set_id(arena, file, "id", from->id);
        doc_set_text(arena, file, "name", from->name);
        doc_set_text(arena, file, "type", from->type);
        doc_set_int(arena, file, "size", from->size);
        doc_set_bool(arena, file, "image", from->image);
    }
    Doc *contents = doc_set_array(arena, doc, "contents");
    for (size_t i = 0; i < draft->content_count; i++) {
        const TextNowContent *from = &draft->contents[i];
        Doc *content = doc_add_object(arena, contents);
        doc_set_id(arena, content, "id", from->id);
        doc_set_text(arena, content, "kind", from->kind);
        doc_set_text(arena, content, "title", from->title);
        doc_set_bool(arena, content, "had", from->had);
    }
    return doc;
}

Doc *view_texted_now(Arena *arena, const TextedNow *texted)
{
    Doc *doc = doc_object(arena);
    set_named(arena, doc, "lead", texted->lead_id, texted->lead_name);
    set_named(arena, doc, "contact", texted->contact_id, texted->contact_name);
    doc_set_text(arena, doc, "number", texted->number);
    set_way(arena, doc, texted->touch_id != 0, texted->later_at, texted->later_why, texted->why);
    doc_set_id(arena, doc, "touch_id", texted->touch_id);
    doc_set_text(arena, doc, "what", texted->what);
    doc_set_text(arena, doc, "words", texted->words);
    view_text_set(arena, doc, texted->words ? &texted->text : NULL);
    doc_set_id(arena, doc, "content_id", texted->content_id);
    doc_set_id(arena, doc, "promise_id", texted->promise_id);
    if (texted->promise_id)
        doc_set_time(arena, doc, "promised_at", texted->promised_at);
    else
        doc_set_null(arena, doc, "promised_at");
    return doc;
}
