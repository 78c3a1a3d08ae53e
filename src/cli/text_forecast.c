#include "cli/text_report.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"

static const char *const channels[] = {"phone", "email",  "text", "fax",
                                       "visit", "letter", "gift", "article"};
enum { CHANNEL_COLUMNS = sizeof channels / sizeof *channels, BAR = 10 };

static const char *hours(Arena *arena, int64_t minutes)
{
    return minutes
               ? arena_printf(arena, "%lld:%02d", (long long)(minutes / 60), (int)(minutes % 60))
               : "";
}

static const char *bar(Arena *arena, double part)
{
    char *drawn = arena_strdup(arena, "");
    int full = part >= 1 ? BAR : (int)(part * BAR + 0.5);
    for (int i = 0; i < full; i++)
        drawn = arena_printf(arena, "%s█", drawn);
    return drawn;
}

static void put_row(Page *page, Grid *grid, const Doc *day)
{
    const Doc *utilisation = doc_get(day, "utilisation");
    double part = utilisation && utilisation->kind == DOC_REAL ? utilisation->real : 0;
    bool nobody = utilisation && utilisation->kind == DOC_NULL;
    bool total = !doc_text(day, "date");
    PageStyle style = total ? PAGE_STRONG : PAGE_PLAIN;
    grid_cell(grid, style, total ? "together" : say_day(page->arena, doc_text(day, "date"), 2));
    for (int i = 0; i < CHANNEL_COLUMNS; i++) {
        int64_t count = doc_int(day, channels[i]);
        grid_cell(grid, style, count ? say_sum(page->arena, (double)count) : NULL);
    }
    grid_cell(grid, style, hours(page->arena, doc_int(day, "minutes_needed")));
    grid_cell(grid, PAGE_DIM, hours(page->arena, doc_int(day, "minutes_available")));
    grid_cell(grid,
              part > 1     ? PAGE_BAD
              : part > 0.8 ? PAGE_WARN
                           : PAGE_GOOD,
              nobody ? "nobody works"
              : part ? arena_printf(page->arena, "%3d %% %s", (int)(part * 100 + 0.5),
                                    bar(page->arena, part))
                     : NULL);
}

void text_forecast(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = ""},
        {.title = "phone", .align = GRID_RIGHT},
        {.title = "email", .align = GRID_RIGHT},
        {.title = "text", .align = GRID_RIGHT},
        {.title = "fax", .align = GRID_RIGHT},
        {.title = "visit", .align = GRID_RIGHT},
        {.title = "letter", .align = GRID_RIGHT},
        {.title = "gift", .align = GRID_RIGHT},
        {.title = "article", .align = GRID_RIGHT},
        {.title = "hours", .align = GRID_RIGHT},
        {.title = "of", .align = GRID_RIGHT},
        {.title = "load", .least = 5},
    };
    Grid *grid = grid_new(page->arena, columns, 12);
    for (const Doc *day = doc_get(doc, "days")->first; day; day = day->next)
        put_row(page, grid, day);
    put_row(page, grid, doc_get(doc, "all"));
    grid_print(grid, page, 0);
    page_gap(page);
    page_wrapped(page, PAGE_DIM, 0,
                 arena_printf(page->arena,
                              "%s walked, the hours of %s. A call is taken to cost %d minutes, an "
                              "e-mail %d, a visit %d.",
                              say_count(page->arena, doc_int(doc, "leads"), "lead", NULL),
                              say_count(page->arena, doc_int(doc, "owners"), "owner", NULL),
                              (int)doc_int(doc_get(doc, "minutes"), "phone"),
                              (int)doc_int(doc_get(doc, "minutes"), "email"),
                              (int)doc_int(doc_get(doc, "minutes"), "visit")));
}
