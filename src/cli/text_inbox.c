#include "cli/text_inbox.h"

#include "base/text.h"
#include "cli/text_say.h"

enum { LABEL = 10 };

static const char *writer_of(const Page *page, const Doc *mail)
{
    const char *name = doc_text(mail, "from_name"), *address = doc_text(mail, "from");
    return name && address ? arena_printf(page->arena, "%s <%s>", name, address)
                           : text_or(name, text_or(address, "somebody"));
}

static const char *lead_of(const Page *page, const Doc *mail)
{
    const Doc *lead = doc_get(mail, "lead");
    if (!lead || lead->kind != DOC_OBJECT)
        return "nobody known";
    return arena_printf(page->arena, "%s · lead:%lld", doc_text(lead, "name"),
                        (long long)doc_int(lead, "id"));
}

void text_inbox_mail(Page *page, const Doc *mail)
{
    bool asks = text_equal(doc_text(mail, "state"), "asks");
    page_addf(page, PAGE_DIM, "%lld  ", (long long)doc_int(mail, "id"));
    page_add(page, PAGE_STRONG, writer_of(page, mail));
    page_addf(page, asks ? PAGE_WARN : PAGE_DIM, "  %s, %s",
              say_words(page->arena, doc_text(mail, "kind")), say_when(page, mail, "at"));
    page_end(page);
    page_labelled(page, "whose", LABEL, PAGE_PLAIN, lead_of(page, mail));
    page_labelled(page, "about", LABEL, PAGE_PLAIN,
                  text_or(doc_text(mail, "about"), text_or(doc_text(mail, "subject"), "")));
    page_labelled(page, "did", LABEL, asks ? PAGE_WARN : PAGE_PLAIN,
                  text_or(doc_text(mail, "did"), ""));
    page_wrapped(page, PAGE_PLAIN, 2,
                 text_cut(page->arena, text_or(doc_text(mail, "text"), ""), 400));
    if (asks)
        page_labelled(page, "", LABEL, PAGE_DIM,
                      arena_printf(page->arena, "beck inbox take %lld · beck inbox ignore %lld",
                                   (long long)doc_int(mail, "id"), (long long)doc_int(mail, "id")));
    page_gap(page);
}

void text_inbox(Page *page, const Doc *doc)
{
    const Doc *mails = doc_get(doc, "mails");
    if (!mails->count)
        page_wrapped(page, PAGE_PLAIN, 0, "Nothing came in.");
    for (const Doc *one = mails->first; one; one = one->next)
        text_inbox_mail(page, one);
    if (say_truth(doc, "more"))
        page_wrapped(page, PAGE_DIM, 0, "There is more: --limit shows it.");
}
