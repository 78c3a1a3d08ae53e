#include "view/view_review.h"

#include "view/view_lint.h"
#include "view/view_log.h"
#include "view/view_mail_file.h"
#include "view/view_send.h"
#include "view/view_touch.h"

/* What a colleague may know of them. */
static void set_senders(Arena *arena, Doc *doc, const Review *review)
{
    Doc *senders = doc_set_array(arena, doc, "senders");
    for (int channel = CHANNEL_NONE + 1; channel < CHANNELS; channel++) {
        const SenderShown *from = &review->ways[channel].sender;
        if (!review->ways[channel].found)
            continue;
        Doc *sender = doc_add_object(arena, senders);
        doc_set_text(arena, sender, "channel", channel_name((Channel)channel));
        doc_set_text(arena, sender, "address", from->address);
        doc_set_text(arena, sender, "state", from->state);
        doc_set_text(arena, sender, "why", from->why);
        doc_set_time(arena, sender, "rests_until", from->rests_until);
    }
}

static void set_texts(Arena *arena, Doc *doc, const TextTotal *texts)
{
    Doc *object = doc_set_object(arena, doc, "texts");
    doc_set_int(arena, object, "count", (int64_t)texts->count);
    doc_set_int(arena, object, "parts", (int64_t)texts->parts);
    doc_set_int(arena, object, "pictures", (int64_t)texts->pictures);
    doc_set_text(arena, object, "part_cost", texts->part_cost);
    doc_set_text(arena, object, "picture_cost", texts->picture_cost);
    doc_set_text(arena, object, "cost", text_total_cost(arena, texts));
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
        doc_set_bool(arena, touch, "by_sender", review->ways[next->touch.channel].found);
        doc_add(touches, touch);
    }
    doc_set_int(arena, doc, "total", (int64_t)review->total);
    set_senders(arena, doc, review);
    set_texts(arena, doc, &review->texts);
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
