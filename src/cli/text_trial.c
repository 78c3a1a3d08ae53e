#include "cli/text_trial.h"

#include "cli/text_grid.h"

static void put_sides(Page *page, const Doc *trial)
{
    static const GridColumn columns[] = {{0},
                                         {.title = "people", .align = GRID_RIGHT},
                                         {.title = "answers", .align = GRID_RIGHT},
                                         {.title = "of a hundred"},
                                         {.title = "subject", .least = 16}};
    Grid *grid = grid_new(page->arena, columns, 5);
    for (const Doc *side = doc_get(trial, "sides")->first; side; side = side->next) {
        grid_cell(grid, PAGE_STRONG, doc_text(side, "side"));
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(side, "people"));
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(side, "replies"));
        grid_cellf(grid, PAGE_PLAIN, "%.1f to %.1f", (double)doc_int(side, "low") / 10,
                   (double)doc_int(side, "high") / 10);
        grid_cell(grid, PAGE_PLAIN, doc_text(side, "subject"));
    }
    grid_print(grid, page, 0);
}

void text_trial(Page *page, const Doc *doc)
{
    const char *kept = doc_text(doc, "kept");
    page_heading(
        page, arena_printf(page->arena, "%s, %s", doc_text(doc, "cadence"), doc_text(doc, "step")));
    put_sides(page, doc);
    page_wrapped(page, PAGE_PLAIN, 0, doc_text(doc, "said"));
    if (kept)
        page_wrapped(
            page, PAGE_GOOD, 0,
            arena_printf(page->arena, "Ended by %s: all get %s.", doc_text(doc, "kept_by"), kept));
}

void text_trials(Page *page, const Doc *doc)
{
    const Doc *trials = doc_get(doc, "trials");
    if (!trials->count)
        page_wrapped(
            page, PAGE_PLAIN, 0,
            "No step has two texts. Write `other:` with a subject or a body into a step of "
            "a cadence.");
    for (const Doc *trial = trials->first; trial; trial = trial->next)
        text_trial(page, trial);
}
