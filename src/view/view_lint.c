#include "view/view_lint.h"

Doc *view_lint(Arena *arena, const Lint *lint)
{
    Doc *doc = doc_object(arena);
    doc_set_int(arena, doc, "score", lint->score);
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
