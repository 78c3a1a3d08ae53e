#include "cli/text_people.h"

#include "base/text.h"
#include "cli/text_say.h"

#include <string.h>

enum { INDENT = 6 };

static void add_part(Page *page, char **said, const char *part)
{
    if (!text_empty(part))
        *said = arena_printf(page->arena, "%s%s%s", *said, (*said)[0] ? ", " : "", part);
}

/* Postal addresses have lines. */
static const char *in_one_line(Page *page, const Doc *address)
{
    const char *rest =
        say_address(page, doc_text(address, "value"), doc_text(address, "extension"));
    char *line = arena_strdup(page->arena, "");
    while (*rest) {
        size_t length = strcspn(rest, "\n");
        line = arena_printf(page->arena, "%s%s%.*s", line, *line ? ", " : "", (int)length, rest);
        rest += length + (rest[length] == '\n');
    }
    return line;
}

static void put_side(Page *page, const Doc *side)
{
    const char *account = doc_text(side, "account");
    char *title = arena_strdup(page->arena, text_or(doc_text(side, "name"), "")), *reach;
    add_part(page, &title, doc_text(side, "title"));
    if (account)
        title = arena_printf(page->arena, "%s · %s", title, account);
    page_blanks(page, INDENT - 4);
    page_addf(page, PAGE_STRONG, "%6lld  ", (long long)doc_int(side, "id"));
    page_add(page, PAGE_STRONG, text_cut(page->arena, title, page->width - INDENT - 4));
    page_end(page);
    reach = arena_strdup(page->arena, "");
    for (const Doc *address = doc_get(side, "addresses")->first; address; address = address->next)
        add_part(page, &reach, in_one_line(page, address));
    if (!doc_get(side, "addresses")->count)
        add_part(page, &reach, doc_text(side, "city"));
    page_wrapped(page, PAGE_PLAIN, INDENT + 4, reach);
    page_wrapped(page, PAGE_DIM, INDENT + 4,
                 text_cut(page->arena, text_or(doc_text(side, "last_note"), ""), 200));
}

void text_duplicates(Page *page, const Doc *doc)
{
    const Doc *pairs = doc_get(doc, "pairs");
    for (const Doc *pair = pairs->first; pair; pair = pair->next) {
        char *why = arena_strdup(page->arena, "");
        for (const Doc *each = doc_get(pair, "why")->first; each; each = each->next)
            add_part(page, &why, each->text);
        page_gap(page);
        page_addf(page, PAGE_TITLE, "%3d %%", (int)(doc_get(pair, "score")->real * 100));
        page_hanging(page, 5, INDENT, PAGE_PLAIN,
                     arena_printf(page->arena, "%s: %s", doc_text(pair, "kind"), why));
        put_side(page, doc_get(pair, "a"));
        put_side(page, doc_get(pair, "b"));
    }
    page_gap(page);
    int64_t total = doc_int(doc, "total");
    if (!pairs->count)
        page_wrapped(page, PAGE_GOOD, 0, "Nobody seems to be here twice.");
    else if ((int64_t)pairs->count < total)
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(page->arena, "The first %zu of %lld; --limit N shows more.",
                                  pairs->count, (long long)total));
    if (pairs->count)
        page_wrapped(page, PAGE_DIM, 0,
                     "`beck merge A B` makes one of two, `beck duplicates different A B` keeps "
                     "them apart for good.");
}

void text_merged(Page *page, const Doc *doc)
{
    const Doc *kept = doc_get(doc, "kept"), *gone = doc_get(doc, "gone");
    page_add(page, PAGE_GOOD, "Merged");
    page_hanging(
        page, 6, 7, PAGE_PLAIN,
        arena_printf(page->arena, "%s (%lld) into %s (%lld): %s, %s, %s moved.",
                     doc_text(gone, "name"), (long long)doc_int(gone, "id"), doc_text(kept, "name"),
                     (long long)doc_int(kept, "id"),
                     say_count(page->arena, doc_int(doc, "addresses"), "address", "addresses"),
                     say_count(page->arena, doc_int(doc, "leads"), "lead", NULL),
                     say_count(page->arena, doc_int(doc, "promises"), "promise", NULL)));
    page_wrapped(page, PAGE_WARN, 7, doc_text(doc, "said"));
}

void text_different(Page *page, const Doc *doc)
{
    page_wrapped(page, PAGE_PLAIN, 0,
                 arena_printf(page->arena, "%lld and %lld are two; they are not proposed again.",
                              (long long)doc_int(doc, "a"), (long long)doc_int(doc, "b")));
}
