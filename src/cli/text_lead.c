#include "cli/text_lead.h"

#include "base/text.h"
#include "base/when.h"
#include "cli/text_grid.h"
#include "cli/text_promise.h"
#include "cli/text_say.h"
#include "cli/text_text.h"
#include "cli/text_touch.h"
#include "view/view_words.h"

enum { LABEL = 11 };

static void put_title(Page *page, const Doc *doc)
{
    const char *account = doc_text(doc_get(doc, "account"), "name"), *name = doc_text(doc, "name");
    bool apart = !text_empty(account) && !text_equal(account, name);
    page_sides(page, PAGE_TITLE, apart ? arena_printf(page->arena, "%s · %s", name, account) : name,
               PAGE_DIM, arena_printf(page->arena, "lead %lld", (long long)doc_int(doc, "id")));
}

static void add_fact(Page *page, char **said, const char *fact)
{
    if (!text_empty(fact))
        *said = arena_printf(page->arena, "%s%s%s", *said, (*said)[0] ? " · " : "", fact);
}

static void put_facts(Page *page, const Doc *doc)
{
    char *said = arena_strdup(page->arena, "");
    const Doc *value = doc_get(doc, "value");
    const char *temperature = doc_text(doc, "temperature");
    const char *owner = doc_text(doc_get(doc, "owner"), "name");
    add_fact(page, &said, doc_text(doc, "status"));
    add_fact(page, &said, text_equal(temperature, "warm") ? NULL : temperature);
    add_fact(page, &said, doc_text(doc, "product"));
    add_fact(page, &said,
             value && value->kind == DOC_REAL ? say_sum(page->arena, value->real) : NULL);
    add_fact(page, &said, doc_text(doc, "source"));
    add_fact(page, &said,
             arena_printf(page->arena, "since %s", say_when(page, doc, "captured_at")));
    add_fact(page, &said, owner ? arena_printf(page->arena, "of %s", owner) : NULL);
    page_wrapped(page, PAGE_PLAIN, 0, said);
    page_labelled(page, "Because", LABEL, PAGE_WARN, doc_text(doc, "status_why"));
}

static void put_rhythm(Page *page, const Doc *doc)
{
    const char *step = doc_text(doc, "step"), *cadence = doc_text(doc, "cadence");
    const Doc *agreed = doc_get(doc, "agreed");
    if (cadence)
        page_labelled(page, "Cadence", LABEL, PAGE_PLAIN,
                      step ? arena_printf(page->arena, "%s, step %s", cadence, step) : cadence);
    if (agreed && agreed->kind == DOC_OBJECT)
        page_labelled(page, "Agreed", LABEL, PAGE_STRONG,
                      arena_printf(page->arena, "%s, %s", doc_text(agreed, "what"),
                                   say_when(page, agreed, "at")));
    const Doc *invitation = doc_get(doc, "invitation");
    if (invitation && invitation->kind == DOC_OBJECT) {
        const char *counter = say_when(page, invitation, "counter_at");
        const Doc *notice = doc_get(invitation, "notice");
        const char *way = doc_text(notice, "way");
        page_labelled(page, "Invited", LABEL, PAGE_PLAIN,
                      arena_printf(page->arena, "%s%s%s", doc_text(invitation, "said"),
                                   doc_text(invitation, "counter_at") ? " It would be " : "",
                                   doc_text(invitation, "counter_at") ? counter : ""));
        if (way)
            page_labelled(page, "", LABEL, PAGE_WARN,
                          arena_printf(page->arena, "%s %s Then: beck invite %lld --told",
                                       doc_text(notice, "said"), way,
                                       (long long)doc_int(doc, "id")));
        else if (doc_text(notice, "said"))
            page_labelled(page, "", LABEL, PAGE_PLAIN, doc_text(notice, "said"));
    }
    Time talked = say_time(doc, "last_talked_at"), touched = say_time(doc, "last_touched_at");
    if (touched != TIME_NONE)
        page_labelled(page, "Touched", LABEL, PAGE_PLAIN,
                      arena_printf(page->arena, "%s; %s", when_ago(page->arena, touched, page->now),
                                   talked == TIME_NONE
                                       ? "never talked"
                                       : arena_printf(page->arena, "talked %s",
                                                      when_ago(page->arena, talked, page->now))));
}

/* The day: "2026-11-20" */
static const char *said_since(Arena *arena, const Doc *address)
{
    enum { DAY = sizeof "2026-11-20" - 1 };
    const char *since = doc_text(address, "since");
    return since ? arena_strndup(arena, since, DAY) : "";
}

/* "bad: wrong number since 2026-11-20", "not to be used" */
static const char *said_state(Arena *arena, const Doc *address)
{
    const char *state = doc_text(address, "state"), *why = doc_text(address, "why");
    if (say_truth(address, "suppressed"))
        return "not to be used";
    if (text_equal(state, "bad"))
        return arena_printf(arena, "bad%s%s%s%s", why ? ": " : "", text_or(why, ""),
                            doc_text(address, "since") ? " since " : "",
                            said_since(arena, address));
    if (say_truth(address, "tired"))
        return arena_printf(arena, "rang %lld times in vain",
                            (long long)doc_int(address, "unanswered"));
    return text_equal(state, "good") ? "good" : "";
}

static void put_addresses(Page *page, const Doc *addresses)
{
    static const GridColumn columns[] = {{0}, {.least = 24}, {.least = 8}, {.least = 12}};
    Grid *grid = grid_new(page->arena, columns, 4);
    for (const Doc *address = addresses->first; address; address = address->next) {
        const char *state = said_state(page->arena, address);
        bool usable =
            !say_truth(address, "suppressed") && !text_equal(doc_text(address, "state"), "bad");
        grid_cell(grid, PAGE_DIM, doc_text(address, "kind"));
        grid_cell(grid, usable ? PAGE_PLAIN : PAGE_DIM,
                  say_address(page, doc_text(address, "value"), doc_text(address, "extension")));
        grid_cell(grid, PAGE_DIM, doc_text(address, "label"));
        grid_cell(grid, usable ? PAGE_GOOD : PAGE_BAD, state);
    }
    grid_print(grid, page, 4);
}

static void put_person(Page *page, const Doc *person)
{
    const char *role = doc_text(person, "role"), *above = doc_text(person, "reports_to");
    const char *title = doc_text(person, "title"), *state = doc_text(person, "state");
    char *said = arena_strdup(page->arena, "");
    add_fact(page, &said, title);
    add_fact(page, &said, role);
    add_fact(page, &said, above ? arena_printf(page->arena, "under %s", above) : NULL);
    add_fact(page, &said, text_equal(state, "here") ? NULL : state);
    for (const Doc *stopped = doc_get(person, "stopped")->first; stopped; stopped = stopped->next)
        add_fact(page, &said, arena_printf(page->arena, "no %s", say_act(stopped->text)));
    const char *name = doc_text(person, "name");
    page_sides(page, PAGE_STRONG,
               said[0] ? arena_printf(page->arena, "  %s · %s", name, said)
                       : arena_printf(page->arena, "  %s", name),
               PAGE_DIM,
               arena_printf(page->arena, "contact %lld", (long long)doc_int(person, "id")));
    put_addresses(page, doc_get(person, "addresses"));
}

static void put_people(Page *page, const Doc *doc)
{
    const Doc *account = doc_get(doc, "account"), *people = doc_get(doc, "people");
    const Doc *shared = doc_get(account, "addresses");
    if (!people->count && !(shared && shared->count))
        return;
    page_heading(page, "People");
    for (const Doc *person = people->first; person; person = person->next)
        put_person(page, person);
    if (shared && shared->count) {
        page_sides(page, PAGE_STRONG, arena_printf(page->arena, "  %s", doc_text(account, "name")),
                   PAGE_DIM,
                   arena_printf(page->arena, "account %lld", (long long)doc_int(account, "id")));
        put_addresses(page, shared);
    }
}

static void put_wakes(Page *page, const Doc *doc)
{
    const Doc *wakes = doc_get(doc, "wakes");
    for (const Doc *wake = wakes->first; wake; wake = wake->next)
        page_labelled(page, say_words(page->arena, doc_text(wake, "kind")), LABEL + 2, PAGE_PLAIN,
                      doc_text(wake, "text")
                          ? arena_printf(page->arena, "%s, %s", doc_text(wake, "text"),
                                         say_when(page, wake, "at"))
                          : say_when(page, wake, "at"));
}

/* How far it came, and who says so. */
static void put_message(Page *page, const Doc *message)
{
    if (!message || message->kind != DOC_OBJECT)
        return;
    const char *words = doc_text(message, "words"), *doubt = doc_text(message, "doubt");
    bool doubtful = text_equal(doubt, "unproved") || text_equal(doubt, "uncertain");
    page_wrapped(page, doubtful ? PAGE_WARN : PAGE_DIM, 24,
                 arena_printf(page->arena, "“%s”: %s%s%s%s%s", doc_text(message, "subject"),
                              view_words_level_label(doc_text(message, "level")), words ? ": " : "",
                              text_or(words, ""), text_equal(doubt, "unproved") ? "; " : "",
                              text_equal(doubt, "unproved") ? view_words_doubt_label(doubt) : ""));
}

/* "Bob Hill cell: left a voicemail, 0:45", the words, the recording. One dial with nothing of its
 * own tells what the touch tells. */
static void put_dials(Page *page, const Doc *touch)
{
    const Doc *dials = doc_get(touch, "dials");
    for (const Doc *dial = dials->first; dial; dial = dial->next) {
        long long seconds = doc_int(dial, "seconds");
        const char *words = doc_text(dial, "words"), *recording = doc_text(dial, "recording");
        if (dials->count == 1 && !seconds && !words && !recording)
            return;
        const char *lasted =
            seconds ? arena_printf(page->arena, ", %lld:%02lld", seconds / 60, seconds % 60) : "";
        page_wrapped(page, PAGE_DIM, 24,
                     arena_printf(page->arena, "%s %s: %s%s",
                                  text_or(doc_text(dial, "contact"), ""),
                                  text_or(doc_text(dial, "kind"), "number"),
                                  view_words_outcome_label(doc_text(dial, "outcome")), lasted));
        page_wrapped(page, PAGE_PLAIN, 26, words);
        page_wrapped(page, PAGE_DIM, 26, recording);
    }
}

static void put_touch(Page *page, const Doc *touch)
{
    const char *result = doc_text(touch, "result"), *who = doc_text(touch, "contact");
    bool gone = say_truth(touch, "undone");
    char *said = arena_printf(
        page->arena, "%s%s%s: %s%s%s", text_or(who, ""), who ? ", " : "",
        doc_text(touch, "channel"), view_words_outcome_label(doc_text(touch, "outcome")),
        result && !text_equal(result, "nothing_yet") ? ", " : "",
        result && !text_equal(result, "nothing_yet") ? view_words_result_label(result) : "");
    if (doc_text(touch, "excuse") && doc_text(touch, "excuse")[0])
        said = arena_printf(page->arena, "%s (%s)", said,
                            say_words(page->arena, doc_text(touch, "excuse")));
    if (gone)
        said = arena_printf(page->arena, "%s (undone)", said);
    page_labelled(page, arena_printf(page->arena, "  %s", say_when(page, touch, "at")), 22,
                  gone ? PAGE_DIM : PAGE_PLAIN, said);
    page_wrapped(page, gone ? PAGE_DIM : PAGE_PLAIN, 24, doc_text(touch, "note"));
    put_message(page, doc_get(touch, "message"));
    put_dials(page, touch);
}

static void put_history(Page *page, const Doc *doc)
{
    const Doc *history = doc_get(doc, "history");
    if (!history->count)
        return;
    page_heading(page, "History");
    for (const Doc *touch = history->first; touch; touch = touch->next)
        put_touch(page, touch);
    if (say_truth(doc, "history_more"))
        page_wrapped(page, PAGE_DIM, 2, "There is more: --limit N.");
}

void text_lead(Page *page, const Doc *doc)
{
    put_title(page, doc);
    put_facts(page, doc);
    page_gap(page);
    const Doc *next = doc_get(doc, "next");
    if (next && next->kind == DOC_OBJECT)
        page_labelled(page, "Next", LABEL, PAGE_STRONG,
                      arena_printf(page->arena, "%s %s, %s (touch %lld)",
                                   say_act(doc_text(next, "channel")),
                                   say_contact(page->arena, next), say_when(page, next, "due_at"),
                                   (long long)doc_int(next, "id")));
    page_labelled(page, "", LABEL, PAGE_PLAIN, doc_text(next, "reason"));
    page_labelled(page, "", LABEL, PAGE_PLAIN, doc_text(doc, "aside"));
    put_rhythm(page, doc);
    page_labelled(page, "Note", LABEL, PAGE_PLAIN, doc_text(doc, "note"));
    put_wakes(page, doc);
    put_people(page, doc);
    if (doc_get(doc, "promises")->count) {
        page_heading(page, "Promises");
        text_promise_rows(page, doc_get(doc, "promises"));
    }
    put_history(page, doc);
}

void text_added(Page *page, const Doc *doc)
{
    const char *state = doc_text(doc, "state"), *said = doc_text(doc, "said");
    bool added = text_equal(state, "added"), known = text_equal(state, "duplicate");
    page_add(page, known ? PAGE_WARN : PAGE_GOOD,
             added   ? "Added "
             : known ? "Known already: "
                     : "Known; filled in: ");
    page_addf(page, PAGE_STRONG, "%s", doc_text(doc, "name"));
    if (doc_int(doc, "id"))
        page_addf(page, PAGE_PLAIN, " (lead %lld)", (long long)doc_int(doc, "id"));
    if (!text_empty(said))
        page_addf(page, PAGE_PLAIN, ", %s", said);
    page_end(page);
    const Doc *texted = doc_get(doc, "texted");
    if (texted && texted->kind == DOC_OBJECT)
        text_texted_now(page, texted);
    text_touch_next(page, doc_get(doc, "next"));
    if (doc_get(doc, "promises") && doc_get(doc, "promises")->count)
        text_promise_rows(page, doc_get(doc, "promises"));
}

/* Whose they are is worth a column when they are not all one's. */
static bool owners_differ(const Doc *leads)
{
    for (const Doc *lead = leads->first; lead && lead->next; lead = lead->next)
        if (!text_equal(doc_text(lead, "owner"), doc_text(lead->next, "owner")))
            return true;
    return false;
}

void text_found(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "lead", .align = GRID_RIGHT}, {.title = "name", .least = 14},
        {.title = "account", .least = 12},      {.title = "status"},
        {.title = "next", .least = 18},         {.title = "touch", .align = GRID_RIGHT},
        {.title = "owner", .least = 8},
    };
    const Doc *leads = doc_get(doc, "leads");
    bool owners = owners_differ(leads);
    Grid *grid = grid_new(page->arena, columns, 7);
    for (const Doc *lead = leads->first; lead; lead = lead->next) {
        const char *when = say_when(page, lead, "due_at");
        long long touch = doc_int(lead, "touch_id");
        grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(lead, "id"));
        grid_cell(grid, PAGE_STRONG, doc_text(lead, "name"));
        grid_cell(grid, PAGE_PLAIN, doc_text(doc_get(lead, "account"), "name"));
        grid_cell(grid, PAGE_PLAIN, doc_text(lead, "status"));
        grid_cell(grid, PAGE_PLAIN,
                  when[0]
                      ? arena_printf(page->arena, "%s %s", say_act(doc_text(lead, "channel")), when)
                      : "");
        grid_cell(grid, PAGE_PLAIN, touch ? arena_printf(page->arena, "%lld", touch) : "");
        grid_cell(grid, PAGE_DIM, owners ? doc_text(lead, "owner") : NULL);
    }
    if (!leads->count)
        page_wrapped(page, PAGE_PLAIN, 0, "No lead has all of these words.");
    grid_print(grid, page, 0);
    if (say_truth(doc, "more"))
        page_wrapped(page, PAGE_DIM, 0, "There are more: write more words, or --limit N.");
}

void text_why(Page *page, const Doc *doc)
{
    const Doc *lead = doc_get(doc, "lead");
    bool planned = say_truth(doc, "planned");
    page_sides(page, PAGE_TITLE,
               arena_printf(page->arena, "%s %s, %s", say_act_title(doc_text(doc, "channel")),
                            doc_text(lead, "name"), say_when(page, doc, "at")),
               PAGE_DIM,
               arena_printf(page->arena, "touch %lld, lead %lld",
                            (long long)doc_int(doc, "touch_id"), (long long)doc_int(lead, "id")));
    page_wrapped(page, PAGE_PLAIN, 0, doc_text(doc, "reason"));
    page_gap(page);
    for (const Doc *why = doc_get(doc, "why")->first; why; why = why->next) {
        page_labelled(page, "  ·", 4, PAGE_PLAIN, why->text);
    }
    if (!planned)
        return;
    page_gap(page);
    char *terms = arena_strdup(page->arena, "");
    for (const Doc *term = doc_get(doc, "terms")->first; term; term = term->next)
        terms = arena_printf(page->arena, "%s%s%s %+d", terms, terms[0] ? ", " : "",
                             say_words(page->arena, doc_text(term, "name")),
                             (int)doc_int(term, "points"));
    page_wrapped(page, PAGE_DIM, 0,
                 arena_printf(page->arena, "Its place in Today: %d points%s%s%s",
                              (int)doc_int(doc, "score"), terms[0] ? " (" : "", terms,
                              terms[0] ? ")" : ""));
}

static void consent_entry(Page *page, const Doc *entry)
{
    bool given = say_truth(entry, "given");
    char *channels = arena_strdup(page->arena, "");
    for (const Doc *channel = doc_get(entry, "channels")->first; channel; channel = channel->next)
        channels =
            arena_printf(page->arena, "%s%s%s", channels, channels[0] ? ", " : "", channel->text);
    page_sides(page, given ? PAGE_GOOD : PAGE_BAD,
               arena_printf(page->arena, "%s %s%s", given ? "Agreed to" : "Ended", channels,
                            say_truth(entry, "withdrawn") ? " (taken back)" : ""),
               PAGE_DIM, say_when(page, entry, "at"));
    const char *contact = doc_text(entry, "contact"), *user = doc_text(entry, "user");
    page_wrapped(page, PAGE_PLAIN, 2, doc_text(entry, "how"));
    page_wrapped(page, PAGE_DIM, 2,
                 arena_printf(page->arena, "%s%s%s%s%s", text_or(contact, ""), contact ? ", " : "",
                              doc_text(entry, "value"), user ? ", written down by " : "",
                              text_or(user, "")));
}

void text_consent(Page *page, const Doc *doc)
{
    const Doc *entries = doc_get(doc, "entries");
    for (const Doc *entry = entries->first; entry; entry = entry->next)
        consent_entry(page, entry);
    if (!entries->count)
        page_wrapped(page, PAGE_PLAIN, 0,
                     "Nothing is written yet: nobody there has agreed to anything by name, and "
                     "nobody has ended anything.");
}

void text_shares(Page *page, const Doc *doc)
{
    const Doc *lead = doc_get(doc, "lead");
    bool everybody = say_truth(doc, "everybody");
    char *whom = arena_strdup(page->arena, everybody ? "everybody" : "");
    for (const Doc *user = doc_get(doc, "users")->first; user; user = user->next)
        whom =
            arena_printf(page->arena, "%s%s%s", whom, whom[0] ? ", " : "", doc_text(user, "name"));
    page_wrapped(page, PAGE_PLAIN, 0,
                 arena_printf(page->arena, "%s (lead %lld) is shared with %s.",
                              doc_text(lead, "name"), (long long)doc_int(lead, "id"),
                              whom[0] ? whom : "nobody"));
}

void text_ahead(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{0}, {0}, {.least = 10}, {.least = 20}};
    const Doc *lead = doc_get(doc, "lead");
    Grid *grid = grid_new(page->arena, columns, 4);
    page_sides(page, PAGE_TITLE, doc_text(lead, "name"), PAGE_DIM,
               arena_printf(page->arena, "lead %lld", (long long)doc_int(lead, "id")));
    for (const Doc *touch = doc_get(doc, "expected")->first; touch; touch = touch->next) {
        bool machine = text_equal(doc_text(touch, "mode"), "machine");
        grid_cell(grid, PAGE_STRONG, say_when(page, touch, "at"));
        grid_cell(grid, PAGE_PLAIN,
                  arena_printf(page->arena, "%s%s", say_act(doc_text(touch, "channel")),
                               machine ? ", by itself" : ""));
        grid_cell(grid, PAGE_PLAIN, doc_text(touch, "contact"));
        grid_cell(grid, PAGE_DIM, doc_text(touch, "reason"));
    }
    if (!doc_get(doc, "expected")->count)
        page_wrapped(page, PAGE_PLAIN, 0, "Nothing in these days.");
    grid_print(grid, page, 0);
}
