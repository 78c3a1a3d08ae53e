#include "view/view_letter.h"

#include "base/text.h"
#include "mail/lint.h"
#include "view/view_touch.h"

static Doc *view_one(Arena *arena, const LetterShown *shown)
{
    const Letter *letter = &shown->letter;
    Doc *doc = view_touch(arena, &shown->next.touch);
    Doc *to = doc_set_array(arena, doc, "to");
    for (size_t i = 0; i < letter->to.count; i++)
        doc_add_text(arena, to, letter->to.lines[i]);
    doc_set_text(arena, doc, "subject", text_empty(letter->subject) ? NULL : letter->subject);
    doc_set_text(arena, doc, "words", letter->body);
    doc_set_bool(arena, doc, "own", shown->next.script.own);
    doc_set_int(arena, doc, "sentences", (int64_t)lint_sentences(letter->body));
    doc_set_int(arena, doc, "sheets", letter->sheets);
    doc_set_text(arena, doc, "why_not", letter->refused);
    return doc;
}

Doc *view_letters(Arena *arena, const LettersShown *shown)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "form", letter_form_name(shown->form));
    doc_set_text(arena, doc, "paper", paper_name(shown->stationery->paper));
    doc_set_text(arena, doc, "window", shown->stationery->name);
    doc_set_text(arena, doc, "printer", shown->printer);
    doc_set_int(arena, doc, "printed", (int64_t)shown->done.printed);
    doc_set_int(arena, doc, "sheets", shown->done.sheets);
    Doc *letters = doc_set_array(arena, doc, "letters");
    for (size_t i = 0; i < shown->count; i++)
        doc_add(letters, view_one(arena, &shown->at[i]));
    return doc;
}

Doc *view_letters_printed(Arena *arena, const LettersShown *shown)
{
    Doc *doc = view_letters(arena, shown);
    Doc *missing = doc_set_array(arena, doc, "missing");
    for (size_t i = 0; i < shown->missing_count; i++) {
        Doc *one = doc_add_object(arena, missing);
        doc_set_id(arena, one, "id", shown->missing[i].touch_id);
        doc_set_text(arena, one, "why", shown->missing[i].why);
    }
    return doc;
}

Doc *view_letters_queued(Arena *arena, const LetterQueued *queued)
{
    Doc *doc = view_letters_printed(arena, &queued->shown);
    doc_set_int(arena, doc, "job", queued->job);
    return doc;
}
