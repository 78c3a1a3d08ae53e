#include "cli/text_touch.h"

#include "base/text.h"
#include "cli/text_promise.h"
#include "cli/text_say.h"
#include "view/view_words.h"

enum { TODAY_INDENT = 8 };

static const struct {
    const char *group, *title;
} groups[] = {
    {"answers", "They answered"}, {"promises", "Promises"}, {"agreed", "Agreed times"},
    {"enquiries", "Enquiries"},   {"calls", "Calls"},       {"review", "Review and send"},
};
enum { GROUP_TITLES = sizeof groups / sizeof *groups };

/* How late, or when it may be done; "" when that goes without saying. */
static const char *said_due(Page *page, const Doc *touch, PageStyle *style)
{
    Time due = say_time(touch, "due_at");
    const char *group = doc_text(touch, "group");
    *style = PAGE_PLAIN;
    if (!text_equal(doc_text(touch, "lateness"), "fresh")) {
        *style = PAGE_BAD;
        const char *smaller = doc_text(touch, "smaller");
        return smaller ? arena_printf(page->arena, "overdue since %s: %s", page_when(page, due),
                                      say_smaller(smaller))
                       : arena_printf(page->arena, "overdue since %s", page_when(page, due));
    }
    bool timed = !text_equal(group, "calls") && !text_equal(group, "review");
    if (timed || due > page->now)
        return page_when(page, due);
    return "";
}

static const char *said_way(Page *page, const Doc *touch)
{
    const Doc *address = doc_get(touch, "address");
    const char *channel = doc_text(touch, "channel"), *value = doc_text(address, "value");
    if (!value) {
        const char *missing = doc_text(touch, "missing");
        return missing ? arena_printf(page->arena, "%s, no %s yet", say_act(channel), missing)
                       : say_act(channel);
    }
    const char *said = say_address(page, value, doc_text(address, "extension"));
    if (text_equal(channel, "phone"))
        return arena_printf(page->arena, "%s %s", doc_text(address, "kind"), said);
    bool postal = text_equal(doc_text(address, "kind"), "postal");
    return postal ? say_act(channel) : arena_printf(page->arena, "%s %s", say_act(channel), said);
}

void text_touch_lines(Page *page, const Doc *touch, bool whose)
{
    PageStyle style;
    const char *due = said_due(page, touch, &style);
    const char *id = arena_printf(page->arena, "%6lld", (long long)doc_int(touch, "id"));
    const char *way = text_cut(page->arena, said_way(page, touch), page->width / 2);
    int room = page->width - TODAY_INDENT - text_columns(way) - 2;
    const char *who = say_who(page->arena, touch, room);
    page_add(page, PAGE_STRONG, id);
    page_blanks(page, TODAY_INDENT - text_columns(id));
    page_add(page, PAGE_STRONG, who);
    page_blanks(page, page->width - TODAY_INDENT - text_columns(who) - text_columns(way));
    page_add(page, PAGE_PLAIN, way);
    page_end(page);

    page_blanks(page, TODAY_INDENT);
    int left = page->width - TODAY_INDENT;
    if (text_equal(doc_text(doc_get(touch, "lead"), "temperature"), "hot")) {
        page_add(page, PAGE_WARN, "hot");
        page_add(page, PAGE_DIM, " · ");
        left -= 6;
    }
    if (whose) {
        const char *owner = doc_text(touch, "owner");
        page_addf(page, PAGE_PLAIN, "%s · ", owner);
        left -= text_columns(owner) + 3;
    }
    if (due[0]) {
        page_add(page, style, due);
        page_add(page, PAGE_DIM, " · ");
        left -= text_columns(due) + 3;
    }
    if (say_truth(touch, "nothing_new")) {
        page_add(page, PAGE_WARN, "nothing new to give ");
        left -= 20;
    }
    page_add(page, PAGE_DIM, text_cut(page->arena, doc_text(touch, "reason"), left < 8 ? 8 : left));
    page_end(page);
}

static void put_summary(Page *page, const Doc *doc)
{
    const Doc *counts = doc_get(doc, "counts"), *lines = doc_get(doc, "lines");
    const char *owner = text_or(doc_text(doc, "owner"), "everyone");
    page_sides(page, PAGE_TITLE, arena_printf(page->arena, "%s · %s", say_now(page), owner),
               PAGE_DIM,
               arena_printf(page->arena, "lines %lld/%lld", (long long)doc_int(lines, "touched"),
                            (long long)doc_int(lines, "target")));
    const char *said = view_words_counts(page->arena, counts);
    if (said[0])
        page_wrapped(page, PAGE_PLAIN, 0, said);
}

/* Of what a person does, where no command can. */
static const char *way_out(Page *page, const Doc *one)
{
    const char *command = doc_text(one, "command");
    return text_equal(doc_text(one, "about"), "invitation")
               ? arena_printf(page->arena, "%s them, then %s",
                              text_equal(doc_text(one, "state"), "doubtful") ? "ask" : "tell",
                              command)
               : command;
}

static const char *not_done(const char *about)
{
    return text_equal(about, "mailbox")      ? "is not read"
           : text_equal(about, "calendar")   ? "(calendar) is not looked at"
           : text_equal(about, "contacts")   ? "(address book) is not looked at"
           : text_equal(about, "invitation") ? "may not know of the change to your appointment"
                                             : "does not send";
}

/* What should send or read and does not. */
static void put_notices(Page *page, const Doc *notices)
{
    for (const Doc *one = notices->first; one; one = one->next) {
        const char *why = doc_text(one, "why"), *address = doc_text(one, "address");
        const char *what = not_done(doc_text(one, "about"));
        const char *when = doc_text(one, "rests_until")
                               ? arena_printf(page->arena, ", tries again %s",
                                              page_when(page, say_time(one, "rests_until")))
                               : "";
        page_wrapped(page, PAGE_WARN, 0,
                     arena_printf(page->arena, "%s %s%s%s%s: %s", text_or(address, "This machine"),
                                  what, when, why ? ": " : "", text_or(why, ""),
                                  way_out(page, one)));
    }
}

static const char *title_of(const char *group)
{
    for (size_t i = 0; i < GROUP_TITLES; i++)
        if (text_equal(groups[i].group, group))
            return groups[i].title;
    return group;
}

void text_today(Page *page, const Doc *doc)
{
    const Doc *touches = doc_get(doc, "touches"), *promises = doc_get(doc, "promises");
    const char *group = NULL;
    put_summary(page, doc);
    put_notices(page, doc_get(doc, "notices"));
    for (const Doc *touch = touches->first; touch; touch = touch->next) {
        const char *own = doc_text(touch, "group");
        if (!text_equal(own, group))
            page_heading(page, title_of(own));
        group = own;
        text_touch_lines(page, touch, !doc_text(doc, "owner"));
    }
    if (promises->count) {
        page_heading(page, "Promises due beside them");
        text_promise_rows(page, promises);
    }
    int64_t total = doc_int(doc_get(doc, "counts"), "total");
    page_gap(page);
    if (!touches->count && !promises->count)
        page_wrapped(page, PAGE_GOOD, 0,
                     "Nothing is due any more today. `beck next` shows what comes first.");
    else if ((int64_t)touches->count < total)
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(page->arena, "The first %zu of %s are shown.", touches->count,
                                  view_words_count(page->arena, total)));
    else
        page_wrapped(page, PAGE_DIM, 0, "`beck next` is the first of them, ready to be done.");
}

/* "1  17  Bob Hill · Hill Pumps    (202) 555-0110", and the reason beneath. */
void text_calls(Page *page, const Doc *doc)
{
    const Doc *calls = doc_get(doc, "calls");
    long long asleep = doc_int(doc, "asleep");
    page_sides(
        page, PAGE_TITLE,
        arena_printf(page->arena, "%s · %s", say_now(page), doc_text(doc, "owner")), PAGE_DIM,
        arena_printf(page->arena, "call %lld comes next", (long long)doc_int(doc, "call_number")));
    page_gap(page);
    for (const Doc *touch = calls->first; touch; touch = touch->next) {
        const Doc *address = doc_get(touch, "address");
        const char *number =
            doc_text(address, "value")
                ? say_address(page, doc_text(address, "value"), doc_text(address, "extension"))
                : "no number yet";
        const char *id =
            arena_printf(page->arena, "%-*lld ", TODAY_INDENT - 1, (long long)doc_int(touch, "id"));
        int room = page->width - text_columns(id) - text_columns(number) - 1;
        page_sides(page, PAGE_STRONG,
                   arena_printf(page->arena, "%s%s", id, say_who(page->arena, touch, room)),
                   PAGE_PLAIN, number);
        page_wrapped(page, PAGE_DIM, TODAY_INDENT, doc_text(touch, "reason"));
    }
    page_gap(page);
    if (!calls->count)
        page_wrapped(page, PAGE_GOOD, 0, "Nobody is to be called now.");
    else
        page_wrapped(page, PAGE_DIM, 0,
                     "beck log ID voicemail   beck log ID no_answer   beck next WHO: the words");
    if (asleep)
        page_wrapped(
            page, PAGE_DIM, 0,
            arena_printf(page->arena, "%lld more are due, but not in their hours.", asleep));
}
