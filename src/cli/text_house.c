#include "cli/text_house.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"

void text_init(Page *page, const Doc *doc)
{
    bool made = say_truth(doc, "made");
    page_add(page, made ? PAGE_GOOD : PAGE_PLAIN, made ? "Made " : "There already, unchanged: ");
    page_add(page, PAGE_STRONG, doc_text(doc, "place"));
    page_end(page);
    page_labelled(page, "Company", 9, PAGE_PLAIN, doc_text(doc, "workspace"));
    page_labelled(page, "You", 9, PAGE_PLAIN,
                  arena_printf(page->arena, "%s, %s, %s", doc_text(doc, "user"),
                               doc_text(doc, "zone"), doc_text(doc, "country")));
    if (made)
        page_labelled(page, "Next", 9, PAGE_PLAIN,
                      "`beck import FILE` for many leads, `beck add` for one, `beck doctor` for "
                      "what is missing.");
}

/* --- settings --- */

static const char *said_value(const Doc *setting)
{
    const char *value = doc_text(setting, "value");
    return text_empty(value) ? "–" : value;
}

void text_settings(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{0}, {.least = 10}, {.least = 20}};
    Grid *grid = grid_new(page->arena, columns, 3);
    for (const Doc *each = doc_get(doc, "settings")->first; each; each = each->next) {
        bool changed = say_truth(each, "changed");
        grid_cell(grid, changed ? PAGE_STRONG : PAGE_PLAIN, doc_text(each, "name"));
        grid_cell(grid, changed ? PAGE_STRONG : PAGE_PLAIN, said_value(each));
        grid_cell(grid, PAGE_DIM,
                  changed ? arena_printf(page->arena, "%s (else %s)", doc_text(each, "about"),
                                         text_empty(doc_text(each, "standard"))
                                             ? "from init"
                                             : doc_text(each, "standard"))
                          : doc_text(each, "about"));
    }
    grid_print(grid, page, 0);
    page_gap(page);
    page_wrapped(page, PAGE_DIM, 0, "`beck config set NAME VALUE` changes one.");
}

void text_setting(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_STRONG, "%s = %s", doc_text(doc, "name"), said_value(doc));
    page_addf(page, PAGE_DIM, " · %s", doc_text(doc, "about"));
    page_end(page);
}

void text_setting_value(Page *page, const Doc *doc)
{
    page_add(page, PAGE_PLAIN, doc_text(doc, "value"));
    page_end(page);
}

/* --- holidays --- */

void text_holidays(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{0}, {0}, {.least = 12}, {0}};
    Grid *grid = grid_new(page->arena, columns, 4);
    for (const Doc *each = doc_get(doc, "holidays")->first; each; each = each->next) {
        bool own = say_truth(each, "own");
        grid_cell(grid, own ? PAGE_STRONG : PAGE_PLAIN, doc_text(each, "date"));
        grid_cell(grid, PAGE_PLAIN, say_day(page->arena, doc_text(each, "date"), 2));
        grid_cell(grid, own ? PAGE_STRONG : PAGE_PLAIN, doc_text(each, "name"));
        grid_cell(grid, PAGE_DIM, own ? "yours" : "public");
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0, "There is none in the next year.");
    grid_print(grid, page, 0);
    page_gap(page);
    page_wrapped(page, PAGE_DIM, 0, "`beck holiday add DAY NAME` adds one of yours.");
}

static void put_holiday(Page *page, const Doc *doc, PageStyle style, const char *did,
                        const char *after)
{
    const Doc *holiday = doc_get(doc, "holiday");
    page_addf(page, style, "%s ", did);
    page_hanging(page, 6, 6, PAGE_PLAIN,
                 arena_printf(page->arena, "%s, %s: %s.",
                              say_day(page->arena, doc_text(holiday, "date"), 0),
                              doc_text(holiday, "name"), after));
}

void text_holiday_added(Page *page, const Doc *doc)
{
    const char *moved = say_count(page->arena, doc_int(doc, "moved"), "touch", "touches");
    put_holiday(page, doc, PAGE_GOOD, "Closed",
                arena_printf(page->arena, "%s planned anew", moved));
}

void text_holiday_removed(Page *page, const Doc *doc)
{
    put_holiday(page, doc, PAGE_GOOD, "Open", "what is planned stays where it is");
}

/* --- what was found --- */

void text_check(Page *page, const Doc *doc)
{
    const Doc *problems = doc_get(doc, "problems");
    char *leads = say_count(page->arena, doc_int(doc, "leads"), "lead", NULL);
    char *open = say_sum(page->arena, (double)doc_int(doc, "open"));
    for (const Doc *problem = problems->first; problem; problem = problem->next) {
        page_labelled(page, "·", 2, PAGE_BAD, doc_text(problem, "promise"));
        page_wrapped(page, PAGE_PLAIN, 4, doc_text(problem, "what"));
    }
    page_gap(page);
    if (problems->count)
        page_addf(page, PAGE_BAD, "%s, %s open: %s found%s.", leads, open,
                  say_count(page->arena, (int64_t)problems->count, "problem", NULL),
                  say_truth(doc, "more") ? ", and there are more" : "");
    else
        page_addf(page, PAGE_GOOD, "%s, %s open: every promise is kept.", leads, open);
    page_end(page);
}

void text_doctor(Page *page, const Doc *doc)
{
    for (const Doc *each = doc_get(doc, "checks")->first; each; each = each->next) {
        const char *state = doc_text(each, "state"), *advice = doc_text(each, "advice");
        PageStyle style = text_equal(state, "good")   ? PAGE_GOOD
                          : text_equal(state, "weak") ? PAGE_WARN
                                                      : PAGE_BAD;
        const char *mark = text_equal(state, "good")   ? "ok"
                           : text_equal(state, "weak") ? "--"
                                                       : "!!";
        page_add(page, style, mark);
        page_addf(page, PAGE_DIM, "  %s", doc_text(each, "what"));
        page_hanging(page, 4 + text_columns(doc_text(each, "what")), 18, PAGE_PLAIN,
                     doc_text(each, "found"));
        page_wrapped(page, style, 18, advice);
    }
}

/* --- import --- */

static void put_columns(Page *page, const Doc *columns)
{
    static const GridColumn shape[] = {{.title = "column", .least = 16},
                                       {.title = "is", .least = 10},
                                       {.title = "sure", .align = GRID_RIGHT},
                                       {.title = "first value", .least = 12}};
    Grid *grid = grid_new(page->arena, shape, 4);
    for (const Doc *column = columns->first; column; column = column->next) {
        const char *field = doc_text(column, "field"), *detail = doc_text(column, "detail");
        grid_cell(grid, PAGE_PLAIN, doc_text(column, "name"));
        grid_cell(grid, field ? PAGE_STRONG : PAGE_DIM,
                  field && detail ? arena_printf(page->arena, "%s, %s", field, detail)
                                  : text_or(field, "not used"));
        grid_cellf(grid, PAGE_DIM, "%d %%", (int)doc_int(column, "sure"));
        grid_cell(grid, PAGE_DIM, doc_text(column, "sample"));
    }
    grid_print(grid, page, 2);
}

static void put_file(Page *page, const Doc *file, bool columns_too)
{
    const char *sheet = doc_text(file, "sheet"), *delimiter = doc_text(file, "delimiter");
    page_add(page, PAGE_STRONG, doc_text(file, "path"));
    page_addf(page, PAGE_DIM, " · %s of %s, %s", doc_text(file, "kind"), doc_text(file, "table"),
              text_or(doc_text(file, "encoding"), "UTF-8"));
    if (delimiter && !text_equal(delimiter, ","))
        page_addf(page, PAGE_DIM, ", delimiter %s",
                  text_equal(delimiter, "\t") ? "tab" : delimiter);
    if (sheet)
        page_addf(page, PAGE_DIM, ", sheet %s", sheet);
    if (doc_int(file, "resumed_at"))
        page_addf(page, PAGE_DIM, ", went on behind row %lld",
                  (long long)doc_int(file, "resumed_at"));
    page_end(page);
    if (columns_too)
        put_columns(page, doc_get(file, "columns"));
}

static void put_rejects(Page *page, const Doc *doc)
{
    enum { SHOWN = 10 };
    int shown = 0;
    for (const Doc *row = doc_get(doc, "rejected")->first; row && shown < SHOWN;
         row = row->next, shown++)
        page_labelled(page,
                      arena_printf(page->arena, "  %s:%lld", doc_text(row, "file"),
                                   (long long)doc_int(row, "line")),
                      4, PAGE_WARN, doc_text(row, "reason"));
    if (doc_int(doc, "rejected_rows") > SHOWN)
        page_wrapped(page, PAGE_DIM, 2, "…");
    for (const Doc *file = doc_get(doc, "files")->first; file; file = file->next)
        if (doc_text(file, "rejects_path"))
            page_wrapped(page, PAGE_PLAIN, 2,
                         arena_printf(page->arena, "All of them, to be mended: %s",
                                      doc_text(file, "rejects_path")));
}

static void put_stopped(Page *page, const Doc *doc)
{
    bool standard_input = false; /* it has no second time */
    for (const Doc *file = doc_get(doc, "files")->first; file; file = file->next)
        standard_input = text_equal(doc_text(file, "path"), "-");
    page_wrapped(page, PAGE_WARN, 0,
                 standard_input
                     ? "Stopped before the end. What was read stays in; give the rest again."
                     : "Stopped before the end. What was read stays in; the same command again "
                       "goes on from there.");
}

void text_import(Page *page, const Doc *doc)
{
    bool dry = say_truth(doc, "dry_run");
    for (const Doc *file = doc_get(doc, "files")->first; file; file = file->next)
        put_file(page, file, dry);
    page_gap(page);
    static const struct {
        const char *name, *said;
    } figures[] = {{"added", "added"},
                   {"updated", "known, filled in"},
                   {"duplicates", "known already"},
                   {"rejected_rows", "rejected"}};
    page_add(page, PAGE_STRONG, say_count(page->arena, doc_int(doc, "read"), "row", NULL));
    page_add(page, PAGE_PLAIN, dry ? " would be: " : ": ");
    bool first = true;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        int64_t count = doc_int(doc, figures[i].name);
        if (!count)
            continue;
        page_addf(page, i == 3 ? PAGE_WARN : PAGE_PLAIN, "%s%s %s", first ? "" : ", ",
                  say_sum(page->arena, (double)count), figures[i].said);
        first = false;
    }
    page_add(page, PAGE_PLAIN, first ? "nothing" : "");
    page_end(page);
    put_rejects(page, doc);
    if (say_truth(doc, "stopped"))
        put_stopped(page, doc);
}
