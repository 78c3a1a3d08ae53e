#include "web/page_house.h"

#include "action/content_admin.h"
#include "base/text.h"
#include "web/page_choices.h"

#include <string.h>

void page_settings(Request *request, Doc *doc)
{
    const char *last = strrchr(request->path, '/') + 1;
    Doc *section = doc_set_object(request->arena, doc, "section");
    doc_set_bool(request->arena, section, text_equal(last, "settings") ? "profile" : last, true);
}

void page_content(Request *request, Doc *doc)
{
    page_choose_words(request, doc, "kinds", "kind", content_kinds(), NULL);
}

void page_duplicates(Request *request, Doc *doc)
{
    enum { PERCENT = 100 };
    for (Doc *pair = doc_get(doc, "pairs")->first; pair; pair = pair->next)
        doc_set_text(
            request->arena, pair, "score_said",
            arena_printf(request->arena, "%.0f %%", doc_get(pair, "score")->real * PERCENT));
}
