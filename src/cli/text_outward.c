#include "cli/text_outward.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_house.h"
#include "cli/text_say.h"

enum { LABEL = 10 };

/* "a, b" of an array of texts; `none` of an empty one. */
static const char *joined(Arena *arena, const Doc *list, const char *none)
{
    const char *all = NULL;
    for (const Doc *each = list->first; each; each = each->next)
        all = all ? arena_printf(arena, "%s, %s", all, each->text) : each->text;
    return text_or(all, none);
}

/* --- forms --- */

static const char *asked(Arena *arena, const Doc *form)
{
    const char *all = "";
    for (const Doc *field = doc_get(form, "fields")->first; field; field = field->next)
        all = arena_printf(arena, "%s%s%s%s", all, all[0] ? ", " : "", doc_text(field, "name"),
                           say_truth(field, "required") ? "*" : "");
    return all;
}

void text_forms(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "id", .align = GRID_RIGHT},
        {.title = "title", .least = 12},
        {.title = "owner", .least = 8},
        {.title = "came in", .align = GRID_RIGHT},
        {.title = "trapped", .align = GRID_RIGHT},
        {.title = "path"},
        {.title = ""},
    };
    Grid *grid = grid_new(page->arena, columns, 7);
    for (const Doc *form = doc_get(doc, "forms")->first; form; form = form->next) {
        bool on = say_truth(form, "on");
        PageStyle style = on ? PAGE_PLAIN : PAGE_DIM;
        grid_cellf(grid, style, "%lld", (long long)doc_int(form, "id"));
        grid_cell(grid, on ? PAGE_STRONG : PAGE_DIM, doc_text(form, "title"));
        grid_cell(grid, style, doc_text(doc_get(form, "owner"), "name"));
        grid_cellf(grid, style, "%lld", (long long)doc_int(form, "taken"));
        grid_cellf(grid, PAGE_DIM, "%lld", (long long)doc_int(form, "trapped"));
        grid_cell(grid, style, doc_text(form, "path"));
        grid_cell(grid, PAGE_DIM, on ? "" : "off");
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0, "There is no form yet: beck form new TITLE");
    grid_print(grid, page, 0);
}

void text_form(Page *page, const Doc *doc)
{
    page_add(page, PAGE_TITLE, doc_text(doc, "title"));
    page_addf(page, PAGE_PLAIN, " · form %lld · %s", (long long)doc_int(doc, "id"),
              say_truth(doc, "on") ? "on" : "off");
    page_end(page);
    page_labelled(page, "Address", LABEL, PAGE_STRONG, doc_text(doc, "url"));
    page_labelled(page, "Owner", LABEL, PAGE_PLAIN, doc_text(doc_get(doc, "owner"), "name"));
    page_labelled(page, "Source", LABEL, PAGE_PLAIN, doc_text(doc, "source"));
    page_labelled(page, "Product", LABEL, PAGE_PLAIN, doc_text(doc, "product"));
    page_labelled(page, "Cadence", LABEL, PAGE_PLAIN, doc_text(doc, "cadence"));
    page_labelled(page, "Asks for", LABEL, PAGE_PLAIN, asked(page->arena, doc));
    page_labelled(page, "Consent", LABEL, PAGE_PLAIN, doc_text(doc, "consent"));
    page_labelled(page, "Then", LABEL, PAGE_PLAIN, doc_text(doc, "redirect"));
    page_labelled(page, "Origins", LABEL, PAGE_PLAIN,
                  joined(page->arena, doc_get(doc, "origins"), NULL));
    page_heading(page, "To embed");
    page_add(page, PAGE_PLAIN, doc_text(doc, "snippet"));
}

void text_form_switched(Page *page, const Doc *doc)
{
    page_add(page, PAGE_GOOD, say_truth(doc, "on") ? "On" : "Off");
    page_addf(page, PAGE_PLAIN, " %s", doc_text(doc, "title"));
    page_end(page);
}

/* --- webhooks --- */

void text_webhooks(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "id", .align = GRID_RIGHT}, {.title = "url", .least = 20},
        {.title = "told of", .least = 12},    {.title = "waiting", .align = GRID_RIGHT},
        {.title = "", .least = 12},
    };
    Grid *grid = grid_new(page->arena, columns, 5);
    for (const Doc *hook = doc_get(doc, "webhooks")->first; hook; hook = hook->next) {
        bool on = say_truth(hook, "on");
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(hook, "id"));
        grid_cell(grid, on ? PAGE_STRONG : PAGE_DIM, doc_text(hook, "url"));
        grid_cell(grid, on ? PAGE_PLAIN : PAGE_DIM,
                  joined(page->arena, doc_get(hook, "events"), "everything"));
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(hook, "waiting"));
        grid_cell(grid, PAGE_WARN,
                  on ? "" : arena_printf(page->arena, "off: %s", doc_text(hook, "why")));
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0, "Nobody is told: beck webhook add URL");
    grid_print(grid, page, 0);
}

void text_webhook(Page *page, const Doc *doc)
{
    bool on = say_truth(doc, "on");
    page_add(page, PAGE_TITLE, doc_text(doc, "url"));
    page_addf(page, PAGE_PLAIN, " · webhook %lld · %s", (long long)doc_int(doc, "id"),
              on ? "on" : "off");
    page_end(page);
    page_labelled(page, "Told of", LABEL, PAGE_PLAIN,
                  joined(page->arena, doc_get(doc, "events"), "everything"));
    page_labelled(page, "Why off", LABEL, PAGE_WARN, on ? NULL : doc_text(doc, "why"));
    page_labelled(page, "Secret", LABEL, PAGE_STRONG, doc_text(doc, "secret"));
    if (doc_text(doc, "secret"))
        page_wrapped(page, PAGE_DIM, 0,
                     "The receiver verifies signatures by it; it is not shown again.");
}

void text_webhook_removed(Page *page, const Doc *doc)
{
    page_add(page, PAGE_GOOD, "Removed");
    page_addf(page, PAGE_PLAIN, " %s", doc_text(doc, "url"));
    page_end(page);
}

static const char *came_back(Arena *arena, const Doc *delivery)
{
    int64_t status = doc_int(delivery, "status");
    const char *answer = text_or(doc_text(delivery, "answer"), "");
    return status ? arena_printf(arena, "%lld %s", (long long)status, answer) : answer;
}

static PageStyle style_of(const Doc *delivery)
{
    const char *state = doc_text(delivery, "state");
    return text_equal(state, "failed")  ? PAGE_BAD
           : text_equal(state, "done")  ? PAGE_GOOD
           : doc_int(delivery, "tries") ? PAGE_WARN
                                        : PAGE_PLAIN;
}

void text_deliveries(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "id", .align = GRID_RIGHT},
        {.title = "when"},
        {.title = "event"},
        {.title = "to", .least = 16},
        {.title = "state"},
        {.title = "tries", .align = GRID_RIGHT},
        {.title = "came back", .least = 12},
    };
    Grid *grid = grid_new(page->arena, columns, 7);
    for (const Doc *each = doc_get(doc, "deliveries")->first; each; each = each->next) {
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(each, "id"));
        grid_cell(grid, PAGE_PLAIN, say_when(page, each, "made_at"));
        grid_cell(grid, PAGE_STRONG, doc_text(each, "event"));
        grid_cell(grid, PAGE_PLAIN, doc_text(doc_get(each, "webhook"), "url"));
        grid_cell(grid, style_of(each), doc_text(each, "state"));
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(each, "tries"));
        grid_cell(grid, PAGE_DIM, came_back(page->arena, each));
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0, "Nothing was sent yet.");
    grid_print(grid, page, 0);
}

void text_delivery(Page *page, const Doc *doc)
{
    page_add(page, PAGE_TITLE, doc_text(doc, "event"));
    page_addf(page, PAGE_PLAIN, " · delivery %lld · ", (long long)doc_int(doc, "id"));
    page_add(page, style_of(doc), doc_text(doc, "state"));
    page_end(page);
    page_labelled(page, "To", LABEL, PAGE_PLAIN, doc_text(doc_get(doc, "webhook"), "url"));
    page_labelled(page, "Came back", LABEL, PAGE_PLAIN, came_back(page->arena, doc));
    page_labelled(page, "Next try", LABEL, PAGE_PLAIN, say_when(page, doc, "next_at"));
}

/* --- jobs --- */

static const char *how_far(Arena *arena, const Doc *job)
{
    const Doc *percent = doc_get(job, "percent");
    if (!text_equal(doc_text(job, "state"), "running") || percent->kind != DOC_INT)
        return say_words(arena, doc_text(job, "state"));
    return arena_printf(arena, "%lld %%", (long long)percent->integer);
}

void text_jobs(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "id", .align = GRID_RIGHT},
        {.title = "when"},
        {.title = "file", .least = 16},
        {.title = "by", .least = 8},
        {.title = "state"},
        {.title = "rows", .align = GRID_RIGHT},
        {.title = "", .least = 12},
    };
    Grid *grid = grid_new(page->arena, columns, 7);
    for (const Doc *job = doc_get(doc, "jobs")->first; job; job = job->next) {
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(job, "id"));
        grid_cell(grid, PAGE_PLAIN, say_when(page, job, "made_at"));
        grid_cell(grid, PAGE_STRONG, doc_text(job, "name"));
        grid_cell(grid, PAGE_PLAIN, doc_text(doc_get(job, "user"), "name"));
        grid_cell(grid, PAGE_PLAIN, how_far(page->arena, job));
        grid_cell(grid, PAGE_PLAIN, say_sum(page->arena, (double)doc_int(job, "rows_done")));
        grid_cell(grid, PAGE_WARN, doc_text(job, "error"));
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0, "Nothing came in by the web yet.");
    grid_print(grid, page, 0);
}

void text_job(Page *page, const Doc *doc)
{
    page_add(page, PAGE_TITLE, doc_text(doc, "name"));
    page_addf(page, PAGE_PLAIN, " · job %lld · %s%s", (long long)doc_int(doc, "id"),
              how_far(page->arena, doc), say_truth(doc, "dry_run") ? " · dry run" : "");
    page_end(page);
    page_labelled(page, "By", LABEL, PAGE_PLAIN, doc_text(doc_get(doc, "user"), "name"));
    page_labelled(page, "Error", LABEL, PAGE_BAD, doc_text(doc, "error"));
    const Doc *result = doc_get(doc, "result");
    if (result->kind == DOC_OBJECT)
        text_import(page, result);
}
