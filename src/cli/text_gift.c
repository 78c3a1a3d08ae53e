#include "cli/text_gift.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"

static PageStyle style_of(const char *stage)
{
    return text_equal(stage, "asked")      ? PAGE_WARN
           : text_equal(stage, "declined") ? PAGE_DIM
           : text_equal(stage, "returned") ? PAGE_BAD
                                           : PAGE_PLAIN;
}

static void funds(Page *page, const Doc *doc)
{
    page_wrapped(page, PAGE_PLAIN, 0,
                 arena_printf(page->arena, "%s: %s left of %s, %s spent, %s set aside",
                              text_or(doc_text(doc, "name"), "For gifts"),
                              doc_text(doc, "left_text"), doc_text(doc, "budget_text"),
                              doc_text(doc, "spent_text"), doc_text(doc, "reserved_text")));
}

void text_gifts(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.align = GRID_RIGHT}, {0}, {.align = GRID_RIGHT}, {.least = 16}, {.least = 16}, {0}};
    const Doc *gifts = doc_get(doc, "gifts");
    Grid *grid = grid_new(page->arena, columns, 6);
    funds(page, doc_get(doc, "funds"));
    for (const Doc *user = doc_get(doc, "users")->first; user; user = user->next)
        funds(page, user);
    page_gap(page);
    for (const Doc *gift = gifts->first; gift; gift = gift->next) {
        const char *stage = doc_text(gift, "stage");
        bool unasked = say_truth(gift, "waits") && !text_equal(stage, "asked");
        grid_cellf(grid, PAGE_STRONG, "%6lld", (long long)doc_int(gift, "id"));
        grid_cell(grid, unasked ? PAGE_WARN : style_of(stage),
                  unasked ? arena_printf(page->arena, "%s without a yes", stage) : stage);
        grid_cell(grid, PAGE_PLAIN, doc_text(gift, "amount_text"));
        grid_cell(grid, PAGE_STRONG, doc_text(gift, "what"));
        grid_cell(grid, PAGE_PLAIN, doc_text(doc_get(gift, "lead"), "name"));
        grid_cell(grid, PAGE_DIM, doc_text(gift, "user"));
    }
    if (gifts->count)
        grid_print(grid, page, 0);
    else
        page_wrapped(page, PAGE_PLAIN, 0, "No gifts yet.");
}

void text_gift(Page *page, const Doc *doc)
{
    const char *why = doc_text(doc, say_truth(doc, "waits") ? "ask_why" : "why");
    page_wrapped(page, PAGE_STRONG, 0,
                 arena_printf(page->arena, "%s for %s, %s: %s (gift %lld)", doc_text(doc, "what"),
                              doc_text(doc_get(doc, "lead"), "name"), doc_text(doc, "amount_text"),
                              doc_text(doc, "stage"), (long long)doc_int(doc, "id")));
    if (why)
        page_wrapped(page, PAGE_PLAIN, 0, why);
    page_wrapped(page, PAGE_DIM, 0, doc_text(doc, "to"));
    if (text_equal(doc_text(doc, "stage"), "approved"))
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(page->arena,
                                  "Handed over: beck log lead:%lld sent --channel gift",
                                  (long long)doc_int(doc_get(doc, "lead"), "id")));
}
