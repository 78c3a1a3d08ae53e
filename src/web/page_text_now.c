#include "web/page_text_now.h"

#include "action/text_now.h"
#include "base/phone.h"
#include "base/text.h"
#include "view/view_text_now.h"

enum { PICKS_FIRST = 4 };

static void add_pick(Request *request, Doc *doc, const char *name, const Doc *of, const char *said)
{
    bool few = doc_get(doc, "picks")->count < PICKS_FIRST;
    Doc *pick = doc_add_object(request->arena, doc_own(doc, few ? "picks" : "more"));
    doc_set_text(request->arena, pick, "name", name);
    doc_set_id(request->arena, pick, "value", doc_int(of, "id"));
    doc_set_text(request->arena, pick, "said", said);
    const Doc *had = doc_get(of, "had");
    doc_set_bool(request->arena, pick, "had", had && had->truth);
}

/* What is meant for this touch, the newest photo or paper, what they have not had, then the rest.
 */
static void choose_picks(Request *request, Doc *doc, int64_t first)
{
    doc_set_array(request->arena, doc, "picks");
    doc_set_array(request->arena, doc, "more");
    const Doc *files = doc_get(doc, "files"), *contents = doc_get(doc, "contents");
    for (const Doc *content = contents->first; content; content = content->next)
        if (first && doc_int(content, "id") == first)
            add_pick(request, doc, "content", content, doc_text(content, "title"));
    if (files->first)
        add_pick(request, doc, "file", files->first, doc_text(files->first, "name"));
    for (int had = 0; had < 2; had++)
        for (const Doc *content = contents->first; content; content = content->next)
            if (doc_int(content, "id") != first && doc_get(content, "had")->truth == (had == 1))
                add_pick(request, doc, "content", content, doc_text(content, "title"));
    for (const Doc *file = files->first ? files->first->next : NULL; file; file = file->next)
        add_pick(request, doc, "file", file, doc_text(file, "name"));
}

static void say(Request *request, Doc *doc, int64_t first)
{
    const char *cell = text_or(doc_text(doc, "cell"), doc_text(doc, "suggested"));
    const char *country = context_country(request->context);
    doc_set_text(request->arena, doc, "cell_said",
                 cell ? phone_say(request->arena, cell, country) : NULL);
    choose_picks(request, doc, first);
}

void page_text_now(Request *request, Doc *doc)
{
    say(request, doc, 0);
}

void page_add_text_now(Request *request, Doc *doc, int64_t lead_id, int64_t first)
{
    TextNow draft;
    Err nobody;
    if (!text_now_draft(request->context, request->arena, lead_id, NULL, &draft, &nobody))
        return;
    Doc *text = view_text_now(request->arena, &draft);
    say(request, text, first);
    doc_set(doc, "text_now", text);
}
