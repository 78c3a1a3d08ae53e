#include "cli/text_phone.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"

static const char *lasted(Arena *arena, int64_t seconds)
{
    const int64_t minute = 60;
    return arena_printf(arena, "%lld:%02lld", (long long)(seconds / minute),
                        (long long)(seconds % minute));
}

static const char *whom(const Doc *call)
{
    const char *contact = doc_text(call, "contact");
    return contact ? contact : doc_text(doc_get(call, "lead"), "name");
}

void text_phone_call(Page *page, const Doc *doc)
{
    Arena *arena = page->arena;
    int64_t talk = doc_int(doc, "talk_seconds"), rang = doc_int(doc, "rang_seconds");
    const char *why = doc_text(doc, "why"), *suggests = doc_text(doc, "suggests");
    const char *number = doc_text(doc_get(doc, "number"), "value");
    page_wrapped(page, PAGE_STRONG, 0,
                 arena_printf(arena, "%s, %s: %s%s%s%s", whom(doc), text_or(number, "no number"),
                              doc_text(doc, "stage"), talk || rang ? ", " : "",
                              talk   ? arena_printf(arena, "talked %s", lasted(arena, talk))
                              : rang ? arena_printf(arena, "rang %s", lasted(arena, rang))
                                     : "",
                              why ? arena_printf(arena, " (%s)", why) : ""));
    if (doc_text(doc, "recording"))
        page_wrapped(page, PAGE_PLAIN, 0, doc_text(doc, "recording"));
    if (suggests)
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(arena, "What came of it: beck log %lld %s",
                                  (long long)doc_int(doc, "touch_id"), suggests));
}

void text_phone_calls(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.align = GRID_RIGHT}, {.least = 12}, {0}, {0}, {.least = 12}};
    const Doc *calls = doc_get(doc, "calls");
    Grid *grid = grid_new(page->arena, columns, 5);
    for (const Doc *call = calls->first; call; call = call->next) {
        int64_t talk = doc_int(call, "talk_seconds");
        grid_cellf(grid, PAGE_STRONG, "%6lld", (long long)doc_int(call, "id"));
        grid_cell(grid, PAGE_STRONG, whom(call));
        grid_cell(grid, PAGE_PLAIN, text_or(doc_text(doc_get(call, "number"), "value"), ""));
        grid_cell(grid, PAGE_PLAIN, talk ? lasted(page->arena, talk) : doc_text(call, "stage"));
        grid_cell(grid, PAGE_DIM, text_or(doc_text(call, "why"), ""));
    }
    if (calls->count)
        grid_print(grid, page, 0);
    else
        page_wrapped(page, PAGE_PLAIN, 0, "Beck has dialled nothing for you yet.");
}

static const char *settings_of(Arena *arena, const Doc *line)
{
    const char *all = "";
    for (const Doc *one = doc_get(line, "settings")->first; one; one = one->next)
        if (!text_empty(one->text))
            all = arena_printf(arena, "%s %s=%s", all, one->name, one->text);
    return all;
}

void text_phone_lines(Page *page, const Doc *doc)
{
    const Doc *own = doc_get(doc, "own");
    page_wrapped(page, PAGE_STRONG, 0,
                 arena_printf(page->arena, "You dial by %s: %s", doc_text(own, "way"),
                              doc_text(own, "about")));
    for (const Doc *line = doc_get(doc, "lines")->first; line; line = line->next)
        page_wrapped(page, PAGE_PLAIN, 0,
                     arena_printf(page->arena, "%s: %s%s",
                                  text_or(doc_text(line, "user"), "Everybody else"),
                                  doc_text(line, "way"), settings_of(page->arena, line)));
}
