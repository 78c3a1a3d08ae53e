#include "cli/text_text.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_lint.h"
#include "cli/text_say.h"

enum { LABEL = 9 };

static void list_what(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{0}, {0}, {.least = 20}};
    Grid *grid = grid_new(page->arena, columns, 3);
    for (const Doc *file = doc_get(doc, "files")->first; file; file = file->next) {
        grid_cell(grid, PAGE_STRONG,
                  arena_printf(page->arena, "%lld", (long long)doc_int(file, "id")));
        grid_cell(grid, PAGE_DIM, "file");
        grid_cell(grid, PAGE_PLAIN, doc_text(file, "name"));
    }
    for (const Doc *content = doc_get(doc, "contents")->first; content; content = content->next) {
        grid_cell(grid, PAGE_STRONG,
                  arena_printf(page->arena, "--content %lld", (long long)doc_int(content, "id")));
        grid_cell(grid, PAGE_DIM, doc_text(content, "kind"));
        grid_cell(grid, PAGE_PLAIN,
                  arena_printf(page->arena, "%s%s", doc_text(content, "title"),
                               say_truth(content, "had") ? " (they have had it)" : ""));
    }
    grid_print(grid, page, 0);
}

static const char *say_later(Page *page, const Doc *doc)
{
    bool soon = say_time(doc, "later_at") < page->now + 60;
    return arena_printf(page->arena, "%s: %s",
                        soon ? "within a minute" : say_when(page, doc, "later_at"),
                        doc_text(doc, "later_why"));
}

static void put_costs(Page *page, const Doc *doc)
{
    const char *part = doc_text(doc, "part_cost"), *picture = doc_text(doc, "picture_cost");
    if (!say_truth(doc, "pictures"))
        picture = NULL;
    page_labelled(page, "Costs", LABEL, PAGE_PLAIN,
                  arena_printf(page->arena, "%s%s%s%s%s", text_or(part, ""), part ? " a part" : "",
                               part && picture ? ", " : "", text_or(picture, ""),
                               picture ? " with a picture" : ""));
}

void text_text_now(Page *page, const Doc *doc)
{
    const char *cell = doc_text(doc, "cell"), *suggested = doc_text(doc, "suggested");
    page_sides(
        page, PAGE_TITLE, doc_text(doc_get(doc, "contact"), "name"), PAGE_DIM,
        arena_printf(page->arena, "lead %lld", (long long)doc_int(doc_get(doc, "lead"), "id")));
    page_labelled(page, "To", LABEL, cell ? PAGE_PLAIN : PAGE_WARN,
                  cell        ? say_address(page, cell, NULL)
                  : suggested ? arena_printf(page->arena, "%s, a mobile telephone: --cell says so",
                                             say_address(page, suggested, NULL))
                              : "no cell is known: \"Where can I text this to you?\" --cell …");
    if (doc_text(doc, "later_at"))
        page_labelled(page, "Goes", LABEL, PAGE_PLAIN, say_later(page, doc));
    put_costs(page, doc);
    if (doc_text(doc, "why"))
        page_labelled(page, "By hand", LABEL, PAGE_PLAIN, doc_text(doc, "why"));
    list_what(page, doc);
}

static void say_way(Page *page, const Doc *doc, bool machine)
{
    const char *number = doc_text(doc, "number"), *why = doc_text(doc, "why");
    const char *name = doc_text(doc_get(doc, "contact"), "name");
    if (!number) {
        page_wrapped(
            page, PAGE_WARN, 0,
            arena_printf(page->arena, "Not texted now: %s. It is kept with the lead.", why));
        return;
    }
    const char *to = arena_printf(page->arena, "%s, %s", name, say_address(page, number, NULL));
    page_wrapped(
        page, machine ? PAGE_PLAIN : PAGE_WARN, 0,
        machine ? arena_printf(page->arena, "It goes to %s%s, %s.", to,
                               say_truth(doc_get(doc, "text"), "picture") ? ", as a picture" : "",
                               doc_text(doc, "later_at") ? say_later(page, doc) : "now")
                : arena_printf(page->arena, "Text it by your own telephone: %s. To %s:", why, to));
    page_labelled(page, "Words", LABEL, PAGE_PLAIN, doc_text(doc, "words"));
    text_parts(page, LABEL, doc_get(doc, "text"));
}

void text_texted_now(Page *page, const Doc *doc)
{
    bool machine = text_equal(doc_text(doc, "by"), "machine");
    say_way(page, doc, machine);
    if (doc_int(doc, "promise_id"))
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(page->arena,
                                  "It is promised. Sent? beck promises kept %lld --by text",
                                  (long long)doc_int(doc, "promise_id")));
    else if (!machine)
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(page->arena, "Sent? beck log lead:%lld sent --channel text",
                                  (long long)doc_int(doc_get(doc, "lead"), "id")));
}
