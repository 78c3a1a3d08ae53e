#include "view/view_review.h"

#include "view/view_log.h"
#include "view/view_touch.h"

Doc *view_review(Arena *arena, const Review *review)
{
    Doc *doc = doc_object(arena);
    Doc *touches = doc_set_array(arena, doc, "touches");
    for (size_t i = 0; i < review->count; i++) {
        const NextTouch *next = &review->at[i];
        Doc *touch = view_touch(arena, &next->touch);
        Doc *script = doc_set_object(arena, touch, "script");
        doc_set_text(arena, script, "subject", next->script.subject);
        doc_set_text(arena, script, "body", next->script.body);
        doc_set_text(arena, script, "reason", next->script.reason);
        doc_set_text(arena, script, "new", next->script.news);
        doc_add(touches, touch);
    }
    doc_set_int(arena, doc, "total", (int64_t)review->total);
    return doc;
}

Doc *view_review_logged(Arena *arena, const ReviewLogged *logged)
{
    Doc *doc = doc_object(arena);
    Doc *list = doc_set_array(arena, doc, "logged");
    for (size_t i = 0; i < logged->count; i++)
        doc_add(list, view_log(arena, &logged->logged[i]));
    Doc *refused = doc_set_array(arena, doc, "refused");
    for (size_t i = 0; i < logged->refused_count; i++) {
        Doc *touch = doc_add_object(arena, refused);
        doc_set_id(arena, touch, "id", logged->refused[i].touch_id);
        doc_set_text(arena, touch, "why", logged->refused[i].why);
    }
    return doc;
}
