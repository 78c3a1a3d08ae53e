#include "cli/text_letter.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_lint.h"
#include "cli/text_say.h"

#include <string.h>

static const char *town_of(const Doc *letter)
{
    const Doc *to = doc_get(letter, "to");
    return to && to->count > 1 ? to->last->text : "";
}

static void text_missing(Page *page, const Doc *doc)
{
    for (const Doc *one = doc_get(doc, "missing")->first; one; one = one->next) {
        page_addf(page, PAGE_WARN, "%lld: %s", (long long)doc_int(one, "id"), doc_text(one, "why"));
        page_end(page);
    }
}

static void text_refused(Page *page, const Doc *doc)
{
    for (const Doc *one = doc_get(doc, "letters")->first; one; one = one->next) {
        const char *why = doc_text(one, "why_not");
        if (why)
            page_wrapped(page, PAGE_WARN, 0,
                         arena_printf(page->arena, "%lld cannot be printed: %s",
                                      (long long)doc_int(one, "id"), why));
    }
}

void text_letters(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "touch", .align = GRID_RIGHT},
        {.title = "to", .least = 16},
        {.title = "where", .least = 16},
        {.title = "sheets", .align = GRID_RIGHT},
    };
    Grid *grid = grid_new(page->arena, columns, 4);
    for (const Doc *one = doc_get(doc, "letters")->first; one; one = one->next) {
        const Doc *to = doc_get(one, "to");
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(one, "id"));
        grid_cell(grid, PAGE_STRONG, to->first ? to->first->text : NULL);
        grid_cell(grid, PAGE_PLAIN, town_of(one));
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(one, "sheets"));
    }
    if (!grid_rows(grid)) {
        page_wrapped(page, PAGE_PLAIN, 0, "No letter is due.");
        return;
    }
    grid_print(grid, page, 0);
    text_refused(page, doc);
    page_wrapped(page, PAGE_DIM, 0,
                 "beck letter print --due -o letters.pdf, and when they are in the post: beck "
                 "letter sent --due");
}

void text_letters_printed(Page *page, const Doc *doc)
{
    const char *file = doc_text(doc, "file");
    long long printed = doc_int(doc, "printed");
    page_addf(page, PAGE_GOOD, "%lld %s, %lld %s", printed, printed == 1 ? "letter" : "letters",
              (long long)doc_int(doc, "sheets"), doc_int(doc, "sheets") == 1 ? "sheet" : "sheets");
    if (file)
        page_addf(page, PAGE_PLAIN, ": %s", file);
    else
        page_addf(page, PAGE_PLAIN, " on %s, job %lld", doc_text(doc, "printer"),
                  (long long)doc_int(doc, "job"));
    page_end(page);
    text_refused(page, doc);
    text_missing(page, doc);
    page_wrapped(page, PAGE_DIM, 0,
                 "Nothing is logged yet: beck letter sent says they are in the post.");
}

void text_fax(Page *page, const Doc *doc)
{
    long long sheets = doc_int(doc, "sheets");
    const char *to = doc_text(doc, "to"), *enclosed = doc_text(doc, "enclosed");
    page_addf(page, PAGE_GOOD, "%lld %s", sheets, sheets == 1 ? "sheet" : "sheets");
    page_addf(page, PAGE_PLAIN, " to %s%s%s: %s", text_or(to, ""), to ? ", " : "",
              doc_text(doc, "number"), doc_text(doc, "file"));
    page_end(page);
    if (enclosed)
        page_labelled(page, "Behind them", 14, PAGE_PLAIN, enclosed);
    if (say_truth(doc, "names_no_fax"))
        page_wrapped(
            page, PAGE_WARN, 0,
            "It names no fax number at which they may ask for no more, as a fax to the USA "
            "must: beck config set fax_number +13035550102");
    page_wrapped(page, PAGE_DIM, 0,
                 "Nothing is sent yet: beck outbox send lets it go, or a person faxes it and logs "
                 "it as sent.");
}

void text_letters_sent(Page *page, const Doc *doc)
{
    size_t logged = doc_get(doc, "logged")->count, already = doc_get(doc, "already")->count;
    page_addf(page, PAGE_GOOD, "%zu in the post", logged);
    if (already)
        page_addf(page, PAGE_DIM, ", %zu already were", already);
    page_end(page);
    for (const Doc *one = doc_get(doc, "refused")->first; one; one = one->next) {
        page_addf(page, PAGE_WARN, "%lld: %s", (long long)doc_int(one, "id"), doc_text(one, "why"));
        page_end(page);
    }
}

/* As it is read again: a subject, an empty line, the words. */
void text_touch_words(Page *page, const Doc *doc)
{
    const char *subject = doc_text(doc, "subject");
    if (!text_empty(subject)) {
        page_addf(page, PAGE_PLAIN, "Subject: %s", subject);
        page_end(page);
        page_end(page);
    }
    for (const char *at = doc_text(doc, "words"); *at;) {
        size_t length = strcspn(at, "\n");
        page_add(page, PAGE_PLAIN, arena_strndup(page->arena, at, length));
        page_end(page);
        at += length + (at[length] == '\n');
    }
}

void text_touch_words_written(Page *page, const Doc *doc)
{
    int64_t sentences = doc_int(doc, "sentences");
    const Doc *contact = doc_get(doc, "contact");
    bool person = contact && contact->kind == DOC_OBJECT;
    page_addf(page, PAGE_GOOD, "%s",
              doc_get(doc, "own")->truth ? "Kept" : "As the cadence has them");
    page_addf(page, PAGE_PLAIN, ": the %s to %s, %lld %s", doc_text(doc, "channel"),
              doc_text(person ? contact : doc_get(doc, "lead"), "name"), (long long)sentences,
              sentences == 1 ? "sentence" : "sentences");
    page_end(page);
    text_lint(page, doc_get(doc, "lint"));
}
