#include "cli/text_lint.h"

#include "view/view_lint.h"

enum { SCORE_GOOD = 80, SCORE_BAD = 50, MESSAGE_AT = 10 };

void text_parts(Page *page, int indent, const Doc *text)
{
    if (text && text->kind == DOC_OBJECT)
        page_wrapped(page, PAGE_DIM, indent, view_text_said(page->arena, text));
}

void text_lint(Page *page, const Doc *doc)
{
    int64_t score = doc_int(doc, "score");
    const Doc *findings = doc_get(doc, "findings");
    page_addf(page,
              score >= SCORE_GOOD  ? PAGE_GOOD
              : score >= SCORE_BAD ? PAGE_WARN
                                   : PAGE_BAD,
              "%lld of 100", (long long)score);
    page_end(page);
    text_parts(page, 0, doc_get(doc, "text"));
    for (const Doc *each = findings->first; each; each = each->next) {
        const char *label = doc_int(each, "line") ? arena_printf(page->arena, "line %lld",
                                                                 (long long)doc_int(each, "line"))
                                                  : "";
        page_gap(page);
        page_labelled(page, label, MESSAGE_AT, PAGE_STRONG, doc_text(each, "message"));
        page_wrapped(page, PAGE_PLAIN, MESSAGE_AT, doc_text(each, "way_out"));
        page_blanks(page, MESSAGE_AT);
        page_addf(page, PAGE_DIM, "%s, %lld", doc_text(each, "key"),
                  (long long)doc_int(each, "weight"));
        page_end(page);
    }
}
