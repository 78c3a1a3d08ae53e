#include "cli/text_dav.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"
#include "cli/text_send.h"

enum { LABEL = 11 };

static const char *synced_of(Page *page, const Doc *doc)
{
    return doc_text(doc, "synced_at") ? page_when(page, say_time(doc, "synced_at")) : "not yet";
}

static void add_accounts(Page *page, const Doc *list, const char *title, const char *none)
{
    const GridColumn columns[] = {
        {.title = "id", .align = GRID_RIGHT},
        {.title = title, .least = 12},
        {.title = "of", .least = 10},
        {.title = "looked at", .least = 10},
        {.title = "", .least = 4},
        {.title = "", .least = 12},
    };
    Grid *grid = grid_new(page->arena, columns, 6);
    for (const Doc *one = list->first; one; one = one->next) {
        const char *state = doc_text(one, "state");
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(one, "id"));
        grid_cell(grid, PAGE_STRONG, doc_text(one, "name"));
        grid_cell(grid, PAGE_PLAIN, doc_text(one, "user"));
        grid_cell(grid, PAGE_PLAIN, synced_of(page, one));
        grid_cell(grid, text_send_style(state), state);
        grid_cell(grid, PAGE_DIM, doc_text(one, "why"));
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0, none);
    grid_print(grid, page, 0);
}

void text_calendars(Page *page, const Doc *doc)
{
    add_accounts(page, doc_get(doc, "calendars"), "calendar",
                 "No calendar is connected: meetings that are booked there are not seen. beck "
                 "calendar add https://cloud.example.com --set login=ann");
}

void text_books(Page *page, const Doc *doc)
{
    add_accounts(page, doc_get(doc, "books"), "address book",
                 "No address book is connected: your telephone does not know who calls. beck "
                 "contacts add https://cloud.example.com --set login=ann");
}

static void add_meetings(Page *page, const Doc *doc)
{
    for (const Doc *one = doc_get(doc, "meetings")->first; one; one = one->next)
        page_labelled(page, "Meeting", LABEL, PAGE_PLAIN,
                      arena_printf(page->arena, "%s, with %s (lead %lld)%s%s",
                                   page_when(page, say_time(one, "starts_at")),
                                   text_or(doc_text(one, "contact"), "somebody"),
                                   (long long)doc_int(one, "lead_id"),
                                   doc_text(one, "summary") ? ": " : "",
                                   text_or(doc_text(one, "summary"), "")));
}

static void add_account(Page *page, const Doc *doc, const char *noun, const char *what)
{
    const char *state = doc_text(doc, "state");
    page_add(page, PAGE_TITLE, doc_text(doc, "name"));
    page_addf(page, PAGE_PLAIN, " · %s %lld · of %s · ", noun, (long long)doc_int(doc, "id"),
              doc_text(doc, "user"));
    page_add(page, text_send_style(state), state);
    page_end(page);
    page_labelled(page, "Why", LABEL, PAGE_WARN, doc_text(doc, "why"));
    page_labelled(page, "url", LABEL, PAGE_PLAIN, doc_text(doc, "url"));
    for (const Doc *one = doc_get(doc, "settings")->first; one; one = one->next)
        page_labelled(page, one->name, LABEL, PAGE_PLAIN,
                      text_equal(one->name, "ca_file") ? "the server's own authority" : one->text);
    if (doc_text(doc, "login_of"))
        page_labelled(page, "Signed in", LABEL, PAGE_PLAIN,
                      arena_printf(page->arena, "as the sender %s", doc_text(doc, "login_of")));
    page_labelled(page, "Looked at", LABEL, PAGE_PLAIN, synced_of(page, doc));
    page_labelled(page, what, LABEL, PAGE_PLAIN,
                  arena_printf(page->arena, "%lld of Beck's stand there",
                               (long long)doc_int(doc, "entries")));
}

void text_calendar(Page *page, const Doc *doc)
{
    add_account(page, doc, "calendar", "Entries");
    add_meetings(page, doc);
}

void text_book(Page *page, const Doc *doc)
{
    add_account(page, doc, "address book", "Cards");
}

/* "Address book 14" */
static const char *which_of(Page *page, const Doc *doc)
{
    const char *what = doc_text(doc, "what");
    return arena_printf(page->arena, "%c%s %lld", *what - 'a' + 'A', what + 1,
                        (long long)doc_int(doc, "id"));
}

void text_dav_removed(Page *page, const Doc *doc)
{
    page_wrapped(page, PAGE_PLAIN, 0,
                 arena_printf(page->arena,
                              "%s is not looked at any more. What Beck wrote there stays.",
                              which_of(page, doc)));
}

void text_dav_right(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_GOOD, "%s can be read and written.", which_of(page, doc));
    page_end(page);
}

void text_calendar_synced(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_GOOD,
              "%lld written there, %lld taken away; %lld moved here; %lld leads wait for a meeting "
              "now, %lld go on.",
              (long long)doc_int(doc, "wrote"), (long long)doc_int(doc, "removed"),
              (long long)doc_int(doc, "moved"), (long long)doc_int(doc, "waits"),
              (long long)doc_int(doc, "goes_on"));
    page_end(page);
}

void text_book_synced(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_GOOD,
              "%lld written there, %lld taken away; %s changed here; %lld became leads.",
              (long long)doc_int(doc, "wrote"), (long long)doc_int(doc, "removed"),
              say_count(page->arena, doc_int(doc, "changed"), "person", "people"),
              (long long)doc_int(doc, "taken"));
    page_end(page);
}
