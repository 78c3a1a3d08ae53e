#include "web/page_day.h"

#include "action/list_today.h"
#include "base/text.h"
#include "view/view_words.h"
#include "web/page.h"
#include "web/page_choices.h"
#include "web/page_phone.h"
#include "web/page_send.h"
#include "web/page_text_now.h"

/* The same node under another parent: its members are shared, never changed. */
static Doc *share(Arena *arena, const Doc *doc)
{
    Doc *twin = arena_make(arena, Doc);
    *twin = *doc;
    twin->next = NULL;
    twin->name = NULL;
    return twin;
}

static void add_group(Arena *arena, const Doc *doc, const char *name, int64_t count, Doc *groups)
{
    Doc *group = doc_add_object(arena, groups);
    doc_set_text(arena, group, "group", name);
    doc_set_int(arena, group, "count", count >= TODAY_COUNT_MOST ? TODAY_COUNT_MOST - 1 : count);
    doc_set_bool(arena, group, "more", count >= TODAY_COUNT_MOST);
    Doc *touches = doc_set_array(arena, group, "touches");
    for (const Doc *touch = doc_get(doc, "touches")->first; touch; touch = touch->next)
        if (text_equal(doc_text(touch, "group"), name))
            doc_add(touches, share(arena, touch));
    doc_set_bool(arena, group, "shown_not_all", (int64_t)touches->count < count);
    int64_t letters = 0;
    for (const Doc *touch = touches->first; touch; touch = touch->next)
        letters += text_equal(doc_text(touch, "channel"), "letter");
    if (letters)
        doc_set_int(arena, group, "letters", letters);
}

void page_today(Request *request, Doc *doc)
{
    static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                           "Friday", "Saturday", "Sunday"};
    Arena *arena = request->arena;
    const char *only = request_text(request, "group");
    Doc *groups = doc_array(arena);
    const Doc *counts = doc_get(doc, "counts");
    for (const Doc *count = counts->first; count; count = count->next)
        if (!text_equal(count->name, "total") && count->integer &&
            (!only || text_equal(only, count->name)))
            add_group(arena, doc, count->name, count->integer, groups);
    doc_set(doc, "groups", groups);
    Day today = zone_day(context_zone(request->context), context_now(request->context));
    doc_set_text(arena, doc, "now_weekday", weekdays[day_weekday(today)]);
}

/* What a template cannot tell: whether there is a mail, and what its counts say together. */
void page_morning(Request *request, Doc *doc)
{
    Doc *first = doc_own(doc, "first");
    Doc *address = doc_own(first, "address");
    if (address && address->kind == DOC_OBJECT)
        page_say_address(request->arena, address, context_country(request->context), NULL);
    doc_set_text(request->arena, doc, "said",
                 view_words_counts(request->arena, doc_get(doc, "counts")));
    doc_set_bool(request->arena, doc, "wanted",
                 !text_equal(doc_text(doc_get(doc, "mail"), "state"), "off"));
}

void page_next(Request *request, Doc *doc)
{
    const Doc *script = doc_get(doc, "script");
    const char *country = context_country(request->context);
    page_choose_contents(request, doc_set_object(request->arena, doc, "library"), "contents");
    Doc *climb = doc_own(doc, "climb");
    Doc *address = doc_own(doc, "address");
    PhoneLine line;
    bool known = climb && page_find_line(request, &line);
    if (address && address->kind == DOC_OBJECT) {
        if (known)
            page_dial_link(request, &line, address);
        page_say_address(request->arena, address, country, script);
    }
    for (Doc *dial = climb ? climb->first : NULL; dial; dial = dial->next) {
        if (known)
            page_dial_link(request, &line, dial);
        page_say_address(request->arena, dial, country, script);
    }
    if (known)
        page_add_dialling(request, &line, doc);
    page_say_text(request, doc);
    const char *channel = doc_text(doc, "channel");
    if (text_equal(channel, "phone") || text_equal(channel, "visit"))
        page_add_text_now(request, doc, doc_int(doc_get(doc, "lead"), "id"),
                          doc_int(doc_get(doc, "content"), "id"));
}

void page_late(Request *request, Doc *doc)
{
    const char *country = context_country(request->context);
    Doc *script = doc_object(request->arena);
    doc_set_text(request->arena, script, "subject", doc_text(doc_get(doc, "holding"), "subject"));
    doc_set_text(request->arena, script, "body", doc_text(doc_get(doc, "holding"), "words"));
    for (Doc *way = doc_own(doc, "ways")->first; way; way = way->next) {
        doc_set_bool(request->arena, way, "first", way == doc_get(doc, "ways")->first);
        Doc *address = doc_own(way, "address");
        if (address && address->kind == DOC_OBJECT)
            page_say_address(request->arena, address, country, script);
    }
}

void page_promise_mail(Request *request, Doc *doc)
{
    Doc *mail = doc_own(doc, "mail"), *address = doc_own(mail, "address");
    Doc *script = doc_object(request->arena);
    doc_set_text(request->arena, script, "subject", doc_text(mail, "subject"));
    doc_set_text(request->arena, script, "body", doc_text(mail, "words"));
    if (address && address->kind == DOC_OBJECT)
        page_say_address(request->arena, address, context_country(request->context), script);
}
