#include "view/view_lint.h"

#include "base/text.h"

void view_text_set(Arena *arena, Doc *doc, const LintText *text)
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

static const char *say_parts(Arena *arena, int64_t parts)
{
    return arena_printf(arena, "%lld part%s", (long long)parts, parts == 1 ? "" : "s");
}

const char *view_text_said(Arena *arena, const Doc *text)
{
    const char *forced_by = doc_text(text, "forced_by"), *cost = doc_text(text, "cost");
    int64_t most = doc_int(text, "parts_most"), parts = doc_int(text, "parts");
    const char *room = parts > most
                           ? arena_printf(arena, "more than the %lld that go", (long long)most)
                           : arena_printf(arena, "room for %lld", (long long)doc_int(text, "left"));
    return arena_printf(arena, "%s, %s%s%s%s%s%s", say_parts(arena, parts), room, cost ? "; " : "",
                        text_or(cost, ""), forced_by ? "; “" : "", text_or(forced_by, ""),
                        forced_by ? "” makes parts short" : "");
}

const char *view_texts_said(Arena *arena, const Doc *texts)
{
    int64_t count = doc_int(texts, "count");
    const char *cost = doc_text(texts, "cost");
    return arena_printf(arena, "%lld text%s, %s%s%s", (long long)count, count == 1 ? "" : "s",
                        say_parts(arena, doc_int(texts, "parts")), cost ? ": " : "",
                        text_or(cost, ""));
}

Doc *view_lint(Arena *arena, const Lint *lint)
{
    Doc *doc = doc_object(arena);
    doc_set_int(arena, doc, "score", lint->score);
    view_text_set(arena, doc, lint->text);
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
