#include "cli/text_touch.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_lint.h"
#include "cli/text_say.h"
#include "view/view_lint.h"
#include "view/view_words.h"

enum { LABEL = 11 };

static void put_title(Page *page, const Doc *doc)
{
    const char *ids =
        arena_printf(page->arena, "touch %lld, lead %lld", (long long)doc_int(doc, "id"),
                     (long long)doc_int(doc_get(doc, "lead"), "id"));
    const char *act = say_act_title(doc_text(doc, "channel"));
    int room = page->width - text_columns(ids) - text_columns(act) - 3;
    page_sides(page, PAGE_TITLE,
               arena_printf(page->arena, "%s %s", act, say_who(page->arena, doc, room)), PAGE_DIM,
               ids);
}

/* What is worth saying of a status: that they are more than a lead being worked on. */
static const char *said_status(const char *status)
{
    return text_equal(status, "new") || text_equal(status, "working") ? NULL : status;
}

/* "due today 9:00 · hot · customer · Hannover Messe · pumps · call 23 today" */
/* What a machine is to do is a person's where nothing sends for its owner. */
static const char *said_machine(Page *page, const Doc *doc)
{
    const Doc *outbox = doc_get(doc, "outbox");
    if (!text_equal(doc_text(doc, "mode"), "machine"))
        return NULL;
    return outbox && outbox->kind == DOC_OBJECT
               ? "Beck sends it"
               : arena_printf(page->arena,
                              "nothing sends for %s: it is done by hand, or `beck sender add`",
                              doc_text(doc, "owner"));
}

static void put_facts(Page *page, const Doc *doc)
{
    const Doc *lead = doc_get(doc, "lead");
    bool call = text_equal(doc_text(doc, "channel"), "phone");
    const char *temperature = doc_text(lead, "temperature");
    const char *facts[] = {
        arena_printf(page->arena, "%s %s", say_truth(doc, "due") ? "due" : "not due before",
                     say_when(page, doc, "due_at")),
        text_equal(temperature, "warm") ? NULL : temperature,
        said_status(doc_text(lead, "status")),
        doc_text(lead, "source"),
        doc_text(lead, "product"),
        call ? arena_printf(page->arena, "call %lld today", (long long)doc_int(doc, "call_number"))
             : NULL,
        said_machine(page, doc),
    };
    char *said = arena_strdup(page->arena, "");
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (!text_empty(facts[i]))
            said = arena_printf(page->arena, "%s%s%s", said, said[0] ? " · " : "", facts[i]);
    bool late = !text_equal(doc_text(doc, "lateness"), "fresh");
    page_wrapped(page, late ? PAGE_BAD : PAGE_PLAIN, 0, said);
}

static void put_climb(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.align = GRID_RIGHT}, {0}, {0}, {.least = 12}, {.least = 12}};
    const Doc *climb = doc_get(doc, "climb");
    int64_t main_contact = doc_int(doc_get(doc, "contact"), "id");
    Grid *grid = grid_new(page->arena, columns, 5);
    int place = 0;
    for (const Doc *dial = climb->first; dial; dial = dial->next) {
        const Doc *contact = doc_get(dial, "contact");
        const char *before = doc_text(dial, "before"), *title = doc_text(contact, "title");
        grid_cellf(grid, PAGE_DIM, "%d", ++place);
        grid_cell(grid, PAGE_PLAIN, doc_text(dial, "kind"));
        grid_cell(grid, PAGE_STRONG,
                  say_address(page, doc_text(dial, "value"), doc_text(dial, "extension")));
        bool other = doc_int(contact, "id") != main_contact;
        grid_cell(grid, PAGE_PLAIN,
                  !other  ? NULL
                  : title ? arena_printf(page->arena, "%s, %s", doc_text(contact, "name"), title)
                          : text_or(doc_text(contact, "name"), "whoever answers"));
        grid_cell(grid, PAGE_DIM,
                  say_truth(dial, "tired") ? arena_printf(page->arena, "rang %lld times in vain",
                                                          (long long)doc_int(dial, "unanswered"))
                  : before                 ? arena_printf(page->arena, "after %s", before)
                                           : NULL);
    }
    grid_print(grid, page, 2);
}

/* What the next person hears of the one before. */
static void put_openings(Page *page, const Doc *doc)
{
    int64_t said = doc_int(doc_get(doc, "contact"), "id");
    for (const Doc *dial = doc_get(doc, "climb")->first; dial; dial = dial->next) {
        const Doc *contact = doc_get(dial, "contact");
        int64_t id = doc_int(contact, "id");
        if (!id || id == said || !doc_text(dial, "left"))
            continue;
        page_labelled(
            page, "To", LABEL, PAGE_PLAIN,
            arena_printf(page->arena, "%s: %s", doc_text(contact, "name"), doc_text(dial, "left")));
        said = id;
    }
}

static void put_address(Page *page, const Doc *doc)
{
    const Doc *address = doc_get(doc, "address");
    if (doc_get(doc, "climb")->count || !address || address->kind != DOC_OBJECT)
        return;
    page_labelled(page, "To", LABEL, PAGE_STRONG,
                  say_address(page, doc_text(address, "value"), doc_text(address, "extension")));
}

static void put_script(Page *page, const Doc *doc)
{
    const Doc *script = doc_get(doc, "script");
    page_labelled(page, "Reason", LABEL, PAGE_STRONG,
                  text_or(doc_text(script, "reason"), doc_text(doc, "reason")));
    page_labelled(page, "Say", LABEL, PAGE_PLAIN, doc_text(script, "words"));
    page_labelled(page, "Voicemail", LABEL, PAGE_PLAIN, doc_text(script, "voicemail"));
    page_labelled(page, "Reception", LABEL, PAGE_PLAIN, doc_text(script, "gatekeeper"));
    page_labelled(page, "Subject", LABEL, PAGE_STRONG, doc_text(script, "subject"));
    page_labelled(page, "Text", LABEL, PAGE_PLAIN, doc_text(script, "body"));
    text_parts(page, LABEL, doc_get(doc, "text"));
    page_labelled(page, "New", LABEL, PAGE_PLAIN, doc_text(script, "new"));
    if (say_truth(doc, "nothing_new"))
        page_labelled(page, "New", LABEL, PAGE_WARN,
                      say_truth(doc, "library_dry")
                          ? "nothing: they have seen all there is; add something by `beck content "
                            "add`"
                          : "nothing new to give this time");
}

static void put_ask(Page *page, const Doc *doc)
{
    const Doc *ask = doc_get(doc, "ask");
    const char *question = doc_text(ask, "question"), *field = doc_text(ask, "field");
    if (question)
        page_labelled(page, "Ask", LABEL, PAGE_STRONG,
                      text_empty(field)
                          ? question
                          : arena_printf(page->arena, "%s (--set %s=…)", question, field));
}

static void put_past(Page *page, const Doc *doc)
{
    const Doc *last = doc_get(doc, "last");
    const char *note = doc_text(last, "note"), *who = doc_text(last, "contact");
    if (note)
        page_labelled(page, "Last", LABEL, PAGE_PLAIN,
                      arena_printf(page->arena, "%s, %s%s%s: %s", say_when(page, last, "at"),
                                   view_words_outcome_label(doc_text(last, "outcome")),
                                   who ? ", " : "", text_or(who, ""), note));
    page_labelled(page, "Note", LABEL, PAGE_PLAIN, doc_text(doc, "note"));
    for (const Doc *promise = doc_get(doc, "promises")->first; promise; promise = promise->next)
        page_labelled(page, "Promised", LABEL, say_truth(promise, "late") ? PAGE_BAD : PAGE_PLAIN,
                      arena_printf(page->arena, "%s: %s, %s (promise %lld)",
                                   text_equal(doc_text(promise, "side"), "ours") ? "we" : "they",
                                   doc_text(promise, "text"), say_when(page, promise, "due_at"),
                                   (long long)doc_int(promise, "id")));
}

/* What is typed when it has been done. */
static void put_log(Page *page, const Doc *doc)
{
    static const struct {
        const char *channel, *first, *second;
    } usual[] = {
        {"phone", "talked --result …", "voicemail"},
        {"email", "sent", "replied"},
        {"text", "sent", "replied"},
        {"fax", "sent", "failed"},
        {"visit", "met --result …", "not_in"},
        {"letter", "sent", "returned"},
        {"gift", "sent", "returned"},
        {"article", "sent", "returned"},
    };
    long long id = doc_int(doc, "id");
    page_gap(page);
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (text_equal(usual[i].channel, doc_text(doc, "channel")))
            page_wrapped(page, PAGE_DIM, 0,
                         arena_printf(page->arena,
                                      "beck log %lld %s   beck log %lld %s   beck skip %lld", id,
                                      usual[i].first, id, usual[i].second, id));
}

void text_next(Page *page, const Doc *doc)
{
    if (doc->kind != DOC_OBJECT) {
        page_wrapped(page, PAGE_PLAIN, 0,
                     "No lead is open, so nothing is planned. `beck add` takes one from a card, "
                     "`beck import` many from a file.");
        return;
    }
    put_title(page, doc);
    put_facts(page, doc);
    page_wrapped(page, PAGE_PLAIN, 0, doc_text(doc, "aside"));
    page_gap(page);
    put_climb(page, doc);
    put_address(page, doc);
    page_gap(page);
    put_script(page, doc);
    put_openings(page, doc);
    put_ask(page, doc);
    put_past(page, doc);
    put_log(page, doc);
}

void text_review(Page *page, const Doc *doc)
{
    const Doc *touches = doc_get(doc, "touches");
    for (const Doc *touch = touches->first; touch; touch = touch->next) {
        const Doc *script = doc_get(touch, "script");
        page_sides(page, PAGE_TITLE, say_who(page->arena, touch, page->width), PAGE_DIM,
                   arena_printf(page->arena, "touch %lld", (long long)doc_int(touch, "id")));
        page_wrapped(page, PAGE_DIM, 0, doc_text(doc_get(touch, "address"), "value"));
        page_wrapped(page, PAGE_STRONG, 0, doc_text(script, "subject"));
        page_wrapped(page, PAGE_PLAIN, 0, doc_text(script, "body"));
        text_parts(page, 0, doc_get(doc_get(touch, "lint"), "text"));
        page_gap(page);
    }
    if (!touches->count)
        page_wrapped(page, PAGE_PLAIN, 0, "No e-mail, text or fax waits to be sent.");
    const Doc *texts = doc_get(doc, "texts");
    if (doc_int(texts, "count") > 1)
        page_wrapped(page, PAGE_STRONG, 0, view_texts_said(page->arena, texts));
}
