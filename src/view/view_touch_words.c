#include "view/view_touch_words.h"

#include "base/text.h"
#include "view/view_lint.h"
#include "view/view_touch.h"

Doc *view_touch_words(Arena *arena, const TouchWords *words)
{
    const TouchScript *script = &words->next.script;
    bool letter = words->next.touch.channel == CHANNEL_LETTER;
    Doc *doc = view_touch(arena, &words->next.touch);
    doc_set_text(arena, doc, "subject", letter ? text_or(script->subject, "") : NULL);
    doc_set_text(arena, doc, "words", text_or(script->words, ""));
    doc_set_bool(arena, doc, "own", script->own);
    doc_set_int(arena, doc, "sentences", (int64_t)words->sentences);
    doc_set(doc, "lint", view_lint(arena, &words->lint));
    return doc;
}
