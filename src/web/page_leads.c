#include "web/page_leads.h"

#include "action/expect_lead.h"
#include "action/file.h"
#include "action/lead_filter.h"
#include "action/saved_view.h"
#include "base/text.h"
#include "view/view_expected.h"
#include "view/view_file.h"
#include "web/page.h"
#include "web/page_choices.h"

/* What is asked for: to be asked for again by the next page, and to be kept as a view. */
static void tell_filter(Request *request, Doc *doc, const Doc *filter)
{
    Arena *arena = request->arena;
    const char *query = "";
    bool any = false;
    Doc *keep = doc_set_array(arena, doc, "keep");
    for (const LeadFilterField *field = lead_filter_fields(); field->name; field++) {
        const char *value = doc_text(filter, field->name);
        if (!value)
            continue;
        any = any || !text_equal(field->name, "q");
        query = arena_printf(arena, "%s&%s=%s", query, field->name, page_encode(arena, value));
        Doc *kept = doc_add_object(arena, keep);
        doc_set_text(arena, kept, "name", field->name);
        doc_set_text(arena, kept, "value", value);
    }
    Doc *asked = doc_set_object(arena, doc, "asked");
    doc_set_text(arena, asked, "query", query);
    doc_set_bool(arena, asked, "any", any);
}

static void tell_views(Request *request, Doc *doc)
{
    Arena *arena = request->arena;
    Doc *list = doc_set_array(arena, doc, "views");
    SavedViews views;
    Err err;
    if (!list_saved_views(request->context, arena, &views, &err))
        return;
    for (size_t i = 0; i < views.count; i++) {
        Doc *view = doc_add_object(arena, list);
        doc_set_id(arena, view, "id", views.at[i].id);
        doc_set_text(arena, view, "name", views.at[i].name);
        doc_set_bool(arena, view, "own", views.at[i].own);
        doc_set_bool(arena, view, "chosen", views.at[i].id == request_int(request, "view"));
    }
}

void page_leads(Request *request, Doc *doc)
{
    static const char *const statuses[] = {"any",      "new",    "working", "engaged", "nurture",
                                           "customer", "closed", "never",   NULL};
    static const char *const temperatures[] = {"hot", "warm", "later", NULL};
    static const char *const channels[] = {"phone", "email", "text", "visit", "letter", NULL};
    static const char *const sorts[] = {"due", "captured", "name", "touched", NULL};
    const Doc *filter = doc_get(doc, "filter");
    Doc *choices = doc_set_object(request->arena, doc, "choices");
    page_choose_words(request, choices, "status", "status", statuses, doc_text(filter, "status"));
    page_choose_words(request, choices, "temperature", "temperature", temperatures,
                      doc_text(filter, "temperature"));
    page_choose_words(request, choices, "channel", "channel", channels,
                      doc_text(filter, "channel"));
    page_choose_words(request, choices, "sort", "sort", sorts, doc_text(doc, "sort"));
    page_choose_users(request, choices, "owner", doc_text(filter, "owner"));
    page_choose_cadences(request, choices, "cadence", doc_text(filter, "cadence"));
    tell_filter(request, doc, filter);
    tell_views(request, doc);
}

static void tell_files(Request *request, Doc *doc)
{
    FilesShown files;
    Err err;
    if (!file_list(request->context, request->arena, doc_int(doc, "id"), &files, &err))
        return;
    Doc *list = doc_set_array(request->arena, doc, "files");
    for (size_t i = 0; i < files.count; i++)
        doc_add(list, view_file(request->arena, &files.at[i]));
}

static void tell_ahead(Request *request, Doc *doc)
{
    ExpectedTouches expected;
    Err err;
    if (expect_lead(request->context, request->arena, doc_int(doc, "id"), 0, &expected, &err))
        doc_set(doc, "ahead", view_expected(request->arena, &expected));
}

void page_lead(Request *request, Doc *doc)
{
    Doc *choices = doc_set_object(request->arena, doc, "choices");
    page_choose_users(request, choices, "owner", NULL);
    page_choose_cadences(request, choices, "cadence", doc_text(doc, "cadence"));
    tell_ahead(request, doc);
    tell_files(request, doc);
    doc_set_bool(request->arena, doc, "mine",
                 doc_int(doc_get(doc, "owner"), "id") == context_user(request->context));
}
