#include "cli/text_promise.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"

static bool ours(const Doc *promise)
{
    return text_equal(doc_text(promise, "side"), "ours");
}

static const char *who(Arena *arena, const Doc *promise)
{
    const Doc *lead = doc_get(promise, "lead");
    const char *contact = doc_text(doc_get(promise, "contact"), "name");
    const char *name = contact ? contact : doc_text(lead, "name");
    const char *account = doc_text(lead, "account");
    if (text_empty(account) || text_equal(account, name))
        return name;
    return arena_printf(arena, "%s · %s", name, account);
}

static PageStyle due_style(const Doc *promise)
{
    if (say_truth(promise, "late"))
        return PAGE_BAD;
    return doc_text(promise, "alarm") ? PAGE_WARN : PAGE_PLAIN;
}

void text_promise_rows(Page *page, const Doc *promises)
{
    static const GridColumn columns[] = {
        {.align = GRID_RIGHT}, {0}, {0}, {.least = 16}, {.least = 16}};
    Grid *grid = grid_new(page->arena, columns, 5);
    for (const Doc *promise = promises->first; promise; promise = promise->next) {
        grid_cellf(grid, PAGE_STRONG, "%6lld", (long long)doc_int(promise, "id"));
        grid_cell(grid, due_style(promise), say_when(page, promise, "due_at"));
        grid_cell(grid, ours(promise) ? PAGE_PLAIN : PAGE_DIM, ours(promise) ? "we" : "they");
        grid_cell(grid, PAGE_STRONG, doc_text(promise, "text"));
        grid_cell(grid, PAGE_PLAIN, who(page->arena, promise));
    }
    grid_print(grid, page, 0);
}

void text_promises(Page *page, const Doc *doc)
{
    const Doc *promises = doc_get(doc, "promises");
    if (promises->count)
        text_promise_rows(page, promises);
    else
        page_wrapped(page, PAGE_PLAIN, 0, "There are none.");
}

static const char *told(Page *page, const Doc *promise)
{
    return arena_printf(page->arena, "%s promised %s: %s, %s (promise %lld)",
                        ours(promise) ? "we" : "they", who(page->arena, promise),
                        doc_text(promise, "text"), say_when(page, promise, "due_at"),
                        (long long)doc_int(promise, "id"));
}

void text_promise(Page *page, const Doc *doc)
{
    const char *state = doc_text(doc, "state");
    bool open = text_equal(state, "open");
    const char *done = open ? "Noted" : text_equal(state, "kept") ? "Kept" : "Cancelled";
    const char *by = doc_text(doc, "kept_by");
    page_add(page, PAGE_GOOD, done);
    page_hanging(page, text_columns(done), text_columns(done) + 1, PAGE_PLAIN, told(page, doc));
    if (doc_text(doc, "unproved_since"))
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(page->arena,
                                  "By %s. Without a sign within four office hours that it arrived, "
                                  "a call asks for one.",
                                  by));
    else if (by)
        page_wrapped(page, PAGE_DIM, 0, arena_printf(page->arena, "By %s.", by));
}

void text_late_promise(Page *page, const Doc *doc)
{
    const Doc *holding = doc_get(doc, "holding"), *address = doc_get(holding, "address");
    const char *why = doc_text(holding, "why");
    bool machine = say_truth(holding, "machine");
    text_promise(page, doc);
    if (doc_text(doc, "first_due_at"))
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(page->arena, "First said for %s; moved %lld times.",
                                  say_when(page, doc, "first_due_at"),
                                  (long long)doc_int(doc, "moved")));
    page_heading(page, machine ? "This goes in a minute" : "Tell them before they ask");
    if (doc_text(address, "value"))
        page_wrapped(page, PAGE_PLAIN, 0,
                     arena_printf(page->arena, "By %s: %s%s%s", doc_text(holding, "by"),
                                  doc_text(address, "value"), why ? ". By you: " : "",
                                  text_or(why, "")));
    page_wrapped(page, PAGE_STRONG, 0, doc_text(holding, "subject"));
    page_wrapped(page, PAGE_PLAIN, 0, doc_text(holding, "words"));
}

void text_promise_mail(Page *page, const Doc *doc)
{
    const Doc *mail = doc_get(doc, "mail"), *address = doc_get(mail, "address");
    long long id = (long long)doc_int(doc, "id");
    page_wrapped(page, PAGE_PLAIN, 0, told(page, doc));
    if (!doc_text(address, "value")) {
        page_wrapped(page, PAGE_WARN, 0, "There is no mailbox of theirs to write to.");
        return;
    }
    page_heading(page, arena_printf(page->arena, "To %s", doc_text(address, "value")));
    page_wrapped(page, PAGE_STRONG, 0, doc_text(mail, "subject"));
    page_wrapped(page, PAGE_PLAIN, 0, doc_text(mail, "words"));
    page_gap(page);
    for (const Doc *file = doc_get(doc, "files")->first; file; file = file->next)
        page_wrapped(page, PAGE_PLAIN, 0,
                     arena_printf(page->arena, "--with %lld: %s, %s",
                                  (long long)doc_int(file, "id"), doc_text(file, "name"),
                                  text_size(page->arena, doc_int(file, "size"))));
    const Doc *invitation = doc_get(doc, "invitation");
    if (invitation->kind == DOC_OBJECT && !doc_text(invitation, "why"))
        page_wrapped(page, PAGE_PLAIN, 0,
                     arena_printf(page->arena, "--with invitation: to what is agreed, %s",
                                  say_when(page, invitation, "starts_at")));
    page_wrapped(
        page, PAGE_DIM, 0,
        doc_text(mail, "why")
            ? arena_printf(page->arena,
                           "It does not go by itself: %s. When you have sent it: beck "
                           "promises kept %lld --by email",
                           doc_text(mail, "why"), id)
            : arena_printf(page->arena, "Nothing is sent yet: beck promises send %lld", id));
}

void text_promise_mailed(Page *page, const Doc *doc)
{
    const Doc *mail = doc_get(doc, "mail");
    page_wrapped(page, PAGE_PLAIN, 0, told(page, doc));
    page_wrapped(page, PAGE_STRONG, 0, doc_text(mail, "subject"));
    page_wrapped(page, PAGE_PLAIN, 0,
                 arena_printf(page->arena,
                              "It goes to %s in a minute, and keeps the promise. Until then: beck "
                              "outbox back %lld",
                              doc_text(mail, "to"), (long long)doc_int(mail, "id")));
}
