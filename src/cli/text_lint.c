#include "cli/text_lint.h"

#include "base/text.h"

enum { SCORE_GOOD = 80, SCORE_BAD = 50, MESSAGE_AT = 10 };

void text_parts(Page *page, const Doc *text)
{
    if (!text || text->kind != DOC_OBJECT)
        return;
    const char *forced_by = doc_text(text, "forced_by"), *cost = doc_text(text, "cost");
    int64_t parts = doc_int(text, "parts");
    page_wrapped(
        page, PAGE_DIM, 0,
        arena_printf(
            page->arena, "%lld part%s of at most %lld, %lld more characters%s%s%s%s%s",
            (long long)parts, parts == 1 ? "" : "s", (long long)doc_int(text, "parts_most"),
            (long long)doc_int(text, "left"), forced_by ? "; \"" : "", text_or(forced_by, ""),
            forced_by ? "\" makes the parts small" : "", cost ? "; " : "", text_or(cost, "")));
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
    text_parts(page, doc_get(doc, "text"));
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
