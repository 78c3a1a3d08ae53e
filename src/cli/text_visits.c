#include "cli/text_visits.h"

#include "action/visits.h"
#include "base/text.h"
#include "cli/text_say.h"

enum { INDENT = 8 };

static const char *said_way(Arena *arena, const Doc *visit)
{
    const Doc *metres = doc_get(visit, "metres");
    return metres && metres->kind == DOC_INT ? visit_say_far(arena, metres->integer) : "";
}

static void one(Page *page, const Doc *visit)
{
    const char *id = arena_printf(page->arena, "%6lld", (long long)doc_int(visit, "id"));
    const char *when = say_truth(visit, "fixed") ? say_when(page, visit, "due_at") : "";
    const char *way = said_way(page->arena, visit);
    const char *right =
        arena_printf(page->arena, "%s%s%s", when, when[0] && way[0] ? " · " : "", way);
    int room = page->width - INDENT - text_columns(right) - 2;
    const char *who = say_who(page->arena, visit, room);
    page_add(page, PAGE_STRONG, id);
    page_blanks(page, INDENT - text_columns(id));
    page_add(page, PAGE_STRONG, who);
    page_blanks(page, page->width - INDENT - text_columns(who) - text_columns(right));
    page_add(page, PAGE_PLAIN, right);
    page_end(page);
    page_wrapped(page, PAGE_PLAIN, INDENT, doc_text(doc_get(visit, "address"), "value"));
    page_wrapped(page, PAGE_DIM, INDENT, doc_text(visit, "map"));
    page_wrapped(page, PAGE_PLAIN, INDENT, doc_text(visit, "reason"));
}

void text_visits(Page *page, const Doc *doc)
{
    const Doc *visits = doc_get(doc, "visits");
    page_heading(page, arena_printf(page->arena, "Visits, %s",
                                    say_day(page->arena, doc_text(doc, "day"), 0)));
    if (!visits->count)
        page_wrapped(page, PAGE_PLAIN, 0, "There are none.");
    for (const Doc *visit = visits->first; visit; visit = visit->next)
        one(page, visit);
    if (visits->count)
        page_wrapped(page, PAGE_DIM, 0,
                     "beck log ID met --result …, not_in, or moved --set postal=\"the new "
                     "address\"");
}
