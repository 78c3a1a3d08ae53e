#include "cli/text_file.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"

static const char *said_size(Page *page, const Doc *file)
{
    return text_size(page->arena, doc_int(file, "size"));
}

void text_file(Page *page, const Doc *doc)
{
    page_add(page, PAGE_STRONG, doc_text(doc, "name"));
    page_addf(page, PAGE_PLAIN, " (file %lld), %s, %s", (long long)doc_int(doc, "id"),
              doc_text(doc, "type"), said_size(page, doc));
    page_end(page);
}

void text_file_gone(Page *page, const Doc *doc)
{
    page_wrapped(page, PAGE_PLAIN, 0,
                 arena_printf(page->arena, "%s is gone, for good.", doc_text(doc, "name")));
}

void text_files(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.title = "file", .align = GRID_RIGHT},
                                         {.title = "name", .least = 12},
                                         {.title = "is", .least = 8},
                                         {.title = "size", .align = GRID_RIGHT},
                                         {.title = "since"}};
    const Doc *files = doc_get(doc, "files");
    Grid *grid = grid_new(page->arena, columns, 5);
    for (const Doc *file = files->first; file; file = file->next) {
        grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(file, "id"));
        grid_cell(grid, PAGE_PLAIN, doc_text(file, "name"));
        grid_cell(grid, PAGE_PLAIN, doc_text(file, "type"));
        grid_cell(grid, PAGE_PLAIN, said_size(page, file));
        grid_cell(grid, PAGE_DIM, say_when(page, file, "created_at"));
    }
    if (!files->count)
        page_wrapped(page, PAGE_PLAIN, 0, "No file is kept here.");
    grid_print(grid, page, 0);
}

static const char *say_way(const Doc *file)
{
    const char *way = doc_text(file, "way");
    return text_equal(way, "file") ? "goes" : text_equal(way, "link") ? "goes as a link" : "stays";
}

static void say_invitation(Page *page, const Doc *doc)
{
    const Doc *invitation = doc_get(doc, "invitation");
    if (invitation->kind != DOC_OBJECT)
        return;
    bool going = say_truth(invitation, "going");
    const char *why = doc_text(invitation, "why"), *place = doc_text(invitation, "place");
    const char *when = say_when(page, invitation, "starts_at");
    page_wrapped(
        page, why ? PAGE_WARN : PAGE_PLAIN, 0,
        why     ? arena_printf(page->arena, "The invitation, %s, cannot go with it: %s.", when, why)
        : going ? arena_printf(page->arena, "The invitation goes with it: %s%s%s.", when,
                               place ? ", " : "", text_or(place, ""))
                : arena_printf(page->arena,
                               "The invitation to what is agreed, %s, can go with it:", when));
    if (!why && !going)
        page_wrapped(page, PAGE_PLAIN, 2,
                     arena_printf(page->arena, "beck outbox attach %lld invitation",
                                  (long long)doc_int(doc, "touch_id")));
}

void text_mail_files(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.title = "file", .align = GRID_RIGHT},
                                         {.title = "name", .least = 12},
                                         {.title = "size", .align = GRID_RIGHT},
                                         {.title = "of"},
                                         {.title = ""},
                                         {.title = ""}};
    const Doc *files = doc_get(doc, "files");
    Grid *grid = grid_new(page->arena, columns, 6);
    for (const Doc *file = files->first; file; file = file->next) {
        bool stays = text_equal(doc_text(file, "way"), "not");
        grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(file, "id"));
        grid_cell(grid, stays ? PAGE_DIM : PAGE_PLAIN, doc_text(file, "name"));
        grid_cell(grid, PAGE_PLAIN, said_size(page, file));
        grid_cell(grid, PAGE_DIM, say_truth(file, "of_content") ? "content" : "lead");
        grid_cell(grid, stays ? PAGE_DIM : PAGE_GOOD, say_way(file));
        grid_cell(grid, PAGE_WARN, say_truth(file, "had") ? "they have had it" : "");
    }
    if (!files->count)
        page_wrapped(page, PAGE_PLAIN, 0, "Nothing is kept that could go with it.");
    grid_print(grid, page, 0);
    say_invitation(page, doc);
    if (!say_truth(doc, "fits"))
        page_wrapped(page, PAGE_WARN, 0,
                     arena_printf(page->arena,
                                  "They come to %s, and %s go at most: let the largest go as a "
                                  "link (`beck outbox attach TOUCH ID --link`), or stay.",
                                  text_size(page->arena, doc_int(doc, "weight")),
                                  text_size(page->arena, doc_int(doc, "most"))));
    if (doc_text(doc, "fixed"))
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(page->arena, "Nothing can be chosen any more: %s.",
                                  doc_text(doc, "fixed")));
}

/* "cell 202 555 0177, title Buyer" */
static const char *say_typed(Page *page, const Doc *typed)
{
    const char *said = NULL;
    for (const Doc *member = typed->first; member; member = member->next)
        if (member->kind == DOC_TEXT)
            said = arena_printf(page->arena, "%s%s%s %s", text_or(said, ""), said ? ", " : "",
                                member->name, member->text);
    return said;
}

void text_cards(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "lead", .align = GRID_RIGHT},  {.title = "card", .least = 12},
        {.title = "photo", .align = GRID_RIGHT}, {.title = "typed", .least = 12},
        {.title = "note", .least = 12},          {.title = "of", .least = 8}};
    const Doc *cards = doc_get(doc, "cards");
    Grid *grid = grid_new(page->arena, columns, 6);
    for (const Doc *card = cards->first; card; card = card->next) {
        const Doc *lead = doc_get(card, "lead");
        grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(lead, "id"));
        grid_cell(grid, PAGE_PLAIN, doc_text(lead, "name"));
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(doc_get(card, "file"), "id"));
        grid_cell(grid, PAGE_PLAIN, say_typed(page, doc_get(card, "typed")));
        grid_cell(grid, PAGE_PLAIN, doc_text(lead, "note"));
        grid_cell(grid, PAGE_DIM, doc_text(card, "owner"));
    }
    if (!cards->count)
        page_wrapped(page, PAGE_PLAIN, 0, "Every card is typed.");
    grid_print(grid, page, 0);
}
