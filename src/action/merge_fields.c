#include "action/plan_lead.h"

#include "base/text.h"
#include "base/when.h"

#include <string.h>

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

/* "Tuesday" within the last six days, else "14 May", with the year when it is another one. Never
 * "today": what is said now is read out tomorrow. */
static char *say_captured(Arena *arena, const Zone *zone, Time at, Time now)
{
    static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                           "Friday", "Saturday", "Sunday"};
    Day day = zone_day(zone, at), today = zone_day(zone, now);
    if (day <= today && today - day < 7)
        return arena_strdup(arena, weekdays[day_weekday(day)]);
    Civil civil = civil_of_day(day);
    bool this_year = civil.year == civil_of_day(today).year;
    return this_year
               ? arena_printf(arena, "%d %s", civil.day, months[civil.month - 1])
               : arena_printf(arena, "%d %s %d", civil.day, months[civil.month - 1], civil.year);
}

static const char *first_wake(Arena *arena, const Situation *situation, bool want)
{
    const Wake *first = NULL;
    for (size_t i = 0; i < situation->wake_count; i++) {
        const Wake *wake = &situation->wakes[i];
        if ((wake->kind == WAKE_WANT) == want && (!first || wake->at < first->at))
            first = wake;
    }
    if (!first || want)
        return first ? first->text : NULL;
    Civil civil = zone_civil(situation->owner->zone, first->at);
    return arena_printf(arena, "%s %d", months[civil.month - 1], civil.year);
}

static const char *first_promise(const Situation *situation)
{
    for (size_t i = 0; i < situation->promise_count; i++)
        if (situation->promises[i].ours)
            return situation->promises[i].text;
    return NULL;
}

static const char *decider(const LoadedLead *loaded)
{
    for (size_t i = 0; i < loaded->person_count; i++)
        if (text_equal(loaded->people[i].contact.role, "decides"))
            return loaded->people[i].contact.name;
    return NULL;
}

/* Whom the last try there was for, when it was somebody else: "I left word with Bob". */
static const char *tried_before(const LoadedLead *loaded, const LoadedPerson *person)
{
    const struct contact_get_row *last = NULL;
    for (size_t i = 0; i < loaded->person_count; i++) {
        const struct contact_get_row *contact = &loaded->people[i].contact;
        if (contact->last_tried_at != TIME_NONE &&
            (!last || contact->last_tried_at > last->last_tried_at))
            last = contact;
    }
    return last && person && last->id != person->contact.id ? last->name : NULL;
}

static void set_person(Arena *arena, Doc *fields, const LoadedPerson *person)
{
    const struct contact_get_row *contact = &person->contact;
    const char *first = contact->given ? contact->given : text_first_name(arena, contact->name);
    doc_set_text(arena, fields, "first", first);
    doc_set_text(arena, fields, "name", contact->name);
    doc_set_text(arena, fields, "title", contact->title);
    doc_set_text(arena, fields, "city", contact->city);
}

static void set_sender(Context *context, Arena *arena, Doc *fields, int64_t owner)
{
    const struct user_list_row *user = context_find_user(context, owner);
    doc_set_text(arena, fields, "me", user->name);
    doc_set_text(arena, fields, "me_first", text_first_name(arena, user->name));
    doc_set_text(arena, fields, "my_cell", text_or(user->cell, MERGE_HOLE "cell number]"));
    doc_set_text(arena, fields, "my_email", text_or(user->email, MERGE_HOLE "e-mail address]"));
    doc_set_text(arena, fields, "my_company", context_company(context));
    doc_set_text(arena, fields, "my_title", user->title);
    doc_set_text(arena, fields, "my_address", user->postal);
}

static void set_content(Arena *arena, Doc *fields, const LoadedLead *loaded)
{
    for (size_t i = 0; loaded->has_next && i < loaded->situation.content_count; i++) {
        const ContentItem *item = &loaded->situation.contents[i];
        if (item->id == loaded->next.content_id) {
            doc_set_text(arena, fields, "content_title", item->title);
            doc_set_text(arena, fields, "content_url", item->url);
        }
    }
}

/* "Hannover Messe 2026" is said, also of "show: Hannover Messe 2026"; "show" alone is what the
 * fallback says better. */
static const char *named_source(const char *source)
{
    static const char *const kinds[] = {"show",     "trade show", "fair", "list",  "web",
                                        "web form", "website",    "call", "other", "networking",
                                        "event",    "referral",   NULL};
    for (size_t i = 0; source && kinds[i]; i++) {
        const char *behind = source + strlen(kinds[i]);
        if (!text_starts_nocase(source, kinds[i]) || (*behind && *behind != ':'))
            continue;
        behind += strspn(behind, ": ");
        return *behind ? behind : NULL;
    }
    return source;
}

Doc *merge_fields(Context *context, Arena *arena, const LoadedLead *loaded,
                  const LoadedPerson *person, Time said_at)
{
    const Situation *situation = &loaded->situation;
    const struct lead_get_row *lead = &loaded->lead;
    Doc *fields = doc_object(arena);
    if (person)
        set_person(arena, fields, person);
    set_sender(context, arena, fields, lead->owner_id);
    doc_set_text(arena, fields, "company", situation->account_name);
    doc_set_text(arena, fields, "product", text_or(lead->product, context_product(context)));
    doc_set_text(arena, fields, "source", named_source(lead->source));
    const char *colon = situation->source == SOURCE_REFERRAL ? strchr(lead->source, ':') : NULL;
    if (colon)
        doc_set_text(arena, fields, "referrer", colon + 1 + strspn(colon + 1, " "));
    doc_set_text(arena, fields, "captured",
                 say_captured(arena, situation->owner->zone, lead->captured_at,
                              said_at > context->now ? said_at : context->now));
    doc_set_text(arena, fields, "note", lead->note);
    doc_set_text(arena, fields, "promise", first_promise(situation));
    doc_set_text(arena, fields, "before", tried_before(loaded, person));
    doc_set_text(arena, fields, "decider", decider(loaded));
    doc_set_text(arena, fields, "number", arena_printf(arena, "%d", situation->state.tries + 1));
    if (situation->state.step >= situation->cadence->step_count)
        doc_set_text(arena, fields, "round",
                     arena_printf(arena, "%d", situation->state.tail_round + 1));
    doc_set_text(arena, fields, "cycle", first_wake(arena, situation, false));
    doc_set_text(arena, fields, "want", first_wake(arena, situation, true));
    set_content(arena, fields, loaded);
    return fields;
}

char *merge_text(Arena *arena, const Cadence *cadence, const Mustache *text, const Doc *fields)
{
    enum { LONGEST = 64 * 1024 };
    if (!text)
        return arena_strdup(arena, "");
    auto_buf Buf out = buf_new(LONGEST);
    mustache_render(text, fields, cadence->fallbacks, MUSTACHE_PLAIN, NULL, NULL, &out);
    while (out.length && (out.at[out.length - 1] == '\n' || out.at[out.length - 1] == ' '))
        out.at[--out.length] = '\0';
    return arena_strndup(arena, out.at, out.length);
}
