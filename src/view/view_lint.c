#include "view/view_lint.h"

static void set_text(Arena *arena, Doc *doc, const LintText *text)
{
    if (!text) {
        doc_set_null(arena, doc, "text");
        return;
    }
    const SmsParts *size = &text->size;
    Doc *object = doc_set_object(arena, doc, "text");
    doc_set_text(arena, object, "alphabet", size->gsm ? "gsm7" : "ucs2");
    doc_set_text(arena, object, "forced_by", text->forced_by);
    doc_set_int(arena, object, "units", (int64_t)size->units);
    doc_set_int(arena, object, "left", (int64_t)size->left);
    doc_set_int(arena, object, "parts", (int64_t)size->parts);
    doc_set_int(arena, object, "parts_most", SMS_PARTS_MOST);
    doc_set_text(arena, object, "cost", text->cost);
    doc_set_bool(arena, object, "picture", text->picture);
}

Doc *view_lint(Arena *arena, const Lint *lint)
{
    Doc *doc = doc_object(arena);
    doc_set_int(arena, doc, "score", lint->score);
    set_text(arena, doc, lint->text);
    Doc *findings = doc_set_array(arena, doc, "findings");
    for (size_t i = 0; i < lint->count; i++) {
        const LintFinding *finding = &lint->findings[i];
        Doc *one = doc_add_object(arena, findings);
        doc_set_text(arena, one, "key", finding->key);
        doc_set_int(arena, one, "weight", finding->weight);
        doc_set_id(arena, one, "line", finding->line);
        doc_set_text(arena, one, "message", finding->message);
        doc_set_text(arena, one, "way_out", finding->way_out);
    }
    return doc;
}
