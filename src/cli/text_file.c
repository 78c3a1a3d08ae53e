#include "cli/text_file.h"

#include "cli/text_grid.h"
#include "cli/text_say.h"

static const char *said_size(Page *page, const Doc *file)
{
    enum { KILO = 1024 };
    long long kilo = ((long long)doc_int(file, "size") + KILO - 1) / KILO;
    return arena_printf(page->arena, "%lld KB", kilo);
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
        page_wrapped(page, PAGE_PLAIN, 0, "No file is kept with this lead.");
    grid_print(grid, page, 0);
}

void text_cards(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.title = "lead", .align = GRID_RIGHT},
                                         {.title = "card", .least = 12},
                                         {.title = "photo", .align = GRID_RIGHT},
                                         {.title = "note", .least = 12},
                                         {.title = "of", .least = 8}};
    const Doc *cards = doc_get(doc, "cards");
    Grid *grid = grid_new(page->arena, columns, 5);
    for (const Doc *card = cards->first; card; card = card->next) {
        const Doc *lead = doc_get(card, "lead");
        grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(lead, "id"));
        grid_cell(grid, PAGE_PLAIN, doc_text(lead, "name"));
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(doc_get(card, "file"), "id"));
        grid_cell(grid, PAGE_PLAIN, doc_text(lead, "note"));
        grid_cell(grid, PAGE_DIM, doc_text(card, "owner"));
    }
    if (!cards->count)
        page_wrapped(page, PAGE_PLAIN, 0, "Every card is typed.");
    grid_print(grid, page, 0);
}
