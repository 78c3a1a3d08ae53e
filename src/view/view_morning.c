#include "view/view_morning.h"

#include "base/text.h"
#include "view/view_promise.h"
#include "view/view_today.h"
#include "view/view_touch.h"

/* RFC 3966; an extension is dialled behind a pause by few, so it is the parameter it should be. */
static const char *tel(Arena *arena, const TouchCard *first)
{
    return text_empty(first->address_extension)
               ? arena_printf(arena, "tel:%s", first->address_value)
               : arena_printf(arena, "tel:%s;ext=%s", first->address_value,
                              first->address_extension);
}

static void set_first(Arena *arena, Doc *doc, const TouchCard *first)
{
    if (first)
        doc_set(doc, "first", view_touch(arena, first));
    else
        doc_set_null(arena, doc, "first");
    doc_set_text(arena, doc, "tel", first ? tel(arena, first) : NULL);
}

static void set_monday(Arena *arena, Doc *doc, const MondayReport *report)
{
    if (!report) {
        doc_set_null(arena, doc, "monday");
        return;
    }
    Doc *monday = doc_set_object(arena, doc, "monday");
    Doc *sellers = doc_set_array(arena, monday, "sellers");
    for (size_t i = 0; i < report->seller_count; i++) {
        const MondaySeller *seller = &report->sellers[i];
        Doc *entry = doc_add_object(arena, sellers);
        doc_set_text(arena, entry, "name", seller->name);
        doc_set_int(arena, entry, "silent", seller->silent);
        doc_set_int(arena, entry, "broken_promises", seller->broken_promises);
        doc_set_int(arena, entry, "late_enquiries", seller->late_enquiries);
        doc_set_int(arena, entry, "talks_last_week", seller->talks_last_week);
    }
    doc_set_int(arena, monday, "late", report->late_total);
}

static void set_mail(Arena *arena, Doc *doc, const MorningMail *shown)
{
    Doc *mail = doc_set_object(arena, doc, "mail");
    doc_set_text(arena, mail, "time", shown->time);
    doc_set_text(arena, mail, "to", shown->to);
    doc_set_text(arena, mail, "state", morning_state_name(shown->state));
    doc_set_time(arena, mail, "at", shown->at);
    doc_set_text(arena, mail, "why", shown->why);
}

Doc *view_morning(Arena *arena, const Morning *morning)
{
    Doc *doc = doc_object(arena);
    doc_set_time(arena, doc, "now", morning->today.now);
    doc_set_day(arena, doc, "day", morning->day);
    doc_set_text(arena, doc, "user", morning->user_name);
    view_today_numbers(arena, doc, &morning->today);
    set_first(arena, doc, morning->first);
    Doc *answers = doc_set_array(arena, doc, "answers");
    for (size_t i = 0; i < morning->answers.count; i++)
        doc_add(answers, view_touch(arena, &morning->answers.at[i]));
    doc_set(doc, "promised", view_promise_list(arena, &morning->promised));
    doc_set(doc, "broken", view_promise_list(arena, &morning->broken));
    set_monday(arena, doc, morning->monday);
    doc_set_text(arena, doc, "url", morning->url);
    set_mail(arena, doc, &morning->mail);
    return doc;
}
