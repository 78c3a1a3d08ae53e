#include "cli/text_leads.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"

static void put_lead(Page *page, Grid *grid, const Doc *lead)
{
    const Doc *next = doc_get(lead, "next");
    const char *when = say_when(page, next, "due_at");
    grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(lead, "id"));
    grid_cell(grid, PAGE_STRONG, doc_text(lead, "name"));
    grid_cell(grid, PAGE_PLAIN, doc_text(doc_get(lead, "account"), "name"));
    grid_cell(grid, PAGE_PLAIN, doc_text(lead, "status"));
    grid_cell(grid, PAGE_PLAIN,
              when[0] ? arena_printf(page->arena, "%s %s", say_act(doc_text(next, "channel")), when)
                      : "");
    grid_cell(grid, PAGE_DIM, say_when(page, lead, "last_touched_at"));
    grid_cell(grid, PAGE_DIM, doc_text(doc_get(lead, "owner"), "name"));
}

void text_leads(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "lead", .align = GRID_RIGHT}, {.title = "name", .least = 14},
        {.title = "account", .least = 12},      {.title = "status"},
        {.title = "next", .least = 18},         {.title = "last touch", .least = 10},
        {.title = "owner", .least = 8},
    };
    const Doc *leads = doc_get(doc, "leads"), *total = doc_get(doc, "total");
    const char *cursor = doc_text(doc, "cursor");
    Grid *grid = grid_new(page->arena, columns, 7);
    for (const Doc *lead = leads->first; lead; lead = lead->next)
        put_lead(page, grid, lead);
    grid_print(grid, page, 0);
    if (total->kind == DOC_INT)
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(page->arena, "%s%s.",
                                  say_truth(doc, "more_than") ? "More than " : "",
                                  say_count(page->arena, total->integer, "lead", NULL)));
    if (say_truth(doc, "partial"))
        page_wrapped(page, PAGE_DIM, 0, "Not all leads have been looked at yet.");
    if (cursor)
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(page->arena, "The next page: --cursor %s", cursor));
}

void text_batch(Page *page, const Doc *doc)
{
    page_add(page, PAGE_GOOD, "Done");
    page_hanging(page, 4, 6, PAGE_PLAIN, doc_text(doc, "said"));
    for (const Doc *lead = doc_get(doc, "refused")->first; lead; lead = lead->next)
        page_wrapped(page, PAGE_WARN, 6,
                     arena_printf(page->arena, "Not lead %lld: %s.", (long long)doc_int(lead, "id"),
                                  doc_text(lead, "why")));
    if (say_truth(doc, "more"))
        page_wrapped(page, PAGE_DIM, 6, "There are more that fit: the same command goes on.");
}

static const char *said_filter(Arena *arena, const Doc *view)
{
    char *said = arena_strdup(arena, "");
    for (const Doc *field = doc_get(view, "filter")->first; field; field = field->next)
        said =
            arena_printf(arena, "%s%s%s %s", said, said[0] ? ", " : "", field->name, field->text);
    return said[0] ? said : "all open leads";
}

void text_saved_views(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.title = "view", .least = 12},
                                         {.title = "shows", .least = 20},
                                         {.title = "of", .least = 8},
                                         {.title = ""}};
    const Doc *views = doc_get(doc, "views");
    Grid *grid = grid_new(page->arena, columns, 4);
    for (const Doc *view = views->first; view; view = view->next) {
        grid_cell(grid, PAGE_STRONG, doc_text(view, "name"));
        grid_cell(grid, PAGE_PLAIN, said_filter(page->arena, view));
        grid_cell(grid, PAGE_DIM, say_truth(view, "own") ? "yours" : doc_text(view, "owner"));
        grid_cell(grid, PAGE_DIM, say_truth(view, "shared") ? "for everybody" : "");
    }
    if (!views->count)
        page_wrapped(page, PAGE_PLAIN, 0, "No view is saved yet: beck leads … --save NAME.");
    grid_print(grid, page, 0);
}

void text_saved_view(Page *page, const Doc *doc)
{
    page_wrapped(page, PAGE_PLAIN, 0,
                 arena_printf(page->arena, "Saved as \"%s\": %s.", doc_text(doc, "name"),
                              said_filter(page->arena, doc)));
}

void text_view_forgotten(Page *page, const Doc *doc)
{
    page_wrapped(page, PAGE_PLAIN, 0,
                 arena_printf(page->arena, "\"%s\" is gone.", doc_text(doc, "name")));
}
