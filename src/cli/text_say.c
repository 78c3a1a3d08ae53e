#include "cli/text_say.h"

#include "base/phone.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

Time say_time(const Doc *doc, const char *name)
{
    Time time;
    Err ignored;
    const char *text = doc_text(doc, name);
    return text && time_parse_rfc3339(text, &time, &ignored) ? time : TIME_NONE;
}

const char *say_when(Page *page, const Doc *doc, const char *name)
{
    return page_when(page, say_time(doc, name));
}

const char *say_day(Arena *arena, const char *date, int columns)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    Day day;
    Err ignored;
    if (!date || !day_parse_iso(date, &day, &ignored))
        return text_or(date, "");
    Civil civil = civil_of_day(day);
    return arena_printf(arena, "%s %*d %s", days[day_weekday(day)], columns, civil.day,
                        months[civil.month - 1]);
}

const char *say_now(Page *page)
{
    static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    Civil civil = zone_civil(page->zone, page->now);
    return arena_printf(page->arena, "%s %d %s %d:%02d",
                        days[day_weekday(zone_day(page->zone, page->now))], civil.day,
                        months[civil.month - 1], civil.hour, civil.minute);
}

/* --- addresses --- */

const char *say_address(const Page *page, const char *value, const char *extension)
{
    const char *said = phone_say(page->arena, text_or(value, ""), page->country);
    return text_empty(extension) ? said : arena_printf(page->arena, "%s ext. %s", said, extension);
}

/* --- people and acts --- */

const char *say_contact(Arena *arena, const Doc *touch)
{
    const Doc *contact = doc_get(touch, "contact"), *lead = doc_get(touch, "lead");
    const char *name = doc_text(contact, "name"), *title = doc_text(contact, "title");
    if (!name)
        return text_or(doc_text(lead, "name"), "nobody known yet");
    return title ? arena_printf(arena, "%s, %s", name, title) : name;
}

const char *say_who(Arena *arena, const Doc *touch, int columns)
{
    const Doc *lead = doc_get(touch, "lead");
    const char *name = text_or(doc_text(doc_get(touch, "contact"), "name"), doc_text(lead, "name"));
    const char *account = doc_text(lead, "account"), *titled = say_contact(arena, touch);
    if (text_empty(account) || text_equal(account, name))
        return text_cut(arena, text_columns(titled) > columns ? text_or(name, "") : titled,
                        columns);
    char *full = arena_printf(arena, "%s · %s", titled, account);
    if (text_columns(full) <= columns)
        return full;
    return text_cut(arena, arena_printf(arena, "%s · %s", name, account), columns);
}

typedef struct Act {
    const char *channel, *act, *title, *smaller;
} Act;

static const Act *find_act(const char *channel)
{
    static const Act acts[] = {
        {"phone", "call", "Call", "leave a voicemail"},
        {"email", "e-mail", "E-mail", "send an e-mail"},
        {"text", "text", "Text", "send a text"},
        {"fax", "fax", "Fax", "send a fax"},
        {"visit", "visit", "Visit", "drop in"},
        {"letter", "letter", "Letter for", "send a card"},
        {"gift", "gift", "Gift for", "send a gift"},
        {"article", "article", "Article for", "send an article"},
        {NULL, "decide", "Decide about", "decide"},
    };
    const Act *act = acts;
    while (act->channel && !text_equal(act->channel, channel))
        act++;
    return act;
}

const char *say_act(const char *channel)
{
    return find_act(channel)->act;
}

const char *say_act_title(const char *channel)
{
    return find_act(channel)->title;
}

const char *say_smaller(const char *channel)
{
    return find_act(channel)->smaller;
}

char *say_words(Arena *arena, const char *name)
{
    char *words = arena_strdup(arena, text_or(name, ""));
    for (char *at = words; *at; at++)
        if (*at == '_')
            *at = ' ';
    return words;
}

/* --- figures --- */

char *say_sum(Arena *arena, double value)
{
    char digits[32], *said = arena_strdup(arena, value < 0 ? "-" : "");
    int64_t cents = (int64_t)((value < 0 ? -value : value) * 100 + 0.5);
    int length = snprintf(digits, sizeof digits, "%lld", (long long)(cents / 100));
    for (int i = 0; i < length; i++)
        said =
            arena_printf(arena, "%s%s%c", said, i && (length - i) % 3 == 0 ? "," : "", digits[i]);
    return cents % 100 ? arena_printf(arena, "%s.%02d", said, (int)(cents % 100)) : said;
}

char *say_count(Arena *arena, int64_t count, const char *one, const char *many)
{
    char *figure = say_sum(arena, (double)count);
    if (count == 1)
        return arena_printf(arena, "%s %s", figure, one);
    return many ? arena_printf(arena, "%s %s", figure, many)
                : arena_printf(arena, "%s %ss", figure, one);
}

bool say_truth(const Doc *doc, const char *name)
{
    const Doc *member = doc_get(doc, name);
    return member && member->kind == DOC_BOOL && member->truth;
}
