#include "cli/text_reading.h"

#include "base/text.h"
#include "cli/text_say.h"

enum { LABEL = 10 };

/* What it is, in a few words. */
static const struct {
    const char *kind, *said;
    PageStyle style;
} kinds[] = {
    {"bounce", "could not be delivered", PAGE_BAD},
    {"delay", "is late, they keep trying", PAGE_WARN},
    {"complaint", "was called spam", PAGE_BAD},
    {"auto_reply", "answered by a machine", PAGE_WARN},
    {"challenge", "asks you to prove yourself", PAGE_WARN},
    {"unsubscribe", "wants no more mail", PAGE_BAD},
    {"reply", "a person's answer", PAGE_GOOD},
    {"delivered", "has arrived", PAGE_GOOD},
    {"other", "no answer, no report", PAGE_PLAIN},
};

static void add_kind(Page *page, const Doc *doc)
{
    const char *file = doc_text(doc, "file"), *kind = doc_text(doc, "kind");
    page_add(page, PAGE_STRONG, text_equal(file, "-") ? "standard input" : file);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (text_equal(kinds[i].kind, kind))
            page_addf(page, kinds[i].style, "  %s: %s", say_words(page->arena, kind),
                      kinds[i].said);
    page_end(page);
}

static void add_writer(Page *page, const Doc *doc)
{
    const char *name = doc_text(doc, "from_name"), *address = doc_text(doc, "from");
    const char *both = name && address ? arena_printf(page->arena, "%s <%s>", name, address)
                                       : text_or(address, name);
    page_labelled(page, "from", LABEL, PAGE_PLAIN, text_or(both, ""));
    page_labelled(page, "about", LABEL, PAGE_PLAIN, doc_text(doc, "subject"));
}

static void add_recipients(Page *page, const Doc *doc)
{
    bool lost =
        text_equal(doc_text(doc, "kind"), "bounce") || text_equal(doc_text(doc, "kind"), "delay");
    for (const Doc *one = doc_get(doc, "recipients")->first; one; one = one->next) {
        const char *address = doc_text(one, "address"), *said = doc_text(one, "said");
        const char *why = say_words(page->arena, doc_text(one, "reason"));
        const char *line = lost ? arena_printf(page->arena, "%s, %s%s%s", address, why,
                                               say_truth(one, "hard") ? ", for good" : "",
                                               said ? arena_printf(page->arena, ": %s", said) : "")
                                : address;
        if (!text_equal(address, doc_text(doc, "from"))) /* who writes of himself stands there */
            page_labelled(page, "whom", LABEL, say_truth(one, "hard") ? PAGE_BAD : PAGE_PLAIN,
                          line);
    }
}

static void add_stand_ins(Page *page, const Doc *doc)
{
    for (const Doc *one = doc_get(doc, "stand_ins")->first; one; one = one->next) {
        const char *parts[] = {doc_text(one, "name"), doc_text(one, "address"),
                               doc_text(one, "phone")};
        const char *line = "";
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
            if (parts[i])
                line = arena_printf(page->arena, "%s%s%s", line, line[0] ? ", " : "", parts[i]);
        page_labelled(page, "stands in", LABEL, PAGE_PLAIN, line);
    }
}

void text_reading(Page *page, const Doc *doc)
{
    page_gap(page);
    add_kind(page, doc);
    add_writer(page, doc);
    add_recipients(page, doc);
    page_labelled(page, "answers", LABEL, PAGE_DIM, text_or(doc_text(doc, "in_reply_to"), ""));
    const char *until = doc_text(doc, "until");
    page_labelled(page, "until", LABEL, PAGE_STRONG, until ? say_day(page->arena, until, 1) : "");
    add_stand_ins(page, doc);
    page_gap(page);
    page_wrapped(page, PAGE_PLAIN, 2, doc_text(doc, "text"));
}

void text_received_taken(Page *page, const Doc *doc)
{
    const char *did = say_truth(doc, "again")
                          ? "taken in before, nothing has changed"
                          : text_or(doc_text(doc, "did"), "of nobody here, nothing is kept of it");
    bool asks = say_truth(doc, "asks") && !say_truth(doc, "again");
    add_kind(page, doc);
    page_labelled(page, "did", LABEL, asks ? PAGE_WARN : PAGE_PLAIN, did);
    if (asks)
        page_labelled(page, "", LABEL, PAGE_DIM, "beck inbox --asks shows it");
}
