#include "view/view_review.h"

#include "view/view_lint.h"
#include "view/view_log.h"
#include "view/view_mail_file.h"
#include "view/view_send.h"
#include "view/view_touch.h"

/* What a colleague may know of it. */
static void set_sender(Arena *arena, Doc *doc, const Review *review)
{
    if (!review->by_outbox) {
        doc_set_null(arena, doc, "sender");
        return;
    }
    const SenderShown *from = &review->sender;
    Doc *sender = doc_set_object(arena, doc, "sender");
    doc_set_text(arena, sender, "address", from->address);
    doc_set_text(arena, sender, "state", from->state);
    doc_set_text(arena, sender, "why", from->why);
    doc_set_time(arena, sender, "rests_until", from->rests_until);
}

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
        doc_set(touch, "lint", view_lint(arena, &review->lints[i]));
        doc_set(touch, "files", view_mail_files(arena, &review->files[i]));
        doc_add(touches, touch);
    }
    doc_set_int(arena, doc, "total", (int64_t)review->total);
    set_sender(arena, doc, review);
    doc_set(doc, "outbox", view_outbox_list(arena, &review->outbox));
    return doc;
}

Doc *view_review_logged(Arena *arena, const ReviewLogged *logged)
{
    Doc *doc = doc_object(arena);
    Doc *list = doc_set_array(arena, doc, "logged");
    for (size_t i = 0; i < logged->count; i++)
        doc_add(list, view_log(arena, &logged->logged[i]));
    Doc *already = doc_set_array(arena, doc, "already");
    for (size_t i = 0; i < logged->already_count; i++) {
        Doc *touch = doc_add_object(arena, already);
        doc_set_id(arena, touch, "id", logged->already[i]);
    }
    Doc *refused = doc_set_array(arena, doc, "refused");
    for (size_t i = 0; i < logged->refused_count; i++) {
        Doc *touch = doc_add_object(arena, refused);
        doc_set_id(arena, touch, "id", logged->refused[i].touch_id);
        doc_set_text(arena, touch, "why", logged->refused[i].why);
    }
    return doc;
}
