#include "view/view_next.h"

#include "base/text.h"
#include "view/view_lint.h"
#include "view/view_promise.h"
#include "view/view_send.h"
#include "view/view_touch.h"

static void set_words(Arena *arena, Doc *doc, const char *name, const char *words)
{
    doc_set_text(arena, doc, name, text_empty(words) ? NULL : words);
}

static void set_script(Arena *arena, Doc *doc, const TouchScript *script)
{
    Doc *object = doc_set_object(arena, doc, "script");
    set_words(arena, object, "reason", script->reason);
    set_words(arena, object, "new", script->news);
    set_words(arena, object, "words", script->words);
    set_words(arena, object, "voicemail", script->voicemail);
    set_words(arena, object, "gatekeeper", script->gatekeeper);
    set_words(arena, object, "subject", script->subject);
    set_words(arena, object, "body", script->body);
}

static void set_ask(Arena *arena, Doc *doc, const Ask *ask)
{
    if (ask->kind == ASK_NOTHING) {
        doc_set_null(arena, doc, "ask");
        return;
    }
    Doc *object = doc_set_object(arena, doc, "ask");
    doc_set_text(arena, object, "field", ask->field);
    doc_set_text(arena, object, "question", ask->question);
}

static void set_climb(Arena *arena, Doc *doc, const NextTouch *next)
{
    Doc *climb = doc_set_array(arena, doc, "climb");
    for (size_t i = 0; i < next->climb_count; i++) {
        const ClimbDial *dial = &next->climb[i];
        Doc *entry = doc_add_object(arena, climb);
        if (dial->contact_id) {
            Doc *contact = doc_set_object(arena, entry, "contact");
            doc_set_id(arena, contact, "id", dial->contact_id);
            doc_set_text(arena, contact, "name", dial->contact_name);
            doc_set_text(arena, contact, "title", dial->contact_title);
        } else {
            doc_set_null(arena, entry, "contact");
        }
        doc_set_text(arena, entry, "kind", address_kind_name(dial->kind));
        doc_set_text(arena, entry, "value", dial->value);
        doc_set_text(arena, entry, "extension", dial->extension);
        doc_set_text(arena, entry, "before", dial->before);
        set_words(arena, entry, "left", dial->left);
        set_words(arena, entry, "missed", dial->missed);
        set_words(arena, entry, "words", dial->words);
        set_words(arena, entry, "voicemail", dial->voicemail);
        doc_set_int(arena, entry, "unanswered", dial->unanswered);
        doc_set_bool(arena, entry, "tired", dial->tired);
    }
}

static void set_last(Arena *arena, Doc *doc, const LastWords *last)
{
    if (last->at == TIME_NONE) {
        doc_set_null(arena, doc, "last");
        return;
    }
    Doc *object = doc_set_object(arena, doc, "last");
    doc_set_time(arena, object, "at", last->at);
    doc_set_text(arena, object, "channel", channel_name(last->channel));
    doc_set_text(arena, object, "outcome", outcome_name(last->outcome));
    doc_set_text(arena, object, "note", last->note);
    doc_set_text(arena, object, "contact", last->contact_name);
}

Doc *view_next(Arena *arena, const NextTouch *next)
{
    if (!next->found)
        return arena_make(arena, Doc);
    Doc *doc = view_touch(arena, &next->touch);
    set_script(arena, doc, &next->script);
    view_text_set(arena, doc, next->text);
    set_ask(arena, doc, &next->ask);
    set_climb(arena, doc, next);
    Doc *follow_ups = doc_set_array(arena, doc, "follow_ups");
    for (int channel = CHANNEL_NONE + 1; channel < CHANNELS; channel++)
        if (next->follow_ups & CHANNEL_BIT(channel))
            doc_add_text(arena, follow_ups, channel_name((Channel)channel));
    doc_set_bool(arena, doc, "due", next->due);
    set_last(arena, doc, &next->last);
    doc_set_text(arena, doc, "note", next->lead_note);
    doc_set(doc, "promises", view_promise_list(arena, &next->promises));
    doc_set_text(arena, doc, "aside", next->aside);
    view_outbox_set(arena, doc, next->by_machine, &next->outbox);
    doc_set_int(arena, doc, "call_number", (int64_t)next->call_number);
    doc_set_int(arena, doc, "voicemail_number", (int64_t)next->voicemail_number);
    return doc;
}
