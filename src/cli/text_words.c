#include "cli/text_words.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"

static const char *joined(Arena *arena, const Doc *list)
{
    char *all = arena_strdup(arena, "");
    for (const Doc *each = list->first; each; each = each->next)
        all = arena_printf(arena, "%s%s%s", all, all[0] ? ", " : "", each->text);
    return all;
}

/* --- cadences --- */

void text_cadences(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.title = "name", .least = 10},
                                         {.title = "open", .align = GRID_RIGHT},
                                         {.title = "what for", .least = 20},
                                         {.title = "default of", .least = 10},
                                         {.title = ""}};
    Grid *grid = grid_new(page->arena, columns, 5);
    for (const Doc *each = doc_get(doc, "cadences")->first; each; each = each->next) {
        grid_cell(grid, PAGE_STRONG, doc_text(each, "name"));
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(each, "leads"));
        grid_cell(grid, PAGE_PLAIN, doc_text(each, "title"));
        grid_cell(grid, PAGE_PLAIN, joined(page->arena, doc_get(each, "sources")));
        grid_cell(grid, PAGE_DIM, say_truth(each, "builtin") ? NULL : "yours");
    }
    grid_print(grid, page, 0);
}

/* "show.yaml:12:7: weak: …", as compilers write it, so that editors jump there. */
static void put_findings(Page *page, const char *path, const Doc *findings)
{
    for (const Doc *each = findings->first; each; each = each->next) {
        bool error = text_equal(doc_text(each, "level"), "error");
        char *place = arena_printf(page->arena, "%s:%d:%d:", path, (int)doc_int(each, "line"),
                                   (int)doc_int(each, "column"));
        page_add(page, PAGE_PLAIN, place);
        page_add(page, error ? PAGE_BAD : PAGE_WARN, error ? " error:" : " weak:");
        int at = text_columns(place) + (error ? 8 : 7);
        if (at + text_columns(doc_text(each, "message")) <= page->width) {
            page_addf(page, PAGE_PLAIN, " %s", doc_text(each, "message"));
            page_end(page);
        } else {
            page_end(page);
            page_wrapped(page, PAGE_PLAIN, 4, doc_text(each, "message"));
        }
    }
}

void text_cadence(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.align = GRID_RIGHT}, {0}, {.least = 10}, {.least = 20}};
    const char *target = doc_text(doc, "target");
    page_add(page, PAGE_TITLE, doc_text(doc, "name"));
    page_addf(page, PAGE_PLAIN, ": %s", doc_text(doc, "title"));
    page_addf(page, PAGE_DIM, " · %s",
              say_count(page->arena, doc_int(doc, "leads"), "open lead", NULL));
    page_end(page);
    if (target)
        page_wrapped(page, PAGE_PLAIN, 0,
                     arena_printf(page->arena, "It works towards %s.", target));
    page_heading(page, "Somebody captured now whom nobody reaches but by messages");
    Grid *grid = grid_new(page->arena, columns, 4);
    for (const Doc *day = doc_get(doc, "days")->first; day; day = day->next) {
        grid_cellf(grid, PAGE_DIM, "day %d", (int)doc_int(day, "after"));
        grid_cell(grid, PAGE_STRONG, say_act(doc_text(day, "channel")));
        grid_cell(grid, PAGE_DIM, doc_text(day, "step"));
        grid_cell(grid, PAGE_PLAIN, doc_text(day, "reason"));
    }
    grid_print(grid, page, 2);
    page_gap(page);
    put_findings(page, doc_text(doc, "name"), doc_get(doc, "findings"));
    page_wrapped(page, PAGE_DIM, 0,
                 "`beck cadence show NAME --source` prints the file, to be changed and added "
                 "again.");
}

void text_cadence_source(Page *page, const Doc *doc)
{
    page_add(page, PAGE_PLAIN, doc_text(doc, "source"));
}

void text_cadence_checked(Page *page, const Doc *doc)
{
    for (const Doc *file = doc_get(doc, "files")->first; file; file = file->next) {
        const Doc *findings = doc_get(file, "findings");
        put_findings(page, doc_text(file, "path"), findings);
        if (findings->count)
            continue;
        page_addf(page, PAGE_GOOD, "%s: %s is sound.", doc_text(file, "path"),
                  doc_text(file, "name"));
        page_end(page);
    }
}

void text_cadence_added(Page *page, const Doc *doc)
{
    const char *done = say_truth(doc, "replaced") ? "Replaced" : "Added";
    put_findings(page, doc_text(doc, "path"), doc_get(doc, "findings"));
    page_add(page, PAGE_GOOD, done);
    page_hanging(page, text_columns(done), text_columns(done) + 1, PAGE_PLAIN,
                 arena_printf(page->arena, "%s; %s with it, %s planned anew.",
                              doc_text(doc, "name"),
                              say_count(page->arena, doc_int(doc, "leads"), "open lead goes on",
                                        "open leads go on"),
                              say_sum(page->arena, (double)doc_int(doc, "replanned"))));
}

void text_cadence_fields(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{0}, {.least = 20}};
    Grid *grid = grid_new(page->arena, columns, 2);
    for (const Doc *field = doc_get(doc, "fields")->first; field; field = field->next) {
        bool always = say_truth(field, "always");
        grid_cellf(grid, PAGE_STRONG, "{{%s}}%s", doc_text(field, "name"), always ? "" : " *");
        grid_cell(grid, PAGE_PLAIN, doc_text(field, "about"));
    }
    grid_print(grid, page, 0);
    page_gap(page);
    page_wrapped(page, PAGE_DIM, 0,
                 "* may be empty: it needs a fallback in the cadence, or a section around it.");
}

/* --- contents --- */

void text_contents(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.title = "id", .align = GRID_RIGHT},
                                         {.title = "kind"},
                                         {.title = "title", .least = 20},
                                         {.title = "had it", .align = GRID_RIGHT},
                                         {.title = "have not", .align = GRID_RIGHT},
                                         {.title = ""}};
    Grid *grid = grid_new(page->arena, columns, 6);
    for (const Doc *each = doc_get(doc, "contents")->first; each; each = each->next) {
        const char *wear = doc_text(each, "wear");
        bool worn = text_equal(wear, "worn"), retired = text_equal(wear, "retired");
        grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(each, "id"));
        grid_cell(grid, PAGE_PLAIN, doc_text(each, "kind"));
        grid_cell(grid, retired ? PAGE_DIM : PAGE_STRONG, doc_text(each, "title"));
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(each, "given"));
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(each, "left"));
        grid_cell(grid, worn ? PAGE_WARN : PAGE_DIM, wear);
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0,
                     "The library is empty: `beck content add` puts in something new to give.");
    grid_print(grid, page, 0);
}

void text_content(Page *page, const Doc *doc)
{
    bool retired = text_equal(doc_text(doc, "wear"), "retired");
    const char *done = retired ? "Retired" : "Added";
    page_add(page, PAGE_GOOD, done);
    page_hanging(page, text_columns(done), text_columns(done) + 1, PAGE_PLAIN,
                 arena_printf(page->arena, "%s \"%s\" (content %lld)", doc_text(doc, "kind"),
                              doc_text(doc, "title"), (long long)doc_int(doc, "id")));
}
