#include "cli/text_mailbox.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"
#include "cli/text_send.h"

enum { LABEL = 11 };

static const char *read_of(Page *page, const Doc *doc)
{
    return doc_text(doc, "read_at") ? page_when(page, say_time(doc, "read_at")) : "not yet";
}

/* What is wrong with it; else what lies there for a person. */
static const char *news_of(Page *page, const Doc *doc)
{
    long long aside = (long long)doc_int(doc, "aside_total");
    if (doc_text(doc, "why") || !aside)
        return doc_text(doc, "why");
    return arena_printf(page->arena, "%lld set aside", aside);
}

void text_mailboxes(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "id", .align = GRID_RIGHT},
        {.title = "reads", .least = 20},
        {.title = "for", .least = 10},
        {.title = "read", .least = 10},
        {.title = "", .least = 4},
        {.title = "", .least = 12},
    };
    Grid *grid = grid_new(page->arena, columns, 6);
    for (const Doc *one = doc_get(doc, "mailboxes")->first; one; one = one->next) {
        const char *state = doc_text(one, "state");
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(one, "id"));
        grid_cell(grid, PAGE_STRONG, doc_text(one, "address"));
        grid_cell(grid, PAGE_PLAIN, text_or(doc_text(one, "user"), "everybody"));
        grid_cell(grid, PAGE_PLAIN, read_of(page, one));
        grid_cell(grid, text_send_style(state), state);
        grid_cell(grid, PAGE_DIM, news_of(page, one));
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0,
                     "No mailbox is read: answers and bounces are not seen. Where you send by a "
                     "mailbox, its address is enough: beck mailbox add ann@example.com");
    grid_print(grid, page, 0);
}

static void add_folders(Page *page, const Doc *doc)
{
    for (const Doc *one = doc_get(doc, "folders")->first; one; one = one->next) {
        const char *why = doc_text(one, "why");
        page_labelled(page, doc_text(one, "name"), LABEL, why ? PAGE_WARN : PAGE_PLAIN,
                      why ? why : arena_printf(page->arena, "read %s", read_of(page, one)));
    }
}

static void add_asides(Page *page, const Doc *doc)
{
    for (const Doc *one = doc_get(doc, "aside")->first; one; one = one->next)
        page_labelled(page, "Set aside", LABEL, PAGE_WARN,
                      arena_printf(page->arena, "%s, %s, %lld bytes: %s", doc_text(one, "folder"),
                                   page_when(page, say_time(one, "at")),
                                   (long long)doc_int(one, "size"), doc_text(one, "why")));
    if (doc_int(doc, "aside_total"))
        page_wrapped(page, PAGE_PLAIN, 0,
                     arena_printf(page->arena,
                                  "%lld could not be taken in: they lie where they were. `beck "
                                  "mailbox resume %lld` tries them again.",
                                  (long long)doc_int(doc, "aside_total"),
                                  (long long)doc_int(doc, "id")));
}

void text_mailbox(Page *page, const Doc *doc)
{
    const char *state = doc_text(doc, "state");
    page_add(page, PAGE_TITLE, doc_text(doc, "address"));
    page_addf(page, PAGE_PLAIN, " · mailbox %lld · for %s · ", (long long)doc_int(doc, "id"),
              text_or(doc_text(doc, "user"), "everybody"));
    page_add(page, text_send_style(state), state);
    page_end(page);
    page_labelled(page, "Why", LABEL, PAGE_WARN, doc_text(doc, "why"));
    for (const Doc *one = doc_get(doc, "settings")->first; one; one = one->next)
        page_labelled(page, one->name, LABEL, PAGE_PLAIN, one->text);
    if (doc_text(doc, "login_of"))
        page_labelled(page, "Password", LABEL, PAGE_PLAIN,
                      arena_printf(page->arena, "of the sender %s", doc_text(doc, "login_of")));
    page_labelled(page, "Copies", LABEL, PAGE_PLAIN,
                  say_truth(doc, "copies") ? "of what is sent, into the Sent folder" : "none");
    page_labelled(page, "Read", LABEL, PAGE_PLAIN, read_of(page, doc));
    add_folders(page, doc);
    add_asides(page, doc);
}

void text_mailbox_removed(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_PLAIN, "Mailbox %lld is not read any more.",
              (long long)doc_int(doc, "id"));
    page_end(page);
}

void text_mailbox_right(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_GOOD, "Mailbox %lld can be read.", (long long)doc_int(doc, "id"));
    page_end(page);
}
