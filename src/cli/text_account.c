#include "cli/text_account.h"

#include "base/text.h"
#include "base/when.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"

enum { INDENT = 3, LABEL = 9 };

static const char *said_addresses(Page *page, const Doc *doc)
{
    char *said = arena_strdup(page->arena, "");
    for (const Doc *address = doc_get(doc, "addresses")->first; address; address = address->next)
        if (!say_truth(address, "suppressed") && !text_equal(doc_text(address, "state"), "bad"))
            said = arena_printf(
                page->arena, "%s%s%s %s", said, said[0] ? ", " : "", doc_text(address, "kind"),
                say_address(page, doc_text(address, "value"), doc_text(address, "extension")));
    return said;
}

static void put_people(Page *page, const Doc *people, int indent)
{
    for (const Doc *person = people->first; person; person = person->next) {
        const char *title = doc_text(person, "title"), *role = doc_text(person, "role");
        Time touched = say_time(person, "last_touched_at");
        bool here = text_equal(doc_text(person, "state"), "here");
        page_blanks(page, indent);
        page_add(page, here ? PAGE_STRONG : PAGE_DIM, doc_text(person, "name"));
        if (title)
            page_addf(page, PAGE_PLAIN, ", %s", title);
        page_addf(page, PAGE_DIM, " · %s%s%s (%lld)", role ? role : "", role ? " · " : "",
                  !here                  ? doc_text(person, "state")
                  : touched == TIME_NONE ? "never touched"
                                         : when_ago(page->arena, touched, page->now),
                  (long long)doc_int(person, "id"));
        page_end(page);
        page_wrapped(page, PAGE_DIM, indent + INDENT, said_addresses(page, person));
        put_people(page, doc_get(person, "under"), indent + INDENT);
    }
}

static const char *said_names(Page *page, const Doc *names)
{
    char *said = arena_strdup(page->arena, "");
    for (const Doc *name = names->first; name; name = name->next)
        said =
            arena_printf(page->arena, "%s%s%s", said, said[0] ? ", " : "", doc_text(name, "name"));
    return said;
}

static void put_leads(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.align = GRID_RIGHT}, {.least = 14}, {0}, {.least = 18}, {.least = 8}};
    int64_t others = doc_int(doc, "leads_of_others");
    Grid *grid = grid_new(page->arena, columns, 5);
    for (const Doc *lead = doc_get(doc, "leads")->first; lead; lead = lead->next) {
        const Doc *next = doc_get(lead, "next");
        const char *when = say_when(page, next, "due_at");
        grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(lead, "id"));
        grid_cell(grid, PAGE_PLAIN, doc_text(lead, "name"));
        grid_cell(grid, PAGE_PLAIN, doc_text(lead, "status"));
        grid_cell(grid, PAGE_PLAIN,
                  when[0]
                      ? arena_printf(page->arena, "%s %s", say_act(doc_text(next, "channel")), when)
                      : "");
        grid_cell(grid, PAGE_DIM, doc_text(doc_get(lead, "owner"), "name"));
    }
    grid_print(grid, page, 0);
    if (others)
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(page->arena, "And %s of others.",
                                  say_count(page->arena, others, "lead", NULL)));
}

void text_account(Page *page, const Doc *doc)
{
    page_sides(page, PAGE_TITLE, doc_text(doc, "name"), PAGE_DIM,
               arena_printf(page->arena, "account %lld", (long long)doc_int(doc, "id")));
    if (say_truth(doc, "never"))
        page_wrapped(page, PAGE_WARN, 0, "They asked not to be contacted.");
    page_labelled(page, "Reach", LABEL, PAGE_PLAIN, said_addresses(page, doc));
    page_labelled(page, "Part of", LABEL, PAGE_PLAIN, doc_text(doc_get(doc, "parent"), "name"));
    page_labelled(page, "Has", LABEL, PAGE_PLAIN, said_names(page, doc_get(doc, "children")));
    page_heading(page, "People");
    put_people(page, doc_get(doc, "people"), 0);
    if (!doc_get(doc, "people")->count)
        page_wrapped(page, PAGE_DIM, 0, "Nobody is known there yet.");
    page_heading(page, "Leads");
    put_leads(page, doc);
}
