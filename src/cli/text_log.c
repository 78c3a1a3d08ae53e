#include "cli/text_touch.h"

#include "base/text.h"
#include "cli/text_say.h"

void text_touch_next(Page *page, const Doc *touch)
{
    if (!touch || touch->kind != DOC_OBJECT)
        return;
    const char *act = say_act(doc_text(touch, "channel"));
    page_labelled(page, "Next", 6, PAGE_PLAIN,
                  arena_printf(page->arena, "%s %s, %s (touch %lld)", act,
                               say_contact(page->arena, touch), say_when(page, touch, "due_at"),
                               (long long)doc_int(touch, "id")));
    page_wrapped(page, PAGE_DIM, 6, doc_text(touch, "reason"));
}

static void put_closed(Page *page, const Doc *doc)
{
    const Doc *lead = doc_get(doc, "lead");
    if (doc_get(doc, "next")->kind == DOC_OBJECT)
        return;
    const char *status = doc_text(lead, "status");
    page_labelled(
        page, "Next", 6, PAGE_PLAIN,
        arena_printf(page->arena, "nothing: lead %lld is %s.", (long long)doc_int(lead, "id"),
                     text_equal(status, "never") ? "not to be contacted again" : "closed"));
}

void text_log(Page *page, const Doc *doc)
{
    const Doc *touch = doc_get(doc, "touch");
    const char *flagged = doc_text(touch, "flagged"), *smaller = doc_text(doc, "smaller");
    page_add(page, PAGE_GOOD, "Logged ");
    page_hanging(page, 7, 7, PAGE_STRONG, doc_text(touch, "said"));
    if (flagged)
        page_wrapped(page, PAGE_WARN, 0,
                     arena_printf(page->arena, "It was over the line (%s); kept as it was.",
                                  say_words(page->arena, flagged)));
    text_touch_next(page, doc_get(doc, "next"));
    put_closed(page, doc);
    if (smaller)
        page_labelled(page, "Or", 6, PAGE_PLAIN,
                      arena_printf(page->arena, "the smaller act, now: %s.", say_smaller(smaller)));
    for (const Doc *question = doc_get(doc, "questions")->first; question;
         question = question->next)
        page_labelled(page, "Ask", 6, PAGE_PLAIN, question->text);
}

void text_logs(Page *page, const Doc *doc)
{
    for (const Doc *log = doc_get(doc, "logs")->first; log; log = log->next) {
        text_log(page, log);
        page_gap(page);
    }
}

void text_undone(Page *page, const Doc *doc)
{
    for (const Doc *each = doc_get(doc, "undone")->first; each; each = each->next) {
        page_add(page, PAGE_GOOD, "Undone ");
        page_hanging(page, 7, 7, PAGE_STRONG,
                     arena_printf(page->arena, "%s (%s)", doc_text(each, "said"),
                                  say_when(page, each, "at")));
    }
    text_touch_next(page, doc_get(doc, "next"));
}

void text_changed(Page *page, const Doc *doc)
{
    const Doc *lead = doc_get(doc, "lead");
    page_add(page, PAGE_GOOD, "Done");
    page_hanging(page, 4, 6, PAGE_PLAIN,
                 arena_printf(page->arena, "%s (lead %lld)", doc_text(lead, "name"),
                              (long long)doc_int(lead, "id")));
    text_touch_next(page, doc_get(doc, "next"));
}
