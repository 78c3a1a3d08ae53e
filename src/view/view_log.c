#include "view/view_log.h"

#include "view/view_touch.h"

static void set_touch(Arena *arena, Doc *doc, const LogResult *result)
{
    Doc *touch = doc_set_object(arena, doc, "touch");
    bool skipped = result->outcome == OUTCOME_SKIPPED;
    doc_set_id(arena, touch, "id", result->touch_id);
    doc_set_text(arena, touch, "channel", channel_name(result->channel));
    doc_set_text(arena, touch, "outcome", outcome_name(result->outcome));
    doc_set_text(arena, touch, "result", result->result ? result_name(result->result) : NULL);
    doc_set_time(arena, touch, "at", result->at);
    doc_set_text(arena, touch, "contact", result->contact_name);
    doc_set_text(arena, touch, "state", skipped ? "skipped" : "done");
    doc_set_text(arena, touch, "said", result->said);
    doc_set_text(arena, touch, "flagged", result->flagged);
}

Doc *view_log(Arena *arena, const LogResult *result)
{
    Doc *doc = doc_object(arena);
    set_touch(arena, doc, result);
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", result->lead_id);
    doc_set_text(arena, lead, "name", result->open ? result->next.lead_name : NULL);
    doc_set_text(arena, lead, "status", lead_status_name(result->status));
    doc_set_bool(arena, lead, "open", result->open);
    if (result->open)
        doc_set(doc, "next", view_touch(arena, &result->next));
    else
        doc_set_null(arena, doc, "next");
    Doc *questions = doc_set_array(arena, doc, "questions");
    for (size_t i = 0; i < result->question_count; i++)
        doc_add_text(arena, questions, result->questions[i]);
    doc_set_text(arena, doc, "smaller", result->smaller ? channel_name(result->smaller) : NULL);
    return doc;
}

Doc *view_logs(Arena *arena, const LogResult *results, size_t count)
{
    Doc *doc = doc_object(arena), *logs = doc_set_array(arena, doc, "logs");
    for (size_t i = 0; i < count; i++)
        doc_add(logs, view_log(arena, &results[i]));
    return doc;
}

Doc *view_undone(Arena *arena, const Undone *undone, size_t count, const TouchCard *next)
{
    const Undone *last = &undone[count - 1];
    Doc *doc = doc_object(arena), *touch = doc_set_object(arena, doc, "touch");
    doc_set_id(arena, touch, "id", last->touch_id);
    doc_set_time(arena, touch, "at", last->at);
    doc_set_text(arena, touch, "state", "undone");
    doc_set_text(arena, touch, "said", last->said);
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", last->lead_id);
    doc_set_text(arena, lead, "name", next ? next->lead_name : NULL);
    doc_set_text(arena, lead, "status", next ? lead_status_name(next->lead_status) : NULL);
    doc_set_bool(arena, lead, "open", next);
    if (next)
        doc_set(doc, "next", view_touch(arena, next));
    else
        doc_set_null(arena, doc, "next");
    Doc *all = doc_set_array(arena, doc, "undone");
    for (size_t i = 0; i < count; i++) {
        Doc *entry = doc_add_object(arena, all);
        doc_set_text(arena, entry, "said", undone[i].said);
        doc_set_time(arena, entry, "at", undone[i].at);
        doc_set_id(arena, entry, "touch_id", undone[i].touch_id);
        doc_set_id(arena, entry, "lead_id", undone[i].lead_id);
    }
    return doc;
}

Doc *view_changed(Arena *arena, const TouchCard *next)
{
    Doc *doc = doc_object(arena), *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", next->lead_id);
    doc_set_text(arena, lead, "name", next->lead_name);
    doc_set_text(arena, lead, "status", lead_status_name(next->lead_status));
    doc_set(doc, "next", view_touch(arena, next));
    return doc;
}
