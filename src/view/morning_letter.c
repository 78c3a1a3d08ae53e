#include "view/morning_letter.h"

#include "base/buf.h"
#include "base/phone.h"
#include "base/text.h"
#include "base/when.h"
#include "view/view_words.h"

#include <string.h>

enum { LETTER_LONGEST = 1024 * 1024, SHOWN_MOST = 20 };

/* Both texts as they grow. */
typedef struct Writing {
    Arena *arena;
    Buf text, html;
    const Doc *doc;
    const Zone *zone;
    Time now;
    const char *country, *url;
} Writing;

/* --- pieces ----------------------------------------------------------------------------------- */

static void add_escaped(Buf *html, const char *words)
{
    static const char *const entities[256] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};
    for (const char *at = words; *at; at++) {
        const char *entity = entities[(unsigned char)*at];
        if (entity)
            buf_adds(html, entity);
        else
            buf_addc(html, *at);
    }
}

/* NULL is nothing. */
static void words(Writing *writing, const char *said)
{
    buf_adds(&writing->text, text_or(said, ""));
    add_escaped(&writing->html, text_or(said, ""));
}

/* The plain text has the words alone. */
static void link_to(Writing *writing, const char *said, const char *href)
{
    if (!href) {
        words(writing, said);
        return;
    }
    buf_adds(&writing->html, "<a href=\"");
    add_escaped(&writing->html, href);
    buf_adds(&writing->html, "\">");
    words(writing, said);
    buf_adds(&writing->html, "</a>");
}

static void both(Writing *writing, const char *text, const char *html)
{
    buf_adds(&writing->text, text);
    buf_adds(&writing->html, html);
}

static void heading(Writing *writing, const char *said, int64_t count)
{
    both(writing, "\n", "<h3>");
    words(writing, said);
    if (count)
        words(writing,
              arena_printf(writing->arena, " (%s)", view_words_count(writing->arena, count)));
    both(writing, "\n", "</h3>\n<ul>\n");
}

static void end_list(Writing *writing)
{
    buf_adds(&writing->html, "</ul>\n");
}

static void item(Writing *writing)
{
    both(writing, "  - ", "<li>");
}

static void end_item(Writing *writing)
{
    both(writing, "\n", "</li>\n");
}

static const char *page_of(const Writing *writing, const char *path)
{
    return writing->url ? arena_printf(writing->arena, "%s%s", writing->url, path) : NULL;
}

/* Who it is, leading to the lead. */
static void who(Writing *writing, const Doc *of)
{
    const Doc *lead = doc_get(of, "lead");
    const char *contact = doc_text(doc_get(of, "contact"), "name");
    const char *name = contact ? contact : doc_text(lead, "name");
    const char *account = doc_text(lead, "account");
    link_to(writing, name,
            page_of(writing,
                    arena_printf(writing->arena, "/leads/%lld", (long long)doc_int(lead, "id"))));
    if (!text_empty(account) && !text_equal(account, name))
        words(writing, arena_printf(writing->arena, ", %s", account));
}

static Time time_of(const Doc *doc, const char *member)
{
    Time at = TIME_NONE;
    Err ignored;
    const char *text = doc_text(doc, member);
    return text && time_parse_rfc3339(text, &at, &ignored) ? at : TIME_NONE;
}

/* --- parts ------------------------------------------------------------------------------------ */

static void first_call(Writing *writing)
{
    const Doc *first = doc_get(writing->doc, "first");
    const Doc *address = doc_get(first, "address");
    const char *extension = doc_text(address, "extension");
    if (!address)
        return;
    heading(writing, "Call first", 0);
    item(writing);
    who(writing, first);
    words(writing, ": ");
    link_to(writing, phone_say(writing->arena, doc_text(address, "value"), writing->country),
            doc_text(writing->doc, "tel"));
    if (!text_empty(extension))
        words(writing, arena_printf(writing->arena, " ext. %s", extension));
    end_item(writing);
    item(writing);
    words(writing, doc_text(first, "reason"));
    end_item(writing);
    end_list(writing);
}

static void answers(Writing *writing)
{
    const Doc *list = doc_get(writing->doc, "answers");
    int64_t count = doc_int(doc_get(writing->doc, "counts"), "answers");
    if (!list->count)
        return;
    heading(writing, "They wait for your answer", count);
    for (const Doc *touch = list->first; touch; touch = touch->next) {
        item(writing);
        who(writing, touch);
        words(writing, ": ");
        words(writing, doc_text(touch, "reason"));
        end_item(writing);
    }
    end_list(writing);
}

static void promise(Writing *writing, const Doc *entry)
{
    item(writing);
    words(writing, when_say(writing->arena, time_of(entry, "due_at"), writing->now, writing->zone));
    words(writing, text_equal(doc_text(entry, "side"), "theirs") ? ", they promised: " : ": ");
    words(writing, doc_text(entry, "text"));
    words(writing, " (");
    who(writing, entry);
    words(writing, ")");
    end_item(writing);
}

static void promises(Writing *writing, const char *member, const char *title)
{
    const Doc *list = doc_get(writing->doc, member);
    size_t shown = 0;
    if (!list->count)
        return;
    heading(writing, title, (int64_t)list->count);
    for (const Doc *entry = list->first; entry && shown < SHOWN_MOST; entry = entry->next, shown++)
        promise(writing, entry);
    if (shown < list->count) {
        item(writing);
        link_to(writing, arena_printf(writing->arena, "and %zu more", list->count - shown),
                page_of(writing, "/promises"));
        end_item(writing);
    }
    end_list(writing);
}

static void monday(Writing *writing)
{
    const Doc *report = doc_get(writing->doc, "monday");
    const Doc *sellers = doc_get(report, "sellers");
    if (!sellers)
        return;
    heading(writing, "Your team", 0);
    for (const Doc *seller = sellers->first; seller; seller = seller->next) {
        item(writing);
        words(writing, arena_printf(writing->arena,
                                    "%s: %lld silent, %lld broken promises, %lld late enquiries, "
                                    "%lld talks last week",
                                    doc_text(seller, "name"), (long long)doc_int(seller, "silent"),
                                    (long long)doc_int(seller, "broken_promises"),
                                    (long long)doc_int(seller, "late_enquiries"),
                                    (long long)doc_int(seller, "talks_last_week")));
        end_item(writing);
    }
    if (doc_int(report, "late")) {
        item(writing);
        link_to(writing,
                arena_printf(writing->arena, "%lld long overdue: to reassign",
                             (long long)doc_int(report, "late")),
                page_of(writing, "/monday"));
        end_item(writing);
    }
    end_list(writing);
}

static void numbers(Writing *writing)
{
    const Doc *lines = doc_get(writing->doc, "lines");
    const char *counts = view_words_counts(writing->arena, doc_get(writing->doc, "counts"));
    int64_t overdue = doc_int(writing->doc, "overdue");
    heading(writing, "Today", 0);
    item(writing);
    words(writing, counts[0] ? counts : "nothing is due");
    if (overdue)
        words(writing, arena_printf(writing->arena, ", %lld of them overdue", (long long)overdue));
    end_item(writing);
    item(writing);
    words(writing,
          arena_printf(writing->arena, "Lines in the water %lld/%lld",
                       (long long)doc_int(lines, "touched"), (long long)doc_int(lines, "target")));
    end_item(writing);
    end_list(writing);
}

/* In the plain text a link is its URL. */
static void way_in(Writing *writing, const char *said, const char *path)
{
    const char *url = page_of(writing, path);
    if (!url)
        return;
    both(writing, "\n", "<p>");
    words(writing, said);
    words(writing, ": ");
    link_to(writing, url, url);
    both(writing, "\n", "</p>\n");
}

/* --- the letter ------------------------------------------------------------------------------- */

static const char *subject_of(const Writing *writing)
{
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    const char *counts = view_words_counts(writing->arena, doc_get(writing->doc, "counts"));
    size_t owed = doc_get(writing->doc, "promised")->count;
    Day day = zone_day(writing->zone, writing->now);
    if (counts[0] || !owed)
        return arena_printf(writing->arena, "%s: %s", names[day_weekday(day)],
                            counts[0] ? counts : "nothing is due");
    return arena_printf(writing->arena, "%s: %zu promised", names[day_weekday(day)], owed);
}

MorningLetter morning_letter(Arena *arena, const Doc *morning, const Zone *zone,
                             const char *country)
{
    Writing writing = {.arena = arena,
                       .text = buf_new(LETTER_LONGEST),
                       .html = buf_new(LETTER_LONGEST),
                       .doc = morning,
                       .zone = zone,
                       .now = time_of(morning, "now"),
                       .country = country,
                       .url = doc_text(morning, "url")};
    const char *first_name = text_first_name(arena, text_or(doc_text(morning, "user"), ""));
    buf_adds(&writing.html, "<!DOCTYPE html>\n<html><body>\n<p>");
    words(&writing, arena_printf(arena, "Good morning, %s.", first_name));
    both(&writing, "\n", "</p>\n");
    first_call(&writing);
    answers(&writing);
    promises(&writing, "promised", "Promised for today");
    promises(&writing, "broken", "Promised before, and not kept");
    numbers(&writing);
    monday(&writing);
    way_in(&writing, "Begin", "/next");
    way_in(&writing, "Another hour for this mail, or none", "/morning");
    buf_adds(&writing.html, "</body></html>\n");
    MorningLetter letter = {.subject = subject_of(&writing),
                            .text = arena_strdup(arena, writing.text.at),
                            .html = arena_strdup(arena, writing.html.at)};
    buf_free(&writing.text);
    buf_free(&writing.html);
    return letter;
}
